"""What an import would do, told before it is done; and the one change that does it."""

import hashlib
import itertools
from dataclasses import replace

import pytest

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.origin import origin_place
from desktop_app.core.sheet_wishes import NO_WISHES
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.jobs.before import Before
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileWishes
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.import_prospect import Importing, files_in, prospect
from desktop_app.jobs.project_rows import gone_key
from desktop_app.jobs.understand_file import Incoming, take_in, understand
from desktop_app.storage.about import Source
from tests.jobs.test_import_files import HEAD, a_plan, a_workbook
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
CAME_BEFORE = Before(sources=(Source("abc", "表.xlsx", 1, "projects"),))


def coming(tmp_path, name, raw, wishes=AS_IT_LOOKS, sha=""):
    digest = sha or hashlib.sha256(name.encode()).hexdigest()
    return understand(PROGRAMME, Incoming(tmp_path / name, raw, "", digest, 1), wishes)


def done(draft, *files):
    ids = (f"n{n}" for n in itertools.count(1))
    return Importing(PROGRAMME, files, lambda: next(ids)).make(draft).apply(draft)


def names_of(draft, table="projects"):
    return [row.cells["name"] for row in draft.rows(table)]


def test_files_that_are_wanted_are_counted_in_one_line(tmp_path):
    files = [
        coming(tmp_path, "甲县.xlsx", a_workbook("甲项目", "乙项目")),
        coming(tmp_path, "乙县.xlsx", a_workbook("丙项目")),
        understand(PROGRAMME, Incoming(tmp_path / "坏.xlsx", None, "文件「坏.xlsx」打不开。")),
    ]
    found = prospect(PROGRAMME, Draft(PROGRAMME.id), files)
    assert found.summary == "将导入 2 个文件、3 个项目;规范写法 3 处;1 个文件不导入"
    assert found.label == "导入 2 个文件 3 个项目"
    assert [one.standing for one in found.files] == ["ready", "ready", "unreadable"]
    came = Importing(PROGRAMME, files[:2]).sources(Draft(PROGRAMME.id))
    assert [source.name for source in came] == ["甲县.xlsx", "乙县.xlsx"]


def test_what_is_there_and_the_same_does_not_come_again(tmp_path):
    draft = a_small_draft([{"name": "甲项目", "enterprise": "企业1", "investment": "30"}])
    raw = Raw("sheets", [Sheet("表1", [HEAD, ["1", "甲项目", "企业1", "30"]])])
    one = coming(tmp_path, "表.xlsx", raw)
    (found,) = prospect(PROGRAMME, draft, [one]).files
    assert (found.rows, found.same, found.undecided) == (0, 1, ())
    assert names_of(done(draft, one)) == ["甲项目"]


@pytest.mark.parametrize(
    ("choice", "investments"),
    [("skip", ["20"]), ("replace", ["30"]), ("another", ["20", "30"])],
)
def test_what_is_there_and_differs_is_done_as_chosen(tmp_path, choice, investments):
    draft = a_small_draft([{"name": "甲项目", "investment": "20", "start": "2024年6月"}])
    one = coming(tmp_path, "表.xlsx", a_workbook("甲项目"))
    (found,) = prospect(PROGRAMME, draft, [one]).files
    assert found.undecided == ("表1 第2行",)
    assert found.sentence == "1 个项目草稿中已有,请选择怎样处理。"
    chosen = replace(one, wishes=one.wishes.choosing(found.undecided, choice))
    assert prospect(PROGRAMME, draft, [chosen]).undecided == 0
    after = done(draft, chosen)
    assert [row.cells["investment"] for row in after.rows("projects")] == investments
    # What the file does not say stays.
    assert after.rows("projects")[0].cells["start"] == "2024年6月"


def test_two_files_that_replace_one_row_do_so_one_after_the_other(tmp_path):
    draft = a_small_draft([{"name": "甲项目", "investment": "20"}])
    wishes = AS_IT_LOOKS.choosing(["表1 第2行"], "replace")
    files = [coming(tmp_path, f"{n}.xlsx", a_workbook("甲项目"), wishes) for n in range(2)]
    assert [row.cells["investment"] for row in done(draft, *files).rows("projects")] == ["30"]


def test_a_change_made_twice_of_one_draft_is_the_same(tmp_path):
    draft = a_small_draft([{"name": "旧项目"}])
    make = Importing(PROGRAMME, [coming(tmp_path, "表.xlsx", a_workbook("甲项目"))]).make
    assert make(draft) == make(draft)


def test_a_change_is_made_for_the_draft_as_it_is_then(tmp_path):
    one = coming(
        tmp_path, "表.xlsx", a_workbook("甲项目"), AS_IT_LOOKS.choosing(["表1 第2行"], "replace")
    )
    before = a_small_draft([{"name": "甲项目", "investment": "20"}])
    assert prospect(PROGRAMME, before, [one]).undecided == 0
    # Meanwhile the row went, and another one came.
    now = a_small_draft([{"name": "别的项目"}])
    assert names_of(done(now, one)) == ["别的项目", "甲项目"]


