"""The twenty faults: what is changed in the county tables, in the plan and in the typed fields.

Written down independently of the program's checks; the answer key comes from here. Each fault has
a project or a place of its own. The numbers of the prose are the truth's, and the faults are so
chosen that the uncorrected table bears them out too:

- the project that a county forgot and the one reported twice are of one industry and cost the
  same, so that counts and totals stay;
- what changes amounts lies in the third industry, whose total the prose does not state;
- the industry that nobody chose stands in the plan as well, with its own sentence and table.
"""

from dataclasses import replace
from typing import Any

from generator.city import Project, projects, with_investment
from generator.phrases import (
    DUTIES,
    FORBIDDEN,
    count_phrase,
    hundred_millions,
    last_industry_phrase,
    share_phrase,
    total_phrase,
)
from generator.sent import City, Fault, row_cells

MUST_AGREE = "六、(一)"
STRANGER = "家具制造"
SECOND_COUNTY = "沐泉县"
TRANSFORMATION = "“智改数转网联”项目补助"
AUXILIARY = "辅助工作综合服务"
# Places in the list of projects.
_BRACKETS, _BLANK, _PHASE = 3, 104, 45
_ONLY_IN_PLAN, _ONLY_IN_TABLE, _DUPLICATE = 19, 30, 12
_IN_YUAN, _TOO_SMALL, _UNREADABLE = 7, 93, 56
_TOO_EARLY, _TOO_LATE, _INDUSTRY, _CODE, _LARGE, _NOT_REGISTERED = 40, 84, 26, 89, 53, 54


def clean_city() -> City:
    """The city without a fault."""
    truth = projects()
    truth[_ONLY_IN_PLAN] = with_investment(truth[_ONLY_IN_PLAN], truth[_DUPLICATE].investment)
    truth[_IN_YUAN] = with_investment(truth[_IN_YUAN], "158", parts=False)
    truth[_TOO_SMALL] = with_investment(truth[_TOO_SMALL], "29.8", parts=False)
    truth[_UNREADABLE] = with_investment(truth[_UNREADABLE], "50")
    money = {"award": "3000", "transformation": "2700", "auxiliary": "300", "local_match": "1200"}
    return City(list(truth), list(truth), truth, stated_count=len(truth), money=money)


def faulty_city() -> City:
    """The city with exactly twenty faults."""
    city = clean_city()
    for plant in _PLANTS:
        plant(city)
    return city


def _brackets(city: City) -> None:
    one = city.truth[_BRACKETS]
    half = one.name.replace("（", "(").replace("）", ")")
    _in_plan(city, one, name=half)
    fix = _cell(half, "name", one.name, "plan_projects")
    title = "方案中一个项目名称用了半角括号"
    city.faults.append(
        Fault(title, "LN-G4", [one.name, half], MUST_AGREE, [fix], "differs_in_form")
    )


def _blank(city: City) -> None:
    one = city.truth[_BLANK]
    _in_table(city, one, name=f"{one.name} ")
    fix = _cell(f"{one.name} ", "name", one.name)
    title = "汇总表中一个项目名称末尾多一个空格"
    city.faults.append(Fault(title, "LN-G4", [one.name], MUST_AGREE, [fix], "differs_in_form"))


def _phase(city: City) -> None:
    one = city.truth[_PHASE]
    arabic = one.name.replace("一期", "1期")
    _in_plan(city, one, name=arabic)
    fix = _cell(arabic, "name", one.name, "plan_projects")
    title = "方案写「1期」,汇总表写「一期」"
    city.faults.append(
        Fault(title, "LN-G4", [one.name, arabic], MUST_AGREE, [fix], "differs_in_form")
    )


def _only_in_plan(city: City) -> None:
    one = city.truth[_ONLY_IN_PLAN]
    city.table.remove(one)
    fix = {"do": "add", "table": "projects", "cells": row_cells(one)}
    title = "一个项目只在方案中有"
    # Its firm is then one too few in the summary for the number that the text states.
    also = ["LN-G4-3"]
    city.faults.append(Fault(title, "LN-G4", [one.name], MUST_AGREE, [fix], "only_in_plan", also))


