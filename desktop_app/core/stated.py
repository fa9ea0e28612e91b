"""Holding the numbers that a text states against the figures of the table and the form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from desktop_app.core.figures import Figures, Scope, Span
from desktop_app.core.numerals import in_chinese
from desktop_app.core.own_words import USUAL, OwnWords, own_words
from desktop_app.core.pack_forms import SummaryForm
from desktop_app.core.programme import Programme
from desktop_app.core.prose import Claim, Places, Quantity, Statement, Terms, Wording, statements
from desktop_app.core.values import MONEY_UNITS, Month, show_decimal
from desktop_app.core.vouching import is_of_some, is_vouched_for, meant_by_the_list

_MEASURES = {
    "firms": "企业数",
    "award": "申请奖补合计",
    "average": "平均投资",
    "average_of_firms": "户均投资",
    "each_investment": "项目投资额",
    "share_of_firms": "企业数占比",
    "share_of_investment": "投资占比",
    "share_of_award": "申请奖补占比",
    "smallest": "最小的投资额",
    "largest": "最大的投资额",
}
_ROUND_DIGITS = 2
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Ground:
    """What statements are held against.

    `form` are the figures of the form by id, in 元, percent or pieces; `titles` what they are
    called. `unit` is the unit of the summary's money, in which differences are told in the `words`
    of the pack.
    """

    terms: Terms
    figures: Figures
    form: Mapping[str, Decimal]
    titles: Mapping[str, str]
    unit: str
    words: OwnWords = USUAL


@dataclass(frozen=True, slots=True)
class Unborne:
    """A statement that no figure it may claim bears out, with the figure it most likely means."""

    statement: Statement
    claim: Claim
    actual: Decimal


def ground_of(
    programme: Programme, figures: Figures, form: Mapping[str, Decimal], city: str = ""
) -> Ground:
    """The ground that the figures of the projects and of the form make."""
    summary, words = programme.summary, own_words(programme)
    labels = {column.id: column.label for column in summary.table.column}
    projects = figures.projects
    months = [m for one in projects for m in (one.start, one.finish) if m is not None]
    years = (min(months).year, max(months).year) if months else None
    terms = Terms(
        Places(
            _names(one.industry for one in projects),
            _names(one.county for one in projects),
            city,
        ),
        years,
        tuple(labels[column].rpartition(":")[2] for column in summary.parts if column in labels),
        tuple(Wording(one.id, one.words, one.unit) for one in programme.plan.figure),
        words.noun,
        words.counter,
        "企业" if summary.lists_firms else USUAL.noun,
    )
    titles = {one.id: one.title for one in programme.plan.figure}
    return Ground(terms, figures, form, titles, investment_unit(summary), words)


def investment_unit(form: SummaryForm) -> str:
    """The unit of the summary's investment column; 元 when it gives none."""
    column = next((c for c in form.table.column if c.id == form.investment), None)
    return column.unit if column is not None and column.unit in MONEY_UNITS else "元"


def city_among(texts: Iterable[str], counties: Iterable[str]) -> str:
    """The city that the texts name, if a county is called like it; "" if none is."""
    whole = "\n".join(texts)
    stems = {county.rstrip("县区市") for county in counties}
    return next((f"{stem}市" for stem in stems if stem and f"{stem}市" in whole), "")


@lru_cache(maxsize=256)
def stated(text: str, terms: Terms) -> tuple[Statement, ...]:
    """The statements of a text; a text that was read stays read while its terms do."""
    return tuple(statements(text, terms))


def unborne(text: str, ground: Ground) -> Iterator[tuple[int, Unborne]]:
    """The statements of a text that are not borne out, each with its number among all from 1."""
    read = stated(text, ground.terms)
    held = [held_against(statement, ground) for statement in read]
    held = [_as_the_list(at, read, held, ground) for at in range(len(read))]
    actual = [one.actual if isinstance(one, Unborne) else one for one in held]
    for at, found in enumerate(held):
        if not isinstance(found, Unborne) or is_of_some(at, read, actual):
            continue
        if found.statement.is_sure or is_vouched_for(at, read, actual, ground.figures.of):
            yield at + 1, found


def _as_the_list(
    at: int, read: Sequence[Statement], held: Sequence[Unborne | bool | None], ground: Ground
) -> Unborne | bool | None:
    """How a number is held when the list that it stands in tells which part is meant."""
    if held[at] is not True:
        return held[at]
    claim = meant_by_the_list(at, read, lambda claim: figure(claim, ground))
    actual = figure(claim, ground) if claim is not None else None
    return True if claim is None or actual is None else Unborne(read[at], claim, actual)


def held_against(statement: Statement, ground: Ground) -> Unborne | bool | None:
    """Whether one of a statement's claims bears it out; None if none of them can be told."""
    known: list[tuple[Claim, Decimal]] = []
    for claim in statement.claims:
        if claim.measure == "each_investment":
            missed = _end_missed(statement.quantity, claim, ground)
            if missed is None:
                return True
            known.append((claim, missed))
            continue
        actual = figure(claim, ground)
        if actual is None:
            continue
        if statement.quantity.agrees_with(actual) and (
            not known or _is_meant_limit(statement.quantity, actual)
        ):
            return True
        known.append((claim, actual))
    return Unborne(statement, *known[0]) if known else None


def _is_meant_limit(quantity: Quantity, actual: Decimal) -> bool:
    """Whether a figure is what a limit may be said of: 「不超过130个」 is not said of 20."""
    if quantity.bound not in ("at_most", "at_least"):
        return True
    return abs(actual - quantity.value) <= quantity.value * 3 / 10


