"""What can be wrong in rewards.toml is told with line and key; what the notice itself does oddly
is a thing to know."""

from fractions import Fraction

import pytest

from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack, pack_notes
from desktop_app.core.reward_lint import reward_crossings, reward_problems
from tests.reward_pack import CLAIMS, REWARD_FILES, REWARDS, a_reward_programme

SUBSIDY = 'id = "subsidy"\nlabel = "申请补助"\nkind = "amount"\nunit = "万元"\n'
CAP = 'id = "cap"\nlabel = "后补助封顶"\nkind = "amount"\nunit = "万元"\n'


def problems(rewards: str, **others: str) -> list[str]:
    files = REWARD_FILES | {"rewards.toml": rewards}
    files |= {f"{name}.toml": text for name, text in others.items()}
    return [f"{key}:{message}" for key, message in reward_problems(read_pack(files))]


def test_the_pack_of_invention_is_sound():
    assert lint_pack(REWARD_FILES) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('counts = ["software", "services"]', 'counts = ["soft"]', "没有列「soft」"),
        ('counts = ["software", "services"]', 'counts = ["level"]', "列「level」不是金额"),
        ('counts = ["software", "services"]', "counts = []", "缺少计入的列"),
        ('left_out = ["robots"]', 'left_out = ["software"]', "不能又计入又不计入"),
        ('each = "claims"\ncounts', 'each = "nowhere"\ncounts', "没有表「nowhere」"),
        ('base = "spent"', 'base = "gone"', "没有计算基数「gone」"),
        ('base = "spent"', 'base = "invested"', "计算基数在表「claims」中,奖补在表「projects」中"),
        ('base = "spent"\n', "", "按比例计算,缺少奖补的 base"),
        ('group = "one"', 'group = "two"', "没有分组「two」"),
        ('by = "enterprise"', 'by = "firm"', "没有列「firm」"),
        ("rate = 0.4", "rate = 40.0", "比例须大于 0、不超过 1"),
        ("rate = 0.4\n", "", "四者必须且只能有一个"),
        ("rate = 0.4", "rate = 0.4\namount = 3.0", "四者必须且只能有一个"),
        ("cap = 300.0", "cap = -1.0", "须大于 0"),
        ("cap = 300.0", 'cap = 300.0\ncap_at = "basic/cap"', "cap 和 cap_at 只能写一个"),
        ("rank = 4", "rank = 3", "次序 3 重复"),
        ("row.level == '四级'", "row.grade == '四级'", "不存在的「row.grade」"),
        ("row.level == '四级'", "facts.reward.total > 1.0", "不能读取奖补的结果"),
        ('rate_at = "basic/rate"', 'rate_at = "basic/cap"', "须是 percent 类"),
        ('cap_at = "basic/cap"', 'cap_at = "basic/none"', "没有填报项或列「basic/none」"),
        ('once_for = "county"', 'once_for = "place"', "没有列「place」"),
        ('once_for = "county"', 'once_for = "county"\ncap_for = "county"', "只能写一个"),
        ("each = 4.0\ncap = 100.0", "each = 4.0\ncap = 0.0", "须大于 0"),
        ("first = 30.0", "first = 130.0", "上限低于起始金额"),
        ("share = 30.0", 'share = 30.0\nshare_at = "basic/rate"', "三者必须且只能有一个"),
        ('share_at = "basic/province_share"', "share = 130.0", "须在 0 到 100 之间"),
        ("rest = true", "share = 10.0", ""),
        ('share_at = "basic/province_share"', 'share_at = "basic/cap"', "percent 类的填报项"),
        ('projects = "subsidy"', 'projects = "level"', "列「level」不是金额"),
        ("row.level == '四级'", "row.number == 4", "不能看行号"),
        ('projects = "subsidy"', 'tasks = "lead"', "没有对表「tasks」的奖补"),
        ('quote = "服务中小企业达到5家"', 'quote = "服务6家"', "通知原文中没有「服务6家」"),
        ('quote = "服务中小企业达到5家"', 'quote = ""', "缺少 clause 或 quote"),
        ('id = "served"', 'id = "change"', "「change」重复"),
        ('id = "served"', 'id = "total"', "「total」已另有用处"),
        ('id = "served"', 'id = "Served!"', "须由小写字母"),
        ('ask = "请问三级企业能否就高按二级的比例补贴?"\n', "", "缺少 ask"),
    ],
)
def test_what_is_wrong_is_told(old, new, told):
    assert old in REWARDS
    found = problems(REWARDS.replace(old, new, 1))
    assert any(told in one for one in found) if told else not found, found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            SUBSIDY,
            SUBSIDY.replace('"amount"', '"integer"'),
            "applied.projects:列「subsidy」不是金额",
        ),
        (
            SUBSIDY,
            SUBSIDY.replace('unit = "万元"\n', ""),
            "applied.projects:「subsidy」没有写金额的单位",
        ),
        (SUBSIDY, SUBSIDY.replace('unit = "万元"', 'unit = "家"'), "「subsidy」没有写金额的单位"),
    ],
)
def test_a_column_of_money_has_a_unit_and_what_is_applied_for_has_its_decimals(old, new, told):
    projects = REWARD_FILES["projects.toml"]
    assert old in projects
    assert any(told in one for one in problems(REWARDS, projects=projects.replace(old, new, 1)))


def test_a_cap_that_a_field_states_has_a_unit_of_money():
    plan = REWARD_FILES["plan.toml"]
    assert CAP in plan
    found = problems(REWARDS, plan=plan.replace(CAP, CAP.replace('unit = "万元"\n', ""), 1))
    assert any("「basic/cap」没有写金额的单位" in one for one in found)