def test_a_file_that_came_before_is_noticed_and_can_come_again(tmp_path):
    one = coming(tmp_path, "表.xlsx", a_workbook("甲项目"), sha="abc")
    twin = coming(tmp_path, "表(终稿).xlsx", a_workbook("甲项目"), sha="abc")
    draft = Draft(PROGRAMME.id)
    found = prospect(PROGRAMME, draft, [one], CAME_BEFORE)
    assert (found.files[0].standing, found.label) == ("known", "导入 0 个文件 0 个项目")
    assert "以前已经导入过" in found.files[0].sentence
    both = prospect(PROGRAMME, draft, [one, twin])
    assert [each.standing for each in both.files] == ["ready", "known"]
    again = coming(tmp_path, "表.xlsx", a_workbook("甲项目"), FileWishes(again=True), sha="abc")
    assert prospect(PROGRAMME, draft, [again], CAME_BEFORE).coming


def test_cleaning_is_taken_back_place_by_place(tmp_path):
    raw = Raw(
        "sheets",
        [Sheet("东县", [HEAD, ["1", "甲", "甲厂", "30.50"], ["2", "乙", "乙厂", "40.50"]])],
    )
    wishes = AS_IT_LOOKS.keeping(["东县!D2"], as_typed=True)
    one = coming(tmp_path, "表.xlsx", raw, wishes)
    after = done(Draft(PROGRAMME.id), one)
    assert [row.cells["investment"] for row in after.rows("projects")] == ["30.50", "40.5"]
    assert one.cleaned_count == len(one.cleaned) - 1


def test_a_plan_tells_what_it_would_replace_and_keeps_what_is_to_be_kept(tmp_path):
    draft = a_small_draft(plan=[{"name": "旧项目"}], goals="旧目标", funds="专款专用。")
    plan = coming(tmp_path, "方案.docx", a_plan("甲项目"))
    (found,) = prospect(PROGRAMME, draft, [plan]).files
    assert [(one.heading, one.target) for one in found.parts] == [
        ("总体目标", "goals"), ("资金安排", "funds"), ("具体项目", "projects"),
    ]  # fmt: skip
    assert found.undecided == ("chapters/goals", "plan_projects")
    wishes = plan.wishes.choosing(["chapters/goals"], "keep").choosing(["plan_projects"], "replace")
    after = done(draft, replace(plan, wishes=wishes))
    assert after.value("chapters/goals") == "旧目标"
    assert names_of(after, "plan_projects") == ["甲项目"]


def test_a_part_goes_to_the_chapter_that_a_person_says(tmp_path):
    plan = coming(tmp_path, "方案.docx", a_plan("甲项目"))
    wishes = plan.wishes.sending("chapter:goals", "").sending("chapter:funds", "goals")
    after = done(Draft(PROGRAMME.id), replace(plan, wishes=wishes))
    assert after.value("chapters/goals") == "专款专用。"
    assert after.value("chapters/funds") == ""


def test_parts_that_go_to_one_chapter_stand_one_behind_the_other(tmp_path):
    plan = coming(tmp_path, "方案.docx", a_plan("甲项目"))
    wishes = plan.wishes.sending("chapter:funds", "goals")
    after = done(Draft(PROGRAMME.id), replace(plan, wishes=wishes))
    assert after.value("chapters/goals") == "加快改造。\n专款专用。"


