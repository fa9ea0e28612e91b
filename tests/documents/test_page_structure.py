"""The practice city's PDFs by GB/T 9704: lines, tables, signature and page numbers as they stand."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pytest

from desktop_app.documents.styles import MM, PORTRAIT
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.jobs.inner_papers import PRINTS
from tests.example_documents import DATE, lying_sheets, plain_text, right_hand, signed_pages
from tests.page_facts import (
    FULL_LINE,
    FULL_PAGE,
    NO_END,
    Page,
    continued,
    full_lines,
    full_pages,
    headless_tables,
    levels,
    lonely_signatures,
    pages_of,
    signatures,
    without_number,
    wrong_beginnings,
    wrong_numbers,
    wrong_steps,
)

Documents = Mapping[str, tuple[Page, ...]]


@pytest.fixture(scope="module")
def documents(practice, tmp_path_factory) -> Documents:
    """The pages of every PDF of the bundle, and of some made for these tests.

    Files to print hold the same pages again, several times.
    """
    folder = tmp_path_factory.mktemp("pages")
    paths = [
        path for path in sorted((practice / "材料").rglob("*.pdf")) if path.parent.name != PRINTS
    ]
    for document in (plain_text(), lying_sheets(), signed_pages(), right_hand()):
        paths.append(folder / f"{document.title}.pdf")
        write_pdf(document, paths[-1])
    return {path.stem: pages_of(path) for path in paths}


def only(documents: Documents, word: str) -> tuple[Page, ...]:
    (pages,) = (pages for name, pages in documents.items() if word in name)
    return pages


def told(documents: Documents, check: Callable[[Sequence[Page]], Iterable[str]]) -> list[str]:
    return [f"{name}: {one}" for name, pages in documents.items() for one in check(pages)]


def test_a_full_page_has_22_lines_and_a_full_line_28_characters(documents):
    full = full_pages(only(documents, "正文"))
    assert len(full) >= 3
    assert {len(levels(page.lines)) for page in full} == {FULL_PAGE}
    assert told(documents, wrong_steps) == []
    assert full_lines(only(documents, "实施方案"))
    assert {len(line) for pages in documents.values() for line in full_lines(pages)} == {FULL_LINE}


def test_no_line_begins_or_ends_with_a_mark_that_must_not(documents):
    assert told(documents, wrong_beginnings) == []
    ends = [
        line.text
        for pages in documents.values()
        for page in pages
        for line in page.lines
        if line.text[-1] in NO_END
    ]
    assert ends == []


def test_the_header_stands_on_every_page_of_a_long_table(documents):
    assert continued(only(documents, "汇总表")) >= 10
    assert continued(only(documents, "实施方案")) >= 4
    assert continued(only(documents, "横排")) >= 2
    assert told(documents, headless_tables) == []


def test_who_signs_stands_below_two_lines_of_text_on_its_page(documents):
    counts = {
        "实施方案": 2, "汇总表": 1, "核对情况说明": 1, "的函": 1, "正文": 1, "落款": 6,
    }  # fmt: skip
    for word, count in counts.items():
        assert len(list(signatures(only(documents, word), DATE))) == count, word
    for name, pages in documents.items():
        assert list(lonely_signatures(pages, DATE)) == [], name


def test_every_page_but_a_cover_says_its_number_outside_and_a_lying_one_in_its_left_margin(
    documents,
):
    assert told(documents, wrong_numbers) == []
    assert {page.lies for page in only(documents, "横排")} == {True, False}
    bare = {name: without_number(pages) for name, pages in documents.items()}
    bare = {name: numbers for name, numbers in bare.items() if numbers}
    (plan,) = (name for name in documents if "实施方案" in name)
    # A cover, a label, and the blank backs before right-hand pages.
    assert bare == {plan: [1], "邮寄标签": [1], "右页": [2, 6]}


def test_a_section_that_begins_on_the_right_has_a_blank_sheet_before_it_where_needed(documents):
    pages = only(documents, "右页")
    assert [page.number for page in pages if not page.lines] == [2, 6]
    assert [page.lines[0].text for page in pages if page.number in (1, 3, 5, 7)] == [
        "第一部分", "第二部分", "第三部分", "第四部分",
    ]  # fmt: skip


def test_a_file_to_print_holds_the_pages_of_the_documents_in_sets_and_blank_backs(practice):
    folder = practice / "材料"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    papers = [
        (entry["copies"], pages_of(folder / entry["file"]))
        for entry in sorted(manifest["files"], key=lambda entry: entry.get("document", 0))
        if entry.get("document")
    ]
    expected: list[tuple[object, ...]] = []
    for copy in range(1, max(copies for copies, _ in papers) + 1):
        for copies, pages in papers:
            if copy <= copies:
                expected += map(shown, pages)
                expected += [((), (), (), ())] * (len(pages) % 2)
    (path,) = (folder / PRINTS).glob("*.pdf")
    assert [shown(page) for page in pages_of(path)] == expected
    assert len(expected) > 100


def shown(page: Page) -> tuple[object, ...]:
    """What stands on a page, wherever in its file it comes."""
    return page.lines, page.grids, page.around, page.turned


def test_nothing_stands_outside_the_text_area_but_numbers_and_marks(documents):
    for name, pages in documents.items():
        for page in pages:
            for line in page.around:
                assert "校验码" in line.text or "—" in line.text, (name, page.number, line.text)


def test_these_checks_see_what_is_wrong(documents):
    plan, summary, text = (only(documents, word) for word in ("实施方案", "汇总表", "正文"))
    page = text[1]
    first = page.lines[0]
    assert list(wrong_beginnings([replace(page, lines=(replace(first, text="，数"),))]))
    low = replace(first, y=first.y - 10)
    assert list(wrong_steps([replace(page, lines=(low, *page.lines[1:]))]))
    mirrored = [
        replace(
            line, left=PORTRAIT.width_mm * MM - line.right, right=PORTRAIT.width_mm * MM - line.left
        )
        for line in page.around
    ]
    assert list(wrong_numbers([replace(page, around=tuple(mirrored))]))
    assert list(wrong_numbers([replace(page, number=3)]))
    assert without_number([replace(page, around=())]) == [2]
    lying = summary[1]
    ends = [replace(line, y=PORTRAIT.width_mm * MM - line.y) for line in lying.turned]
    assert list(wrong_numbers([replace(lying, turned=tuple(ends))]))
    assert list(wrong_numbers([replace(lying, turned=(), around=lying.turned)]))
    other = replace(lying.grids[0], head="别的表头")
    assert list(headless_tables([summary[0], replace(lying, grids=(other,))]))
    for signed, at in (*signatures(plan, DATE), *signatures(summary, DATE)):
        assert list(lonely_signatures([replace(signed, lines=signed.lines[at:])], DATE))
