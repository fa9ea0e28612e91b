"""How what was typed is printed, and the texts of a pack that hold it."""

import re
from collections.abc import Iterator

from desktop_app.core.draft import Draft
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind, Read, parse, show

PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
# All that a person may have meant as one; it is printed as it stands.
_BRACED = re.compile(r"\{[^{}]*\}?|\}")
UNFILLED = "××"


def filled(programme: Programme, draft: Draft, template: str) -> str:
    """A pack's text with `{section.field}` replaced by what was typed there, ×× while blank."""

    def value(match: re.Match[str]) -> str:
        path = match[1].replace(".", "/")
        field = programme.field(path)
        if field is None:
            return match[0]
        return shown(programme, field, draft.values.get(path, "")) or UNFILLED

    return PLACEHOLDER.sub(value, template)


def placeholder_problems(programme: Programme, template: str) -> Iterator[str]:
    """What is wrong with the placeholders of a pack's text, in words."""
    for match in _BRACED.finditer(template):
        told = PLACEHOLDER.fullmatch(match[0])
        if told is None or told[1].count(".") != 1:
            yield f"占位符「{match[0]}」写法不对,应写成 {{章节.填报项}},例如 {{basic.city}}"
        elif programme.field(told[1].replace(".", "/")) is None:
            yield f"占位符「{match[0]}」没有对应的填报项"


def says_unit(label: str, unit: str) -> bool:
    """Whether a label tells its unit by itself, as 金额(万元), 从业人数, 页数 do; 从业人员 does not
    tell 人."""
    told = re.escape(unit)
    pattern = rf"[(（][^()（）]*{told}[^()（）]*[)）]|{told}数|{told}次?$"
    return re.search(pattern, label) is not None


def read(programme: Programme, field: Field, typed: str) -> Read:
    """The value of a typed text under its field."""
    return parse(field.kind, typed, field.unit, programme.options(field))


def shown(programme: Programme, field: Field, typed: str) -> str:
    """A typed text as it is printed: texts and names to the letter, other kinds in one form."""
    if field.compared or field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES):
        return typed if typed.strip() else ""
    return show(read(programme, field, typed))
