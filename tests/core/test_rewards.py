"""Money by data: what rows get, step by step, and what hangs on several of them."""

from decimal import Decimal
from itertools import permutations

import pytest

from desktop_app.core.changes import SetValue, set_path
from desktop_app.core.facts import Subject
from desktop_app.core.findings import State
from desktop_app.core.reward_amount import Outcome, RewardState
from desktop_app.core.rewards import Rewards, try_out
from desktop_app.core.rules import Auditor, audit
from tests.reward_pack import LEVELS, REWARD_FILES, TWO_LEVELS, a_reward_draft, a_reward_programme

PROGRAMME = a_reward_programme()
FIRM = {"enterprise": "甲公司", "county": "东港区", "level": "二级", "software": "40"}


def rewards_of(projects=(), claims=(), **values: str) -> Rewards:
    return Subject(PROGRAMME, a_reward_draft(projects, claims, **values)).rewards


def only(rewards: Rewards, table: str = "projects", row: int = 0) -> Outcome:
    (outcome,) = rewards.rows[table][row].told
    return outcome


def steps(outcome: Outcome) -> str:
    return "\n".join(step.text for step in outcome.steps)


@pytest.mark.parametrize(("spent", "amounts"), LEVELS.items())
def test_each_level_pays_its_rate_up_to_its_cap(spent, amounts):
    for level, amount in zip(("二级", "三级", "四级"), amounts, strict=True):
        found = only(rewards_of([FIRM | {"level": level, "software": str(spent)}]))
        assert (found.state, found.paid, found.tier) == (RewardState.PAID, amount, level)


@pytest.mark.parametrize(("spent", "amounts"), TWO_LEVELS.items())
def test_amounts_typed_in_yuan_count_in_wan(spent, amounts):
    claim = {"enterprise": "甲", "kind": "按投入补助", "investment": f"{spent}万元"}
    for level, amount in zip(("二级", "三级"), amounts, strict=True):
        found = only(rewards_of(claims=[claim | {"level": level}]), "claims")
        assert found.paid == amount


def test_the_steps_tell_what_counts_and_what_does_not():
    firm = FIRM | {"software": "30", "services": "10", "robots": "12"}
    told = steps(only(rewards_of([firm])))
    assert "改造投入 = 软件 30 + 服务 10 = 40 万元;机器人 12 万元不计入" in told
    assert "二级:40 × 70% = 28 万元,不超过 35 万元" in told


def test_a_blank_part_of_the_base_is_told_and_all_blank_is_no_data():
    assert "服务未填,按 0 计" in steps(only(rewards_of([FIRM])))
    found = only(rewards_of([{"level": "二级", "robots": "5"}]))
    assert found.state is RewardState.NO_DATA
    assert found.missing == ("软件、服务",)


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"software": "40"}, "改造后水平"),
        ({"software": "40", "level": "五星"}, "改造后水平(「五星」无法识别)"),
        ({"software": "约四十", "level": "二级"}, "软件(「约四十」无法识别)"),
        ({"software": "-4", "level": "二级"}, "软件(「-4」是负数)"),
    ],
)
def test_what_lacks_is_named_and_never_taken_for_nothing(cells, missing):
    rewards = rewards_of([cells])
    assert rewards.rows["projects"][0].missing == (missing,)
    assert (rewards.total.missing, rewards.total.rows) == (1, 0)
    assert "total" not in rewards.facts()
    assert rewards.facts()["known"] == 0


@pytest.mark.parametrize(
    ("count", "amount"), {"4": 0, "5": 30, "6": 35, "19": 100, "20": 100}.items()
)
def test_so_much_for_the_first_five_and_more_for_every_further_one(count, amount):
    claim = {"enterprise": "甲", "kind": "链式服务", "count": count}
    assert only(rewards_of(claims=[claim]), "claims").paid == amount


def test_a_count_that_is_no_whole_number_lacks():
    found = only(rewards_of(claims=[{"kind": "新接入", "count": "好几家"}]), "claims")
    assert found.missing == ("家数(「好几家」无法识别)",)


@pytest.mark.parametrize(
    ("decided", "invested", "paid"),
    [("999", "2000万", 999), ("1200", "2000万", 1000), ("999", "300万", 300)],
)
def test_what_the_office_decides_stays_within_cap_and_investment(decided, invested, paid):
    claim = {"county": "东", "kind": "促进中心", "decided": decided, "investment": invested}
    assert only(rewards_of(claims=[claim]), "claims").paid == paid


