"""What the bench says: shown as it is measured, and kept to be written as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import east_asian_width

from tests.bench.targets import ELSEWHERE, NOT_HERE, REASONS, TARGETS

_MET = {True: "met", False: "MISSED", None: "not judged"}
# Linear is what grows at most so much faster than its rows: single runs on a busy machine differ.
_TOLERANCE = 1.25


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget with what was measured. `target` is a key of `TARGETS` where it is one of those,
    `beside` the peer that was measured in the same run, with its own figure."""

    what: str
    figure: str
    is_met: bool | None
    target: str = ""
    beside: str = ""


@dataclass
class Page:
    """A head, what must be reached, and the details: headings, lines, tables, further budgets."""

    title: str
    head: Sequence[str] = ()
    _markdown: list[str] = field(default_factory=list)
    _budgets: list[Budget] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        self._markdown.append(f"{'#' * level} {text}")
        print(f"\n{text}\n{'-' * len(text)}", flush=True)

    def line(self, text: str) -> None:
        self._markdown.append(text)
        print(text, flush=True)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> None:
        """The first `texts` columns are words and stand left, the others are figures."""
        self._markdown.append(_as_markdown(head, rows, texts))
        for cells in _aligned(head, rows, texts):
            print("  ".join(cells).rstrip(), flush=True)

    def budget(
        self, what: str, figure: str, is_met: bool | None, *, target: str = "", beside: str = ""
    ) -> None:
        """A budget beside what was measured; missing it fails nothing."""
        if target and target not in TARGETS:
            raise KeyError(target)
        self._budgets.append(Budget(what, figure, is_met, target, beside))

    def conclude(self) -> None:
        """Show what must be reached, and the budgets beside that."""
        for head, rows in ((_REACHED, self._reached()), (_FURTHER, self._further())):
            print()
            for cells in _aligned(head, rows, len(head)):
                print("  ".join(cells).rstrip(), flush=True)

    def markdown(self) -> str:
        parts = [
            f"# {self.title}",
            *self.head,
            "## What it must reach",
            _as_markdown(_REACHED, self._reached(), len(_REACHED)),
            ELSEWHERE,
            *self._markdown,
            "## Further budgets",
            _as_markdown(_FURTHER, self._further(), len(_FURTHER)),
        ]
        return "\n\n".join(parts) + "\n"

    def _reached(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for key, told in TARGETS.items():
            found = [one for one in self._budgets if one.target == key]
            if not found:
                rows.append((told, NOT_HERE, "", "", ""))
            for at, one in enumerate(found):
                # Several figures of one target say which is which.
                figure = one.figure if len(found) == 1 else f"{one.what}: {one.figure}"
                why = REASONS.get(key, "") if one.is_met is False else ""
                rows.append(("" if at else told, figure, one.beside, _MET[one.is_met], why))
        return rows

    def _further(self) -> list[tuple[str, ...]]:
        return [(one.what, one.figure, _MET[one.is_met]) for one in self._budgets if not one.target]


_REACHED = ("what", "measured", "beside it, same run", "", "why missed")
_FURTHER = ("budget", "measured", "")


def _as_markdown(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> str:
    lines = _aligned(head, rows, texts)
    widths = [_wide(cell) for cell in lines[0]]
    ruler = [
        "-" * width if at < texts else "-" * (width - 1) + ":" for at, width in enumerate(widths)
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (lines[0], ruler, *lines[1:]))


def _aligned(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> list[list[str]]:
    """Head and rows with all cells of a column equally wide."""
    widths = [max(3, *map(_wide, column)) for column in zip(head, *rows, strict=True)]
    lines: list[list[str]] = []
    for cells in (head, *rows):
        blanks = [" " * (width - _wide(cell)) for cell, width in zip(cells, widths, strict=True)]
        lines.append(
            [
                cell + blank if at < texts else blank + cell
                for at, (cell, blank) in enumerate(zip(cells, blanks, strict=True))
            ]
        )
    return lines


def seconds(spent: float) -> str:
    return f"{spent:.3f}" if spent < 10 else f"{spent:.1f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f} ×" if ratio < 10 else f"{ratio:.0f} ×"


def megabytes(peak: float | None) -> str:
    return "" if peak is None else f"{peak:.0f}"


def kilobytes(size: int) -> str:
    return f"{size / 1024:,.0f}"


def said(is_so: bool | None) -> str:
    return "" if is_so is None else "yes" if is_so else "no"


def growth(name: str, spent: Mapping[int, float]) -> str:
    """How many times the time for how many times the rows, from each size to the next."""
    steps = [
        f"{spent[more] / spent[few]:.1f} × the time for {more / few:.1f} × the rows"
        for few, more in pairwise(sorted(spent))
    ]
    return f"{name}: {', then '.join(steps)}" if name else ", then ".join(steps)


def is_linear(spent: Mapping[int, float], few: int, more: int) -> bool:
    """Whether the time grew no more than the rows did."""
    return spent[more] / spent[few] <= more / few * _TOLERANCE


def _wide(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)
