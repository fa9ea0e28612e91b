"""What holds of rewards for all inputs: caps, the highest, sums to the 分, edits as a whole."""

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.pack_rewards import RewardFile
from desktop_app.core.reward_amount import RewardState
from desktop_app.core.reward_shares import Shares
from desktop_app.core.reward_tiers import Line, crossings, fen_of
from tests.reward_pack import a_reward_draft, a_reward_programme

PROGRAMME = a_reward_programme()
AMOUNTS = st.decimals(0, 3000, places=6).map(lambda one: f"{one:f}")
FIRMS = st.sampled_from(["甲公司", "乙公司", "丙 公司", ""])
LEVELS = st.sampled_from(["一级", "二级", "三级", "四级", ""])
PROJECTS = st.fixed_dictionaries(
    {"enterprise": FIRMS, "level": LEVELS, "software": AMOUNTS, "services": AMOUNTS}
)
CLAIMS = st.fixed_dictionaries(
    {
        "enterprise": FIRMS,
        "county": st.sampled_from(["东", "西"]),
        "kind": st.sampled_from(["链式服务", "新接入", "促进中心", "贯标", "按投入补助"]),
        "level": st.sampled_from(["二级", "三级"]),
        "count": st.integers(0, 40).map(str),
        "investment": st.decimals(0, 30_000_000, places=2).map(lambda one: f"{one:f}"),
        "decided": AMOUNTS,
    }
)
FEN = fen_of("万元")
RATES = st.decimals("0.01", "1", places=2)
CAPS = st.none() | st.decimals(1, 400, places=1)


@given(st.lists(PROJECTS, max_size=5), st.lists(CLAIMS, max_size=8))
@settings(deadline=None, max_examples=60)
def test_nothing_exceeds_its_cap_its_base_or_what_it_is_by_itself(projects, claims):
    rewards = Subject(PROGRAMME, a_reward_draft(projects, claims)).rewards
    for row in rewards.all_rows():
        for one in row.outcomes:
            assert 0 <= one.paid <= one.amount
            assert one.cap is None or one.amount <= one.cap
            assert one.base is None or one.amount <= one.base
            assert one.state is RewardState.PAID or not one.paid
    shared: dict[str, Decimal] = {}
    for row in rewards.rows.get("claims", ()):
        firm = row.row.cells["enterprise"]
        for one in row.outcomes:
            if one.reward == "two_levels" and one.paid:
                shared[firm] = shared.get(firm, Decimal(0)) + one.paid
    assert all(amount <= 40 for amount in shared.values())


@given(st.lists(PROJECTS, max_size=5), st.lists(CLAIMS, max_size=8))
@settings(deadline=None, max_examples=60)
def test_of_a_group_a_firm_is_paid_the_highest_and_nothing_else(projects, claims):
    rewards = Subject(PROGRAMME, a_reward_draft(projects, claims)).rewards
    members = {one.id for one in PROGRAMME.rewards.reward if one.group}
    paid: dict[str, list[Decimal]] = {}
    offered: dict[str, list[Decimal]] = {}
    for row in rewards.all_rows():
        firm = row.row.cells["enterprise"].replace(" ", "")
        for one in row.outcomes:
            if firm and one.reward in members and one.state is not RewardState.NO_DATA:
                offered.setdefault(firm, []).append(one.amount)
                paid.setdefault(firm, []).append(one.paid)
    for firm, amounts in offered.items():
        assert sum(paid[firm]) == max(amounts)


@given(
    st.decimals(0, 100_000, places=6),
    st.lists(st.decimals(0, 60, places=2), min_size=1, max_size=4).filter(lambda s: sum(s) <= 100),
)
def test_what_the_payers_pay_adds_up_to_the_fen(amount, shares):
    payers = {f"p{n}": share for n, share in enumerate(shares)}
    payers["rest"] = 100 - sum(payers.values())
    parts = Shares(MappingProxyType(payers), FEN).of(amount)
    assert sum(parts.values()) == amount
    for payer, part in parts.items():
        assert abs(part - amount * payers[payer] / 100) < FEN


@given(RATES, CAPS, RATES, CAPS, st.decimals(0, 1000, places=2))
def test_a_crossing_holds_exactly_where_the_lower_level_pays_more(rate, cap, other, top, base):
    lower, higher = Line("低", 1, rate, cap, "万元"), Line("高", 2, other, top, "万元")
    found = list(crossings((lower, higher)))
    exactly = [min(Fraction(base) * Fraction(one.rate), Fraction(one.cap or 10**9))
               for one in (lower, higher)]  # fmt: skip
    assert any(one.holds(base) for one in found) == (exactly[0] > exactly[1])


@given(
    st.lists(PROJECTS, min_size=1, max_size=4),
    st.lists(CLAIMS, min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), CLAIMS), min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=40)
def test_edit_after_edit_comes_to_what_the_whole_does(projects, claims, edits):
    draft = a_reward_draft(projects, claims)
    subject = Subject(PROGRAMME, draft)
    assert subject.rewards is not None
    for at, cells in edits:
        rows = list(draft.rows("claims"))
        if at < len(rows):
            rows[at] = Row(rows[at].id, MappingProxyType(cells))
        else:
            rows.insert(0, Row(f"n{len(rows)}", MappingProxyType(cells)))
        tables = MappingProxyType({**draft.tables, "claims": tuple(rows)})
        draft = Draft(draft.programme, draft.revision + 1, draft.values, tables)
        subject = Subject(PROGRAMME, draft, subject)
        whole = Subject(PROGRAMME, draft)
        assert list(subject.rewards.all_rows()) == list(whole.rewards.all_rows())
        assert subject.facts["reward"] == whole.facts["reward"]


def test_a_pack_without_rewards_has_none():
    assert RewardFile().tables() == ()
