"""Whose table it is: the county that blank cells take from a section, the title or the file."""

import re
from collections.abc import Sequence

from desktop_app.core.names import in_plain_script
from desktop_app.intake.headers import Header
from desktop_app.intake.plain import Cleaned, ReadRow, Sheet

_PARTS = re.compile(r"[\u4e00-\u9fff]+")
# What stands before a county without being part of it.
_BEFORE = re.compile(r"(?:附件|附表|关于|报送|上报|填报|填表|单位|终稿|最新)+")
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}?省)?(?P<city>[\u4e00-\u9fff]{2,6}?市)?"
    r"(?P<county>[\u4e00-\u9fff]{1,8}?(?:自治县|自治旗|县|区|旗))?"
)
_WORDS = re.compile(r"项目|试点|企业|转型|数字|城市|年|汇总|方案|清单|表|行业")
_NUMBERED = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[、.)]+")
_NO_PLACE = {
    "县",
    "区",
    "市",
    "全县",
    "全区",
    "全市",
    "各县",
    "各区",
    "县区",
    "市区",
    "园区",
    "地区",
}


def county_in(texts: Sequence[str]) -> str:
    """The first county that one of the texts begins with, empty when none does.

    「某市某区…」 is the district, 「某市…」 alone a city of county rank.
    """
    cities: list[str] = []
    for text in texts:
        for part in _PARTS.findall(in_plain_script(text)):
            before = _BEFORE.match(part)
            match = _PLACE.match(part, before.end() if before else 0)
            if match is None:
                continue
            county, city = match["county"] or "", match["city"] or ""
            if _is_place(county):
                return county
            if _is_place(city) and not county:
                cities.append(city)
    return cities[0] if cities else ""


def county_of_section(title: str) -> str:
    """The county whose rows a section's title announces (一、东县), empty when it is none."""
    return county_in([_NUMBERED.sub("", in_plain_script(title))])


def is_county(text: str) -> bool:
    """Whether a text is a county's name and nothing more."""
    return bool(text.strip()) and county_in([text]) == in_plain_script(text)


def told_county(
    rows: Sequence[ReadRow],
    column: str,
    file: str,
    sheet: Sheet,
    header: Header,
    *,
    is_one_of_several: bool = False,
) -> str:
    """What blank counties stand for: the table's only county, else its file's name or title.

    In a table of several counties a blank is a blank. What the sheet itself says comes before the
    name of a file that has several of them.
    """
    given = {text.strip() for text in {row.cells.get(column, "") for row in rows}} - {""}
    if given:
        return given.pop() if len(given) == 1 else ""
    titles = [cell for row in sheet.rows[: header.first] for cell in row if cell.strip()]
    foot = [cell for row in sheet.rows[header.row + 1 :] for cell in row if "单位" in cell[:6]]
    name, own = file.rsplit(".", 1)[0], [sheet.title, *titles, sheet.name, *foot]
    if is_one_of_several:
        # A sheet that is called by a county is its.
        named = in_plain_script(sheet.name) if is_county(sheet.name) else ""
        return named or county_in(own) or county_in([name])
    return county_in([name, *own])


def with_county(
    rows: Sequence[ReadRow], column: str, label: str, counties: Sequence[str]
) -> tuple[list[ReadRow], list[Cleaned]]:
    """Rows with blank counties filled, each listed; what is given stands."""
    out: list[ReadRow] = []
    listed: list[Cleaned] = []
    for row, county in zip(rows, counties, strict=True):
        if county and not row.cells.get(column, "").strip():
            listed.append(Cleaned(f"{row.where} {label}", "", county, row.where, column))
            out.append(ReadRow({**row.cells, column: county}, row.where))
        else:
            out.append(row)
    return out, listed


def _is_place(name: str) -> bool:
    return (
        bool(name) and name not in _NO_PLACE and not _WORDS.search(name) and name[0] not in "县市区"
    )
