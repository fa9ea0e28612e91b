"""广州: 360 invented firms in six districts, in two batches, each with its contract and its file.

Only the names of the city, its districts and offices are real.
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.anycity import Firm, Sent, firms, sent_by_place
from generator.grid import Layout, in_yuan, number, real_date, serial, with_separators, with_unit
from generator.sent import Fault

SEED = 20240428
FIRST, SECOND = "第一批", "第二批"
DISTRICTS = {"黄埔区": 80, "番禺区": 70, "花都区": 65, "白云区": 55, "增城区": 50, "南沙区": 40}
_FIRST_OF_DISTRICT = {
    "黄埔区": 64, "番禺区": 56, "花都区": 51, "白云区": 43, "增城区": 40, "南沙区": 31,
}  # fmt: skip
INDUSTRIES = {
    "智能网联与新能源汽车": ("汽车电子", "汽车零部件", "车灯", "线束", "新能源电驱"),
    "工业母机和机器人": ("精密机械", "数控装备", "机器人", "模具", "传动设备"),
    "时尚美妆": ("化妆品", "日化用品", "美妆包材", "生物科技"),
    "定制家居服装箱包": ("家居", "服饰", "皮具", "箱包", "木业"),
}
_CODES = {
    "智能网联与新能源汽车": ("3670", "3982", "3831"), "工业母机和机器人": ("3425", "3491", "3525"),
    "时尚美妆": ("2682", "2681", "2926"), "定制家居服装箱包": ("2110", "1811", "1922"),
}  # fmt: skip
_TOPICS = (
    ("生产执行系统（MES）建设项目", "制造、管理", "部署生产执行系统，打通工单、报工和质量数据"),
    ("研发设计一体化项目", "设计、制造", "上线三维设计和产品数据管理，图纸直接下到机台"),
    ("智能仓储（WMS）改造项目", "制造、服务", "建设智能仓储，物料出入库扫码，与订单联动"),
    ("设备联网与数据采集项目", "制造、安全", "关键设备联网采集，异常实时报警"),
    ("订单与客户管理一体化项目", "销售、服务", "打通电商订单、客户管理和售后服务"),
    ("质量追溯系统建设项目", "制造、管理", "一物一码，原料到成品全程追溯"),
    ("能耗与安全管理项目", "管理、安全", "能耗在线监测，安全巡检线上闭环"),
)
_BASIS = (
    "已有财务软件和进销存，生产数据靠手工填写，设备没有联网。",
    "已有ERP，车间报工用纸质单据，质量数据不能追溯。",
    "设计使用二维软件，图纸用U盘传递，版本常有出入。",
    "部分设备已联网，数据没有汇集分析，停机原因靠人工记录。",
)
_EFFECT = (
    "生产周期缩短18%，一次合格率提高3个百分点。",
    "库存周转天数减少6天，人均产值提高12%。",
    "设计周期缩短20%，返工减少三成。",
    "设备综合效率提高9%，单位产品能耗下降7%。",
)
_STREETS = ("开源大道", "科学城路", "新华街", "迎宾路", "工业大道", "创新路", "广汕公路")
_CARRIERS = (
    ("广州云埔智联科技有限公司", "智能网联与新能源汽车", "产业链模式", "云埔车联网协同平台"),
    ("穗城汽车供应链集团有限公司", "智能网联与新能源汽车", "供应链模式", "穗车供应链平台"),
    ("广州珠江车电云平台有限公司", "智能网联与新能源汽车", "产业链模式", ""),
    ("广州羊城工业互联网有限公司", "工业母机和机器人", "产业链模式", "羊城母机云平台"),
    ("岭南数控装备股份有限公司", "工业母机和机器人", "供应链模式", ""),
    ("广州花城美妆数科有限公司", "时尚美妆", "产业链模式", "美湾云平台"),
    ("广州丽港日化供应链有限公司", "时尚美妆", "供应链模式", ""),
    ("广州湾区定制家居集团有限公司", "定制家居服装箱包", "供应链模式", "湾区家居云平台"),
    ("狮岭箱包产业互联网有限公司", "定制家居服装箱包", "产业链模式", "狮岭皮具云平台"),
    ("广州新塘服装智造科技有限公司", "定制家居服装箱包", "产业链模式", "新塘快反平台"),
)
RATE, CAP = Decimal("0.3"), Decimal(20)


@dataclass(frozen=True)
class Project:
    """One project as it truly is; money in 万元, months as (year, month)."""

    name: str
    enterprise: str
    credit_code: str
    county: str
    batch: str
    industry: str
    industry_code: str
    size: str
    above_scale: bool
    carrier: str
    level_before: str
    level_after: str
    investment: str
    contract_amount: str
    signed_on: str
    approved: str
    award: str
    start: tuple[int, int]
    finish: tuple[int, int]
    address: str
    products: str
    employees: str
    revenue: str
    basis: str
    link: str
    content: str
    effect: str
    contact: str
    phone: str


@dataclass(frozen=True)
class Carrier:
    """One 数字化牵引单位."""

    name: str
    industry: str
    mode: str
    integrator: str
    partners: str
    platform: str

    def cells(self) -> tuple[str, ...]:
        """The row as the plan lists it."""
        return (
            self.name, self.industry, self.mode, self.integrator, self.partners, self.platform,
        )  # fmt: skip


@dataclass
class City:
    """What is sent, and the faults among it."""

    table: list[Project]
    plan: list[Project]
    truth: tuple[Project, ...]
    carriers: list[Carrier]
    money: dict[str, Decimal]
    targets: dict[str, str]
    phrases: dict[str, str] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def plain(amount: Decimal) -> str:
    """An amount without zeros behind."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def award(approved: str) -> str:
    """What is paid for what was approved."""
    return plain(min(Decimal(approved) * RATE, CAP))


