"""The truth: one city, nine counties, 108 projects. Everything but the city's name is invented."""

import random
from dataclasses import dataclass, replace
from decimal import Decimal

SEED = 20241108
CITY = "铁岭市"
BUREAU = "铁岭市工业和信息化局"
INDUSTRIES = ("汽车零部件制造", "农产品加工", "专用设备制造")
COUNTIES = {
    "银杉县": 14,
    "青砚县": 12,
    "白榆区": 11,
    "松澜县": 13,
    "望溪区": 10,
    "沐泉县": 12,
    "云陌区": 13,
    "金禾县": 11,
    "霁川县": 12,
}
# fmt: off
_BRANDS = (
    "恒拓", "博岳", "鑫澜", "启辰", "远嘉", "瑞铭", "同泽", "宏屹", "天衡", "正川", "佳禾", "丰沃", "汇昌",
    "盛垣", "卓凡", "安钧", "明灏", "益川", "德阜", "兴棠", "泰珩", "顺沅", "庆屿", "福临", "永谦",
)
# What a firm makes, and what such a firm would do with it.
_TRADES = {
    "汽车零部件制造": {
        "精密铸造": ("铸造车间数字化改造项目", "熔炼与造型产线设备联网项目", "铸件质量追溯系统建设项目"),
        "汽车配件": ("冲压产线智能化升级项目", "生产执行系统（MES）建设项目", "仓储物流智能化改造项目"),
        "制动系统": ("装配线防错与追溯系统项目", "机加车间设备联网项目", "制动盘产线数字化改造项目"),
        "传动部件": ("齿轮加工车间数字化改造项目", "机加单元机器人上下料项目", "生产计划排程系统项目"),
        "车身冲压": ("冲压车间视觉检测项目", "焊装机器人工作站建设项目", "模具全生命周期管理项目"),
        "橡塑制品": ("密炼工序自动配料改造项目", "注塑车间设备联网与能耗管理项目", "硫化产线数字化改造项目"),
    },
    "农产品加工": {
        "米业": ("稻米加工产线数字化改造项目", "色选与包装自动化升级项目", "粮仓温湿度在线监测项目"),
        "食品": ("包装车间自动化改造项目", "质量安全追溯系统建设项目", "生产管控与能耗一体化项目"),
        "菌业": ("菌菇工厂化栽培智能控制项目", "冷链仓储智能化升级项目", "接种车间数字化改造项目"),
        "肉类加工": ("分割车间数字化改造项目", "冷链追溯系统建设项目", "屠宰产线称重与分级自动化项目"),
        "乳制品": ("灌装产线智能化升级项目", "奶源与质量追溯平台建设项目", "CIP清洗自动化改造项目"),
        "粮油": ("榨油车间生产管控系统项目", "灌装与码垛机器人改造项目", "原料收储数字化管理项目"),
    },
    "专用设备制造": {
        "矿山机械": ("装配车间数字化改造项目", "焊接机器人工作站建设项目", "产品远程运维平台建设项目"),
        "橡胶机械": ("数控加工单元升级项目", "产品全生命周期管理（PLM）项目", "装配车间数字化改造项目"),
        "阀门": ("阀体加工柔性单元建设项目", "智能仓储与AGV物流项目", "试压检测数据采集项目"),
        "环保设备": ("钣金车间数字化改造项目", "设计工艺一体化系统项目", "焊接机器人工作站建设项目"),
        "农业装备": ("总装线数字化改造项目", "“5G+工业互联网”设备联网项目", "智能仓储与物流调度项目"),
        "起重设备": ("结构件焊接自动化改造项目", "生产执行系统（MES）建设项目", "装配车间数字化改造项目"),
    },
}
_QUALITIES = ("无", "无", "创新型中小企业", "省级专精特新", "国家级小巨人")
# The plan says that four of the city's six little giants are at level two: two are left to change.
_GIANTS = 2
_STAGES = ("生产管控、质量管理", "设备管理、生产管控", "仓储物流、采购管理", "工艺设计、生产管控")
_PROVIDERS = ("辰帆数字科技有限公司", "云栈工业软件有限公司", "智枢信息技术有限公司", "衡远自动化工程有限公司")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = (
    "明", "志强", "丽", "建国", "晓东", "敏", "海涛", "春燕", "国栋", "静", "立新", "艳", "振华", "雪梅",
)
# fmt: on
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Projects that break the even turn of the three industries: place → industry.
_OUT_OF_TURN = {8: 0, 33: 0, 49: 2, 65: 0, 98: 0}
# Second phases: the place of the project → the place of the first phase of the same firm.
_SECOND_PHASES = {20: 17, 69: 66, 83: 80}


@dataclass(frozen=True)
class Project:
    """One project as it truly is; money in 万元, months as (year, month)."""

    name: str
    enterprise: str
    credit_code: str
    county: str
    industry: str
    size: str
    above_scale: bool
    quality: str
    level_before: str
    level_after: str
    stage: str
    content: str
    investment: str
    software: str
    hardware: str
    service: str
    award: str
    start: tuple[int, int]
    finish: tuple[int, int]
    provider: str
    platform: bool
    contact: str
    phone: str


def credit_code(body: str) -> str:
    """The 18 signs of a credit code from its first 17 (GB 32100-2015)."""
    total = sum(_ALPHABET.index(sign) * pow(3, at, 31) for at, sign in enumerate(body))
    return body + _ALPHABET[(31 - total % 31) % 31]


