"""十堰: the faults, written down independently of the program's checks; the key comes from here."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.anycity import Sample, write_sample
from generator.sent import Fault, corrected
from generator.shiyan import CASE, JOINED, City, Honour, Project, clean_city, plain, sent
from generator.shiyan_plan import blocks, fields, task_line

PLAN = "工作方案(送审稿).docx"


def faulty_city() -> City:
    """The city with all its faults."""
    city = clean_city()
    for plant in _PLANTS:
        plant(city)
    return city


def write_shiyan(folder: Path, clean: bool = False) -> None:
    """All files of the sample; without faults when `clean`."""
    city = clean_city() if clean else faulty_city()
    title = "十堰市中小企业数字化转型城市试点工作方案"
    sample = Sample(
        PLAN, title, "十堰市经济和信息化局", blocks(city), sent(city), fields(city), city.faults
    )
    write_sample(sample, folder, clean)


def _change(city: City, at: int, **other: Any) -> Project:
    """Another text in a row of a county's table; the project as it truly is."""
    one = city.truth[at]
    city.table[at] = replace(city.table[at], **other)
    return one


def _brackets(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if "（" in one.name and n > 20)
    one = city.truth[at]
    half = one.name.replace("（", "(").replace("）", ")")
    city.plan[at] = replace(one, name=half)
    fix = corrected(half, "name", one.name, "plan_projects")
    city.faults.append(
        Fault("方案中一个项目名称用了半角括号", "SY-T10", [one.name, half], "实施步骤", [fix], "differs_in_form")
    )  # fmt: skip


def _batch(city: City) -> None:
    one = _change(city, 33, batch="第二批")
    fault = Fault(
        "第一批只有99家", "SY-1-3", ["99 家"], "四、(二)", [corrected(one.name, "batch", "第一批")]
    )
    fault.also.append("SY-P3")
    city.faults.append(fault)


def _stranger(city: City) -> None:
    one = _change(city, 48, industry="轮胎制造")
    city.plan[48] = replace(one, industry="轮胎制造")
    fixes = [
        corrected(one.name, "industry", one.industry),
        corrected(one.name, "industry", one.industry, "plan_projects"),
    ]
    city.faults.append(
        Fault("一个项目不属于三个细分行业", "SY-8", [one.name, "轮胎制造"], "二", fixes)
    )


def _large(city: City) -> None:
    one = _change(city, 70, size="大型")
    city.faults.append(
        Fault(
            "一家试点企业是大型企业",
            "SY-8-4",
            [one.name],
            "二",
            [corrected(one.name, "size", one.size)],
        )
    )


def _late(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if one.batch == "第二批" and n > 80)
    one = _change(city, at, finish=(2025, 9))
    reason = "关键设备到货推迟，企业承诺2025年9月完成，不影响第四季度验收。"
    fix = {"do": "explain", "code": "SY-P4", "where": {"name": one.name}, "text": reason}
    city.faults.append(Fault("第二批一个项目9月才完成", "SY-P4", [one.name], "四、(三)", [fix]))


def _parts(city: City) -> None:
    one = _change(city, 95, service="21")
    city.faults.append(
        Fault("软件、硬件、服务之和不等于总投入", "SY-T6", [one.name], "", [corrected(one.name, "service", one.service)])
    )  # fmt: skip


def _code(city: City) -> None:
    one = city.truth[120]
    wrong = one.credit_code[:-1] + ("1" if one.credit_code[-1] != "1" else "2")
    _change(city, 120, credit_code=wrong)
    fix = corrected(one.name, "credit_code", one.credit_code)
    city.faults.append(Fault("一个信用代码抄错一位", "SY-T4", [wrong], "", [fix]))


def _differs(city: City) -> None:
    one = city.truth[141]
    other = plain_more(one.investment)
    city.plan[141] = replace(one, investment=other)
    fix = corrected(one.name, "investment", one.investment, "plan_projects")
    city.faults.append(Fault("方案与汇总表的总投入不同", "SY-T13", [one.name], "", [fix]))


def plain_more(text: str) -> str:
    """An amount with its first two digits changed places, or one more where they are the same."""
    swapped = text[1] + text[0] + text[2:]
    return swapped if swapped != text and text[1] != "0" else f"1{text}"


def _count(city: City) -> None:
    many = len(city.truth)
    right, wrong = f"共安排试点企业改造项目{many}个", f"共安排试点企业改造项目{many + 6}个"
    city.phrases["count"] = wrong
    fix = {"do": "replace", "path": "chapters/goals", "old": wrong, "new": right}
    city.faults.append(Fault("正文中的项目数写错", "SY-T12", [f"{many + 6}"], "", [fix]))


def _no_office(city: City) -> None:
    line = task_line(5)
    bare = line.partition("（责任单位")[0]
    city.phrases["task5"] = bare
    tail = bare[-12:]
    fix = {
        "do": "replace",
        "path": "chapters/tasks",
        "old": tail,
        "new": f"{tail}（责任单位：市经信局）",
    }
    name = "以技术改造引领中小企业数字化转型"
    city.faults.append(Fault("一项任务没有写责任单位", "SY-D1", [name], "三", [fix]))