def clean_city() -> City:
    """The city without a fault."""
    made = firms(SEED, DISTRICTS, INDUSTRIES, "440100", "020")
    chance = random.Random(SEED)
    seen: dict[str, int] = {}
    table: list[Project] = []
    for one in made:
        seen[one.place] = seen.get(one.place, 0) + 1
        is_first = seen[one.place] <= _FIRST_OF_DISTRICT[one.place]
        table.append(_project(chance, one, is_first, len(table)))
    paid = sum((Decimal(one.award) for one in table), Decimal(0))
    return City(
        table,
        list(table),
        tuple(table),
        _carriers(),
        {"province": Decimal(4000), "local": paid - 4000 + 60},
        {"firms": "350", "products": "200", "cases": "20", "excellent": "40", "samples": "3"},
        readings={"GZ-9": "four"},
    )


def _carriers() -> list[Carrier]:
    integrators = ("广州智慧工业软件有限公司", "南方云计算服务有限公司", "广州工控系统集成有限公司")
    partners = ("穗芯传感", "云捷软件", "广联工控", "蓝湾安全", "智绘设计", "粤检测评")
    return [
        Carrier(
            name,
            industry,
            mode,
            integrators[n % len(integrators)],
            "、".join(f"广州{partners[(n + k) % len(partners)]}有限公司" for k in range(3)),
            platform,
        )
        for n, (name, industry, mode, platform) in enumerate(_CARRIERS)
    ]


def _project(chance: random.Random, firm: Firm, is_first: bool, at: int) -> Project:
    above = chance.random() < 0.6
    topic, link, content = _TOPICS[(at * 3 + chance.randrange(2)) % len(_TOPICS)]
    investment = Decimal(chance.randrange(45, 150))
    approved = investment - chance.choice((0, 0, 2, 5))
    start = (2024, chance.randrange(5, 9)) if is_first else (2025, chance.randrange(1, 5))
    finish = (start[0], chance.randrange(9, 13) if is_first else chance.randrange(6, 11))
    mine = [name for name, industry, _, _ in _CARRIERS if industry == firm.industry]
    return Project(
        name=f"{firm.name}{topic}",
        enterprise=firm.name,
        credit_code=firm.credit_code,
        county=firm.place,
        batch=FIRST if is_first else SECOND,
        industry=firm.industry,
        industry_code=chance.choice(_CODES[firm.industry]),
        size=chance.choice(("中型", "小型", "小型")) if above else chance.choice(("小型", "微型")),
        above_scale=above,
        carrier=mine[at % len(mine)],
        level_before=chance.choice(("无", "一级", "一级")),
        level_after=chance.choice(("二级", "二级", "二级", "三级")),
        investment=plain(investment),
        contract_amount=plain(investment),
        signed_on=f"{start[0]}年{start[1]}月{chance.randrange(2, 26)}日",
        approved=plain(approved),
        award=award(plain(approved)),
        start=start,
        finish=finish,
        address=f"广州市{firm.place}{chance.choice(_STREETS)}{chance.randrange(3, 280)}号",
        products=firm.trade,
        employees=str(chance.randrange(28, 380)),
        revenue=str(chance.randrange(900, 38000)),
        basis=chance.choice(_BASIS),
        link=link,
        content=f"{content}。",
        effect=chance.choice(_EFFECT),
        contact=firm.contact,
        phone=firm.phone,
    )


