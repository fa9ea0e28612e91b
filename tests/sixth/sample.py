"""A park of invention for the sixth pack: firms, three workbooks, a plan, and what is wrong in them.

Made with the generator of the shipped samples; the sums are worked out here by themselves.
"""

import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.paths import SAMPLES

sys.path.append(str(SAMPLES))

from generator.anycity import Firm, Listed, Sample, Sent, firms, write_sample
from generator.grid import Layout, number, real_date, with_separators
from generator.sent import Fault

SEED = 20261225
ZONES = {"北岸片区": 9, "南岸片区": 8, "河湾片区": 7}
KINDS = {
    "冷却水循环": ("铸造", "化纤", "制冷"),
    "再生水利用": ("印染", "造纸", "电镀"),
    "管网改造": ("食品", "制药", "饮料"),
    "工艺节水": ("清洗设备", "涂料", "纺织"),
}
WORKS = {
    "冷却水循环": "冷却水循环系统工程",
    "再生水利用": "再生水利用（一期）工程",
    "管网改造": "厂区供水管网改造工程",
    "工艺节水": "逆流漂洗节水工程",
}
PARK = "青梧产业园区管理委员会"
LISTED = "南岸泽浦印染有限公司"
MONEY = (
    "cost", "devices", "fitting", "software", "land", "own", "output_mean", "output_last",
    "output_new", "asked",
)  # fmt: skip
Cells = dict[str, Any]


@dataclass
class Park:
    """What is sent, and the faults among it."""

    table: list[Cells]
    plan: list[Cells]
    honours: list[tuple[str, str, str, str, str]]
    courses: list[tuple[str, str, str, str]]
    aims: dict[str, str]
    acts: list[str]
    works: str
    costs: str
    applied: int
    faults: list[Fault] = field(default_factory=list)


