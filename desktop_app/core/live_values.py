"""Values in the text of the plan that cannot go stale: `{项目数量}` is printed as what it is now.

The draft keeps the token as it was typed. Braces around anything that is no value of the
programme, or around one that is still blank, are text like any other and print as typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from desktop_app.core.county_words import county_short
from desktop_app.core.expressions import NoData, compile_expression, narrow, under
from desktop_app.core.expressions import Scope as CelScope
from desktop_app.core.figures import Figures, Scope
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.shown import shown
from desktop_app.core.values import MONEY_UNITS, Kind, show_decimal

TOKEN = re.compile(r"\{([^{}\n]{1,60})\}")
OF_FORM, _OF_INDUSTRY = "填报项", "分行业"
_BILLION = Decimal(100_000_000)
_CENT = Decimal("0.01")
_OF_NUMBER = re.compile(r"[\d.,]")


@dataclass(frozen=True, slots=True)
class LiveValue:
    """A value that may stand in a text: its name, what it is now ("" while blank), the unit that
    is written behind it, the group it is listed in, and the path where it comes from."""

    name: str
    text: str
    unit: str
    group: str
    source: str

    @property
    def token(self) -> str:
        """How the draft keeps it."""
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A token at `start`…`end` of the typed text, and its value at `at`…`until` of the printed."""

    start: int
    end: int
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text as it is printed, and the tokens that were replaced in it."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the typed text that prints this stretch; a token is in it whole."""
        return self._typed(start, is_end=False), self._typed(end, is_end=True)

    def is_typed(self, start: int, end: int) -> bool:
        """Whether a stretch was typed as it is printed, without a token in it."""
        return all(end <= one.at or one.until <= start for one in self.pieces)

    def _typed(self, place: int, *, is_end: bool) -> int:
        shift = 0
        for one in self.pieces:
            if one.until <= place:
                shift = one.end - one.until
            elif one.at < place:
                return one.end if is_end else one.start
            else:
                break
        return place + shift


def resolved(text: str, values: Mapping[str, str]) -> Resolved:
    """A text with its tokens replaced by `values`, by name; a blank or unknown one stays."""
    if "{" not in text:
        return Resolved(text)
    out: list[str] = []
    pieces: list[Piece] = []
    done = length = 0
    for match in TOKEN.finditer(text):
        value = values.get(match[1], "")
        if not value:
            continue
        before = text[done : match.start()]
        at = length + len(before)
        length = at + len(value)
        out += [before, value]
        pieces.append(Piece(match.start(), match.end(), at, length))
        done = match.end()
    return Resolved("".join((*out, text[done:])), tuple(pieces))


def restored(line: str, printed: Resolved, new: str) -> str:
    """A printed line that came back changed, with the tokens of the typed `line` where the text
    around them came back as it was printed."""
    if not printed.pieces:
        return new
    old = printed.text
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    out: list[str] = []
    done = 0
    for one in printed.pieces:
        around = (b for b in blocks if b.a <= one.at and one.until <= b.a + b.size)
        shift = next((b.b - b.a for b in around), None)
        if shift is None or not _stands_alone(one, old, new, shift):
            continue
        out += [new[done : one.at + shift], line[one.start : one.end]]
        done = one.until + shift
    return "".join((*out, new[done:]))


def _stands_alone(one: Piece, old: str, new: str, shift: int) -> bool:
    """Whether no sign that may belong to a number came to stand beside a value."""
    beside = (
        (old[: one.at][-1:], new[: one.at + shift][-1:]),
        (old[one.until :][:1], new[one.until + shift :][:1]),
    )
    return all(was == now or not _OF_NUMBER.match(now) for was, now in beside)


def names_in(text: str) -> Iterator[str]:
    """What stands in braces in a text."""
    return (match[1] for match in TOKEN.finditer(text)) if "{" in text else iter(())


