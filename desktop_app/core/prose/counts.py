"""Counts of projects and firms, of all or of a part."""

import re
from typing import Literal

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.claims import (
    BEHIND_ELIDED,
    PART,
    Claim,
    Claimed,
    Spot,
    is_behind_its_part,
    without_parts,
)
from desktop_app.core.prose.clauses import Clause
from desktop_app.core.prose.context import Context

_LONGEST_LEAD_IN = 12
_FEW = 10

# What a count of projects may not be called: these are other projects.
_OTHER_PROJECTS = re.compile(
    r"[家个类种批]|企业.*(?:的|开展)|重点|示范|标杆|样板|优秀|技改|储备|平台|工业投资|固定资产|招商|签约|科研"
    r"|研发|培训|服务|基础设施|公共|课题|技术改造|产业化|配套|续建|在建|民生|园区|行业|县|区域|领域|任务"
)
# What a count of firms may not be called.
_OTHER_FIRMS = re.compile(
    r"全市(?!.*(?:实施|改造|试点|承担|参与|申报|项目))|规上|规下|规模以上|规模以下|集群|专精特新|小巨人|高新(?!区)|龙头|链主|骨干|示范|标杆|样板|大型|服务|重点|上市|平台|新增|瞪羚|独角兽"
    r"|科技型|创新型|配套|上下游|协作|供应|诊断|咨询|金融|民营|外资|国有|入库|软件|数字化企业|优质|牵引|工业企业"
)
_OUR_FIRMS = re.compile(
    r"被改造|试点企业|实施企业|改造企业|项目企业|承担|实施主体|涉及|由|参与|组织"
)
_VERBS = (
    r"(?:数量|总数|总量|数)?\s*[:\uff1a]?\s*(?:已|将|计划|预计)?"
    r"(?:共计|共有|总计|合计|累计|共|达到|达|为|是|计|有|分别为|增至|目标值|期末目标|目标|完成|启动|开工|竣工|数量)*"
    r"\s*[:\uff1a]?\s*"
)
_PROJECTS_BEFORE = re.compile(rf"(?P<kind>[^,\uff0c]*?)项目(?:的)?{_VERBS}$")
_PROJECTS_BEHIND = re.compile(r"^(?P<kind>[^,\uff0c、。;\uff1b\d]{0,16}?)项目(?![库组部])")
_FIRM = r"(?:企业|(?:承担|实施|申报|参与|建设|项目)(?:单位|主体))"
_FIRMS_BEFORE = re.compile(rf"(?P<kind>[^,\uff0c]*?){_FIRM}{_VERBS}$")
_FIRMS_BEHIND = re.compile(r"^(?P<kind>[^,\uff0c、。;\uff1b\d]{0,12}?)(?:企业|公司|单位)(?!库)")
_CHOSEN_BEFORE = re.compile(
    r"(?:确定|遴选|推荐|纳入|入选|选定|选出|筛选|清单|保留|通过)(?:出|了|为)?(?:试点)?\s*$"
)
# 「完成60个」 where projects were counted before: the verb tells which of them.
_VERB_BEFORE = re.compile(
    r"(?:启动|开工|完[成工结]?|竣工|验收|实施|建[成好]|干成|收官|销号)(?:改造|建设|验收)?(?:的)?(?:有|共)?\s*$"
)
_VERB_BEHIND = re.compile(
    r"^(?:项目)?[^,\uff0c、。]{0,14}?(?:启动|开工|完成|完工|竣工|验收|建成|收官|收尾)"
)
# Before 「一个」 where it is a number.
_COUNTS_ONE = re.compile(
    r"(?:[各为是有达只仅共计占:\uff1a]|项目|企业|公司|(?:累计|总共|合计)(?:已|可)?[启开完竣实]\w)\s*$"
)
# 「申报项目135个,涉及实施企业8家」 are the firms of all of them, however few.
_INVOLVED = re.compile(r"^\s*(?:共)?(?:涉及|覆盖)(?:实施|申报)企业\s*$")
_OF_THESE = re.compile(r"^[^,\uff0c、。]{0,14}项目(?:中|当中|里)")
# What happens to firms that are not those of the projects: a weak count of firms is not of ours.
_OTHER_DOINGS = re.compile(
    r"诊断|评测|自测|抽样|抽查|调查|调研|问卷|上云|用云|贯标|认证|集聚|入驻|产能|产值|受益|结对|接待|推广|签约|升规"
    r"|体检|培训|走访|监测|服务商|演练|活动|配合|场景|龙头|上下游|接入|开放|认定|培育"
)
GROWTH = re.compile(
    r"(?:由|从)[^,\uff0c。]{0,16}(?:增加|增长|提高|提升|上升|发展|下降|降低|降|减少)[到至为]|增加到|增至|提高到|发展到|降到|降至"
    r"|比[^,\uff0c。]{1,14}(?:多|少|高|低)[出了]?\s*$"
)
# 「某某公司等8家企业」 are a sample, 「第一批100家」 a batch, 「力争完成100家」 a wish.
_SAMPLE = re.compile(r"(?:(?:争取|力争|努力)[^,\uff0c]{0,8}|等|第.{1,2}批|首批|每批)\s*$")
# 「共198个」 behind a sentence about the projects handed in.
_ALL_BEFORE = re.compile(
    r"^\s*(?:正好是?|本次|全市|我市|共计?|合计|总计|总共|申报|推荐|上报|报送)+\s*$"
)
# 「全市二千家企业」 are not those of the projects.
_AREA_BEFORE = re.compile(r"(?:全市|全县|我市|全区|本地)(?:的)?\s*$")
# Things that are counted without a noun behind the number, but are no projects.
_OTHER_THINGS = re.compile(
    r"方案|案例|标准|平台|场景|产品|车间|工厂|培训|中心|样板|基地|问题|数据|模型|专家|系统|机构|园区|服务商|基站|岗位|课程|专利|品牌"
)


