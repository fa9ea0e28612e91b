"""Sums that the projects invest: in all, on average, the least and the most."""

import re

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.claims import (
    BEHIND_ELIDED,
    FILLERS,
    PART,
    Claim,
    Claimed,
    Spot,
    is_behind_its_part,
    part_before,
    without_parts,
)
from desktop_app.core.prose.context import Context

_LONGEST_LEAD_IN = 12

_TOTAL_BEFORE = re.compile(
    r"(?P<kind>[^,\uff0c]*?)(?:总投资(?:额|规模)?|投资总额|投资总规模|投资合计|计划投资合计|概算投资)(?:金额)?"
    r"(?:合计|共计|总计|预计|计划|达到|达|为|是|共|约为|:|\uff1a)*\s*$"
)
INVESTMENT_BEFORE = re.compile(
    r"(?P<kind>[^,\uff0c]*?)(?:计划|预计)?(?:总)?(?:投资|投入)(?:额|规模|金额)?(?:合计|共计|总计|达到|达|为|是|共|:|\uff1a)*\s*$"
)
# What is to come out of the projects may be more than they invest.
_BROUGHT = re.compile(r"带动|拉动|撬动|完成|实现")
_OTHER_INVESTMENT = re.compile(
    r"固定资产|工业|技改|设备|研发|软件|硬件|服务|社会|财政|招商|已|年度|平均|户均|单个|最|每|新增|民间|企业自筹"
)
_AVERAGE = re.compile(r"平均|户均|每个项目平均|单个项目平均")
_OF_FIRMS = re.compile("户均|每家|每户|每企|企均")
# Objects that have a total investment of their own.
_OTHER_OBJECT = re.compile(r"园区|产业园|中心|平台|基地|厂房|工程(?!师)|道路|管网|机房|实验室")
_EACH_INVESTMENT = re.compile(
    r"(?:单个|单体|每个|各)(?:的)?项目(?:计划|总)?(?:的)?(?:总)?投资|项目(?:的)?(?:总)?投资额?(?:在|最|介于)|投资(?:最|额?在)|投资规模(?:在|最)"
)
_LIMIT = re.compile(r"要求|限额|不低于|不少于|标准|门槛|规定")
_EXTREME = (
    r"(?:的|者)*\s*(?:单体)?(?:投资)?(?:项目|一[个项])?\s*"
    r"(?:也|仅|只|就)?(?:为|是|有|投资|达到|达|不超过)*\s*$"
)
_SMALLEST = re.compile(rf"最[低小少]{_EXTREME}")
_LARGEST = re.compile(rf"最[高大多]{_EXTREME}")
# Limits and credits are the highest, investments the largest.
_OF_SIZE = re.compile("最[大小]")
_LARGEST_BEHIND = re.compile(r"^\s*(?:为最[高大])")
# 「投资461.5万元,是全市投资最大的项目」
_FOLLOWED = re.compile(
    r"\s*(?:是|为)(?P<of>[^\d]{0,8}?)(?:中)?(?:总?投资)?(?:额|规模)?最(?P<size>[大高小低])"
    r"的?(?:单体|单个|一个)?(?:项目|一个)\s*。?\s*$"
)
_WHOLE_AREA = re.compile(r"全市|全部|所有|本次|申报|推荐")
_NOUN_BEHIND = re.compile(r"^\s*(?:的)?(?:总)?投资(?![者建于到在入商])")
# Money that is spent or promised, not invested in the projects.
_FUNDS = re.compile(
    r"补助|奖励|补贴|上限|拨付|到位|使用|预算|配套|安排|经费|基金|券|贷款|授信|税|低于|不足|起补|扣减|收回|保费|年产|产值|收入"
)
# 「某厂投资580万元建成数字化车间」 is one firm's doing.
_STORY_BEHIND = re.compile(r"^\s*(?:建成|建设|新建|购置|引进|上线|改造|打造|用于|对)")


# 「甲县投资规模最大,为2189.5万元」: what the part invests, or its largest project does.
_OF_PART = re.compile(r"投资(?:规模|总?额)?最[大多高][^的者]*$")
_GREATEST = "investment or largest"
# What a sum of money measures, "" for nothing, and whether the words make it sure.
_Measured = tuple[str, bool]
_NOTHING: _Measured = ("", False)


def invested(at: Spot, context: Context) -> Claimed | None:
    """What the projects invest, of all or of a part."""
    measure, is_sure = _measured(at, context)
    is_of_all = _FOLLOWED.match(at.following) and _WHOLE_AREA.search(at.following)
    scopes = (Scope(),) if is_of_all else context.scopes(at.clause.text)
    if not measure or not scopes:
        return None
    if measure in ("smallest", "largest") and context.part.band is not None:
        # 「投资300万元以上的8个,最小的23万元」: the smallest of all.
        scopes = tuple(dict.fromkeys((*scopes, Scope())))
    if measure == "investment" and is_sure:
        context.tell(measure)
    measures = measure.split(" or ")
    claims = (Claim(one, scope) for one in measures for scope in scopes)
    return "total", tuple(claims), is_sure