def live_values(
    programme: Programme,
    values: Mapping[str, str],
    figures: Figures,
    form: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> tuple[LiveValue, ...]:
    """Every value that a text may hold, each name once; `values` are the draft's single ones."""
    found: dict[str, LiveValue] = {}
    for one in (
        *_of_projects(programme, figures),
        *_of_form(programme, values, form, facts),
        *_of_parts(programme, figures),
    ):
        if one.name not in found and TOKEN.fullmatch(one.token):
            found[one.name] = one
    return tuple(found.values())


def form_figures(
    programme: Programme, form: Mapping[str, Any], facts: Mapping[str, Any]
) -> dict[str, Decimal]:
    """The figures that the pack takes from the form, by id: amounts in 元; blank ones absent."""
    found: dict[str, Decimal] = {}
    known = {"form": form, "facts": facts}
    for one in programme.plan.figure:
        expression = compile_expression(one.value)
        scope = CelScope({n: narrow(v, under(n, expression.reads)) for n, v in known.items()})
        try:
            value = scope.value(expression)
        except NoData:
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            exact = Decimal(str(value))
            found[one.id] = exact * MONEY_UNITS.get(one.unit, Decimal(1))
    return found


def _of_projects(programme: Programme, figures: Figures) -> Iterator[LiveValue]:
    form = programme.summary
    make = partial(_figure, figures, Scope(), form.table.title, form.table.id)
    yield make("项目数量", "projects", "个")
    if form.enterprise:
        yield make("企业数量", "firms", "家")
    unit = _unit(programme, form.investment)
    if form.investment:
        yield make("总投资", "investment", unit)
        yield make("总投资(亿元)", "investment", "亿元")
    if form.award:
        yield make("申请奖补合计", "award", _unit(programme, form.award))


def _of_parts(programme: Programme, figures: Figures) -> Iterator[LiveValue]:
    """The figures of each industry and each county, in the order in which they come."""
    form = programme.summary
    groups = (
        (_OF_INDUSTRY, [one.industry for one in figures.projects]),
        (f"分{county_short(programme)}", [one.county for one in figures.projects]),
    )
    for group, names in groups:
        for name in dict.fromkeys(one.strip() for one in names if one.strip()):
            part = frozenset({name})
            scope = Scope(industries=part) if group is _OF_INDUSTRY else Scope(counties=part)
            make = partial(_figure, figures, scope, group, form.table.id)
            yield make(f"{name}项目数量", "projects", "个")
            if form.investment:
                unit = _unit(programme, form.investment)
                yield make(f"{name}总投资", "investment", unit)


def _of_form(
    programme: Programme,
    values: Mapping[str, str],
    form: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> Iterator[LiveValue]:
    for section in programme.plan.section:
        for field in section.field:
            if not section.after and field.kind is not Kind.LONG_TEXT:
                path = f"{section.id}/{field.id}"
                text = " ".join(shown(programme, field, values.get(path, "")).split())
                yield LiveValue(field.label, text, field.unit, OF_FORM, path)
    known = form_figures(programme, form, facts)
    for one in programme.plan.figure:
        value = known.get(one.id)
        text = "" if value is None else _in_unit(value, one.unit)
        yield LiveValue(one.title, text, one.unit, OF_FORM, "")


def _figure(
    figures: Figures,
    scope: Scope,
    group: str,
    source: str,
    name: str,
    measure: str,
    unit: str,
) -> LiveValue:
    value = figures.of(measure, scope)
    return LiveValue(name, "" if value is None else _in_unit(value, unit), unit, group, source)


def _in_unit(value: Decimal, unit: str) -> str:
    """A figure as it is written before its unit; amounts are given in 元."""
    if unit in MONEY_UNITS:
        value /= MONEY_UNITS[unit]
    is_rounded = unit == "%" or MONEY_UNITS.get(unit) == _BILLION
    return show_decimal(value.quantize(_CENT, ROUND_HALF_UP) if is_rounded else value)


def _unit(programme: Programme, column: str) -> str:
    columns: Sequence[Field] = programme.summary.table.column
    found = next((one.unit for one in columns if one.id == column), "")
    return found if found in MONEY_UNITS else "元"
