"""The reference of everything that a programme asks to be filled in: a page for each section,
table and paper, made of the pack alone."""

from collections.abc import Iterable, Iterator

from desktop_app.core.pack_forms import Chapter, Field, Section, Table
from desktop_app.core.pack_papers import Paper, PaperPart
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.place_words import chapter_words, place_label
from desktop_app.core.programme import Programme
from desktop_app.core.reference import ReferencePage, basis, page, plain, table
from desktop_app.core.values import Kind

# How each kind is filled in; a kind without words is a fault that a test finds.
KIND_HOW: dict[Kind, str] = {
    Kind.TEXT: "文字",
    Kind.LONG_TEXT: "一段或几段文字",
    Kind.INTEGER: "整数",
    Kind.AMOUNT: "数,可以有小数",
    Kind.PERCENT: "百分数,例如 60%",
    Kind.DATE: "日期,例如 2024-11-20",
    Kind.MONTH: "年月,例如 2024年11月",
    Kind.CHOICE: "选一项",
    Kind.YES_NO: "是或否",
    Kind.CREDIT_CODE: "18位统一社会信用代码,校验位要对",
    Kind.PHONE: "电话号码",
    Kind.REGION: "行政区名称",
    Kind.NAMES: "一个或几个名称,用顿号分开",
}
_HEADS = ("填报项", "怎样填", "提示和例子", "依据和核对")
_OPTIONS_TOLD, _SYNONYMS_TOLD = 12, 6


def field_pages(programme: Programme) -> tuple[ReferencePage, ...]:
    """All pages of a programme, in the order in which people work."""
    plan = programme.plan
    found = [_section(programme, one) for one in plan.section]
    found += [_table(programme, one) for one in programme.tables() if one.column]
    if plan.chapter:
        found.append(_chapters(programme))
    found += [_paper(programme, one) for one in programme.papers]
    found += [_report(programme, one) for one in programme.reports if one.paragraph]
    return tuple(found)


def page_of_place(programme: Programme, path: str) -> str:
    """The name of the page that tells of a place of the draft; "" for none.

    `path` is that of a field, a cell, a chapter, or the id of a section or table.
    """
    first = path.partition("/")[0]
    known = {one.id for one in (*programme.plan.section, *programme.tables()) if one.id}
    if first in known:
        return _name(programme, first)
    if first == "chapters" and programme.plan.chapter:
        return _name(programme, "chapters")
    return ""


def _name(programme: Programme, part: str) -> str:
    return f"fields.{programme.id}.{part}"


def _section(programme: Programme, section: Section) -> ReferencePage:
    rows = [_row(programme, one, f"{section.id}/{one.id}") for one in section.field]
    after = "材料报送以后再填。" if section.after else ""
    return page(
        _name(programme, section.id),
        f"填报项:{section.title}",
        (plain(section.hint) or after, table(_HEADS, rows)),
    )


def _table(programme: Programme, one: Table) -> ReferencePage:
    rows = [_row(programme, column, column.id, one) for column in one.column]
    return page(
        _name(programme, one.id),
        f"填报项:{one.title}",
        (" ".join(_of_table(programme, one)), table(_HEADS, rows)),
    )


def _of_table(programme: Programme, one: Table) -> Iterator[str]:
    """What is to be known of a table as a whole, in sentences."""
    if one.id == programme.plan.project_list.id:
        yield "方案自己带的清单:只有导入了别的科室的方案才有内容,空着就由汇总表印出。"
    if one.gathered is not None:
        marks = "、".join(f"「{plain(mark)}」" for mark in one.gathered.marks)
        yield f"不用填写:从正文各项任务写明的单位汇集,正文里写在{marks}后面。"
    elif one.fixed:
        yield f"共 {len(one.rows)} 行,行是固定的,逐行填写,不添行。"
    elif one.rows:
        yield f"新建草稿时已经列好 {len(one.rows)} 行。"
    if one.unit:
        yield f"金额单位:{plain(one.unit)}。"
    if one.layout:
        yield f"版式:{plain(one.layout)}。"


def _row(
    programme: Programme, field: Field, place: str, of: Table | None = None
) -> tuple[str, str, str, str]:
    return (
        f"**{plain(field.label)}**",
        ";".join(_how(programme, field, is_column=of is not None)),
        _advice(field),
        _grounds(programme, field, place, of),
    )


def _how(programme: Programme, field: Field, *, is_column: bool) -> Iterator[str]:
    """Kind, unit, whether it must be filled in, choices, width: each a short phrase."""
    unit = f",单位:{plain(field.unit)}" if field.unit else ""
    yield KIND_HOW[field.kind] + unit
    if field.required:
        yield "**必填**"
    if field.list:
        yield f"名单:{plain(programme.list_label(field.list))}"
    if field.options:
        told = "、".join(map(plain, field.options[:_OPTIONS_TOLD]))
        more = f"等 {len(field.options)} 项" if len(field.options) > _OPTIONS_TOLD else ""
        yield f"可选:{told}{more}"
    if field.default:
        yield f"新建时已填「{plain(field.default)}」"
    if field.compared:
        yield "与方案逐字比对,一个字符都不改动"
    if field.total:
        yield "表尾自动合计"
    if not field.printed:
        yield "不印在材料上"
    if is_column:
        yield f"印表时约宽 {field.paper_width or field.width} 字"


