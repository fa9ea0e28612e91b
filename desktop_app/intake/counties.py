"""Whose table it is: the county that blank cells take from the title or the file's name."""

import re
from collections.abc import Sequence

from desktop_app.core.names import fold

_PARTS = re.compile(r"[\u4e00-\u9fff]+")
# What stands before a county without being part of it.
_BEFORE = re.compile(r"(?:附件|附表|关于|报送|上报|填报|填表|单位|终稿|最新)+")
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}?省)?(?P<city>[\u4e00-\u9fff]{2,6}?市)?"
    r"(?P<county>[\u4e00-\u9fff]{1,8}?(?:自治县|自治旗|县|区|旗))?"
)
_WORDS = re.compile(r"项目|试点|企业|转型|数字|城市|年|汇总|方案|清单|表|行业")
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
        for part in _PARTS.findall(fold(text)):
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


def _is_place(name: str) -> bool:
    return (
        bool(name) and name not in _NO_PLACE and not _WORDS.search(name) and name[0] not in "县市区"
    )
