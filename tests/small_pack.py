"""A small programme of invention, as the files of a pack: what core and jobs are tested with."""

from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme

NOTICE = """关于申报样板工程的通知
一、项目数量不少于2个。
二、单个项目投资额度不低于20万元,应为2024年6月以来实施的项目。
三、项目名称和数量完全一致。方案需包括工作目标、资金使用方向等内容,不得用于楼堂馆所。
"""
PROGRAMME = """
id = "small-2024"
title = "2024年样板工程"
issuer = "样板厅"
notice = "关于申报样板工程的通知"
year = 2024
version = "1"
format = 1
applicant = "市人民政府"
deadline = 2024-11-20
[[deliverable]]
id = "plan"
title = "附件2 实施方案"
form = "plan"
formats = ["docx", "pdf"]
copies = 3
sealed = true
[[deliverable]]
id = "summary"
title = "附件3 汇总表"
form = "summary"
formats = ["docx", "pdf", "xlsx"]
copies = 3
sealed = true
"""
PLAN = """
title = "{basic.city}样板工程实施方案"
attachment = "附件2"
[[section]]
id = "basic"
title = "基本信息"
[[section.field]]
id = "city"
label = "申报单位"
kind = "text"
required = true
[[section.field]]
id = "industries"
label = "试点行业"
kind = "names"
[[section.field]]
id = "firms"
label = "规上企业数"
kind = "integer"
unit = "家"
[[chapter]]
id = "goals"
title = "工作目标"
synonyms = ["总体目标"]
[[chapter]]
id = "funds"
title = "资金使用方向"
synonyms = ["资金安排"]
tables = ["tasks"]
[[chapter]]
id = "projects"
title = "具体项目"
required = false
lists_projects = true
[project_list]
id = "plan_projects"
title = "项目清单"
[[project_list.column]]
id = "name"
label = "项目名称"
kind = "text"
compared = true
required = true
[[project_list.column]]
id = "county"
label = "县区"
kind = "text"
[[project_list.column]]
id = "industry"
label = "行业"
kind = "text"
[[project_list.column]]
id = "investment"
label = "总投资"
kind = "amount"
unit = "万元"
total = true
[[table]]
id = "tasks"
title = "责任分工表"
[[table.column]]
id = "task"
label = "任务"
kind = "text"
[[table.column]]
id = "lead"
label = "牵头单位"
kind = "text"
"""
PROJECTS = """
title = "{basic.city}项目汇总表"
attachment = "附件3"
name = "name"
county = "county"
industry = "industry"
investment = "investment"
enterprise = "enterprise"
credit_code = "credit_code"
foot = ["填报单位(盖章)", "填报人"]
[table]
id = "projects"
title = "项目汇总表"
unit = "万元"
[[table.column]]
id = "name"
label = "项目名称"
kind = "text"
required = true
compared = true
width = 20
synonyms = ["项目"]
[[table.column]]
id = "enterprise"
label = "实施企业"
kind = "text"
synonyms = ["企业名称"]
[[table.column]]
id = "credit_code"
label = "信用代码"
kind = "credit_code"
[[table.column]]
id = "county"
label = "县区"
kind = "text"
[[table.column]]
id = "industry"
label = "行业"
kind = "text"
[[table.column]]
id = "investment"
label = "总投资"
kind = "amount"
unit = "万元"
required = true
total = true
synonyms = ["投资额"]
[[table.column]]
id = "start"
label = "开始年月"
kind = "month"
"""
RULES = """
[[rule]]
code = "S-1"
title = "单个项目投资额"
severity = "must"
each = "projects"
require = "row.investment >= 20.0"
at = ["investment"]
say = "投资额 {row.investment} 万元,低于 20 万元,请核实"
clause = "二"
quote = "单个项目投资额度不低于20万元"
[[rule.example]]
row = { investment = 19.99 }
holds = false
[[rule.example]]
row = { investment = 20.0 }
holds = true

[[rule]]
code = "S-2"
title = "项目数量"
severity = "explain"
say = "项目 {facts.count.projects} 个"
at = ["projects"]
clause = "一"
quote = "项目数量不少于2个"
ask = "请问项目 {facts.count.projects} 个是否符合要求?"
[[rule.reading]]
id = "loose"
title = "从宽"
require = "facts.count.projects >= 2 || 5 * facts.count.projects >= 3 * form.basic.firms"
[[rule.reading]]
id = "strict"
title = "从严"
require = "facts.count.projects >= 2 && 5 * facts.count.projects >= 3 * form.basic.firms"
[[rule.example]]
facts = { count = { projects = 2 } }
form = { basic = { firms = 10 } }
holds = { loose = true, strict = false }

[[rule]]
code = "S-3"
title = "名称一致"
severity = "must"
check = "same_names"
clause = "三"
quote = "项目名称和数量完全一致"
[[rule.example]]
tables = { projects = [{ name = "甲" }], plan_projects = [{ name = "甲" }] }
holds = true
[[rule.example]]
tables = { projects = [{ name = "甲" }], plan_projects = [{ name = "乙" }] }
holds = false

[[rule]]
code = "S-4"
title = "填写完整"
severity = "must"
check = "required"
basis = "derived"
[[rule.example]]
values = { "basic/city" = "某市" }
holds = true
[[rule.example]]
holds = false

[[rule]]
code = "S-5"
title = "能够识别"
severity = "must"
check = "understood"
basis = "derived"
[[rule.example]]
tables = { projects = [{ name = "甲", investment = "30" }] }
holds = true
[[rule.example]]
tables = { projects = [{ name = "甲", investment = "约三十" }] }
holds = false

[[rule]]
code = "S-6"
title = "正文数字"
severity = "must"
check = "stated_numbers"
clause = "三"
quote = "数量完全一致"
[[rule.example]]
values = { "chapters/goals" = "全市共实施项目1个。" }
tables = { projects = [{ name = "甲", investment = "30" }] }
holds = true
[[rule.example]]
values = { "chapters/goals" = "全市共实施项目3个。" }
tables = { projects = [{ name = "甲", investment = "30" }] }
holds = false
"""
FILES = {
    "programme.toml": PROGRAMME,
    "plan.toml": PLAN,
    "projects.toml": PROJECTS,
    "rules.toml": RULES,
    "notice.txt": NOTICE,
}