def test_a_rate_that_the_office_states_is_asked_for_until_it_does():
    claim = {"kind": "按投入后补助", "investment": "100万"}
    assert only(rewards_of(claims=[claim]), "claims").missing == ("后补助比例",)
    stated = only(rewards_of(claims=[claim], basic_rate="15%", basic_cap="12"), "claims")
    assert (stated.paid, stated.cap) == (12, 12)
    assert "不封顶" in steps(only(rewards_of(claims=[claim], basic_rate="15%"), "claims"))
    too_much = only(rewards_of(claims=[claim], basic_rate="150"), "claims")
    assert too_much.missing == ("后补助比例(150% 超过 100%)",)


def test_an_exclusion_pays_nothing_and_says_why():
    found = only(rewards_of([FIRM | {"provincial": "是"}]))
    assert (found.state, found.paid) == (RewardState.EXCLUDED, 0)
    assert steps(found) == "已获省级资金,不再支持"


def test_a_lower_level_that_pays_more_is_told_with_both_amounts():
    found = only(rewards_of([FIRM | {"level": "三级"}]))
    (told,) = [step for step in found.steps if step.is_anomaly]
    assert "投入低于 70 万元时" in told.text
    assert "按二级为 28 万元,按三级为 20 万元" in told.text
    at_the_crossing = only(rewards_of([FIRM | {"level": "三级", "software": "70"}]))
    assert not [step for step in at_the_crossing.steps if step.is_anomaly]


def test_an_ambiguous_clause_shows_each_reading_and_the_chosen_one_counts():
    firm = FIRM | {"level": "三级"}
    found = only(rewards_of([firm]))
    assert [(one.id, one.amount) for one in found.readings] == [
        ("own_level", 20),
        ("best_level", 28),
    ]
    assert (found.paid, found.is_split) == (20, True)
    assert "尚未选定" in steps(found)
    chosen = only(rewards_of([firm], readings_change="best_level"))
    assert chosen.paid == 28
    assert "尚未选定" not in steps(chosen)


def test_readings_that_agree_are_not_told():
    found = only(rewards_of([FIRM]))
    assert not found.is_split
    assert "不同理解" not in steps(found)


def test_of_a_group_the_highest_of_a_firm_is_paid_and_the_others_are_struck():
    claim = {"enterprise": "甲公司 ", "kind": "贯标", "level": "三级"}
    rewards = rewards_of([FIRM], [claim])
    low, high = only(rewards), only(rewards, "claims")
    assert (low.state, low.amount, low.paid) == (RewardState.STRUCK, 28, 0)
    assert "已享受奖励申报表第1行的贯标奖励 40 万元,从优就高,不重复" in steps(low)
    assert high.paid == 40
    assert "就高:40 > 28(第1行的数字化改造补贴),取 40 万元" in steps(high)
    assert rewards.total.amount == 40
    assert rewards.by_firm["甲公司"].amount == 40


def test_a_group_with_an_input_that_lacks_says_that_the_choice_may_change():
    rewards = rewards_of([FIRM], [{"enterprise": "甲公司", "kind": "贯标"}])
    assert "贯标奖励缺数据,补齐后取高的可能改变" in steps(only(rewards))
    assert rewards.total.missing == 1


def test_a_reward_is_paid_once_for_a_county_and_told_where():
    claim = {"county": "东港区", "kind": "促进中心", "investment": "500万"}
    rewards = rewards_of(claims=[claim | {"decided": "100"}, claim | {"decided": "200"}])
    first, second = (only(rewards, "claims", n) for n in (0, 1))
    assert (first.paid, second.paid) == (0, 200)
    assert "同一县区已在奖励申报表第2行享受促进中心,不重复" in steps(first)


def test_without_the_firm_nothing_can_be_said_of_once():
    claim = {"kind": "促进中心", "investment": "500万", "decided": "100"}
    assert only(rewards_of(claims=[claim]), "claims").missing == ("县区",)


def test_the_projects_of_one_firm_share_the_cap():
    claim = {"enterprise": "甲", "kind": "按投入补助", "level": "二级", "investment": "80万"}
    rewards = rewards_of(claims=[claim, claim, claim, claim | {"enterprise": "乙"}])
    assert [row.paid for row in rewards.rows["claims"]] == [16, 4, 0, 16]


LEVEL_CLAIMS = [
    {"enterprise": "甲", "kind": "按投入补助", "level": "二级", "investment": "200万"},
    {"enterprise": "甲", "kind": "按投入补助", "level": "三级", "investment": "60万"},
    {"enterprise": "甲", "kind": "按投入补助", "level": "三级", "investment": "200万"},
]


