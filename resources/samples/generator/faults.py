"""The twenty faults: what is changed in the county tables, in the plan and in the typed fields.

Written down independently of the program's checks; the answer key comes from here.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from generator.city import CITY, INDUSTRIES, Project, projects

MUST_AGREE = "六、(一)"


@dataclass
class Fault:
    """One planted fault and what a clerk does about it."""

    title: str
    code: str
    match: list[str]
    clause: str
    correction: list[dict[str, Any]]
    kind: str = ""
    also: list[str] = field(default_factory=list)


@dataclass
class City:
    """What is sent: the rows of the county tables, the plan's list, and other slips."""

    table: list[Project]
    plan: list[Project]
    truth: list[Project]
    faults: list[Fault] = field(default_factory=list)
    stated_count: int = 0
    total_unit: str = "亿元"
    has_duties: bool = True
    forbidden: str = ""
    money: dict[str, str] = field(default_factory=dict)


FORBIDDEN = "安排200万元用于建设市数字化转型服务中心办公楼。"
DUTIES = (
    "建立市政府统筹、部门协同、县区落实的责任体系。市工业和信息化局牵头组织实施,负责项目遴选、"
    "过程管理和绩效评价;市财政局负责资金拨付和监管;各县(市、区)工业和信息化部门负责本地区项目"
    "的推进和初审;各实施企业对项目进度和材料真实性负责。"
)


def clean_city() -> City:
    """The city without a fault."""
    truth = projects()
    money = {"award": "3000", "transformation": "2700", "auxiliary": "300", "local_match": "1200"}
    return City(list(truth), list(truth), truth, stated_count=len(truth), money=money)


def faulty_city() -> City:
    """The city with exactly twenty faults, each in a project or place of its own."""
    city = clean_city()
    for plant in _PLANTS:
        plant(city)
    return city


def _pick(city: City, industry: int, nth: int, phased: bool = False) -> Project:
    """A project of an industry that no fault has touched, from the nth on."""
    touched = {name for fault in city.faults for name in fault.match}
    found = [
        one
        for one in city.truth
        if one.industry == INDUSTRIES[industry]
        and ("（一期）" in one.name) == phased
        and one.name not in touched
    ]
    return found[nth]


def _in_table(city: City, old: Project, **changes: Any) -> Project:
    new = replace(old, **changes)
    city.table[city.table.index(old)] = new
    return new


def _in_plan(city: City, old: Project, **changes: Any) -> None:
    city.plan[city.plan.index(old)] = replace(old, **changes)


def _cell(name: str, column: str, value: str, table: str = "projects") -> dict[str, Any]:
    return {
        "do": "cell", "table": table, "where": {"name": name}, "column": column, "value": value,
    }  # fmt: skip


def _brackets(city: City) -> None:
    one = _pick(city, 0, 0, phased=True)
    half = one.name.replace("（", "(").replace("）", ")")
    _in_plan(city, one, name=half)
    fix = _cell(half, "name", one.name, "plan_projects")
    title = "方案中一个项目名称用了半角括号"
    city.faults.append(
        Fault(title, "LN-G4", [one.name, half], MUST_AGREE, [fix], "differs_in_form")
    )


def _blank(city: City) -> None:
    one = _pick(city, 1, 3)
    _in_table(city, one, name=f"{one.name} ")
    fix = _cell(f"{one.name} ", "name", one.name)
    title = "汇总表中一个项目名称末尾多一个空格"
    match = [one.name, "半角空格"]
    city.faults.append(Fault(title, "LN-G4", match, MUST_AGREE, [fix], "differs_in_form"))


def _phase(city: City) -> None:
    one = _pick(city, 2, 0, phased=True)
    arabic = one.name.replace("一期", "1期")
    _in_plan(city, one, name=arabic)
    fix = _cell(arabic, "name", one.name, "plan_projects")
    title = "方案写「1期」,汇总表写「一期」"
    city.faults.append(Fault(title, "LN-G4", [one.name, arabic], MUST_AGREE, [fix], "near_match"))


def _only_in_plan(city: City) -> None:
    """A county forgot a project; together with the duplicate of the same industry the number of
    rows stays what the prose says."""
    one = _pick(city, 0, 4)
    city.table.remove(one)
    fix = {"do": "add", "table": "projects", "cells": row_cells(one)}
    title = "一个项目只在方案中有"
    city.faults.append(Fault(title, "LN-G4", [one.name], MUST_AGREE, [fix], "only_in_plan"))


