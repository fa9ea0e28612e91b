"""Linting the tables that follow from the text: chapters, columns and list that there are, rows
and rules that there cannot be."""

from collections.abc import Iterator, Sequence
from typing import cast

from desktop_app.core.checks.duties import LOOKS
from desktop_app.core.pack_forms import Gathered, Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme


def gathered_problems(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the gathered tables of a pack: file, key, message."""
    chapters = {chapter.id for chapter in programme.plan.chapter}
    for n, table in enumerate(programme.plan.table):
        if table.gathered is not None:
            key = f"table[{n}].gathered"
            for part, message in _of_table(programme, table, table.gathered, chapters):
                yield "plan.toml", f"{key}.{part}", message
            if table.rows:
                yield "plan.toml", f"table[{n}].rows", "随正文汇集的表不能有给定的行"
    first = (("projects.toml", "table", programme.summary.table),)
    for file, key, table in (*first, ("plan.toml", "project_list", programme.plan.project_list)):
        if table.gathered is not None:
            yield file, f"{key}.gathered", "只有方案中的表可以随正文汇集"
    for n, rule in enumerate(programme.rules):
        for part, message in _of_rule(programme, rule):
            yield "rules.toml", f"rule[{n}].{part}", f"{rule.code} {message}"
    for n, measure in enumerate(programme.measures):
        if _is_gathered(programme, measure.each):
            yield "rules.toml", f"measure[{n}].each", f"表「{measure.each}」随正文汇集,不能计数"


def _of_table(
    programme: Programme, table: Table, gathered: Gathered, chapters: set[str]
) -> Iterator[tuple[str, str]]:
    columns = {column.id for column in table.column}
    for role in ("task", "lead", "support", "place"):
        column = getattr(gathered, role)
        if column and column not in columns:
            yield role, f"表「{table.id}」没有列「{column}」"
    for chapter in gathered.chapters:
        if chapter not in chapters:
            yield "chapters", f"没有章「{chapter}」"
    if not gathered.chapters:
        yield "chapters", "没有写明从哪几章汇集"
    if not gathered.marks:
        yield "marks", "没有写明责任单位的说法"
    if gathered.offices and gathered.offices not in programme.lists:
        yield "offices", f"没有名单 lists/{gathered.offices}.csv"
    if gathered.first_leads and not gathered.support:
        yield "first_leads", "分出牵头和配合的,须有 support(配合单位一列)"


def _of_rule(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.each and _is_gathered(programme, rule.each):
        yield "each", f'表「{rule.each}」随正文汇集;请用 check = "gathered"'
    if rule.check != "gathered":
        return
    if not _is_gathered(programme, str(rule.options.get("table", ""))):
        yield "options", "table 须是一张随正文汇集的表"
    looks = cast("Sequence[object]", rule.options.get("look", LOOKS))
    for name in looks:
        if name not in LOOKS:
            yield "options", f"look 中有不认识的「{name}」(可以是 {'、'.join(LOOKS)})"


def _is_gathered(programme: Programme, table_id: str) -> bool:
    table = programme.table(table_id)
    return table is not None and table.gathered is not None