def reward(cells: Cells) -> int:
    """What a work earns in 元: for its growth over last year, and for the water it saves."""
    before, after = Decimal(cells["output_last"]), Decimal(cells["output_new"])
    growth = (after - before) * 100 / before
    rate, most = next(
        pair
        for least, *pair in ((30, 15, 600000), (15, 10, 400000), (5, 5, 200000), (-1000, 0, 0))
        if growth >= least
    )
    spent = sum(int(cells[part]) for part in ("devices", "fitting", "software"))
    thousands = int(cells["saved"]) // 1000
    water = min(300000, 50000 + 5000 * (thousands - 5)) if thousands >= 5 else 0
    return min(most, spent * rate // 100) + water


def clean_park() -> Park:
    """The park without a fault."""
    made = firms(SEED, ZONES, KINDS, "999900", "0999")
    table = [_work(firm, at) for at, firm in enumerate(made)]
    leader, good, tested = table[1]["holder"], table[6]["holder"], table[12]["holder"]
    honours = [
        (leader, "北岸片区", "省级节水标杆企业", "云节水评〔2026〕3号", "200000"),
        (good, "北岸片区", "园区节水先进企业", "青管〔2026〕8号", "80000"),
        (tested, "南岸片区", "首次水平衡测试", "云水测〔2026〕15号", "30000"),
    ]
    total = sum(int(one["asked"]) for one in table)
    cost = sum(int(one["cost"]) for one in table)
    return Park(
        table,
        list(table),
        honours,
        [
            ("用水定额与计量", "2026年12月", "90", "云岫水务学院"),
            ("水平衡测试实务", "2027年2月", "70", "云岫水务学院"),
            ("再生水安全利用", "2027年4月", "60", "青梧水务培训中心"),
        ],
        {"per_output": "18", "reuse": "93", "trained": "220", "saved": "150000"},
        [
            "（一）改造供水管网。更换老旧管道，安装远传水表。（牵头部门：园区水务中心；配合部门：园区财政局）",
            "（二）推进再生水利用。建设再生水管线，优先用于冷却。（牵头部门：园区生态环境局；配合部门：园区水务中心）",
            "（三）开展水平衡测试。对年用水量大的单位逐家测试。（牵头部门：园区水务中心；配合部门：园区经济发展局）",
        ],
        f"本次申报工程{len(table)}项，工程投资合计{cost}元。各片区工程同步开工，列表如下。",
        "工程投资以用水单位自筹为主，奖励资金不得用于绿化景观、办公用房和人员经费。",
        total + 310000,
    )


def _work(firm: Firm, at: int) -> Cells:
    devices = 300000 + 137000 * (at * 5 % 11)
    fitting, software = 60000 + 7000 * at, 40000 + 3000 * (at % 4)
    last = 20000000 + 900000 * at
    # Every tier, none of them at its edge.
    new = last * (100 + (3, 8, 19, 34)[at * 7 % 4]) // 100
    cost = devices + fitting + software
    cells: Cells = {
        "name": f"{firm.name}{WORKS[firm.industry]}",
        "holder": firm.name,
        "code": firm.credit_code,
        "zone": firm.place,
        "kind": firm.industry,
        "cost": str(cost),
        "devices": str(devices),
        "fitting": str(fitting),
        "software": str(software),
        "land": str(50000 if at % 5 == 0 else 0),
        "own": str(cost * 3 // 5),
        "saved": 3500 + 1700 * (at * 3 % 13),
        "staff": 80 + 17 * at,
        "output_mean": str(last * 9 // 10),
        "output_last": str(last),
        "output_new": str(new),
        "begun": (2026, 3 + at % 6),
        "done": (2027, 1 + at % 6),
    }
    cells["asked"] = str(reward(cells))
    return cells


def faulty_park() -> Park:
    """The park as it comes in."""
    park = clean_park()
    _of_firms(park)
    _of_works(park)
    _of_papers(park)
    return park


def _plant(
    park: Park,
    title: str,
    code: str,
    match: list[str],
    correction: list[dict[str, Any]],
    kind: str = "",
    also: tuple[str, ...] = (),
) -> None:
    park.faults.append(Fault(title, code, match, "", correction, kind, list(also)))


def _cell(work: str, column: str, value: str) -> dict[str, Any]:
    where = {"work": work}
    return {"do": "cell", "table": "works", "where": where, "column": column, "value": value}


def _of_firms(park: Park) -> None:
    """One firm with three works, and one that may not apply, under its name in the other script."""
    first = park.table[0]
    for at in (4, 8):
        same = {"holder": first["holder"], "code": first["code"]}
        park.table[at] = {**park.table[at], **same}
        park.plan[at] = {**park.plan[at], **same}
    for at in (0, 4, 8):
        _plant(
            park, "同一单位三项工程", "PX-3", [f"第{at + 1}行"],
            [{"do": "explain", "code": "PX-3", "where": {"work": park.table[at]["name"]},
              "text": "该单位有三个厂区，用水分别计量，三项工程互不重叠。"}],
        )  # fmt: skip
    true = park.table[15]
    said = LISTED.replace("泽", "澤")
    park.table[15] = {**true, "holder": said}
    park.plan[15] = {**park.plan[15], "holder": said}
    where = {"work": true["name"]}
    _plant(
        park, "失信单位", "PX-10", [said],
        [
            {"do": "cell", "table": table, "where": where, "column": "holder", "value": true["holder"]}
            for table in ("works", "plan_works")
        ],
        also=("PX-17",),
    )  # fmt: skip


def _of_works(park: Park) -> None:
    """Faults of the workbooks: one cell that says something else than it should."""

    def wrong(at: int, column: str, said: Any, typed: str, title: str, code: str, **more: Any):
        true = park.table[at]
        park.table[at] = {**true, column: said}
        _plant(
            park, title, code, more.pop("match", [true["name"]]),
            [_cell(true["name"], column, typed)], **more,
        )  # fmt: skip

    def row(at: int) -> str:
        return f"第{at + 1}行"

    months = park.table[2], park.table[5]
    wrong(
        2,
        "begun",
        (2025, 11),
        f"2026年{months[0]['begun'][1]}月",
        "开工太早",
        "PX-7",
        match=[row(2)],
    )
    wrong(
        5, "done", (2027, 9), f"2027年{months[1]['done'][1]}月", "完工太晚", "PX-8", match=[row(5)]
    )
    own = park.table[10]["own"]
    wrong(10, "own", "100000", own, "自筹不足", "PX-5", match=[row(10)])
    saved = park.table[13]["saved"]
    # Nothing is rewarded of so little, so that this is one fault and not two.
    assert saved < 5000
    wrong(13, "saved", 2900, str(saved), "节水太少", "PX-9", match=[row(13)])
    code = park.table[17]["code"]
    slip = code[:-1] + ("1" if code[-1] != "1" else "2")
    wrong(17, "code", slip, code, "信用代码错一位", "PX-T4", match=[row(17)])
    asked = park.table[8]["asked"]
    more = str(int(asked) + 50000)
    wrong(8, "asked", more, asked, "多申请奖励", "PX-17", match=[row(8)])
    fitting = park.table[20]["fitting"]
    less = str(int(fitting) - 30000)
    wrong(20, "fitting", less, fitting, "三项之和不等", "PX-T5", match=[row(20)])
    # The money of a work whose parts are wrong is wrong as well: its growth is the smallest.
    assert int(park.table[20]["output_new"]) * 100 < int(park.table[20]["output_last"]) * 105


def _of_papers(park: Park) -> None:
    """Faults of the plan, of what the clerk typed, and of firms that may not apply."""
    first = park.plan[3]
    folded = first["name"].replace("（", "(").replace("）", ")").replace("工程", " 工程")
    park.plan[3] = {**first, "name": folded}
    _plant(
        park, "工程名称写法不同", "PX-T10", [first["name"]],
        [{"do": "cell", "table": "plan_works", "where": {"work": folded}, "column": "work", "value": first["name"]}],
        "differs_in_form",
    )  # fmt: skip
    other = park.plan[7]
    park.plan[7] = {**other, "cost": str(int(other["cost"]) + 9000)}
    _plant(
        park, "两处投资不同", "PX-T13", [other["cost"]],
        [{"do": "cell", "table": "plan_works", "where": {"work": other["name"]}, "column": "cost", "value": other["cost"]}],
    )  # fmt: skip
    park.works = park.works.replace("24项", "26项")
    _plant(
        park, "正文项数不对", "PX-T12", ["26"],
        [{"do": "replace", "path": "chapters/works", "old": "26项", "new": "24项"}],
    )  # fmt: skip
    park.aims["per_output"] = "14"
    _plant(
        park, "目标太低", "PX-11", ["14"],
        [{"do": "cell", "table": "aims_table", "where": {"key": "per_output"}, "column": "goal", "value": "18"}],
    )  # fmt: skip
    park.acts[1] = park.acts[1].partition("（牵头")[0]
    _plant(
        park, "没有牵头部门", "PX-16", ["推进再生水利用"],
        [{"do": "replace", "path": "chapters/acts", "old": park.acts[1], "new": clean_park().acts[1]}],
    )  # fmt: skip
    park.costs += "另安排奖励资金20万元用于绿化景观。"
    _plant(
        park, "用于绿化景观", "PX-19", ["绿化景观"],
        [{"do": "replace", "path": "chapters/costs", "old": "另安排奖励资金20万元用于绿化景观。", "new": ""}],
    )  # fmt: skip
    leader = park.honours[0][0]
    park.honours.append((leader, "北岸片区", "园区节水先进企业", "青管〔2026〕8号", "80000"))
    _plant(
        park, "两个称号都申请", "PX-17", ["称号和水平衡测试奖励表第1行", "80000"],
        [{"do": "cell", "table": "honours", "where": {"holder": leader, "honour": "园区节水先进企业"}, "column": "asked", "value": ""}],
    )  # fmt: skip
    park.courses[0] = (*park.courses[0][:2], "60", park.courses[0][3])
    _plant(
        park, "培训不足", "PX-14", ["190"],
        [{"do": "cell", "table": "courses", "where": {"course": "用水定额与计量"}, "column": "people", "value": "90"}],
    )  # fmt: skip
    park.applied += 100000
    _plant(
        park, "申请总额不对", "PX-18", [str(park.applied)],
        [{"do": "set", "path": "money/applied", "value": str(park.applied - 100000)}],
        also=("PX-20",),
    )  # fmt: skip


_ORDER = (
    ("number", "序号"), ("name", "工程名称"), ("holder", "用水单位"), ("code", "统一社会信用代码"),
    ("zone", "片区"), ("kind", "工程类别"), ("cost", "工程投资(元)"), ("devices", "其中:设备费"),
    ("fitting", "其中:安装费"), ("software", "其中:软件费"), ("land", "土地费"),
    ("own", "自筹资金"), ("saved", "年节水量(吨)"), ("staff", "从业人员(人)"),
    ("output_mean", "前三年平均产值"), ("output_last", "上年产值"), ("output_new", "投产后产值"),
    ("begun", "开工年月"), ("done", "完工年月"), ("asked", "申请奖励(元)"),
)  # fmt: skip


def _columns(*left_out: str, **other: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, other.get(key, text)) for key, text in _ORDER if key not in left_out)


def _layout(file: str, columns: tuple[tuple[str, str], ...], *titles: str, **more: Any) -> Layout:
    return Layout(
        file, columns, titles, amounts=MONEY, months=("begun", "done"), flags=(), **more
    )  # fmt: skip


def _in_ten_thousands(text: str) -> float:
    return float(Decimal(text) / 10000)


def sent(park: Park) -> list[Sent]:
    """Three workbooks in three orders: two rows of headings, an old file in 万元, sums by formula."""

    def rows(zone: str) -> list[Cells]:
        return [one for one in park.table if one["zone"] == zone]

    in_two = {
        "cost": "工程投资(元)|工程投资", "devices": "工程投资(元)|设备费",
        "fitting": "工程投资(元)|安装费", "software": "工程投资(元)|软件费",
    }  # fmt: skip
    in_tens = {
        key: f"{text.removeprefix('其中:').removesuffix('(元)')}(万元)"
        for key, text in _ORDER
        if key in MONEY
    }
    foot = ("填报单位（盖章）：北岸片区办事处　　　填报人：闻某　　　联系电话：0999-6200101",)
    north = _layout(
        "1北岸.xlsx", _columns(**in_two), "北岸片区节水工程一览表", money=number, foot=foot
    )
    south = _layout(
        "南岸片区(定稿).xls", _columns("staff", **in_tens, holder="单位名称"), "南岸片区节水工程",
        money=_in_ten_thousands, month=lambda m: f"{m[0]}.{m[1]}", blank_rows=True, tidy=False,
    )  # fmt: skip
    bend = _layout(
        "河湾片区.xlsx", _columns(work="节水工程名称", begun="开工时间"), "", "报送日期：2026年11月8日",
        money=with_separators, month=real_date, sheet="工程",
    )  # fmt: skip
    return [
        Sent(north, rows("北岸片区")),
        Sent(south, rows("南岸片区"), "xls"),
        Sent(bend, rows("河湾片区"), "xlsxwriter"),
    ]


def plan(park: Park) -> list[str | Listed]:
    """The plan as the park's office wrote it, some chapters under other names."""
    listed = [(one["name"], one["holder"], one["kind"], one["cost"]) for one in park.plan]
    names = {
        "per_output": ("万元产值用水量下降幅度", "%"), "reuse": ("工业用水重复利用率", "%"),
        "trained": ("培训节水管理人员", "人次"), "saved": ("年节水量", "吨"),
    }  # fmt: skip
    aims = [(*names[key], goal) for key, goal in park.aims.items()]
    budget = [
        ("用水单位自筹", "16000000"),
        ("银行贷款", "8000000"),
        ("申请奖励", str(_right(park))),
    ]
    acts = "\n".join(park.acts)
    return [
        "# 一、园区基本情况\n园区位于青梧江畔，从业人员18600人，以印染、化纤、食品为主。",
        "# 二、用水现状\n园区年用水量5200000吨，工业用水重复利用率88%。",
        "# 三、行动目标\n到2027年6月底，万元产值用水量明显下降，重复利用率明显提高。",
        Listed("节水目标表", ("目标", "单位", "行动后"), aims, (5, 1, 1), (0,)),
        Listed("培训计划", ("课程", "培训年月", "人次", "授课单位"), park.courses, (3, 2, 1, 3), (0,)),
        f"# 四、主要行动\n{acts}",
        f"# 五、工程安排\n{park.works}",
        Listed("节水工程安排表", ("工程名称", "用水单位", "工程类别", "工程投资（元）"), listed, (5, 4, 2, 2), (0,)),
        f"# 六、经费测算\n{park.costs}",
        Listed("称号奖励表", ("用水单位", "片区", "称号", "批文", "申请奖励（元）"), park.honours, (4, 2, 3, 3, 2)),
        Listed("经费测算表", ("经费来源", "经费（元）"), budget, (3, 2)),
        "# 七、保障制度\n实行用水定额管理，逐级安装水表，每月巡检一次。",
    ]  # fmt: skip


def _right(park: Park) -> int:
    return clean_park().applied


def sample(park: Park) -> Sample:
    """All that the park sends."""
    fields = {
        "basic/park": PARK, "basic/zones": "、".join(ZONES), "basic/staff": "18600",
        "basic/water": "5200000", "basic/clerk": "闻笛", "basic/tel": "0999-6200077",
        "basic/date": "2026年11月20日", "money/city_share": "30%",
        "money/applied": str(park.applied),
    }  # fmt: skip
    return Sample(
        "工作方案(送审).docx",
        f"{PARK}节水提效行动工作方案",
        "闻笛",
        plan(park),
        sent(park),
        fields,
        park.faults,
    )


def write(folder: Path, park: Park) -> Path:
    """The park's files in a folder; without a key if it has no faults."""
    write_sample(sample(park), folder, clean=not park.faults)
    return folder