def test_the_command_line_reads_by_the_same_wishes(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_text("x", "utf-8")
    raw = Raw("sheets", [Sheet("表1", [["甲项目", "300000"]])])
    table = replace(NO_WISHES.with_header(-1).with_columns({"name": 0, "investment": 1}), unit="元")
    taken = import_files(
        PROGRAMME,
        Draft(PROGRAMME.id),
        [path],
        wishes={path: FileWishes(table=table)},
        read=lambda _: raw,
    )
    after = taken.change.apply(Draft(PROGRAMME.id))
    assert dict(after.rows("projects")[0].cells) == {"name": "甲项目", "investment": "30"}


def test_a_folder_gives_its_files_and_not_what_programs_put_there(tmp_path):
    for name in ("甲县/表.xlsx", "甲县/~$表.xlsx", "乙县/方案.docx", "乙县/.隐藏.xlsx", "图.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = files_in([tmp_path, tmp_path / "甲县" / "表.xlsx"])
    assert [one.name for one in found] == ["方案.docx", "表.xlsx"]
    assert files_in([tmp_path / "图.png"]) == (tmp_path / "图.png",)


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"")
    found = take_in(path)
    assert found.raw is None
    assert found.refusal == "文件「坏.xlsx」是空的(0 字节);请让对方重新发送。"


def test_reading_ends_when_nobody_waits_for_it(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("项目名称,总投资\n甲,30\n", "utf-8")

    def gone():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(path, gone)
    asked = []
    assert take_in(path, lambda: asked.append(1)).raw is not None
    assert asked


def sent(draft, one, before=()):
    """A file taken in as goes without saying: the draft after it, and what is known then."""
    found = prospect(PROGRAMME, draft, [one], Before(sources=before))
    new = Importing(PROGRAMME, [each.understood for each in found.coming])
    came = new.sources(draft)
    after = new.make(draft).apply(draft)
    return after, (*before, *(replace(each, revision=len(before) + 1) for each in came))


def investments(draft):
    return {row.cells["name"]: row.cells["investment"] for row in draft.rows("projects")}


def a_list(**amounts):
    rows = [[str(n), *pair] for n, pair in enumerate(amounts.items(), 1)]
    return Raw("sheets", [Sheet("表1", [["序号", "项目名称", "总投资(万元)", "县区"],
                                      *([*row, "东县"] for row in rows)])])  # fmt: skip


def test_a_second_file_of_a_county_brings_what_it_changed_and_leaves_what_we_changed(tmp_path):
    first = coming(tmp_path, "一.xlsx", a_list(甲项目="30", 乙项目="40", 丙项目="50"))
    draft, before = sent(Draft(PROGRAMME.id), first)
    ours = draft.rows("projects")[1]
    draft = set_path(draft, f"projects/{ours.id}/investment", "41").apply(draft)
    second = coming(tmp_path, "二.xlsx", a_list(甲项目="35", 乙项目="40", 丙项目="50", 丁项目="60"))
    found = prospect(PROGRAMME, draft, [second], Before(sources=before))
    assert found.summary == "将导入 1 个文件、2 个项目(更新 1 个);2 个项目草稿中已有,不再导入"
    after, before = sent(draft, second, before)
    assert investments(after) == {"甲项目": "35", "乙项目": "41", "丙项目": "50", "丁项目": "60"}
    places = [origin_place(row.origin) for row in after.rows("projects")]
    assert places == ["二.xlsx 表1 第2行", "一.xlsx 表1 第3行", "一.xlsx 表1 第4行",
                      "二.xlsx 表1 第5行"]  # fmt: skip
    # The county says again what it said: what was decided here holds.
    third = coming(tmp_path, "三.xlsx", a_list(甲项目="35", 乙项目="40", 丙项目="50", 丁项目="60"))
    found = prospect(PROGRAMME, after, [third], Before(sources=before))
    assert found.is_empty
    assert investments(sent(after, third, before)[0]) == investments(after)


def test_what_both_changed_is_decided_cell_by_cell(tmp_path):
    draft, before = sent(Draft(PROGRAMME.id), coming(tmp_path, "一.xlsx", a_list(甲项目="30")))
    row = draft.rows("projects")[0]
    draft = set_path(draft, f"projects/{row.id}/investment", "31").apply(draft)
    second = coming(tmp_path, "二.xlsx", a_list(甲项目="35"))
    found = prospect(PROGRAMME, draft, [second], Before(sources=before))
    (clash,) = found.files[0].clashes
    assert found.undecided == 1
    (cell,) = clash.cells
    assert (cell.base, cell.ours, cell.theirs, cell.state) == ("30", "31", "35", "both")
    for side, amount in (("ours", "31"), ("theirs", "35")):
        wishes = AS_IT_LOOKS.choosing([clash.key], "update")
        wishes = wishes.choosing([clash.cell_key("investment")], side)
        chosen = coming(tmp_path, "二.xlsx", a_list(甲项目="35"), wishes)
        assert prospect(PROGRAMME, draft, [chosen], Before(sources=before)).undecided == 0
        assert investments(sent(draft, chosen, before)[0]) == {"甲项目": amount}
    half = coming(
        tmp_path, "二.xlsx", a_list(甲项目="35"), AS_IT_LOOKS.choosing([clash.key], "update")
    )
    asked = prospect(PROGRAMME, draft, [half], Before(sources=before))
    assert asked.files[0].undecided == (clash.cell_key("investment"),)


def test_what_a_county_has_no_more_stays_until_somebody_says_otherwise(tmp_path):
    first = coming(tmp_path, "一.xlsx", a_list(甲项目="30", 乙项目="40"))
    draft, before = sent(Draft(PROGRAMME.id), first)
    second = coming(tmp_path, "二.xlsx", a_list(甲项目="30"))
    found = prospect(PROGRAMME, draft, [second], Before(sources=before)).files[0]
    assert [row.cells["name"] for row in found.gone] == ["乙项目"]
    assert found.standing == "doubtful"
    assert investments(sent(draft, second, before)[0]) == {"甲项目": "30", "乙项目": "40"}
    wishes = AS_IT_LOOKS.choosing([gone_key(found.gone[0])], "remove")
    less = coming(tmp_path, "二.xlsx", a_list(甲项目="30"), wishes)
    assert investments(sent(draft, less, before)[0]) == {"甲项目": "30"}
    # Another county's file says nothing of this county's projects.
    other = coming(
        tmp_path, "三.xlsx", a_workbook("丙项目", head=HEAD), replace(AS_IT_LOOKS, county="西县")
    )
    assert prospect(PROGRAMME, draft, [other], Before(sources=before)).files[0].gone == ()
