"""Word's documents as LibreOffice sets them: the same pages as ours, by the same standard."""

from itertools import zip_longest
from pathlib import Path

import pytest

from desktop_app.paths import FONTS
from tests.example_documents import DATE
from tests.office.tools import pdf_fonts
from tests.page_facts import (
    FULL_LINE,
    FULL_PAGE,
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


@pytest.fixture(scope="module")
def theirs(twins) -> dict[str, tuple[Page, ...]]:
    """LibreOffice's pages by document."""
    return {name: pages_of(path) for name, path in twins.theirs.items()}


def only(theirs: dict[str, tuple[Page, ...]], word: str) -> tuple[Page, ...]:
    (pages,) = (pages for name, pages in theirs.items() if word in name)
    return pages


def drift(ours: Path, theirs: Path) -> str:
    """Where the two part: the first page that begins with other words."""
    for one, other in zip_longest(pages_of(ours), pages_of(theirs)):
        first, second = (
            page.lines[0].text[:14] if page and page.lines else "" for page in (one, other)
        )
        if first[:6] != second[:6]:
            return f"from page {(one or other).number}: ours 「{first}」, LibreOffice 「{second}」"
    return "every page begins alike"


def test_libreoffice_sets_the_pages_in_the_bundled_fonts(twins):
    bundled = {path.stem for path in FONTS.glob("*.ttf")}
    used = {
        font.name.partition("+")[2] for path in twins.theirs.values() for font in pdf_fonts(path)
    }
    # The sixth font is for rare hanzi, of which these documents have none.
    assert used == bundled - {"OARare"}


@pytest.mark.parametrize("which", ["twins", "other_twins"])
def test_word_files_have_as_many_pages_as_our_pdfs(which, request):
    pairs = request.getfixturevalue(which)
    assert len(pairs.ours) >= 10, sorted(pairs.ours)
    told = []
    for name, path in pairs.ours.items():
        ours, theirs = (len(pages_of(one)) for one in (path, pairs.theirs[name]))
        if ours != theirs:
            where = drift(path, pairs.theirs[name])
            told.append(f"{name}: {ours} pages of ours, {theirs} in LibreOffice, {where}")
    assert not told, "\n".join(told)


def test_a_right_hand_section_has_the_same_blank_sheets_before_it(other_twins):
    blank = [
        [page.number for page in pages_of(path) if not (page.lines or page.around)]
        for path in other_twins.named("右页")
    ]
    assert blank == [[2, 6], [2, 6]]


def test_a_full_page_has_22_lines_and_a_full_line_28_characters(theirs):
    full = full_pages(only(theirs, "正文"))
    assert len(full) >= 3
    assert {len(levels(page.lines)) for page in full} == {FULL_PAGE}
    for name, pages in theirs.items():
        assert list(wrong_steps(pages)) == [], name
        assert {len(line) for line in full_lines(pages)} <= {FULL_LINE}, name
    assert full_lines(only(theirs, "实施方案"))


def test_no_line_begins_with_a_mark_that_must_not(theirs):
    assert [told for pages in theirs.values() for told in wrong_beginnings(pages)] == []


def test_the_header_stands_on_every_page_of_a_long_table(theirs):
    assert continued(only(theirs, "汇总表")) >= 10
    assert continued(only(theirs, "实施方案")) >= 4
    assert continued(only(theirs, "横排")) >= 2
    assert [told for pages in theirs.values() for told in headless_tables(pages)] == []


def test_who_signs_stands_below_two_lines_of_text_on_its_page(theirs):
    counts = {
        "实施方案": 2, "汇总表": 1, "核对情况说明": 1, "的函": 1, "正文": 1, "落款": 6,
    }  # fmt: skip
    for word, count in counts.items():
        assert len(list(signatures(only(theirs, word), DATE))) == count, word
    for name, pages in theirs.items():
        assert list(lonely_signatures(pages, DATE)) == [], name


def test_every_page_but_a_cover_says_its_number_outside_and_a_lying_one_in_its_left_margin(theirs):
    assert {page.lies for page in only(theirs, "横排")} == {True, False}
    assert [told for pages in theirs.values() for told in wrong_numbers(pages)] == []
    bare = {name.rpartition("/")[2]: without_number(pages) for name, pages in theirs.items()}
    bare = {name: numbers for name, numbers in bare.items() if numbers}
    (plan,) = (name for name in bare if "实施方案" in name)
    assert bare == {plan: [1], "邮寄标签": [1]}
