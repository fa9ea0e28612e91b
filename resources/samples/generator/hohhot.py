"""The practice city of the fifth programme: 360 firms in six industries and three batches.

As they stood at the end of September 2025. One county sends its table in traditional characters.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from opencc import OpenCC

from generator.anycity import Firm, Sample, Sent, firms, write_sample
from generator.grid import Layout, in_yuan, number, with_separators, with_unit
from generator.hohhot_faults import planted
from generator.hohhot_plan import by_industry, plan_blocks

SEED = 20250930
# Odd numbers: the industries then take turns among the places.
PLACES = {
    "新城区": 41, "回民区": 37, "玉泉区": 39, "赛罕区": 47, "土默特左旗": 43, "托克托县": 35,
    "和林格尔县": 45, "清水河县": 33, "武川县": 40,
}  # fmt: skip
IN_TRADITIONAL = "武川县"
TRADES = {
    "特色食品加工": ("乳制品", "肉类加工", "粮油", "燕麦食品"),
    "纺织服装加工": ("羊绒制品", "针织", "服装", "毛纺"),
    "生物医药制造": ("生物制药", "兽药", "疫苗", "中药饮片"),
    "农矿专用设备制造": ("农牧机械", "矿山设备", "饲料机械", "输送设备"),
    "新材料制造": ("石墨材料", "硅材料", "复合材料", "铝材"),
    "结构性金属制品制造": ("钢结构", "金属门窗", "压力容器", "塔架"),
}
_CHANGES = (
    "生产管控数字化改造项目", "生产执行系统（MES）建设项目", "质量追溯系统建设项目",
    "设备联网与数据采集项目", "仓储物流数字化改造项目", "能耗管理数字化改造项目（一期）",
)  # fmt: skip
_PROVIDERS = (
    "辰帆数字科技有限公司",
    "云栈工业软件有限公司",
    "智枢信息技术有限公司",
    "衡远自动化工程有限公司",
)
_RATES = {
    "二级": (Decimal("0.7"), 35), "三级": (Decimal("0.5"), 150), "四级": (Decimal("0.4"), 300),
}  # fmt: skip
_BASES = {"二级": (24, 82), "三级": (72, 330), "四级": (385, 700)}
_MONEY = ("investment", "diagnosis", "software", "service", "gateway", "robots", "award")
_DAYS = ("signed", "diagnosed", "changed", "accepted")
_FLAGS = ("above_scale", "cloud")
Row = dict[str, Any]

_HEADS = {
    "number": "序号", "name": "改造项目名称", "enterprise": "试点企业", "credit_code": "统一社会信用代码",
    "county": "旗县区", "industry": "细分行业", "batch": "试点批次", "size": "企业划型",
    "above_scale": "是否规上", "level_before": "改造前等级", "level_after": "改造后等级",
    "cloud": "是否上云用云", "investment": "项目总投资", "diagnosis": "水平诊断服务",
    "software": "改造相关软件", "service": "信息化服务", "gateway": "网关、路由等设备",
    "robots": "机器人、AGV等", "award": "申请补贴", "signed": "签约日期", "diagnosed": "诊断日期",
    "changed": "改造完成日期", "accepted": "验收日期", "accepted_batch": "验收批次",
    "workshops": "数字化车间(个)", "scenes": "5G应用场景(个)", "chain_case": "是否链式典型案例",
    "provider": "服务商", "contact": "联系人", "phone": "联系电话",
}  # fmt: skip
_FOOT = ("填报人：　　　　审核人：", "填报单位（盖章）：{place}工业和信息化局")


@dataclass
class City:
    """The truth, and what is made of it: the rows as sent, the plan's list, what is typed."""

    rows: list[Row]
    listed: list[Row] = field(default_factory=list)
    rewards: list[dict[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    industries: list[tuple[str, ...]] = field(default_factory=list)
    counted: str = ""
    plan_transformation: str = ""
    has_bylaws: bool = True


def write_hohhot(folder: Path, clean: bool = False) -> None:
    """All files of the city into a folder; without faults when `clean`."""
    city = _true_city()
    faults = [] if clean else planted(city)
    title = "呼和浩特市中小企业数字化转型城市试点实施方案"
    write_sample(
        Sample(
            "城市试点实施方案(送审稿).docx",
            title,
            "市工业和信息化局",
            plan_blocks(city),
            [_sent(place, [r for r in city.rows if r["sent_by"] == place]) for place in PLACES],
            city.fields,
            faults,
        ),
        folder,
        clean,
    )


def _true_city() -> City:
    chance = random.Random(SEED)
    made = firms(SEED, PLACES, TRADES, "150100", "0471")
    traditional = OpenCC("s2t")
    rows = [_row(chance, one, n, traditional) for n, one in enumerate(made)]
    _second_projects(chance, rows)
    city = City(rows, [dict(one) for one in rows])
    total = sum((Decimal(one["award"]) for one in rows), Decimal(0))
    transformation = int(total / 100 + 1) * 100
    central = int(transformation / 84) * 100
    city.fields = {
        "basic/counties": "、".join(PLACES),
        "basic/due": "2025年10月15日",
        "basic/filled_by": "林晓舟",
        "basic/reviewed_by": "程远",
        "basic/phone": "0471-70000100",
        "basic/date": "2025年9月30日",
        "money/central": str(central),
        "money/transformation": str(transformation),
        "money/local": "6000",
    }
    city.plan_transformation = str(transformation)
    city.targets = {
        "firms": "360", "level2_above": "220", "two_industries": "110", "cloud": "290",
        "cloud_share": "80", "chain_cases": "12", "scenes": "12", "workshops": "52",
        "products": "65", "central_share": "84",
    }  # fmt: skip
    city.industries = by_industry(rows)
    city.counted = str(len({one["credit_code"] for one in rows}))
    city.rewards = _rewards(rows)
    return city


def _row(chance: random.Random, firm: Firm, n: int, traditional: OpenCC) -> Row:
    level = ("二级",) * 15 + ("三级",) * 4 + ("四级",)
    after = chance.choice(level)
    batch = ("第一批", "第二批", "第三批")[chance.choice((0, 0, 0, 0, 1, 1, 1, 2, 2))]
    name, enterprise = f"{firm.name}{chance.choice(_CHANGES)}", firm.name
    if firm.place == IN_TRADITIONAL:
        name, enterprise = traditional.convert(name), traditional.convert(enterprise)
    row: Row = {
        "sent_by": firm.place, "name": name, "enterprise": enterprise,
        "credit_code": firm.credit_code, "county": firm.place, "industry": firm.industry,
        "batch": batch, "size": chance.choice(("中型", "小型", "小型", "微型")),
        "above_scale": chance.random() < 0.72, "level_before": chance.choice(("无", "一级", "一级")),
        "level_after": after, "cloud": chance.random() < 0.87,
        "provider": chance.choice(_PROVIDERS), "contact": firm.contact, "phone": firm.phone,
        "workshops": "1" if n % 6 == 1 else "", "scenes": "1" if n % 25 == 3 else "",
        "chain_case": "是" if n % 28 == 5 else "", **_dates(chance, batch),
    }  # fmt: skip
    return with_money(row, chance.randint(*(10 * one for one in _BASES[after])) / 10, n % 12 == 7)


def with_money(row: Row, base: float, has_robots: bool = False) -> Row:
    """The row with its investment by kind, and what its level gives it."""
    whole = Decimal(str(base))
    software = (whole * Decimal("0.45")).quantize(Decimal("0.1"))
    service = (whole * Decimal("0.2")).quantize(Decimal("0.1"))
    diagnosis = Decimal(2)
    robots = Decimal(60) if has_robots else Decimal(0)
    amounts = {
        "diagnosis": diagnosis, "software": software, "service": service,
        "gateway": whole - diagnosis - software - service, "robots": robots,
        "investment": whole + robots, "award": award(row["level_after"], whole),
    }  # fmt: skip
    return {**row, **{key: text(amount) for key, amount in amounts.items()}}


def award(level: str, base: Decimal) -> Decimal:
    """What the notice gives for an investment at a level."""
    rate, cap = _RATES[level]
    return min(base * rate, Decimal(cap))


def text(amount: Decimal) -> str:
    plain = f"{amount:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _dates(chance: random.Random, batch: str) -> Row:
    """The four days as far as each batch had come by the end of September 2025."""
    start, changes, most = {
        "第一批": (date(2024, 11, 4), date(2025, 1, 15), date(2025, 4, 28)),
        "第二批": (date(2025, 5, 12), date(2025, 7, 21), date(2025, 9, 28)),
        "第三批": (date(2025, 8, 4), date(2025, 12, 1), date(2025, 9, 28)),
    }[batch]
    signed = start + timedelta(chance.randrange(40))
    diagnosed = signed + timedelta(chance.randint(10, 25))
    changed = changes + timedelta(chance.randrange(50))
    first = {"第一批": date(2025, 2, 10), "第二批": date(2025, 8, 4)}.get(batch, most)
    accepted = max(changed + timedelta(chance.randint(12, 45)), first)
    end = date(2025, 9, 28)
    is_accepted = (
        batch != "第三批" and changed <= end and accepted <= most and chance.random() < 0.93
    )
    days: Row = {
        "signed": signed if signed <= end else None,
        "diagnosed": diagnosed if diagnosed <= end else None,
        "changed": changed if changed <= end else None,
        "accepted": accepted if is_accepted else None,
    }
    return {**days, "accepted_batch": batch if is_accepted else ""}


def _second_projects(chance: random.Random, rows: list[Row]) -> None:
    """Three firms with a second phase, both small enough for the firm's cap."""
    for n in (12, 150, 255):
        one = with_money({**rows[n], "level_after": "二级"}, 20)
        rows[n] = {**one, "name": f"{one['enterprise']}{_CHANGES[-1]}"}
        second = with_money(one, 18 + chance.randrange(5))
        second["name"] = rows[n]["name"].replace("一期", "二期")
        rows.insert(n + 1, {**second, "workshops": "", "scenes": "", "chain_case": ""})


def _rewards(rows: list[Row]) -> list[dict[str, str]]:
    """What is applied for beside the subsidies, each as the notice has it."""
    wanted: tuple[tuple[str, dict[str, str]], ...] = (
        ("国家级或自治区级数字化车间智能工厂", {"applied": "300"}),
        ("国家级或自治区级数字化车间智能工厂", {"applied": "300"}),
        ("市级数字化车间智能工厂", {"applied": "25"}),
        ("市级数字化车间智能工厂", {"applied": "25"}),
        ("国家5G工厂", {"applied": "200"}),
        ("市级5G应用场景", {"applied": "25"}),
        ("标识解析企业节点", {"spent": "220", "applied": "44"}),
        ("标识解析企业节点", {"spent": "640", "applied": "100"}),
        ("区域级或行业级工业互联网平台", {"spent": "2600", "applied": "520"}),
        ("企业级工业互联网平台", {"spent": "380", "applied": "76"}),
        ("工信部典型案例集", {"applied": "20"}),
        ("市级链式典型案例集", {"applied": "5"}),
        ("链式转型服务", {"served": "9", "applied": "50"}),
        ("链式转型服务", {"served": "21", "applied": "100"}),
        ("两化融合贯标", {"level": "2级", "applied": "20"}),
        ("工业互联网平台贯标", {"level": "3级", "applied": "40"}),
        ("CMMM评估", {"level": "3级", "applied": "20"}),
        ("DCMM评估", {"level": "4级", "applied": "30"}),
        ("数字化转型促进中心", {"spent": "860", "applied": "860"}),
        ("智改数转创新体验中心", {"spent": "1240", "applied": "1000"}),
    )
    out: list[dict[str, str]] = []
    for n, (reward, figures) in enumerate(wanted):
        firm = rows[n * 13 + 3]
        out.append({
            "reward": reward, "enterprise": firm["enterprise"], "credit_code": firm["credit_code"],
            "county": firm["county"], "recognised": f"2025年{n % 6 + 3}月{n + 5}日",
            "elsewhere": "否", **figures,
        })  # fmt: skip
    for n, place in enumerate(("新城区", "赛罕区", "土默特左旗")):
        spent = ("18", "26", "9.5")[n]
        out.append({
            "reward": "供需对接活动", "enterprise": place, "credit_code": "", "county": place,
            "recognised": f"2025年{n + 6}月20日", "elsewhere": "否", "spent": spent,
            "applied": ("18", "20", "9.5")[n],
        })  # fmt: skip
    return out


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _iso(day: date) -> str:
    return day.isoformat()


def _columns(*without: str, **heads: str) -> tuple[tuple[str, str], ...]:
    return tuple((k, heads.get(k, head)) for k, head in _HEADS.items() if k not in without)


_TWO_ROWS = {
    key: f"改造投入（万元）|{_HEADS[key]}"
    for key in ("diagnosis", "software", "service", "gateway")
}
_LAYOUTS: dict[str, tuple[Layout, str]] = {
    "新城区": (Layout("01新城区试点企业表.xlsx", _columns(**_TWO_ROWS),
                    ("新城区试点企业改造项目汇总表",), number, foot=_FOOT), "openpyxl"),
    "回民区": (Layout("02回民区(上报).xlsx",
                    _columns(name="数字化改造项目名称", enterprise="企业名称", county="所属旗县区",
                             accepted="验收时间"),
                    ("回民区试点企业表", "单位：万元"), number, _dotted, foot=_FOOT), "xlsxwriter"),
    "玉泉区": (Layout("03玉泉区.xls", _columns(batch="批次", level_after="验收等级"), (), number,
                    _iso, ("√", "×"), blank_rows=True, sum_at=0, tidy=False), "xls"),
    "赛罕区": (Layout("04赛罕区项目清单-最终版.xlsx", _columns(industry="所属行业"),
                    ("赛罕区试点企业项目清单", "", "单位：万元"), with_separators,
                    merged_county=True, foot=_FOOT, sheet="项目清单"), "xlsxwriter"),
    "土默特左旗": (Layout("05土默特左旗.xlsx",
                      _columns(**{k: f"{_HEADS[k]}(元)" for k in _MONEY if k != "investment"},
                               investment="总投资(元)"),
                      ("土默特左旗试点企业改造项目汇总表",), in_yuan, foot=_FOOT), "openpyxl"),
    "托克托县": (Layout("06托克托县报送表.xlsx", _columns("contact", name="项目名称"),
                     ("托克托县报送表",), with_unit, _iso, ("有", "无"), tidy=False), "openpyxl"),
    "和林格尔县": (Layout("07和林格尔县2025年项目.xlsx", _columns(), ("和林格尔县试点企业",), number,
                      sections=True, sum_at=0, foot=_FOOT), "openpyxl"),
    "清水河县": (Layout("08清水河县(工信局).xls", _columns("provider"),
                     ("清水河县试点企业改造项目表", "单位:万元"), number, _dotted, foot=_FOOT), "xls"),
    "武川县": (Layout("09武川縣試點企業改造項目匯總表.xlsx", _columns(),
                    ("武川縣試點企業改造項目匯總表",), number, sheet="匯總表"), "xlsxwriter"),
}  # fmt: skip


def _sent(place: str, rows: list[Row]) -> Sent:
    layout, writer = _LAYOUTS[place]
    foot = tuple(line.format(place=place) for line in layout.foot)
    if place == IN_TRADITIONAL:
        convert = OpenCC("s2t").convert
        layout = replace(layout, columns=tuple((k, convert(head)) for k, head in layout.columns))
    layout = replace(layout, foot=foot, amounts=_MONEY, months=_DAYS, flags=_FLAGS,
                     month=_in_words if layout.month.__name__ == "<lambda>" else layout.month)  # fmt: skip
    return Sent(layout, rows, writer)
