"""Linting a pack: everything `core.pack` does not refuse by form but that would fail in use.

Every problem is listed with file, line and key; a pack without problems keeps its promises:
each quote stands in the notice, each expression compiles, each example proves its rule.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.core.copies import ORIGINALS
from desktop_app.core.gathered_lint import gathered_problems
from desktop_app.core.moved_lint import version_problems
from desktop_app.core.names import fold
from desktop_app.core.pack import line_of, quote_occurs, read_pack
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.paper_lint import Found, paper_problems
from desktop_app.core.programme import Programme
from desktop_app.core.report_lint import report_problems
from desktop_app.core.reward_lint import reward_crossings, reward_problems
from desktop_app.core.rule_lint import rule_problems, sound_problems
from desktop_app.core.sending_lint import sending_problems, unsent_copies
from desktop_app.core.shown import PLACEHOLDER, placeholder_problems
from desktop_app.core.unfinished import unfinished
from desktop_app.core.values import MONEY_UNITS, Kind, NotUnderstood, parse
from desktop_app.errors import PackError

# A stage of the work longer than a year of working days is a slip.
_MOST_DAYS = 250
# What a text counts in, besides money (core/prose).
_READ_UNITS = ("%", "个", "项", "家", "户")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a pack."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行 {self.key}:{self.message}"


def lint_pack(files: Mapping[str, str]) -> list[Problem]:
    """All problems of a pack, `files` as for `read_pack`; empty when it may be used."""
    try:
        programme = read_pack(files)
    except PackError as reason:
        return [_from_refusal(str(reason))]
    money = [("rewards.toml", key, message) for key, message in reward_problems(programme)]
    found = [*_forms(programme), *_about(programme), *_measures(programme), *money]
    found += _rules(programme, is_money_sound=not money)
    found += paper_problems(programme)
    found += gathered_problems(programme)
    found += [("programme.toml", key, message) for key, message in sending_problems(programme)]
    found += [("papers.toml", key, message) for key, message in unsent_copies(programme)]
    found += [("reports.toml", key, message) for key, message in report_problems(programme)]
    found += version_problems(programme)
    return [
        *(
            Problem(file, line_of(files.get(file, ""), key), key, message)
            for file, key, message in found
        ),
        *(Problem(*one) for one in unfinished(files)),
    ]


def pack_notes(files: Mapping[str, str]) -> list[str]:
    """What the notice of a sound pack says that everybody should know: where a lower level is paid
    more than a higher one, from what investment to what."""
    found = reward_crossings(read_pack(files))
    return [f"{title}中,{crossing}" for title, crossing in found]


def _from_refusal(text: str) -> Problem:
    match = re.match(r"(\S+) 第(\d+)行 ?([^:]*):(.*)", text, re.DOTALL)
    if match is None:
        return Problem("", 1, "", text)
    return Problem(match[1], int(match[2]), match[3], match[4])


def _forms(programme: Programme) -> Iterator[Found]:
    plan, summary = programme.plan, programme.summary
    yield from _repeated("plan.toml", "section", [section.id for section in plan.section])
    yield from _repeated("plan.toml", "chapter", [chapter.id for chapter in plan.chapter])
    yield from _repeated("plan.toml", "table", [table.id for table in programme.tables()])
    for n, section in enumerate(plan.section):
        yield from _fields(programme, "plan.toml", f"section[{n}].field", section.field)
    for n, table in enumerate(plan.table):
        yield from _table(programme, "plan.toml", f"table[{n}]", table)
    yield from _table(programme, "plan.toml", "project_list", plan.project_list)
    yield from _table(programme, "projects.toml", "table", summary.table)
    columns = {column.id for column in summary.table.column}
    roles = (
        "name", "enterprise", "credit_code", "county", "industry", "investment", "start", "finish",
        "level", "level_before", "award",
    )  # fmt: skip
    for role in roles:
        column = getattr(summary, role)
        if column and column not in columns:
            yield "projects.toml", role, f"汇总表没有列「{column}」"
    for column in summary.parts:
        if column not in columns:
            yield "projects.toml", "parts", f"汇总表没有列「{column}」"
    for role, path in (("city", summary.city), ("counties", summary.counties)):
        if path and programme.field(path) is None:
            yield "projects.toml", role, f"没有填报项「{path}」"
    for n, figure in enumerate(plan.figure):
        for message in sound_problems(programme, None, figure.value, "number"):
            yield "plan.toml", f"figure[{n}].value", message
        if figure.unit not in _READ_UNITS and figure.unit not in MONEY_UNITS:
            message = (
                f"正文中只认金额和 {'、'.join(_READ_UNITS)};以「{figure.unit}」为单位的读不出来"
            )
            yield "plan.toml", f"figure[{n}].unit", message
        if not figure.words:
            yield "plan.toml", f"figure[{n}].words", "缺少正文提到它的说法"
    for role in ("applied", "adjusted"):
        path = getattr(summary, role)
        field = programme.field(path) if path else None
        if path and (field is None or field.kind is not Kind.INTEGER):
            yield "projects.toml", role, f"「{path}」不是整数填报项的路径"
    for n, column in enumerate(plan.project_list.column):
        if column.printed and column.id not in columns:
            key = f"project_list.column[{n}].id"
            yield "plan.toml", key, f"汇总表没有列「{column.id}」,方案的清单印不出它"
    if summary.name not in {column.id for column in plan.project_list.column}:
        yield "plan.toml", "project_list", f"方案项目清单缺少列「{summary.name}」"
    yield from _unplaced(programme)
    tables = {table.id for table in plan.table}
    for n, chapter in enumerate(plan.chapter):
        for table_id in chapter.tables:
            if table_id not in tables:
                yield "plan.toml", f"chapter[{n}].tables", f"没有表「{table_id}」"
    is_handed_in = any(one.form == "plan" for one in programme.about.deliverable)
    if is_handed_in and not any(chapter.lists_projects for chapter in plan.chapter):
        yield "plan.toml", "chapter", "没有一章标明 lists_projects(项目清单放在哪一章)"
    yield from _placeholders(programme, "plan.toml", "title", plan.title)
    yield from _placeholders(programme, "projects.toml", "title", summary.title)
    for n, letter in enumerate(programme.letters):
        for key in ("title", "text", "signed"):
            text = getattr(letter, key)
            yield from _placeholders(programme, "letters.toml", f"letter[{n}].{key}", text)
        if letter.layout == "label" and (letter.goes_with != "alone" or letter.signed):
            yield (
                "letters.toml",
                f"letter[{n}].layout",
                "标签须单独成页(alone),不落款",
            )
        if letter.right and letter.goes_with == "alone":
            yield "letters.toml", f"letter[{n}].right", "单独的函件总从右页起,不必写 right"
        if letter.copies < 1 or (letter.copies > 1 and letter.goes_with != "alone"):
            yield "letters.toml", f"letter[{n}].copies", "份数只用于单独的函件,至少为 1"
        is_copied = letter.goes_with == "alone" and letter.layout == "letter"
        if not 0 <= letter.originals <= (letter.copies if is_copied else 0):
            told = ORIGINALS.format(letter.originals, letter.copies)
            yield "letters.toml", f"letter[{n}].originals", told


def _unplaced(programme: Programme) -> Iterator[Found]:
    """Tables that are printed nowhere, and those of one title: a foreign table is known by it."""
    placed = {one for chapter in programme.plan.chapter for one in chapter.tables}
    placed |= {part.table for paper in programme.papers for part in paper.part}
    placed |= {paper.each for paper in programme.papers}
    titles: dict[str, str] = {}
    for n, table in enumerate(programme.plan.table):
        if table.id not in placed:
            message = f"表「{table.title}」不在任何一章的 tables 中,也不在其他材料中,不会印出来"
            yield "plan.toml", f"table[{n}].id", message
        title = fold(table.title)
        if title in titles:
            message = f"与表「{titles[title]}」的标题相同,导入时分不开"
            yield "plan.toml", f"table[{n}].title", message
        titles.setdefault(title, table.id)


def _table(programme: Programme, file: str, key: str, table: Table) -> Iterator[Found]:
    yield from _fields(programme, file, f"{key}.column", table.column)
    columns = {column.id: column for column in table.column}
    for row in table.rows:
        for column_id, text in row.items():
            column = columns.get(column_id)
            if column is None:
                yield file, f"{key}.rows", f"没有列「{column_id}」"
            elif isinstance(_value(programme, column, text), NotUnderstood):
                yield file, f"{key}.rows", f"列「{column_id}」的「{text}」无法识别"
    seen: dict[str, str] = {}
    for n, column in enumerate(table.column):
        for word in {fold(word) for word in (column.label, *column.synonyms)}:
            if seen.get(word, column.id) != column.id:
                yield file, f"{key}.column[{n}]", f"「{word}」同时属于列「{seen[word]}」"
            seen[word] = column.id


def _fields(
    programme: Programme, file: str, key: str, fields: tuple[Field, ...]
) -> Iterator[Found]:
    yield from _repeated(file, key, [field.id for field in fields])
    for n, field in enumerate(fields):
        if field.list and field.list not in programme.lists:
            yield file, f"{key}[{n}].list", f"没有名单 lists/{field.list}.csv"
        for name in ("example", "default"):
            text = getattr(field, name)
            if text and isinstance(_value(programme, field, text), NotUnderstood):
                yield file, f"{key}[{n}].{name}", f"「{text}」本身无法识别为 {field.kind}"


def _about(programme: Programme) -> Iterator[Found]:
    about = programme.about
    quoted = [
        *((f"deliverable[{n}].quote", one.quote) for n, one in enumerate(about.deliverable)),
        *((f"note[{n}].quote", one.quote) for n, one in enumerate(about.note)),
        ("post.quote", about.post.quote if about.post else ""),
    ]
    for key, quote in quoted:
        if quote and not quote_occurs(quote, programme.notice):
            yield "programme.toml", key, f"通知原文中没有「{quote}」"
    yield from _placeholders(programme, "programme.toml", "applicant", about.applicant)
    ids = {field.id for section in programme.plan.section for field in section.field}
    is_named = bool(PLACEHOLDER.search(about.applicant)) or programme.summary.city
    if not is_named and not ids & {"city", "applicant"}:
        yield (
            "programme.toml",
            "applicant",
            "它印在封面和落款处,要是申报单位的名称;请写成占位符如 {basic.city},或在 projects.toml "
            "写 city,或加填报项 city、applicant",
        )
    if not about.deliverable:
        yield "programme.toml", "deliverable", "没有一份要交的材料"
    yield from _repeated("programme.toml", "deliverable", [one.form for one in about.deliverable])
    for n, one in enumerate(about.deliverable):
        if not 0 <= one.originals <= one.copies:
            told = ORIGINALS.format(one.originals, one.copies)
            yield "programme.toml", f"deliverable[{n}].originals", told
    yield from _repeated("programme.toml", "stage", [stage.id for stage in about.stage])
    for n, stage in enumerate(about.stage):
        if not 1 <= stage.days <= _MOST_DAYS:
            yield "programme.toml", f"stage[{n}].days", f"工作日数须在 1 到 {_MOST_DAYS} 之间"


def _measures(programme: Programme) -> Iterator[Found]:
    yield from _repeated("rules.toml", "measure", [one.id for one in programme.measures])
    for n, one in enumerate(programme.measures):
        key = f"measure[{n}]"
        table = programme.table(one.each)
        if table is None:
            yield "rules.toml", f"{key}.each", f"没有表「{one.each}」"
            continue
        if one.sum and one.distinct:
            yield "rules.toml", key, "sum(合计)和 distinct(数不同的)只能写一个"
        if one.distinct and one.distinct not in {column.id for column in table.column}:
            yield "rules.toml", f"{key}.distinct", f"表「{table.id}」没有列「{one.distinct}」"
        faults = list(sound_problems(programme, table, one.where, "truth") if one.where else ())
        for message in faults:
            yield "rules.toml", f"{key}.where", message
        if one.sum and not faults:
            for message in sound_problems(programme, table, one.sum, "number", when=one.where):
                yield "rules.toml", f"{key}.sum", message


def _rules(programme: Programme, *, is_money_sound: bool) -> Iterator[Found]:
    yield from _repeated("rules.toml", "rule", [rule.code for rule in programme.rules])
    for n, rule in enumerate(programme.rules):
        if rule.check == "rewards" and not is_money_sound:
            continue
        for key, message in rule_problems(programme, rule):
            yield "rules.toml", f"rule[{n}]{f'.{key}' if key else ''}", f"{rule.code} {message}"


def _placeholders(programme: Programme, file: str, key: str, text: str) -> Iterator[Found]:
    for message in placeholder_problems(programme, text):
        yield file, key, message


def _repeated(file: str, key: str, names: list[str]) -> Iterator[Found]:
    for n, name in enumerate(names):
        if name in names[:n]:
            yield file, f"{key}[{n}]", f"「{name}」重复"


def _value(programme: Programme, field: Field, text: str) -> Any:
    return parse(field.kind, text, field.unit, programme.options(field))
