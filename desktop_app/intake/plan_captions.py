"""Which line above a table is its caption and goes with it; any other line is the plan's text.

When in doubt it is text: a caption that stays is a stray line, a sentence that goes is lost.
"""

import re

from desktop_app.core.names import fold
from desktop_app.core.numerals import NUMERAL
from desktop_app.core.pack_forms import Table
from desktop_app.core.scripts import simplified
from desktop_app.core.values import plain
from desktop_app.intake.plan_marks import is_long

_UNIT = re.compile(r"[\s(]*(?:金额)?单位:.{1,8}$")
_NUMBER = re.compile(
    r"续?(?:附表\s*\d{0,3}|表\s*(?:\d{1,3}(?:[-.]\d{1,3})*|[一二三四五六七八九十]{1,3}))"
    r"(?:\(?续\)?)?(?P<stop>[\s:.、]*)"
)
_LIST = re.compile(r"(?:表|清单|名单|一览|目录|台账|明细|汇总)(?:\([^()]{1,20}\))?$")
_SENTENCE = re.compile(r"[,。;:!?]|如下|以下|[下上附]表|(?<!意)见|所[列示]")
_FIGURE = re.compile(rf"{NUMERAL}\s*[余多]?\s*(?:个|家|户|项(?!目)|[百千]?[万亿]?元)")


def is_caption(line: str, table: Table) -> bool:
    """Whether a line above a table only names it: 「表2 …」, 「…项目清单」, or what the programme
    calls the table; or only gives its unit. A line that says how many or how much is none."""
    text = _UNIT.sub("", plain(simplified(line)))
    if not text:
        return True
    number = _NUMBER.match(text)
    title = text[number.end() :] if number is not None else text
    if fold(title) in {fold(name) for name in (table.title, *table.synonyms)}:
        return True
    if is_long(title) or _SENTENCE.search(title) or _FIGURE.search(title):
        return False
    is_numbered = number is not None and bool(number["stop"] or not title)
    return is_numbered or _LIST.search(title) is not None