def a_small_programme(**replaced: str) -> Programme:
    """The small programme; `rules="…"` and so on replace a whole file."""
    files = dict(FILES)
    for name, text in replaced.items():
        files[f"{name}.toml"] = text
    return read_pack(files)


def a_small_draft(
    projects: list[dict[str, str]] | None = None,
    plan: list[dict[str, str]] | None = None,
    **values: str,
) -> Draft:
    """A draft with these rows; `goals="…"` sets chapters/goals, `basic_city="…"` basic/city."""
    tables = {"projects": projects or [], "plan_projects": plan or []}
    paths = {
        name.replace("_", "/", 1) if "_" in name else f"chapters/{name}": text
        for name, text in values.items()
    }
    return Draft(
        "small-2024",
        1,
        MappingProxyType(paths),
        MappingProxyType(
            {
                table: tuple(
                    Row(f"{table[0]}{n}", MappingProxyType(cells))
                    for n, cells in enumerate(rows, start=1)
                )
                for table, rows in tables.items()
                if rows
            }
        ),
    )


def a_passing_draft(**values: str) -> Draft:
    """A draft whose audit passes, unless `values` say otherwise."""
    passing = {
        "basic_city": "某市",
        "basic_firms": "3",
        "goals": "全市共实施项目2个。",
        "funds": "用于改造。",
    }
    return a_small_draft(
        projects=[
            {"name": "甲厂改造项目", "investment": "30", "county": "东港区"},
            {"name": "乙厂改造项目", "investment": "40", "county": "西山县"},
        ],
        plan=[{"name": "甲厂改造项目"}, {"name": "乙厂改造项目"}],
        **(passing | values),
    )


def a_city_programme() -> Programme:
    """The small programme with a field that names who applies."""
    return a_small_programme(projects=f'city = "basic/city"\n{PROJECTS}')
