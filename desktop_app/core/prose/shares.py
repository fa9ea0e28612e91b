"""Shares that a part has of all projects, firms or money."""

import re
from collections.abc import Sequence

from desktop_app.core.prose.claims import (
    Claim,
    Claimed,
    Spot,
    is_behind_its_part,
    part_before,
    scope_of,
)
from desktop_app.core.prose.context import Context
from desktop_app.core.prose.scopes import banded, graded, timed

_SHARE_BEHIND = re.compile(
    r"^(?:以上|左右)?(?:的)?(?P<of>项目|企业|投资)?(?:集中在|集中于|分布在|来自|属于|为|是|落在)"
)
_OF_SHARE = re.compile(r"^(?:以上|左右)?的(?:[^,\uff0c。]{0,6})(?:项目|企业|投资)")
_SHARE_BEFORE = re.compile(r"(?:占比|占|比重|比例|份额)[^,\uff0c\d]{0,14}$")
_OTHER_SHARES = re.compile(
    r"人口|用地|上云|收入|产值|覆盖|普及|数控|认可|补助|补贴|规上|满意|GDP|税|出口|合格|开机|利用率|能耗|成本|效率|良率|不良|比例不"
)
# What may stand between the name of a part and the share it has.
_SHARE_LEAD = re.compile(
    r"^(?:申报|推荐|入选|实施|承担|本次|全市|我市|总数|比重|分别|行业|产业|地区|的|项目|企业|数|数量|总|投资|额|金额|奖补|申请|拟|合计|共|总计|启动|开工|完成|完工|竣工|水平|等级|及以上|以上"
    r"|占比|占|比重|比例|为|达到|达|到|约|接近|近|超|全部|整体|总投资|[:\uff1a\s\d个家,\uff0c])*$"
)


def shared(at: Spot, context: Context) -> Claimed | None:
    """A share that a part has of all projects, firms or money."""
    before = at.before
    is_ours = bool(context.told) or context.about == "ours"
    scopes, of = context.scopes(at.clause.text), before
    in_front = _SHARE_BEHIND.match(at.behind)
    named = at.terms.places.named(at.behind) if in_front is not None else []
    for part in at.terms.parts:
        if part_before(part).search(before.replace("占", "")):
            claims = (Claim(f"share_of_part:{part}", scope) for scope in scopes)
            return "share", tuple(claims), False
    if in_front is not None and named:
        scopes, of = (scope_of(named),), in_front["of"] or ""
    elif not context.has_part or not _is_share_of_part(at, context):
        return None
    of += context.shares_of
    measures = _share_measures(context, of + at.behind[:6])
    if len(measures) == 1:
        context.noun = measures[0].removeprefix("share_of_")
    claims = tuple(Claim(measure, scope) for measure in measures for scope in scopes)
    return ("share", claims, is_ours) if claims else None


def _is_share_of_part(at: Spot, context: Context) -> bool:
    """Whether a percentage is the share of the part named before it, or of 「…的项目」."""
    if _OTHER_SHARES.search(at.clause.text):
        return False
    if _OF_SHARE.match(at.behind):
        return True
    if not _SHARE_BEFORE.search(at.before):
        return bool(context.shares_of) and is_behind_its_part(at)
    text = at.clause.text[: at.one.start]
    ends = [named.end for named in at.terms.places.named(text)]
    for found in (timed(text, at.terms.years), graded(text), banded(text)):
        if found is not None:
            ends.append(found.end)
    return _SHARE_LEAD.match(text[max(ends, default=0) :]) is not None


def _share_measures(context: Context, of: str) -> Sequence[str]:
    noun = context.noun
    if "奖补" in of or noun == "award":
        return "share_of_award", "share_of_investment"
    if "投资" in of:
        return ("share_of_investment",)
    if "企业" in of:
        return "share_of_firms", "share_of_projects"
    if "项目" in of:
        return ("share_of_projects",)
    if noun in ("projects", "firms", "investment"):
        return (f"share_of_{noun}",)
    return "share_of_projects", "share_of_firms", "share_of_investment"
