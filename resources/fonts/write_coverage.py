"""Writes which characters the bundled fonts hold, for the check that every sign can be printed.

Run it after a font has changed:  python resources/fonts/write_coverage.py
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
TARGET = FOLDER.parents[1] / "desktop_app" / "core" / "printable_signs.py"
_PER_LINE = 88


def covered() -> set[int]:
    """The code points that at least one bundled font has a glyph for."""
    found: set[int] = set()
    for path in sorted(FOLDER.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return found


def module(codes: Iterable[int]) -> str:
    """The source of the module that holds the ranges."""
    lines = [""]
    for piece in ranges(codes):
        if len(lines[-1]) + len(piece) + 1 > _PER_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {piece}".strip()
    body = "\n".join(lines)
    return (
        '"""Ranges of characters that the bundled fonts hold, in hexadecimal.\n\n'
        'Written by resources/fonts/write_coverage.py; not to be edited."""\n\n'
        f'RANGES = """\n{body}\n"""\n'
    )


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """Sorted code points as 「4E00-9FEF」 or 「3007」."""
    first = last = -1
    for code in [*sorted(codes), -1]:
        if code == last + 1 and last >= 0:
            last = code
            continue
        if last >= 0:
            yield f"{first:X}-{last:X}" if last > first else f"{first:X}"
        first = last = code


if __name__ == "__main__":
    TARGET.write_text(module(covered()), "utf-8")
