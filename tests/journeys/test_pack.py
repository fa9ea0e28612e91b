"""A pack from a notice to an installed file, drafts with two versions of it, and back."""

import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest

from desktop_app.core.pack_names import VERSION_PATH

pytestmark = pytest.mark.usefixtures("data_folder")

NOTICE = """绿洲市住房和城乡建设局关于申报2026年度绿洲市街区更新样板项目的通知
各区人民政府:
一、申报条件
(一)申报单位为各区人民政府。
(二)项目数量不少于2个,单个项目投资额不低于50万元。
二、申报材料
实施方案(一式贰份、盖章)和项目汇总表(一式贰份、盖章)中的项目名称和数量完全一致。
三、报送
请于2026年6月30日前将材料报送至绿洲市住房和城乡建设局。
"""
ROWS = (
    ("和平里更新", "绿洲一公司", "60"),
    ("建设街更新", "绿洲二公司", "80"),
)


@pytest.fixture
def official(tmp_path):
    """The issuer's own blank files: a plan in Word, a table in Excel."""
    plan = docx.Document()
    for title in ("一、更新目标", "二、具体项目", "三、资金安排"):
        plan.add_heading(title, level=1)
        plan.add_paragraph("(本章写明有关情况)")
    table = plan.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("任务", "责任单位", "完成时间"), strict=True):
        cell.text = text
    plan.save(tmp_path / "附件1.docx")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["街区更新项目汇总表"])
    sheet.append(
        ["序号", "项目名称", "实施单位", "总投资(万元)", "更新面积(平方米)", "是否纳入计划"]
    )
    book.save(tmp_path / "附件2.xlsx")
    return [tmp_path / "附件1.docx", tmp_path / "附件2.xlsx"]


@pytest.fixture
def pack(shenbao, tmp_path, official):
    """The folder of a pack begun from the notice and these files."""
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    code, told = shenbao.json(
        "pack", "new", "lvzhou-2026", "--notice", tmp_path / "通知.txt",
        "--official", *official, "--out", tmp_path / "lvzhou-2026",
    )  # fmt: skip
    assert code == 0
    folder = Path(told["folder"])
    (guess,) = told["problems"]
    assert (guess["file"], guess["key"]) == ("plan.toml", "hint")
    finished = (folder / guess["file"]).read_text("utf-8").splitlines()
    assert "猜作年月" in finished.pop(guess["line"] - 1)
    (folder / guess["file"]).write_text("\n".join(finished), "utf-8")
    return folder


def published(shenbao, tmp_path, folder, name):
    """Build and install; the key is made once."""
    key = tmp_path / "局.sbkey"
    if not key.exists():
        assert shenbao("pack", "key", key, "--name", "绿洲市住建局")[0] == 0
    code, built = shenbao.json("pack", "build", folder, "--key", key, "--out", tmp_path / name)
    assert code == 0
    return built


def test_the_official_files_give_chapters_tables_and_columns(shenbao, pack):
    plan = (pack / "plan.toml").read_text("utf-8")
    assert re.findall(r'\[\[chapter\]\]\nid = "\w+"\ntitle = "(.*?)"', plan) == [
        "更新目标", "具体项目", "资金安排",
    ]  # fmt: skip
    assert 'label = "责任单位"' in plan
    projects = (pack / "projects.toml").read_text("utf-8")
    columns = re.findall(r'label = "(.*?)"\nkind = "(\w+)"(?:\nunit = "(.*?)")?', projects)
    assert columns == [
        ("项目名称", "text", ""),
        ("实施单位", "text", ""),
        ("总投资(万元)", "amount", "万元"),
        ("更新面积(平方米)", "text", ""),
        ("是否纳入计划", "yes_no", ""),
    ]
    assert shenbao("lint", pack)[0] == 0


