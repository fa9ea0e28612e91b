"""How one rule ends in one scope: a row, or the whole draft."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from desktop_app.core.changes import Change
from desktop_app.core.expressions import (
    Expression,
    NoData,
    Scope,
    compile_expression,
    fill,
    narrow,
    placeholders,
    row_columns,
    show,
    under,
)
from desktop_app.core.facts import Subject, place_label
from desktop_app.core.findings import Finding, Fix, Severity, State
from desktop_app.core.pack_lists import not_loaded
from desktop_app.core.pack_rules import Margin, Rule
from desktop_app.core.values import show_decimal

# The text as typed at a plain path such as row.investment, or None where there is none.
Typed = Callable[[str], str | None]
# The change that puts a text at one of a rule's places.
Put = Callable[[str, str], Change]
_SHARED = ("form", "facts", "lists")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule ended: the state, the reason, the finding if it failed."""

    state: State
    reason: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a rule needs to tell of its failure: the finding but for its words, the texts as they
    were typed, and how a text is put at one of its places."""

    blank: Callable[[], Finding]
    typed: Typed
    put: Put


PASSED = Verdict(State.PASSED)
_NOT_APPLICABLE = Verdict(State.NOT_APPLICABLE, "条件不满足,本条不适用")


@dataclass(frozen=True, slots=True)
class Reads:
    """What a rule reads: columns of its row (None: the whole row), and dotted paths of the rest.

    `deciding` is for the outcome alone, `all` for the message too.
    """

    deciding_row: tuple[str, ...] | None
    row: tuple[str, ...] | None
    shared: Mapping[str, frozenset[str]]

    @property
    def number(self) -> bool:
        """Whether the outcome hangs on where the row stands."""
        return self.deciding_row is None or "number" in self.deciding_row


def reads_of(rule: Rule) -> Reads:
    """What the expressions of a rule read."""
    deciding = [rule.when, rule.require, *(reading.require for reading in rule.reading)]
    told = [
        *placeholders(rule.say),
        *placeholders(rule.ask),
        *(text for one in rule.margin for text in (one.value, one.limit)),
        *(one.to for one in rule.fix),
    ]
    everything = _paths((*deciding, *told))
    return Reads(
        row_columns(deciding),
        row_columns((*deciding, *told)),
        {name: under(name, everything) for name in _SHARED if under(name, everything)},
    )


def shared_values(subject: Subject, reads: Reads) -> dict[str, dict[str, Any]]:
    """What a rule reads outside its row."""
    known: dict[str, Mapping[str, Any]] = {
        "form": subject.form,
        "facts": subject.facts,
        "lists": subject.lists,
    }
    return {name: narrow(known[name], paths) for name, paths in reads.shared.items()}


def shared_typed(subject: Subject, reads: Reads) -> dict[str, str | None]:
    """The texts as typed behind the fields of forms that a rule reads: messages show them."""
    return {path: typed_form(subject, f"form.{path}") for path in reads.shared.get("form", ())}


def typed_form(subject: Subject, path: str) -> str | None:
    """The text typed at form.section.field; None for any other path."""
    first, _, rest = path.partition(".")
    if first != "form" or rest.count(".") != 1:
        return None
    return subject.draft.values.get(rest.replace(".", "/"))


def decide(subject: Subject, rule: Rule, scope: Scope, telling: Telling) -> Verdict:
    """How a rule ends in a scope."""
    try:
        if rule.when and not scope.holds(rule.when):
            return _NOT_APPLICABLE
        if rule.reading:
            return _by_readings(subject, rule, scope, telling)
        if scope.holds(rule.require):
            return PASSED
    except NoData as missing:
        return Verdict(State.NO_DATA, f"缺少数据:{_missing_label(subject, rule, str(missing))}")
    return Verdict(State.FAILED, "", _told(rule, scope, telling))


def in_readings(rule: Rule, scope: Scope) -> dict[str, bool]:
    """Whether an ambiguous clause holds by each of its readings."""
    return {reading.id: scope.holds(reading.require) for reading in rule.reading}


def amount_text(value: float | int) -> str:
    """A figure as people write it, without the noise of binary fractions."""
    return show_decimal(Decimal(str(round(float(value), 6))).normalize() + 0)


def measured(margin: Margin, scope: Scope) -> tuple[float, float] | None:
    """Value and limit of a margin; None where an input is blank."""
    try:
        found = [scope.value(compile_expression(text)) for text in (margin.value, margin.limit)]
    except NoData:
        return None
    value, limit = (float(cast("float", one)) for one in found)
    return value, limit


def _by_readings(subject: Subject, rule: Rule, scope: Scope, telling: Telling) -> Verdict:
    """The chosen reading decides; without a choice, readings that differ need an explanation."""
    holds = in_readings(rule, scope)
    outcomes = ";".join(
        f"按「{reading.title}」理解:{'符合' if holds[reading.id] else '不符合'}"
        for reading in rule.reading
    )
    chosen = subject.draft.values.get(f"readings/{rule.code}", "")
    if all(holds.values()) or holds.get(chosen):
        return Verdict(State.PASSED, outcomes)
    is_split = any(holds.values()) and chosen not in holds
    told = _told(rule, scope, telling)
    finding = replace(
        told,
        severity=Severity.EXPLAIN if is_split else rule.severity,
        message=f"{told.message}({outcomes})",
        question=fill(rule.ask, scope, telling.typed) if is_split else "",
    )
    return Verdict(State.FAILED, outcomes, finding)


def _told(rule: Rule, scope: Scope, telling: Telling) -> Finding:
    return replace(
        telling.blank(),
        message=fill(rule.say, scope, telling.typed),
        gap=_gap(rule, scope),
        fixes=_fixes(rule, scope, telling.put),
    )


def _gap(rule: Rule, scope: Scope) -> str:
    """By how much the limits are missed: 「还差 0.01 万元」, 「超出 1 个」."""
    parts: list[str] = []
    for margin in rule.margin:
        found = measured(margin, scope)
        if found is None:
            continue
        value, limit = found
        missing = limit - value if margin.least else value - limit
        if missing > 0:
            word = "还差" if margin.least else "超出"
            title = f"{margin.title}" if len(rule.margin) > 1 else ""
            unit = margin.unit if margin.unit == "%" else f" {margin.unit}"
            parts.append(f"{title}{word} {amount_text(missing)}{unit}".rstrip())
    return ";".join(parts)


def _fixes(rule: Rule, scope: Scope, put: Put) -> tuple[Fix, ...]:
    found: list[Fix] = []
    for remedy in rule.fix:
        try:
            value = scope.value(compile_expression(remedy.to))
        except NoData:
            continue
        found.append(Fix(remedy.title, put(remedy.at, show(value))))
    return tuple(found)


def _missing_label(subject: Subject, rule: Rule, key: str) -> str:
    """The blank input in the reader's words, by the last name of its path."""
    for path in sorted(_paths(_texts(rule))):
        first, *rest = path.split(".")
        if rest[-1:] != [key] or not _is_absent(subject, first, rest):
            continue
        if first == "lists":
            return not_loaded(subject.programme.list_label(key))
        if first == "form":
            return place_label(subject.programme, "/".join(rest))
        table = subject.programme.table(rule.each if first == "row" else rest[-2])
        columns = () if table is None else table.column
        return next((column.label for column in columns if column.id == key), key)
    return key


def _is_absent(subject: Subject, first: str, rest: Sequence[str]) -> bool:
    """Whether a path has no value; a row's cells are blank by themselves, so they count."""
    known = {"form": subject.form, "lists": subject.lists, "facts": subject.facts}
    source: object = known.get(first)
    for part in rest:
        if not isinstance(source, Mapping) or part not in source:
            return True
        source = cast("Mapping[str, object]", source)[part]
    return False


def _texts(rule: Rule) -> tuple[str, ...]:
    readings = (reading.require for reading in rule.reading)
    return tuple(t for t in (rule.when, rule.require, *readings) if t.strip())


def _expressions(texts: Iterable[str]) -> Iterable[Expression]:
    return (compile_expression(text) for text in texts if text.strip())


def _paths(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(one.reads for one in _expressions(texts)))
