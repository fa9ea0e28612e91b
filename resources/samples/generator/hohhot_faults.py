"""What is made wrong in the fifth programme's city, and what a clerk does about it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.sent import Fault, corrected

if TYPE_CHECKING:
    from generator.hohhot import City

Row = dict[str, Any]
_MONEY_CLAUSE = "三、(六)17"


def planted(city: "City") -> list[Fault]:
    """Make the faults in `city`, each in rows that no other touches; the key to them."""
    free = _Rows(city)
    return [
        *_names(city, free),
        *_subsidies(free),
        *_rewards(city),
        *_figures(city),
        *_rows(free),
    ]


class _Rows:
    """The rows as sent, and which of them are still without fault."""

    def __init__(self, city: "City") -> None:
        self.city = city
        self._taken: set[int] = set()

    def take(self, wanted: Callable[[Row], bool]) -> tuple[Row, Row]:
        """The next row of which `wanted` holds, and its line of the plan's list."""
        rows, listed = self.city.rows, self.city.listed
        codes = [one["credit_code"] for one in rows]
        at = next(
            n
            for n, one in enumerate(rows)
            if n not in self._taken
            and n > 4
            and codes.count(one["credit_code"]) == 1
            and wanted(one)
        )
        self._taken.add(at)
        name = rows[at]["name"]
        return rows[at], next(one for one in listed if one["name"] == name)


def _names(city: "City", free: _Rows) -> list[Fault]:
    traditional = _place(city, 8)
    one, in_plan = free.take(lambda r: "（MES）" in r["name"] and r["county"] == _place(city, 0))
    true = one["name"]
    in_plan["name"] = true.replace("（MES）", "(MES)")
    faults = [
        Fault("方案中一个项目名称用了半角括号", "HH-F2", [true, in_plan["name"]], "",
              [corrected(in_plan["name"], "name", true, "plan_projects")], "differs_in_form"),
    ]  # fmt: skip
    one, in_plan = free.take(lambda r: r["county"] == traditional and "數字化" in r["name"])
    true = one["name"]
    in_plan["name"] = _simplified(true)
    faults.append(
        Fault("同一项目在方案中为简体、在汇总表中为繁体", "HH-F2", [true, in_plan["name"]], "",
              [corrected(in_plan["name"], "name", true, "plan_projects")], "differs_in_form")
    )  # fmt: skip
    one, _ = free.take(lambda r: r["county"] == _place(city, 2) and r["award"] == "35")
    twice = {**one, "name": _in_traditional(one["name"]), "award": "0"}
    city.rows.insert(city.rows.index(one) + 1, twice)
    removed = {"do": "remove", "table": "projects", "where": {"name": twice["name"]}}
    faults += [
        Fault("同一项目用简体、繁体各报了一次", "HH-T3", [one["name"], twice["name"]], "", [removed],
              "duplicate"),
        Fault("繁体的那一次在方案中没有", "HH-F2", [twice["name"]], "", [], "only_in_summary"),
    ]  # fmt: skip
    second = next(r for r in city.rows if "二期" in r["name"])
    true, second["enterprise"] = second["enterprise"], _in_traditional(second["enterprise"])
    faults.append(
        Fault("同一企业的两个项目,企业名称一个简体、一个繁体", "HH-T5", [true, second["enterprise"]], "",
              [corrected(second["name"], "enterprise", true)], also=["HH-F5"])
    )  # fmt: skip
    one, in_plan = free.take(lambda r: r["county"] == _place(city, 3))
    city.rows.remove(one)
    faults.append(
        Fault("一个项目只在方案中有", "HH-F2", [one["name"]], "",
              [{"do": "add", "table": "projects", "cells": _cells(one)}], "only_in_plan")
    )  # fmt: skip
    one, in_plan = free.take(lambda r: r["county"] == _place(city, 5))
    city.listed.remove(in_plan)
    listed = {
        "name": one["name"], "enterprise": one["enterprise"], "county": one["county"],
        "industry": one["industry"], "investment": one["investment"],
    }  # fmt: skip
    faults.append(
        Fault("一个项目只在汇总表中有", "HH-F2", [one["name"]], "",
              [{"do": "add", "table": "plan_projects", "cells": listed}], "only_in_summary")
    )  # fmt: skip
    return faults


