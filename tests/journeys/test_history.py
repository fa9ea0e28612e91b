"""Undo, versions, 定稿, 报送 and going back to a copy, on the command line."""

import json
import shutil

import pypdfium2
import pytest

from tests.bundle_files import bundle_files
from tests.journeys.test_practice_city import contents, only


def phone(shenbao, draft):
    return shenbao.json("show", draft)[1]["values"]["basic/phone"]


def test_what_was_done_is_listed_undone_and_done_again(shenbao, city):
    was = phone(shenbao, city)
    shenbao("set", city, "basic/phone=024-23456789", "--author", "王工")
    code, out, _ = shenbao("history", city)
    assert code == 0
    assert "王工" in out
    assert "填写 基本信息 联系电话" in out
    assert shenbao.json("undo", city)[1]["label"].startswith("填写")
    assert phone(shenbao, city) == was
    assert "可以重做" in shenbao("history", city)[1]
    shenbao("redo", city)
    assert phone(shenbao, city) == "024-23456789"
    assert "没有可以重做的修改" in shenbao("redo", city)[1]


def test_a_copy_is_handed_on_without_what_was_done(shenbao, city):
    shenbao("set", city, "basic/phone=024-23456789")
    shenbao("undo", city)
    code, told = shenbao.json("clean-copy", city)
    copy = city.with_name(f"{city.stem}(不带修改记录).shenbao")
    assert (code, told["file"]) == (0, str(copy))
    assert told["steps_left_out"] > 2
    assert contents(shenbao, copy) == contents(shenbao, city)
    assert shenbao("check", copy)[0] == shenbao("check", city)[0]
    assert "没有可以撤销的修改" in shenbao("undo", copy)[1]
    # A second one does not replace the first.
    assert "(2)" in shenbao("clean-copy", city)[1]


def test_an_import_is_undone_as_one(shenbao, city, practice):
    before = contents(shenbao, city)
    shenbao("set", city, "chapters/goals=别的目标")
    shenbao("import", city, only(practice / "材料", "*方案.docx"))
    shenbao("undo", city)
    shenbao("undo", city)
    assert contents(shenbao, city) == before


@pytest.mark.parametrize("kind", ["again", "header only"])
def test_an_import_that_brings_nothing_is_no_change(shenbao, city, practice, tmp_path, kind):
    file = only(practice / "材料", "*汇总表.xlsx")
    if kind == "again":
        shenbao("import", city, file)
    else:
        file = tmp_path / "空表.csv"
        file.write_text("序号,项目名称,实施企业,项目总投资\n", "utf-8")
    before = shenbao.json("history", city)[1]
    code, out, _ = shenbao("import", city, file)
    assert code == 0
    assert "没有可以导入的新内容,草稿没有改动" in out
    assert shenbao.json("history", city)[1] == before


@pytest.mark.parametrize("name", ["送审\u202e稿", "送审😀", "送\n审", "旧字\ue5e5"])
def test_a_version_has_a_name_that_can_be_printed_in_the_foot_of_a_page(shenbao, city, name):
    code, _, err = shenbao("version", city, name)
    assert code == 2
    assert "印不出来" in err
    assert "U+" in err


def test_versions_are_compared_by_field_and_row(shenbao, city):
    shenbao("version", city, "送审稿")
    shenbao("set", city, "basic/phone=024-23456789", "projects/3/investment=301", "projects/5=")
    shenbao("version", city, "报批稿")
    shenbao("set", city, "basic/phone=024-1")
    _, told = shenbao.json("diff", city, "送审稿", "报批稿")
    labels = {(one["what"], one["label"], one["new"]) for one in told["differences"]}
    assert ("value", "基本信息 联系电话", "024-23456789") in labels
    assert ("cell", "附件3 第3行 项目总投资", "301") in labels
    assert [one["label"] for one in told["differences"] if one["what"] == "row_removed"] == [
        "附件3 第5行"
    ]
    assert len(told["differences"]) == 3
    code, out, _ = shenbao("diff", city, "报批稿")
    assert code == 0
    assert "1 处不同" in out
    assert "「024-23456789」→「024-1」" in out


