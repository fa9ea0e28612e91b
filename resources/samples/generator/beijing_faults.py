"""北京: the faults, written down independently of the program's checks; the key comes from here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.anycity import Sample, firms, write_sample
from generator.beijing import (
    DISTRICT,
    INDUSTRIES,
    SECTORS,
    SEED,
    District,
    Row,
    clean_district,
    sent,
)
from generator.beijing_plan import blocks, count_phrase, fields, forbidden, unfinished
from generator.sent import Fault, corrected

PLAN = "实施方案(送审稿).docx"
_TIMES = 10_000


def faulty_district() -> District:
    """The district with all its faults."""
    district = clean_district()
    for plant in _PLANTS:
        plant(district)
    return district


def write_beijing(folder: Path, clean: bool = False) -> None:
    """All files of the sample; without faults when `clean`."""
    district = clean_district() if clean else faulty_district()
    title = f"{DISTRICT}中小企业数字化转型城市试点实施方案"
    author = f"{DISTRICT}经济和信息化局"
    sample = Sample(
        PLAN, title, author, blocks(district), sent(district), fields(district), district.faults
    )
    write_sample(sample, folder, clean)
    lists = folder / "lists"
    lists.mkdir(exist_ok=True)
    for name, rows in (("giants", district.giants), ("pilots_2022", district.pilots)):
        lines = [f"{firm},{code},,练习用的虚构名单\n" for firm, code in rows]
        text = "名称,统一社会信用代码,说明,来源\n" + "".join(lines)
        (lists / f"{name}.csv").write_text(text, "utf-8", newline="\n")


def _change(district: District, at: int, **other: Any) -> Row:
    """Another text in a row of a town's table; the firm as it truly is."""
    district.table[at] = replace(district.table[at], **other)
    return district.truth[at]


def _remove(name: str, table: str = "projects") -> dict[str, Any]:
    return {"do": "remove", "table": table, "where": {"name": name}}


def _target(district: District, label: str, value: str) -> dict[str, Any]:
    where = {"indicator": label}
    return {"do": "cell", "table": "targets", "where": where, "column": "final", "value": value}


def _add(
    district: District, title: str, code: str, match: list[str], clause: str,
    fixes: list[dict[str, Any]], kind: str = "", also: tuple[str, ...] = (),
) -> None:  # fmt: skip
    district.faults.append(Fault(title, code, match, clause, fixes, kind, list(also)))


def _brackets(district: District) -> None:
    at = next(n for n, one in enumerate(district.truth) if "（" in one.name and n > 20)
    one = district.truth[at]
    half = one.name.replace("（", "(").replace("）", ")")
    district.plan[at] = replace(one, name=half)
    fix = corrected(half, "name", one.name, "plan_projects")
    title = "方案中一家企业的名称用了半角括号"
    _add(district, title, "BJ-T24", [one.name, half], "", [fix], "differs_in_form")


def _blank(district: District) -> None:
    one = _change(district, 140, name=f"{district.truth[140].name} ")
    fix = corrected(f"{one.name} ", "name", one.name)
    title = "清单中一家企业的名称末尾多一个空格"
    _add(district, title, "BJ-T24", [one.name], "", [fix], "differs_in_form")


def _only_in_table(district: District) -> None:
    one = district.truth[60]
    district.plan.remove(one)
    cells = {
        "name": one.name, "county": one.county, "industry": one.industry,
        "investment": one.investment,
    }  # fmt: skip
    fix = {"do": "add", "table": "plan_projects", "cells": cells}
    title = "一家企业只在清单中有,方案漏列"
    _add(district, title, "BJ-T24", [one.name], "", [fix], "only_in_summary")


def _twice(district: District) -> None:
    one = district.truth[12]
    at = next(n for n, other in enumerate(district.table) if other.county == "采育镇")
    district.table.insert(at + 4, replace(one, county="采育镇"))
    fix = {"do": "remove", "table": "projects", "where": {"name": one.name, "county": "采育镇"}}
    title = "同一家企业两个镇都报了"
    _add(district, title, "BJ-T3", [one.name, "采育镇"], "", [fix], "duplicate", ("BJ-T10",))


