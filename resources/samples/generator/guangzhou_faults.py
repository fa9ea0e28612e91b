"""广州: the faults, written down independently of the program's checks; the key comes from here."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.anycity import Sample, write_sample
from generator.guangzhou import FIRST, SECOND, Carrier, City, Project, clean_city, plain, sent
from generator.guangzhou_plan import blocks, fields
from generator.sent import Fault, corrected

PLAN = "实施方案(送审稿).docx"


def faulty_city() -> City:
    """The city with all its faults."""
    city = clean_city()
    for plant in _PLANTS:
        plant(city)
    return city


def write_guangzhou(folder: Path, clean: bool = False) -> None:
    """All files of the sample; without faults when `clean`."""
    city = clean_city() if clean else faulty_city()
    title = "广州市中小企业数字化转型城市试点实施方案"
    sample = Sample(
        PLAN, title, "广州市工业和信息化局", blocks(city), sent(city), fields(city), city.faults
    )
    write_sample(sample, folder, clean)


def _change(city: City, at: int, **other: Any) -> Project:
    """Another text in a row of a district's table; the project as it truly is."""
    one = city.truth[at]
    city.table[at] = replace(city.table[at], **other)
    return one


def _told(city: City, title: str, code: str, match: list[str], clause: str, *fixes: Any) -> Fault:
    fault = Fault(title, code, match, clause, list(fixes))
    city.faults.append(fault)
    return fault


def _explained(one: Project, code: str, text: str) -> dict[str, Any]:
    return {"do": "explain", "code": code, "where": {"name": one.name}, "text": text}


def _brackets(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if "（" in one.name and n > 20)
    one = city.truth[at]
    half = one.name.replace("（", "(").replace("）", ")")
    city.plan[at] = replace(one, name=half)
    fix = corrected(half, "name", one.name, "plan_projects")
    fault = Fault(
        "方案中一个项目名称用了半角括号", "GZ-T10", [one.name, half], "四、(二)5", [fix],
        "differs_in_form",
    )  # fmt: skip
    city.faults.append(fault)


def _level(city: City) -> None:
    one = _change(city, 12, level_after="一级", award="")
    fixes = (
        corrected(one.name, "level_after", one.level_after),
        corrected(one.name, "award", one.award),
    )
    _told(city, "一家企业改造后只有一级", "GZ-3", [one.name, "一级"], "四、(二)5", *fixes)


def _fourth(city: City) -> None:
    name = "广州天河车联科技有限公司"
    industry = "智能网联与新能源汽车"
    city.carriers.insert(
        3,
        Carrier(name, industry, "产业链模式", "南方云计算服务有限公司", "广州穗芯传感有限公司", ""),
    )
    fix = {"do": "remove", "table": "carriers", "where": {"name": name}}
    _told(city, "一个细分行业有4个牵引单位", "GZ-8", [industry], "四、(一)1", fix)


def _no_partners(city: City) -> None:
    at = next(n for n, one in enumerate(city.carriers) if one.industry == "时尚美妆")
    one = city.carriers[at]
    city.carriers[at] = replace(one, partners="")
    fix = {
        "do": "cell", "table": "carriers", "where": {"name": one.name}, "column": "partners",
        "value": one.partners,
    }  # fmt: skip
    _told(city, "一个牵引单位没有写产业生态企业", "GZ-8-3", [one.name], "四、(一)1", fix)


def _stranger(city: City) -> None:
    one = _change(city, 30, carrier="广州云捷软件有限公司")
    fix = corrected(one.name, "carrier", one.carrier)
    match = [one.name, "广州云捷软件有限公司"]
    _told(city, "一家企业的牵引单位不在名单里", "GZ-8-2", match, "四、(二)3", fix)


def _contract(city: City) -> None:
    one = city.truth[45]
    other = plain(Decimal(one.investment) + 6)
    _change(city, 45, contract_amount=other)
    fix = corrected(one.name, "contract_amount", one.contract_amount)
    match = [one.name, one.investment]
    _told(city, "一份改造合同的金额与汇总表不同", "GZ-C1", match, "四、(二)3", fix)


def _late_contract(city: City) -> None:
    one = city.truth[52]
    year, month = one.start
    _change(city, 52, signed_on=f"{year}年{month + 2}月3日")
    fix = _explained(one, "GZ-C2", "双方先签框架协议并开工，正式合同后补，框架协议已留存。")
    _told(city, "一份改造合同在开工以后才签订", "GZ-C2", [one.name], "四、(二)3", fix)


def _no_basis(city: City) -> None:
    one = _change(city, 66, basis="无")
    fix = corrected(one.name, "basis", one.basis)
    _told(city, "一份一企一档缺数字化基础", "GZ-D2", [one.enterprise], "四、(二)3", fix)


