"""What a scan's page marks say: complete, or what is missing, twice, strange, out of order."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.page_mark import PageMark, read_mark
from desktop_app.core.scanned_set import ExpectedDocument, ExpectedSet, Leaf, check_scan

CODE = "3836-64A6"
PLAN, SUMMARY, LETTER = ExpectedDocument("方案", 3, 5), ExpectedDocument("汇总表", 3, 4), (
    ExpectedDocument("函", 1, 1)
)  # fmt: skip
BUILT = ExpectedSet(33, CODE, (PLAN, SUMMARY, LETTER))


def mark(document: int, copy: int, page: int, revision: int = 33, code: str = CODE) -> PageMark:
    of = BUILT.documents[document - 1]
    return PageMark(revision, code, document, 3, page, of.pages, copy, of.copies)


def leaves(marks: list[PageMark | None]) -> list[Leaf]:
    """Pages of one file; None is an empty back."""
    return [
        Leaf("扫描.pdf", number, (one,) if one else (), one is None)
        for number, one in enumerate(marks, start=1)
    ]


def by_set() -> list[PageMark]:
    return [
        mark(number, copy, page)
        for copy in (1, 2, 3)
        for number, document in enumerate(BUILT.documents, start=1)
        if copy <= document.copies
        for page in range(1, document.pages + 1)
    ]


def by_document() -> list[PageMark]:
    return sorted(by_set(), key=lambda one: (one.document, one.copy, one.page))


def told(marks: list[PageMark | None]) -> list[tuple[str, int, str]]:
    found = check_scan(leaves(marks), BUILT)
    return [(one.kind, one.page, one.message) for one in found.findings]


@given(
    st.tuples(
        st.integers(0, 10**6), st.text("0123456789ABCDEF", min_size=8, max_size=8)
    ),
    st.lists(st.tuples(st.integers(1, 300), st.integers(0, 300)), min_size=3, max_size=3),
)  # fmt: skip
def test_a_mark_reads_back_as_it_was_written(data, counts):
    revision, code = data
    numbers = [number for low, more in counts for number in (low, low + more)]
    written = PageMark(revision, f"{code[:4]}-{code[4:]}", *numbers)
    assert read_mark(written.text()) == written
    assert set(written.text()) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    "text", ["", "SF1234567890", "SB1:1:AB:2/1:1/1:1/1", "SB1:1:AB:0/1:1/1:1/1", "SB2:1:AB:1/1:1/1:1/1"]
)  # fmt: skip
def test_other_codes_are_no_marks(text):
    assert read_mark(text) is None


@pytest.mark.parametrize("order", [by_set, by_document])
@pytest.mark.parametrize("expected", [BUILT, None])
def test_a_whole_set_is_complete_in_both_orders_and_empty_backs_do_not_count(order, expected):
    marks = order()
    with_backs = [one for m in marks for one in ((m, None) if m.page == m.pages else (m,))]
    found = check_scan(leaves(with_backs), expected)
    assert found.findings == ()
    assert found.is_complete
    assert (found.revision, found.check_code) == (33, CODE)
    assert (found.pages, found.blank) == (len(with_backs), 7)
    assert [(one.pages, one.copies, one.found) for one in found.documents] == [
        (5, 3, 15),
        (4, 3, 12),
        (1, 1, 1),
    ]


@given(st.sampled_from([by_set, by_document]), st.sets(st.integers(0, 27), max_size=26))
def test_exactly_the_pages_taken_out_are_missing(order, taken):
    marks = order()
    left = [one for n, one in enumerate(marks) if n not in taken]
    found = check_scan(leaves(left), BUILT)
    missing = {
        (one.number, copy, page)
        for one in found.documents
        for copy, pages in one.missing.items()
        for page in pages
    }
    assert missing == {(marks[n].document, marks[n].copy, marks[n].page) for n in taken}
    assert {one.kind for one in found.findings} == ({"missing"} if taken else set())


@given(
    st.sampled_from([by_set, by_document]),
    st.integers(0, 27),
    st.integers(0, 28),
)
def test_a_page_put_in_twice_is_told_once_with_both_places(order, which, where):
    marks = order()
    marks.insert(where, marks[which])
    repeated = [one for one in told(marks) if one[0] == "repeated"]
    places = [n for n, one in enumerate(marks, start=1) if one == marks[where]]
    assert [page for _, page, _ in repeated] == places[1:]
    assert f"第{places[0]}页重复" in repeated[0][2]
    assert not [one for one in told(marks) if one[0] == "missing"]


@pytest.mark.parametrize("order", [by_set, by_document])
def test_a_page_in_the_wrong_place_is_the_one_told(order):
    for which, where in product(range(28), range(28)):
        marks = order()
        moved = marks.pop(which)
        marks.insert(where, moved)
        found = told(marks)
        around = [marks[n] for n in (where - 1, where + 1) if 0 <= n < 28]
        between = len({(one.document, one.copy) for one in around}) == len(around)
        if which == where or (moved.pages == 1 and between):
            # A copy of a single page may lie anywhere between other copies.
            assert found == [], (which, where)
            continue
        assert [one[0] for one in found] == ["order"], (which, where)
        assert found[0][1] in (where + 1, which + 1)
        # Two neighbours exchanged: either of them may be called the one that was moved.
        if abs(which - where) > 1:
            title = BUILT.documents[moved.document - 1].title
            assert f"是{title}第{moved.copy}份第{moved.page}页" in found[0][2]


def test_a_pile_turned_over_is_told_once():
    ((kind, page, message),) = told(by_set()[::-1])
    assert (kind, page) == ("order", 1)
    assert "页序整个是倒的" in message


def test_one_copy_turned_over_is_told_once():
    marks = by_set()
    marks[10:15] = marks[10:15][::-1]
    assert marks[10].copy == 2
    ((kind, page, message),) = told(marks)
    assert (kind, page) == ("order", 11)
    assert "方案第2份的页序是倒的" in message


def test_a_page_of_an_old_revision_is_told_and_not_called_missing_as_well():
    marks = by_set()
    marks[2] = replace(marks[2], revision=31, check_code="0000-FFFF")
    ((kind, page, message),) = told(marks)
    assert (kind, page) == ("revision", 3)
    assert "数据版本 31(校验码 0000-FFFF)的方案第1份第3页" in message
    assert "数据版本 33(校验码 3836-64A6)" in message


def test_without_the_bundle_the_revision_of_most_pages_counts():
    marks: list[PageMark | None] = [*by_set()]
    marks[2] = replace(mark(1, 1, 3), revision=34)
    found = check_scan(leaves(marks))
    assert (found.revision, [one.kind for one in found.findings]) == (33, ["revision"])


def test_all_pages_of_another_revision_than_the_bundles_are_told():
    found = check_scan(leaves([*by_set()]), replace(BUILT, revision=34))
    assert {one.kind for one in found.findings} == {"revision"}
    assert len(found.findings) == 28


def test_a_page_whose_mark_cannot_be_read_is_named_by_its_neighbours():
    pages = leaves([*by_set()])
    pages[3] = replace(pages[3], marks=())
    (finding,) = check_scan(pages, BUILT).findings
    assert (finding.kind, finding.page) == ("unclear", 4)
    assert "应是方案第1份第4页" in finding.message


def test_a_strange_page_is_told_without_a_guess():
    pages = leaves([*by_set()])
    pages.insert(3, Leaf("扫描.pdf", 99))
    (finding,) = check_scan(pages, BUILT).findings
    assert (finding.kind, finding.page) == ("unclear", 99)
    assert "应是" not in finding.message


def test_a_page_that_the_bundle_does_not_have_is_foreign():
    marks = [*by_set(), PageMark(33, CODE, 2, 3, 5, 5, 1, 3), PageMark(33, CODE, 4, 4, 1, 1, 1, 1)]
    assert [(kind, page) for kind, page, _ in told([*marks])] == [("foreign", 29), ("foreign", 30)]


def test_two_pages_on_one_another_are_unclear():
    pages = leaves([*by_set()])
    pages[0] = replace(pages[0], marks=(mark(1, 1, 1), mark(1, 1, 2)))
    del pages[1]
    kinds = [(one.kind, one.page) for one in check_scan(pages, BUILT).findings]
    assert kinds == [("unclear", 1)], "neither of them is missing as well"


def test_whole_copies_and_documents_are_told_as_such():
    marks = [one for one in by_set() if one.document != 3 and (one.document, one.copy) != (2, 3)]
    messages = [message for _, _, message in told([*marks])]
    assert messages == ["汇总表第3份整份没有扫到。", "函整个没有扫到(1 份)。"]


def test_gaps_are_told_as_ranges():
    marks = [one for one in by_set() if not (one.document == 1 and one.page in (1, 3, 4))]
    messages = [message for _, _, message in told([*marks])]
    assert messages == [f"方案第{copy}份缺第1、3至4页。" for copy in (1, 2, 3)]


def test_a_scan_without_any_mark_says_what_may_be_the_reason():
    for pages in ([], [Leaf("扫描.pdf", 1), Leaf("扫描.pdf", 2, is_blank=True)]):
        found = check_scan(pages, BUILT)
        assert [one.kind for one in found.findings] == ["no_marks"]
        assert not found.is_complete


def test_several_files_are_one_pile_and_findings_name_the_file():
    pile = leaves([*by_set()])
    pages = [replace(one, file=f"{n // 10}.pdf", number=n % 10 + 1) for n, one in enumerate(pile)]
    assert check_scan(pages, BUILT).is_complete
    pages[15] = replace(pages[15], marks=pages[14].marks)
    repeated, *_ = check_scan(pages, BUILT).findings
    assert (repeated.file, repeated.page) == ("1.pdf", 6)
    assert "「1.pdf」第6页与「1.pdf」第5页重复" in repeated.message


def test_every_combination_of_set_and_order_is_accepted():
    for copies, documents in product((1, 2, 3), (1, 2)):
        marks = [
            PageMark(1, CODE, document, documents, page, 2, copy, copies)
            for document in range(1, documents + 1)
            for copy in range(1, copies + 1)
            for page in (1, 2)
        ]
        assert check_scan(leaves([*marks])).is_complete