def _level(district: District) -> None:
    one = _change(district, 33, level_after="一级")
    fix = corrected(one.name, "level_after", one.level_after)
    title = "一家企业改造后仍是一级"
    _add(district, title, "BJ-4", [one.name, "一级"], "三、(二)", [fix])


def _giant(district: District) -> None:
    """A firm of the list of firms that were paid before, there with another width of brackets."""
    at = next(n for n, one in enumerate(district.truth) if "（" in one.name and n > 200)
    one = district.truth[at]
    listed = one.name.replace("（", "(").replace("）", ")")
    district.giants.insert(2, (listed, ""))
    _drop(district, at, "一家企业在已获支持的“小巨人”企业名单内", "BJ-12")


def _pilot(district: District) -> None:
    """A firm of the other list that has changed its name since: its code tells."""
    one = district.truth[310]
    district.pilots.insert(1, ("旧名机械厂", one.credit_code))
    _drop(district, 310, "一家企业2022年已纳入改造试点,名单上是旧名称", "BJ-12-2")


def _drop(district: District, at: int, title: str, code: str) -> None:
    """A firm that must go; another of its town and trade takes its place, so that numbers stay."""
    one = district.truth[at]
    trades = {one.industry: INDUSTRIES[one.industry]}
    known = {other.name for other in district.truth}
    others = firms(SEED + at, {one.county: 9}, trades, "110115", "010")
    spare = next(other for other in others if other.name not in known)
    fixes = [corrected(one.name, "credit_code", spare.credit_code)]
    fixes += [
        corrected(one.name, "name", spare.name, table) for table in ("projects", "plan_projects")
    ]
    _add(district, title, code, [one.name], "四、(二)", fixes)


def _quality(district: District) -> None:
    one = _change(district, 77, quality="国家级小巨人")
    text = "经核实，该企业2023年获评，没有获得过中央财政中小企业发展专项资金支持。"
    fix = {"do": "explain", "code": "BJ-12-3", "where": {"name": one.name}, "text": text}
    title = "一家国家级“小巨人”企业要说明没有获得支持"
    _add(district, title, "BJ-12-3", [one.name], "四、(二)", [fix])


def _large(district: District) -> None:
    one = _change(district, 250, size="大型")
    fix = corrected(one.name, "size", one.size)
    _add(district, "一家大型企业", "BJ-3-3", [one.name, "大型"], "三、(二)", [fix])


def _stranger(district: District) -> None:
    one = _change(district, 402, industry="家具制造", sector="其他")
    district.plan[_at(district, one)] = replace(one, industry="家具制造")
    fixes = [
        corrected(one.name, "industry", one.industry),
        corrected(one.name, "sector", SECTORS[one.industry]),
        corrected(one.name, "industry", one.industry, "plan_projects"),
    ]
    title = "一家企业的行业不在选定的细分行业之内"
    match = [one.name, "家具制造"]
    _add(district, title, "BJ-7-2", match, "三、(二)", fixes, also=("BJ-T10",))


def _code(district: District) -> None:
    right = district.truth[181].credit_code
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    one = _change(district, 181, credit_code=wrong)
    fix = corrected(one.name, "credit_code", right)
    _add(district, "一个信用代码抄错一位", "BJ-T4", [wrong], "", [fix])


def _yuan(district: District) -> None:
    right = district.truth[360].investment
    wrong = f"{float(right) * _TIMES:.0f}"
    one = _change(district, 360, investment=wrong, software="", hardware="", service="")
    fix = corrected(one.name, "investment", right)
    title = "一家企业的投入按元填写"
    _add(district, title, "BJ-T5", [one.name], "", [fix], also=("BJ-T27",))


def _parts(district: District) -> None:
    right = district.truth[95].service
    one = _change(district, 95, service=f"{float(right) + 3:g}")
    fix = corrected(one.name, "service", right)
    _add(district, "软件、硬件、服务之和不等于投入", "BJ-T6", [one.name], "", [fix])


def _late(district: District) -> None:
    one = _change(district, 221, finish=(2026, 3))
    text = "进口设备交货期较长，企业书面承诺2025年12月前完成主体改造。"
    fix = {"do": "explain", "code": "BJ-T8", "where": {"name": one.name}, "text": text}
    _add(district, "一家企业2026年才完成", "BJ-T8", [one.name], "四、(一)", [fix])