def _only_in_table(city: City) -> None:
    one = _pick(city, 1, 6)
    city.plan.remove(one)
    cells = {
        "name": one.name, "enterprise": one.enterprise, "county": one.county,
        "industry": one.industry, "investment": one.investment,
    }  # fmt: skip
    fix = {"do": "add", "table": "plan_projects", "cells": cells}
    title = "一个项目只在汇总表中有"
    city.faults.append(Fault(title, "LN-G4", [one.name], MUST_AGREE, [fix], "only_in_summary"))


def _duplicate(city: City) -> None:
    """Two counties report the same project; the first one is where it belongs."""
    one = _pick(city, 0, 1)
    second = replace(one, county="沐泉县")
    at = next(n for n, other in enumerate(city.table) if other.county == "沐泉县")
    city.table.insert(at + 5, second)
    where = {"name": one.name, "county": "沐泉县"}
    fix = {"do": "remove", "table": "projects", "where": where}
    title = "同一项目在两个县重复上报"
    match = [one.name, "沐泉县", one.county]
    city.faults.append(Fault(title, "LN-T3", match, "", [fix], "duplicate"))


def _stated_count(city: City) -> None:
    right, wrong = len(city.truth), len(city.truth) - 2
    city.stated_count = wrong
    fix = {
        "do": "replace", "path": "chapters/goals",
        "old": f"共实施数字化转型项目{wrong}个", "new": f"共实施数字化转型项目{right}个",
    }  # fmt: skip
    title = "工作目标中的项目数少写2个"
    match = [f"项目{wrong}个", f"{right} 个"]
    city.faults.append(Fault(title, "LN-G4-3", match, MUST_AGREE, [fix], "count_stated"))


def _stated_total(city: City) -> None:
    city.total_unit = "万元"
    stated = total_text(city.truth)
    fix = {
        "do": "replace", "path": "chapters/projects",
        "old": f"总投资{stated}万元", "new": f"总投资{stated}亿元",
    }  # fmt: skip
    title = "具体项目中的总投资把亿元写成万元"
    match = [f"总投资{stated}万元"]
    city.faults.append(Fault(title, "LN-G4-3", match, MUST_AGREE, [fix], "total_stated"))


def _in_yuan(city: City) -> None:
    one = _pick(city, 2, 2)
    true = replace(one, investment="158", software="", hardware="", service="", award="18.9")
    _everywhere(city, one, true)
    _in_table(city, true, investment="1580000")
    fix = _cell(one.name, "investment", "158")
    title = "一个项目的投资额按元填写"
    city.faults.append(Fault(title, "LN-T5", [one.name, "1580000"], "", [fix]))


def _too_small(city: City) -> None:
    one = _pick(city, 2, 5)
    true = replace(one, investment="29.8", software="", hardware="", service="", award="3.5")
    _everywhere(city, one, true)
    _in_table(city, true, investment="19.8")
    fix = _cell(one.name, "investment", "29.8")
    title = "一个项目投资额19.8万元,低于20万元"
    city.faults.append(Fault(title, "LN-C3", [one.name, "19.8"], "三、第2段", [fix]))


def _too_early(city: City) -> None:
    one = _pick(city, 1, 9)
    _in_table(city, one, start=(2024, 5))
    fix = _cell(one.name, "start", f"{one.start[0]}年{one.start[1]}月")
    title = "一个项目开始于2024年5月"
    city.faults.append(Fault(title, "LN-C2", [one.name], "三、第2段", [fix]))


def _industry(city: City) -> None:
    one = _pick(city, 2, 8)
    _in_table(city, one, industry="家具制造")
    fix = _cell(one.name, "industry", one.industry)
    title = "一个项目的行业不在选定的三个行业之内"
    # Counts per industry differ until the industry is put right.
    also = ["LN-G4-2"]
    match = [one.name, "家具制造"]
    city.faults.append(Fault(title, "LN-B4", match, "二、二是", [fix], also=also))


def _code(city: City) -> None:
    one = _pick(city, 0, 9)
    last = "0123456789"[(int(one.credit_code[-1], 36) + 1) % 10]
    wrong = one.credit_code[:-1] + last
    _in_table(city, one, credit_code=wrong)
    fix = _cell(one.name, "credit_code", one.credit_code)
    title = "一个统一社会信用代码抄错末位"
    city.faults.append(Fault(title, "LN-T4", [wrong], "", [fix]))


def _share(city: City) -> None:
    city.money |= {"transformation": "2640", "auxiliary": "360"}
    fix = [
        {"do": "set", "path": "money/auxiliary", "value": "300"},
        {"do": "set", "path": "money/transformation", "value": "2700"},
    ]
    title = "辅助工作方向占奖补资金额度的12%"
    city.faults.append(Fault(title, "LN-D3", ["360", "12%"], "三、二是", fix))


