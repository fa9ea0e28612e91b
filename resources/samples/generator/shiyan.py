"""十堰: 205 invented firms in eight counties, in two batches, with what each invested and gets.

Only the names of the city, its counties and offices are real.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.anycity import Firm, Sent, firms, sent_by_place
from generator.grid import Layout, in_yuan, number, real_date, serial, with_separators, with_unit
from generator.sent import Fault

SEED = 20240208
FIRST, SECOND = "第一批", "第二批"
COUNTIES = {
    "茅箭区": 30, "张湾区": 32, "郧阳区": 30, "郧西县": 22, "竹山县": 20, "竹溪县": 18, "房县": 23,
    "丹江口市": 30,
}  # fmt: skip
_FIRST_OF_COUNTY = {
    "茅箭区": 15, "张湾区": 15, "郧阳区": 15, "郧西县": 11, "竹山县": 10, "竹溪县": 9, "房县": 11,
    "丹江口市": 14,
}  # fmt: skip
INDUSTRIES = {
    "汽车车身制造": ("车身冲压", "车身焊装", "车厢制造", "驾驶室总成", "专用车厢体"),
    "汽车零部件制造": ("传动部件", "底盘部件", "发动机零件", "精密铸造", "汽车电子", "橡塑制品"),
    "汽车装备制造": ("模具", "检具", "焊接装备", "机器人集成", "涂装设备"),
}
CHAINS = (
    "商用车产业链", "乘用车产业链", "专用车产业链", "发动机系统产业链", "传动系统产业链",
    "底盘系统产业链", "车身系统产业链", "汽车装备产业链",
)  # fmt: skip
# 链主 are large firms, and none of the pilots; one for each chain.
LEADERS = (
    "十堰汉水商用车集团有限公司", "十堰汉水乘用车有限公司", "车城专用汽车股份有限公司",
    "武当发动机系统有限公司", "武当传动系统股份有限公司", "武当底盘系统股份有限公司",
    "汉江车身系统有限公司", "汉江汽车装备有限公司",
)  # fmt: skip
_TOPICS = (
    "生产执行系统（MES）建设项目", "高级计划与排程（APS）项目", "智能仓储（WMS）改造项目",
    "设备联网与数据采集项目", "质量追溯系统建设项目", "产线数字化改造项目", "研发设计一体化项目",
    "AGV物流改造项目", "能耗与设备管理项目",
)  # fmt: skip
_PROVIDERS = ("汉江云数字科技有限公司", "武当智造软件有限公司", "车城工业互联网有限公司")
LEVELS_PAID = {
    "二级": (Decimal("0.2"), Decimal(20)),
    "三级": (Decimal("0.3"), Decimal(40)),
    "四级": (Decimal("0.3"), Decimal(40)),
}

PLATFORM, CASE = "省级以上工业互联网平台", "省级“链式”典型案例"
JOINED = "中小企业接入“链主”平台"
FUSION, SMART = "省级两化融合示范", "省级智能制造示范"


@dataclass(frozen=True)
class Project:
    """One project as it truly is; money in 万元, months as (year, month)."""

    name: str
    enterprise: str
    credit_code: str
    county: str
    batch: str
    industry: str
    chain: str
    size: str
    above_scale: bool
    level_before: str
    level_after: str
    content: str
    investment: str
    software: str
    hardware: str
    service: str
    award: str
    start: tuple[int, int]
    finish: tuple[int, int]
    provider: str
    contact: str
    phone: str


@dataclass(frozen=True)
class Honour:
    """One reward beside the projects."""

    enterprise: str
    county: str
    kind: str
    joined: str
    date: str
    document: str
    award: str

    def cells(self) -> tuple[str, ...]:
        """The row as the plan lists it."""
        return (
            self.enterprise, self.county, self.kind, self.joined, self.date, self.document,
            self.award,
        )  # fmt: skip


@dataclass
class City:
    """What is sent, and the faults among it."""

    table: list[Project]
    plan: list[Project]
    honours: list[Honour]
    truth: tuple[Project, ...]
    money: dict[str, Decimal]
    funding: dict[str, Decimal]
    cases: list[str]
    targets: dict[str, str]
    phrases: dict[str, str]
    typed_duties: list[tuple[str, str]]
    faults: list[Fault] = field(default_factory=list)


def award(level: str, software: str, hardware: str) -> str:
    """What a firm of a level gets for what it spent on software and hardware."""
    if level not in LEVELS_PAID:
        return ""
    rate, cap = LEVELS_PAID[level]
    return plain(min((Decimal(software) + Decimal(hardware)) * rate, cap))


def plain(amount: Decimal) -> str:
    """An amount without zeros behind."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def clean_city() -> City:
    """The city without a fault."""
    made = firms(SEED, COUNTIES, INDUSTRIES, "420300", "0719")
    chance = random.Random(SEED)
    seen: dict[str, int] = {}
    table: list[Project] = []
    for one in made:
        seen[one.place] = seen.get(one.place, 0) + 1
        is_first = seen[one.place] <= _FIRST_OF_COUNTY[one.place]
        table.append(_project(chance, one, is_first, len(table)))
    honours = _honours(table)
    paid = sum((Decimal(one.award) for one in table if one.award), Decimal(0))
    first = sum((Decimal(o.award) for o in table if o.award and o.batch == FIRST), Decimal(0))
    more = sum((Decimal(one.award) for one in honours if one.award), Decimal(0))
    total = paid + more
    province, city = Decimal(2400), Decimal(600)
    money = {"province": province, "city": city, "county": total - province - city}
    return City(
        table,
        list(table),
        honours,
        tuple(table),
        money,
        {**money, "first": first},
        [f"{one.removesuffix('产业链')}“链式”协同转型案例" for one in CHAINS],
        {
            "firms": str(len(table)),
            "level2": "92",
            "cases": "8",
            "factories": "10",
            "lighthouses": "10",
            "fusion": "40",
            "products": "52",
            "stations": "10000",
            "plants_5g": "20",
        },
        {},
        [],
    )


