"""Which scanned pages are whose: by the marks in their feet, else by the name of the file."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.mailing import Wanted, sort_scans
from desktop_app.core.page_mark import PageMark
from desktop_app.core.scanned_set import Leaf

REVISION, CODE = 7, "AAAA-BBBB"
PAPERS = (
    Wanted("letter", "申报函", "申报函（盖章）", 1, 1),
    Wanted("plan", "方案", "方案（盖章）", 3, 2),
)


def leaf(document: int, page: int, copy: int = 1, revision: int = REVISION) -> Leaf:
    pages = next(one.pages for one in PAPERS if one.document == document)
    mark = PageMark(revision, CODE, document, len(PAPERS), page, pages, copy, 2)
    return Leaf("扫描.pdf", 1, (mark,))


@given(st.randoms(use_true_random=False))
def test_pages_are_sorted_to_their_papers_however_they_were_scanned(chance: random.Random):
    leaves = [leaf(1, 1), leaf(2, 1), leaf(2, 2), leaf(2, 3), Leaf("扫描.pdf", 5, (), True)]
    chance.shuffle(leaves)
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert not found.findings
    assert all(found.is_whole(one.id) for one in PAPERS)
    assert [leaves[at].marks[0].page for at in found.pages["plan"]] == [1, 2, 3]


def test_a_missing_page_and_a_missing_paper_are_told_with_what_to_do():
    found = sort_scans([leaf(2, 1), leaf(2, 3)], PAPERS, REVISION, CODE)
    assert [one.kind for one in found.findings] == ["missing_pdf", "missing_pages"]
    assert "缺第 2 页" in found.findings[1].message
    assert found.missing["plan"] == (2,)
    assert not found.is_whole("plan")


def test_of_two_copies_the_full_one_is_taken():
    leaves = [leaf(1, 1), leaf(2, 1), leaf(2, 2), *(leaf(2, page, 2) for page in (1, 2, 3))]
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert found.pages["plan"] == (3, 4, 5)
    assert not found.findings


def test_pages_of_another_revision_are_no_pages_of_this_one():
    leaves = [leaf(1, 1), *(leaf(2, page, revision=6) for page in (1, 2, 3))]
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert [one.kind for one in found.findings] == ["missing_pdf", "revision"]
    assert "数据版本 6" in found.findings[1].message


def test_a_file_without_marks_is_known_by_its_name_and_its_pages():
    bare = [Leaf("方案（盖章）.pdf", n) for n in (1, 2, 3)]
    found = sort_scans([leaf(1, 1), *bare], PAPERS, REVISION, CODE)
    assert found.is_whole("plan")
    assert "按文件名和页数" in found.remarks[0]
    short = sort_scans([leaf(1, 1), *bare[:2]], PAPERS, REVISION, CODE)
    assert not short.is_whole("plan")
    assert "没有读到识别码" in short.remarks[0]


# ---------------------------------------------------------------- by the name of the file

LETTER = Wanted("letter", "申报函", "申报函", 1, 1)
ANNEX = Wanted("annex", "申报函附表", "申报函附表", 1, 2)
OTHER = Wanted("other", "申报函", "申报函", 1, 3)


def bare(name, pages=1):
    return [Leaf(name, number) for number in range(1, pages + 1)]


def by_name(leaves, *wanted):
    """The papers that were found, with the files that they were found in."""
    found = sort_scans(leaves, wanted, REVISION, CODE)
    return {paper: {leaves[at].file for at in places} for paper, places in found.pages.items()}


def test_a_file_is_the_scan_of_the_paper_whose_whole_name_it_bears():
    for wanted in ((LETTER, ANNEX), (ANNEX, LETTER)):
        assert by_name(bare("申报函附表.pdf"), *wanted) == {"annex": {"申报函附表.pdf"}}
        assert by_name(bare("申报函.pdf"), *wanted) == {"letter": {"申报函.pdf"}}
        both = bare("申报函附表.pdf") + bare("申报函.pdf")
        assert by_name(both, *wanted) == {
            "annex": {"申报函附表.pdf"},
            "letter": {"申报函.pdf"},
        }


def test_what_is_missing_is_told_though_another_file_bears_half_its_name():
    found = sort_scans(bare("申报函附表.pdf"), (LETTER, ANNEX), REVISION, CODE)
    (missing,) = found.findings
    assert (missing.kind, missing.paper) == ("missing_pdf", "申报函")


def test_a_second_scan_of_a_paper_that_has_its_marks_is_no_other_paper():
    marked = Leaf("扫描.pdf", 1, (PageMark(REVISION, CODE, 2, 2, 1, 1, 1, 1),))
    leaves = [marked, *bare("申报函附表.pdf")]
    assert by_name(leaves, LETTER, ANNEX) == {"annex": {"扫描.pdf"}}


def test_one_file_is_one_of_two_papers_of_the_same_name():
    assert by_name(bare("申报函.pdf"), LETTER, OTHER) == {"letter": {"申报函.pdf"}}
    two = bare("申报函.pdf") + bare("申报函 二.pdf")
    assert by_name(two, LETTER, OTHER) == {"letter": {"申报函.pdf"}, "other": {"申报函 二.pdf"}}


def test_a_file_of_other_pages_than_the_paper_is_not_taken_and_blank_ones_do_not_count():
    assert by_name(bare("申报函.pdf", 2), LETTER) == {}
    leaves = [*bare("申报函.pdf"), Leaf("申报函.pdf", 2, (), True)]
    assert by_name(leaves, LETTER) == {"letter": {"申报函.pdf"}}
