"""A small programme of invention that gives money: levels, one-offs, numbers, decisions, groups."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.small_pack import FILES, NOTICE, PLAN, PROJECTS, RULES

REWARD_NOTICE = f"""{NOTICE}
四、奖补。改造投入指用于购买软件、信息化服务所支出的资金。
达到二级水平的企业按照改造投入的70%进行补贴,最高补贴35万元;达到三级水平的按照50%,最高150万元;
达到四级水平的按照40%,最高300万元。已获省级资金的不再支持。
五、达到二级水平的企业按照改造投入20%补助,每家最高补助20万元;达到三级及以上水平的按照30%,每家最高40万元。
六、服务中小企业达到5家,奖励30万元,每增加1家增补5万元,单个企业最高不超过100万元。
七、按照每新接入一家4万元的标准,给予企业最高100万元的奖励。
八、建设促进中心的,在其投资范围内,给予一次性奖补,最高不超过1000万元。
九、对完成平台贯标2级、3级的企业,分别给予20万元、40万元的奖励。
十、按核定投入的一定比例予以补助。
十一、按照“从优、就高、不重复”原则执行。资金由省、市、县分担。
"""
COLUMNS = """
[[table.column]]
id = "level"
label = "改造后水平"
kind = "choice"
options = ["一级", "二级", "三级", "四级"]
[[table.column]]
id = "software"
label = "软件"
kind = "amount"
unit = "万元"
[[table.column]]
id = "services"
label = "服务"
kind = "amount"
unit = "万元"
[[table.column]]
id = "robots"
label = "机器人"
kind = "amount"
unit = "万元"
[[table.column]]
id = "provincial"
label = "已获省级资金"
kind = "yes_no"
[[table.column]]
id = "subsidy"
label = "申请补助"
kind = "amount"
unit = "万元"
"""
CLAIMS = """
[[table]]
id = "claims"
title = "奖励申报表"
[[table.column]]
id = "enterprise"
label = "企业"
kind = "text"
[[table.column]]
id = "county"
label = "县区"
kind = "text"
[[table.column]]
id = "kind"
label = "奖励事项"
kind = "choice"
options = ["链式服务", "新接入", "促进中心", "贯标", "按投入补助", "按投入后补助"]
[[table.column]]
id = "level"
label = "等级"
kind = "choice"
options = ["二级", "三级", "四级"]
[[table.column]]
id = "count"
label = "家数"
kind = "integer"
unit = "家"
[[table.column]]
id = "investment"
label = "投资额"
kind = "amount"
unit = "元"
[[table.column]]
id = "decided"
label = "核定金额"
kind = "amount"
unit = "万元"
[[table.column]]
id = "asked"
label = "申请金额"
kind = "amount"
unit = "元"
"""
FIELDS = """
[[section.field]]
id = "rate"
label = "后补助比例"
kind = "percent"
[[section.field]]
id = "cap"
label = "后补助封顶"
kind = "amount"
unit = "万元"
[[section.field]]
id = "province_share"
label = "省级分担比例"
kind = "percent"
"""
CHECK = """
[[rule]]
code = "S-R"
title = "申请金额与测算一致"
severity = "must"
check = "rewards"
basis = "derived"
[[rule.example]]
tables = { projects = [{ name = "甲", enterprise = "甲", level = "二级", software = "40", subsidy = "28" }] }
holds = true
[[rule.example]]
tables = { projects = [{ name = "甲", enterprise = "甲", level = "二级", software = "40", subsidy = "30" }] }
holds = false
[[rule.example]]
tables = { projects = [{ name = "甲", software = "40", subsidy = "30" }] }
holds = "no_data"
"""
BASES = """
[[base]]
id = "spent"
title = "改造投入"
counts = ["software", "services"]
left_out = ["robots"]
clause = "四"
quote = "改造投入指用于购买软件、信息化服务所支出的资金"
[[base]]
id = "invested"
title = "投资额"
each = "claims"
counts = ["investment"]
"""
CHANGE = """
[[reward]]
id = "change"
title = "数字化改造补贴"
base = "spent"
group = "one"
clause = "四"
quote = "达到二级水平的企业按照改造投入的70%进行补贴"
ask = "请问三级企业能否就高按二级的比例补贴?"
[[reward.tier]]
title = "四级"
when = "row.level == '四级'"
rank = 4
rate = 0.4
cap = 300.0
[[reward.tier]]
title = "三级"
when = "row.level == '三级' || row.level == '四级'"
rank = 3
rate = 0.5
cap = 150.0
[[reward.tier]]
title = "二级"
when = "row.level != '一级'"
rank = 2
rate = 0.7
cap = 35.0
[[reward.reading]]
id = "own_level"
title = "按企业自己的等级"
[[reward.reading]]
id = "best_level"
title = "就高,可按较低等级的比例"
pick = "highest"
[[reward.excluded]]
when = "has(row.provincial) && row.provincial"
say = "已获省级资金,不再支持"
clause = "四"
quote = "已获省级资金的不再支持"
[[reward.example]]
row = { level = "一级", software = 100.0 }
amount = 0.0
[[reward.example]]
row = { level = "二级", software = 100.0, provincial = true }
amount = 0.0
[[reward.example]]
row = { software = 100.0 }
missing = true
"""
# What the notice of reference says of x at level 2, 3 and 4.
LEVELS = {
    40: (28, 20, 16), 50: (35, 25, 20), 70: (35, 35, 28), 100: (35, 50, 40), 300: (35, 150, 120),
    375: (35, 150, 150), 750: (35, 150, 300), 1000: (35, 150, 300),
}  # fmt: skip
TWO_LEVELS = {"50": (10, 15), "100": (20, 30), "133.34": (20, 40), "500": (20, 40)}
OTHERS = """
[[reward]]
id = "two_levels"
title = "按投入补助"
each = "claims"
when = "row.kind == '按投入补助'"
base = "invested"
cap_for = "enterprise"
clause = "五"
quote = "达到二级水平的企业按照改造投入20%补助"
[[reward.tier]]
title = "二级"
when = "row.level == '二级'"
rank = 2
rate = 0.2
cap = 20.0
[[reward.tier]]
title = "三级及以上"
when = "row.level in ['三级', '四级']"
rank = 3
rate = 0.3
cap = 40.0
[[reward.example]]
row = { kind = "新接入" }
amount = 0.0
{two_levels}
[[reward]]
id = "served"
title = "链式服务"
each = "claims"
when = "row.kind == '链式服务'"
once_for = "enterprise"
group = "one"
clause = "六"
quote = "服务中小企业达到5家"
[reward.per_unit]
title = "服务中小企业"
count = "row.count"
from_count = 5
first = 30.0
each = 5.0
cap = 100.0
{served}
[[reward.example]]
row = { kind = "新接入", count = 9 }
amount = 0.0
[[reward]]
id = "joined"
title = "新接入平台"
each = "claims"
when = "row.kind == '新接入'"
clause = "七"
quote = "按照每新接入一家4万元的标准"
[reward.per_unit]
title = "新接入"
count = "row.count"
each = 4.0
cap = 100.0
{joined}
[[reward.example]]
row = { kind = "链式服务", count = 9 }
amount = 0.0
[[reward]]
id = "centre"
title = "促进中心"
each = "claims"
when = "row.kind == '促进中心'"
base = "invested"
once_for = "county"
clause = "八"
quote = "在其投资范围内,给予一次性奖补,最高不超过1000万元"
[[reward.tier]]
title = "一次性奖补"
decided = "decided"
cap = 1000.0
[[reward.example]]
row = { kind = "促进中心", investment = 20000000, decided = 1200.0 }
amount = 1000.0
[[reward.example]]
row = { kind = "促进中心", investment = 20000000, decided = 1000.0 }
amount = 1000.0
[[reward.example]]
row = { kind = "促进中心", investment = 20000000, decided = 999.0 }
amount = 999.0
[[reward.example]]
row = { kind = "促进中心", investment = 3000000, decided = 999.0 }
amount = 300.0
[[reward.example]]
row = { kind = "促进中心", investment = 3000000 }
missing = true
[[reward.example]]
row = { kind = "链式服务", count = 9 }
amount = 0.0
[[reward]]
id = "standard"
title = "贯标奖励"
each = "claims"
when = "row.kind == '贯标'"
group = "one"
clause = "九"
quote = "对完成平台贯标2级、3级的企业"
[[reward.tier]]
title = "2级"
when = "row.level == '二级'"
amount = 20.0
[[reward.tier]]
title = "3级"
when = "row.level == '三级'"
amount = 40.0
[[reward.example]]
row = { kind = "贯标", level = "二级" }
amount = 20.0
[[reward.example]]
row = { kind = "贯标", level = "三级" }
amount = 40.0
[[reward.example]]
row = { kind = "贯标", level = "四级" }
amount = 0.0
[[reward]]
id = "after"
title = "事后补助"
each = "claims"
when = "row.kind == '按投入后补助'"
base = "invested"
clause = "十"
quote = "按核定投入的一定比例予以补助"
[[reward.tier]]
title = "核定投入"
rate_at = "basic/rate"
cap_at = "basic/cap"
[[reward.example]]
row = { kind = "按投入后补助", investment = 1000000 }
missing = true
[[reward.example]]
row = { kind = "按投入后补助", investment = 1000000 }
form = { basic = { rate = 15, cap = 15 } }
amount = 15.0
[[reward.example]]
row = { kind = "按投入后补助", investment = 1000000 }
form = { basic = { rate = 15, cap = 20 } }
amount = 15.0
[[reward.example]]
row = { kind = "按投入后补助", investment = 1000000 }
form = { basic = { rate = 15 } }
amount = 15.0
[[reward.example]]
row = { kind = "贯标" }
amount = 0.0
"""
GROUPS = """
[[group]]
id = "one"
title = "从优、就高、不重复"
by = "enterprise"
clause = "十一"
quote = "按照“从优、就高、不重复”原则执行"
"""
SPLITS = """
[[split]]
id = "province"
title = "省级"
share_at = "basic/province_share"
clause = "十一"
quote = "资金由省、市、县分担"
[[split]]
id = "city"
title = "市级"
share = 30.0
[[split]]
id = "county"
title = "县级"
rest = true
"""
APPLIED = """
title = "奖补资金测算表"
applied = { projects = "subsidy", claims = "asked" }
note = ["金额单位为万元。"]
"""


def _example(amount: float, row: str, reading: str = "") -> str:
    told = f'reading = "{reading}"\n' if reading else ""
    return f"[[reward.example]]\nrow = {{ {row} }}\n{told}amount = {float(amount)}\n"


def _change_examples() -> str:
    found: list[str] = []
    for spent, amounts in LEVELS.items():
        for level, amount in zip(("二级", "三级", "四级"), amounts, strict=True):
            found.append(_example(amount, f'level = "{level}", software = {float(spent)}'))
    found.append(_example(28, 'level = "三级", software = 40.0', "best_level"))
    return "\n".join(found)


def _two_levels() -> str:
    rows = (
        _example(
            amount, f'kind = "按投入补助", level = "{level}", investment = {float(x) * 1e4:.0f}'
        )
        for x, amounts in TWO_LEVELS.items()
        for level, amount in zip(("二级", "三级"), amounts, strict=True)
    )
    return "\n".join(rows)


def _served() -> str:
    vectors = {4: 0, 5: 30, 6: 35, 19: 100, 20: 100}
    return "\n".join(
        _example(amount, f'kind = "链式服务", count = {n}') for n, amount in vectors.items()
    )


def _joined() -> str:
    vectors = {1: 4, 24: 96, 25: 100, 26: 100}
    return "\n".join(
        _example(amount, f'kind = "新接入", count = {n}') for n, amount in vectors.items()
    )


REWARDS = "\n".join(
    (
        APPLIED,
        BASES,
        GROUPS,
        CHANGE,
        _change_examples(),
        OTHERS.replace("{two_levels}", _two_levels())
        .replace("{served}", _served())
        .replace("{joined}", _joined()),
        SPLITS,
    )
)
REWARD_FILES = {
    **FILES,
    "plan.toml": PLAN.replace(
        '[[chapter]]\nid = "goals"', f'{FIELDS}[[chapter]]\nid = "goals"'
    ).replace('tables = ["tasks"]', 'tables = ["tasks", "claims"]')
    + CLAIMS,
    "projects.toml": PROJECTS + COLUMNS,
    "rules.toml": RULES + CHECK,
    "notice.txt": REWARD_NOTICE,
    "rewards.toml": REWARDS,
}


def a_reward_programme(**replaced: str) -> Programme:
    """The programme; `rewards="…"` and so on replace a whole file."""
    return read_pack(REWARD_FILES | {f"{name}.toml": text for name, text in replaced.items()})


def a_reward_draft(
    projects: Sequence[Mapping[str, str]] = (),
    claims: Sequence[Mapping[str, str]] = (),
    **values: str,
) -> Draft:
    """A draft with these rows; `basic_rate="15"` sets basic/rate."""
    tables = {"projects": projects, "claims": claims}
    return Draft(
        "small-2024",
        1,
        MappingProxyType({name.replace("_", "/", 1): text for name, text in values.items()}),
        MappingProxyType(
            {
                table: tuple(
                    Row(f"{table[0]}{n}", MappingProxyType(dict(cells)))
                    for n, cells in enumerate(rows, start=1)
                )
                for table, rows in tables.items()
                if rows
            }
        ),
    )
