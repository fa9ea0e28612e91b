"""What a printer would do to pages: cut off, too large, blank; in the words of the screen."""

import pytest

from desktop_app.core.print_check import (
    Cut,
    Edges,
    PageToPrint,
    Paper,
    check_print,
    numbers,
    size_name,
)

WIDE_MARGINS = Edges(28, 37, 26, 35)


def a_page(number=1, wide=210.0, high=297.0, ink=WIDE_MARGINS):
    return PageToPrint(number, wide, high, ink)


def a_paper(name="A4", wide=210.0, high=297.0, blind=(4.0, 4.0, 4.0, 4.0)):
    return Paper(name, wide, high, Edges(*blind))


def test_pages_within_what_the_printer_reaches_pass():
    found = check_print([a_page(), a_page(2)], a_paper())
    assert (found.troubles, found.notes, found.cuts) == ((), (), ())


@pytest.mark.parametrize(
    ("ink", "side", "told"),
    [
        (Edges(2.5, 37, 26, 35), "left", "左边"),
        (Edges(28, 2.5, 26, 35), "top", "上边"),
        (Edges(28, 37, 2.5, 35), "right", "右边"),
        (Edges(28, 37, 26, 2.5), "bottom", "下边"),
    ],
)
def test_a_page_that_is_cut_is_told_with_its_side_and_by_how_much(ink, side, told):
    found = check_print([a_page(), a_page(2, ink=ink)], a_paper())
    assert found.cuts == (Cut(2, side, 1.5),)
    (sentence,) = found.troubles
    assert sentence.startswith(f"{told}会被裁掉:第 2 页 1.5 毫米(")
    assert "请" in sentence


def test_different_cuts_are_told_one_by_one_and_many_of_them_by_the_most():
    pages = [a_page(n, ink=Edges(4 - n, 9, 9, 9)) for n in (1, 2, 3)]
    (sentence,) = check_print([*pages, a_page(4, ink=Edges(3, 9, 9, 9))], a_paper()).troubles
    assert sentence.startswith("左边会被裁掉:第 1、4 页 1 毫米、第 2 页 2 毫米、第 3 页 3 毫米(")
    many = [a_page(n, ink=Edges(4 - n / 2, 9, 9, 9)) for n in range(1, 8)]
    (sentence,) = check_print(many, a_paper()).troubles
    assert sentence.startswith("第 1 至 7 页的左边会被裁掉,最多 3.5 毫米(")


def test_what_just_reaches_the_printable_edge_is_not_cut():
    assert not check_print([a_page(ink=Edges(4, 4, 4, 4))], a_paper()).cuts


@pytest.mark.parametrize(
    ("blind", "side"),
    [
        ((40, 0, 0, 0), "top"), ((0, 40, 0, 0), "right"),
        ((0, 0, 40, 0), "bottom"), ((0, 0, 0, 40), "left"),
    ],
)  # fmt: skip
def test_a_wide_page_lies_with_its_left_edge_at_the_foot_of_the_paper(blind, side):
    page = a_page(wide=297.0, high=210.0, ink=Edges(30, 30, 30, 30))
    assert [(one.side, one.by) for one in check_print([page], a_paper(blind=blind)).cuts] == [
        (side, 10)
    ]


def test_paper_that_is_too_small_is_told_with_the_paper_to_take():
    pages = [a_page(), a_page(2, 420.0, 297.0), a_page(3, 420.0, 297.0)]
    (sentence,) = check_print(pages, a_paper()).troubles
    assert sentence.startswith("第 2 至 3 页是 A3 横向,纸张选的是 A4,印不下;请换成 A3 纸")


def test_small_pages_lie_in_the_middle_of_large_paper_and_are_not_cut():
    found = check_print([a_page(ink=Edges(0, 0, 0, 0))], a_paper("A3", 297.0, 420.0))
    assert found.troubles == ()
    assert found.notes == ("第 1 页是 A4,比 A3 纸小,会印在纸的中间。",)


def test_blank_pages_are_counted_and_never_cut():
    found = check_print([a_page(), a_page(2, ink=None)], a_paper(blind=(30, 0, 0, 0)))
    assert [one.page for one in found.cuts] == [1]
    assert found.notes == ("其中空白 1 页(第 2 页),双面打印时留作背面。",)


def test_sizes_and_numbers_as_people_say_them():
    assert [size_name(210, 297), size_name(297, 210), size_name(420, 297), size_name(100, 150)] == [
        "A4", "A4 横向", "A3 横向", "100×150 毫米",
    ]  # fmt: skip
    assert numbers([5, 1, 2, 3, 9]) == "第 1 至 3、5、9 页"
