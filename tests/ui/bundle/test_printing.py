"""打印: as the notice asks, checked before, on a printer, into a file, or stopped."""

import pytest
from PySide6.QtWidgets import QComboBox

from desktop_app.core.print_check import Edges
from desktop_app.jobs.page_pictures import pages_to_print
from desktop_app.jobs.print_memory import PrintSettings
from desktop_app.jobs.progress import Cancelled
from desktop_app.ui.bundle.printing import PrintTask, print_pages
from tests.ui.bundle.sitting import PAPERS, edges, held_up_printing, page_count


def test_three_copies_are_printed_as_the_notice_asks_and_the_printer_is_remembered(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.print_of(PAPERS[0])
    pages = page_count(tmp_path / "材料" / f"{PAPERS[0]}.pdf")
    assert f"✓ 共 {pages} 页,纸张合适" in clerk.label("print verdict")
    assert clerk.page.findChild(QComboBox, "print copies").currentText() == "3 份"
    clerk.choose("printer", "二号机")
    clerk.choose("tray", "手动进纸")
    clerk.choose("print duplex", "单面")
    clerk.until(lambda: "✓" in clerk.label("print verdict"))
    clerk.press("print now")
    clerk.until(lambda: "已送到打印机「二号机」" in clerk.label("print told"))
    assert clerk.printers.used == [PrintSettings("二号机", "A4", "none", 3)]
    assert page_count(clerk.printers.printed) == 3 * pages
    clerk.press("back to bundle")
    clerk.print_of(PAPERS[1])
    assert clerk.page.findChild(QComboBox, "printer").currentText() == "一号机(默认)"
    clerk.press("back to bundle")
    clerk.print_of(PAPERS[0])
    assert clerk.page.findChild(QComboBox, "printer").currentText() == "二号机"
    assert clerk.page.findChild(QComboBox, "tray").currentText() == "手动进纸"
    clerk.press("reset printing")
    assert clerk.page.findChild(QComboBox, "printer").currentText() == "一号机(默认)"


def test_the_set_is_printed_once_and_copies_begin_in_front(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.print_of("全套（一式3份，按套）")
    assert clerk.page.findChild(QComboBox, "print copies").currentText() == "1 份"
    assert clerk.page.findChild(QComboBox, "print duplex").currentText() == "双面,长边翻页"
    assert "空白" in clerk.label("print notes")


def test_what_a_printer_would_cut_off_is_told_before_printing(sit):
    clerk = sit()
    clerk.build()
    clerk.printers.blind = Edges(4, 4, 4, 30)
    clerk.print_of(PAPERS[0])
    assert clerk.label("print verdict").startswith("▲ 下边会被裁掉:第 2 至 3 页 4.3 毫米(")
    assert clerk.buttons("print now")[0].text() == "仍然打印"
    clerk.printers.blind = Edges(4, 4, 4, 4)
    clerk.choose("paper size", "A5")
    clerk.until(lambda: "是 A4,纸张选的是 A5,印不下;请换成 A4 纸" in clerk.label("print verdict"))
    clerk.choose("paper size", "A3")
    clerk.until(lambda: "会印在纸的中间" in clerk.label("print notes"))
    assert clerk.buttons("print now")[0].text() == "打印"


def test_without_a_printer_a_pdf_is_printed_or_the_reader_opened(sit, tmp_path):
    clerk = sit()
    clerk.printers.names = ()
    clerk.build()
    clerk.print_of(PAPERS[1])
    assert "没有找到打印机" in clerk.label("print verdict")
    assert not clerk.buttons("print now")[0].isEnabled()
    clerk.prompts.pdf = tmp_path / "印.pdf"
    clerk.press("print to pdf")
    clerk.until(lambda: "已送到「印.pdf」" in clerk.label("print told"))
    source = tmp_path / "材料" / f"{PAPERS[1]}.pdf"
    assert page_count(tmp_path / "印.pdf") == 3 * page_count(source)
    (ours,), printed = pages_to_print(source), pages_to_print(tmp_path / "印.pdf")
    for one in printed:
        assert (one.wide, one.high) == pytest.approx((ours.wide, ours.high), abs=0.5)
        assert edges(one) == pytest.approx(edges(ours), abs=0.5)
    clerk.press("print to pdf")
    clerk.until(lambda: "已经存在,没有覆盖" in clerk.label("print told"))
    clerk.press("open in reader")
    assert clerk.opened == [source]


def test_printing_is_stopped_by_a_click_and_leaves_no_file(sit, tmp_path, monkeypatch):
    clerk = sit()
    clerk.build()
    clerk.print_of(PAPERS[0])
    gate = held_up_printing(monkeypatch)
    clerk.prompts.pdf = tmp_path / "印.pdf"
    clerk.press("print to pdf")
    clerk.until(lambda: gate.is_reached)
    assert "打印" in clerk.page.begun
    clerk.press("cancel print")
    gate.open()
    clerk.until(lambda: "已停止打印" in clerk.label("print told"))
    assert not (tmp_path / "印.pdf").exists()
    assert clerk.buttons("print now")[0].isEnabled()


def test_empty_backs_are_put_between_copies_and_wide_pages_lie_on_upright_paper(sit, tmp_path):
    clerk = sit()
    clerk.build()
    source = tmp_path / "材料" / f"{PAPERS[1]}.pdf"
    assert page_count(source) == 1
    told = []
    sides = print_pages(
        PrintTask(source, 3, PrintSettings("一号机", duplex="long")),
        clerk.printers,
        lambda *step: told.append(step),
    )
    assert sides == page_count(clerk.printers.printed) == 5
    assert [what for _, _, what in told] == ["第 1 页", "空白背面"] * 2 + ["第 1 页"]
    (ours,) = pages_to_print(source)
    for one in pages_to_print(clerk.printers.printed)[::2]:
        assert (one.wide, one.high) == pytest.approx((ours.high, ours.wide), abs=0.5)
        left, top, right, bottom = edges(ours)
        # The left edge of a wide page lies at the foot.
        assert edges(one) == pytest.approx((top, right, bottom, left), abs=0.5)


def test_printing_that_is_stopped_at_once_raises_nothing_else(sit, tmp_path):
    clerk = sit()
    clerk.build()

    def unwanted(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(
            PrintTask(tmp_path / "材料" / f"{PAPERS[1]}.pdf", 1, PrintSettings("一号机")),
            clerk.printers,
            unwanted,
        )
