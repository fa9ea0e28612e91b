"""A project's name and its details in one line: 「××项目(一期)(××公司,××县,总投资120万元)」."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.core.values import MONEY_UNITS, Kind, parse, show

_OPEN, _CLOSE = "(\uff08", ")\uff09"
_PAUSE = ",\uff0c;\uff1b、"
_STOPS = ",\uff0c;\uff1b:\uff1a。\t"
_END = re.compile(r"[。;\uff1b]+[\s\u3000]*$")
_SUM = r"\d[\d,.\uff0c百千万亿]*\s*(?:[百千]?[万亿])?元"
_AMOUNT = re.compile(rf"(?:总?投资[^\d,\uff0c;\uff1b]{{0,8}})?(?P<amount>{_SUM})")
_LABEL = re.compile(
    r"(?:(?:项目)?(?:实施|承担|建设|申报|承建)(?:单位|企业|主体)|企业名称|项目单位|所(?:在|属)(?:地|县区?|区县?)"
    r"|(?:建设)?地点|所属行业|行业|(?:计划|项目)?总?投资额?|建设(?:内容|周期|期限|时间|规模|性质)|主要(?:建设|改造)?内容"
    r"|改造内容|起止(?:时间|年月)|联系人|县区|县\(市、区\))\s*(?:[:\uff1a为]|(?=\d))"
)
_FIRM = re.compile(r"(?:公司|厂|集团|合作社|企业|研究院|酒业|实业)$")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,9}(?:县|市|区|旗)$")
_INDUSTRY = re.compile(r"(?:行业|制造业?|加工业?|产业)$")
_PROJECT_END = re.compile(
    r"(?:项目|工程|改造|升级|建设|平台|系统|车间|工厂|产线|生产线|示范|应用)"
    r"(?:[(\uff08][^()\uff08\uff09]*[)\uff09]|[一二三四五六七八九十\d]+期)?[\s\u3000]*$"
)
_HARD_END = re.compile(
    r"(?:项目|工程)(?:[(\uff08][^()\uff08\uff09]*[)\uff09]|[一二三四五六七八九十\d]+期)?[\s\u3000\u200b]*$"
)
# Sentences of a plan begin with what is to be done; names of projects hardly ever do.
_VERB = re.compile(
    r"(?:推进|推动|加快|加强|强化|坚持|开展|组织|建立|健全|完善|实施|支持|引导|聚焦|围绕|提升|优化|落实|严格|鼓励"
    r"|培育|打造|深化|统筹|做好|做强|发挥|制定|明确|加大|突出|抓好|确保|遴选|选择|选取|动员|指导|督促|按照|依托)"
)
# 「铸造行业改造项目:4个,总投资…」 counts projects and is none.
_COUNTED = re.compile(r"\s*(?:总共|共计|合计|共|计)?\s*\d+\s*(?:个|项)(?!月)")
_NAME_LABEL = re.compile(r"项目名称\s*[:\uff1a]\s*")
# A name that stands between marks as a whole: 《…》 before a comma, a bracket or nothing.
_MARKED_NAME = re.compile(
    r"[\s\u3000]*(《[^《》]+》|“[^“”]+”|「[^「」]+」)(?=\s*(?:$|[,\uff0c;\uff1b:\uff1a(\uff08]))"
)
_SHORTEST_MARKED = 5
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What one line says of a project. `single` is a last bracket with one word in it, which is
    the firm or a part of the name: the whole list decides. `typed` is a name with its marks."""

    name: str
    details: str = ""
    single: bool = False
    typed: str = ""


def split_name(text: str, *, takes_single: bool = False) -> Told:
    """The name of a project, to the letter, and the details behind it.

    Names hold brackets themselves, so only a bracket whose content is details ends the name
    (the last such one); without one, a colon or comma before details does. `takes_single` counts
    a bracket that holds only a firm or a place as details.
    """
    body = _END.sub("", text)
    label = _NAME_LABEL.match(body)
    if label is not None:
        body = body[label.end() :]
    marked = _MARKED_NAME.match(body)
    if marked is not None and len(marked[1]) >= _SHORTEST_MARKED + 2:
        behind = body[marked.end() :].strip(f"{_STOPS} \u3000")
        if behind[:1] in tuple(_OPEN) and behind[-1] in _CLOSE:
            behind = behind[1:-1]
        return Told(marked[1][1:-1], behind, typed=marked[1])
    told = _by_bracket(body, takes_single=takes_single)
    if told is not None and not told.single:
        return told
    by_stop = _by_stop(body)
    return by_stop or told or Told(body)


def looks_like_project(told: Told) -> bool:
    """Whether a numbered line names a project beyond doubt."""
    if is_sentence(told):
        return False
    name = told.name.strip()
    return bool(told.details) or (_HARD_END.search(name) is not None and len(name) >= 5)


def may_be_project(told: Told) -> bool:
    """Whether a line may name a project, in a list where others do."""
    return not is_sentence(told) and _PROJECT_END.search(told.name) is not None