@pytest.mark.parametrize("claims", [*permutations(LEVEL_CLAIMS)])
def test_what_a_firm_gets_under_one_cap_does_not_hang_on_the_order_of_its_rows(claims):
    rewards = rewards_of(claims=claims)
    assert rewards.total.amount == 40
    assert "各行档次不同,按其中最高的" in steps(only(rewards, "claims", 2))


def test_a_row_that_lacks_an_input_is_told_where_it_may_take_from_another():
    claim = {"enterprise": "甲", "kind": "按投入补助", "level": "二级", "investment": "80万"}
    rewards = rewards_of(claims=[claim, claim | {"investment": ""}, claim])
    told = "奖励申报表第2行缺数据,补齐后本行的金额可能改变"
    assert told not in steps(only(rewards, "claims", 0))
    assert told in steps(only(rewards, "claims", 2))
    served = {"county": "东港区", "kind": "促进中心", "investment": "500万"}
    once = rewards_of(claims=[served | {"decided": "100"}, served])
    assert told in steps(only(once, "claims", 0))


def test_a_firm_in_the_other_script_is_the_same_firm():
    firm = FIRM | {"enterprise": "华东机械公司", "county": "东港区"}
    claim = {"enterprise": "華東機械公司", "kind": "贯标", "level": "三级", "county": "東港區"}
    rewards = rewards_of([firm], [claim])
    assert rewards.total.amount == 40
    assert (len(rewards.by_firm), len(rewards.by_county)) == (1, 1)
    served = {"kind": "促进中心", "investment": "500万", "decided": "100"}
    once = rewards_of(claims=[served | {"county": "东港区"}, served | {"county": "東港區"}])
    assert once.total.amount == 100
    shared = {"kind": "按投入补助", "level": "二级", "investment": "80万"}
    names = ("华东公司", "華東公司", "华东公司")
    capped = rewards_of(claims=[shared | {"enterprise": name} for name in names])
    assert capped.total.amount == 20


def test_without_the_firm_nothing_can_be_said_of_a_group():
    rewards = rewards_of([FIRM | {"enterprise": ""}])
    (row,) = rewards.rows["projects"]
    assert row.missing == ("实施企业",)
    assert row.paid == 0


def test_what_does_not_count_never_keeps_the_money_from_being_computed():
    for typed in ("约5", "-5"):
        found = only(rewards_of([FIRM | {"robots": typed}]))
        assert found.paid == 28
        assert f"机器人「{typed}」不计入" in steps(found)


@pytest.mark.parametrize("rank", [2, 4])
def test_a_line_of_the_table_that_is_not_used_need_not_be_stated(rank):
    rewards = REWARD_FILES["rewards.toml"]
    at = rewards.index(f"rank = {rank}")
    part = rewards[at:].replace(
        "rate = 0.7" if rank == 2 else "rate = 0.4", 'rate_at = "basic/rate"', 1
    )
    programme = a_reward_programme(rewards=rewards[:at] + part)
    draft = a_reward_draft([FIRM | {"level": "三级", "software": "100"}])
    found = only(Subject(programme, draft).rewards)
    assert (found.state, found.paid) == (RewardState.PAID, 50)


def test_what_is_decided_is_held_against_the_base_by_its_name():
    claim = {"county": "东", "kind": "促进中心", "decided": "999", "investment": "300万"}
    rewards = REWARD_FILES["rewards.toml"].replace('title = "投资额"', 'title = "建设投入"')
    programme = a_reward_programme(rewards=rewards)
    found = only(Subject(programme, a_reward_draft(claims=[claim])).rewards, "claims")
    assert "999 万元,超过建设投入 300 万元" in steps(found)


def test_a_reward_that_applies_by_one_reading_only_is_told():
    rewards = REWARD_FILES["rewards.toml"].replace(
        'id = "own_level"\n', 'id = "own_level"\nwhen = "row.level == \'四级\'"\n'
    )
    programme = a_reward_programme(rewards=rewards)
    found = only(Subject(programme, a_reward_draft([FIRM])).rewards)
    assert (found.state, found.paid) == (RewardState.NOT_APPLICABLE, 0)
    assert "按「按企业自己的等级」:0 万元;按「就高,可按较低等级的比例」:28 万元" in steps(found)


def test_a_figure_over_all_rows_that_lacks_is_named_as_people_call_it():
    rewards = REWARD_FILES["rewards.toml"].replace(
        'base = "spent"\ngroup = "one"',
        'base = "spent"\ngroup = "one"\nwhen = "facts.sum.claims.decided > 0.0"',
        1,
    )
    found = only(Subject(a_reward_programme(rewards=rewards), a_reward_draft([FIRM])).rewards)
    assert found.missing == ("核定金额",)