def _no_content(city: City) -> None:
    one = _change(city, 81, content="")
    fix = corrected(one.name, "content", one.content)
    fault = _told(city, "一份一企一档缺改造环节内容", "GZ-D3", [one.enterprise], "四、(二)3", fix)
    fault.also.append("GZ-T1")


def _large(city: City) -> None:
    one = _change(city, 101, size="大型")
    _told(
        city,
        "一家企业是大型企业",
        "GZ-10",
        [one.name],
        "四、(二)1",
        corrected(one.name, "size", one.size),
    )


def _trade(city: City) -> None:
    one = _change(city, 118, industry_code="6513")
    fix = corrected(one.name, "industry_code", one.industry_code)
    _told(city, "一家企业不属于制造业", "GZ-10-2", [one.name, "6513"], "四、(二)1", fix)


def _industry(city: City) -> None:
    one = _change(city, 133, industry="智能家电")
    city.plan[133] = replace(one, industry="智能家电")
    fixes = (
        corrected(one.name, "industry", one.industry),
        corrected(one.name, "industry", one.industry, "plan_projects"),
    )
    fault = _told(city, "一个项目不属于重点细分行业", "GZ-9-2", [one.name], "三", *fixes)
    # Nobody leads an industry that is none.
    fault.also.append("GZ-8-5")


def _award(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if Decimal(one.award) < 20 and n > 150)
    one = _change(city, at, award="20")
    fix = corrected(one.name, "award", one.award)
    _told(city, "一个项目申请补助多于测算", "GZ-S1", [one.award, "20 万元"], "四、(二)5", fix)


def _first_late(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if one.batch == FIRST and n > 170)
    one = _change(city, at, finish=(2025, 2))
    fix = _explained(one, "GZ-P1", "进口设备到货推迟，2025年2月完成改造，已报市工信局同意。")
    _told(city, "第一批一个项目2025年才完成", "GZ-P1", [one.name], "五、(二)1", fix)


def _not_yet(city: City) -> None:
    at = next(n for n, one in enumerate(city.truth) if one.batch == SECOND and n > 210)
    one = _change(city, at, finish=(2025, 11))
    year, month = one.finish
    fix = corrected(one.name, "finish", f"{year}年{month}月")
    fault = _told(city, "一个项目还没有完成就申请补助", "GZ-11", [one.name], "四、(二)5", fix)
    fault.also.append("GZ-P2")


def _code(city: City) -> None:
    one = city.truth[240]
    wrong = one.credit_code[:-1] + ("1" if one.credit_code[-1] != "1" else "2")
    _change(city, 240, credit_code=wrong)
    fix = corrected(one.name, "credit_code", one.credit_code)
    _told(city, "一个信用代码抄错一位", "GZ-T4", [wrong], "", fix)


def _differs(city: City) -> None:
    one = city.truth[271]
    other = plain(Decimal(one.investment) + 10)
    city.plan[271] = replace(one, investment=other)
    fix = corrected(one.name, "investment", one.investment, "plan_projects")
    _told(city, "方案与汇总表的改造投入不同", "GZ-T13", [one.name], "", fix)


def _count(city: City) -> None:
    many = len(city.truth)
    right, wrong = f"共安排改造补助项目{many}个", f"共安排改造补助项目{many + 5}个"
    city.phrases["count"] = wrong
    fix = {"do": "replace", "path": "chapters/goals", "old": wrong, "new": right}
    _told(city, "正文中的项目数写错", "GZ-T12", [f"{many + 5}"], "", fix)


def _target(city: City, key: str, wrong: str, code: str, title: str, clause: str) -> None:
    right = city.targets[key]
    city.targets[key] = wrong
    fix = {
        "do": "cell", "table": "targets", "where": {"key": key}, "column": "final", "value": right,
    }  # fmt: skip
    _told(city, title, code, [wrong], clause, fix)


def _cases(city: City) -> None:
    _target(city, "cases", "15", "GZ-5", "标杆案例的目标低于方案要求", "三")


def _samples(city: City) -> None:
    _target(city, "samples", "4", "GZ-7", "区域转型样本不是3个", "四、(三)1")


def _money(city: City) -> None:
    right = city.money["local"]
    city.money["local"] = right - 500
    fix = {"do": "set", "path": "money/local", "value": plain(right)}
    _told(city, "申请补助合计超过省、市两级资金", "GZ-S3", ["超过省级"], "六、(三)", fix)


def _reading(city: City) -> None:
    city.readings = {}
    fix = {"do": "set", "path": "readings/GZ-9", "value": "four"}
    _told(city, "细分行业是4个还是6个没有选定", "GZ-9", ["定制家居服装箱包"], "三", fix)


_PLANTS: tuple[Callable[[City], None], ...] = (
    _brackets, _level, _fourth, _no_partners, _stranger, _contract, _late_contract, _no_basis,
    _no_content, _large, _trade, _industry, _award, _first_late, _not_yet, _code, _differs, _count,
    _cases, _samples, _money, _reading,
)  # fmt: skip