def _project(chance: random.Random, firm: Firm, is_first: bool, at: int) -> Project:
    above = chance.random() < 0.62
    level = chance.choice(("二级", "二级", "二级", "三级", "三级", "四级"))
    if at % 40 == 23:
        level, above = "一级", False
    software = str(chance.randrange(18, 90))
    # Every ninth invests so much that the cap counts.
    hardware = str(chance.randrange(30, 110) + (120 if at % 9 == 4 else 0))
    service = plain(Decimal(chance.randrange(20, 90)) / 10)
    investment = plain(Decimal(software) + Decimal(hardware) + Decimal(service))
    start = (2024 if is_first else 2025, chance.randrange(1, 5))
    topic = _TOPICS[(at * 5 + chance.randrange(2)) % len(_TOPICS)]
    return Project(
        name=f"{firm.name}{topic}",
        enterprise=firm.name,
        credit_code=firm.credit_code,
        county=firm.place,
        batch=FIRST if is_first else SECOND,
        industry=firm.industry,
        chain=CHAINS[at % len(CHAINS)],
        size=chance.choice(("中型", "小型", "小型")) if above else "小型",
        above_scale=above,
        level_before=chance.choice(("无", "一级", "一级")),
        level_after=level,
        content=f"围绕{topic.removesuffix('项目')}，采购软件和硬件，打通生产数据",
        investment=investment,
        software=software,
        hardware=hardware,
        service=service,
        award=award(level, software, hardware),
        start=start,
        finish=(start[0], chance.randrange(5, 8)),
        provider=chance.choice(_PROVIDERS),
        contact=firm.contact,
        phone=firm.phone,
    )


def _honours(table: Sequence[Project]) -> list[Honour]:
    chosen = [table[n] for n in range(2, 2 + 4 * 40, 4)]
    out = [
        Honour(one.enterprise, one.county, FUSION, "", "2024年11月", "鄂经信两化〔2024〕12号", "20")
        for one in chosen
    ]
    for n in (5, 61, 133):
        one = table[n]
        out.append(
            Honour(
                one.enterprise, one.county, SMART, "", "2025年3月", "鄂经信智造〔2025〕3号", "20"
            )
        )
    leaders = ((LEADERS[0], "张湾区", "30"), (LEADERS[5], "茅箭区", "12"))
    for name, county, joined in leaders:
        paid = plain(min(Decimal(joined) * 4, Decimal(100)))
        out.append(Honour(name, county, PLATFORM, "", "2024年9月", "鄂经信数产〔2024〕7号", "20"))
        out.append(Honour(name, county, JOINED, joined, "2025年6月", "接入企业名单", paid))
    # Paid once: the same firm has been paid for its platform.
    name, county, _ = leaders[0]
    out.append(Honour(name, county, CASE, "", "2025年5月", "鄂经信数产〔2025〕5号", ""))
    return out


