"""Writing a report for a period: whole or not at all, over no other file, the draft as it was."""

from datetime import date
from types import MappingProxyType

import docx
import pypdfium2
import pytest

from desktop_app.cli_period import lines
from desktop_app.core.draft import Draft, Row
from desktop_app.core.periods import parse_period
from desktop_app.core.report_places import written_path
from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.report_period import as_record, chosen, write_period
from tests.park_pack import a_park_draft, a_park_programme
from tests.report_pack import a_reported_draft, a_reported_programme

PROGRAMME = a_reported_programme()
MONTHLY = PROGRAMME.reports[0]
MAY = parse_period("2025-05")
DAY = date(2025, 6, 3)
PROGRESS = written_path(MONTHLY, MAY, "progress")


def paragraphs(path):
    return [one.text for one in docx.Document(str(path)).paragraphs if one.text.strip()]


def test_word_and_pdf_say_the_same_of_the_period(tmp_path):
    draft = a_reported_draft(**{PROGRESS: "（一）验收。完成乙厂验收。\n准备第二批。"})
    found = write_period(PROGRAMME, draft, MONTHLY, MAY, tmp_path, DAY)
    word, pdf = found.files
    assert [word.name, pdf.name] == [
        "某市工作月报（2025年5月）.docx",
        "某市工作月报（2025年5月）.pdf",
    ]
    told = "\n".join(paragraphs(word))
    assert "截至2025年5月底，已签约企业数本月2家，累计4家；已验收企业数本月1家，累计2家" in told
    assert "完成目标4家的50%" in told
    assert "第一批应在2025年4月底前完成，尚有1个没有完成。" in told
    assert "完成乙厂验收" in told
    assert "存在的问题" not in told
    assert "2025年6月3日" in told
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "完成乙厂验收" in printed
    tables = docx.Document(str(word)).tables
    figures = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert figures[2][1:] == ["已验收企业数", "家", "1", "1", "2", "4", "50%"]


def test_what_lacks_is_told_and_left_out(tmp_path):
    found = write_period(PROGRAMME, a_reported_draft(), MONTHLY, MAY, tmp_path, DAY)
    assert found.lacking == ("工作进展",)
    assert "工作进展" not in "\n".join(paragraphs(found.files[0]))
    assert as_record(found)["lacking"] == ["工作进展"]


def test_a_second_report_of_the_period_leaves_the_first(tmp_path):
    first = write_period(PROGRAMME, a_reported_draft(), MONTHLY, MAY, tmp_path, DAY)
    before = [path.read_bytes() for path in first.files]
    second = write_period(PROGRAMME, a_reported_draft(), MONTHLY, MAY, tmp_path, DAY)
    assert {path.stem for path in second.files} == {"某市工作月报（2025年5月）(2)"}
    assert [path.read_bytes() for path in first.files] == before
    assert [path.read_bytes() for path in second.files] == before


def test_without_rows_there_is_no_report(tmp_path):
    with pytest.raises(AppError, match="还没有项目"):
        write_period(PROGRAMME, Draft("small-2024"), MONTHLY, MAY, tmp_path / "r", DAY)
    assert not (tmp_path / "r").exists()


def test_a_report_calls_the_rows_as_the_pack_does(tmp_path):
    """The park's rows are 工程, counted in 项."""
    programme = a_park_programme()
    form = programme.summary
    asked = programme.reports[0]
    period = parse_period("2026-05" if asked.every == "month" else "2026-Q2")
    with pytest.raises(AppError, match=r"^一览表还没有工程,.*请先填写或导入工程。$"):
        write_period(programme, a_park_draft(), asked, period, tmp_path, DAY)
    row = Row("w1", MappingProxyType({form.name: "甲工程", form.county: "东片区"}))
    draft = Draft(programme.id, tables=MappingProxyType({form.table.id: (row,)}))
    found = write_period(programme, draft, asked, period, tmp_path, DAY)
    raw = read_here(found.files[0])
    texts = [line.text for line in raw.lines]
    texts += [cell for sheet in raw.sheets for row in sheet.rows for cell in row]
    assert "工程数" in texts
    assert not [text for text in texts if "项目" in text]
    assert not [line for line in lines(found) if "项目" in line]


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    taken = tmp_path / "r"
    taken.write_text("a file")
    with pytest.raises(AppError, match="不能写入"):
        write_period(PROGRAMME, a_reported_draft(), MONTHLY, MAY, taken, DAY)
    assert taken.read_text() == "a file"


def test_the_period_tells_which_report_is_meant():
    draft = a_reported_draft()
    report, period = chosen(PROGRAMME, draft, DAY)
    assert (report.id, period.id) == ("monthly", "2025-05")
    assert chosen(PROGRAMME, draft, DAY, "2025年第二季度")[0].id == "quarterly"
    with pytest.raises(AppError, match="月报请写月"):
        chosen(PROGRAMME, draft, DAY, "2025Q2", "monthly")
