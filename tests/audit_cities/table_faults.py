"""Faults in what the tables say of a project: its firm, its code, its place, its money."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.audit_cities.bench import Bench, Expected, in_plan, kinds
from tests.audit_cities.firms import a_credit_code, renamed
from tests.audit_cities.name_faults import Fault
from tests.audit_cities.rows import an_investment, with_investment

_COUNTS, _DETAILS, _FIRMS = "LN-G4-2", "LN-G4-4", "LN-T18"


def one_code_two_names(bench: Bench, rng: random.Random) -> bool:
    """One firm's code with two names: renamed, mistyped, or another firm's."""
    one = bench.free(rng, lambda one: len(bench.of_firm(one.enterprise)) > 1)
    if one is None:
        return False
    name = _other_name(bench, rng, one.enterprise)
    if name is None:
        return False
    bench.touch(one.enterprise, name)
    bench.replace_both(one, replace(one, enterprise=name))
    texts = (one.credit_code, one.enterprise, name)
    bench.expect(
        f"一码两名:{one.enterprise} / {name}", Expected(_FIRMS, kinds("code_two_names"), texts)
    )
    return True


def another_firms_code(bench: Bench, rng: random.Random) -> bool:
    """A row bears the code of another firm."""
    one = bench.free(rng, lambda one: len(bench.of_firm(one.enterprise)) == 1)
    other = bench.free(rng, lambda row: one is not None and row.enterprise != one.enterprise)
    if one is None or other is None:
        return False
    bench.touch(one.enterprise, other.enterprise)
    bench.replace_project(one, replace(one, credit_code=other.credit_code))
    texts = (other.credit_code, one.enterprise, other.enterprise)
    bench.expect(f"用了别家的代码:{texts}", Expected(_FIRMS, kinds("code_two_names"), texts))
    return True


def one_name_two_codes(bench: Bench, rng: random.Random) -> bool:
    one = bench.free(rng, lambda one: len(bench.of_firm(one.enterprise)) > 1)
    if one is None:
        return False
    code = a_credit_code(rng, bench.next_number())
    bench.touch(one.enterprise)
    bench.replace_project(one, replace(one, credit_code=code))
    texts = (one.enterprise, one.credit_code, code)
    bench.expect(f"一名两码:{texts}", Expected(_FIRMS, kinds("name_two_codes"), texts))
    return True


def enterprise_differs(bench: Bench, rng: random.Random) -> bool:
    """The plan's list gives another firm for a project than the summary."""
    one = bench.free(rng)
    row = None if one is None else bench.listed_of(one)
    if one is None or row is None:
        return False
    if rng.random() < 0.5:
        name = renamed(rng, one.enterprise)
        if any(other.enterprise == name for other in bench.projects):
            return False
    else:
        name = rng.choice(bench.projects).enterprise
        if name == one.enterprise:
            return False
    bench.touch(one.enterprise)
    # The summary's own names are left alone where the firm has more rows: that is another fault.
    is_alone = len(bench.of_firm(one.enterprise)) == 1 and name not in bench.enterprises()
    if is_alone and rng.random() < 0.4:
        bench.touch(name)
        bench.replace_project(one, replace(one, enterprise=name))
    else:
        bench.replace_listed(row, replace(row, enterprise=name))
    texts = (one.enterprise, name)
    finding = Expected(_DETAILS, kinds("enterprise_differs"), texts, in_plan(row))
    bench.expect(f"实施企业不同:{one.name} {texts}", finding)
    return True


def investment_differs(bench: Bench, rng: random.Random) -> bool:
    one = bench.free(rng)
    row = None if one is None else bench.listed_of(one)
    if one is None or row is None:
        return False
    amount = _other_amount(rng, one.investment)
    bench.touch(one.enterprise)
    fits = 20 <= amount <= 3000 and amount >= one.award
    if fits and rng.random() < 0.4:
        bench.replace_project(one, with_investment(one, amount))
    else:
        bench.replace_listed(row, replace(row, investment=amount))
    finding = Expected(_DETAILS, kinds("investment_differs"), (), in_plan(row))
    bench.expect(f"投资额不同:{one.name} {one.investment} / {amount}", finding)
    return True


def place_differs(bench: Bench, rng: random.Random) -> bool:
    """The plan gives another county or industry than the summary. Each group only ever loses
    projects in the plan or only ever gains them, so that its counts never balance."""
    part = rng.choice(("county", "industry"))
    groups = bench.city.counties if part == "county" else bench.city.industries
    half = (len(groups) + 1) // 2
    in_the_plan = rng.random() < 0.6
    before, after = (groups[:half], groups[half:])
    if not in_the_plan:
        before, after = after, before
    one = bench.free(rng, lambda one: getattr(one, part) in before and bench.can_spare(one))
    row = None if one is None else bench.listed_of(one)
    if one is None or row is None or not after:
        return False
    old, new = str(getattr(one, part)), rng.choice(after)
    moved = [text for text in bench.told if text.startswith("所属不同")]
    # A finding names five projects of a group at most.
    if any(sum(f"「{name}」" in text for text in moved) >= 5 for name in (old, new)):
        return False
    bench.touch(one.enterprise)
    if in_the_plan:
        bench.replace_listed(row, replace(row, **{part: new}))
    else:
        bench.replace_project(one, replace(one, **{part: new}))
    findings = (Expected(_COUNTS, texts=(one.name, f"「{group}」")) for group in (old, new))
    bench.expect(f"所属不同:{one.name}「{old}」「{new}」", *findings)
    return True


TABLE_FAULTS: tuple[Fault, ...] = (
    one_code_two_names,
    another_firms_code,
    one_name_two_codes,
    enterprise_differs,
    investment_differs,
    place_differs,
)


def _other_name(bench: Bench, rng: random.Random, name: str) -> str | None:
    """The firm as somebody else enters it: renamed, or with brackets of the other width."""
    if "（" in name and rng.random() < 0.7:
        new = name.replace("（", "(").replace("）", ")")
    elif "(" in name and rng.random() < 0.7:
        new = name.replace("(", "（").replace(")", "）")
    else:
        new = renamed(rng, name)
    return None if new in bench.enterprises() else new


def _other_amount(rng: random.Random, amount: Decimal) -> Decimal:
    """The amount as it is when mistyped: a point moved, two digits changed over, another one."""
    way = rng.randrange(4)
    if way == 0:
        return amount * 10
    if way == 1:
        return amount + rng.choice((1, -1, 10, Decimal("0.1"), Decimal("0.5")))
    digits = list(f"{amount:f}")
    swaps = [
        at
        for at in range(len(digits) - 1)
        if "." not in digits[at : at + 2] and digits[at] != digits[at + 1]
    ]
    if way == 2 and swaps:
        at = rng.choice(swaps)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        swapped = Decimal("".join(digits))
        return swapped if swapped != amount else amount + 1
    other = an_investment(rng)
    return other if other != amount else amount + 1
