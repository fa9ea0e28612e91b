"""Explanations of findings: what they were given for, when they lapse, and what says nothing."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from desktop_app.core.draft import Draft, Explanation
from desktop_app.core.findings import Finding

_HASH = 16
_SHORTEST = 4
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_UNIT = re.compile(r"\s*([\u4e00-\u9fff%]{1,2})")
_UNITS = ("万元", "亿元", "个", "家", "户", "项", "行", "%", "元", "份", "年", "月")
_PUNCTUATION = re.compile(r"[\W_]+")
# What people write to get past a field; none of it tells a reviewer anything.
_EMPTY = re.compile(
    r"(?:情况|以上|本条|此项|该项|经|已|均|都|(?:同上|同前|同左|见上|见前|如上|如前|上同|略|无|没有|暂无|待定|待补|待核实|核实|属实|情况属实|真实|正确|无误|正常"
    r"|符合要求|符合|没问题|没有问题|无异议|说明|情况说明|已核实|已说明|已知|知悉|不适用|其他|其它|原因如下|特此说明|ok|na|test|测试)|上述|了|的)+",
    re.IGNORECASE,
)


def fingerprint(draft: Draft, finding: Finding) -> str:
    """What an explanation is given for: a hash of the finding's words and the values at its
    places, and behind it the words themselves, so that a later reader sees what has changed."""
    values = [draft.value(place.path) for place in finding.places]
    text = "\x1f".join([finding.message, finding.left or "", finding.right or "", *values])
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    return f"{digest} {finding.message}"


def still_explains(draft: Draft, finding: Finding, explanation: Explanation) -> bool:
    """Whether the values are those that were explained."""
    return explanation.fingerprint[:_HASH] == fingerprint(draft, finding)[:_HASH]


def lapsed(finding: Finding, explanation: Explanation) -> str:
    """The question about an explanation whose values have changed: what was so then, what is now.

    「当时是98家,现在96家,说明仍成立吗?」 Drafts of earlier versions do not know what was so then.
    """
    then = explanation.fingerprint[_HASH:].strip()
    changes = _changes(then, finding.message)
    if not then:
        told = "所说明的数据已变"
    elif changes:
        told = ",".join(f"当时是{before},现在{after}" for before, after in changes)
    else:
        told = f"当时的情况是「{then}」"
    return f"{told},说明「{explanation.text}」仍成立吗?"


def without_past(draft: Draft, findings: Iterable[Finding]) -> Draft:
    """The same draft with the explanations of these findings alone; those that lapsed do not tell
    any more what was so when they were given."""
    kept: dict[str, Explanation] = {}
    for one in findings:
        explanation = draft.explanations.get(one.key)
        if explanation is not None and not still_explains(draft, one, explanation):
            explanation = replace(explanation, fingerprint=explanation.fingerprint[:_HASH])
        if explanation is not None:
            kept[one.key] = explanation
    return replace(draft, explanations=MappingProxyType(kept))


def says_nothing(text: str) -> bool:
    """Whether a text explains nothing: too short, 「同上」, or one sign again and again."""
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))
    is_short = len(plain) < _SHORTEST
    return is_short or len(set(plain)) < 3 or plain.isdigit() or bool(_EMPTY.fullmatch(plain))


def _changes(then: str, now: str) -> list[tuple[str, str]]:
    """The numbers that differ between two sentences of the same words, with their units."""
    if _NUMBER.sub("#", then) != _NUMBER.sub("#", now):
        return []
    pairs = zip(_NUMBER.finditer(then), _NUMBER.finditer(now), strict=True)
    found = [
        (_with_unit(then, before), _with_unit(now, after))
        for before, after in pairs
        if before[0] != after[0]
    ]
    return list(dict.fromkeys(found))


def _with_unit(text: str, match: re.Match[str]) -> str:
    unit = _UNIT.match(text, match.end())
    behind = unit[1] if unit else ""
    known = next((one for one in _UNITS if behind.startswith(one)), "")
    return match[0] + known
