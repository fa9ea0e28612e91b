"""Linting a pack: everything `core.pack` does not refuse by form but that would fail in use.

Every problem is listed with file, line and key; a pack without problems keeps its promises:
each quote stands in the notice, each expression compiles, each example proves its rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desktop_app.core.checks import CHECKS
from desktop_app.core.draft import Draft, Row
from desktop_app.core.expressions import (
    ExpressionFault,
    NoData,
    Scope,
    compile_expression,
    placeholders,
)
from desktop_app.core.findings import State
from desktop_app.core.names import fold
from desktop_app.core.pack import line_of, quote_occurs, read_pack
from desktop_app.core.programme import Example, Field, Programme, Rule, Table
from desktop_app.core.rules import audit
from desktop_app.core.values import Kind, NotUnderstood, parse
from desktop_app.errors import PackError

_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")


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
    found = [*_forms(programme), *_about(programme), *_rules(programme)]
    return [
        Problem(file, line_of(files.get(file, ""), key), key, message)
        for file, key, message in found
    ]


Found = tuple[str, str, str]


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
    for role in ("name", "enterprise", "credit_code", "county", "industry", "investment"):
        column = getattr(summary, role)
        if column and column not in columns:
            yield "projects.toml", role, f"汇总表没有列「{column}」"
    for role in ("applied", "adjusted"):
        path = getattr(summary, role)
        field = programme.field(path) if path else None
        if path and (field is None or field.kind is not Kind.INTEGER):
            yield "projects.toml", role, f"「{path}」不是整数填报项的路径"
    if summary.name not in {column.id for column in plan.project_list.column}:
        yield "plan.toml", "project_list", f"方案项目清单缺少列「{summary.name}」"
    tables = {table.id for table in plan.table}
    for n, chapter in enumerate(plan.chapter):
        for table_id in chapter.tables:
            if table_id not in tables:
                yield "plan.toml", f"chapter[{n}].tables", f"没有表「{table_id}」"
    if not any(chapter.lists_projects for chapter in plan.chapter):
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


def _rules(programme: Programme) -> Iterator[Found]:
    yield from _repeated("rules.toml", "rule", [rule.code for rule in programme.rules])
    for n, rule in enumerate(programme.rules):
        for key, message in _rule(programme, rule):
            yield "rules.toml", f"rule[{n}]{f'.{key}' if key else ''}", f"{rule.code} {message}"


def _rule(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    if sum((bool(rule.require), bool(rule.reading), bool(rule.check))) != 1:
        yield "", "require、reading、check 三者必须且只能有一个"
        return
    if rule.basis == "notice":
        if not rule.clause or not rule.quote:
            yield "", '缺少 clause 或 quote(不出自通知的规则请写 basis = "derived")'
        elif not quote_occurs(rule.quote, programme.notice):
            yield "quote", f"通知原文中没有「{rule.quote}」"
    if rule.check and rule.check not in CHECKS:
        yield "check", f"不认识的核对「{rule.check}」"
        return
    if rule.check and rule.each:
        yield "each", "check 自己逐行核对,不能同时写 each"
    for option in set(rule.options) - (CHECKS[rule.check].options if rule.check else frozenset()):
        yield "options", f"不认识的选项「{option}」"
    if not rule.check and not rule.say:
        yield "", "缺少 say(给用户看的一句话)"
    table = programme.table(rule.each) if rule.each else None
    if rule.each and table is None:
        yield "each", f"没有表「{rule.each}」"
        return
    yield from _paths(programme, rule, table)
    texts = {"when": rule.when, "require": rule.require}
    texts |= {f"reading[{n}].require": one.require for n, one in enumerate(rule.reading)}
    texts |= {f"say {{{text}}}": text for text in placeholders(rule.say)}
    faults = [
        (key.split(" ")[0], message)
        for key, text in texts.items()
        if text
        for message in _expression(programme, table, text)
    ]
    yield from faults
    if not faults:
        yield from _examples(programme, rule)


def _paths(programme: Programme, rule: Rule, table: Table | None) -> Iterator[tuple[str, str]]:
    columns = {column.id for column in table.column} if table else set[str]()
    for path in rule.at:
        if table is not None:
            if path not in columns:
                yield "at", f"表「{table.id}」没有列「{path}」"
        elif not _path_exists(programme, path):
            yield "at", f"没有填报项「{path}」"


def _path_exists(programme: Programme, path: str) -> bool:
    first, _, rest = path.partition("/")
    if first == "chapters":
        return any(chapter.id == rest for chapter in programme.plan.chapter)
    return programme.field(path) is not None or programme.table(path) is not None


def _expression(programme: Programme, table: Table | None, text: str) -> Iterator[str]:
    try:
        expression = compile_expression(text)
    except ExpressionFault as reason:
        yield str(reason)
        return
    for path in sorted(expression.reads):
        parts = path.split(".")
        if not _is_known(programme, table, parts):
            yield f"表达式读取了不存在的「{path}」"


def _is_known(programme: Programme, table: Table | None, parts: list[str]) -> bool:
    match parts:
        case ["row", column, *_]:
            known = {"number"} | ({c.id for c in table.column} if table else set[str]())
            return table is not None and column in known
        case ["form", "chapters", chapter, *_]:
            return any(chapter == one.id for one in programme.plan.chapter)
        case ["form", section, field, *_]:
            return programme.field(f"{section}/{field}") is not None
        case ["lists", name, *_]:
            return name in programme.lists
        case ["facts", "count", table_id]:
            return programme.table(table_id) is not None
        case ["facts", "sum" | "min" | "max" | "distinct" | "count_by", table_id, column, *_]:
            return programme.field(f"{table_id}//{column}") is not None
        case _:
            return False


def _examples(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    if not rule.example:
        yield "", "没有例子(example):每条规则至少要有一个成立、一个不成立的例子"
        return
    told: set[bool] = set()
    for n, example in enumerate(rule.example):
        try:
            outcome = _prove(programme, rule, example)
        except ExpressionFault as reason:
            yield f"example[{n}]", str(reason)
            continue
        told |= set(_truths(example.holds))
        if outcome != example.holds:
            said, was = _said(example.holds), _said(outcome)
            yield f"example[{n}].holds", f"例子写的是「{said}」,实际为「{was}」"
    if told != {True, False}:
        yield "", "例子中至少要有一个成立(holds = true)、一个不成立(holds = false)"


def _prove(programme: Programme, rule: Rule, example: Example) -> bool | str | dict[str, bool]:
    if rule.check:
        return _prove_check(programme, rule, example)
    scope = Scope(
        {"row": example.row, "form": example.form, "facts": example.facts, "lists": example.lists}
    )
    try:
        if rule.when and not scope.holds(rule.when):
            return "not_applicable"
        if rule.reading:
            return {reading.id: scope.holds(reading.require) for reading in rule.reading}
        return scope.holds(rule.require)
    except NoData:
        return "no_data"


def _prove_check(programme: Programme, rule: Rule, example: Example) -> bool | str:
    """Run the one check over a draft made of the example's values and tables."""
    tables = {
        table_id: tuple(
            Row(f"r{n}", MappingProxyType(dict(cells))) for n, cells in enumerate(rows, start=1)
        )
        for table_id, rows in example.tables.items()
    }
    draft = Draft(programme.id, 0, MappingProxyType(example.values), MappingProxyType(tables))
    alone = Programme(
        programme.about, programme.plan, programme.summary, (rule,), (), programme.lists, ""
    )
    state = audit(alone, draft).outcomes[0].state
    if state in (State.PASSED, State.FAILED):
        return state is State.PASSED
    return state.value


def _truths(holds: bool | str | dict[str, bool]) -> Iterable[bool]:
    if isinstance(holds, dict):
        return holds.values()
    return (holds,) if isinstance(holds, bool) else ()


def _said(holds: bool | str | dict[str, bool]) -> str:
    if isinstance(holds, dict):
        return "、".join(f"{key}:{_said(value)}" for key, value in holds.items())
    words = {True: "成立", False: "不成立", "no_data": "缺数据", "not_applicable": "不适用"}
    return words[holds]


def _placeholders(programme: Programme, file: str, key: str, text: str) -> Iterator[Found]:
    for match in _PLACEHOLDER.finditer(text):
        if programme.field(match[1].replace(".", "/")) is None:
            yield file, key, f"占位符「{match[0]}」没有对应的填报项"


def _repeated(file: str, key: str, names: list[str]) -> Iterator[Found]:
    for n, name in enumerate(names):
        if name in names[:n]:
            yield file, f"{key}[{n}]", f"「{name}」重复"


def _value(programme: Programme, field: Field, text: str) -> Any:
    return parse(field.kind, text, field.unit, programme.options(field))
