"""Money from the command line: what every row gets, supposed values, the paper, filling in."""

import docx
import pytest

from tests.reward_pack import REWARD_FILES


@pytest.fixture
def draft(shenbao, tmp_path, monkeypatch):
    """A draft of the invented programme, whose pack lies in the folder we work in."""
    pack = tmp_path / "small-2024"
    pack.mkdir()
    for name, text in REWARD_FILES.items():
        (pack / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "测算.shenbao"
    assert shenbao("new", path, "--programme", "small-2024")[0] == 0
    rows = (
        "projects/+/name=甲厂改造", "projects/+/enterprise=甲公司", "projects/+/county=东港区",
        "projects/+/level=三级", "projects/+/software=40", "projects/+/subsidy=30",
        "projects/+2/name=乙厂改造", "projects/+2/enterprise=乙公司", "projects/+2/county=西山县",
        "projects/+2/software=40",
        "claims/+/enterprise=丙公司", "claims/+/kind=贯标", "claims/+/level=三级",
        "basic/province_share=50",
    )  # fmt: skip
    assert shenbao("set", path, *rows)[0] == 0
    return path


def test_every_row_is_told_with_its_steps_and_what_lacks(shenbao, draft):
    code, told, err = shenbao("rewards", draft)
    assert (code, err) == (0, "")
    assert "附件3 第1行 甲厂改造:20 万元" in told
    assert "三级:40 × 50% = 20 万元,不超过 150 万元〔四〕" in told
    assert "缺 改造后水平" in told
    assert "合计 60 万元(2 行,另有 1 行缺数据、未计入)" in told
    assert "省级承担 30 万元(50%)" in told
    assert "投入低于 70 万元时,二级的金额高于三级" in told


def test_programs_read_amounts_steps_and_anomalies(shenbao, draft):
    code, told = shenbao.json("rewards", draft)
    assert code == 0
    first, second, claim = told["rows"]
    assert (first["paid"], second["paid"], claim["paid"]) == ("20", None, "40")
    assert second["missing"] == ["改造后水平"]
    steps = first["rewards"][0]["steps"]
    assert {step["anomaly"] for step in steps} == {True, False}
    assert told["anomalies"][0]["to"] == 70
    assert told["payers"] == {"province": "30", "city": "18", "county": "12"}
    assert told["rewards"]["change"] == {"amount": "20", "rows": 1, "rows_without_data": 1}


def test_supposing_changes_nothing(shenbao, draft):
    code, told, _ = shenbao("rewards", draft, "--what-if", "projects/2/level=二级")
    assert code == 0
    assert "草稿现在合计 60 万元" in told
    assert "假设后 88 万元" in told
    assert "+28 万元" in told
    _, again = shenbao.json("rewards", draft)
    assert again["total"] == "60"


def test_a_reading_is_chosen_like_any_other(shenbao, draft):
    assert shenbao("set", draft, "readings/change=best_level")[0] == 0
    assert shenbao.json("rewards", draft)[1]["rows"][0]["paid"] == "28"
    code, _, err = shenbao("set", draft, "readings/change=worst")
    assert (code, "可选:own_level、best_level" in err) == (2, True)


def test_what_differs_is_filled_in_by_the_fix(shenbao, draft):
    _, found = shenbao.json("check", draft)
    wrong = [one for one in found["findings"] if one["code"] == "S-R"]
    assert [(one["left"], one["right"]) for one in wrong] == [("30", "20"), (None, "400000")]
    assert shenbao("fix", draft, "S-R", "--all")[0] == 0
    _, found = shenbao.json("check", draft)
    assert not [one for one in found["findings"] if one["code"] == "S-R"]


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_paper_is_written_once(shenbao, draft, tmp_path, kind):
    out = tmp_path / f"测算.{kind}"
    assert shenbao("rewards", draft, "--out", out)[0] == 0
    assert out.stat().st_size > 1000
    code, _, err = shenbao("rewards", draft, "--out", out)
    assert code == 2
    assert "没有覆盖" in err


def test_a_supposed_paper_says_what_was_supposed_and_no_path(shenbao, draft, tmp_path):
    out = tmp_path / "测算.docx"
    call = ("rewards", draft, "--what-if", "projects/2/level=二级", "--out", out)
    assert shenbao(*call)[0] == 0
    text = "".join(one.text for one in docx.Document(str(out)).paragraphs)
    assert "第2行" in text
    assert "projects/" not in text


def test_wrong_calls_are_one_sentence(shenbao, draft, tmp_path):
    code, _, err = shenbao("rewards", draft, "--what-if", "projects/9/level=二级")
    assert (code, "没有第 9 行" in err) == (2, True)
    without = tmp_path / "无奖补.shenbao"
    assert shenbao("new", without, "--programme", "liaoning-2024")[0] == 0
    code, _, err = shenbao("rewards", without)
    assert (code, "没有奖补条款" in err) == (2, True)


def test_lint_tells_where_a_lower_level_is_paid_more(shenbao, draft):
    code, told, _ = shenbao("lint", "small-2024")
    assert code == 0
    assert "须知:数字化改造补贴中,投入低于 375 万元时,三级的金额高于四级" in told
    assert "没有问题" in told
