"""A city loads the lists that it received: out of an untidy workbook, seen in check and bundle."""

import io
import json

import pytest
import xlsxwriter


@pytest.fixture
def industries(tmp_path, data_folder):
    """附件1 as it is sent: a title, a merged group, a foot, one industry twice."""
    path = tmp_path / "附件1.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("附件1")
        lines = [
            ["附件1 重点行业领域", ""],
            ["序号", "重点行业领域"],
            ["1", " 农副食品加工业"],
            ["2", "通用设备制造业"],
            ["3", "通用設備製造業"],
            ["4", ""],
            ["注:以省厅解释为准", ""],
        ]
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
    return path


def state(told, code):
    return next(one["state"] for one in told["rules"] if one["code"] == code)


def test_a_list_is_loaded_found_in_check_and_bundle_and_reset(shenbao, city, industries, tmp_path):
    code, told = shenbao.json("check", city)
    before = json.dumps(told["findings"])
    assert state(told, "LN-B2") == "no_data"
    assert {one["id"]: one["standing"] for one in told["lists"]}["industries"] == "missing"

    code, loaded = shenbao.json(
        "lists", "liaoning-2024", "--set", "industries", industries,
        "--source", "省厅通知附件1", "--date", "2024年10月1日",
    )  # fmt: skip
    assert (code, loaded["kept"], loaded["rows"], loaded["column"]) == (0, True, 2, "重点行业领域")
    assert (loaded["duplicates"], loaded["blanks"]) == (1, 1)
    assert any("第7行「注:以省厅解释为准」" in one for one in loaded["dropped"])

    code, told = shenbao.json("check", city)
    assert code == 1
    assert state(told, "LN-B2") == "failed"
    used = {one["id"]: one for one in told["lists"]}["industries"]
    assert (used["standing"], used["rows"], used["source"], used["date"]) == (
        "own", 2, "省厅通知附件1", "2024-10-01",
    )  # fmt: skip
    _, out, _ = shenbao("check", city)
    assert "名单「附件1 重点行业领域」:自己载入 · 2 个 · 来源:省厅通知附件1 · 2024-10-01" in out

    assert shenbao("build", city, "--out", tmp_path / "册", "--preview")[0] == 0
    manifest = json.loads((tmp_path / "册" / "材料(预览)" / "manifest.json").read_text("utf-8"))
    assert {one["id"]: one for one in manifest["lists"]}["industries"] == used

    code, told = shenbao.json("lists", "liaoning-2024", "--reset", "industries")
    assert (code, told["list"]["standing"]) == (0, "missing")
    assert json.dumps(shenbao.json("check", city)[1]["findings"]) == before


def test_a_draft_keeps_nothing_of_a_list_that_is_loaded(shenbao, city, industries):
    before = city.read_bytes()
    shenbao("lists", "liaoning-2024", "--set", "industries", industries)
    assert city.read_bytes() == before


def test_a_dry_run_shows_what_would_be_loaded_and_keeps_nothing(shenbao, industries, data_folder):
    code, out, _ = shenbao("lists", "liaoning-2024", "--set", "industries", industries, "--dry-run")
    assert code == 0
    assert "「附件1 重点行业领域」读到 2 个,名称取自「重点行业领域」一列。" in out
    assert "重复的 1 行没有载入" in out
    assert not data_folder.exists() or not list(data_folder.rglob("*.json"))


def test_the_column_is_asked_for_and_named(shenbao, tmp_path, data_folder):
    path = tmp_path / "集群.csv"
    path.write_text("区,主体\n东区,沈阳汽车\n", "utf-8")
    code, _, err = shenbao("lists", "liaoning-2024", "--set", "22个重点产业集群", path)
    assert code == 2
    assert err.strip() == (
        "看不出哪一列是名称;表里的列有:「区」、「主体」。请用 --column 列名 指定其中一列。"
    )
    assert shenbao.json("lists", "liaoning-2024", "--show", "clusters")[1]["rows"] == []
    again = ("--set", "clusters", path, "--column", "主体")
    assert shenbao("lists", "liaoning-2024", *again)[0] == 0
    rows = shenbao.json("lists", "liaoning-2024", "--show", "clusters")[1]["rows"]
    assert rows == [{"名称": "沈阳汽车", "区": "东区"}]


def test_a_piped_text_is_loaded_and_a_name_added(shenbao, data_folder, monkeypatch):
    text = io.TextIOWrapper(io.BytesIO("1、沈阳汽车\n2、大连石化\n".encode()))
    monkeypatch.setattr("sys.stdin", text)
    assert shenbao("lists", "liaoning-2024", "--set", "clusters", "-")[0] == 0
    code, out, _ = shenbao("lists", "liaoning-2024", "--add", "clusters", "鞍山钢铁")
    assert (code, out.strip()) == (0, "「22个重点产业集群」已添加「鞍山钢铁」,现有 3 个。")
    code, out, _ = shenbao("lists", "liaoning-2024", "--show", "clusters")
    assert [line.strip() for line in out.splitlines()[1:]] == ["沈阳汽车", "大连石化", "鞍山钢铁"]


def test_a_list_that_cannot_be_read_says_which_option_mends_it(shenbao, data_folder):
    assert shenbao("lists", "liaoning-2024", "--add", "clusters", "鞍山钢铁")[0] == 0
    next(data_folder.rglob("clusters.json")).write_bytes(b"{")
    code, _, err = shenbao("lists", "liaoning-2024", "--add", "clusters", "大连石化")
    assert code == 2
    assert "请用 --set 重新载入,或者用 --reset 恢复程序自带的" in err


def test_every_list_is_listed_with_its_standing(shenbao, data_folder):
    code, told = shenbao.json("lists", "liaoning-2024")
    assert code == 0
    standing = {one["id"]: one["standing"] for one in told["lists"]}
    assert standing["industries"] == "missing"
    assert standing["cities"] == "pack"
    assert "附件1 重点行业领域  未载入" in shenbao("lists", "liaoning-2024")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", "nobody", "x.csv"], "没有名单「nobody」"),
        (["--set", "clusters", "无.xlsx"], "不存在"),
        (["--set", "clusters", "x.csv", "--date", "上月"], "看不懂日期"),
        (["--reset", "clusters", "--add", "clusters", "甲"], "一次只能用一个"),
        (["--column", "名称"], "只和 --set 一起用"),
        (["--add", "cities", "沈阳市"], "已经有「沈阳市」"),
    ],
)
def test_a_wrong_call_is_one_sentence(shenbao, data_folder, words, told):
    code, out, err = shenbao("lists", "liaoning-2024", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.strip().splitlines()) == 1


def test_the_practice_city_does_not_depend_on_what_was_loaded(shenbao, industries, tmp_path):
    shenbao("lists", "liaoning-2024", "--set", "industries", industries)
    code, told = shenbao.json("demo", "--programme", "liaoning-2024", "--out", tmp_path / "练习")
    assert code == 0
    assert told["faults"]["invented"] == 0
