"""Programmes, drafts and projects for tests: small, of invention, with any cell replaced."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_about import Deliverable, Letter, ProgrammeFile
from desktop_app.core.pack_forms import Chapter, Field, PlanForm, Section, SummaryForm, Table
from desktop_app.core.pack_lists import ListFile
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind

COUNTIES = ("东港区", "西山县")
INDUSTRIES = ("农副食品加工业", "通用设备制造业")


def a_programme(**replaced: object) -> Programme:
    """A pack with a plan of four chapters and a summary of ten columns.

    `replaced` swaps whole parts: `letters=()`, `summary=…`, `plan=…`.
    """
    parts: dict[str, object] = {
        "about": ProgrammeFile(
            id="practice",
            title="练习事项",
            issuer="省练习厅",
            notice="关于练习的通知",
            year=2024,
            version="1",
            format=1,
            applicant="市人民政府",
            deadline=date(2024, 11, 20),
            deliverable=(
                Deliverable(id="plan", title="实施方案", form="plan", formats=("docx", "pdf")),
                Deliverable(id="summary", title="汇总表", form="summary", formats=("xlsx",)),
            ),
        ),
        "plan": a_plan_form(),
        "summary": a_summary_form(),
        "rules": (),
        "letters": (
            Letter(
                id="truth",
                title="真实性声明",
                text="省练习厅：\n{basic.city}对申报材料的真实性和完整性负责。\n特此声明。",
                goes_with="plan",
                signed="{basic.city}人民政府",
            ),
        ),
        "lists": {"industries": ListFile(("industry",), tuple((one,) for one in INDUSTRIES))},
        "notice": "",
    }
    return Programme(**{**parts, **replaced})  # pyright: ignore[reportArgumentType]


def a_plan_form() -> PlanForm:
    return PlanForm(
        title="2024年{basic.city}练习实施方案",
        attachment="附件2",
        section=(
            Section(
                id="basic",
                title="基本信息",
                field=(
                    Field(id="city", label="申报城市", kind=Kind.TEXT, required=True),
                    Field(id="bureau", label="填报单位", kind=Kind.TEXT),
                    Field(id="filled_by", label="填报人", kind=Kind.TEXT),
                    Field(id="date", label="编制日期", kind=Kind.DATE),
                ),
            ),
        ),
        chapter=(
            Chapter(id="goals", title="工作目标", tables=("targets",)),
            Chapter(id="projects", title="具体项目", required=False, lists_projects=True),
            Chapter(id="funds", title="资金使用方向", tables=("funding",)),
            Chapter(id="safeguards", title="保障措施"),
        ),
        project_list=Table(
            id="plan_projects",
            title="项目清单",
            column=(
                Field(id="name", label="项目名称", kind=Kind.TEXT, compared=True, required=True),
            ),
        ),
        table=(
            Table(
                id="targets",
                title="绩效目标表",
                column=(
                    Field(id="key", label="代号", kind=Kind.TEXT, printed=False),
                    Field(id="indicator", label="指标", kind=Kind.TEXT, width=20),
                    Field(id="final", label="期末目标", kind=Kind.TEXT, width=8),
                ),
            ),
            Table(
                id="funding",
                title="资金安排表",
                unit="万元",
                column=(
                    Field(id="source", label="资金来源", kind=Kind.TEXT, width=12),
                    Field(
                        id="total", label="合计", kind=Kind.AMOUNT, unit="万元", total=True, width=8
                    ),
                ),
            ),
        ),
    )


def a_summary_form() -> SummaryForm:
    money = {"kind": Kind.AMOUNT, "unit": "万元", "total": True}
    return SummaryForm(
        title="{basic.city}练习项目汇总表",
        attachment="附件3",
        enterprise="enterprise",
        credit_code="credit_code",
        county="county",
        industry="industry",
        investment="investment",
        foot=("填报单位(盖章)", "填报人", "审核人", "联系电话", "日期"),
        notes=("金额单位为万元。",),
        table=Table(
            id="projects",
            title="项目汇总表",
            unit="万元",
            layout="参考格式,非官方模板",
            column=(
                Field(
                    id="name",
                    label="项目名称",
                    kind=Kind.TEXT,
                    required=True,
                    compared=True,
                    width=24,
                    hint="与实施方案逐字一致",
                ),
                Field(id="enterprise", label="实施企业全称", kind=Kind.TEXT, width=20),
                Field(id="credit_code", label="统一社会信用代码", kind=Kind.CREDIT_CODE, width=18),
                Field(id="county", label="县(市、区)", kind=Kind.TEXT, width=8),
                Field(
                    id="industry",
                    label="试点细分行业",
                    kind=Kind.CHOICE,
                    list="industries",
                    width=10,
                ),
                Field(id="investment", label="项目总投资", width=8, **money),
                Field(id="software", label="其中:软件", width=7, **money),
                Field(id="hardware", label="其中:硬件", width=7, **money),
                Field(id="start", label="开始年月", kind=Kind.MONTH, width=9),
                Field(id="platform", label="是否入库", kind=Kind.YES_NO, width=4),
                Field(id="phone", label="电话", kind=Kind.PHONE, width=12),
                Field(id="secret", label="内部备注", kind=Kind.TEXT, printed=False),
            ),
        ),
    )


def a_project(number: int = 1, **cells: str) -> dict[str, str]:
    """The cells of one project; `number` makes it another one than its neighbours."""
    usual = {
        "name": f"智能产线改造项目{number}号",
        "enterprise": f"样板机械第{number}有限公司",
        "credit_code": "91350100M000100Y43",
        "county": COUNTIES[number % len(COUNTIES)],
        "industry": INDUSTRIES[number % len(INDUSTRIES)],
        "investment": "120.5",
        "software": "80",
        "hardware": "40.5",
        "start": "2024-06",
        "platform": "是",
        "phone": "024-23456789",
    }
    return {**usual, **cells}


def a_draft(
    projects: Sequence[Mapping[str, str]] = (),
    tables: Mapping[str, Sequence[Mapping[str, str]]] = MappingProxyType({}),
    values: Mapping[str, str] = MappingProxyType({}),
    programme: str = "practice",
    revision: int = 1,
) -> Draft:
    """A draft of 某某市 with these projects; `tables` and `values` add to it or replace."""
    usual = {"basic/city": "某某市", "basic/date": "2024-11-18"}
    listed = {"projects": projects, **tables}
    return Draft(
        programme,
        revision,
        MappingProxyType({**usual, **values}),
        MappingProxyType(
            {
                table: tuple(
                    Row(f"{table}{n}", MappingProxyType(dict(cells)))
                    for n, cells in enumerate(rows, start=1)
                )
                for table, rows in listed.items()
                if rows
            }
        ),
    )
