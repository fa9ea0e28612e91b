"""The issuer's own form on the command line: shown, corrected, kept, filled with the bundle."""

import openpyxl
import pytest

from desktop_app.jobs.kept_forms import FOLDER
from tests.official_files import plain, whole


@pytest.fixture
def form(tmp_path, data_folder):
    path = tmp_path / "附件3 空白.xlsx"
    path.write_bytes(whole().content)
    return path


def test_a_form_is_kept_once_and_filled_with_every_bundle(shenbao, city, form, tmp_path):
    code, told = shenbao.json("official", city, form, "--map", "备注=K")
    assert (code, told["attachment"], told["kept"], told["problems"]) == (0, "summary", True, [])
    places = {one["key"]: one["label"] for one in told["places"]}
    assert places["附件3!B"] == "项目名称"
    assert places["附件3!A3"] == "填报单位"
    assert told["tables"][0] == {
        "table": "projects", "name": "附件3", "header": 4, "first": 7, "ready": 3, "total": 10,
    }  # fmt: skip
    code, built = shenbao.json("build", city, "--out", tmp_path / "册", "--print", "none")
    assert code == 0
    (one,) = built["official"]
    assert (one["file"], one["projects"]) == (f"{FOLDER}/附件3 空白.xlsx", 108)
    sheet = openpyxl.load_workbook(tmp_path / "册" / "材料" / one["file"])["附件3"]
    assert sheet["A115"].value == "合计"
    assert sheet["F115"].value == "=SUM(F7:F114)"


def test_a_dry_run_shows_the_map_and_keeps_nothing(shenbao, city, form):
    code, out, _ = shenbao("official", city, form, "--dry-run")
    assert code == 0
    assert "附件3!B  「项目名称」 → 项目名称" in out
    assert "从第7行填起,预留 3 行,不够时自动加行,合计在第10行" in out
    assert "没有存" in out
    assert shenbao.json("official", city, "--list")[1]["forms"] == []


def test_a_map_without_names_is_shown_and_not_kept(shenbao, city, form):
    code, told = shenbao.json("official", city, form, "--dry-run", "--map", "不填=B")
    assert code == 1
    assert "还不知道哪一列是「项目名称」" in told["problems"][0]
    code, _, err = shenbao("official", city, form, "--map", "不填=B")
    assert code == 2
    assert "还不知道哪一列是「项目名称」" in err


def test_what_is_kept_is_listed_and_forgotten(shenbao, city, form):
    assert "还没有存" in shenbao("official", city, "--list")[1]
    shenbao("official", city, form)
    assert "附件3 项目汇总表:附件3 空白.xlsx" in shenbao("official", city, "--list")[1]
    assert shenbao.json("official", city, "--forget", "--as", "plan") == (0, {"forgotten": []})
    assert shenbao.json("official", city, "--forget") == (0, {"forgotten": ["summary"]})
    assert shenbao.json("official", city, "--list")[1]["forms"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "请给出空白的官方表样文件"),
        (("--list", "--forget"), "请给出空白的官方表样文件"),
        (("FORM", "--map", "项目名称=Z"), "位置没有"),
        (("FORM", "--map", "月亮=B"), "填报项看不懂"),
        (("FORM", "--map", "项目名称"), "位置没有"),
        (("FORM", "--as", "plan"), "要用 Word 文件"),
    ],
)
def test_a_wrong_call_is_one_sentence(shenbao, city, form, words, why):
    code, _, err = shenbao("official", city, *(form if one == "FORM" else one for one in words))
    assert code == 2
    assert why in err
    assert "Traceback" not in err


def test_a_draft_that_says_other_names_than_the_form_can_hold_is_not_changed(
    shenbao, city, tmp_path, data_folder
):
    """The command reads the draft only for its programme."""
    before = city.read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain().content)
    assert shenbao("official", city, path)[0] == 0
    assert city.read_bytes() == before
