"""The sheet that is printed before anything is filled in, and the working days behind it."""

from datetime import date

import docx
import pypdfium2
import pytest

from desktop_app.core.changes import SetValue
from desktop_app.core.draft import Draft
from desktop_app.core.schedule import due
from desktop_app.errors import AppError
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.prepare_sheet import write_prepare
from desktop_app.jobs.workdays import has_holidays, is_known, is_workday, plan_of
from tests.read_back import squeezed
from tests.small_pack import PLAN, PROGRAMME, a_small_programme

STAGES = """
prepare = ["企业名单(Excel)", "批复文件"]
[[stage]]
id = "seal"
title = "盖章"
days = 2
[[stage]]
id = "post"
title = "邮寄"
days = 3
hint = "按寄到算"
"""


def with_stages():
    head, deliverables = PROGRAMME.split("[[deliverable]]", 1)
    return a_small_programme(programme=f"{head}{STAGES}[[deliverable]]{deliverables}")


def test_a_holiday_is_off_and_the_saturday_worked_for_it_is_not():
    assert not is_workday(date(2024, 10, 1))
    assert is_workday(date(2024, 10, 12))
    assert not is_workday(date(2024, 10, 13))


def test_a_year_that_is_not_published_yet_is_counted_by_weekends():
    assert not is_known(2090)
    assert is_known(2024)
    assert is_workday(date(2090, 10, 2))
    assert not is_workday(date(2090, 10, 1))


def test_every_pack_of_the_house_has_a_plan_that_keeps_its_deadline():
    programme = load_programme("liaoning-2024")
    plan = plan_of(programme, Draft(programme.id))
    assert plan is not None
    assert plan.planned[-1].end <= programme.about.deadline
    assert has_holidays(plan)


def test_a_pack_without_stages_has_no_plan(tmp_path):
    programme = a_small_programme()
    assert plan_of(programme, Draft(programme.id)) is None
    write_prepare(programme, Draft(programme.id), tmp_path / "a.docx")
    told = "".join(p.text for p in docx.Document(tmp_path / "a.docx").paragraphs)
    assert "倒排日程" not in told


def test_the_sheet_lists_what_to_prepare_and_every_stage_with_boxes(tmp_path):
    write_prepare(with_stages(), Draft("small-2024"), tmp_path / "a.docx")
    written = docx.Document(tmp_path / "a.docx")
    prepare, stages = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in written.tables
    )
    assert prepare[1] == ["1", "企业名单（Excel）", "", "□"]
    assert stages[-1] == ["邮寄", "3", "11月18日（周一）", "11月20日（周三）", "按寄到算", "□"]
    assert stages[-2][2:4] == ["11月14日（周四）", "11月15日（周五）"]


def test_the_sheet_as_pdf_says_the_same(tmp_path):
    write_prepare(with_stages(), Draft("small-2024"), tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        told = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    for text in ("先准备好这些", "批复文件", "11月14日（周四）", "2024年11月20日"):
        assert squeezed(text) in told


def test_a_sheet_is_never_written_over_a_file_nor_as_a_workbook(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"mine")
    with pytest.raises(AppError, match="已经存在"):
        write_prepare(with_stages(), Draft("small-2024"), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"mine"
    with pytest.raises(AppError, match=r"\.docx 或 \.pdf"):
        write_prepare(with_stages(), Draft("small-2024"), tmp_path / "a.xlsx")


def test_a_plan_without_a_deadline_of_its_own_is_counted_back_from_the_day_the_office_sets(
    tmp_path,
):
    head, deliverables = PROGRAMME.split("[[deliverable]]", 1)
    mine = head.replace("deadline = 2024-11-20", 'own_deadline = "basic/until"')
    programme = a_small_programme(
        programme=f"{mine}{STAGES}[[deliverable]]{deliverables}",
        plan=PLAN.replace(
            "[[chapter]]",
            '[[section.field]]\nid = "until"\nlabel = "报送截止日"\nkind = "date"\n[[chapter]]',
            1,
        ),
    )
    draft = Draft(programme.id)
    assert due(programme, draft) is None
    assert plan_of(programme, draft) is None
    write_prepare(programme, draft, tmp_path / "open.docx")
    told = "".join(p.text for p in docx.Document(tmp_path / "open.docx").paragraphs)
    assert "由本单位自己确定" in told
    dated = SetValue("basic/until", "", "2024年11月20日").apply(draft)
    plan = plan_of(programme, dated)
    assert plan is not None
    assert plan.planned[-1].end == due(programme, dated) == date(2024, 11, 20)
