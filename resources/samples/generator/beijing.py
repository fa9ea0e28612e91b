"""北京: 520 invented firms of five industries in five towns of one district, with what each is to be changed for.

Only the names of the district, its towns and offices are real.
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from generator.anycity import Firm, Sent, firms
from generator.grid import Layout, in_yuan, real_date, with_separators, with_unit
from generator.sent import Fault

SEED = 20230710
DISTRICT = "大兴区"
TOWNS = {"黄村镇": 120, "瀛海镇": 104, "亦庄镇": 112, "旧宫镇": 96, "采育镇": 88}
INDUSTRIES = {
    "通用设备制造": ("泵阀", "轴承", "液压件", "紧固件", "减速机", "压缩机"),
    "专用设备制造": ("包装机械", "制药设备", "环保设备", "印刷机械", "模具"),
    "医药制造": ("制药", "生物制品", "中药饮片", "药用辅料", "医用敷料"),
    "电气机械和器材制造": ("电机", "开关柜", "电线电缆", "变压器", "储能设备"),
    "计算机和通讯设备制造": ("通信设备", "电子元件", "传感器", "线路板", "服务器部件"),
}
SECTORS = {
    "通用设备制造": "通用和专用设备制造",
    "专用设备制造": "通用和专用设备制造",
    "医药制造": "医药和化学制造",
    "电气机械和器材制造": "电气机械和器材制造",
    "计算机和通讯设备制造": "计算机和通讯电子",
}
_WORK = (
    "生产计划与排程、设备联网", "生产过程管控、质量追溯", "仓储物流、采购协同", "产品设计、工艺管理",
    "设备管理、能耗监测", "生产管控、供应链协同",
)  # fmt: skip
# Of the firms above scale of an industry so many are there already.
_BASE = 24


@dataclass(frozen=True)
class Row:
    """One firm of the list as it truly is; money in 万元, months as (year, month)."""

    name: str
    credit_code: str
    county: str
    industry: str
    sector: str
    size: str
    above_scale: bool
    quality: str
    level_before: str
    level_after: str
    content: str
    investment: str
    software: str
    hardware: str
    service: str
    start: tuple[int, int]
    finish: tuple[int, int]
    contact: str
    phone: str


@dataclass(frozen=True)
class Level:
    """The aims of one industry."""

    industry: str
    firms: int
    base: int
    changed: int
    final: str
    below: int
    below_base: str
    below_final: str

    def cells(self) -> tuple[str, ...]:
        """The row as the plan prints it."""
        return (
            self.industry, str(self.firms), str(self.base), str(self.changed), self.final,
            str(self.below), self.below_base, self.below_final,
        )  # fmt: skip


@dataclass
class District:
    """What is sent, and the faults among it."""

    table: list[Row]
    plan: list[Row]
    truth: tuple[Row, ...]
    levels: list[Level]
    targets: dict[str, str]
    money: dict[str, str]
    phrases: dict[str, str] = field(default_factory=dict)
    government: str = f"北京市{DISTRICT}人民政府"
    has_duties: bool = True
    giants: list[tuple[str, str]] = field(default_factory=list)
    pilots: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def clean_district() -> District:
    """The district without a fault."""
    made = firms(SEED, TOWNS, INDUSTRIES, "110115", "010")
    chance = random.Random(SEED)
    table = [_row(chance, one, n) for n, one in enumerate(made)]
    elsewhere = firms(SEED + 1, {"通州": 4, "房山": 4}, INDUSTRIES, "110112", "010")
    listed = [(one.name, one.credit_code) for one in elsewhere]
    return District(
        table,
        list(table),
        tuple(table),
        [_level(table, industry, n) for n, industry in enumerate(INDUSTRIES)],
        {
            "firms": str(len(table)), "level2": "100", "above": "92", "below": "35",
            "products": "40", "models": "20", "specialised": "60", "chains": "12",
            "policies": "6", "match": "3000",
        },
        {"award": "10000", "transformation": "8000", "other": "2000", "local_match": "3000"},
        giants=listed[:4],
        pilots=listed[4:],
    )  # fmt: skip


def _row(chance: random.Random, firm: Firm, at: int) -> Row:
    above = chance.random() < 0.6
    software = str(chance.randrange(12, 60))
    hardware = str(chance.randrange(6, 40))
    service = f"{chance.randrange(20, 90) / 10:g}"
    investment = sum((Decimal(part) for part in (software, hardware, service)), Decimal(0))
    start = (2023, chance.randrange(9, 13)) if at % 3 else (2024, chance.randrange(1, 7))
    return Row(
        name=firm.name,
        credit_code=firm.credit_code,
        county=firm.place,
        industry=firm.industry,
        sector=SECTORS[firm.industry],
        size=chance.choice(("中型", "小型", "小型")) if above else chance.choice(("小型", "微型")),
        above_scale=above,
        quality=chance.choice(("市级专精特新", "创新型中小企业", "无", "无")),
        level_before=chance.choice(("无", "一级", "一级")),
        level_after=chance.choice(("二级", "二级", "二级", "三级")),
        content=_WORK[at % len(_WORK)],
        investment=f"{investment:f}",
        software=software,
        hardware=hardware,
        service=service,
        start=start,
        finish=(2025, chance.randrange(1, 12)) if at % 3 == 0 else (2024, chance.randrange(6, 13)),
        contact=firm.contact,
        phone=firm.phone,
    )


def _level(table: list[Row], industry: str, at: int) -> Level:
    mine = [one for one in table if one.industry == industry]
    above = sum(one.above_scale for one in mine)
    whole = (_BASE + above) * 100 // (92 + at)
    return Level(
        industry, whole, _BASE, above, str(92 + at), len(mine) - above, str(10 + at), str(33 + at)
    )


_COMMON = (
    ("number", "序号"), ("name", "企业名称"), ("credit_code", "统一社会信用代码"),
    ("county", "所属街镇"), ("industry", "细分行业"), ("sector", "行业大类"), ("size", "企业规模"),
    ("above_scale", "是否规上"), ("quality", "优质企业情况"), ("level_before", "改造前等级"),
    ("level_after", "改造后等级"), ("content", "改造内容"), ("investment", "计划改造投入(万元)"),
    ("software", "其中|软件"), ("hardware", "其中|硬件"), ("service", "其中|服务"),
    ("start", "开始时间"), ("finish", "完成时间"), ("contact", "联系人"), ("phone", "联系电话"),
)  # fmt: skip
_OTHER = {
    "name": "单位名称", "credit_code": "社会信用代码", "county": "镇街", "industry": "所属行业",
    "size": "划型", "above_scale": "规上/规下", "level_before": "现有数字化水平",
    "level_after": "目标等级", "investment": "总投资(元)", "software": "软件(元)",
    "hardware": "硬件(元)", "service": "服务(元)", "start": "启动年月", "finish": "计划完成时间",
}  # fmt: skip


def sent(district: District) -> list[Sent]:
    """The towns' workbooks; each town fills in its own way."""
    other = tuple((key, _OTHER.get(key, title.split("|")[-1])) for key, title in _COMMON)
    title = "拟改造企业表"
    plain = {"flags": ("above_scale",)}
    looks = (
        (Layout("01黄村镇.xlsx", _COMMON, (f"黄村镇{title}",), **plain), "openpyxl"),
        (
            Layout(
                "02瀛海镇（盖章版）.xlsx", other, (f"{DISTRICT}瀛海镇{title}", "填报单位：瀛海镇人民政府"),
                money=in_yuan, month=real_date, amounts=("investment", "software", "hardware", "service"),
                foot=("填表人：                审核人：",), sum_at=1, **plain,
            ),
            "xlsxwriter",
        ),
        (
            Layout(
                "亦庄镇上报.xls", _COMMON, (f"亦庄镇{title}",), yes=("√", "×"), total=False, **plain
            ),
            "xls",
        ),
        (
            Layout(
                "旧宫-企业名单0628.xlsx", _COMMON, (f"旧宫镇{title}", ""), money=with_separators,
                month=lambda m: f"{m[0]}.{m[1]:02d}", blank_rows=True, merged_county=True, **plain,
            ),
            "openpyxl",
        ),
        (
            Layout(
                "采育镇.xlsx", _COMMON, (f"采育镇{title}",), money=with_unit,
                month=lambda m: f"{m[0]}/{m[1]}", sections=True, tidy=False, **plain,
            ),
            "xlsxwriter",
        ),
    )  # fmt: skip
    return [
        Sent(layout, [vars(one) for one in district.table if one.county == town], writer)
        for (layout, writer), town in zip(looks, TOWNS, strict=True)
    ]
