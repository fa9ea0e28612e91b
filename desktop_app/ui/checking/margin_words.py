"""Thresholds in the reader's words: figures, sign, colour by meaning, and the sentence."""

from dataclasses import dataclass

from desktop_app.core.findings import Severity
from desktop_app.core.margins import Standing, WhatIf
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.verdicts import amount_text

_MOST_FALLS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """How a threshold stands: sign, token, word, and how urgent it is (0 first)."""

    sign: str
    token: str
    word: str
    rank: int


_MISSED = Mark("▲", "must", "没有达到", 0)
_TO_EXPLAIN = Mark("●", "explain", "没有达到", 1)
_NEAR = Mark("●", "explain", "刚够", 2)
_MET = Mark("✓", "ok", "符合", 3)
_BLANK = Mark("?", "hint", "缺数据,没有判断", 4)


def mark_of(programme: Programme, one: Standing) -> Mark:
    """Whether a threshold is missed, only just met, met, or cannot be told."""
    if one.is_met is None:
        return _BLANK
    if one.is_met:
        return _NEAR if one.is_near else _MET
    rule = next((rule for rule in programme.rules if rule.code == one.code), None)
    is_must = rule is None or rule.severity is Severity.MUST
    return _MISSED if is_must else _TO_EXPLAIN


def figures(one: Standing, after: Standing | None = None) -> str:
    """「108 / ≥100」, and what would be: 「108 → 99 / ≥100」."""
    if one.value is None or one.limit is None:
        return "缺数据"
    limit = after if after is not None and after.limit is not None else one
    told = _number(one.value, one.unit)
    if after is not None and after.value is not None and after.value != one.value:
        told = f"{told} → {_number(after.value, one.unit)}"
    sign = "≥" if one.is_floor else "≤"
    return f"{told} / {sign}{_number(limit.limit or 0, one.unit)}"


def sentence(one: Standing) -> str:
    """「现为 19.8 万元,要求不低于 20 万元,还差 0.2 万元。」"""
    if one.value is None or one.limit is None or one.room is None:
        return "所需的数还没有填,没有作出判断。"
    wanted = "不低于" if one.is_floor else "不超过"
    room = _with_unit(abs(one.room), one.unit)
    if one.room < 0:
        left = f"还差 {room}" if one.is_floor else f"超出 {room}"
    else:
        left = f"还有余量 {room}" if one.room else "刚好,没有余量"
    value, limit = (_with_unit(figure, one.unit) for figure in (one.value, one.limit))
    return f"现为 {value},要求{wanted} {limit},{left}。"


def clause(programme: Programme, code: str) -> str:
    """The clause with its words; blank where there is none."""
    rule = next((rule for rule in programme.rules if rule.code == code), None)
    if rule is None or not rule.clause:
        return ""
    return f"依据:通知{rule.clause}「{rule.quote}」"


def spoken(programme: Programme, one: Standing, after: Standing | None = None) -> str:
    """A threshold in one breath, for a screen reader and a tooltip."""
    mark = mark_of(programme, after or one)
    would_be = f"假如不报选中的行:{sentence(after)}" if after and after != one else ""
    where = f"离门槛最近的是{one.place.label}。" if one.place else ""
    told = [f"{one.code} {one.title}:{mark.word}。{sentence(one)}", where, would_be]
    return "\n".join(filter(None, [*told, clause(programme, one.code)]))


def left_out_told(programme: Programme, count: int) -> str:
    """「假如不报这 3 个项目:」"""
    called = own_words(programme)
    return f"假如不报这 {count} {called.counter}{called.noun}:"


def falls_told(programme: Programme, found: WhatIf, count: int) -> str:
    """Which threshold falls first if so many rows are left out, and which after it."""
    head, counter = left_out_told(programme, count), own_words(programme).counter
    if not found.falls:
        return f"{head}各项门槛都不会因此落空。"
    first = found.falls[0]
    together = [one.standing.title for one in found.falls if one.left_out == first.left_out]
    lines = [
        f"{head}去掉第 {first.left_out} {counter}(「{first.project}」)时,"
        f"「{'」「'.join(together)}」首先达不到。"
    ]
    later = [one for one in found.falls if one.left_out != first.left_out]
    lines += [
        f"去掉第 {one.left_out} {counter}时,「{one.standing.title}」也达不到。"
        for one in later[:_MOST_FALLS]
    ]
    return "\n".join(lines)


def _number(value: float, unit: str) -> str:
    return f"{amount_text(value)}%" if unit == "%" else amount_text(value)


def _with_unit(value: float, unit: str) -> str:
    return _number(value, unit) if unit == "%" else f"{amount_text(value)} {unit}".strip()
