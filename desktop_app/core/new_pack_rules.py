"""The rules and notes of a pack that is begun, one for each sentence that sets a limit.

A limit in numbers becomes a whole rule, with examples just at it and just beside it; a duty
becomes a note that lint asks to be finished.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from desktop_app.core.limit_reading import Limit, in_unit, is_choice, limits_in, parts_of
from desktop_app.core.names import fold
from desktop_app.core.new_pack_forms import LimitField
from desktop_app.core.notice_reading import Text
from desktop_app.core.notice_sentences import Sentence, is_limit, number_length
from desktop_app.core.pack_forms import Field
from desktop_app.core.toml_text import Value, toml_table
from desktop_app.core.unfinished import TO_FINISH
from desktop_app.core.values import MONEY_UNITS, NUMBERS, Kind

_COUNTED = ("项目数量", "项目数", "项目个数", "企业数量", "企业数", "企业家数", "项目总数")
_LONGEST_TITLE = 24
_LONGEST_NOTE = 120
_OF_A_LIMIT = re.compile("应当?|必须|须|原则上|确保|达到|以上|以下|以内")
_CHECK_IT = "待完善:由通知的一句话自动写成,请核对门槛、口径和 say 的说法。"


@dataclass(slots=True)
class NewRules:
    """What came of the sentences; `used` are those that something was made of."""

    rules: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    fields: list[LimitField] = field(default_factory=list[LimitField])
    used: set[int] = field(default_factory=set[int])


@dataclass(frozen=True, slots=True)
class _Place:
    """What a limit is about in the pack: CEL, where to jump to, and how an example gives it."""

    value: str
    at: str
    number: Decimal
    each: str = ""
    field: LimitField | None = None

    def example(self, number: Decimal, kind: str) -> dict[str, Value]:
        told: Value = int(number) if kind == "int" else float(number)
        if self.each:
            return {"row": {self.at: told}}
        if self.field is None:
            return {"facts": {"count": {"projects": int(number)}}}
        return {"form": {"limits": {self.field.id: told}}}


def new_rules(text: Text, prefix: str, columns: Sequence[Field], taken: frozenset[int]) -> NewRules:
    """Rules and notes for every sentence that bounds or binds; `taken` were turned into something
    else already, but for their limits in numbers."""
    made = NewRules()
    for n, sentence in enumerate(text.sentences):
        plain = text.plain_of(sentence)
        found = limits_in(plain)
        for limit in found:
            quote = text.quote(sentence, limit.start, limit.end)
            code = f"{prefix}-{len(made.rules) + 1}"
            own = replace(
                limit,
                subject=text.told(sentence, limit.subject_at),
                of=text.told(sentence, limit.of_at),
            )
            place = _place(limit, own, sentence, columns, made)
            severity = "explain" if "原则上" in plain else "must"
            made.rules.append(_rule(code, severity, sentence, quote, own, place))
            made.used.add(n)
        if n in taken and not is_choice(plain):
            continue
        if told := _left(text, sentence, plain, found):
            code = f"{prefix}-N{len(made.notes) + 1}"
            made.notes.append(_note(code, sentence, plain, told))
            made.used.add(n)
    return made


def _left(text: Text, sentence: Sentence, plain: str, found: Sequence[Limit]) -> str:
    """What of a sentence bounds or binds and no rule was made of; "" for nothing."""
    left = [span for span in parts_of(plain) if is_limit(_beside(plain, span, found))]
    if not left:
        return ""
    if not found:
        return text.quote(sentence, number_length(plain), len(plain))
    return text.quote(sentence, left[0][0], left[-1][1])


def _beside(plain: str, span: tuple[int, int], found: Sequence[Limit]) -> str:
    """What a part of a sentence says beside the limits that were read in it."""
    inside = [one.own for one in found if span[0] <= one.own[0] < span[1]]
    if not inside:
        return plain[slice(*span)]
    ends = [(span[0], span[0]), *inside, (span[1], span[1])]
    rest = " ".join(plain[one[1] : other[0]] for one, other in pairwise(ends))
    # 「投资额应」 and 「原则上」 belong to the limit.
    return _OF_A_LIMIT.sub("", rest)


def practice_rules(
    prefix: str, name: str, columns: Sequence[Field], same: tuple[str, str]
) -> list[str]:
    """Rules of filling in that every pack has; `same` are clause and quote of 「完全一致」."""
    known = {one.id for one in columns}
    clause, quote = same
    basis: dict[str, Value] = {"clause": clause, "quote": quote} if quote else {"basis": "derived"}
    alike, other = {name: "甲厂改造"}, {name: "乙厂改造"}
    checks: list[tuple[str, str, dict[str, Value], dict[str, Value], dict[str, Value]]] = [
        (
            "必填项都已填写",
            "required",
            {"basis": "derived"},
            {"values": {"basic/city": "某市"}},
            {},
        ),
        (
            "所填内容都能识别",
            "understood",
            {"basis": "derived"},
            {"values": {"basic/phone": "024-72680000"}},
            {"values": {"basic/phone": "未装"}},
        ),
        (
            "方案和汇总表的名称一致",
            "same_names",
            basis,
            {"tables": {"projects": [alike], "plan_projects": [alike]}},
            {"tables": {"projects": [alike], "plan_projects": [other]}},
        ),
        (
            "同一项目不重复",
            "duplicates",
            {"basis": "derived"},
            {"tables": {"projects": [alike, other]}},
            {"tables": {"projects": [alike, alike]}},
        ),
    ]
    if "credit_code" in known:
        checks.append(
            (
                "统一社会信用代码的校验位正确",
                "credit_code",
                {"basis": "derived", "options": {"column": "credit_code"}},
                {"tables": {"projects": [{**alike, "credit_code": "91350100M000100Y43"}]}},
                {"tables": {"projects": [{**alike, "credit_code": "91350100M000100Y42"}]}},
            )
        )
    made: list[str] = []
    for n, (title, check, more, good, bad) in enumerate(checks, start=1):
        severity = "explain" if check == "credit_code" else "must"
        pairs: dict[str, Value] = {"code": f"{prefix}-T{n}", "title": title, "severity": severity}
        made.append(
            toml_table("[[rule]]", {**pairs, "check": check, **more})
            + toml_table("[[rule.example]]", {**good, "holds": True})
            + toml_table("[[rule.example]]", {**bad, "holds": False})
        )
    return made


def _rule(
    code: str, severity: str, sentence: Sentence, quote: str, limit: Limit, place: _Place
) -> str:
    kind = "int" if place.field is None and not place.each else _number_kind(place, limit)
    number = place.number
    bound = f"{int(number)}" if kind == "int" else f"{float(number)!r}"
    step = Decimal(1) if kind == "int" else Decimal("0.01")
    beside = number - step if limit.is_least else number + step
    sign = ">=" if limit.is_least else "<="
    unit = f" {limit.unit}" if number == limit.number else ""
    told: dict[str, Value] = {
        "code": code,
        "title": f"{limit.subject}{limit.shown.replace(' ', '')}"[:_LONGEST_TITLE],
        "severity": severity,
        "each": place.each,
        "require": f"{place.value} {sign} {bound}",
        "at": [place.at],
        "say": f"{limit.subject}为 {{{place.value}}}{unit},通知要求{limit.shown};请核实",
        "clause": sentence.clause,
        "quote": quote,
    }
    margin: dict[str, Value] = {
        "title": limit.subject,
        "value": place.value,
        "least" if limit.is_least else "most": bound,
        "unit": unit.strip(),
    }
    return (
        toml_table("[[rule]]", told, _CHECK_IT)
        + toml_table("[[rule.margin]]", margin)
        + toml_table("[[rule.example]]", {**place.example(number, kind), "holds": True})
        + toml_table("[[rule.example]]", {**place.example(beside, kind), "holds": False})
    )


def _number_kind(place: _Place, limit: Limit) -> str:
    if place.field is not None:
        return "int" if place.field.kind is Kind.INTEGER else "float"
    return "float" if limit.unit in (*MONEY_UNITS, "%") else "int"


def _place(
    limit: Limit, told: Limit, sentence: Sentence, columns: Sequence[Field], made: NewRules
) -> _Place:
    """The column that a limit speaks of, the number of projects, else a field of its own, called
    as the notice itself has `told` it."""
    column = _column(limit, columns)
    if column is not None:
        number = in_unit(limit, column.unit or limit.unit)
        if number is not None:
            return _Place(f"row.{column.id}", column.id, number, each="projects")
    if limit.unit != "%" and limit.subject.endswith(_COUNTED):
        return _Place("facts.count.projects", "projects", limit.number)
    kind = Kind.INTEGER
    if limit.unit == "%":
        kind = Kind.PERCENT
    elif limit.unit in MONEY_UNITS:
        kind = Kind.AMOUNT
    label = f"{told.subject}占{told.of}的比例" if told.of else told.subject
    own = LimitField(
        f"limit_{len(made.fields) + 1}",
        label,
        kind,
        "" if kind is Kind.PERCENT else limit.unit,
        sentence.clause,
    )
    made.fields.append(own)
    return _Place(f"form.limits.{own.id}", f"limits/{own.id}", limit.number, field=own)


def _column(limit: Limit, columns: Sequence[Field]) -> Field | None:
    """The column of numbers whose name stands in what is bounded, the longest name first."""
    names: Mapping[str, Field] = {
        word: one
        for one in columns
        if one.kind in NUMBERS
        for word in (one.label, *one.synonyms)
        if len(word) >= 3
    }
    subject = fold(limit.subject)
    found = max((word for word in names if fold(word) in subject), key=len, default="")
    return names.get(found)


def _note(code: str, sentence: Sentence, plain: str, told: str) -> str:
    title = told[:_LONGEST_TITLE].rstrip("。;,")
    rest = told if len(told) <= _LONGEST_NOTE else f"{told[:_LONGEST_NOTE]}…"
    asked = "写成要遵守的话,或改成一条规则"
    if is_choice(plain):
        asked = "「或」字有不同理解,请写成带 reading 的规则"
    return toml_table(
        "[[note]]",
        {
            "code": code,
            "title": title,
            "text": f"{TO_FINISH}{asked}:{rest}",
            "clause": sentence.clause,
            "quote": told,
        },
    )
