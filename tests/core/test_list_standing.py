"""Which lists the outcome of a rule hangs on."""

from msgspec.structs import replace

from desktop_app.core.findings import Severity
from desktop_app.core.list_standing import lists_used
from desktop_app.core.pack_lists import list_of
from desktop_app.core.pack_rewards import Reward, RewardFile
from desktop_app.core.pack_rules import Measure, Rule
from tests.small_pack import a_small_programme

MEASURE = Measure(id="inside", title="在名单中", where="listed(row.name, lists.first)")
REWARD = Reward(id="paid", title="奖励", when="listed(row.name, lists.second)")


def used(**rule: str) -> set[str]:
    """The lists that a rule with these parts uses."""
    asked = Rule(code="S-L", title="名单", severity=Severity.HINT, **rule)
    programme = replace(
        a_small_programme(),
        lists={name: list_of(["甲"]) for name in ("first", "second", "third")},
        measures=(MEASURE,),
        rewards=RewardFile(reward=(REWARD,)),
        rules=(asked,),
    )
    return {one.id for one in lists_used(programme)}


def test_a_list_is_used_by_the_rule_that_reads_it():
    assert used(require="listed(row.name, lists.third)") == {"third"}
    assert used(require="form.basic.firms > 1.0") == set()


def test_a_list_is_used_by_the_rule_that_asks_for_a_measure_over_it():
    assert used(require="facts.measure.inside >= 1") == {"first"}


def test_a_list_is_used_by_the_rule_that_asks_for_a_reward_over_it():
    assert used(check="rewards") == {"second"}
    assert used(require="facts.reward.total > 1.0") == {"second"}
