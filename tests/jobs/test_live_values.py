"""Live values on paper: the bundle is built and proves, and papers that come back keep them."""

import docx
import openpyxl

from desktop_app.core.changes import remove_rows
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.write_docx import write_docx
from desktop_app.intake.worker import read_here
from desktop_app.jobs.audit_files import audit_files
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.take_back import accept, compare_file
from tests.builders import a_draft, a_project
from tests.jobs.test_build_bundle import programme
from tests.small_pack import RULES, a_small_draft, a_small_programme

GOALS = "chapters/goals"
TEXT = "（一）总体目标。共推荐项目{项目数量}个，总投资{总投资}万元。\n先诊断{未知}，后改造。"
PACK = programme()
DRAFT = a_draft([a_project(n) for n in range(5)], values={GOALS: TEXT})


def words(path):
    return [one.text for one in docx.Document(str(path)).paragraphs]


def test_a_bundle_prints_the_values_and_proves_by_its_own_files(tmp_path):
    found = build_bundle(PACK, DRAFT, tmp_path)
    assert isinstance(found, Bundle)
    assert found.verified.identical
    plan = next(one for one in found.files if one.endswith("实施方案.docx"))
    text = "\n".join(words(found.folder / plan))
    assert "共推荐项目5个，总投资602.5万元。" in text
    assert "先诊断{未知}，后改造。" in text


def test_a_summary_that_lost_a_row_no_longer_bears_out_what_the_plan_printed(tmp_path):
    pack = a_small_programme(rules=RULES)
    rows = [{"name": f"项目{n}", "investment": "30"} for n in range(3)]
    draft = a_small_draft(rows, goals="全市共实施项目{项目数量}个。", basic_city="某市")
    bundle = build_bundle(pack, draft, tmp_path, preview=True)
    assert isinstance(bundle, Bundle)
    plan, summary = (
        next(bundle.folder / one for one in bundle.files if one.endswith(end))
        for end in ("实施方案.docx", "汇总表.xlsx")
    )
    assert audit_files(pack, draft, plan, summary, read_here).differs == ()
    book = openpyxl.load_workbook(summary)
    sheet = book.active
    row = next(r[0].row for r in sheet.iter_rows() if any(c.value == "项目2" for c in r))
    sheet.delete_rows(row)
    book.save(summary)
    told = [str(one) for one in audit_files(pack, draft, plan, summary, read_here).differs]
    assert any("「3个」" in one and "2 个" in one for one in told), told


def test_a_paper_that_comes_back_edited_keeps_the_values_live(tmp_path):
    path = tmp_path / "plan.docx"
    write_docx(compose_plan(PACK, DRAFT), path)
    assert compare_file(PACK, DRAFT, path, read=read_here).items == ()
    document = docx.Document(str(path))
    for one in document.paragraphs:
        for run in one.runs:
            run.text = run.text.replace("共推荐项目", "我市共推荐重点项目")
    document.save(str(path))
    taken = compare_file(PACK, DRAFT, path, read=read_here)
    assert [one.kind for one in taken.items] == ["paragraph_changed"]
    now = accept(taken, [1], DRAFT).apply(DRAFT)
    assert now.value(GOALS).splitlines()[0] == (
        "（一）总体目标。我市共推荐重点项目{项目数量}个，总投资{总投资}万元。"
    )
    fewer = remove_rows(now, "projects", frozenset({now.rows("projects")[0].id})).apply(now)
    write_docx(compose_plan(PACK, fewer), path)
    assert any("重点项目4个" in one for one in words(path))
