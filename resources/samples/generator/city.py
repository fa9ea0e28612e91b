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
_BRANDS = [
    "恒拓",
    "博岳",
    "鑫澜",
    "启辰",
    "远嘉",
    "瑞铭",
    "同泽",
    "宏屹",
    "天衡",
    "正川",
    "佳禾",
    "丰沃",
    "汇昌",
    "盛垣",
    "卓凡",
    "安钧",
    "明灏",
    "益川",
    "德阜",
    "兴棠",
    "泰珩",
    "顺沅",
    "庆屿",
    "福临",
    "永谦",
]
_PRODUCTS = {
    "汽车零部件制造": ["精密铸造", "汽车配件", "制动系统", "传动部件", "车身冲压", "橡塑制品"],
    "农产品加工": ["米业", "食品", "菌业", "肉类加工", "乳制品", "粮油"],
    "专用设备制造": ["矿山机械", "橡胶机械", "阀门", "环保设备", "农业装备", "起重设备"],
}
_TOPICS = {
    "汽车零部件制造": [
        "铸造车间数字化改造项目",
        "冲压产线智能化升级项目",
        "生产执行系统建设项目",
        "质量追溯与视觉检测项目",
        "机加车间设备联网项目",
    ],
    "农产品加工": [
        "加工产线数字化改造项目",
        "冷链仓储智能化升级项目",
        "质量安全追溯系统建设项目",
        "包装车间自动化改造项目",
        "能耗与生产管控一体化项目",
    ],
    "专用设备制造": [
        "装配车间数字化改造项目",
        "焊接机器人工作站建设项目",
        "产品全生命周期管理系统项目",
        "智能仓储与物流调度项目",
        "数控加工单元升级项目",
    ],
}
_STAGES = ("生产管控、质量管理", "设备管理、生产管控", "仓储物流、采购管理", "工艺设计、生产管控")
_PROVIDERS = (
    "辰帆数字科技有限公司",
    "云栈工业软件有限公司",
    "智枢信息技术有限公司",
    "衡远自动化工程有限公司",
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = [
    "明",
    "志强",
    "丽",
    "建国",
    "晓东",
    "敏",
    "海涛",
    "春燕",
    "国栋",
    "静",
    "立新",
    "艳",
    "振华",
    "雪梅",
]
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


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


def projects() -> list[Project]:
    """All projects, county by county, the same on every run."""
    chance = random.Random(SEED)
    firms: set[str] = set()
    out: list[Project] = []
    for county, many in COUNTIES.items():
        for n in range(many):
            industry = INDUSTRIES[(n + len(out)) % 3]
            out.append(_project(chance, county, industry, len(out), firms))
    return _with_phases(out)


def _project(
    chance: random.Random, county: str, industry: str, number: int, firms: set[str]
) -> Project:
    while True:
        firm = f"{county[:2]}{chance.choice(_BRANDS)}{chance.choice(_PRODUCTS[industry])}有限公司"
        if firm not in firms:
            firms.add(firm)
            break
    investment = Decimal(chance.randrange(70, 800)) / 2
    software = (investment * Decimal("0.4")).quantize(Decimal("0.1"))
    service = (investment * Decimal("0.1")).quantize(Decimal("0.1"))
    topic = chance.choice(_TOPICS[industry])
    body = "91211200" + "".join(chance.choice("0123456789ABCDEFGH") for _ in range(9))
    months = chance.randrange(10)
    start = (2024, 6 + months) if months < 7 else (2025, months - 6)
    length = chance.randrange(6, 18)
    at = start[0] * 12 + start[1] - 1 + length
    quality = chance.choice(("无", "无", "创新型中小企业", "省级专精特新", "国家级小巨人"))
    return Project(
        name=f"{firm}{topic}",
        enterprise=firm,
        credit_code=credit_code(body),
        county=county,
        industry=industry,
        size=chance.choice(("中型", "小型", "小型", "微型")),
        above_scale=chance.random() < 0.7,
        quality=quality,
        level_before=chance.choice(("无", "一级", "一级")),
        level_after=chance.choice(("二级", "二级", "三级")),
        stage=chance.choice(_STAGES),
        content=f"围绕{topic.removesuffix('项目')},部署数据采集、生产执行和质量管理系统",
        investment=_plain(investment),
        software=_plain(software),
        hardware=_plain(investment - software - service),
        service=_plain(service),
        award=_plain((investment * Decimal("0.1")).quantize(Decimal("0.1"))),
        start=start,
        finish=(at // 12, at % 12 + 1),
        provider=chance.choice(_PROVIDERS),
        platform=True,
        contact=chance.choice(_SURNAMES) + chance.choice(_GIVEN),
        phone=f"1390410{number + 1000:04d}",
    )


def _with_phases(found: list[Project]) -> list[Project]:
    """Every seventh project is a first phase; its name says so in brackets."""
    return [
        replace(one, name=f"{one.name}（一期）") if n % 7 == 3 else one
        for n, one in enumerate(found)
    ]


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