def organisation_code(body: str) -> str:
    """The nine signs within a credit code from their first eight (GB 11714)."""
    values = (int(sign, 36) for sign in body)
    total = sum(value * weight for value, weight in zip(values, _BODY_WEIGHTS, strict=True))
    return body + "0123456789X0"[(11 - total % 11) % 11 if total % 11 else 11]


def with_investment(one: Project, text: str, parts: bool = True) -> Project:
    """The project at another investment; `parts` says whether software and the rest are given."""
    investment = Decimal(text)
    software = (investment * Decimal("0.4")).quantize(Decimal("0.1"))
    service = (investment * Decimal("0.1")).quantize(Decimal("0.1"))
    return replace(
        one,
        investment=_plain(investment),
        software=_plain(software) if parts else "",
        hardware=_plain(investment - software - service) if parts else "",
        service=_plain(service) if parts else "",
        award=_plain((investment * Decimal("0.08")).quantize(Decimal("0.1"))),
    )


def projects() -> list[Project]:
    """All projects, county by county, the same on every run."""
    chance = random.Random(SEED)
    firms: set[str] = set()
    out: list[Project] = []
    for county, many in COUNTIES.items():
        for n in range(many):
            turn = _OUT_OF_TURN.get(len(out), (n + len(out)) % 3)
            out.append(_project(chance, county, INDUSTRIES[turn], len(out), firms))
    return _with_phases(_with_few_giants(out))


def _project(
    chance: random.Random, county: str, industry: str, number: int, firms: set[str]
) -> Project:
    while True:
        trade = chance.choice(tuple(_TRADES[industry]))
        firm = _firm(chance, county[:2], chance.choice(_BRANDS), trade)
        if firm not in firms:
            firms.add(firm)
            break
    topic = chance.choice(_TRADES[industry][trade])
    months = chance.randrange(10)
    start = (2024, 6 + months) if months < 7 else (2025, months - 6)
    body = "".join(chance.choice("0123456789ABCDEFGH") for _ in range(7))
    size = chance.choice(("中型", "小型", "小型", "微型"))
    half = chance.randrange(70, 720)
    # Every eighteenth is a large project, over a thousand; a very small firm invests little.
    large, tiny = number % 18 == 10, size == "微型" and number % 18 != 10
    investment = Decimal(half) / 2 / (3 if tiny else 1) + (1000 if large else 0)
    one = Project(
        name=f"{firm}{topic}",
        enterprise=firm,
        credit_code=credit_code("91211200" + organisation_code("M" + body)),
        county=county,
        industry=industry,
        size="中型" if large else size,
        above_scale=(chance.random() < 0.75 or large) and not tiny,
        quality=chance.choice(_QUALITIES[:3] if tiny else _QUALITIES),
        level_before=chance.choice(("无", "一级", "一级")),
        level_after=chance.choice(("二级", "二级", "三级")),
        stage=chance.choice(_STAGES),
        content=f"围绕{topic.removesuffix('项目')}，部署数据采集、生产执行和质量管理系统",
        investment="", software="", hardware="", service="", award="",
        start=start,
        finish=_later(start, chance.randrange(6, 18)),
        provider=chance.choice(_PROVIDERS),
        platform=True,
        contact=chance.choice(_SURNAMES) + chance.choice(_GIVEN),
        phone=f"024-7000{number + 1000:04d}",
    )  # fmt: skip
    rounded = max(investment, Decimal("24.5")).quantize(Decimal("0.1"))
    return with_investment(one, _plain(rounded))


def _firm(chance: random.Random, place: str, brand: str, trade: str) -> str:
    match chance.randrange(12):
        case 0 | 1:
            return f"{brand}{trade}（{place}）有限公司"
        case 2:
            return f"{place}{brand}{trade}有限责任公司"
        case 3:
            return f"{place}{brand}{trade}股份有限公司"
        case _:
            return f"{place}{brand}{trade}有限公司"


def _later(month: tuple[int, int], by: int) -> tuple[int, int]:
    at = month[0] * 12 + month[1] - 1 + by
    return (at // 12, at % 12 + 1)


def _with_few_giants(found: list[Project]) -> list[Project]:
    """No more firms of the highest kind than the city has; the others are one kind lower."""
    highest, lower = _QUALITIES[-1], _QUALITIES[-2]
    giants = [n for n, one in enumerate(found) if one.quality == highest]
    return [
        replace(one, quality=lower) if n in giants[_GIANTS:] else one for n, one in enumerate(found)
    ]


def _with_phases(found: list[Project]) -> list[Project]:
    """Every seventh project is a first phase; three firms have a second phase as well."""
    out = [
        replace(one, name=f"{one.name}（一期）") if n % 7 == 3 else one
        for n, one in enumerate(found)
    ]
    for at, first_at in _SECOND_PHASES.items():
        first, own = out[first_at], out[at]
        out[at] = replace(
            first,
            name=first.name.replace("（一期）", "（二期）"),
            content=f"{first.content}（二期）",
            investment=own.investment, software=own.software, hardware=own.hardware,
            service=own.service, award=own.award,
            start=(2025, 6), finish=(2026, 9),
        )  # fmt: skip
    return out


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