def _chapter(city: City) -> None:
    city.has_duties = False
    fix = {"do": "text", "path": "chapters/duties", "value": DUTIES}
    title = "方案缺少「责任分工」一章"
    city.faults.append(Fault(title, "LN-F2", ["责任分工"], "四、(一)", [fix]))


def _large(city: City) -> None:
    one = _pick(city, 2, 11)
    _in_table(city, one, size="大型")
    fix = _cell(one.name, "size", "中型")
    title = "一个实施企业的划型为大型"
    city.faults.append(Fault(title, "LN-B5", [one.name], "二、二是", [fix]))


def _not_registered(city: City) -> None:
    one = _pick(city, 1, 14)
    _in_table(city, one, platform=False)
    fix = _cell(one.name, "platform", "是")
    title = "一个项目没有在两个平台入库"
    city.faults.append(Fault(title, "LN-C5", [one.name], "四、第1段", [fix]))


def _too_late(city: City) -> None:
    one = _pick(city, 0, 13)
    _in_table(city, one, finish=(2027, 3))
    text = "主要设备为进口定制,合同约定2027年3月交付,2026年12月前先完成软件和产线联网并验收。"
    fix = {"do": "explain", "code": "LN-C7", "where": {"name": one.name}, "text": text}
    title = "一个项目计划在2027年3月完成"
    city.faults.append(Fault(title, "LN-C7", [one.name], "四、第1段", [fix]))


def _unreadable(city: City) -> None:
    one = _pick(city, 2, 14)
    true = replace(one, investment="50", software="", hardware="", service="", award="6")
    _everywhere(city, one, true)
    _in_table(city, true, investment="约五十")
    fix = _cell(one.name, "investment", "50")
    title = "一个项目的投资额写成「约五十」"
    city.faults.append(Fault(title, "LN-T2", ["约五十"], "", [fix]))


def _forbidden(city: City) -> None:
    city.forbidden = FORBIDDEN
    fix = {"do": "replace", "path": "chapters/funds", "old": FORBIDDEN, "new": ""}
    title = "资金使用方向中安排建设办公楼"
    city.faults.append(Fault(title, "LN-D6", ["办公楼"], "三、第2段", [fix]))


# The stated total is written from the truth, so it comes after the faults that change the truth.
_PLANTS = (
    _brackets, _blank, _phase, _only_in_plan, _only_in_table, _duplicate, _stated_count,
    _in_yuan, _too_small, _unreadable, _stated_total, _too_early, _industry, _code, _share,
    _chapter, _large, _not_registered, _too_late, _forbidden,
)  # fmt: skip


def _everywhere(city: City, old: Project, new: Project) -> None:
    """Another truth for a project, in all three lists."""
    for listed in (city.truth, city.table, city.plan):
        if old in listed:
            listed[listed.index(old)] = new


def total_text(found: list[Project]) -> str:
    """The sum of investments in 亿元 with two decimals."""
    return f"{sum(float(one.investment) for one in found) / 10000:.2f}"


def row_cells(one: Project) -> dict[str, str]:
    """A project as the cells of the draft's summary."""
    return {
        "name": one.name, "enterprise": one.enterprise, "credit_code": one.credit_code,
        "county": one.county, "industry": one.industry, "size": one.size,
        "above_scale": "是" if one.above_scale else "否", "quality": one.quality,
        "level_before": one.level_before, "level_after": one.level_after, "stage": one.stage,
        "content": one.content, "investment": one.investment, "software": one.software,
        "hardware": one.hardware, "service": one.service, "award": one.award,
        "start": f"{one.start[0]}年{one.start[1]}月",
        "finish": f"{one.finish[0]}年{one.finish[1]}月",
        "provider": one.provider, "platform": "是", "contact": one.contact, "phone": one.phone,
    }  # fmt: skip


def fields(city: City) -> dict[str, str]:
    """What a clerk types by hand, by path."""
    basic = {
        "city": CITY, "applicant": "市人民政府", "bureau": f"{CITY}工业和信息化局",
        "industries": "、".join(INDUSTRIES), "industrial_firms": "170",
        "approval": "铁政纪要〔2024〕18号", "approval_date": "2024年11月8日",
        "filled_by": "林晓舟", "reviewed_by": "程远", "phone": "024-72600000",
        "date": "2024年11月12日",
    }  # fmt: skip
    return {
        **{f"basic/{key}": text for key, text in basic.items()},
        **{f"money/{key}": text for key, text in city.money.items()},
    }
