"""Tables that follow from the text, in files: printed, proven, imported, taken back, by office."""

from dataclasses import replace
from types import MappingProxyType

import docx
import pypdfium2
import pytest

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Row
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.tree import Table, blocks
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.errors import AppError
from desktop_app.intake.plan import read_plan
from desktop_app.intake.worker import read_here
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.draft_work import assignments
from desktop_app.jobs.duties import duties_named, duties_of, write_duties
from desktop_app.jobs.file_wishes import AS_IT_LOOKS
from desktop_app.jobs.gathered_back import gathered_back
from desktop_app.jobs.plan_steps import plan_steps
from desktop_app.jobs.take_back import compare_file
from tests.duty_pack import GOALS, a_duty_draft, a_duty_programme
from tests.storage.storage_builders import no_file_above

PACK = a_duty_programme()
WRITERS = {"docx": write_docx, "pdf": write_pdf}
ROWS = [
    ("1", "摸清底数", "市经信局、各县(市、区)人民政府", "一、（一）", ""),
    ("2", "遴选服务商", "市经信局", "一、（二）1", "市财政局、市科技局"),
    ("3", "验收改造", "市经信局", "一、（二）2", ""),
    ("4", "落实资金", "市财政局", "一、（三）", ""),
]


def printed(draft):
    """The table as the plan prints it."""
    found = (one for one in blocks(compose_plan(PACK, draft)) if isinstance(one, Table))
    return next(one.rows for one in found if one.caption == "责任分工表")


def typed(draft, *rows):
    made = tuple(Row(f"t{n}", MappingProxyType(cells)) for n, cells in enumerate(rows, start=1))
    return replace(draft, tables=MappingProxyType({**draft.tables, "tasks": made}))


def plan_file(folder, draft, kind="docx"):
    path = folder / f"plan.{kind}"
    WRITERS[kind](compose_plan(PACK, draft), path)
    return path


def test_the_plan_prints_the_tasks_of_its_text():
    assert list(printed(a_duty_draft())) == ROWS


def test_typed_rows_are_kept_in_the_draft_and_not_printed():
    draft = typed(a_duty_draft(), {"task": "别的任务", "lead": "市税务局"})
    assert list(printed(draft)) == ROWS


def test_the_text_with_its_values_is_what_is_gathered():
    draft = a_duty_draft("(一)改造{项目数量}家企业。(责任单位:市经信局)")
    assert [row[1] for row in printed(draft)] == ["改造2家企业"]


def test_without_a_task_there_is_no_table():
    assert not any(
        isinstance(one, Table) and one.caption == "责任分工表"
        for one in blocks(compose_plan(PACK, a_duty_draft("没有任务的一段。")))
    )


def test_a_bundle_is_built_and_holds_a_sheet_for_each_office(tmp_path):
    draft = typed(a_duty_draft(), {"task": "别的任务", "lead": "市税务局"})
    steps = []
    built = build_bundle(PACK, draft, tmp_path, report=lambda *step: steps.append(step))
    assert isinstance(built, Bundle)
    assert built.verified.identical
    assert all(done < total for done, total, _ in steps)
    sheets = docx.Document(str(built.folder / "内部" / "各单位任务清单.docx"))
    titles = [one.text for one in sheets.paragraphs if one.text.endswith("任务清单")]
    assert titles == [
        "市经信局任务清单", "各县(市、区)人民政府任务清单", "市财政局任务清单", "市科技局任务清单",
    ]  # fmt: skip
    assert len(sheets.tables[0].rows) == 4


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_plan_as_it_was_printed_says_nothing_else(tmp_path, kind):
    draft = a_duty_draft()
    assert gathered_back(PACK, draft, read_here(plan_file(tmp_path, draft, kind))) == ()


def test_an_office_changed_in_word_is_told_and_cannot_be_taken(tmp_path):
    draft = a_duty_draft()
    path = plan_file(tmp_path, draft)
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    next(cell for cell in cells if cell.text == "市财政局").paragraphs[0].runs[0].text = "市税务局"
    document.save(str(path))
    taken = compare_file(PACK, draft, path)
    assert taken.items == ()
    (told,) = [one for one in taken.doubts if "市税务局" in one]
    assert "由正文汇集,不能取回" in told


def test_a_file_without_the_table_is_told(tmp_path):
    draft = a_duty_draft()
    path = plan_file(tmp_path, draft)
    document = docx.Document(str(path))
    table = next(t for t in document.tables if any("任务" in c.text for c in t.rows[0].cells))
    table._element.getparent().remove(table._element)
    document.save(str(path))
    assert gathered_back(PACK, draft, read_here(path)) == ("责任分工表在文件中没有找到",)