def _two_ways(city: City) -> None:
    other = "市经济和信息化局"
    city.phrases["task8"] = task_line(8).replace("市经信局", other)
    fix = {"do": "replace", "path": "chapters/tasks", "old": other, "new": "市经信局"}
    city.faults.append(Fault("同一单位有两种写法", "SY-D2", [other, "市经信局"], "三", [fix]))


def _typed(city: City) -> None:
    city.typed_duties.append(("促进工业互联网创新发展", "市大数据中心"))
    fix = {"do": "remove", "table": "duties", "where": {"lead": "市大数据中心"}}
    city.faults.append(
        Fault("方案中另写了一行责任分工", "SY-D4", ["促进工业互联网创新发展"], "三", [fix])
    )


def _no_case(city: City) -> None:
    case = city.cases[5]
    city.cases[5] = ""
    fix = {
        "do": "cell", "table": "chains", "where": {"chain": "底盘系统产业链"}, "column": "case",
        "value": case,
    }  # fmt: skip
    title = "一条产业链没有典型案例"
    city.faults.append(Fault(title, "SY-3-2", ["底盘系统产业链"], "二;三、(八)", [fix]))


def _target(city: City, key: str, wrong: str, code: str, title: str, clause: str) -> None:
    right = city.targets[key]
    city.targets[key] = wrong
    fix = {
        "do": "cell", "table": "targets", "where": {"key": key}, "column": "final", "value": right,
    }  # fmt: skip
    city.faults.append(Fault(title, code, [wrong], clause, [fix]))


def _level2(city: City) -> None:
    _target(city, "level2", "85", "SY-2", "二级及以上比例的目标只有85%", "二")


def _stations(city: City) -> None:
    _target(city, "stations", "8000", "SY-7", "5G基站的目标低于争取的数", "三、(一)")


def _ten(city: City) -> None:
    city.targets |= {"factories": "4", "lighthouses": "6"}
    fix = {"do": "set", "path": "readings/SY-4", "value": "together"}
    city.faults.append(
        Fault("10家是合计还是各10家没有选定", "SY-4", ["示范工厂 4 家"], "二", [fix])
    )


def _split(city: City) -> None:
    right = city.money["county"]
    city.money["county"] = right - 30
    fix = {"do": "set", "path": "money/county", "value": plain(right)}
    fault = Fault("三级承担的资金之和不等于补助和奖励", "SY-S6", ["两者不等"], "附件1 末段", [fix])
    fault.also.append("SY-S7")
    city.faults.append(fault)


def _first(city: City, level: str, least: int, after: int) -> int:
    """The first project of a level behind a place that spent at least so much on software and
    hardware."""
    return next(
        n
        for n, one in enumerate(city.truth)
        if n > after
        and one.level_after == level
        and Decimal(one.software) + Decimal(one.hardware) >= least
    )


def _over_cap(city: City) -> None:
    at = _first(city, "二级", 150, 10)
    spent = Decimal(city.truth[at].software) + Decimal(city.truth[at].hardware)
    wrong = plain(spent * Decimal("0.2"))
    one = _change(city, at, award=wrong)
    fix = corrected(one.name, "award", one.award)
    title = "一家二级企业的补助超过20万元"
    city.faults.append(Fault(title, "SY-S1", [f"填写的是 {wrong} "], "附件1 一", [fix]))


def _wrong_rate(city: City) -> None:
    at = _first(city, "二级", 60, 150)
    spent = Decimal(city.truth[at].software) + Decimal(city.truth[at].hardware)
    wrong = plain(spent * Decimal("0.3"))
    one = _change(city, at, award=wrong)
    fix = corrected(one.name, "award", one.award)
    title = "一家二级企业按30%申请补助"
    city.faults.append(Fault(title, "SY-S1", [f"填写的是 {wrong} "], "附件1 一", [fix]))


def _no_level(city: City) -> None:
    at = _first(city, "一级", 0, 0)
    one = _change(city, at, award="9.6")
    fix = corrected(one.name, "award", "")
    title = "一家没有达到二级的企业申请补助"
    city.faults.append(Fault(title, "SY-S1", ["填写的是 9.6 "], "附件1 一", [fix]))


def _honour(city: City, wanted: Callable[[Honour], bool], wrong: str, title: str) -> None:
    at = next(n for n, one in enumerate(city.honours) if wanted(one))
    one = city.honours[at]
    city.honours[at] = replace(one, award=wrong)
    fix = {
        "do": "cell", "table": "honours",
        "where": {"enterprise": one.enterprise, "kind": one.kind}, "column": "award",
        "value": one.award,
    }  # fmt: skip
    city.faults.append(Fault(title, "SY-S1", [f"填写的是 {wrong} "], "附件1 二", [fix]))


def _joined(city: City) -> None:
    title = "一家“链主”企业的奖励超过100万元"
    _honour(city, lambda one: one.kind == JOINED and one.joined == "30", "120", title)


def _twice(city: City) -> None:
    title = "同一企业的一次性奖补申请了两次"
    _honour(city, lambda one: one.kind == CASE, "20", title)


_PLANTS: tuple[Callable[[City], None], ...] = (
    _brackets, _batch, _stranger, _large, _late, _parts, _code, _differs, _count, _no_office,
    _two_ways, _typed, _no_case, _level2, _stations, _ten, _split, _over_cap, _wrong_rate, _no_level, _joined, _twice,
)  # fmt: skip
