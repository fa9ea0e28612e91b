"""How a person likes a table to look, kept from one day to the next: widths, hidden columns."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

_WIDEST = 4_000


@dataclass(frozen=True, slots=True)
class Looks:
    """Widths by column in pixels at 100 %, and the hidden columns; None where nobody said."""

    widths: Mapping[str, int] = field(default_factory=dict[str, int])
    hidden: frozenset[str] | None = None

    def to_text(self) -> str:
        told = {"widths": dict(self.widths), "hidden": sorted(self.hidden or ())}
        return json.dumps(told, ensure_ascii=False)


def looks_from(text: str) -> Looks:
    """What was kept; nothing where that is damaged."""
    try:
        told = json.loads(text)
        widths = {str(column): int(width) for column, width in told["widths"].items()}
        hidden = frozenset(map(str, told["hidden"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Looks()
    return Looks({c: w for c, w in widths.items() if 0 < w <= _WIDEST}, hidden)
