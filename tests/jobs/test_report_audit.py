"""An audit written as a paper: one page for the leader, a list that Excel can filter."""

from datetime import datetime

import docx
import openpyxl
import pypdfium2
import pytest

from desktop_app.core.findings import Audit, Finding, Place, RuleOutcome, Severity, State
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.jobs.report_audit import write_audit
from tests.read_back import squeezed
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
DRAFT = a_small_draft(
    [
        {"name": "甲厂改造(一期)", "investment": "约三十"},
        {"name": "=HYPERLINK(1)", "investment": "9"},
    ],
    [{"name": "甲厂改造（一期）"}],
    goals="全市共实施项目3个。",
    basic_city="临河市",
)
LONG = "项目「某某机械有限公司数字化车间改造项目」与另一处不一致，请核实后改成一致。" * 40


def at_noon():
    return datetime(2024, 11, 15, 12)


def findings(many, message="不一致"):
    kinds = list(Severity)
    return tuple(
        Finding(
            f"S-{n % 6}",
            kinds[n % 3],
            f"{message}{n}",
            (Place(f"projects/p{n}/name", f"附件3 第{n}行 {message[:300]}"),),
            left=message,
            row=f"第{n}行",
        )
        for n in range(many)
    )


def outcomes(many):
    return tuple(
        RuleOutcome(f"S-{n}", f"{LONG[:90]}{n}", State.NO_DATA, "缺少数据") for n in range(many)
    )


def text_of(path):
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()


@pytest.mark.parametrize("message", ["投资额低于 20 万元", LONG, "无" * 3000, "w" * 3000])
@pytest.mark.parametrize("many", [0, 1, 40, 5000])
def test_the_report_is_one_page_however_many_findings_there_are(many, message, tmp_path):
    found = Audit(findings(many, message), outcomes(60))
    write_audit(PROGRAMME, DRAFT, found, tmp_path / "a.pdf", LONG[:200], at_noon)
    (page,) = text_of(tmp_path / "a.pdf")
    page = squeezed(page)
    assert "核对情况报告" in page
    assert "一切以通知原文为准" in page
    assert ("另有" in page) == (many >= 40)
    if many:
        assert "S-0第0行" in page
    if many == 5000:
        assert page.count("必须改") > 2


def test_as_many_findings_stand_on_the_page_as_it_holds(tmp_path):
    write_audit(PROGRAMME, DRAFT, Audit(findings(12, "短")), tmp_path / "few.pdf", "", at_noon)
    assert "另有" not in text_of(tmp_path / "few.pdf")[0]


def test_word_gets_the_same_page(tmp_path):
    found = Audit(findings(40, LONG), outcomes(3))
    for name in ("a.pdf", "a.docx"):
        write_audit(PROGRAMME, DRAFT, found, tmp_path / name, "", at_noon)
    document = docx.Document(str(tmp_path / "a.docx"))
    (table,) = document.tables
    page = squeezed(text_of(tmp_path / "a.pdf")[0])
    codes = [squeezed(row.cells[1].text) for row in table.rows[1:]]
    assert codes
    assert all(code in page for code in codes)
    left_out = f"另有{40 - len(codes)}条，见问题清单（Excel）。"
    assert left_out in [one.text for one in document.paragraphs]
    assert left_out in page
    assert not document.element.body.xpath(".//w:br[@w:type='page'] | .//w:pageBreakBefore")


def sheets(tmp_path, found, name="a.xlsx"):
    write_audit(PROGRAMME, DRAFT, found, tmp_path / name, "送审稿", at_noon)
    return openpyxl.load_workbook(tmp_path / name)


def test_the_list_can_be_filtered_and_prints_on_a4_with_its_header(tmp_path):
    sheet = sheets(tmp_path, audit(PROGRAMME, DRAFT))["问题清单"]
    head = int(sheet.freeze_panes[1:]) - 1
    assert [cell.value for cell in sheet[head]][:4] == ["序号", "轻重", "电话编号", "问题"]
    assert sheet.auto_filter.ref == f"A{head}:O{sheet.max_row}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide is what the file format means when it says nothing.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert all(cell.alignment.wrap_text for cell in sheet[head + 1])
    above = "\n".join(str(sheet.cell(row, 1).value) for row in range(1, head))
    assert "临河市人民政府" in above
    assert "送审稿 · 数据版本 1 · 校验码" in above
    assert "2024年11月15日" in above
    assert "程序只核对规则包里的部分条件，一切以通知原文为准" in above


def test_names_are_text_to_the_letter_and_never_a_formula(tmp_path):
    name = "=cmd|' /C calc'!A1"
    link = "http://example.invalid/甲"
    found = Audit((Finding("S-1", Severity.MUST, "+1", left=name, right=link, kind="near_match"),))
    sheet = sheets(tmp_path, found)["问题清单"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    for text in (name, link, "+1"):
        assert cells[text].data_type == "s"
        assert cells[text].hyperlink is None


def test_the_second_sheet_has_every_rule(tmp_path):
    found = audit(PROGRAMME, DRAFT)
    sheet = sheets(tmp_path, found)["审核公式"]
    listed = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    for one in found.outcomes:
        number = sum(finding.code == one.code for finding in found.findings)
        assert listed[one.code][5] == number
    assert listed["S-2"][3] == "缺数据"
    assert "规上企业数" in listed["S-2"][4]


def test_five_thousand_findings_are_all_in_the_list(tmp_path):
    sheet = sheets(tmp_path, Audit(findings(5000)))["问题清单"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[0] == 5000
    assert len({row[3] for row in sheet.iter_rows(values_only=True)}) >= 5000


def test_without_findings_the_list_has_its_header_and_the_filter(tmp_path):
    book = sheets(tmp_path, Audit(()))
    assert book["问题清单"].auto_filter.ref
    assert book["审核公式"].auto_filter.ref


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_the_same_audit_gives_the_same_bytes(name, tmp_path):
    found = audit(PROGRAMME, DRAFT)
    (tmp_path / "other").mkdir()
    for path in (tmp_path / name, tmp_path / "other" / name):
        write_audit(PROGRAMME, DRAFT, found, path, "", at_noon)
    assert (tmp_path / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_signs_that_no_font_or_file_holds_do_not_stop_the_report(name, tmp_path):
    draft = a_small_draft([{"name": "甲\U0001f600\x01\ue5e5\ud800"}], basic_city="临\U0001f600市")
    found = Audit(findings(3, "\U0001f600\x01\ue5e5\ud800á́́"))
    write_audit(PROGRAMME, draft, found, tmp_path / name, "", at_noon)
    assert (tmp_path / name).stat().st_size


def test_a_file_that_exists_is_kept_and_another_ending_refused(tmp_path):
    (tmp_path / "a.pdf").write_text("mine")
    with pytest.raises(AppError, match="没有覆盖"):
        write_audit(PROGRAMME, DRAFT, Audit(()), tmp_path / "a.pdf", "", at_noon)
    with pytest.raises(AppError, match=r"\.docx、\.pdf 或 \.xlsx"):
        write_audit(PROGRAMME, DRAFT, Audit(()), tmp_path / "a.doc", "", at_noon)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_text() == "mine"