def _end_missed(quantity: Quantity, claim: Claim, ground: Ground) -> Decimal | None:
    """For 「投资额在20万元至580.5万元之间」: the smallest or largest investment, if the range does
    not reach from the one to the other; the ends may lie outside it where both are round."""
    high = quantity.high or quantity.value
    ends = ((quantity.value, quantity.step, "smallest"), (high, quantity.high_step, "largest"))
    is_round = _is_round(quantity.value) and _is_round(high)
    for end, step, measure in ends:
        actual = ground.figures.of(measure, claim.scope)
        if actual is None or abs(actual - end) <= step / 2:
            continue
        if not is_round or not quantity.agrees_with(actual):
            return actual
    return None


def _is_round(amount: Decimal) -> bool:
    """Whether an end is said in round words: tens of 万元 in no more than two digits."""
    digits = f"{amount.normalize():f}".rstrip("0").replace(".", "")
    return len(digits) <= _ROUND_DIGITS and amount % 100_000 == 0


def figure(claim: Claim, ground: Ground) -> Decimal | None:
    """What a claim comes to; None where it cannot be told."""
    if claim.measure.startswith("form:"):
        return ground.form.get(claim.measure.removeprefix("form:"))
    return ground.figures.of(claim.measure, claim.scope)


def told(where: str, one: Unborne, ground: Ground) -> str:
    """「…写“108个”,而汇总表…项目数为 106 个;原句:…」, with the next step."""
    subject = subject_words(one.claim, ground)
    return (
        f"{where}写「{one.statement.text}」,而{subject}为 {actual_words(one, ground)};"
        f"原句:「{one.statement.sentence}」,请改成一致"
    )


def subject_words(claim: Claim, ground: Ground) -> str:
    """What a claim is about: 「汇总表「铸造」2025年完成的项目数」."""
    if claim.measure.startswith("form:"):
        return f"填报的{ground.titles.get(claim.measure.removeprefix('form:'), '数额')}"
    what, _, part = claim.measure.partition(":")
    share = "占比" if what.startswith("share_of_") else ""
    words = ground.words
    own = {
        "projects": words.count,
        "share_of_projects": f"{words.count}占比",
        "investment": words.money,
    }
    measure = f"{part}投资{share}" if part else (_MEASURES | own)[claim.measure]
    return f"{words.summary}{scope_words(claim.scope)}{measure}"


def scope_words(scope: Scope) -> str:
    """A part of the projects in words, "" for all."""
    names = "、".join(sorted(scope.industries) or sorted(scope.counties))
    words = f"「{names}」" if names else ""
    if scope.industries and scope.counties:
        words = f"「{'、'.join(sorted(scope.counties))}」{words}"
    for span, verb in ((scope.started, "开始"), (scope.finished, "完成")):
        if span is not None:
            words += f"{_span_words(span)}{verb}的"
    if scope.invested is not None:
        least, below = scope.invested.least, scope.invested.below
        amount, side = (least, "以上") if least is not None else (below, "以下")
        words += f"投资{show_decimal((amount or Decimal(0)) / 10_000)}万元{side}的"
    if scope.levels_before:
        words += f"改造前{'、'.join(sorted(scope.levels_before))}的"
    if scope.levels:
        words += f"目标等级{'、'.join(sorted(scope.levels))}的"
    return words


def actual_words(one: Unborne, ground: Ground) -> str:
    """The true figure in the unit a reader compares with."""
    match one.statement.of:
        case "count":
            counter = "家" if one.claim.measure == "firms" else ground.words.counter
            return f"{show_decimal(one.actual)} {counter}"
        case "share":
            return f"{show_decimal(_rounded(one.actual, Decimal('0.01')))}%"
        case "total":
            amount = _rounded(one.actual / MONEY_UNITS[ground.unit], Decimal("0.000001"))
            return f"{show_decimal(amount.normalize() + 0)} {ground.unit}"


def corrected(text: str, one: Unborne) -> str | None:
    """The text with the true figure written as the stated one was; None if it cannot be."""
    start, end = one.statement.digits
    typed = text[start:end]
    quantity = one.statement.quantity
    if quantity.bound not in ("exact", "about") or quantity.high is not None:
        return None
    new = _written(typed, one)
    return None if new is None else text[:start] + new + text[end:]


def _written(typed: str, one: Unborne) -> str | None:
    digits = typed.replace(",", "").replace("\uff0c", "")
    plain = digits.translate(
        {ord(w): n for n, w in zip("0123456789", "０１２３４５６７８９", strict=True)}
    )
    unit = one.statement.quantity.value
    try:
        factor = unit / Decimal(plain) if unit and Decimal(plain) else None
    except ArithmeticError:
        factor = None
    if factor is None:
        whole = one.actual.to_integral_value()
        is_words = one.statement.of == "count" and whole == one.actual
        return in_chinese(int(whole)) if is_words else None
    places = len(plain.partition(".")[2])
    value = _rounded(one.actual / factor, Decimal(1).scaleb(-places))
    new = f"{value:,f}" if typed != digits else f"{value:f}"
    return new.translate(_FULL_WIDTH) if plain != digits else new


def _span_words(span: Span) -> str:
    first, last = span.first, span.last
    if first is None:
        return f"{last}以前" if last is not None else ""
    if last is None:
        return f"{first}以后"
    is_year = first == Month(last.year, 1) and last.month == 12
    if is_year:
        return f"{first.year}年"
    return str(first) if first == last else f"{first}至{last}"


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP)


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
