"""What stands at the places of a finding, in the order in which they are shown."""

from dataclasses import dataclass, replace

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Place
from desktop_app.core.programme import Programme

_MOST_PLACES = 6
_LONG = 120
_AROUND = 40
BLANK = "(未填)"


@dataclass(frozen=True, slots=True)
class Shown:
    """A place and its value; `place` is None for a value that stands nowhere in the draft."""

    label: str
    value: str
    place: Place | None = None


def shown_places(draft: Draft, finding: Finding) -> tuple[Shown, ...]:
    """Both sides one after the other; where the finding names no value, what the draft says."""
    places = finding.places
    told = [finding.left, finding.right if len(places) > 1 or finding.left is None else None]
    told = [one for one in told if one is not None] if finding.left is None else told
    shown = [
        Shown(place.label, _value(draft, place, told[n] if n < len(told) else None), place)
        for n, place in enumerate(places[:_MOST_PLACES])
    ]
    if len(places) == 1 and finding.left is not None and finding.right:
        shown.append(Shown("对照" if finding.kind else "应为", finding.right))
    if not places and (finding.left or finding.right):
        shown = [Shown("", text) for text in (finding.left, finding.right) if text]
    return tuple(shown)


def left_out(finding: Finding) -> int:
    """How many places are not shown."""
    return max(0, len(finding.places) - _MOST_PLACES)


def can_be_typed(programme: Programme, path: str) -> bool:
    """Whether a path is one value that a person types: a field, a cell, a chapter."""
    first, _, rest = path.partition("/")
    is_chapter = first == "chapters" and any(one.id == rest for one in programme.plan.chapter)
    return is_chapter or programme.field(path) is not None


def meant(finding: Finding, place: Place, text: str) -> Place:
    """The place with the stretch of its text that the finding quotes, where that can be told."""
    at = text.find(finding.left) if finding.left else -1
    if place.span is not None or at < 0:
        return place
    return replace(place, span=(at, at + len(finding.left or "")))


def is_long(path: str) -> bool:
    """Whether what stands there has lines and paragraphs."""
    return path.startswith("chapters/")


def _value(draft: Draft, place: Place, told: str | None) -> str:
    if told:
        return told
    if "/" not in place.path:
        rows = len(draft.rows(place.path))
        return f"共 {rows} 行" if rows else BLANK
    text = draft.value(place.path)
    if place.span is not None and len(text) > _LONG:
        first, last = max(0, place.span[0] - _AROUND), place.span[1] + _AROUND
        return f"…{text[first:last]}…"
    if not text:
        return BLANK
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
