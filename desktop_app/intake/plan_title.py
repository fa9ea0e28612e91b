"""The first and the last lines of a plan: its title, and who signed when."""

import re
from collections.abc import Sequence

from desktop_app.intake.plain import Line

_TITLE = re.compile(r"[^。;\uff1b]{0,80}方案\s*(?:[(\uff08\[〔【].{1,12}[)\uff09\]〕】])?")
_MARK = re.compile(r"附\s*件.{0,4}|[(\uff08\[〔【].*|密级.*|.*[:\uff1a].*|.*\d{4}年\d+月.*|目\s*录")
_WHOLE_TITLE = 14
_SEARCHED = 60
_DATE = re.compile(
    r"(?:日期[:\uff1a])?\s*[\d二〇零○Oo一三四五六七八九]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
)
_OFFICE = re.compile(
    r".{2,30}(?:人民政府|政府|局|委员会|委|厅|办公室|管委会|中心)\s*(?:[(\uff08].{0,6}章[)\uff09])?"
)


def title_of(lines: Sequence[Line]) -> str:
    """The first line that reads like a plan's title, with the line before when it is cut in two."""
    before = ""
    for line in [line for line in lines if line.table < 0][:_SEARCHED]:
        text = line.text.strip()
        if _TITLE.fullmatch(text):
            is_cut = len(text) <= _WHOLE_TITLE and before and not _MARK.fullmatch(before)
            return _joined(before, text) if is_cut else _joined("", text)
        if text:
            before = text
    return next((line.text.strip() for line in lines if "方案" in line.text), "")


def without_signature(texts: Sequence[str]) -> list[str]:
    """The paragraphs of the last chapter without the office and the date that sign the plan."""
    kept = list(texts)
    while kept and not kept[-1].strip():
        kept.pop()
    if not kept or not _DATE.fullmatch(kept[-1].strip()):
        return list(texts)
    kept.pop()
    while kept and _OFFICE.fullmatch(kept[-1].strip()):
        kept.pop()
    return kept


def _joined(before: str, text: str) -> str:
    return f"{before}{text}".replace("\n", "").replace("\t", "")