def is_beyond_doubt(told: Told) -> bool:
    """Whether a line gives a project with its sum, so that it needs no list around it."""
    if not told.details or is_sentence(told) or _VERB.match(told.name.strip()):
        return False
    return bool(_AMOUNT.search(told.details)) and _PROJECT_END.search(told.name) is not None


def names_between_marks(text: str) -> list[str]:
    """What stands between 《》, “” or 「」 in running text and reads like a project's name."""
    found: list[str] = []
    for opening, closing in ("《》", "“”", "「」"):
        for part in re.findall(f"{opening}([^{opening}{closing}]+){closing}", text):
            if _HARD_END.search(part) and _SHORTEST_MARKED <= len(part) <= LONGEST_NAME:
                found.append(part)
    return found


def is_sentence(told: Told) -> bool:
    """Whether what stands where the name should is a sentence of prose."""
    name = told.name
    if _COUNTED.match(told.details):
        return True
    if len(name) > LONGEST_NAME or any(sign in name for sign in "。!\uff01"):
        return True
    if _VERB.match(name.strip()) is not None and not told.details:
        return True
    return not told.details and any(sign in name for sign in ",\uff0c;\uff1b:\uff1a")


def is_detail_line(text: str) -> bool:
    """Whether a paragraph below a project only gives one of its details (建设地点:…)."""
    return _LABEL.match(text.strip()) is not None and len(text) <= 200


def details_of(text: str, roles: Mapping[str, str]) -> dict[str, str]:
    """Firm, county, industry and investment out of details; `roles` maps each to a column id, and
    `unit` to the unit of the investment."""
    out: dict[str, str] = {}
    amount = _AMOUNT.search(text)
    unit = roles.get("unit", "万元")
    if amount is not None and roles.get("investment") and unit in MONEY_UNITS:
        value = parse(Kind.AMOUNT, amount["amount"], unit)
        if value is not None:
            out[roles["investment"]] = show(value)
    for part in _pieces(text):
        label = _LABEL.match(part)
        words = part[label.end() :].strip() if label else re.sub(r"^由(?=.*公司)", "", part)
        firm = _FIRM.search(words) or (label is not None and "单位" in label[0])
        if roles.get("enterprise") and firm:
            out.setdefault(roles["enterprise"], words)
        elif roles.get("county") and _PLACE.match(words):
            out.setdefault(roles["county"], words)
        elif roles.get("industry") and _INDUSTRY.search(words) and len(words) <= 20:
            out.setdefault(roles["industry"], words)
    return out


def _by_bracket(body: str, *, takes_single: bool) -> Told | None:
    single: Told | None = None
    for start, end in _brackets(body):
        inside, behind = body[start + 1 : end], body[end + 1 :]
        if start == 0 or (behind.strip() and behind.lstrip()[0] not in _STOPS):
            continue
        name, details = body[:start], f"{inside},{behind}" if behind.strip() else inside
        if _are_details(inside):
            return Told(name, details)
        if not behind.strip() and (_FIRM.search(inside) or _PLACE.match(inside)):
            if takes_single:
                return Told(name, details)
            single = single or Told(body, single=True)
    return single


def _brackets(body: str) -> Iterator[tuple[int, int]]:
    """Closed brackets, the last one first; what is open or closed too much does not disturb."""
    for end in range(len(body) - 1, 0, -1):
        if body[end] not in _CLOSE:
            continue
        depth = 0
        for start in range(end, -1, -1):
            depth += (body[start] in _CLOSE) - (body[start] in _OPEN)
            if depth == 0:
                yield start, end
                break


def _are_details(inside: str) -> bool:
    if re.search(_SUM, inside) or _LABEL.search(inside):
        return True
    pieces = list(_pieces(inside))
    known = sum(bool(_FIRM.search(one) or _PLACE.match(one)) for one in pieces)
    return len(pieces) >= 2 and known >= 1


def _by_stop(body: str) -> Told | None:
    """The name up to the first colon, comma or full stop behind which details stand."""
    depth = 0
    for at, sign in enumerate(body):
        depth = max(depth + (sign in _OPEN) - (sign in _CLOSE), 0)
        if depth or sign not in _STOPS or at == 0:
            continue
        name, behind = body[:at], body[at + 1 :]
        if sign in ":\uff1a" and _FIRM.search(name) and "项目" in behind:
            told = split_name(behind)
            return Told(told.name, f"{name},{told.details}")
        if _PROJECT_END.search(name) is None:
            continue
        has_details = bool(_AMOUNT.search(behind) or _LABEL.search(behind)) or any(
            _FIRM.search(one) or _PLACE.match(one) for one in _pieces(behind)
        )
        if has_details or (sign in ":\uff1a。" and behind.strip()):
            return Told(name, behind)
    return None


def _pieces(text: str) -> Iterator[str]:
    for part in re.split(rf"[{_PAUSE}。\t]", text):
        if part.strip():
            yield part.strip()