def test_from_the_notice_to_a_verified_bundle_an_update_and_back(shenbao, tmp_path, pack):
    built = published(shenbao, tmp_path, pack, "一.sbpack")
    code, _, err = shenbao("pack", "install", built["pack"])
    assert code == 2
    assert built["fingerprint"] in err
    assert shenbao("pack", "install", built["pack"], "--trust", built["fingerprint"])[0] == 0

    draft = tmp_path / "东城区.shenbao"
    assert shenbao("new", draft, "--programme", "lvzhou-2026", "--set", "basic/city=东城区")[0] == 0
    pairs = ["basic/phone=024-72680000", "chapters/goals=建成两个样板街区。"]
    for n, (name, firm, money) in enumerate(ROWS):
        cells = {"name": name, "enterprise": firm, "investment": money}
        pairs += [f"projects/+{n}/{key}={text}" for key, text in cells.items()]
    pairs += [f"chapters/{one}=见下表。" for one in ("projects", "funds")]
    pairs += [f"plan_projects/+{n}/name={name}" for n, (name, _, _) in enumerate(ROWS)]
    assert shenbao("set", draft, *pairs)[0] == 0
    code, told = shenbao.json("check", draft)
    assert code == 0, told["findings"]
    code, made = shenbao.json("build", draft, "--out", tmp_path / "成册")
    assert (code, made["verify"]["identical"]) == (0, True)

    before = shenbao.json("show", draft)[1]
    assert before["version"] == "1.0"
    _next_version(pack)
    assert shenbao("lint", pack)[0] == 0
    built = published(shenbao, tmp_path, pack, "二.sbpack")
    assert shenbao("pack", "install", built["pack"])[0] == 0
    listed = shenbao.json("pack", "list")[1]["packs"]
    assert [one["version"] for one in listed if one["id"] == "lvzhou-2026"] == ["1.1", "1.0"]

    # The draft stays with its version until somebody moves it.
    assert shenbao.json("show", draft)[1]["version"] == "1.0"
    assert shenbao.json("check", draft)[0] == 0
    code, report = shenbao.json("pack", "update", draft, "--dry-run")
    assert (code, report["written"]) == (0, False)
    assert shenbao.json("show", draft)[1]["values"] == before["values"]
    code, report = shenbao.json("pack", "update", draft)
    assert [(one["from"], one["to"]) for one in report["moved"]] == [
        ("chapters/goals", "chapters/aims"),
        ("projects//enterprise", "projects//firm"),
    ]
    assert [(one["path"], one["text"]) for one in report["dropped"]] == [
        ("basic/phone", "024-72680000")
    ]
    assert [one["path"] for one in report["new"]] == ["basic/seat"]
    after = shenbao.json("show", draft)[1]
    assert (after["version"], after["values"]["chapters/aims"]) == ("1.1", "建成两个样板街区。")
    assert [row["firm"] for row in after["tables"]["projects"]] == [firm for _, firm, _ in ROWS]
    assert [one["path"] for one in after["unused"]] == ["basic/phone"]
    assert "不再使用的内容" in shenbao("show", draft)[1]
    assert shenbao.json("check", draft)[0] == 0

    # What was made with the older version is still read with it.
    assert shenbao("verify", made["bundle"])[0] == 0

    code, report = shenbao.json("pack", "update", draft, "--to", "1.0")
    assert (code, report["returned"]) == (0, ["基本信息 联系电话"])
    back = shenbao.json("show", draft)[1]
    assert (back["values"], back["tables"]) == (before["values"], before["tables"])
    assert back["unused"] == []
    # Two changes, taken back one by one.
    assert shenbao("undo", draft)[0] == 0
    assert shenbao.json("show", draft)[1]["values"][VERSION_PATH] == "1.1"
    assert shenbao("undo", draft)[0] == 0
    assert shenbao.json("show", draft)[1]["values"] == before["values"]


def test_a_draft_whose_version_is_gone_opens_with_the_newest(shenbao, tmp_path, pack):
    built = published(shenbao, tmp_path, pack, "一.sbpack")
    shenbao("pack", "install", built["pack"], "--trust", built["fingerprint"])
    draft = tmp_path / "a.shenbao"
    shenbao("new", draft, "--programme", "lvzhou-2026", "--set", "basic/phone=024-72680000")
    _next_version(pack)
    built = published(shenbao, tmp_path, pack, "二.sbpack")
    shenbao("pack", "install", built["pack"])
    assert shenbao("pack", "remove", "lvzhou-2026@1.0")[0] == 0
    found = shenbao.json("show", draft)[1]
    assert found["version"] == "1.1"
    assert [one["text"] for one in found["unused"]] == ["024-72680000"]
    assert shenbao("pack", "remove", "lvzhou-2026")[0] == 0
    code, _, err = shenbao("show", draft)
    assert code == 2
    assert "pack install" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pack"], "缺少"),
        (["pack", "new", "BAD ID", "--notice", "x.txt"], "小写字母"),
        (["pack", "new", "a", "--notice", "没有.txt"], "路径"),
        (["pack", "build", "没有"], "programme.toml"),
        (["pack", "install", "没有.sbpack"], "不存在"),
        (["pack", "remove", "没有"], "没有规则包"),
        (["pack", "key", "k.sbkey", "--name", " "], "发布单位"),
        (["pack", "check-notice", "没有", "x.txt"], "没有申报事项"),
    ],
)
def test_wrong_calls_are_told_in_a_sentence(shenbao, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = shenbao(*words, "--json") if words != ["pack"] else shenbao(*words)
    assert code == 2
    assert said in (json.loads(out)["error"] if out else err)


def _next_version(pack: Path) -> None:
    """Version 1.1: two places are called otherwise, one is gone, one is new."""
    moved = [
        ("chapters/goals", "chapters/aims"),
        ("projects//enterprise", "projects//firm"),
        ("plan_projects//enterprise", "plan_projects//firm"),
    ]
    about = (pack / "programme.toml").read_text("utf-8").replace('"1.0"', '"1.1"')
    about += "".join(
        f'\n[[moved]]\nsource = "{old}"\ntarget = "{new}"\nsince = "1.1"\n' for old, new in moved
    )
    plan = (pack / "plan.toml").read_text("utf-8").replace('id = "goals"', 'id = "aims"')
    plan = plan.replace('id = "enterprise"', 'id = "firm"')
    plan = plan.replace(
        'id = "phone"\nlabel = "联系电话"\nkind = "phone"',
        'id = "seat"\nlabel = "驻地"\nkind = "text"',
    )
    projects = (pack / "projects.toml").read_text("utf-8")
    projects = projects.replace('enterprise = "enterprise"', 'enterprise = "firm"')
    projects = projects.replace('id = "enterprise"', 'id = "firm"')
    rules = (pack / "rules.toml").read_text("utf-8").replace("basic/phone", "basic/seat")
    # 驻地 may be any text: the example of what is not understood is another one.
    rules = rules.replace(
        'values = { "basic/seat" = "未装" }', 'tables = { projects = [{ investment = "约五十" }] }'
    )
    for name, text in (
        ("programme", about), ("plan", plan), ("projects", projects), ("rules", rules)
    ):  # fmt: skip
        (pack / f"{name}.toml").write_text(text, "utf-8")
