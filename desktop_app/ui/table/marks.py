"""What an audit found in the cells and rows of a table, by where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from desktop_app.core.findings import SEVERITY_WORDS, Audit, Finding, Severity
from desktop_app.ui.listing import EXPLAINED, SIGNS, WEIGHTS

_MOST_TOLD = 6
_EXPLAINED_SIGN = "✓"


@dataclass(frozen=True, slots=True)
class Mark:
    """The findings at one place, the gravest first; `sign` and `weight` are that one's."""

    sign: str
    weight: str
    findings: tuple[Finding, ...]

    @property
    def told(self) -> str:
        """In words, for the tooltip and to be read aloud."""
        lines = [_told(one) for one in self.findings[:_MOST_TOLD]]
        more = len(self.findings) - _MOST_TOLD
        return "\n".join([*lines, f"还有 {more} 处,见「核对」。"] if more > 0 else lines)

    @property
    def tooltip(self) -> str:
        """As rich text, so that nothing in it is taken for HTML and long lines wrap."""
        return f"<p>{escape(self.told).replace(chr(10), '<br>')}</p>"


def _no_marks() -> Mapping[str, Mark]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Marks:
    """By `row/column` for cells, by `row` for rows."""

    by_place: Mapping[str, Mark] = field(default_factory=_no_marks)

    def cell(self, row: str, column: str) -> Mark | None:
        return self.by_place.get(f"{row}/{column}")

    def row(self, row: str) -> Mark | None:
        return self.by_place.get(row)


def all_marks(audit: Audit) -> Mapping[str, Marks]:
    """The marks of every table in which something was found, by its id."""
    found: dict[str, dict[str, list[Finding]]] = {}
    for one in audit.findings:
        for path in {place.path for place in one.places}:
            table, _, place = path.partition("/")
            if place:
                found.setdefault(table, {}).setdefault(place, []).append(one)
    return {
        table: Marks({place: _mark(many) for place, many in places.items()})
        for table, places in found.items()
    }


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def _mark(findings: list[Finding]) -> Mark:
    ordered = findings
    if len(findings) > 1:
        ordered = sorted(findings, key=lambda one: (bool(one.explanation), _RANKS[one.severity]))
    first = ordered[0]
    if first.explanation:
        return Mark(_EXPLAINED_SIGN, "ok", tuple(ordered))
    return Mark(SIGNS[first.severity], WEIGHTS[first.severity], tuple(ordered))


def _told(one: Finding) -> str:
    weight = f"{SIGNS[one.severity]} {SEVERITY_WORDS[one.severity]}"
    weight = EXPLAINED if one.explanation else weight
    clause = f"(依据:{one.clause})" if one.clause else ""
    return f"{weight}:{one.message}{clause}"
