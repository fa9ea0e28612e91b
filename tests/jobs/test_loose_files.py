"""A plan and a summary that lie in a folder without our register: found, or told what lacks."""

from functools import cache
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from desktop_app.intake.plain import Line, Raw
from desktop_app.intake.worker import read_here
from desktop_app.jobs.demo import input_files, sample_folder
from desktop_app.jobs.loose_files import pair_in

CITY = "shiyan-2024"
OTHER = Raw("text", [], [Line("关于召开会议的通知"), Line("请各科室参加。")])


@cache
def files_of(city):
    *tables, plan = input_files(sample_folder(city))
    return read_here(plan), read_here(tables[0])


def pair(folder, files, **options):
    for name in files:
        (folder / name).write_bytes(b"")
    raws = {folder / name: raw for name, raw in files.items()}
    return pair_in(folder, raws.__getitem__, **options)


def test_the_plan_and_the_summary_are_known_by_what_they_say(tmp_path):
    plan, table = files_of(CITY)
    found = pair(tmp_path, {"一.docx": plan, "二.xlsx": table, "三.docx": OTHER})
    assert (found.programme.id, found.plan.name, found.summary.name) == (CITY, "一.docx", "二.xlsx")
    assert found.others == ()


def test_the_programme_that_is_named_goes_before_the_likest(tmp_path):
    plan, table = files_of(CITY)
    files = {"方案.docx": plan, "汇总表.xlsx": table}
    assert pair(tmp_path, files, programme_id=CITY).programme.id == CITY
    with pytest.raises(AppError, match="没有申报事项"):
        pair(tmp_path, files, programme_id="没有")


def test_of_two_formats_of_one_paper_the_other_is_told_as_not_compared(tmp_path):
    plan, table = files_of(CITY)
    found = pair(tmp_path, {"方案.docx": plan, "方案.pdf": plan, "汇总表.xlsx": table})
    assert (found.plan.name, found.others) == ("方案.docx", ("方案.pdf",))


def test_between_two_plans_nobody_chooses(tmp_path):
    plan, table = files_of(CITY)
    with pytest.raises(AppError, match=r"方案的不止一份.*旧\.docx.*新\.docx|新\.docx.*旧\.docx"):
        pair(tmp_path, {"旧.docx": plan, "新.docx": plan, "汇总表.xlsx": table})


@pytest.mark.parametrize(
    ("names", "lacks"),
    [(("方案.docx",), "汇总表"), (("汇总表.xlsx",), "方案"), (("别的.docx",), "方案和汇总表")],
)
def test_what_lacks_is_named(tmp_path, names, lacks):
    plan, table = files_of(CITY)
    known = {"方案.docx": plan, "汇总表.xlsx": table, "别的.docx": OTHER}
    with pytest.raises(AppError, match=f"没有认出{lacks};"):
        pair(tmp_path, {name: known[name] for name in names})


def test_a_file_that_cannot_be_read_is_the_reason(tmp_path):
    def read(path: Path) -> Raw:
        raise AppError(f"「{path.name}」已加密;请去掉密码。")

    (tmp_path / "方案.docx").write_bytes(b"")
    with pytest.raises(AppError, match="已加密"):
        pair_in(tmp_path, read)


def test_among_many_files_nobody_guesses(tmp_path):
    with pytest.raises(AppError, match="13 个文件"):
        pair(tmp_path, {f"{n}.docx": OTHER for n in range(13)})
