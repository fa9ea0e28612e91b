"""Texts, numbers and sizes as Excel takes them."""

import re
from decimal import Decimal
from functools import lru_cache

from desktop_app.documents.clean import clean
from desktop_app.documents.styles import LANDSCAPE, MM, PORTRAIT, TABLE_CELL
from desktop_app.documents.table_layout import cell_size, column_widths, line_count, padding
from desktop_app.documents.tree import Table

# 007 and 1e5 are no amounts; what Excel would round away (over 15 digits) stays text.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.(\d+))?")
_DIGITS = 15
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# In UTF-16, as Excel counts: a sign above U+FFFF is two.
_LONGEST_CELL = 32767
# An underscore with which Excel's escape of a character begins (ECMA-376 22.4.2.4).
_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_ESCAPES_THAT_TOUCH = re.compile("_x[0-9a-fA-F]{4}(?=_x[0-9a-fA-F]{4}_)")


def sheet_widths(tables: list[Table], is_landscape: bool) -> tuple[float, ...]:
    """The columns in points on screen: fitted to the paper's width they print as in Word."""
    page = LANDSCAPE if is_landscape else PORTRAIT
    paper = (page.width_mm - page.left_mm - page.right_mm) * MM
    if not tables:
        return (paper,)
    table = max(tables, key=lambda one: len(one.columns))
    size = cell_size(table, paper)
    return tuple(width * TABLE_CELL.size / size for width in column_widths(table, paper, size))


@lru_cache(maxsize=65536)
def text_lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column of a width in points."""
    if "\n" not in text and len(text) * size <= width - 2 * padding(size):
        return 1
    return sum(line_count(part, width, size) for part in text.split("\n"))


@lru_cache(maxsize=65536)
def number_in(text: str) -> Decimal | None:
    """The number a text is, written plainly and kept exactly by Excel; None for other text."""
    match = _NUMBER.fullmatch(text)
    if match is None or len(text.replace(".", "").lstrip("-0")) > _DIGITS:
        return None
    return Decimal(text)


@lru_cache(maxsize=65536)
def number_format(number: Decimal) -> str:
    """The format that shows as many decimals as were written."""
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"0.{'0' * places}" if places else "0"


def cell_text(text: str) -> str:
    """A text as a cell can hold it."""
    text = clean(text)
    if len(text) > _LONGEST_CELL // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST_CELL].decode("utf-16-le", "ignore")
    if "_x" in text or text.startswith("<r>"):
        return _as_markup(text)
    return text


def _as_markup(text: str) -> str:
    """A text that XlsxWriter would take for markup, or for two of Excel's escapes run into one.

    XlsxWriter passes finished runs on as they are. The underscores are references, so that it does
    not escape them again.
    """
    if not text.startswith("<r>") and not _ESCAPES_THAT_TOUCH.search(text):
        return text
    shown = _ESCAPE.sub("_x005F_", text).replace("&", "&amp;")
    shown = shown.replace("<", "&lt;").replace(">", "&gt;").replace("_", "&#95;")
    return f'<r><t xml:space="preserve">{shown}</t></r>'


def sheet_name(text: str) -> str:
    """A name Excel takes: 31 characters without its special signs."""
    return _FORBIDDEN_IN_NAMES.sub(" ", clean(text)).strip("' ")[:31] or "Sheet1"


def free_name(name: str, taken: set[str]) -> str:
    """A name for a sheet that no other has."""
    return name if name not in taken else f"{name[:29]} 1"
