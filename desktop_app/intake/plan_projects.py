"""The projects that a plan names: in tables, and in numbered paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.programme import Table
from desktop_app.core.values import MONEY_UNITS, Kind, parse, show
from desktop_app.intake.headers import find_header
from desktop_app.intake.plain import Line, Sheet

_NUMBERED = re.compile(
    r"^\s*(?:[(\uff08]?\d{1,4}[)\uff09]|\d{1,4}\s*[.\uff0e、]|项目\d{1,4}[:\uff1a]|[①-⑳])"
    r"\s*(?P<rest>\S.*?)\s*$",
    re.DOTALL,
)
_LOOKS_LIKE_PROJECT = re.compile(r"项目|改造|建设|工程|升级|平台|车间|工厂|系统|产线|生产线")
_OPEN, _CLOSE = "(\uff08", ")\uff09"
_DETAIL = re.compile(r"[,\uff0c;\uff1b、]|投资|万元|亿元|公司|企业|厂|县|区|单位")
_AMOUNT = re.compile(r"(?:投资[^\d]{0,6})?(\d[\d,\uff0c.]*\s*(?:万元|亿元|元))")
_PLACE = re.compile(r"(?:县|市|区|旗)$")
_FIRM = re.compile(r"公司|厂|集团|合作社|中心|院|所$")
_SENTENCE_END = "。;\uff1b"
FEWEST_IN_A_LIST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph that names a project: its line and the row it reads as."""

    line: int
    cells: dict[str, str]


def is_project_sheet(sheet: Sheet, table: Table) -> bool:
    """Whether a table of the plan has a header with the project's name."""
    return find_header(sheet, table) is not None


def numbered_projects(
    lines: Sequence[Line], first: int, last: int, roles: dict[str, str]
) -> list[Item]:
    """Numbered paragraphs that name projects, in runs of at least three.

    `roles` maps name, enterprise, county, investment to the column ids of the plan's list. The
    name is what stands before the bracket that holds the details, to the letter.
    """
    found: list[Item] = []
    run: list[Item] = []
    for at in range(first, last):
        item = _item(lines[at], at, roles)
        if item is not None:
            run.append(item)
            continue
        if lines[at].table < 0 and not lines[at].text.strip():
            continue
        found += run if len(run) >= FEWEST_IN_A_LIST else []
        run = []
    return found + (run if len(run) >= FEWEST_IN_A_LIST else [])


def split_name(text: str) -> tuple[str, str]:
    """(name, details) of 「××项目(一期)(××公司,××县,总投资120万元)」.

    Names hold brackets themselves, so only a last bracket whose content looks like details is
    taken off; without one a colon or a comma before the details ends the name.
    """
    bare = text.rstrip(_SENTENCE_END)
    if bare and bare[-1] in _CLOSE:
        depth = 0
        for at in range(len(bare) - 1, -1, -1):
            depth += (bare[at] in _CLOSE) - (bare[at] in _OPEN)
            if depth == 0:
                inside = bare[at + 1 : -1]
                if at > 0 and len(_DETAIL.findall(inside)) >= 2:
                    return bare[:at], inside
                break
    for sign in ":\uff1a":
        name, found, details = bare.partition(sign)
        if found and _LOOKS_LIKE_PROJECT.search(name):
            return name, details
    for sign in ",\uff0c":
        name, found, details = bare.partition(sign)
        if found and _LOOKS_LIKE_PROJECT.search(name) and _DETAIL.search(details):
            return name, details
    return bare, ""


def _item(line: Line, at: int, roles: dict[str, str]) -> Item | None:
    if line.table >= 0:
        return None
    match = _NUMBERED.match(f"{line.number}{line.text}" if line.number else line.text)
    if match is None:
        return None
    # The paragraph's own text, so that a blank at the end of a name is not lost.
    rest = line.text if line.number else line.text[match.start("rest") :]
    name, details = split_name(rest)
    if not _LOOKS_LIKE_PROJECT.search(name) or len(name) > 80 or "。" in name:
        return None
    return Item(at, {roles["name"]: name, **_details(details, roles)})


def _details(text: str, roles: dict[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    amount = _AMOUNT.search(text)
    if amount and roles.get("investment"):
        value = parse(Kind.AMOUNT, amount[1], roles.get("unit", "万元"))
        if value is not None and roles.get("unit", "万元") in MONEY_UNITS:
            out[roles["investment"]] = show(value)
    for part in re.split(r"[,\uff0c;\uff1b、]", text):
        words = re.sub(
            r"^(?:实施单位|实施企业|承担单位|所在地|所属县区)[:\uff1a]?", "", part.strip()
        )
        if roles.get("enterprise") and roles["enterprise"] not in out and _FIRM.search(words):
            out[roles["enterprise"]] = words
        elif roles.get("county") and _PLACE.search(words) and len(words) <= 12:
            out.setdefault(roles["county"], words)
    return out