def _only_in_table(city: City) -> None:
    one = city.truth[_ONLY_IN_TABLE]
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
    one = city.truth[_DUPLICATE]
    at = next(n for n, other in enumerate(city.table) if other.county == SECOND_COUNTY)
    city.table.insert(at + 5, replace(one, county=SECOND_COUNTY))
    where = {"name": one.name, "county": SECOND_COUNTY}
    fix = {"do": "remove", "table": "projects", "where": where}
    title = "同一项目在两个县重复上报"
    match = [one.name, SECOND_COUNTY, one.county]
    city.faults.append(Fault(title, "LN-T3", match, "", [fix], "duplicate"))


def _stated_count(city: City) -> None:
    right, wrong = len(city.truth), len(city.truth) - 2
    city.stated_count = wrong
    fix = _replace("goals", count_phrase(wrong), count_phrase(right))
    title = "工作目标中的项目数少写2个"
    match = [f"项目{wrong}个", f"{right} 个"]
    city.faults.append(Fault(title, "LN-G4-3", match, MUST_AGREE, [fix], "count_stated"))


def _stated_total(city: City) -> None:
    city.total_unit = "万元"
    stated = hundred_millions(city.truth)
    wrong, right = total_phrase(stated, "万元"), total_phrase(stated, "亿元")
    title = "具体项目中的总投资把亿元写成万元"
    fix = _replace("projects", wrong, right)
    city.faults.append(Fault(title, "LN-G4-3", [wrong], MUST_AGREE, [fix], "total_stated"))


def _in_yuan(city: City) -> None:
    one = city.truth[_IN_YUAN]
    _in_table(city, one, investment=f"{int(one.investment) * 10_000}")
    fix = _cell(one.name, "investment", one.investment)
    title = "一个项目的投资额按元填写"
    city.faults.append(Fault(title, "LN-T5", [one.name, "1580000"], "", [fix]))


def _too_small(city: City) -> None:
    one = city.truth[_TOO_SMALL]
    _in_table(city, one, investment="19.8")
    fix = _cell(one.name, "investment", one.investment)
    title = "一个项目投资额19.8万元,低于20万元"
    also = ["LN-G4-4"]
    city.faults.append(Fault(title, "LN-C3", [one.name, "19.8"], "三、第2段", [fix], also=also))


def _too_early(city: City) -> None:
    one = city.truth[_TOO_EARLY]
    _in_table(city, one, start=(2024, 5))
    fix = _cell(one.name, "start", f"{one.start[0]}年{one.start[1]}月")
    title = "一个项目开始于2024年5月"
    city.faults.append(Fault(title, "LN-C2", [one.name], "三、第2段", [fix]))


def _industry(city: City) -> None:
    """The office that wrote the plan copied the industry of the county's table."""
    one = city.truth[_INDUSTRY]
    _in_table(city, one, industry=STRANGER)
    _in_plan(city, one, industry=STRANGER)
    right = sum(other.industry == one.industry for other in city.truth)
    fixes = [
        _cell(one.name, "industry", one.industry),
        _cell(one.name, "industry", one.industry, "plan_projects"),
        _replace(
            "projects", last_industry_phrase(right - 1, STRANGER), last_industry_phrase(right)
        ),
    ]
    title = "一个项目的行业不在选定的三个行业之内"
    city.faults.append(Fault(title, "LN-B4", [one.name, STRANGER], "二、二是", fixes))


def _code(city: City) -> None:
    one = city.truth[_CODE]
    last = "0123456789"[(int(one.credit_code[-1], 36) + 1) % 10]
    wrong = one.credit_code[:-1] + last
    _in_table(city, one, credit_code=wrong)
    fix = _cell(one.name, "credit_code", one.credit_code)
    title = "一个统一社会信用代码抄错末位"
    city.faults.append(Fault(title, "LN-T4", [wrong], "", [fix]))


