"""Names of projects: of one firm they may differ by a word or a phase."""

import random
from dataclasses import dataclass

from tests.audit_cities.firms import TRADES, Firm
from tests.audit_cities.truth import folded

SHORTEST, LONGEST = 10, 35
# Words for what is done; those of the first row can be said before what it is done to.
_TURNING = ("数字化改造", "智能化改造", "智能化升级", "自动化改造", "数字化升级", "网络化改造")
_OTHER = (
    "设备联网与数据采集", "能耗管理系统建设", "质量追溯系统建设", "MES系统建设", "ERP与MES集成应用",
    "5G+工业互联网应用", "“黑灯车间”建设", "AGV智能物流改造", "机器人工作站建设", "视觉检测系统应用",
    "数字孪生系统建设", "PLM系统建设", "生产计划排程系统", "SCADA数据采集系统建设", "WMS仓储管理系统建设",
    "生产执行系统（MES）建设", "“数字工厂”建设", "全流程数字化管控",
)  # fmt: skip
_PHASES = ("", "", "", "", "", "（一期）", "一期", "（二期）")


@dataclass(frozen=True, slots=True)
class Title:
    """A name, the same with two words changed over (or nothing), and what it was made of."""

    text: str
    reordered: str
    place: str
    work: str
    head: str
    phase: str


def titles(rng: random.Random, firm: Firm, count: int, taken: set[str]) -> list[Title]:
    """So many names for one firm's projects; none is in `taken`, to which they are added."""
    out: list[Title] = []
    while len(out) < count:
        title = _sibling(rng, firm, out[-1]) if out else _first(rng, firm)
        # Two that differ by quotation marks alone would be one project under two counties.
        said = "".join(sign for sign in folded(title.text) if sign.isalnum())
        if SHORTEST <= len(title.text) <= LONGEST and said not in taken:
            taken.add(said)
            out.append(title)
    return out


def _first(rng: random.Random, firm: Firm) -> Title:
    places = TRADES[firm.industry][1]
    place = rng.choice(places)
    if rng.random() < 0.15:
        place = f"{rng.randrange(1, 9)}号{place}"
    elif rng.random() < 0.08:
        place = f"年产{rng.randrange(2, 60)}万件产品{place}"
    head = rng.choice((firm.name, firm.name, firm.short, firm.short, firm.short, ""))
    work = rng.choice(_TURNING if rng.random() < 0.5 else _OTHER)
    return _made(head, place, work, rng.choice(_PHASES), is_quoted=rng.random() < 0.05)


def _sibling(rng: random.Random, firm: Firm, last: Title) -> Title:
    """Another project of the firm, which differs by its phase, its work or its place."""
    way = rng.randrange(3)
    if way == 0 and "一期" in last.phase:
        return _made(last.head, last.place, last.work, last.phase.replace("一期", "二期"))
    if way == 1:
        return _made(last.head, last.place, rng.choice(_TURNING + _OTHER), last.phase)
    return _made(last.head, rng.choice(TRADES[firm.industry][1]), last.work, rng.choice(_PHASES))


def _made(head: str, place: str, work: str, phase: str, is_quoted: bool = False) -> Title:
    def told(first: str, second: str) -> str:
        core = f"“{first}{second}”" if is_quoted else f"{first}{second}"
        return f"{head}{core}项目{phase}"

    reordered = told(work, place) if work in _TURNING else ""
    return Title(told(place, work), reordered, place, work, head, phase)
