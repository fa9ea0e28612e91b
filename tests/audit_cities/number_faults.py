"""Numbers in the prose that are wrong: mistyped, or true before the tables were changed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.audit_cities import spelling
from tests.audit_cities.bench import Bench
from tests.audit_cities.figures import figure_of, is_writable
from tests.audit_cities.firms import a_credit_code, rebranded
from tests.audit_cities.newcomers import known_firms_project, new_firms_project
from tests.audit_cities.records import Figure, Paragraph, Passage, Project
from tests.audit_cities.rows import an_investment, with_investment
from tests.audit_cities.truth import LEVELS, Truth, Verdict

Change = Callable[[Bench, random.Random], str]
_TRIES = 12


def change_tables(
    bench: Bench, rng: random.Random, figures: list[Figure], were: Sequence[Verdict]
) -> Sequence[Verdict]:
    """Changes both tables alike after the prose was written, so that some of it becomes false and
    what was false stays so. Gives what the figures are now; where that cannot be had, what they
    were, and nothing is changed."""
    before = (list(bench.projects), list(bench.plan), set(bench.touched))
    told = rng.choice(_CHANGES)(bench, rng)
    if told:
        truth = bench.truth()
        are: list[Verdict] = [truth.of(figure) for figure in figures]
        both = list(zip(were, are, strict=True))
        is_seen = any(was == "true" and now == "false" for was, now in both)
        is_lost = any(was == "false" and now != "false" for was, now in both)
        if is_seen and not is_lost:
            bench.expect(f"表改了:{told}")
            return are
    bench.projects, bench.plan, bench.touched = before
    return were


def mistype(
    paragraphs: tuple[Paragraph, ...], truth: Truth, rng: random.Random, how_many: int
) -> tuple[tuple[Paragraph, ...], list[str]]:
    """Makes so many true numbers false, one in a passage at most, and says which."""
    places = [
        (n, at)
        for n, paragraph in enumerate(paragraphs)
        for at, passage in enumerate(paragraph.passages)
        if passage.figures
    ]
    rng.shuffle(places)
    out = list(paragraphs)
    told: list[str] = []
    for n, at in places:
        if len(told) == how_many:
            break
        passages = list(out[n].passages)
        changed = _mistyped(passages[at], truth, rng)
        if changed is not None:
            told.append(f"正文改了:{passages[at].text} → {changed.text}")
            passages[at] = changed
            out[n] = replace(out[n], passages=tuple(passages))
    return tuple(out), told


def _mistyped(passage: Passage, truth: Truth, rng: random.Random) -> Passage | None:
    """The passage with one of its true numbers wrong."""
    true = [
        at
        for at, part in enumerate(passage.parts)
        if isinstance(part, Figure) and truth.of(part) == "true"
    ]
    if not true:
        return None
    at = rng.choice(true)
    figure = passage.parts[at]
    assert isinstance(figure, Figure)
    for wrong in _wrong(figure, rng):
        if truth.of(wrong) == "false":
            return Passage((*passage.parts[:at], wrong, *passage.parts[at + 1 :]))
    return None


def _wrong(figure: Figure, rng: random.Random) -> Iterator[Figure]:
    """The number with other values, in the same unit and script."""
    style = figure.style
    least = spelling.factor(style.unit).scaleb(-style.places)
    if style.firmly != "exact":
        least = max(least, spelling.last_place(figure.value))
    for _ in range(_TRIES):
        value = _other_value(figure.value, least, rng)
        if value == figure.value or not is_writable(value, style):
            continue
        upper = None if figure.upper is None else figure.upper + value - figure.value
        yield figure_of(figure.measure, figure.scope, value, style, upper)


def _other_value(value: Decimal, least: Decimal, rng: random.Random) -> Decimal:
    """One more or less, two digits changed over, ten times as much or a tenth, another value."""
    match rng.randrange(5):
        case 0:
            return value + least
        case 1:
            return value - least
        case 2:
            digits = list(str(int(value / least)))
            at = rng.randrange(len(digits))
            digits[at - 1], digits[at] = digits[at], digits[at - 1]
            return Decimal("".join(digits)) * least if digits[0] != "0" else value
        case 3:
            times = value * rng.choice((Decimal(10), Decimal("0.1")))
            return times if times % least == 0 else value * 10
        case _:
            return spelling.rounded(value * Decimal(rng.uniform(0.3, 2.5)), least)


def _row_added(bench: Bench, rng: random.Random) -> str:
    one = rng.choice((new_firms_project, known_firms_project))(bench, rng)
    if one is None:
        return ""
    bench.touch(one.enterprise)
    bench.add(one)
    bench.affect(one.name)
    bench.affected.pop()
    return f"两表各加一行 {one.name}"


def _investment(bench: Bench, rng: random.Random) -> str:
    one = bench.free(rng)
    amount = an_investment(rng)
    if one is None or amount < one.award:
        return ""
    return _in_both(bench, one, with_investment(one, amount), f"投资额 {one.investment} {amount}")


def _firm(bench: Bench, rng: random.Random) -> str:
    """Another firm takes over the project: a new one, or one that has others."""
    one = bench.free(rng)
    if one is None:
        return ""
    other = bench.free(rng, lambda row: row.enterprise != one.enterprise)
    name = rebranded(rng, one.enterprise)
    code = a_credit_code(rng, bench.next_number())
    if rng.random() < 0.5 and other is not None:
        name, code = other.enterprise, other.credit_code
    elif any(row.enterprise == name for row in bench.projects):
        return ""
    bench.touch(name)
    new = replace(one, enterprise=name, credit_code=code)
    return _in_both(bench, one, new, f"实施企业 {one.enterprise} {name}")


def _months(bench: Bench, rng: random.Random) -> str:
    one = bench.free(rng)
    if one is None:
        return ""
    start, finish = rng.choice(
        (((2024, 9), (2025, 6)), ((2025, 3), (2026, 5)), (one.start, (2026, 11)))
    )
    return _in_both(bench, one, replace(one, start=start, finish=finish), "起止年月")


def _level(bench: Bench, rng: random.Random) -> str:
    one = bench.free(rng, lambda one: len(bench.of_firm(one.enterprise)) == 1)
    if one is None:
        return ""
    level = rng.choice([level for level in LEVELS[1:] if level != one.level_after])
    return _in_both(bench, one, replace(one, level_after=level), f"目标等级 {level}")


def _county(bench: Bench, rng: random.Random) -> str:
    one = bench.free(
        rng, lambda one: sum(other.county == one.county for other in bench.projects) > 2
    )
    if one is None:
        return ""
    county = rng.choice([county for county in bench.city.counties if county != one.county])
    return _in_both(bench, one, replace(one, county=county), f"县区 {one.county} {county}")


_CHANGES: tuple[Change, ...] = (
    _row_added, _row_added, _investment, _investment, _firm, _months, _level, _county,
)  # fmt: skip


def _in_both(bench: Bench, one: Project, new: Project, told: str) -> str:
    bench.touch(one.enterprise)
    bench.replace_both(one, new)
    return f"{one.name}:{told}"