def steps_for(path, draft):
    found = read_plan(read_here(path), PACK, file=path.name)
    steps = plan_steps(PACK, draft, found, AS_IT_LOOKS, lambda where: where)
    return {one.path: one for one in steps}


def test_importing_a_plan_keeps_the_marks_and_types_no_row_that_the_text_gives(tmp_path):
    steps = steps_for(plan_file(tmp_path, a_duty_draft()), a_duty_draft("旧的。"))
    assert "(责任单位:市财政局)" in steps["chapters/goals"].new
    assert "tasks" not in steps


def test_importing_a_plan_keeps_rows_that_the_text_does_not_give(tmp_path):
    path = plan_file(tmp_path, a_duty_draft())
    document = docx.Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    next(cell for cell in cells if cell.text == "市财政局").paragraphs[0].runs[0].text = "市税务局"
    document.save(str(path))
    draft = a_duty_draft("旧的。")
    after = steps_for(path, draft)["tasks"].change.apply(draft)
    assert "市税务局" in {row.cells.get("lead") for row in after.rows("tasks")}


@pytest.mark.parametrize("path", ["tasks/+/task=甲", "tasks/t1/lead=甲局"])
def test_typing_into_such_a_table_is_refused_with_the_way_to_do_it(path):
    draft = typed(a_duty_draft(), {"task": "别的任务"})
    with pytest.raises(AppError, match=r"由正文汇集.*工作目标.*责任单位"):
        assignments(PACK, draft, [path])


def test_a_typed_row_can_be_removed():
    draft = typed(a_duty_draft(), {"task": "别的任务"})
    assert assignments(PACK, draft, ["tasks/t1="]).apply(draft).rows("tasks") == ()


def test_one_office_is_found_by_any_of_its_names():
    (found,) = duties_named(PACK, a_duty_draft(), "市经济和信息化局")
    assert [one.name for one in found.offices] == ["市经信局"]
    (office,) = found.offices
    assert found.tasks == tuple(task for task, _ in office.tasks)
    (whole,) = duties_of(PACK, a_duty_draft())
    assert len(found.tasks) < len(whole.tasks)
    with pytest.raises(AppError, match=r"市税务局.*市经信局、"):
        duties_named(PACK, a_duty_draft(), "市税务局")
    with pytest.raises(AppError, match="还没有写明责任单位"):
        duties_named(PACK, a_duty_draft("没有。"), "")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_sheets_are_written_once_and_never_over_another_file(tmp_path, kind):
    draft, out = a_duty_draft(), tmp_path / f"清单.{kind}"
    write_duties(PACK, draft, duties_of(PACK, draft), out)
    before = out.read_bytes()
    with pytest.raises(AppError, match="已经存在,没有覆盖"):
        write_duties(PACK, draft, duties_of(PACK, draft), out)
    assert out.read_bytes() == before
    with pytest.raises(AppError, match="docx"):
        write_duties(PACK, draft, duties_of(PACK, draft), tmp_path / "清单.txt")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_sheets_that_cannot_be_written_leave_nothing(tmp_path, kind):
    draft = a_duty_draft()
    out = tmp_path / f"清单.{kind}"
    with no_file_above(1_000), pytest.raises(AppError, match="磁盘已满"):
        write_duties(PACK, draft, duties_of(PACK, draft), out)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(AppError, match="各单位任务清单没有写成"):
        write_duties(PACK, draft, duties_of(PACK, draft), tmp_path / "没有" / out.name)


def test_every_office_begins_on_a_sheet_of_paper_of_its_own(tmp_path):
    draft, out = a_duty_draft(), tmp_path / "清单.pdf"
    write_duties(PACK, draft, duties_of(PACK, draft), out)
    with pypdfium2.PdfDocument(out) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    first = [n for n, text in enumerate(texts) if "任务清单" in text]
    assert len(first) == 4
    assert all(n % 2 == 0 for n in first)


def test_the_places_are_those_of_the_typed_text_though_values_are_printed():
    goals = f"共{{项目数量}}个项目。\n{GOALS}"
    draft = set_path(a_duty_draft(), "chapters/goals", goals).apply(a_duty_draft())
    (found,) = duties_of(PACK, draft)
    assert [goals[slice(*one.span)] for one in found.tasks] == [one.name for one in found.tasks]


def test_nothing_is_built_when_the_table_reads_back_otherwise(tmp_path):
    def read(path):
        raw = read_here(path)
        for sheet in raw.sheets:
            sheet.rows[:] = [
                ["市税务局" if cell == "市财政局" else cell for cell in row] for row in sheet.rows
            ]
        return raw

    with pytest.raises(AppError, match=r"责任分工表.*落实资金.*材料没有生成"):
        build_bundle(PACK, a_duty_draft(), tmp_path / "out", read=read)
    assert not (tmp_path / "out").exists()
