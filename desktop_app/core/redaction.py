"""A draft that others may see: the same findings, and nobody named.

Firms, places, people, codes and numbers get stand-ins, always the same one for the same name; of
names and short texts only what is said everywhere stays readable, of long texts the sentences that
findings quote.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.core.draft import Draft, Explanation
from desktop_app.core.explaining import fingerprint
from desktop_app.core.findings import Audit, Finding
from desktop_app.core.programme import Programme
from desktop_app.core.redactor import Redactor, Style, Substitute
from desktop_app.core.rules import audit
from desktop_app.core.scrubbing import odd_signs

# From the most readable and least telling to what keeps the findings in any case.
_STYLES = (
    Style(),
    Style(keep="counted"),
    Style(nobody="甲"),
    Style(nobody="甲", keep="counted"),
    Style(nobody="甲", keep="counted", by_signs=True),
    Style(nobody="甲", keep="whole"),
    Style(nobody="甲", keep="whole", by_signs=True),
)
_LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted draft with its audit, and the key to it that stays with its owner.

    `is_faithful` says that its findings are those of the original: the same rules, places, kinds
    and explanations in the same order.
    """

    draft: Draft
    key: tuple[Substitute, ...]
    audit: Audit
    is_faithful: bool


def redacted(programme: Programme, draft: Draft) -> Redacted:
    """The draft with stand-ins for all that tells who somebody is.

    When stand-ins that are easy to read would change a finding, others are taken that are as
    alike among each other as the names were.
    """
    found = audit(programme, draft)
    first: Redacted | None = None
    for style in _STYLES:
        made = _redacted(programme, draft, found, style)
        if made.is_faithful:
            return made
        first = first or made
    assert first is not None
    return first


def _redacted(programme: Programme, draft: Draft, found: Audit, style: Style) -> Redacted:
    redactor = Redactor(programme, draft, found.findings, _secret(draft), style)
    bare = replace(
        draft,
        values=MappingProxyType(dict(redactor.values())),
        tables=MappingProxyType(
            {table: tuple(redactor.rows(table)) for table in draft.tables if programme.table(table)}
        ),
        explanations=MappingProxyType(_explanations(redactor, draft)),
    )
    again = audit(programme, bare)
    if draft.explanations:
        bare = _explained(bare, draft, _pairs(redactor, found.findings, again.findings))
        again = audit(programme, bare)
    is_faithful = _outline(found, redactor.finding_key) == _outline(again, str)
    return Redacted(bare, tuple(redactor.key_to_all()), again, is_faithful)


def _pairs(
    redactor: Redactor, before: Sequence[Finding], after: Sequence[Finding]
) -> Iterator[tuple[Finding, Finding]]:
    """Each finding with what it has become."""
    waiting: dict[str, list[Finding]] = {}
    for one in reversed(after):
        waiting.setdefault(one.key, []).append(one)
    for one in before:
        same = waiting.get(redactor.finding_key(one.key))
        if same:
            yield one, same.pop()


def _explanations(redactor: Redactor, draft: Draft) -> dict[str, Explanation]:
    """All explanations as mere lengths, none of them holding."""
    return {
        redactor.finding_key(key): Explanation(
            f"(情况说明,{len(one.text.strip())}字){odd_signs(one.text)}",
            _LAPSED,
            odd_signs(one.author),
        )
        for key, one in draft.explanations.items()
    }


def _explained(bare: Draft, draft: Draft, pairs: Iterable[tuple[Finding, Finding]]) -> Draft:
    """The redacted draft in which those explanations hold that hold in the original."""
    explanations = dict(bare.explanations)
    for old, new in pairs:
        told = draft.explanations.get(old.key)
        is_holding = told is not None and told.fingerprint == fingerprint(draft, old)
        if is_holding and new.key in explanations:
            now = fingerprint(bare, new)
            explanations[new.key] = replace(explanations[new.key], fingerprint=now)
    return replace(bare, explanations=MappingProxyType(explanations))


def _outline(found: Audit, key: Callable[[str], str]) -> list[tuple[object, ...]]:
    """What findings say without a name; those about counties come in the order of names.

    A rule that is passed by a sentence that was left out has no data now: that is no finding.
    """
    told: Iterator[tuple[str | bool | tuple[str, ...], ...]] = (
        (
            one.code,
            one.severity,
            one.kind,
            key(one.key),
            tuple(_path(place.path) for place in one.places),
            one.left is None,
            one.right is None,
            bool(one.explanation),
            bool(one.lapsed),
        )
        for one in found.findings
    )
    return sorted(told)


def _path(path: str) -> str:
    # The key of an explanation may hold the name of a county.
    return re.sub(r"^explanations/.*", "explanations", path)


def _secret(draft: Draft) -> bytes:
    """What nobody knows who has not the draft itself."""
    digest = hashlib.sha256()
    for part in _texts(draft):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    return digest.digest()


def _texts(draft: Draft) -> Iterator[str]:
    for path in sorted(draft.values):
        yield from (path, draft.values[path])
    for table in sorted(draft.tables):
        for row in draft.tables[table]:
            yield from (row.id, row.origin, *row.cells.values())
    for key, one in draft.explanations.items():
        yield from (key, one.text, one.author)
