"""成册与打印 by clicks and keys: make, cancel, look, print, freeze, check what comes back."""

import subprocess
import sys
import threading

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from desktop_app.core.changes import set_path
from desktop_app.core.print_check import Edges, Paper
from desktop_app.core.steps import StepState
from desktop_app.jobs.page_pictures import pages_to_print
from desktop_app.jobs.print_memory import PrintMemory, PrintSettings
from desktop_app.jobs.progress import Cancelled
from desktop_app.ui.bundle.bundle_page import BundlePage
from desktop_app.ui.bundle.page_scroll import PageScroll
from desktop_app.ui.bundle.printers import FoundPrinter, Printers
from desktop_app.ui.bundle.printing import PrintTask, print_pages
from desktop_app.ui.bundle.submit_card import SubmitCard
from desktop_app.ui.live_audit import LiveAudit
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.scanned import Scanner
from tests.small_pack import a_passing_draft, a_small_programme
from tests.ui.conftest import NOW, on_disk

PAPERS = ("某市样板工程实施方案", "某市项目汇总表")


class OfficePrinters(Printers):
    """Two printers; what is printed on them goes into a PDF that can be counted."""

    def __init__(self, folder):
        self.printed = folder / "printed.pdf"
        self.blind = Edges(4, 4, 4, 4)
        self.names = ("一号机", "二号机")
        self.used = []

    def found(self):
        return tuple(FoundPrinter(one, n == 0, True) for n, one in enumerate(self.names))

    def paper(self, settings):
        wide, high = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}.get(
            settings.paper, (148.0, 210.0)
        )
        return Paper(settings.paper, wide, high, self.blind)

    def printer(self, settings):
        self.used.append(settings)
        printer = super().printer(settings)
        printer.setOutputFileName(str(self.printed))
        return printer


class Sitting:
    """A clerk at the page."""

    def __init__(self, qtbot, prompts, path, tmp_path, *, can_write=True):
        self.qtbot, self.prompts, self.path = qtbot, prompts, path
        self.owner = QWidget()
        self.session = Session(path, self.owner, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        self.programme = a_small_programme()
        self.desk = Desk(
            self.programme, self.session, Theme(), prompts, "王工", lambda: NOW, can_write
        )
        self.live = LiveAudit(self.programme, self.owner)
        self.printers = OfficePrinters(tmp_path)
        self.memory = PrintMemory(tmp_path / "memory.json")
        self.opened = []
        self.sit_down()

    def sit_down(self):
        """Open the page, as on another day."""
        self.page = BundlePage(
            self.desk,
            memory=self.memory,
            printers=self.printers,
            open_path=lambda path: not self.opened.append(path),
        )
        self.jumps, self.troubles, self.states = [], [], []
        self.page.jump_asked.connect(self.jumps.append)
        self.page.troubled.connect(self.troubles.append)
        self.page.standing_changed.connect(self.states.append)
        self.live.checked.connect(self.page.show_audit)
        self.session.changed.connect(self.page.show_draft)
        self.session.changed.connect(self.live.check)
        self.page.resize(1150, 700)
        self.page.show()
        self.page.show_draft(self.session.draft)
        self.live.check(self.session.draft)
        self.until(lambda: "正在" not in self.label("verdict"))

    def leave(self):
        self.page.stop()
        self.live.checked.disconnect(self.page.show_audit)
        self.session.changed.disconnect(self.page.show_draft)
        self.page.close()
        self.page.deleteLater()

    def end(self):
        self.leave()
        self.live.stop()
        self.session.close(abandon=True)
        assert self.session.wait(30)
        self.owner.deleteLater()

    def until(self, holds):
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=60_000)

    def buttons(self, name):
        return [one for one in self.page.findChildren(QAbstractButton, name) if one.isVisible()]

    def press(self, name, nth=0):
        self.until(lambda: len(self.buttons(name)) > nth and self.buttons(name)[nth].isEnabled())
        one = self.buttons(name)[nth]
        # A tick box is pressed on its box or its words, not on the ground beside.
        where = QPoint(10, one.height() // 2) if isinstance(one, QCheckBox) else QPoint()
        self.qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=where)

    def label(self, name):
        found = self.page.findChildren(QLabel, name)
        return next((one.text() for one in found if one.isVisible()), "")

    def labels(self, name):
        return [one.text() for one in self.page.findChildren(QLabel, name) if one.isVisible()]

    def choose(self, name, text):
        """Take an entry of a list by the keyboard, as it is shown."""
        combo = self.page.findChild(QComboBox, name)
        at = next(n for n in range(combo.count()) if combo.itemText(n).startswith(text))
        combo.setFocus()
        step = Qt.Key.Key_Down if at > combo.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(at - combo.currentIndex())):
            self.qtbot.keyClick(combo, step)
        assert combo.currentIndex() == at

    @property
    def pages(self):
        return self.page.findChild(PageScroll)

    def build(self):
        self.press("build")
        self.until(lambda: self.label("made title") == "材料已生成")

    def change(self, text, path="basic/city"):
        with self.qtbot.waitSignal(self.session.saved):
            self.session.do("填写", lambda draft: set_path(draft, path, text))

    def print_of(self, title):
        """Press 打印… beside a paper."""
        at = self.labels("paper").index(title)
        self.press("print", at)
        self.until(lambda: "正在" not in self.label("print verdict"))


