"""Whom or what a field speaks of, as far as that decides what others may see of it."""

import re
from enum import Enum, auto

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind

_PERSON = re.compile(r"联系人|填报人|审核人|负责人|经办人|编制人|法人|法定代表|姓名|人员姓名")
_PLACE = re.compile(r"地址|住所|坐落")
_DOCUMENT = re.compile(r"文号|单号|编号$|批文")
_FIGURES = (Kind.INTEGER, Kind.AMOUNT, Kind.PERCENT, Kind.DATE, Kind.MONTH, Kind.YES_NO)


class Role(Enum):
    """What a field's text tells."""

    NAME = auto()
    FIRM = auto()
    COUNTY = auto()
    CITY = auto()
    INDUSTRY = auto()
    CODE = auto()
    PHONE = auto()
    PERSON = auto()
    ADDRESS = auto()
    DOCUMENT = auto()
    FIGURE = auto()
    CHOICE = auto()
    PROSE = auto()
    TEXT = auto()


def column_role(programme: Programme, table: Table, column: Field) -> Role:
    """The role of a column; the plan's list uses the summary's column ids."""
    form = programme.summary
    if table.id in (form.table.id, programme.plan.project_list.id):
        played = {
            form.name: Role.NAME,
            form.enterprise: Role.FIRM,
            form.county: Role.COUNTY,
            form.industry: Role.INDUSTRY,
            form.credit_code: Role.CODE,
        }
        if column.id and column.id in played:
            return played[column.id]
    return Role.NAME if column.compared else _by_kind(programme, column)


def field_role(programme: Programme, field: Field) -> Role:
    """The role of a single field; the one called `city` names the applicant (compose_text), and so
    does the one that the summary says does."""
    city = programme.summary.city
    is_applicant = field.id == "city" or (bool(city) and programme.field(city) == field)
    if is_applicant or field.kind is Kind.REGION:
        return Role.CITY
    return _by_kind(programme, field)


def _by_kind(programme: Programme, field: Field) -> Role:
    match field.kind:
        case Kind.CREDIT_CODE:
            return Role.CODE
        case Kind.PHONE:
            return Role.PHONE
        case Kind.LONG_TEXT:
            return Role.PROSE
        case Kind.CHOICE if programme.options(field):
            return Role.CHOICE
        case kind if kind in _FIGURES:
            return Role.FIGURE
        case _:
            return _by_label(field.label)


def _by_label(label: str) -> Role:
    if _PERSON.search(label) and "电话" not in label:
        return Role.PERSON
    if _PLACE.search(label):
        return Role.ADDRESS
    if "行业" in label and "代码" not in label:
        return Role.INDUSTRY
    return Role.DOCUMENT if _DOCUMENT.search(label) else Role.TEXT
