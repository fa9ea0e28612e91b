"""The small programme with further papers: one for each project, a joined one, and single ones."""

from desktop_app.core.draft import Draft
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.small_pack import FILES, PLAN, RULES, a_passing_draft

PAPERS = """
[[paper]]
id = "file"
title = "{row.name}一企一档"
label = "一企一档"
each = "projects"
folder = "一企一档"
attachment = "附件4"
joined = true
layout = "参考格式,非官方模板"
clause = "三"
quote = "项目名称和数量完全一致"
[[paper.part]]
id = "basic"
title = "基本情况"
fields = ["name", "enterprise", "credit_code", "county", "industry", "investment", "start"]
[[paper.part]]
id = "links"
title = "改造环节"
text = "{form.basic.city}{row.enterprise}投资{row.investment}万元，占全市{row.investment * 100.0 / facts.sum.projects.investment}%。"
table = "tasks"
where = "row.lead == owner.county"

[[paper]]
id = "contract"
title = "{row.name}改造合同"
each = "projects"
when = "row.investment >= 35.0"
folder = "改造合同"
copies = 2
sealed = true
seal = "加盖公章"
signed = "{form.basic.city}某局"
[[paper.part]]
id = "text"
text = "甲方：{row.name}\\n合同金额：{row.investment}万元。"

[[paper]]
id = "report"
title = "{form.basic.city}月报"
label = "月报"
formats = ["docx", "pdf", "xlsx"]
landscape = true
copies = 1
[[paper.part]]
id = "figures"
title = "主要指标"
note = "由程序计算"
[[paper.part.indicator]]
id = "projects"
title = "改造项目数"
unit = "个"
target = "form.basic.firms"
value = "facts.measure.all"
period = "facts.measure.big"
[[paper.part.indicator]]
id = "investment"
title = "总投资"
unit = "万元"
value = "facts.sum.projects.investment"
[[paper.part]]
id = "tasks"
title = "任务"
table = "tasks"
"""
MEASURES = """
[[measure]]
id = "all"
title = "全部"
[[measure]]
id = "big"
title = "较大"
where = "row.investment >= 35.0"
"""


def paper_files(papers: str = PAPERS) -> dict[str, str]:
    """The files of the pack."""
    plan = PLAN.replace('tables = ["tasks"]\n', "")
    return {**FILES, "plan.toml": plan, "rules.toml": RULES + MEASURES, "papers.toml": papers}


def a_paper_programme(papers: str = PAPERS) -> Programme:
    return read_pack(paper_files(papers))


def a_paper_draft(count: int = 2, **values: str) -> Draft:
    """A draft whose audit passes; the first two projects are those of `a_passing_draft`."""
    from types import MappingProxyType

    from desktop_app.core.draft import Row

    draft = a_passing_draft(**values)
    rows = list(draft.rows("projects"))
    firms = ("甲机械有限公司", "乙化妆品有限公司")
    filled = [
        Row(row.id, MappingProxyType({**row.cells, "enterprise": firm, "start": "2024.7"}))
        for row, firm in zip(rows, firms, strict=True)
    ]
    tasks = tuple(
        Row(f"t{n}", MappingProxyType({"task": task, "lead": lead}))
        for n, (task, lead) in enumerate(
            (("上云", "东港区"), ("上设备", "西山县"), ("上软件", "东港区"))
        )
    )
    tables = {**draft.tables, "projects": tuple(filled), "tasks": tasks}
    return Draft(draft.programme, draft.revision, draft.values, MappingProxyType(tables))