def test_payers_add_up_to_the_total():
    rewards = rewards_of([FIRM | {"software": "33.333333"}], basic_province_share="33.33")
    assert sum(rewards.by_payer.values()) == rewards.total.amount == Decimal("23.333333")
    assert not rewards_of([FIRM]).by_payer
    assert rewards_of([FIRM]).shares.problem == "省级分担比例未填,无法分摊"
    too_much = rewards_of([FIRM], basic_province_share="80")
    assert "无法分摊" in too_much.shares.problem


def test_totals_are_there_for_rules_by_reward_and_payer():
    draft = a_reward_draft([FIRM], basic_province_share="50")
    facts = Subject(PROGRAMME, draft).facts["reward"]
    assert (facts["total"], facts["change"], facts["served"]) == (28, 28, 0)
    assert facts["payer"] == {"province": 14, "city": 8.4, "county": 5.6}
    assert (facts["rows"], facts["missing"]) == (1, 0)


def test_trying_out_keeps_nothing():
    subject = Subject(PROGRAMME, a_reward_draft())
    reward = PROGRAMME.rewards.reward[0]
    found = try_out(subject, reward, {"level": "三级", "software": "100"})
    assert found.paid == 50
    assert try_out(subject, reward, {"level": "三级", "software": "40"}, "best_level").paid == 28


def findings(draft):
    return [one for one in audit(PROGRAMME, draft).findings if one.code == "S-R"]


def test_what_is_applied_for_is_compared_with_what_comes_out():
    draft = a_reward_draft([FIRM | {"subsidy": "30"}])
    (one,) = findings(draft)
    assert (one.left, one.right, one.clause) == ("30", "28", "四")
    assert one.quote == "达到二级水平的企业按照改造投入的70%进行补贴"
    assert "40 × 70% = 28 万元" in one.message
    assert [place.path for place in one.places] == ["projects/p1/subsidy"]
    (fix,) = one.fixes
    assert fix.title == "按测算填写"
    assert not findings(fix.change.apply(draft))


def test_an_amount_in_yuan_is_filled_in_yuan():
    claim = {"enterprise": "甲", "kind": "贯标", "level": "二级"}
    draft = a_reward_draft(claims=[claim])
    (one,) = findings(draft)
    mended = one.fixes[0].change.apply(draft)
    assert mended.rows("claims")[0].cells["asked"] == "200000"
    assert not findings(mended)


def test_what_is_applied_for_without_a_ground_is_found():
    (one,) = findings(a_reward_draft([FIRM | {"level": "一级", "subsidy": "5"}]))
    assert "没有适用的奖补条款" in one.message
    assert one.right == "0"


def test_a_row_that_lacks_an_input_is_not_judged_and_not_green():
    found = audit(PROGRAMME, a_reward_draft([{"software": "40", "subsidy": "30"}]))
    (outcome,) = [one for one in found.outcomes if one.code == "S-R"]
    assert (outcome.state, outcome.reason) == (State.NO_DATA, "缺少数据:改造后水平")


def test_a_figure_that_the_text_states_follows_what_comes_out():
    figure = """
[[figure]]
id = "money"
title = "奖补资金"
words = ["奖补资金"]
value = "facts.reward.total"
unit = "万元"
"""
    programme = a_reward_programme(plan=REWARD_FILES["plan.toml"] + figure)
    draft = a_reward_draft([FIRM | {"name": "甲"}], chapters_goals="全市安排奖补资金28万元。")
    auditor = Auditor(programme)

    def stated(state):
        return [one.right for one in auditor.audit(state).findings if one.code == "S-6"]

    assert stated(draft) == []
    changed = set_path(draft, "projects/p1/software", "30").apply(draft)
    assert stated(changed) == ["21 万元"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("projects/p1/software", "50"),
        ("claims/c1/level", "二级"),
        ("claims/c2/enterprise", "乙"),
        ("basic/rate", "30"),
        ("readings/change", "best_level"),
    ],
)
def test_after_an_edit_the_audit_is_that_of_the_whole(path, text):
    draft = a_reward_draft(
        [FIRM | {"level": "三级"}, FIRM | {"enterprise": "乙"}],
        [
            {"enterprise": "甲公司", "kind": "贯标", "level": "三级"},
            {"enterprise": "丙", "kind": "按投入后补助", "investment": "100万"},
        ],
        basic_rate="15",
    )
    auditor = Auditor(PROGRAMME)
    auditor.audit(draft)
    old = draft.value(path)
    change = SetValue(path, old, text) if path.count("/") == 1 else set_path(draft, path, text)
    after = change.apply(draft)
    assert auditor.audit(after) == audit(PROGRAMME, after)