def _measured(at: Spot, context: Context) -> _Measured:
    text, before = at.clause.text, at.before
    is_ours = bool(context.told) or context.about == "ours"
    followed = _FOLLOWED.match(at.following) if INVESTMENT_BEFORE.search(before) else None
    if followed is not None:
        return ("smallest" if followed["size"] in "小低" else "largest"), is_ours
    if _is_of_each(at, context) and not _LIMIT.search(text):
        return _of_each(at, is_ours)
    if _AVERAGE.search(before) and "投" not in at.behind[:4]:
        context.is_of_each = True
        return (_average(before), is_ours) if "投资" in before or context.mentioned else _NOTHING
    if subjects.EACH.search(text) or PART.search(text):
        return _NOTHING
    for part in at.terms.parts:
        if part_before(part).search(before):
            return f"part:{part}", is_ours and context.about == "ours"
    for pattern in (_TOTAL_BEFORE, INVESTMENT_BEFORE):
        match = pattern.search(before)
        if match is not None:
            return _with_noun(at, context, match["kind"], is_strong=pattern is _TOTAL_BEFORE)
    if _NOUN_BEHIND.match(at.behind):
        return "investment", is_ours
    return _elided(at, context)


def _is_of_each(at: Spot, context: Context) -> bool:
    """Whether a sum is one project's: the least, the most, or the range between them."""
    own = at.clause.text[: at.one.start]
    extreme = _SMALLEST.search(own) or _LARGEST.search(own)
    lead = at.clause.lead if FILLERS.match(own) or extreme else ""
    each = _EACH_INVESTMENT.search(lead + own)
    is_going_on = extreme is not None and context.is_of_each
    context.is_of_each |= each is not None
    is_of_ours = "projects" in context.mentioned or "investment" in context.told
    is_size = extreme is not None and _OF_SIZE.search(extreme[0]) is not None
    return each is not None or is_going_on or (is_size and is_of_ours)


def _with_noun(at: Spot, context: Context, kind: str, *, is_strong: bool) -> _Measured:
    """A sum that is called an investment."""
    text = at.clause.text
    kind = without_parts(at.terms, kind, "投资")
    is_object = _OTHER_OBJECT.search(at.clause.lead + text[: at.one.start])
    is_story = _STORY_BEHIND.match(at.behind) and "项目" not in text
    if _OTHER_INVESTMENT.search(kind) or is_story or (is_object and not context.told):
        return _NOTHING
    if _BROUGHT.search(kind):
        return "investment", context.about == "ours"
    is_ours = bool(context.told) or context.about == "ours"
    if not is_strong:
        return "investment", is_ours
    is_alone = not context.mentioned and not context.about
    return "investment", is_ours or "项目" in text or context.has_part or is_alone


def _elided(at: Spot, context: Context) -> _Measured:
    """A sum whose noun is left out, as in 「其中银州区1800万元」: a part, then its sum."""
    if (
        not BEHIND_ELIDED.match(at.behind)
        or context.is_each
        or not (context.has_part or context.told)
    ):
        return _NOTHING
    match context.divided_money:
        case "award":
            is_of_part = bool(context.part.names) and is_behind_its_part(at)
            return ("award", context.noun == "award") if is_of_part else _NOTHING
        case "else":
            return _NOTHING
        case _:
            pass
    is_open = context.about == "ours" and "investment" in context.mentioned
    if ("investment" in context.told or is_open) and is_behind_its_part(at):
        return "investment", True
    is_short = len(at.before.strip()) <= _LONGEST_LEAD_IN
    may_be = is_short and not _FUNDS.search(at.passage.text)
    return ("investment", False) if may_be else _NOTHING


def _average(before: str) -> str:
    return "average_of_firms" if _OF_FIRMS.search(before) else "average"


def _of_each(at: Spot, is_ours: bool) -> _Measured:
    """The smallest and largest investment, and the range between them."""
    before = at.before
    if _AVERAGE.search(before):
        return _average(before), is_ours
    if at.one.bound == "range" and at.one.high is not None:
        return "each_investment", True
    if _SMALLEST.search(before):
        return "smallest", is_ours
    if _LARGEST.search(before) and _OF_PART.search(before):
        return _GREATEST, is_ours
    if _LARGEST.search(before) or _LARGEST_BEHIND.match(at.behind):
        return "largest", is_ours
    return _NOTHING
