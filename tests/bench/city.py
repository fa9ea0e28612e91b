"""Cities of any size for measuring, as unlike from row to row as the tables of a real one.

Whoever sets a text only once for all rows that hold it gains by counties, industries and dates,
not by names, codes, people and amounts.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from stdnum.cn import uscc

from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.jobs.draft_work import starting_values

_COUNTIES = ("银杉县", "青砚县", "沐泉县", "白榆区", "盛垣区", "松岚市", "柏川区")
_INDUSTRIES = ("汽车零部件制造", "农产品加工", "专用设备制造")
_FIRST = "银青沐白盛松柏云恒瑞宏启明远博安鼎泰"
_SECOND = "杉砚泉榆垣岚川栈拓丰景新达诚润和正祥"
_TRADES = ("精密铸造", "制动系统", "肉类加工", "粮油食品", "矿山机械", "阀门", "电气成套设备")
_FORMS = ("有限公司", "股份有限公司", "（集团）有限公司")
_AIMS = (
    "车间数字化改造项目",
    "装配线防错与追溯系统建设项目",
    "生产执行系统（MES）建设项目",
    "仓储与供应链协同平台项目（一期）",
    "设备联网和能耗管理项目",
)
_STAGES = ("研发设计", "生产管控", "质量管理", "仓储物流", "采购管理", "营销服务", "能源管理")
_EQUIPMENT = ("数控加工中心", "注塑机", "热处理炉", "包装线", "机器人工作站", "检测设备")
_SYSTEMS = ("数据采集网关", "生产执行系统", "质量追溯系统", "仓储管理系统", "能源管理平台")
_SURNAMES = "林程褚周吴郑王冯陈卫蒋沈韩杨朱秦"
_GIVEN = ("艳", "明", "晓舟", "远", "建国", "丽华", "志强", "敏", "海波", "春梅", "文博")
_PROVIDERS = ("云栈工业软件有限公司", "衡远自动化工程有限公司", "数澜信息技术（铁岭）有限公司")
_QUALITIES = ("无", "省级专精特新", "创新型中小企业", "国家级专精特新“小巨人”")
_PROSE = "坚持分业分级、链式推进,聚焦生产过程等关键环节,推进数据采集和系统互联互通。" * 12


def a_city(programme: Programme, projects: int) -> Draft:
    """A draft with this many projects and chapters of ordinary length; the same every time."""
    ids = map("s{}".format, count(1))
    start = starting_values(programme, ids.__next__).apply(Draft(programme.id))
    rows = tuple(Row(f"r{n}", MappingProxyType(cells_of(n))) for n in range(1, projects + 1))
    values = {f"chapters/{chapter.id}": _PROSE for chapter in programme.plan.chapter}
    values |= {"basic/city": "铁岭市", "basic/industries": "、".join(_INDUSTRIES)}
    tables = {**start.tables, programme.summary.table.id: rows}
    return replace(
        start,
        revision=1,
        values=MappingProxyType({**start.values, **values}),
        tables=MappingProxyType(tables),
    )


def cells_of(n: int) -> Mapping[str, str]:
    """The n-th project of such a city, by the columns of the first programme."""
    name = f"{_one(_FIRST, n)}{_one(_SECOND, n // 18)}{_one(_FIRST, n // 5)}{_one(_SECOND, n // 7)}"
    enterprise = f"{name}{_one(_TRADES, n)}{_one(_FORMS, n // 3)}"
    stages = f"{_one(_STAGES, n)}、{_one(_STAGES, n + 1 + n % 5)}"
    content = (
        f"为{n % 37 + 3}台{_one(_EQUIPMENT, n)}部署{_one(_SYSTEMS, n // 2)}和{_one(_SYSTEMS, n // 3 + 1)},"
        f"改造{n % 9 + 2}条产线的关键工序,设备联网率由{n % 31 + 20}%提高到{n % 23 + 70}%"
    )
    software, hardware, service = 300 + n * 7 % 900, 400 + n * 13 % 1700, 50 + n * 3 % 200
    code = f"91211200MA{n:07d}"
    return {
        "name": f"{enterprise}第{n}号{_one(_AIMS, n)}",
        "enterprise": enterprise,
        "credit_code": code + uscc.calc_check_digit(code),
        "county": _one(_COUNTIES, n),
        "industry": _one(_INDUSTRIES, n),
        "size": _one(("小型", "中型", "微型"), n),
        "above_scale": _one("是否", n // 4),
        "quality": _one(_QUALITIES, n),
        "level_before": "一级",
        "level_after": _one(("二级", "三级"), n),
        "stage": stages,
        "content": content,
        "investment": _tenths(software + hardware + service),
        "software": _tenths(software),
        "hardware": _tenths(hardware),
        "service": _tenths(service),
        "award": _tenths((software + hardware + service) // 10),
        "start": f"2024年{n % 6 + 6}月",
        "finish": f"2025年{n % 12 + 1}月",
        "provider": _one(_PROVIDERS, n),
        "platform": "是",
        "contact": f"{_one(_SURNAMES, n)}{_one(_GIVEN, n // 16)}",
        "phone": f"024-7{n * 7919 % 10_000_000:07d}",
    }


def _one(choices: tuple[str, ...] | str, n: int) -> str:
    return choices[n % len(choices)]


def _tenths(amount: int) -> str:
    whole, tenth = divmod(amount, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