def _subsidies(free: _Rows) -> list[Fault]:
    def paid(row: Row, amount: str, title: str, said: list[str]) -> Fault:
        true, row["award"] = row["award"], amount
        return Fault(title, "HH-9", [*said, amount, true], _MONEY_CLAUSE,
                     [corrected(row["name"], "award", true)])  # fmt: skip

    one, _ = free.take(
        lambda r: r["level_after"] == "二级" and float(r["robots"]) and _base(r) < 45
    )
    with_robots = min((_base(one) + Decimal(one["robots"])) * Decimal("0.7"), Decimal(35))
    faults = [paid(one, _text(with_robots), "补贴基数算进了机器人、AGV", ["不计入"])]
    one, in_plan = free.take(lambda r: r["level_after"] == "三级" and not float(r["robots"]))
    true = dict(one)
    small = {"software": "18", "service": "12", "gateway": "8", "diagnosis": "2"}
    one.update(small, investment="40", award="20")
    in_plan["investment"] = "40"
    assert true["name"] == one["name"]
    faults.append(paid(one, "28", "三级企业按二级的比例申请补贴", ["三级"]))
    one, _ = free.take(lambda r: r["level_after"] == "二级" and _base(r) > 60)
    faults.append(
        paid(one, _text(_base(one) * Decimal("0.7")), "二级企业的补贴超过最高35万元", ["35"])
    )
    one, _ = free.take(lambda r: r["level_after"] == "二级" and not r["above_scale"])
    true_level, one["level_after"] = one["level_after"], "一级"
    faults.append(
        Fault("改造后一级的企业申请了补贴", "HH-9", [one["award"], "没有适用的奖补条款"], _MONEY_CLAUSE,
              [corrected(one["name"], "level_after", true_level)])
    )  # fmt: skip
    return faults


def _rewards(city: "City") -> list[Fault]:
    by_kind = {one["reward"]: one for one in city.rewards}

    def at(one: dict[str, str]) -> Row:
        return {"reward": one["reward"], "enterprise": one["enterprise"]}

    def corrected(one: dict[str, str], column: str, value: str) -> Row:
        return {
            "do": "cell",
            "table": "applications",
            "where": at(one),
            "column": column,
            "value": value,
        }

    chain = next(one for one in city.rewards if one.get("served") == "9")
    chain.update(served="4", applied="30")
    faults = [
        Fault("链式转型服务只服务了4家", "HH-9", ["4 家", "30"], "三、(六)22",
              [corrected(chain, "applied", "0")]),
    ]  # fmt: skip
    factory = by_kind["国家5G工厂"]
    again = {**factory, "recognised": "2025年9月1日"}
    city.rewards.append(again)
    removed = {
        "do": "remove",
        "table": "applications",
        "where": {**at(again), "recognised": again["recognised"]},
    }
    faults.append(
        Fault("同一企业的5G工厂奖励申请了两次", "HH-9", ["200", "国家5G工厂"], "六、2", [removed])
    )
    state = by_kind["国家级或自治区级数字化车间智能工厂"]
    both = {**state, "reward": "市级数字化车间智能工厂", "applied": "25"}
    city.rewards.append(both)
    faults.append(
        Fault("同一企业的自治区级和市级车间都申请了", "HH-9", ["25", "市级数字化车间、智能工厂"], "六、2",
              [corrected(both, "applied", "0")])
    )  # fmt: skip
    scene = by_kind["市级5G应用场景"]
    scene["elsewhere"] = "是"
    faults.append(
        Fault("已在别处享受的又申请", "HH-9", ["25", "已就同一事项在别处享受"], "六、2",
              [corrected(scene, "applied", "0")])
    )  # fmt: skip
    node = next(one for one in city.rewards if one.get("spent") == "640")
    node["applied"] = "128"
    faults.append(
        Fault("标识解析节点的奖补超过100万元", "HH-9", ["128", "100"], "三、(六)20",
              [corrected(node, "applied", "100")])
    )  # fmt: skip
    standard = by_kind["CMMM评估"]
    standard["applied"] = "30"
    faults.append(
        Fault("CMMM 3级按4级的金额申请", "HH-9", ["30", "20"], "三、(六)23",
              [corrected(standard, "applied", "20")])
    )  # fmt: skip
    return faults


def _figures(city: "City") -> list[Fault]:
    central, used = city.fields["money/central"], city.fields["money/transformation"]
    share = str(int(Decimal(central) * Decimal("0.79")))
    city.fields["money/transformation"] = share
    counted, city.counted = city.counted, str(int(city.counted) - 4)
    city.targets.update(cloud="270", products="55")
    city.fields["basic/standard"] = "《中小企业数字化水平评测指标（2022年版）》"
    city.has_bylaws = False
    return [
        Fault("中央资金用于试点企业改造的只占79%", "HH-7", [share, "79"], "三、(六)16",
              [{"do": "set", "path": "money/transformation", "value": used}], also=["HH-T13"]),
        Fault("总体目标中的试点企业数少写4家", "HH-F4", [f"{city.counted}家"], "",
              [{"do": "replace", "path": "chapters/goals", "old": f"试点企业{city.counted}家",
                "new": f"试点企业{counted}家"}], "count_stated"),
        Fault("上云用云目标写成270家", "HH-5", ["270"], "一、第3段",
              [{"do": "cell", "table": "targets", "where": {"final": "270"}, "column": "final",
                "value": "290"}], also=["HH-5-5"]),
        Fault("产品及解决方案目标写成55个", "HH-6-5", ["55"], "一、第4段",
              [{"do": "cell", "table": "targets", "where": {"final": "55"}, "column": "final",
                "value": "65"}]),
        Fault("评测指标用了2022年版", "HH-10", ["2022"], "三、(五)14",
              [{"do": "set", "path": "basic/standard", "value": "《中小企业数字化水平评测指标（2024年版）》"}]),
        Fault("方案缺少「附则」一章", "HH-F1", ["附则"], "四、(一)",
              [{"do": "text", "path": "chapters/bylaws",
                "value": "本方案适用于试点实施期。支持政策按照从优、就高、不重复原则执行。"}]),
    ]  # fmt: skip