def _advice(field: Field) -> str:
    parts = [plain(field.hint)] if field.hint else []
    if field.example:
        parts.append(f"例如:{plain(field.example)}")
    if field.synonyms:
        parts.append(f"导入时也认:{'、'.join(map(plain, field.synonyms[:_SYNONYMS_TOLD]))}")
    return "。".join(part.rstrip("。") for part in parts)


def _grounds(programme: Programme, field: Field, place: str, of: Table | None) -> str:
    """The clause, with its words where a rule that looks at the field quotes it, and the rules."""
    each = "" if of is None else of.id
    is_summary = each == programme.summary.table.id
    rules = [
        one
        for one in programme.rules
        if (one.each == each and place in one.at)
        or (is_summary and one.check and one.options.get("column") == field.id)
    ]
    quote = next((one.quote for one in rules if one.clause == field.clause and one.quote), "")
    parts = [basis(field.clause, quote)] if field.clause else []
    if rules:
        parts.append(f"核对:{'、'.join(one.code for one in rules)}")
    return ";".join(parts)


def _chapters(programme: Programme) -> ReferencePage:
    rows = [
        (
            f"**{' '.join(filter(None, (chapter_words(programme, one), plain(one.title))))}**",
            ";".join(_of_chapter(programme, one)),
            plain(one.guidance),
            basis(one.clause) if one.clause else "",
        )
        for one in programme.plan.chapter
    ]
    return page(
        _name(programme, "chapters"),
        f"填报项:{programme.plan.named}各章",
        (table(("章", "要求", "写什么", "依据"), rows),),
    )


def _of_chapter(programme: Programme, one: Chapter) -> Iterator[str]:
    yield "**必写**" if one.required else "可以不写"
    titles = {known.id: known.title for known in programme.tables()}
    if tables := [plain(titles[table_id]) for table_id in one.tables if table_id in titles]:
        yield f"附表:{'、'.join(tables)}"
    if one.lists_projects:
        yield "印项目清单"
    if one.synonyms:
        yield f"导入时也认:{'、'.join(map(plain, one.synonyms[:_SYNONYMS_TOLD]))}"


def _paper(programme: Programme, paper: Paper) -> ReferencePage:
    rows = [
        (plain(one.title) or "正文", ";".join(_of_part(programme, paper, one)), plain(one.note))
        for one in paper.part
    ]
    how = "汇总表一行一份,内容取自同一行。" if paper.each else "全部一份。"
    layout = f"版式:{plain(paper.layout)}。" if paper.layout else ""
    told = f"依据:{basis(paper.clause, paper.quote)}" if paper.clause else ""
    return page(
        _name(programme, f"paper.{paper.id}"),
        f"填报项:{paper.name}",
        (
            " ".join(filter(None, (how, layout))),
            told,
            table(("部分", "内容取自", "附注"), rows),
        ),
    )


def _of_part(programme: Programme, paper: Paper, part: PaperPart) -> Iterator[str]:
    if part.text:
        yield "固定的文字,空处取自草稿"
    if part.fields:
        yield "、".join(_labels(programme, paper, part.fields))
    if part.table and (found := programme.table(part.table)) is not None:
        wanted = part.columns or tuple(one.id for one in found.column)
        labels = [plain(one.label) for one in found.column if one.id in wanted]
        yield f"表「{plain(found.title)}」({'、'.join(labels)})"
    if part.rewards:
        yield "奖补测算"
    if part.indicator:
        yield "、".join(plain(one.title) for one in part.indicator) + "(自动算出)"
    if part.optional:
        yield "没有内容就不印"


def _labels(programme: Programme, paper: Paper, paths: Iterable[str]) -> Iterator[str]:
    rows = programme.table(paper.each) if paper.each else None
    columns = {} if rows is None else {one.id: one.label for one in rows.column}
    for path in paths:
        yield plain(columns[path] if path in columns else place_label(programme, path))


def _report(programme: Programme, report: PeriodReport) -> ReferencePage:
    rows = [
        (f"**{plain(one.title)}**", "**必写**" if one.required else "不写就不印", plain(one.hint))
        for one in report.paragraph
    ]
    told = f"依据:{basis(report.clause, report.quote)}" if report.clause else ""
    return page(
        _name(programme, f"report.{report.id}"),
        f"填报项:{report.called}",
        (
            "数字从项目表的日期统计,不用填;要写的是下面几段,按期保存。",
            told,
            table(("段落", "要求", "写什么"), rows),
        ),
    )
