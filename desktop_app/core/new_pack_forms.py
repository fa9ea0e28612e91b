"""The forms of a pack that is begun: plan.toml and projects.toml out of what is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.common_columns import FIRM, NAME, ROLES, USUAL, common_column
from desktop_app.core.pack_forms import Field
from desktop_app.core.scripts import simplified
from desktop_app.core.toml_text import Value, toml_table
from desktop_app.core.values import Kind

UNPUBLISHED = "参考格式,非官方模板"
CITY = "basic/city"
# What a chapter is called in the pack, by a word of its title; numbered where none fits.
_CHAPTER_IDS = (
    ("基础", "base"), ("目标", "goals"), ("路径", "path"), ("项目", "projects"),
    ("内容", "content"),
    ("资金", "funds"), ("保障", "safeguards"), ("分工", "duties"), ("进度", "schedule"),
    ("步骤", "schedule"), ("效益", "benefits"), ("风险", "risks"), ("概况", "overview"),
)  # fmt: skip
_PROJECTS = ("项目", "企业名单", "清单")
_FALLBACK = ("工作基础", "工作目标", "主要任务", "资金使用", "保障措施")


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table of the official papers: its title and columns; `is_official` where it comes from
    a file of the issuer."""

    title: str
    columns: tuple[Field, ...]
    is_official: bool = True
    compared: str = NAME


@dataclass(frozen=True, slots=True)
class LimitField:
    """A field that a limit of the notice asks for."""

    id: str
    label: str
    kind: Kind
    unit: str
    clause: str


def usual_table() -> NewTable:
    """The table of a pack whose notice publishes none."""
    columns = tuple(column for one in USUAL if (column := common_column(one)) is not None)
    return NewTable("项目汇总表", columns, is_official=False)


def plan_toml(
    title: str,
    chapters: Sequence[str],
    clause: str,
    tables: Sequence[NewTable],
    limits: Sequence[LimitField],
    summary: NewTable,
    *,
    is_official: bool,
) -> str:
    """plan.toml; the chapters of the notice or of the official file, else usual ones."""
    parts = [
        toml_table(
            "",
            {
                "title": f"{{basic.city}}{title}实施方案",
                "attachment": "实施方案",
                "marked": False,
                "layout": "" if is_official else UNPUBLISHED,
            },
            "实施方案:填报项、各章、表格。",
        ),
        _section("basic", "基本信息"),
        _field(
            {"id": "city", "label": "申报单位", "kind": "text", "required": True, "brief": True}
        ),
        _field({"id": "contact", "label": "联系人", "kind": "text"}),
        _field({"id": "phone", "label": "联系电话", "kind": "phone"}),
    ]
    if limits:
        parts.append(_section("limits", "通知里的数", "由通知的门槛自动列出,请核对名称和单位。"))
        parts += [
            _field(
                {
                    "id": one.id,
                    "label": one.label,
                    "kind": one.kind,
                    "unit": one.unit,
                    "clause": one.clause,
                }
            )
            for one in limits
        ]
    parts += _chapters(list(chapters) or list(_FALLBACK), clause if chapters else "", tables)
    parts.append(
        toml_table(
            "[project_list]",
            {"id": "plan_projects", "title": "项目清单"},
            "方案自己列出的项目,名称与汇总表逐字一致。",
        )
    )
    listed = [
        one
        for one in summary.columns
        if one.id in (summary.compared, FIRM, "county", "industry", "investment")
    ]
    parts += [_column("project_list.column", one, summary.compared) for one in listed]
    for n, table in enumerate(tables, start=1):
        layout = "" if table.is_official else UNPUBLISHED
        parts.append(
            toml_table("[[table]]", {"id": f"table_{n}", "title": table.title, "layout": layout})
        )
        parts += [_column("table.column", one, "") for one in table.columns]
    return "\n".join(parts)


def projects_toml(title: str, table: NewTable) -> str:
    """projects.toml, with the roles of the columns that are known."""
    known = {one.id for one in table.columns}
    roles: dict[str, Value] = {one: one for one in ROLES if one in known}
    roles[NAME] = table.compared
    head = {
        "title": f"{{basic.city}}{title}{table.title}",
        "attachment": table.title,
        "marked": False,
        **roles,
        "city": CITY,
        "foot": ["填报单位(盖章)", "填报人", "联系电话", "日期"],
    }
    unit = "万元" if any(one.unit == "万元" for one in table.columns) else ""
    parts = [
        toml_table("", head, "汇总表:列、种类、单位;name 等键说明哪一列是什么。"),
        toml_table(
            "[table]",
            {
                "id": "projects",
                "title": table.title,
                "unit": unit,
                "layout": "" if table.is_official else UNPUBLISHED,
                "landscape": True,
            },
        ),
    ]
    parts += [_column("table.column", one, table.compared) for one in table.columns]
    return "\n".join(parts)


def _section(section_id: str, title: str, comment: str = "") -> str:
    return toml_table("[[section]]", {"id": section_id, "title": title}, comment)


def _field(pairs: dict[str, Value]) -> str:
    return toml_table("[[section.field]]", pairs)


def _column(header: str, one: Field, compared: str) -> str:
    is_name = one.id == compared
    pairs: dict[str, Value] = {
        "id": one.id,
        "label": one.label,
        "kind": one.kind.value,
        "unit": one.unit,
        "hint": one.hint,
    }
    if is_name:
        pairs |= {"required": True, "compared": True}
    if one.total:
        pairs["total"] = True
    pairs |= {"width": 20 if is_name else one.width, "synonyms": one.synonyms}
    return toml_table(f"[[{header}]]", pairs)


def _chapters(titles: list[str], clause: str, tables: Sequence[NewTable]) -> list[str]:
    # Titles are the notice's own, in either script.
    plain = [simplified(title) for title in titles]
    if not any(word in title for title in plain for word in _PROJECTS):
        titles, plain = [*titles, "具体项目"], [*plain, "具体项目"]
    lists = next(n for n, title in enumerate(plain) if any(word in title for word in _PROJECTS))
    taken: set[str] = set()
    made: list[str] = []
    for n, title in enumerate(titles, start=1):
        known = (name for word, name in _CHAPTER_IDS if word in plain[n - 1])
        own = next(known, f"chapter_{n}")
        own = f"chapter_{n}" if own in taken else own
        taken.add(own)
        pairs: dict[str, Value] = {"id": own, "title": title, "clause": clause}
        if n - 1 == lists:
            pairs["lists_projects"] = True
        if n == len(titles) and tables:
            pairs["tables"] = [f"table_{at}" for at in range(1, len(tables) + 1)]
        made.append(toml_table("[[chapter]]", pairs))
    return made
