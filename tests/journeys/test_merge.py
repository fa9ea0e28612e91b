"""A colleague's copy of the draft comes back and is merged, on the command line."""

import shutil

import pytest

from tests.journeys.test_practice_city import contents, only


@pytest.fixture
def copy(city, tmp_path):
    return shutil.copy(city, tmp_path / "李工的副本.shenbao")


def value(shenbao, draft, path):
    return shenbao.json("show", draft)[1]["values"].get(path, "")


def test_what_only_the_colleague_changed_is_taken_with_their_name(shenbao, city, copy):
    shenbao("set", copy, "basic/phone=024-1", "projects/3/investment=301", "--author", "李工")
    shenbao("set", city, "chapters/goals=我方的目标", "--author", "王工")
    code, out, _ = shenbao("merge", city, copy, "--dry-run")
    assert code == 0
    assert "没有写入草稿" in out
    code, told = shenbao.json("merge", city, copy)
    assert (code, told["merged"], told["conflicts"]) == (0, True, [])
    assert [(one["label"], one["new"]) for one in told["taken"]] == [
        ("基本信息 联系电话", "024-1"),
        ("附件3 第3行 项目总投资", "301"),
    ]
    assert value(shenbao, city, "basic/phone") == "024-1"
    assert value(shenbao, city, "chapters/goals") == "我方的目标"
    assert "合并:李工" in shenbao("history", city)[1]


def test_conflicts_stand_side_by_side_and_nothing_is_written_until_all_are_decided(
    shenbao, city, copy
):
    was = value(shenbao, city, "basic/phone")
    shenbao("set", copy, "basic/phone=024-1", "basic/filled_by=李工", "--author", "李工")
    shenbao("set", copy, "chapters/goals=对方的目标")
    shenbao("set", city, "basic/phone=024-2", "chapters/goals=我方的目标")
    before = contents(shenbao, city)
    code, out, _ = shenbao("merge", city, copy)
    assert code == 1
    told = out.partition("basic/phone")[2]
    assert (
        told.index(f"原来「{was}」")
        < told.index("我方「024-2」")
        < told.index("对方「024-1」(李工")
    )
    shenbao("merge", city, copy, "--theirs", "basic/phone")
    assert contents(shenbao, city) == before
    code, _, _ = shenbao("merge", city, copy, "--theirs", "basic/phone", "--ours", "全部")
    assert code == 0
    now = [value(shenbao, city, path) for path in ("basic/phone", "chapters/goals")]
    assert now == ["024-1", "我方的目标"]


def test_two_long_texts_are_shown_where_they_differ(shenbao, city, copy):
    text = "共同的开头。" * 60
    for draft, end in ((city, "我方的结尾"), (copy, "对方的结尾")):
        shenbao("set", draft, f"chapters/goals={text}{end}")
    _, out, _ = shenbao("merge", city, copy)
    assert "开头。我方的结尾」" in out
    assert "开头。对方的结尾」" in out


def test_what_is_merged_can_be_undone_and_comes_once(shenbao, city, copy):
    shenbao("set", copy, "basic/phone=024-1")
    before = contents(shenbao, city)
    shenbao("merge", city, copy)
    assert shenbao.json("merge", city, copy)[1]["taken"] == []
    shenbao("set", copy, "basic/phone=024-3")
    _, told = shenbao.json("merge", city, copy)
    assert [(one["old"], one["new"]) for one in told["taken"]] == [("024-1", "024-3")]
    shenbao("undo", city)
    shenbao("undo", city)
    assert contents(shenbao, city) == before


def test_what_was_decided_for_us_is_not_asked_again(shenbao, city, copy):
    shenbao("set", copy, "basic/phone=024-1")
    shenbao("set", city, "basic/phone=024-2")
    shenbao("merge", city, copy, "--ours", "全部")
    assert shenbao("merge", city, copy)[0] == 0
    assert value(shenbao, city, "basic/phone") == "024-2"
    # And back: the colleague takes ours in, where their number is known to have lost.
    _, told = shenbao.json("merge", copy, city)
    assert [(one["old"], one["new"]) for one in told["taken"]] == [("024-1", "024-2")]


def test_a_file_that_a_colleague_took_in_is_known_here(shenbao, city, practice, tmp_path):
    draft = tmp_path / "新.shenbao"
    shenbao("new", draft, "--programme", "liaoning-2024")
    theirs = shutil.copy(draft, tmp_path / "同事.shenbao")
    file = only(practice / "材料", "*汇总表.xlsx")
    shenbao("import", theirs, file)
    shenbao("merge", draft, theirs)
    assert shenbao.json("show", draft)[1]["tables"] == shenbao.json("show", theirs)[1]["tables"]
    assert "已经导入过" in "".join(shenbao("import", draft, file)[1:])


def test_another_draft_is_no_copy(shenbao, city, tmp_path):
    other = tmp_path / "别的.shenbao"
    shenbao("new", other, "--programme", "liaoning-2024")
    code, _, err = shenbao("merge", city, other)
    assert code == 2
    assert "不是同一份草稿的两个副本" in err


def test_a_decision_about_no_conflict_is_refused(shenbao, city, copy):
    shenbao("set", copy, "basic/phone=024-1")
    code, _, err = shenbao("merge", city, copy, "--ours", "basic/phone")
    assert code == 2
    assert "「basic/phone」没有冲突" in err