@pytest.fixture
def sit(qtbot, prompts, draft_file, tmp_path):
    """Opens the page over a draft of the small programme."""
    sittings = []

    def open_page(draft=None, **options):
        path = draft_file(draft or a_passing_draft())
        sittings.append(Sitting(qtbot, prompts, path, tmp_path, **options))
        return sittings[-1]

    yield open_page
    for one in sittings:
        one.end()


def edges(page):
    """Where the ink of a page begins."""
    return page.ink.left, page.ink.top, page.ink.right, page.ink.bottom


def page_count(path):
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def test_a_click_makes_the_bundle_and_shows_what_it_proves(sit, tmp_path, backups):
    clerk = sit()
    assert clerk.label("verdict") == "✓ 核对通过"
    assert "附件2 实施方案:Word、PDF;纸质一式 3 份,盖章" in clerk.label("promised")
    assert clerk.page.step_state is StepState.EMPTY
    clerk.build()
    assert (tmp_path / "材料" / "一致性证明.pdf").exists()
    assert "项目名称和数量完全一致,均为 2 个" in clerk.label("proof")
    assert "数据版本 1" in clerk.label("made where")
    assert clerk.labels("paper")[:3] == ["全套（一式3份，按套）", *PAPERS]
    assert clerk.states[-1] is StepState.DONE
    assert not clerk.label("stale")
    assert clerk.label("preview title") == PAPERS[0]
    clerk.press("open folder")
    assert clerk.opened == [tmp_path / "材料"]
    clerk.until(lambda: list(backups.rglob("*.shenbao")))


def test_what_does_not_pass_offers_the_check_and_a_preview_on_which_every_page_is_marked(
    sit, tmp_path
):
    clerk = sit(a_passing_draft(goals="全市共实施项目9个。"))
    assert clerk.label("verdict") == "▲ 核对未通过,还剩 必须改 1"
    assert not clerk.buttons("build")[0].isEnabled()
    clerk.press("go to check")
    assert clerk.jumps == ["check"]
    clerk.press("build preview")
    clerk.until(lambda: clerk.label("made title") == "预览稿已生成")
    with pypdfium2.PdfDocument(tmp_path / "材料(预览)" / f"{PAPERS[0]}.pdf") as document:
        assert all("草稿" in page.get_textpage().get_text_range() for page in document)
    assert clerk.page.step_state is StepState.BEGUN


def test_what_was_typed_last_is_saved_and_printed(sit, tmp_path):
    clerk = sit()
    clerk.session.type("填写", "chapters/funds", "用于数字化改造。")
    clerk.build()
    assert clerk.page.made.revision == on_disk(clerk.path).revision == 2
    assert not clerk.label("stale")


