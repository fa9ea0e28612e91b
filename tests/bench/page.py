"""What the bench says: shown as it is measured, and kept to be written as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import east_asian_width

_MET = {True: "met", False: "MISSED", None: "not judged"}
# Linear is what grows at most so much faster than its rows: single runs on a busy machine differ.
_TOLERANCE = 1.25


@dataclass
class Page:
    """Headings, lines and tables in order; budgets come again at the end."""

    _markdown: list[str] = field(default_factory=list)
    _budgets: list[tuple[str, str, str]] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        self._markdown.append(f"{'#' * level} {text}")
        print(f"\n{text}\n{'-' * len(text)}", flush=True)

    def line(self, text: str) -> None:
        self._markdown.append(text)
        print(text, flush=True)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> None:
        """The first `texts` columns are words and stand left, the others are figures."""
        widths = [max(map(_wide, column)) for column in zip(head, *rows, strict=True)]

        def aligned(cells: Sequence[str]) -> list[str]:
            blanks = [
                " " * (width - _wide(cell)) for cell, width in zip(cells, widths, strict=True)
            ]
            return [
                cell + blank if at < texts else blank + cell
                for at, (cell, blank) in enumerate(zip(cells, blanks, strict=True))
            ]

        ruler = [
            "-" * width if at < texts else "-" * (width - 1) + ":"
            for at, width in enumerate(widths)
        ]
        lines = [
            f"| {' | '.join(cells)} |" for cells in (aligned(head), ruler, *map(aligned, rows))
        ]
        self._markdown.append("\n".join(lines))
        for cells in (head, *rows):
            print("  ".join(aligned(cells)).rstrip(), flush=True)

    def budget(self, what: str, figure: str, is_met: bool | None) -> None:
        """A budget beside what was measured; missing it fails nothing."""
        self._budgets.append((what, figure, _MET[is_met]))

    def all_budgets(self) -> None:
        self.heading("Budgets")
        self.table(("budget", "measured", ""), self._budgets, texts=3)

    def markdown(self) -> str:
        return "\n\n".join(self._markdown) + "\n"


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