def test_an_unknown_way_to_pick_is_refused():
    text = REWARDS.replace('pick = "highest"', 'pick = "lowest"')
    (one,) = lint_pack(REWARD_FILES | {"rewards.toml": text})
    assert (one.file, one.key) == ("rewards.toml", "reward[0].reading[1].pick")


def test_a_problem_names_file_line_and_key():
    text = REWARDS.replace("rate = 0.4", "rate = 4.0")
    one = next(p for p in lint_pack(REWARD_FILES | {"rewards.toml": text}) if "比例" in p.message)
    assert (one.file, one.key) == ("rewards.toml", "reward[0].tier[0].rate")
    assert text.splitlines()[one.line - 1] == "rate = 4.0"


@pytest.mark.parametrize(
    ("dropped", "told"),
    [
        ('row = { level = "四级", software = 1000.0 }\namount = 300.0', ""),
        ('row = { level = "一级", software = 100.0 }\namount = 0.0', ""),
        (
            'row = { kind = "促进中心", investment = 20000000, decided = 1000.0 }\namount = 1000.0',
            "",
        ),
        ('row = { kind = "促进中心", investment = 3000000, decided = 999.0 }\namount = 300.0', ""),
        ('row = { kind = "链式服务", count = 4 }\namount = 0.0', "没有不足 5 家的例子"),
        ('row = { kind = "贯标", level = "三级" }\namount = 40.0', "没有「3级」的例子"),
        (
            'row = { level = "二级", software = 100.0, provincial = true }\namount = 0.0',
            "没有因「已获省级资金,不再支持」不予奖补的例子",
        ),
        (
            'row = { level = "三级", software = 40.0 }\nreading = "best_level"\namount = 28.0',
            "没有按「就高,可按较低等级的比例」理解的例子",
        ),
    ],
)
def test_every_side_needs_an_example(dropped, told):
    text = f"[[reward.example]]\n{dropped}"
    assert text in REWARDS
    found = problems(REWARDS.replace(text, ""))
    assert any(told in one for one in found) if told else not found, found


def test_a_cap_needs_an_example_on_both_sides():
    below = [f"count = {n} }}" for n in (1, 24)]
    text = REWARDS
    for one in below:
        text = text.replace(
            f'row = {{ kind = "新接入", {one}', 'row = { kind = "新接入", count = 30 }'
        )
    text = text.replace("amount = 4.0", "amount = 100.0").replace("amount = 96.0", "amount = 100.0")
    assert any("没有低于上限的例子" in one for one in problems(text))
    above = REWARDS
    for n in (25, 26):
        above = above.replace(
            f'row = {{ kind = "新接入", count = {n} }}\namount = 100.0',
            'row = { kind = "新接入", count = 2 }\namount = 8.0',
        )
    assert any("没有达到上限的例子" in one for one in problems(above))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("amount = 28.0", "amount = 27.99", "例子写的是「27.99」,实际为「28」"),
        ("missing = true", "missing = true\namount = 1.0", "必须且只能写一个"),
        ("missing = true", "amount = 1.0", "例子写的是「1」,实际为「缺数据」"),
        ("rate = 15, cap = 15", "rates = 15", "没有填报项「basic/rates」"),
        ("software = 40.0 }", "softwares = 40.0 }", "没有列「softwares」"),
        ('reading = "best_level"', 'reading = "worst"', "没有理解方式「worst」"),
    ],
)
def test_an_example_that_does_not_prove_is_told(old, new, told):
    assert old in REWARDS
    found = problems(REWARDS.replace(old, new, 1))
    assert any(told in one for one in found), found


def test_what_is_applied_for_without_a_rule_is_told():
    rules = REWARD_FILES["rules.toml"].replace('check = "rewards"', 'check = "required"')
    assert any("申请金额不会核对" in one for one in problems(REWARDS, rules=rules))


def test_rules_may_speak_of_what_comes_out():
    rule = """
[[rule]]
code = "S-T"
title = "总额"
severity = "must"
require = "facts.reward.{name} <= 100.0"
say = "奖补合计 {{facts.reward.total}} 万元"
basis = "derived"
[[rule.example]]
facts = {{ reward = {{ {name} = 100.0 }} }}
holds = true
[[rule.example]]
facts = {{ reward = {{ {name} = 100.1 }} }}
holds = false
"""
    rules = REWARD_FILES["rules.toml"]
    known = "".join(
        rule.format(name=name).replace("S-T", f"S-T{name}") for name in ("total", "change", "known")
    )
    assert lint_pack(REWARD_FILES | {"rules.toml": rules + known}) == []
    wrong = lint_pack(REWARD_FILES | {"rules.toml": rules + rule.format(name="gift")})
    assert any("facts.reward.gift" in one.message for one in wrong)


def test_the_crossings_of_a_table_of_rates_are_computed():
    found = reward_crossings(a_reward_programme())
    spans = {(one.lower, one.higher): (one.start, one.end) for _, one in found}
    assert spans == {
        ("二级", "三级"): (0, 70),
        ("二级", "四级"): (0, Fraction("87.5")),
        ("三级", "四级"): (0, 375),
    }
    assert "数字化改造补贴中,投入低于 70 万元时,二级的金额高于三级" in pack_notes(REWARD_FILES)


def test_a_table_that_rises_has_no_crossing():
    assert not [one for one in reward_crossings(a_reward_programme()) if one[0] == "按投入补助"]


def test_a_table_without_rewards_is_told():
    assert problems('[[base]]\nid = "a"\ntitle = "b"\ncounts = ["software"]')
    assert CLAIMS in REWARD_FILES["plan.toml"]