def counted(at: Spot, context: Context) -> Claimed | None:
    """Numbers of projects or firms, of all or of a part."""
    measure = "firms" if at.one.unit in "家户" else "projects"
    how = None if _is_idiom(at) else _noun(at, context, measure)
    is_candidate = at.clause.start + at.one.end <= at.chosen_at
    if how is None or context.about == "else" or is_candidate:
        return None
    # 「到2025年底,108个项目中完成60个」: the time is not that of the 108.
    is_whole = _OF_THESE.match(at.behind) is not None and not context.part.names
    scopes = (Scope(),) if is_whole else context.scopes(at.clause.text)
    if _CHOSEN_BEFORE.search(at.before) and at.clause.start >= at.chosen_at > 0:
        # A time or part told of the candidates need not be that of the chosen.
        scopes = tuple(dict.fromkeys((Scope(), *scopes)))
    if not scopes:
        return None
    # 「两个项目」 after all were counted are some two, not all.
    is_whole = subjects.WHOLE.search(at.before) is not None or (
        measure == "firms" and _INVOLVED.search(at.before) is not None
    )
    if scopes[0].is_all and at.one.value < _FEW and not is_whole:
        return None
    is_sure = how == "sure"
    if is_sure:
        context.tell(measure)
    else:
        context.mentioned |= {measure}
    return "count", tuple(Claim(measure, scope) for scope in scopes), is_sure


def _noun(at: Spot, context: Context, measure: str) -> Literal["sure", "weak"] | None:
    """How a number counts projects or firms: by its words surely, perhaps, or not at all."""
    is_firms = measure == "firms"
    nouns = (
        (_FIRMS_BEHIND, _FIRMS_BEFORE, _OTHER_FIRMS)
        if is_firms
        else (_PROJECTS_BEHIND, _PROJECTS_BEFORE, _OTHER_PROJECTS)
    )
    text = at.clause.text
    if subjects.EACH.search(text) or GROWTH.search(at.before):
        return None
    is_sample = _SAMPLE.search(at.before) or _AREA_BEFORE.search(at.before)
    if is_sample and (is_firms or not subjects.OURS.search(at.before)):
        return None
    if is_firms and _OTHER_DOINGS.search(at.clause.lead + text):
        return None
    for text, pattern in ((at.behind, nouns[0]), (at.before, nouns[1])):
        match = pattern.search(text)
        if match is not None:
            context.mentioned |= {measure}
            kind = match["kind"]
            if text is at.before:
                kind = without_parts(at.terms, kind)
            if nouns[2].search(kind) is not None:
                return None
            return "sure" if _speaks_of_ours(at.clause, context, measure) else "weak"
    return _elided(at, context, measure)


def _says_when(at: Spot) -> bool:
    """Whether a verb tells what the counted projects do at the time that is named."""
    return bool(_VERB_BEFORE.search(at.before) or _VERB_BEHIND.match(at.behind))


def _is_idiom(at: Spot) -> bool:
    """「一个都不能少」, 「最大的一个」: one that is not counted."""
    digits = at.clause.text[slice(*at.one.digits)]
    if digits != "一":
        return False
    return not _COUNTS_ONE.search(at.before) and not is_behind_its_part(at)


def _speaks_of_ours(clause: Clause, context: Context, measure: str) -> bool:
    text = clause.text
    is_part = PART.search(text) is not None
    if context.about == "ours" or context.told:
        return not is_part or bool(context.part.names)
    if measure == "firms":
        return _OUR_FIRMS.search(text) is not None and "项目" in text
    if context.part.names or context.head or context.part.level is not None:
        return context.is_within_time
    if context.part.time is not None:
        return False
    return subjects.WHOLE.search(text) is not None and not is_part


def _elided(at: Spot, context: Context, measure: str) -> Literal["sure", "weak"] | None:
    """A number whose noun is left out, as in 「其中银州区18个」: a part, then its number."""
    if not BEHIND_ELIDED.match(at.behind) or context.is_each:
        return None
    if measure == "firms" and _OTHER_FIRMS.search(at.clause.text):
        return None
    is_known = measure in context.mentioned or at.clause.start >= at.chosen_at > 0
    is_chosen = measure == "projects" and _CHOSEN_BEFORE.search(at.before)
    if is_known and is_chosen:
        return "sure"
    is_ours = context.about == "ours"
    own = at.clause.text[: at.one.start]
    if is_known and is_ours and (_ALL_BEFORE.match(at.before) or _ALL_BEFORE.match(own)):
        return "sure"
    if measure in context.told or (is_known and is_ours):
        is_timed = context.part.time is not None and context.is_within_time
        if is_timed and _says_when(at):
            return "sure"
        if is_behind_its_part(at):
            return "sure"
    if _OTHER_THINGS.search(without_parts(at.terms, at.before)):
        return None
    is_only_time = context.part.time is not None and not (context.part.names or context.part.level)
    if is_only_time and not _says_when(at):
        return None
    is_near = len(at.before.strip()) <= _LONGEST_LEAD_IN
    return "weak" if context.has_part and (context.fresh or is_near) else None