_ORDER = (
    ("number", "序号"), ("name", "项目名称"), ("enterprise", "被改造企业"),
    ("credit_code", "统一社会信用代码"), ("county", "区"), ("batch", "批次"),
    ("industry", "细分行业"), ("industry_code", "行业代码"), ("size", "企业划型"),
    ("above_scale", "是否规上"), ("carrier", "数字化牵引单位"), ("level_before", "改造前等级"),
    ("level_after", "改造后等级"), ("investment", "改造投入(万元)"),
    ("contract_amount", "合同金额(万元)"), ("signed_on", "合同签订日期"),
    ("approved", "核定投入(万元)"), ("award", "申请补助(万元)"), ("start", "开始年月"),
    ("finish", "完成年月"), ("address", "企业地址"), ("products", "主要产品"),
    ("employees", "从业人数"), ("revenue", "上年营业收入(万元)"), ("basis", "数字化基础"),
    ("link", "改造环节"), ("content", "改造环节内容"), ("effect", "改造前后变化"),
    ("contact", "联系人"), ("phone", "电话"),
)  # fmt: skip
_FOOT = (
    "填报单位（盖章）：{county}科技工业商务和信息化局　　　填报人：孙某　　　联系电话：020-70000011",
)
_MONEY = ("investment", "contract_amount", "approved", "award", "revenue")


def _columns(*leave: str, **other: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, other.get(key, text)) for key, text in _ORDER if key not in leave)


def _layout(file: str, columns: tuple[tuple[str, str], ...], *titles: str, **more: Any) -> Layout:
    return Layout(file, columns, titles, flags=("above_scale",), amounts=_MONEY, **more)


_TWO_ROWS = {
    "investment": "金额（万元）|改造投入", "contract_amount": "金额（万元）|合同金额",
}  # fmt: skip
_LAYOUTS: dict[str, tuple[Layout, str]] = {
    "黄埔区": (
        _layout("1黄埔区改造补助项目.xlsx", _columns(), "黄埔区中小企业数字化改造补助项目汇总表",
                money=number, foot=_FOOT, sum_at=1),
        "openpyxl",
    ),
    "番禺区": (
        _layout("番禺区(两批).xlsx", _columns(enterprise="企业名称", start="开始时间", finish="完成时间"),
                "番禺区改造补助项目表", "单位：万元", money=with_separators, month=real_date, foot=_FOOT,
                sheet="补助项目"),
        "xlsxwriter",
    ),
    "花都区": (
        _layout("花都区.xls", _columns(name="项目", carrier="牵引单位", batch="试点批次"), money=number,
                month=serial, yes=("√", "×"), blank_rows=True, sum_at=0, tidy=False),
        "xls",
    ),
    "白云区": (
        _layout("白云区上报.xlsx", _columns(
                    investment="改造投入(元)", contract_amount="合同金额(元)", approved="核定投入(元)",
                    award="申请补助(元)", revenue="上年营业收入(元)", county="所属区"),
                "白云区改造补助项目表", money=in_yuan, month=lambda m: f"{m[0]}.{m[1]}", foot=_FOOT),
        "openpyxl",
    ),
    "增城区": (
        _layout("增城区改造补助项目.xlsx", _columns(**_TWO_ROWS), "增城区改造补助项目汇总表", "",
                "报送日期：2025年10月11日", money=number, sections=True, sum_at=0, foot=_FOOT),
        "openpyxl",
    ),
    "南沙区": (
        _layout("南沙区项目表.xlsx", _columns("county", investment="总投入", level_after="改造后数字化水平"),
                money=with_unit, month=lambda m: f"{m[0]}-{m[1]:02d}", tidy=False, sheet="项目表"),
        "openpyxl",
    ),
}  # fmt: skip


def sent(city: City) -> list[Sent]:
    """A workbook for every district."""
    return sent_by_place(_LAYOUTS, city.table)
