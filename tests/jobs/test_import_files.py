"""Files of others become one change: what is taken, what is kept, what is skipped."""

import hashlib
import itertools
from pathlib import Path

import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.core.origin import origin_place, origin_sha256
from desktop_app.intake.plain import Line, Raw, Sheet
from desktop_app.intake.unreadable import Unreadable
from desktop_app.jobs.before import Before
from desktop_app.jobs.import_files import import_files
from tests.small_pack import PLAN, a_small_draft, a_small_programme

HEAD = ["序号", "项目名称", "企业名称", "总投资(万元)"]


def a_workbook(*names, head=HEAD):
    rows = [[str(n), name, f"企业{n}", "30"] for n, name in enumerate(names, start=1)]
    return Raw("sheets", [Sheet("表1", [head, *rows])])


def a_plan(*names, goals="加快改造。", funds="专款专用。"):
    return Raw(
        "text",
        [Sheet("表1", a_workbook(*names).sheets[0].rows)],
        [
            Line("一、总体目标", 1), Line(goals), Line("二、资金安排", 1), Line(funds),
            Line("三、具体项目", 1), Line("", table=0),
        ],
    )  # fmt: skip


class Inbox:
    """Files that lie in a folder, with what reading them would yield."""

    def __init__(self, folder):
        self.folder, self.content = folder, {}

    def put(self, name, raw, written=""):
        path = self.folder / name
        path.write_text(written or name, "utf-8")
        self.content[path] = raw
        return path

    def read(self, path: Path) -> Raw:
        found = self.content[path]
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def inbox(tmp_path):
    return Inbox(tmp_path)


def taken(inbox, *files, draft=None, programme=None, **options):
    ids = (f"r{n}" for n in itertools.count(1))
    programme = programme or a_small_programme()
    draft = draft or Draft(programme.id)
    found = import_files(
        programme, draft, files, read=inbox.read, new_id=lambda: next(ids), **options
    )
    return found, found.change.apply(draft)


def names_of(draft, table="projects"):
    return [row.cells["name"] for row in draft.rows(table)]


def test_files_are_taken_in_the_order_given_and_each_row_knows_its_own(inbox):
    second = inbox.put("乙县.xlsx", a_workbook("丙项目"))
    first = inbox.put("甲县.xlsx", a_workbook("甲项目", "乙项目"))
    found, draft = taken(inbox, first, second)
    assert names_of(draft) == ["甲项目", "乙项目", "丙项目"]
    assert [origin_place(row.origin) for row in draft.rows("projects")] == [
        "甲县.xlsx 表1 第2行", "甲县.xlsx 表1 第3行", "乙县.xlsx 表1 第2行",
    ]  # fmt: skip
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, first, second)]
    assert [origin_sha256(row.origin) for row in draft.rows("projects")] == sums
    assert [(one.file.name, one.kind, one.rows) for one in found.files] == [
        ("甲县.xlsx", "projects", 2), ("乙县.xlsx", "projects", 1),
    ]  # fmt: skip


def test_blank_counties_are_filled_from_the_files_name_and_said(inbox):
    found, draft = taken(inbox, inbox.put("临河县项目汇总表.xlsx", a_workbook("甲项目")))
    assert draft.rows("projects")[0].cells["county"] == "临河县"
    assert [(one.old, one.new) for one in found.files[0].cleaned] == [("", "临河县")]


def test_an_import_is_one_change_that_can_be_taken_back(inbox):
    before = a_small_draft([{"name": "旧项目"}], [{"name": "旧项目"}], goals="旧目标")
    found, after = taken(
        inbox, inbox.put("表.xlsx", a_workbook("新项目")), inbox.put("方案.docx", a_plan("新项目")),
        draft=before,
    )  # fmt: skip
    assert names_of(after) == ["旧项目", "新项目"]
    assert names_of(after, "plan_projects") == ["新项目"]
    undone = found.change.inverse().apply(after)
    assert (undone.values, undone.tables) == (before.values, before.tables)


def test_the_same_bytes_are_taken_once_whatever_the_file_is_called(inbox):
    first = inbox.put("甲县.xlsx", a_workbook("甲项目"), "同样的内容")
    again = inbox.put("甲县(终稿).xlsx", a_workbook("甲项目"), "同样的内容")
    found, draft = taken(inbox, first, again)
    assert names_of(draft) == ["甲项目"]
    assert [one.kind for one in found.files[1].doubts] == ["already_imported"]
    known = Before(sources=(found.files[0].source,))
    later, unchanged = taken(inbox, first, draft=draft, before=known)
    assert (names_of(unchanged), later.files[0].rows) == (["甲项目"], 0)