def test_the_choices_reach_the_bundle_and_are_there_the_next_time(sit, tmp_path):
    clerk = sit()
    clerk.prompts.folder = tmp_path / "别处"
    clerk.press("change place")
    clerk.choose("order", "按文件")
    clerk.choose("copies", "2 份")
    clerk.press("with zip")
    clerk.press("duplex")
    clerk.build()
    assert (tmp_path / "别处" / "材料.zip").exists()
    assert f"{PAPERS[0]}（2份）" in clerk.labels("paper")
    assert page_count(tmp_path / "别处/材料/打印" / f"{PAPERS[1]}（2份）.pdf") == 2
    clerk.leave()
    clerk.sit_down()
    clerk.until(lambda: clerk.label("made title"))
    assert clerk.label("place").endswith("› 别处")
    assert clerk.page.findChild(QLabel, "place").toolTip() == str(tmp_path / "别处")
    assert clerk.page.findChild(QComboBox, "copies").currentText() == "2 份"
    assert not clerk.buttons("duplex")[0].isChecked()
    assert f"{PAPERS[0]}（2份）" in clerk.labels("paper")


def test_cancel_stops_the_build_and_leaves_nothing(sit, tmp_path, monkeypatch):
    clerk = sit()
    before = sorted(one.name for one in tmp_path.iterdir())
    gate = held_up(monkeypatch)
    clerk.press("build")
    clerk.until(lambda: gate.is_reached)
    assert not clerk.buttons("build")[0].isEnabled()
    assert "材料还在生成" in clerk.page.begun
    clerk.press("cancel build")
    gate.open()
    clerk.until(lambda: clerk.label("build told") == "已取消,没有留下文件。")
    assert sorted(one.name for one in tmp_path.iterdir()) == before
    assert clerk.page.begun == ""
    clerk.build()


def test_leaving_the_page_ends_a_build_without_a_trace(sit, tmp_path, monkeypatch):
    clerk = sit()
    gate = held_up(monkeypatch)
    clerk.press("build")
    clerk.until(lambda: gate.is_reached)
    gate.open()
    clerk.page.stop()
    assert not [one for one in tmp_path.iterdir() if one.is_dir()]


def test_a_folder_that_takes_no_files_is_told(sit, tmp_path):
    clerk = sit()
    (tmp_path / "a").write_text("")
    clerk.prompts.folder = tmp_path / "a"
    clerk.press("change place")
    clerk.press("build")
    clerk.until(lambda: "请换一个文件夹" in clerk.label("build told"))
    assert clerk.buttons("build")[0].isEnabled()


def test_a_bundle_goes_stale_when_the_draft_goes_on(sit):
    clerk = sit()
    clerk.build()
    clerk.change("别市")
    clerk.change("某市")
    clerk.until(lambda: "第 1 版做的,草稿已改到第 3 版" in clerk.label("stale"))
    assert clerk.states[-1] is StepState.BEGUN
    clerk.press("build again")
    clerk.until(lambda: not clerk.label("stale") and "数据版本 3" in clerk.label("made where"))


def test_a_look_before_anything_is_built_shows_the_draft_marked(sit, tmp_path):
    clerk = sit()
    before = sorted(tmp_path.rglob("*"))
    clerk.press("look at plan")
    clerk.until(lambda: clerk.pages.is_drawn(1))
    assert clerk.label("preview title") == f"先看一眼:{PAPERS[0]}"
    assert sorted(tmp_path.rglob("*")) == before
    clerk.press("look at summary")
    clerk.until(lambda: clerk.label("preview title") == f"先看一眼:{PAPERS[1]}")
    clerk.until(lambda: clerk.pages.is_drawn(1))