def feet(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_frozen_revision_is_on_every_page_and_can_be_built_again(shenbao, city, tmp_path):
    code, told = shenbao.json("freeze", city, "报批稿")
    assert (code, told["state"]) == (0, "frozen")
    frozen = told["revision"]
    shenbao("build", city, "--out", tmp_path / "一")
    for pattern in ("*汇总表.pdf", "*方案.pdf"):
        pages = feet(only(tmp_path / "一" / "材料", pattern))
        assert all(f"定稿 报批稿 · 数据版本 {frozen}" in page for page in pages[1:])
    shenbao("set", city, "basic/phone=024-23456789")
    _, out, _ = shenbao("show", city)
    assert f"「报批稿」(数据版本 {frozen})定稿以后有修改" in out
    shenbao("build", city, "--out", tmp_path / "二")
    shenbao("build", city, "--out", tmp_path / "三", "--of", "报批稿")
    changed = feet(only(tmp_path / "二" / "材料", "*汇总表.pdf"))
    assert f"定稿（数据版本 {frozen}）后有修改 · 数据版本 {frozen + 1}" in changed[0]
    first, again = (
        {name: path.read_bytes() for name, path in bundle_files(tmp_path / n / "材料").items()}
        for n in ("一", "三")
    )
    assert first == again
    manifest = json.loads((tmp_path / "一" / "材料" / "manifest.json").read_text("utf-8"))
    assert manifest["standing"] == "定稿 报批稿"
    assert shenbao("verify", tmp_path / "二" / "材料")[0] == 0


def test_nothing_is_frozen_while_the_check_fails(shenbao, city):
    shenbao("set", city, "projects/3/investment=1")
    code, out, _ = shenbao("freeze", city)
    assert code == 1
    assert "没有定稿" in out
    assert shenbao.json("history", city)[1]["state"] == "draft"


def test_handing_in_is_recorded_for_the_frozen_revision(shenbao, city):
    shenbao("freeze", city, "报批稿")
    code, told = shenbao.json(
        "report", city, "--way", "邮寄", "--date", "2024年11月20日", "--receipt", "EMS1234"
    )
    assert (code, told["state"]) == (0, "reported")
    assert "已报送(邮寄,2024-11-20" in shenbao("show", city)[1]
    entry = shenbao.json("history", city)[1]["entries"][-1]
    assert json.loads(entry["detail"])["receipt"] == "EMS1234"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["version", "DRAFT", "12"], "不能只是数字"),
        (["version", "DRAFT", " "], "要有名称"),
        (["diff", "DRAFT", "没有这个"], "还没有命名的版本"),
        (["report", "DRAFT", "--way", "邮寄"], "还没有这个定稿"),
        (["recover", "DRAFT", "--restore", "9"], "没有第 9 个备份"),
        (["build", "DRAFT", "--out", "OUT", "--of", "报批稿"], "没有版本"),
    ],
)
def test_a_wrong_call_is_one_sentence(shenbao, city, tmp_path, words, said, backups):
    words = [{"DRAFT": city, "OUT": tmp_path / "o"}.get(word, word) for word in words]
    code, _, err = shenbao(*words)
    assert code == 2
    assert said in err
    assert err.strip().count("\n") == 0


def test_a_version_name_is_given_once(shenbao, city):
    shenbao("version", city, "送审稿")
    code, _, err = shenbao("version", city, "送审稿")
    assert (code, "已经有名为" in err) == (2, True)
    shenbao("freeze", city, "定稿一")
    assert "已经定稿" in shenbao("freeze", city, "定稿二")[2]
    _, _, err = shenbao("report", city, "--way", "邮寄", "--date", "下周")
    assert "看不懂" in err


def test_a_damaged_draft_is_replaced_by_its_copy(shenbao, city, backups):
    before = contents(shenbao, city)
    shenbao("set", city, "basic/phone=024-23456789")
    raw = bytearray(city.read_bytes())
    raw[20000:20100] = bytes(100)
    city.write_bytes(raw)
    code, _, err = shenbao("show", city)
    assert (code, "已损坏" in err) == (2, True)
    _, told = shenbao.json("recover", city)
    assert [one["why"] for one in told["copies"]] == ["打开时"]
    _, restored = shenbao.json(
        "recover", city, "--restore", "1", "--out", city.with_name("新.shenbao")
    )
    assert contents(shenbao, restored["restored"]) == before
    assert city.read_bytes() == bytes(raw)


def test_a_damaged_draft_is_salvaged_with_its_history(shenbao, city, backups):
    shenbao("set", city, "basic/phone=024-23456789", "projects/7/investment=333")
    before = contents(shenbao, city)
    raw = bytearray(city.read_bytes())
    raw[20000:20100] = bytes(100)
    city.write_bytes(raw)
    _, _, err = shenbao("check", city)
    assert "还能读出" in err
    code, out, _ = shenbao("recover", city, "--salvage")
    assert "损坏的草稿没有改动" in out
    assert code in (0, 1)
    assert contents(shenbao, only(city.parent, "*(抢救).shenbao")) == before
    assert city.read_bytes() == bytes(raw)
    assert "请" in shenbao("recover", city.with_name("没有.shenbao"), "--salvage")[2]


def test_a_copy_that_is_damaged_is_told_and_not_restored(shenbao, city, backups):
    shenbao("set", city, "basic/phone=024-23456789")
    (copy,) = backups.rglob("*.shenbao")
    shutil.copy(copy, copy.with_name(copy.name.replace("0001", "0002")))
    copy.write_bytes(copy.read_bytes()[:9000])
    _, told = shenbao.json("recover", city)
    assert [one["fault"] is None for one in told["copies"]] == [True, False]
    code, _, err = shenbao("recover", city, "--restore", "2")
    assert (code, "不能用" in err) == (2, True)


def test_a_backup_that_cannot_be_made_is_told_and_work_goes_on(shenbao, city, backups):
    backups.write_text("不是文件夹")
    code, _, err = shenbao("set", city, "basic/phone=024-23456789")
    assert code == 0
    assert "备份" in err
    assert "没有完成" in err
    assert phone(shenbao, city) == "024-23456789"
