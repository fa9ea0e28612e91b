"""Whose table it is: the county that blank cells take from the title or the file's name."""

import re
from collections.abc import Sequence

from desktop_app.core.names import fold

_PARTS = re.compile(r"[\u4e00-\u9fff]+")
# What stands before a county without being part of it.
_BEFORE = re.compile(r"(?:附件|附表|关于|报送|上报|填报单位|填表单位|报送单位|单位|终稿|最新|汇总)+")
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}?省)?(?P<city>[\u4e00-\u9fff]{2,6}?市)?"
    r"(?P<county>[\u4e00-\u9fff]{1,8}?(?:自治县|自治旗|县|区|旗))?"
)
_NO_PLACE = {"县", "区", "市", "全县", "全区", "全市", "各县", "各区", "县区", "市区", "园区", "地区"}


def county_in(texts: Sequence[str]) -> str:
    """The first county that one of the texts begins with, 「」 when none does.

    「某市某区…」 is the district, 「某市…」 alone a city of county rank.
    """
    cities: list[str] = []
    for text in texts:
        for part in _PARTS.findall(fold(text)):
            match = _PLACE.match(_BEFORE.sub("", part, count=1))
            if match is None:
                continue
            county, city = match["county"] or "", match["city"] or ""
            if county and county not in _NO_PLACE and not county.startswith(("县", "市", "区")):
                return county
            if city and city not in _NO_PLACE and not county:
                cities.append(city)
    return cities[0] if cities else ""