def test_pages_are_turned_by_buttons_keys_and_number_and_sized(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.press("look", 0)
    whole = page_count(tmp_path / "材料/打印/全套（一式3份，按套）.pdf")
    clerk.until(lambda: clerk.label("page count") == f"/ {whole} 页")
    clerk.until(lambda: clerk.pages.is_drawn(1))
    assert not clerk.pages.is_drawn(whole)
    clerk.press("next page")
    assert clerk.pages.page == 2
    clerk.pages.setFocus()
    for key, page in (
        (Qt.Key.Key_Right, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_End, whole), (Qt.Key.Key_Home, 1)
    ):  # fmt: skip
        clerk.qtbot.keyClick(clerk.pages, key)
        assert clerk.pages.page == page
    assert clerk.pages.accessibleName() == f"材料预览,第 1 页,共 {whole} 页"
    number = clerk.page.findChild(QLineEdit, "page number")
    number.setFocus()
    number.selectAll()
    clerk.qtbot.keyClicks(number, str(whole))
    clerk.qtbot.keyClick(number, Qt.Key.Key_Return)
    assert clerk.pages.page == whole
    clerk.until(lambda: clerk.pages.is_drawn(whole))
    for zoom in ("整页", "100%", "页宽"):
        clerk.choose("zoom", zoom)
        assert clerk.pages.page == whole
        clerk.until(lambda: clerk.pages.is_drawn(whole))


def test_a_file_that_is_gone_is_told_in_place_of_its_pages(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.until(lambda: clerk.pages.is_drawn(1))
    (tmp_path / "材料" / "一致性证明.pdf").unlink()
    clerk.press("look", clerk.labels("paper").index("一致性证明"))
    clerk.until(lambda: "请重新生成材料" in clerk.label("preview told"))


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


def test_freezing_says_what_it_means_and_the_feet_of_the_next_bundle_carry_it(sit, tmp_path):
    clerk = sit()
    assert "内容不再改动,页脚印上定稿的名称和数据版本" in clerk.label("freeze means")
    assert clerk.label("standing") == "○ 草稿已保存(数据版本 1)"
    clerk.build()
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing") == "✓ 已定稿(定稿,数据版本 1)")
    assert "「定稿 定稿」以前做的" in clerk.label("stale")
    clerk.press("build again")
    clerk.until(lambda: "定稿 定稿 · 数据版本 1" in clerk.label("made where"))
    with pypdfium2.PdfDocument(tmp_path / "材料(2)" / f"{PAPERS[0]}.pdf") as document:
        assert "定稿 定稿" in document[len(document) - 1].get_textpage().get_text_range()


def test_a_change_after_freezing_is_allowed_told_and_frozen_again(sit):
    clerk = sit()
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing").startswith("✓ 已定稿"))
    assert not clerk.buttons("freeze")
    clerk.change("别市")
    clerk.until(lambda: "「定稿」(数据版本 1)定稿以后有修改" in clerk.label("standing"))
    assert clerk.page.findChild(QLineEdit, "freeze name").text() == "定稿2"
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing") == "✓ 已定稿(定稿2,数据版本 2)")


@pytest.mark.parametrize(
    ("values", "can_write", "why"),
    [
        ({"goals": "全市共实施项目9个。"}, True, "核对通过以后才能定稿"),
        ({}, False, "草稿是只读打开的,不能定稿"),
    ],
)
def test_what_does_not_pass_or_is_read_only_cannot_be_frozen(sit, values, can_write, why):
    clerk = sit(a_passing_draft(**values), can_write=can_write)
    assert not clerk.buttons("freeze")[0].isEnabled()
    assert clerk.buttons("freeze")[0].toolTip() == why
    assert not clerk.page.findChild(QLineEdit, "freeze name").isEnabled()


def test_a_name_that_cannot_be_printed_is_declined_in_a_sentence(sit):
    clerk = sit()
    clerk.page.findChild(QLineEdit, "freeze name").setText("12")
    clerk.press("freeze")
    clerk.until(lambda: "不能只是数字" in clerk.label("freeze told"))
    assert clerk.label("standing") == "○ 草稿已保存(数据版本 1)"
    assert clerk.buttons("freeze")[0].isEnabled()


def test_what_was_frozen_is_recorded_as_handed_in(sit, qtbot):
    clerk = sit()
    card = SubmitCard(clerk.desk)
    qtbot.addWidget(card)
    card.show()

    def label(name):
        return card.findChild(QLabel, name).text()

    submit = card.findChild(QAbstractButton, "submit")
    assert not submit.isEnabled()
    assert "还没有定稿" in label("submit state")
    clerk.press("freeze")
    clerk.until(submit.isEnabled)
    card.findChild(QLineEdit, "submit date").setText("不知道")
    qtbot.mouseClick(submit, Qt.MouseButton.LeftButton)
    clerk.until(lambda: "看不懂" in label("submit told"))
    card.findChild(QLineEdit, "submit date").setText("2024年11月20日")
    card.findChild(QLineEdit, "submit receipt").setText("单号7")
    qtbot.mouseClick(submit, Qt.MouseButton.LeftButton)
    clerk.until(lambda: label("submit told") == "已登记报送。")
    assert "2024-11-20 邮寄,回执 单号7" in label("submitted")
    assert label("submit state").startswith("✓ 已报送(邮寄,2024-11-20")
    clerk.until(lambda: clerk.label("standing").startswith("✓ 已报送"))


def test_scans_of_sealed_papers_are_checked_against_the_bundle(sit, tmp_path):
    clerk = sit()
    clerk.build()
    printed = tmp_path / "材料/打印/全套（一式3份，按套）.pdf"
    clerk.prompts.scans = (Scanner().scan(printed, tmp_path / "扫描.pdf"),)
    clerk.press("check scans")
    clerk.until(lambda: clerk.label("scan verdict"))
    assert clerk.label("scan verdict") == "✓ 各份各页齐全,次序正确,都是同一版本。"
    pages = range(2, page_count(printed) + 1)
    clerk.prompts.scans = (Scanner().scan(printed, tmp_path / "缺.pdf", pages),)
    clerk.press("check scans")
    clerk.until(lambda: clerk.label("scan verdict").startswith("▲ 有 1 处问题"))
    assert "附件2 实施方案第1份缺第1页" in clerk.label("scan told")
    (tmp_path / "坏.pdf").write_bytes(b"")
    clerk.prompts.scans = (tmp_path / "坏.pdf",)
    clerk.press("check scans")
    clerk.until(lambda: "空的" in clerk.label("scan told"))


def test_everything_has_a_name_and_is_reached_by_tab(sit):
    clerk = sit()
    clerk.build()
    clerk.print_of(PAPERS[0])
    for kind in (QAbstractButton, QCheckBox, QComboBox, QLineEdit, PageScroll):
        for one in clerk.page.findChildren(kind):
            if not one.isVisible():
                continue
            told = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            assert told, one.objectName()
            if isinstance(one.parent(), QComboBox):
                continue
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.objectName()


def test_nothing_that_writes_or_prints_papers_is_loaded_with_the_page():
    code = (
        "import sys; import desktop_app.ui.bundle.bundle_page, desktop_app.ui.bundle.submit_card; "
        "print([m for m in ('pypdfium2', 'reportlab', 'docx', 'xlsxwriter', 'pikepdf', 'lxml',"
        " 'PySide6.QtPrintSupport') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Gate:
    """Holds up a thread until it is opened."""

    def __init__(self):
        self._reached, self._open = threading.Event(), threading.Event()

    @property
    def is_reached(self):
        return self._reached.is_set()

    def wait(self):
        self._reached.set()
        assert self._open.wait(60)

    def open(self):
        self._open.set()


def held_up(monkeypatch):
    """Building stops before the proof until the gate opens."""
    from desktop_app.jobs import build_bundle

    gate = Gate()
    really = build_bundle.prove
    monkeypatch.setattr(build_bundle, "prove", lambda *a, **k: gate.wait() or really(*a, **k))
    return gate


def held_up_printing(monkeypatch):
    """The first page waits until the gate opens."""
    from desktop_app.ui.bundle import printing

    gate = Gate()
    really = printing.image_of
    monkeypatch.setattr(printing, "image_of", lambda one: gate.wait() or really(one))
    return gate