_ORDER = (
    ("number", "序号"), ("name", "项目名称"), ("enterprise", "试点企业"),
    ("credit_code", "统一社会信用代码"), ("county", "县(市、区)"), ("batch", "批次"),
    ("industry", "细分行业"), ("chain", "所属产业链"), ("size", "企业划型"),
    ("above_scale", "是否规上"), ("level_before", "改造前等级"), ("level_after", "改造后等级"),
    ("content", "主要改造内容"), ("investment", "改造总投入(万元)"), ("software", "其中:软件"),
    ("hardware", "其中:硬件"), ("service", "其中:服务"), ("award", "申请补助(万元)"),
    ("start", "开始年月"), ("finish", "完成年月"), ("provider", "服务商"), ("contact", "联系人"),
    ("phone", "电话"),
)  # fmt: skip
_FOOT = ("填报单位（盖章）：{county}经济和信息化局　　　填报人：孙某　　　联系电话：0719-7000011",)
_TWO_ROWS = {
    "investment": "改造投入（万元）|总投入", "software": "改造投入（万元）|软件",
    "hardware": "改造投入（万元）|硬件", "service": "改造投入（万元）|服务",
}  # fmt: skip


def _columns(*leave: str, **other: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, other.get(key, text)) for key, text in _ORDER if key not in leave)


def _layout(file: str, columns: tuple[tuple[str, str], ...], *titles: str, **more: Any) -> Layout:
    return Layout(file, columns, titles, flags=("above_scale",), **more)


_LAYOUTS: dict[str, tuple[Layout, str]] = {
    "茅箭区": (
        _layout("1茅箭区试点企业汇总表.xlsx", _columns(**_TWO_ROWS), "茅箭区试点企业改造项目汇总表",
                money=number, foot=_FOOT),
        "openpyxl",
    ),
    "张湾区": (
        _layout("张湾区(两批).xlsx", _columns("content", enterprise="企业名称", start="开始时间",
                                          finish="完成时间"),
                "张湾区中小企业数字化转型试点企业表", "单位：万元", money=with_separators, month=real_date,
                foot=_FOOT, sheet="试点企业"),
        "xlsxwriter",
    ),
    "郧阳区": (
        _layout("郧阳区.xls", _columns(name="项目", enterprise="单位名称", batch="试点批次"),
                money=number, month=serial, yes=("√", "×"), blank_rows=True, sum_at=0, tidy=False),
        "xls",
    ),
    "郧西县": (
        _layout("郧西县上报.xlsx", _columns("provider", investment="改造投入(元)", software="软件(元)",
                                        hardware="硬件(元)", service="服务(元)", award="申请补助(元)"),
                "郧西县试点企业表", money=in_yuan, month=lambda m: f"{m[0]}.{m[1]}", foot=_FOOT),
        "openpyxl",
    ),
    "竹山县": (
        _layout("竹山县试点企业.xlsx", _columns(), "竹山县试点企业改造项目", "", "报送日期：2025年8月6日",
                money=number, sections=True, sum_at=0, foot=_FOOT),
        "openpyxl",
    ),
    "竹溪县": (
        _layout("竹溪县.xlsx", _columns("level_before", investment="总投资"), money=with_unit,
                month=lambda m: f"{m[0]}/{m[1]}", tidy=False),
        "openpyxl",
    ),
    "房县": (
        _layout("房县(经信局).xls", _columns(county="所在县区", phone="联系电话"), "房县试点企业汇总表",
                "单位:万元", money=number, month=real_date, foot=_FOOT),
        "xls",
    ),
    "丹江口市": (
        _layout("丹江口市项目表.xlsx", _columns("county", level_after="改造后数字化水平"), money=number,
                month=lambda m: f"{m[0]}-{m[1]:02d}-01", formulas=True, sheet="项目表"),
        "xlsxwriter",
    ),
}  # fmt: skip


def sent(city: City) -> list[Sent]:
    """A workbook for every county."""
    return sent_by_place(_LAYOUTS, city.table)