def _rows(free: _Rows) -> list[Fault]:
    faults: list[Fault] = []
    one, _ = free.take(lambda r: r["industry"] == "生物医药制造")
    one["industry"] = "生物医药制造业"
    faults.append(
        Fault("细分行业写成「生物医药制造业」", "HH-8", [one["name"], "生物医药制造业"], "序言",
              [corrected(one["name"], "industry", "生物医药制造")], also=["HH-F3"])
    )  # fmt: skip
    one, _ = free.take(lambda r: bool(r["accepted"]) and r["batch"] == "第二批")
    true, one["changed"] = one["changed"], one["accepted"].replace(day=one["accepted"].day)
    one["changed"] = date(2025, 10, 8)
    faults.append(
        Fault("验收日期早于改造完成日期", "HH-P4", [one["name"]], "三、(五)14",
              [corrected(one["name"], "changed", _day(true))])
    )  # fmt: skip
    one, _ = free.take(lambda r: bool(r["accepted"]) and r["batch"] == "第一批")
    one["accepted"] = date(2025, 5, 20)
    faults.append(
        Fault("第一批企业在5月验收", "HH-P2", [one["name"], "第一批"], "四、(二)",
              [{"do": "explain", "code": "HH-P2", "where": {"name": one["name"]},
                "text": "企业停产检修,经领导小组同意延至5月20日补验收,见会议纪要。"}])
    )  # fmt: skip
    one, _ = free.take(lambda r: bool(r["accepted"]))
    true, one["accepted_batch"] = one["accepted_batch"], ""
    faults.append(
        Fault("已验收的企业没有填验收批次", "HH-10-2", [one["name"]], "三、(五)14",
              [corrected(one["name"], "accepted_batch", true)])
    )  # fmt: skip
    one, _ = free.take(lambda r: r["sent_by"] == "和林格尔县")
    true, one["credit_code"] = one["credit_code"], _misspelt(one["credit_code"])
    faults.append(
        Fault("一个统一社会信用代码抄错末位", "HH-T4", [one["credit_code"]], "",
              [corrected(one["name"], "credit_code", true)])
    )  # fmt: skip
    one, _ = free.take(lambda r: r["sent_by"] == "新城区" and Decimal(r["investment"]) > 30)
    true, one["investment"] = one["investment"], _text(Decimal(one["investment"]) * 10_000)
    faults.append(
        Fault("一个项目的总投资按元填写", "HH-T6", [one["name"], one["investment"]], "",
              [corrected(one["name"], "investment", true)], also=["HH-T7"])
    )  # fmt: skip
    one, _ = free.take(lambda r: r["level_after"] == "二级" and r["level_before"] == "一级")
    one["level_before"] = "三级"
    faults.append(
        Fault("改造后等级低于改造前", "HH-T8", [one["name"]], "",
              [corrected(one["name"], "level_before", "一级")])
    )  # fmt: skip
    one, _ = free.take(lambda r: r["size"] == "小型" and r["sent_by"] == "赛罕区")
    one["size"] = "大型"
    faults.append(
        Fault("一家大型企业报成试点企业", "HH-8-4", [one["name"], "大型"], "三、(二)4",
              [corrected(one["name"], "size", "中型")])
    )  # fmt: skip
    return faults


def _cells(one: Row) -> dict[str, str]:
    """A row as the cells of the draft's summary."""
    out: dict[str, str] = {}
    for key, value in one.items():
        if key == "sent_by" or value in ("", None):
            continue
        if isinstance(value, bool):
            out[key] = "是" if value else "否"
        else:
            out[key] = _day(value) if isinstance(value, date) else str(value)
    return out


def _place(city: "City", at: int) -> str:
    return list(dict.fromkeys(one["sent_by"] for one in city.rows))[at]


def _base(one: Row) -> Decimal:
    return sum(
        (Decimal(one[k]) for k in ("diagnosis", "software", "service", "gateway")), Decimal(0)
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _text(amount: Decimal) -> str:
    plain = f"{amount:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _misspelt(code: str) -> str:
    return code[:-1] + ("7" if code[-1] != "7" else "8")


def _simplified(text: str) -> str:
    from opencc import OpenCC

    return OpenCC("t2s").convert(text)


def _in_traditional(text: str) -> str:
    from opencc import OpenCC

    return OpenCC("s2t").convert(text)
