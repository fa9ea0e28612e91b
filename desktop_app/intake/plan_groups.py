"""The industry or county that a heading, a caption or a line inside a table names."""

import re
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.values import plain

_NUMBER = re.compile(
    r"\s*(?:表\s*[\d一二三四五六七八九十]+(?:[-.]\d+)?[、:.]?|附[件表]\s*\d*[:.]?"
    r"|第[一二三四五六七八九十]+[章节][、:]?|[一二三四五六七八九十]{1,3}[、.]"
    r"|\([一二三四五六七八九十\d]{1,3}\)、?|\d{1,3}[、.](?!\d)|[①-⑳]|——?)\s*"
)
_BEFORE = re.compile(
    r"(?:(?:19|20)\d{2}年?(?:度)?|[\u4e00-\u9fff]{2,4}省|[\u4e00-\u9fff]{2,5}市|其中|全市|本市|我市"
    r"|拟|试点|重点|细分|推荐|申报|领域)"
)
_AFTER_IT = "试点|推荐|申报|重点|数字化|项目|清单|名单|领域|方面|共|类|企业|板块|汇总|情况"
_BEHIND = rf"(?=$|[(:,、;。\d]|{_AFTER_IT})"
_INDUSTRY = re.compile(
    r"([\u4e00-\u9fff、]{2,18}?(?:行业|制造业|加工业|产业|工业|制造|加工|业))" + _BEHIND
)
_AFTER = re.compile(_BEHIND)
_COUNTY = re.compile(
    r"([\u4e00-\u9fff]{1,9}?(?:自治县|自治旗|开发区|高新区|示范区|新区|县(?![区域级])|区(?!域)|市|旗))"
)
_NO_INDUSTRY = re.compile(
    r"(?:行业|产业|工业|企业|制造|加工|作业|就业|农业|工商业|业|各行业|试点行业|重点行业|细分行业|分行业|三个行业|三大产业)"
)
_NO_COUNTY = re.compile(
    r".*(?:各县|县区|各区|市区|园区|城区|全县|全区|全市|地区|分县|按县|分区|片区|全省|厂区|试点市|本市|我市).*"
)
_ACTION = re.compile(
    r"^(?:推进|推动|加快|加强|强化|坚持|开展|组织|建立|健全|完善|实施|支持|引导|聚焦|围绕|提升|优化|落实|培育|打造|深化|发展|做强)"
)
_PLACES = ("省", "市", "区", "县", "旗", "州", "盟")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """What projects below a heading have in common; empty where it says nothing."""

    industry: str = ""
    county: str = ""


def group_in(heading: str) -> Group:
    """The industry and county that a heading names: 「(一)铸造行业」, 「表2 东县项目清单」."""
    text = plain(heading)
    if len(text) > LONGEST:
        return Group()
    text = fold(_NUMBER.sub("", text, count=1))
    county = _county(text)
    return Group(_industry(text.removeprefix(county)), county)


def name_before(title: str, heading: str) -> str:
    """What a heading says in front of a form's title, without its number and the year: 铸造 of
    「表3 铸造推荐项目清单」; "" where it is not headed so, or names a place."""
    text = fold(_NUMBER.sub("", plain(heading), count=1))
    while (match := _BEFORE.match(text)) is not None:
        text = text[match.end() :]
    name = text.removesuffix(fold(title))
    return "" if name == text or name.endswith(_PLACES) else name


def _industry(text: str) -> str:
    while (match := _BEFORE.match(text)) is not None:
        text = text[match.end() :]
    found = _INDUSTRY.match(text)
    if found is None or _NO_INDUSTRY.fullmatch(found[1]) or _ACTION.match(found[1]):
        return ""
    return found[1]


def _county(text: str) -> str:
    """A county before an industry or as all that the heading says; a city only as all of it, for
    the city that applies stands in many headings."""
    found = _COUNTY.match(text)
    if found is None or _NO_COUNTY.fullmatch(found[1]) or _ACTION.match(found[1]):
        return ""
    behind = text[found.end() :]
    if found[1].endswith("市"):
        return found[1] if not behind or behind[0] in "(:" else ""
    is_told = _AFTER.match(behind) or _industry(behind)
    return found[1] if is_told else ""