def _share(district: District) -> None:
    one = district.levels[1]
    district.levels[1] = replace(one, final="88")
    where = {"industry": one.industry}
    fix = {
        "do": "cell", "table": "levels", "where": where, "column": "above_final", "value": one.final,
    }  # fmt: skip
    title = "一个行业的规上比例目标只有88%"
    _add(district, title, "BJ-5", [one.industry, "88"], "三、(五)", [fix])


def _no_rise(district: District) -> None:
    one = district.levels[2]
    district.levels[2] = replace(one, below_final=one.below_base)
    fix = {
        "do": "cell", "table": "levels", "where": {"industry": one.industry},
        "column": "below_final", "value": one.below_final,
    }  # fmt: skip
    title = "一个行业的规下比例没有提升"
    _add(district, title, "BJ-6-3", [one.industry], "三、(五)", [fix])


def _dimension(district: District) -> None:
    district.targets["specialised"] = ""
    fix = _target(district, "新增专精特新中小企业数", "60")
    title = "提升创新能力一个方面没有目标"
    _add(district, title, "BJ-19", ["提升创新能力"], "五、第1段", [fix], also=("BJ-T16",))


def _few(district: District) -> None:
    right = district.targets["firms"]
    district.targets["firms"] = "480"
    fix = _target(district, "被改造中小企业数", right)
    title = "绩效目标的被改造企业数少于500家"
    _add(district, title, "BJ-3-2", ["480"], "三、(二)", [fix], also=("BJ-T13",))


def _split(district: District) -> None:
    district.money |= {"transformation": "7800", "other": "2200"}
    fix = {"do": "set", "path": "money/transformation", "value": "8000"}
    title = "数字化改造资金低于80%"
    _add(district, title, "BJ-10", ["7800"], "四、(二)", [fix], also=("BJ-T15",))
    fix = {"do": "set", "path": "money/other", "value": "2000"}
    _add(district, "其他支持工作资金高于20%", "BJ-11", ["2200"], "四、(二)", [fix])


def _forbidden(district: District) -> None:
    sentence = "另安排300万元用于改善区级服务中心办公用房。"
    district.phrases["funds"] = forbidden(sentence)
    fix = {"do": "replace", "path": "chapters/funds", "old": sentence, "new": ""}
    title = "资金安排了禁止的用途"
    _add(district, title, "BJ-13", ["办公用房"], "四、(二)", [fix])


def _duties(district: District) -> None:
    district.has_duties = False
    text = "区人民政府统筹试点工作，各部门按责任分工表落实任务。"
    fix = {"do": "text", "path": "chapters/duties", "value": text}
    _add(district, "方案缺少责任分工一章", "BJ-18", ["责任分工"], "六、(一)", [fix])


def _count(district: District) -> None:
    many = len(district.truth)
    right, wrong = count_phrase(many), count_phrase(many + 12)
    district.phrases["count"] = wrong
    fix = {"do": "replace", "path": "chapters/goals", "old": wrong, "new": right}
    _add(district, "正文中的企业数写错", "BJ-T26", [str(many + 12)], "", [fix])


def _unfinished(district: District) -> None:
    sentence = "（四）政策基础。2022年以来，XX区出台了支持中小企业数字化转型的政策。"
    district.phrases["foundation"] = unfinished(sentence)
    fix = {"do": "replace", "path": "chapters/foundation", "old": "XX区", "new": DISTRICT}
    _add(district, "正文留着没有替换的XX区", "BJ-T23", ["「XX」"], "", [fix])


def _name(district: District) -> None:
    right, district.government = district.government, f"{DISTRICT}经济和信息化局"
    fix = {"do": "set", "path": "basic/government", "value": right}
    title = "没有以区人民政府名义申报"
    _add(district, title, "BJ-1-3", [f"{DISTRICT}经济和信息化局"], "六、(一)", [fix])


def _at(district: District, one: Row) -> int:
    return next(n for n, other in enumerate(district.plan) if other.name == one.name)


_PLANTS: tuple[Callable[[District], None], ...] = (
    _brackets, _only_in_table, _level, _giant, _pilot, _quality, _large, _stranger, _code, _yuan,
    _parts, _late, _share, _no_rise, _dimension, _few, _split, _forbidden, _duties, _count,
    _unfinished, _name, _blank, _twice,
)  # fmt: skip
