"""通知要点, read and printed by key and mouse."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from desktop_app.core.changes import set_path
from desktop_app.core.print_check import Edges
from desktop_app.jobs.print_memory import PrintMemory
from desktop_app.ui.bundle.print_dialog import PrintDialog
from desktop_app.ui.notice.notice_page import NoticePage
from tests.small_pack import PROGRAMME, a_small_draft, a_small_programme
from tests.ui.conftest import FakePrompts
from tests.ui.office_printers import OfficePrinters
from tests.ui.page_harness import Window

MORE = """
prepare = ["企业名单", "批复文件"]
[post]
recipient = "样板厅"
address = "某市某路1号"
clause = "三"
quote = "项目名称和数量完全一致"
[[contact]]
office = "样板处"
person = "张某"
phone = "024-1234567"
[[note]]
code = "S-N1"
title = "开始时间"
text = "按开始年月核对。"
clause = "二"
quote = "应为2024年6月以来实施的项目"
"""
STAGES = """
[[stage]]
id = "seal"
title = "盖章"
days = 2
[[stage]]
id = "post"
title = "邮寄"
days = 3
"""


class PaperPrompts(FakePrompts):
    """Also answers where a paper goes, and opens files."""

    def __init__(self):
        super().__init__()
        self.paper: Path | None = None
        self.suggested: Path | None = None
        self.shown: list[Path] = []
        self.has_viewer = True

    def paper_to_save(self, parent, title, suggested, kinds=""):
        del parent, title, kinds
        self.suggested = suggested
        return self.paper

    def show_file(self, path):
        assert path.read_bytes().startswith(b"%PDF")
        self.shown.append(path)
        return self.has_viewer


@pytest.fixture
def papers():
    return PaperPrompts()


@pytest.fixture
def open_page(qtbot, draft_file, papers):
    def make(day=18, more=MORE + STAGES, month=11, year=2024, **options):
        head, rest = PROGRAMME.split("[[deliverable]]", 1)
        programme = a_small_programme(programme=f"{head}{more}[[deliverable]]{rest}")
        return Window(
            qtbot,
            programme,
            draft_file(a_small_draft()),
            papers,
            lambda desk: NoticePage(desk, **options),
            now=datetime(year, month, day, 9, 30),
        )

    return make


def marked(window) -> list[str]:
    """The stretches of the notice that stand out as found."""
    text = window.findChild(QPlainTextEdit, "notice text")
    return [
        one.cursor.selectedText()
        for one in text.extraSelections()
        if not one.format.fontUnderline()
    ]


def test_the_notice_is_told_with_the_days_left(open_page):
    window = open_page(day=11)
    assert window.labels("notice title") == ["关于申报样板工程的通知"]
    assert window.labels("deadline") == ["2024年11月20日(周三)"]
    assert window.labels("days left") == ["还有 9 天(含今天 8 个工作日)"]
    assert window.labels("deliverable")[0] == ("附件2 实施方案:一式叁份,盖章,程序生成 Word、PDF")
    assert "样板厅" in window.labels("line text")


def test_who_applies_is_told_as_soon_as_it_is_filled_in(qtbot, draft_file, papers):
    programme = a_small_programme(
        programme=PROGRAMME.replace('"市人民政府"', '"{basic.city}人民政府"')
    )
    window = Window(qtbot, programme, draft_file(a_small_draft()), papers, NoticePage)
    assert window.labels("applicant") == ["××人民政府"]
    window.session.do("填写", lambda draft: set_path(draft, "basic/city", "某市"))
    assert window.labels("applicant") == ["某市人民政府"]


@pytest.mark.parametrize(("day", "told"), [(20, "今天截止"), (22, "▲ 已过 2 天")])
def test_a_deadline_that_is_here_or_gone_is_said(open_page, day, told):
    assert open_page(day=day).labels("days left") == [told]


def test_today_eating_into_a_stage_is_warned_of(open_page):
    window = open_page(day=20)
    assert window.labels("schedule warning") == [
        "● 邮寄只剩 1 个工作日(按 3 个工作日排),最迟 11月20日(周三)完成。",
        "● 盖章的最迟日期已过;没有做完的,占用的是后面各环节的时间,请尽快补上或压缩。",
    ]
    assert window.labels("stage standing") == ["● 最迟日期已过", "▶ 现在该办,还剩 1 个工作日"]
    assert "已避开法定节假日" in window.labels("schedule note")[0]


def test_after_the_deadline_the_schedule_says_so(open_page):
    window = open_page(day=22)
    assert window.labels("schedule warning") == [
        "▲ 已过截止日期 2 天,请先联系受理单位,问清还能不能报。"
    ]


def test_a_year_whose_holidays_are_not_known_is_said(open_page, qtbot, draft_file, papers):
    programme = a_small_programme(
        programme=PROGRAMME.replace("2024-11-20", "2090-11-20").replace(
            "[[deliverable]]", STAGES + "[[deliverable]]", 1
        )
    )
    path = draft_file(a_small_draft())
    window = Window(qtbot, programme, path, papers, NoticePage)
    assert "只避开了周末" in window.labels("schedule note")[0]


def test_a_pack_without_stages_shows_no_schedule(open_page):
    window = open_page(more=MORE)
    assert window.buttons("fold schedule") == []
    assert window.labels("to prepare") == ["□  企业名单", "□  批复文件"]


def test_address_and_telephone_are_copied(open_page):
    window = open_page()
    window.press("copy", nth=0)
    assert QGuiApplication.clipboard().text() == "某市某路1号 样板厅"
    assert window.buttons("copy")[0].text() == "已复制 ✓"
    window.press("copy", nth=1)
    assert QGuiApplication.clipboard().text() == "024-1234567"


def test_the_name_of_an_office_stands_in_one_line(open_page):
    window = open_page(more=MORE.replace("样板处", "某市工业和信息化局样板处"))
    (office,) = (one for one in window.visible(QLabel, None) if one.text().endswith("样板处"))
    assert office.height() < 2 * office.fontMetrics().lineSpacing()


def test_cards_fold_and_unfold_by_key(open_page):
    window = open_page()
    assert window.labels("note text") == []
    (head,) = window.buttons("fold notes")
    head.setFocus()
    window.key(Qt.Key.Key_Space)
    assert window.labels("note text") == ["按开始年月核对。"]
    assert head.accessibleName().endswith("已展开")
    window.key(Qt.Key.Key_Space)
    assert window.labels("note text") == []


def test_the_rules_are_listed_by_weight(open_page):
    window = open_page()
    window.press("fold rules")
    assert window.labels("rules must") == ["▲ 必须改(5 条)"]
    assert window.labels("rules explain") == ["● 须说明(1 条)"]
    assert window.shows("S-1  单个项目投资额(二)")


def test_a_quote_is_seen_where_it_stands(open_page):
    window = open_page()
    window.press("in notice")
    assert marked(window) == ["项目名称和数量完全一致"]
    assert window.labels("hits") == ["第 1 处,共 1 处"]


def test_the_notice_is_searched_and_every_place_is_gone_through(open_page):
    window = open_page()
    window.press("fold notice")
    field = window.findChild(QLineEdit, "search notice")
    field.setFocus()
    window.type("项目")
    total = len(marked(window))
    assert total > 2
    assert window.labels("hits") == [f"第 1 处,共 {total} 处"]
    window.key(Qt.Key.Key_Return)
    assert window.labels("hits") == [f"第 2 处,共 {total} 处"]
    window.press("previous hit")
    window.press("previous hit")
    assert window.labels("hits") == [f"第 {total} 处,共 {total} 处"]
    field.setFocus()
    field.selectAll()
    window.type("没有的话")
    assert window.labels("hits") == ["没有找到,请换一个说法"]
    assert marked(window) == []


def test_a_jump_to_a_clause_shows_it(open_page):
    window = open_page()
    assert window.page.go_to("notice/二、")
    (found,) = marked(window)
    assert found.startswith("二、单个项目投资额度")
    assert window.page.go_to("notice")
    assert not window.page.go_to("basic/city")


def test_the_sheet_is_saved_where_it_was_asked_for_and_never_over_another(
    open_page, papers, tmp_path
):
    window = open_page()
    papers.paper = tmp_path / "清单.docx"
    papers.paper.write_text("已有的")
    window.press("save sheet")
    window.until(lambda: any("已存为" in one for one in window.labels("sheet told")))
    assert window.labels("sheet told") == [f"已存为「清单(2).docx」,在 {tmp_path}"]
    written = docx.Document(tmp_path / "清单(2).docx")
    assert [row.cells[1].text for row in written.tables[0].rows] == ["材料", "企业名单", "批复文件"]
    assert papers.paper.read_text() == "已有的"
    assert papers.suggested.name == "先准备好这些.pdf"


def test_another_ending_is_refused_with_a_sentence(open_page, papers, tmp_path):
    window = open_page()
    papers.paper = tmp_path / "清单.txt"
    window.press("save sheet")
    window.until(lambda: any("换一个" in one for one in window.labels("sheet told")))
    assert list(tmp_path.glob("清单*")) == []
    assert window.buttons("save sheet")[0].isEnabled()


def test_giving_up_saving_does_nothing(open_page):
    window = open_page()
    window.press("save sheet")
    assert window.labels("sheet told") == []


def printing_on(printers):
    """The window for printing, on these printers."""
    memory = PrintMemory(printers.printed.with_name("memory.json"))
    return lambda desk, parent: PrintDialog(desk, parent, memory=memory, printers=printers)


def test_the_sheet_is_looked_at_checked_and_printed_and_its_printer_is_remembered(
    open_page, tmp_path
):
    printers = OfficePrinters(tmp_path)
    window = open_page(make_printing=printing_on(printers))
    window.press("print sheet")
    window.until(lambda: any("纸张合适" in one for one in window.labels("print verdict")))
    window.until(lambda: window.labels("page count") == ["/ 2 页"])
    assert window.labels("preview title") == ["先准备好这些"]
    copies, printer = (window.findChild(QComboBox, one) for one in ("print copies", "printer"))
    copies.setFocus()
    window.qtbot.keyClick(copies, Qt.Key.Key_Down)
    printer.setFocus()
    window.qtbot.keyClick(printer, Qt.Key.Key_Down)
    window.until(lambda: any("纸张合适" in one for one in window.labels("print verdict")))
    window.press("print now")
    window.until(lambda: any("已送到打印机「二号机」" in o for o in window.labels("print told")))
    with pypdfium2.PdfDocument(printers.printed) as document:
        assert len(document) == 4
    window.press("back to bundle")
    window.until(lambda: not window.buttons("print now"))
    window.press("print sheet")
    window.until(lambda: any("纸张合适" in one for one in window.labels("print verdict")))
    assert printer.currentText() == "二号机"


def test_what_the_printer_would_cut_off_the_sheet_is_told_first(open_page, tmp_path):
    printers = OfficePrinters(tmp_path)
    printers.blind = Edges(4, 80, 4, 4)
    window = open_page(make_printing=printing_on(printers))
    window.press("print sheet")
    window.until(lambda: any("上边会被裁掉" in one for one in window.labels("print verdict")))


def test_the_sheet_can_still_be_opened_in_the_reader_of_the_system(open_page, papers, tmp_path):
    printers = OfficePrinters(tmp_path)
    printers.names = ()
    window = open_page(make_printing=printing_on(printers))
    window.press("print sheet")
    window.until(lambda: any("没有找到打印机" in one for one in window.labels("print verdict")))
    window.press("open in reader")
    assert len(papers.shown) == 1
    papers.has_viewer = False
    window.press("open in reader")
    window.until(lambda: any("没有看 PDF 的程序" in one for one in window.labels("print told")))


def test_neither_writers_nor_pinyin_are_loaded_with_the_pages():
    told = "import sys, desktop_app.ui.notice.notice_page, desktop_app.ui.fields.fields_page; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert not {"docx", "reportlab", "pypinyin"} & set(ran.stdout.split())


def test_every_control_of_the_notice_has_a_name(open_page):
    window = open_page()
    for name in ("notes", "rules", "notice"):
        window.press(f"fold {name}")
    assert len(window.controls()) > 14
    assert window.unfit() == []
