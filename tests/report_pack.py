"""A small programme of invention that is reported on every month and every quarter."""

from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.small_pack import FILES, PLAN, PROJECTS, RULES

COLUMNS = """
[[table.column]]
id = "batch"
label = "批次"
kind = "choice"
options = ["第一批", "第二批"]
[[table.column]]
id = "signed"
label = "签约日期"
kind = "date"
[[table.column]]
id = "accepted"
label = "验收日期"
kind = "date"
[[table.column]]
id = "cloud"
label = "是否上云"
kind = "yes_no"
"""
STAGES = """
[[table]]
id = "stages"
title = "实施计划"
rows = [
    { stage = "准备", start = "2025年1月", finish = "2025年3月" },
    { stage = "第一批验收", start = "2025年2月", finish = "2025年4月", batch = "第一批", due = "是" },
    { stage = "第二批验收", start = "2025年7月", finish = "2025年9月", batch = "第二批", due = "是" },
]
[[table.column]]
id = "stage"
label = "阶段"
kind = "text"
[[table.column]]
id = "start"
label = "开始"
kind = "month"
[[table.column]]
id = "finish"
label = "结束"
kind = "month"
[[table.column]]
id = "batch"
label = "批次"
kind = "text"
[[table.column]]
id = "due"
label = "是否验收"
kind = "yes_no"
"""
MEASURES = """
[[measure]]
id = "signed"
title = "已签约企业数"
where = "has(row.signed)"
distinct = "enterprise"
unit = "家"
[[measure]]
id = "accepted"
title = "已验收企业数"
where = "has(row.accepted)"
distinct = "enterprise"
unit = "家"
[[measure]]
id = "in_cloud"
title = "上云企业数"
where = "row.cloud"
distinct = "enterprise"
unit = "家"
[[measure]]
id = "money"
title = "总投资"
sum = "row.investment"
unit = "万元"
"""
REPORTS = """
[[report]]
id = "monthly"
title = "{basic.city}工作月报"
every = "month"
to = "领导小组"
by = ["county", "batch"]
signed = "{basic.city}"
[[report.figure]]
measure = "signed"
on = "signed"
column = true
[[report.figure]]
measure = "accepted"
on = "accepted"
target = "4"
column = true
[[report.figure]]
measure = "in_cloud"
title = "上云企业占已验收企业的比例"
on = "accepted"
of = "accepted"
target = "80"
[[report.figure]]
measure = "money"
[report.phases]
table = "stages"
start = "start"
finish = "finish"
title = "stage"
group = "batch"
due = "due"
done = "accepted"
[[report.paragraph]]
id = "progress"
title = "工作进展"
required = true
[[report.paragraph]]
id = "problems"
title = "存在的问题"

[[report]]
id = "quarterly"
title = "{basic.city}工作季报"
every = "quarter"
[[report.figure]]
measure = "accepted"
on = "accepted"
"""
REPORTED: dict[str, str] = {
    **FILES,
    "plan.toml": PLAN.replace('tables = ["tasks"]', 'tables = ["tasks", "stages"]') + STAGES,
    "projects.toml": PROJECTS + COLUMNS,
    "rules.toml": RULES + MEASURES,
    "reports.toml": REPORTS,
}
# Enterprise, county, batch, signed, accepted, in the cloud, investment.
_ROWS = (
    ("甲厂", "东港区", "第一批", "2024年12月3日", "2025年4月18日", "是", "100"),
    ("乙厂", "东港区", "第一批", "2025年1月31日", "2025年5月1日", "否", "30.5"),
    ("乙厂", "东港区", "第一批", "2025年1月31日", "2025年5月31日", "否", "20"),
    ("丙厂", "西山县", "第一批", "2025-05-01", "", "是", "40"),
    ("丁厂", "西山县", "第二批", "2025.5.30", "", "", "60"),
)


def a_reported_programme() -> Programme:
    return read_pack(REPORTED)


def a_reported_draft(**values: str) -> Draft:
    """Five projects of four firms, and these single values by their paths."""
    names = ("enterprise", "county", "batch", "signed", "accepted", "cloud", "investment")
    rows = [
        {"name": f"{one[0]}改造{n}", **{k: v for k, v in zip(names, one, strict=True) if v}}
        for n, one in enumerate(_ROWS, start=1)
    ]
    stages = a_reported_programme().plan.table[-1].rows
    tables = {"projects": rows, "stages": list(stages)}
    return Draft(
        "small-2024",
        1,
        MappingProxyType({"basic/city": "某市", **values}),
        MappingProxyType(
            {
                table: tuple(
                    Row(f"{table[0]}{n}", MappingProxyType(dict(cells)))
                    for n, cells in enumerate(found, start=1)
                )
                for table, found in tables.items()
            }
        ),
    )