def _share(city: City) -> None:
    """Typed by the clerk and written in the plan alike; put right in both."""
    city.money |= {"transformation": "2640", "auxiliary": "360"}
    fixes = [
        {"do": "set", "path": "money/auxiliary", "value": "300"},
        {"do": "set", "path": "money/transformation", "value": "2700"},
        *_funding(TRANSFORMATION, "1350", "2700"),
        *_funding(AUXILIARY, "150", "300"),
        _replace("funds", share_phrase("2640", "360"), share_phrase("2700", "300")),
    ]
    title = "辅助工作方向占奖补资金额度的12%"
    city.faults.append(Fault(title, "LN-D3", ["360", "12%"], "三、二是", fixes))


def _chapter(city: City) -> None:
    city.has_duties = False
    fix = {"do": "text", "path": "chapters/duties", "value": DUTIES}
    title = "方案缺少「责任分工」一章"
    city.faults.append(Fault(title, "LN-F2", ["责任分工"], "四、(一)", [fix]))


def _large(city: City) -> None:
    one = city.truth[_LARGE]
    _in_table(city, one, size="大型")
    fix = _cell(one.name, "size", one.size)
    title = "一个实施企业的划型为大型"
    city.faults.append(Fault(title, "LN-B5", [one.name], "二、二是", [fix]))


def _not_registered(city: City) -> None:
    one = city.truth[_NOT_REGISTERED]
    _in_table(city, one, platform=False)
    fix = _cell(one.name, "platform", "是")
    title = "一个项目没有在两个平台入库"
    city.faults.append(Fault(title, "LN-C5", [one.name], "四、第1段", [fix]))


def _too_late(city: City) -> None:
    one = city.truth[_TOO_LATE]
    _in_table(city, one, finish=(2027, 3))
    text = "主要设备为进口定制，合同约定2027年3月交付，2026年12月前先完成软件和产线联网并验收。"
    fix = {"do": "explain", "code": "LN-C7", "where": {"name": one.name}, "text": text}
    title = "一个项目计划在2027年3月完成"
    city.faults.append(Fault(title, "LN-C7", [one.name], "四、第1段", [fix]))


def _unreadable(city: City) -> None:
    one = city.truth[_UNREADABLE]
    _in_table(city, one, investment="约五十")
    fix = _cell(one.name, "investment", one.investment)
    title = "一个项目的投资额写成「约五十」"
    city.faults.append(Fault(title, "LN-T2", ["约五十"], "", [fix]))


def _forbidden(city: City) -> None:
    city.forbidden = FORBIDDEN
    fix = _replace("funds", FORBIDDEN, "")
    title = "资金使用方向中安排建设办公楼"
    city.faults.append(Fault(title, "LN-D6", ["办公楼"], "三、第2段", [fix]))


_PLANTS = (
    _brackets, _blank, _phase, _only_in_plan, _only_in_table, _duplicate, _stated_count,
    _stated_total, _in_yuan, _too_small, _too_early, _industry, _code, _share, _chapter, _large,
    _not_registered, _too_late, _unreadable, _forbidden,
)  # fmt: skip


def _in_table(city: City, old: Project, **changes: Any) -> None:
    city.table[city.table.index(old)] = replace(old, **changes)


def _in_plan(city: City, old: Project, **changes: Any) -> None:
    city.plan[city.plan.index(old)] = replace(old, **changes)


def _cell(name: str, column: str, value: str, table: str = "projects") -> dict[str, Any]:
    return {
        "do": "cell", "table": table, "where": {"name": name}, "column": column, "value": value,
    }  # fmt: skip


def _funding(direction: str, year: str, total: str) -> list[dict[str, Any]]:
    where = {"direction": direction}
    return [
        {"do": "cell", "table": "funding", "where": where, "column": column, "value": value}
        for column, value in (("first", year), ("second", year), ("total", total))
    ]


def _replace(chapter: str, old: str, new: str) -> dict[str, Any]:
    return {"do": "replace", "path": f"chapters/{chapter}", "old": old, "new": new}
