"""Sums that the projects invest: in all, on average, the least and the most."""

import re

from desktop_app.core.prose.claims import (
    BEHIND_ELIDED,
    EACH,
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
# Objects that have a total investment of their own.
_OTHER_OBJECT = re.compile(r"园区|产业园|中心|平台|基地|厂房|工程(?!师)|道路|管网|机房|实验室")
_EACH_INVESTMENT = re.compile(
    r"(?:单个|单体|每个|各)(?:的)?项目(?:计划|总)?(?:的)?(?:总)?投资|项目(?:的)?(?:总)?投资额?(?:在|最|介于)|投资(?:最|额?在)|投资规模(?:在|最)"
)
_LIMIT = re.compile(r"要求|限额|不低于|不少于|标准|门槛|规定")
_SMALLEST = re.compile(r"最[低小少](?:的|者|为|的为)*\s*(?:项目)?\s*(?:为|是|投资|仅|只有)*\s*$")
_LARGEST = re.compile(
    r"最[高大多](?:的|者|为|的为)*\s*(?:单体)?(?:项目|一个)?\s*(?:为|是|投资|达到|达|不超过)*\s*$"
)
_LARGEST_BEHIND = re.compile(r"^\s*(?:为最[高大])")
# Money that is spent or promised, not invested in the projects.
_FUNDS = re.compile(
    r"补助|奖励|补贴|上限|拨付|到位|使用|预算|配套|安排|经费|基金|券|贷款|授信|税|低于|不足|起补|扣减|收回|保费|年产|产值|收入"
)
# 「某厂投资580万元建成数字化车间」 is one firm's doing.
_STORY_BEHIND = re.compile(r"^\s*(?:建成|建设|新建|购置|引进|上线|改造|打造|用于|对)")


def invested(at: Spot, context: Context) -> Claimed | None:
    measure, is_sure = _investment_measure(at, context)
    scopes = context.scopes(at.clause.text)
    if not measure or not scopes:
        return None
    if measure == "investment" and is_sure:
        context.tell(measure)
    return "total", tuple(Claim(measure, scope) for scope in scopes), is_sure


def _investment_measure(at: Spot, context: Context) -> tuple[str, bool]:
    """What a sum of money measures, "" for nothing, and whether the words make it sure."""
    text, before = at.clause.text, at.before
    is_ours = bool(context.told) or context.about == "ours"
    own = text[: at.one.start]
    is_extreme = _SMALLEST.search(own) or _LARGEST.search(own)
    is_led = FILLERS.match(own) or is_extreme
    is_going_on = is_extreme is not None and context.is_of_each
    lead = at.clause.lead if is_led else ""
    each = _EACH_INVESTMENT.search(lead + text[: at.one.start])
    context.is_of_each |= each is not None
    if (each is not None or is_going_on) and not _LIMIT.search(text):
        return _of_each(at, is_ours)
    if _AVERAGE.search(before) and "投" not in at.behind[:4]:
        return ("average", is_ours) if "投资" in before or context.mentioned else ("", False)
    if EACH.search(text) or PART.search(text):
        return "", False
    for part in at.terms.parts:
        if part_before(part).search(before):
            return f"part:{part}", is_ours and context.about == "ours"
    for pattern, is_strong in (
        (_TOTAL_BEFORE, True),
        (INVESTMENT_BEFORE, False),
    ):
        match = pattern.search(before)
        if match is None:
            continue
        kind = without_parts(at.terms, match["kind"], "投资")
        is_other = _OTHER_INVESTMENT.search(kind) is not None
        is_brought = _BROUGHT.search(kind) is not None
        is_object = _OTHER_OBJECT.search(at.clause.lead + text[: at.one.start])
        is_story = _STORY_BEHIND.match(at.behind) and "项目" not in text
        if is_other or is_story or (is_object is not None and not context.told):
            return "", False
        if is_brought:
            return "investment", context.about == "ours"
        if is_strong:
            is_alone = not context.mentioned and not context.about
            return "investment", is_ours or "项目" in text or context.has_part or is_alone
        return "investment", is_ours
    if not BEHIND_ELIDED.match(at.behind) or not (context.has_part or context.told):
        return "", False
    is_open = context.about == "ours" and "investment" in context.mentioned
    is_sure = ("investment" in context.told or is_open) and is_behind_its_part(at)
    if is_sure:
        return "investment", True
    is_short = len(before.strip()) <= _LONGEST_LEAD_IN
    may_be = is_short and not _FUNDS.search(at.passage.text)
    return ("investment", False) if may_be else ("", False)


def _of_each(at: Spot, is_ours: bool) -> tuple[str, bool]:
    """The smallest and largest investment, and the range between them."""
    before = at.before
    if _AVERAGE.search(before):
        return "average", is_ours
    if at.one.bound == "range" and at.one.high is not None:
        return "each_investment", True
    if _SMALLEST.search(before):
        return "smallest", is_ours
    if _LARGEST.search(before) or _LARGEST_BEHIND.match(at.behind):
        return "largest", is_ours
    return "", False
