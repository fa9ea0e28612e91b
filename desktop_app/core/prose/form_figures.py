"""Money, shares and counts that the form states beside the table."""

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop_app.core.prose import subjects
from desktop_app.core.prose.claims import Claim, Claimed, Of, Spot, Wording
from desktop_app.core.prose.context import Context
from desktop_app.core.prose.investments import INVESTMENT_BEFORE
from desktop_app.core.prose.quantities import quantities

_COUNT_VERBS = re.compile(
    r"(?:数量|总数|基数|数)?(?:已达|现有|已有|共有|共计|总计|共|达到|达|增加到|增至|为|有|发展到|突破)*\s*[:\uff1a]?\s*$"
)
# A whole city's figure; not a part's, another year's or a growth.
_WHOLE_AREA = re.compile(r"全市|我市|现有|共有|本地区|本市|^\s*规")
_OTHER_AREA = re.compile(r"全省|全国|其中|增加到|由\d|新增|增长|的\d|占|家以上")
# Words with which the form's money is asked for or set aside.
_FORM_SURE = re.compile(r"申请|安排|争取|拟|用于|支持|配套|方向|总额|额度")
_FILLERS_BEHIND = re.compile(
    r"(?:资金|额度|方向|目标值|期末目标|合计|共计|总计|共|为|[,\uff0c:\uff1a\u201c\u201d\s])*$"
)


_GAP, _LONG_WORD = 4, 4
# Before the words for money that a county or a firm gives.
_OTHER_GIVERS = re.compile(r"(?:县|区|镇|园|企业|银行)[级区市]*(?:财政)?(?:另|自)?(?:行)?$")


def of_form(at: Spot, context: Context) -> Claimed | None:
    """Money and shares that the form states, by the nearest words."""
    one = at.one
    is_share = one.kind == "percent"
    is_past = not context.is_within_time
    if context.about == "else" or one.bound == "at_most" or is_past:
        return None
    if not is_share and INVESTMENT_BEFORE.search(at.before):
        return None
    wanted = [w for w in at.terms.wordings if (w.unit == "%") == is_share and w.unit != "家"]
    found = _nearest(at.before, at.behind, wanted)
    if not found and not at.before.strip(" \u3000占约:") and not quantities(at.clause.lead):
        found = _nearest(at.clause.lead, "", wanted)
    is_of_last = "占" in at.before and not (context.fresh or context.part.names)
    if not found and is_share and is_of_last:
        found = [w for w in wanted if set(w.words) & set(context.words)]
    if not found or subjects.EACH.search(at.clause.text) or _is_of_a_county(at, found):
        return None
    context.words = found[0].words
    if context.has_part and not is_share and "award" in {w.id for w in found}:
        context.noun = "award"
        claims = tuple(Claim("award", scope) for scope in context.scopes(at.clause.text))
        if not context.part:
            # What only a heading names need not hold of the money below it.
            claims += tuple(Claim(f"form:{w.id}") for w in found)
        return ("total", claims, bool(context.told) or context.about == "ours") if claims else None
    of: Of = "share" if is_share else "total"
    head = _FILLERS_BEHIND.sub("", at.before)
    is_beside = any(head.endswith(word) for one in found for word in one.words)
    is_sure = is_share or is_beside or _FORM_SURE.search(at.clause.text) is not None
    return of, tuple(Claim(f"form:{w.id}") for w in found), is_sure


def of_form_count(at: Spot, context: Context) -> Claimed | None:
    """Counts that the form states: 「全市规上工业企业170家」."""
    wanted = [w for w in at.terms.wordings if w.unit == at.one.unit]
    found = [w for w in wanted if _stand_beside(w.words, at.before, at.behind)]
    is_part = context.of_segment - {"time"} or context.head or context.part.level
    is_past = not context.is_within_time
    if not found or is_part or is_past or _OTHER_AREA.search(at.clause.text):
        return None
    city = at.terms.places.city
    is_of_city = bool(city) and city in at.clause.text
    is_sure = is_of_city or _WHOLE_AREA.search(at.clause.text) is not None
    return "count", tuple(Claim(f"form:{w.id}") for w in found), is_sure


def _nearest(before: str, behind: str, wanted: Sequence[Wording]) -> list[Wording]:
    """The wordings whose words stand last before a number, or else first behind it."""
    ends: dict[str, int] = {}
    for one in wanted:
        pattern = _parted(one.words)
        around = (match for match in pattern.finditer(before + behind[: _GAP + 2]))
        found = (min(match.end(), len(before)) for match in around if match.start() < len(before))
        ends[one.id] = max(found, default=0)
    last = max(ends.values(), default=0)
    if last:
        return [one for one in wanted if ends[one.id] == last]
    starts: dict[str, int] = {}
    for one in wanted:
        found = (behind.find(word) for word in one.words if word in behind)
        starts[one.id] = min(found, default=len(behind))
    first = min(starts.values(), default=len(behind))
    return [one for one in wanted if starts[one.id] == first < len(behind)]


def _is_of_a_county(at: Spot, found: Sequence[Wording]) -> bool:
    """「县区配套资金」 is not the city's."""
    for match in _parted(found[0].words).finditer(at.before):
        if _OTHER_GIVERS.search(at.before[: match.start()]):
            return True
    return False


@lru_cache(maxsize=64)
def _parted(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, with a few signs before their last two: 「市级财政配套」 for 市级配套."""
    return re.compile(
        "|".join(
            f"{re.escape(word[:-2])}[^\\d,\uff0c。、;\uff1b]{{0,{_GAP}}}?{re.escape(word[-2:])}"
            if len(word) >= _LONG_WORD
            else re.escape(word)
            for word in words
        )
    )


def _stand_beside(words: Sequence[str], before: str, behind: str) -> bool:
    """Whether one of the words stands right beside a number."""
    head = _COUNT_VERBS.sub("", before)
    return any(head.endswith(word) or behind.startswith(word) for word in words)