def test_a_word_file_with_chapters_is_a_plan_and_one_without_is_a_table(inbox):
    table = Raw("text", [Sheet("表1", a_workbook("甲项目").sheets[0].rows)], [Line("", table=0)])
    found, draft = taken(
        inbox, inbox.put("方案.docx", a_plan("甲项目")), inbox.put("表.docx", table)
    )
    assert [one.kind for one in found.files] == ["plan", "projects"]
    assert names_of(draft) == names_of(draft, "plan_projects") == ["甲项目"]


def test_what_the_person_says_wins_over_what_the_file_looks_like(inbox):
    found, draft = taken(inbox, inbox.put("方案.docx", a_plan("甲项目")), kind="projects")
    assert (found.files[0].kind, names_of(draft)) == ("projects", ["甲项目"])


def test_a_plan_leaves_the_chapters_it_does_not_have(inbox):
    raw = a_plan("甲项目")
    without_funds = Raw("text", raw.sheets, [*raw.lines[:2], *raw.lines[4:]])
    before = a_small_draft(goals="旧目标", funds="旧安排")
    _, draft = taken(inbox, inbox.put("方案.docx", without_funds), draft=before, kind="plan")
    assert draft.value("chapters/goals") == "加快改造。"
    assert draft.value("chapters/funds") == "旧安排"


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("以上合计共推荐项目1个，总投资30万元。", ""),
        ("以上合计共推荐项目2个，总投资30万元。", "以上合计共推荐项目2个，总投资30万元。"),
        ("共推荐项目1个。", "共推荐项目1个。"),
    ],
)
def test_only_the_programs_own_sentence_about_the_list_is_not_text(inbox, sentence, kept):
    raw = a_plan("甲项目")
    raw = Raw("text", raw.sheets, [*raw.lines, Line(sentence)])
    _, draft = taken(inbox, inbox.put("方案.docx", raw))
    assert draft.value("chapters/projects") == kept


def test_one_file_that_cannot_be_read_stops_the_whole_import(inbox):
    good = inbox.put("甲县.xlsx", a_workbook("甲项目"))
    bad = inbox.put("乙县.xlsx", Unreadable("encrypted", "文件「乙县.xlsx」已加密"))
    with pytest.raises(Unreadable, match="乙县"):
        taken(inbox, good, bad)


def test_values_go_to_the_given_rows_of_a_table_with_keys(inbox):
    keyed = PLAN.replace(
        'title = "责任分工表"\n',
        'title = "责任分工表"\n'
        '[[table.column]]\nid = "key"\nlabel = "代号"\nkind = "text"\nprinted = false\n',
    )
    programme = a_small_programme(plan=keyed)
    given = rows_of(
        {"key": "a", "task": "数字化改造企业数量"}, {"key": "b", "task": "培育服务商数量"}
    )
    start = Draft(programme.id, tables={"tasks": given})
    raw = a_plan("甲项目")
    tasks = Sheet(
        "表2",
        [["任务", "牵头单位"], ["数字化改造企业数", "工信局"], ["一件全新的事情", "财政局"]],
    )
    lines = [*raw.lines[:4], Line("", table=1), *raw.lines[4:]]
    plan = Raw("text", [*raw.sheets, tasks], lines)
    _, draft = taken(inbox, inbox.put("方案.docx", plan), draft=start, programme=programme)
    assert [dict(row.cells) for row in draft.rows("tasks")] == [
        {"key": "a", "task": "数字化改造企业数量", "lead": "工信局"},
        {"key": "b", "task": "培育服务商数量"},
        {"task": "一件全新的事情", "lead": "财政局"},
    ]


def rows_of(*cells):
    return tuple(Row(f"t{n}", one) for n, one in enumerate(cells, start=1))


def test_progress_names_each_file(inbox):
    told = []
    files = [inbox.put(f"{n}.xlsx", a_workbook("甲项目")) for n in range(2)]
    taken(inbox, *files, report=lambda *step: told.append(step))
    assert told == [(0, 2, "0.xlsx"), (1, 2, "1.xlsx"), (2, 2, "")]
