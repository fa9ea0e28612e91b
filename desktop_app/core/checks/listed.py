"""The check that no row names a firm of an excluded list: in arrears, dissolved, chosen before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from desktop_app.core.checks.base import NotApplicable, Told, cell_place, finding, found_per_row
from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, row_words
from desktop_app.core.findings import LISTED, Finding, Severity
from desktop_app.core.listed import FirmList, Match, firm_list
from desktop_app.core.names import visible
from desktop_app.core.pack_lists import not_loaded
from desktop_app.core.pack_rules import Rule

_ADVICE = {
    Severity.MUST: "请核实,属实的请删去这一行",
    Severity.EXPLAIN: "请核实,确需保留的请说明理由",
    Severity.HINT: "请核实",
}


def not_listed(subject: Subject, rule: Rule) -> Iterator[Finding | Told]:
    """No firm of the summary stands in one of the lists, by its name or its credit code.

    A name that is nearly a listed one is a hint. While a list is not loaded, nothing is green:
    without findings in the others there is no data.
    """
    programme = subject.programme
    table = programme.summary.table
    name_column, code_column = columns_of(subject, rule)
    rows = subject.draft.rows(table.id)
    columns = [one for one in (name_column, code_column) if one]
    if not any(row.cells.get(one, "").strip() for row in rows for one in columns):
        raise NoData("尚未填写企业")
    lists = _lists(subject, rule)
    missing = [one for one in excluded_lists(rule) if one not in lists]

    def look(row: Row, number: int) -> tuple[Finding, ...]:
        name, code = (row.cells.get(one, "") if one else "" for one in (name_column, code_column))
        found: list[Finding] = []
        for list_id, listed in lists.items():
            match = listed.match(name, code)
            if match is not None:
                at = name_column if name_column and match.by != ("信用代码",) else code_column
                place = cell_place(subject, table, number, row.id, at)
                told = _told(programme.list_label(list_id), name or code, code, match, rule)
                one = finding(
                    rule,
                    f"{place.label}{told}",
                    (place,),
                    f"{row.id}.{list_id}",
                    left=row.cells.get(at, ""),
                    right=match.listed.name if at == name_column else match.listed.credit_code,
                    kind=LISTED[0] if match.by else LISTED[1],
                    row=row_words(programme, table, number),
                )
                found.append(one if match.by else replace(one, severity=Severity.HINT))
        return tuple(found)

    is_found = False
    for one in found_per_row(subject, rule, table, look):
        is_found = True
        yield one
    absent = "、".join(not_loaded(programme.list_label(one)) for one in missing)
    if absent and not is_found:
        raise NoData(absent)
    held = sum(len(one.rows) for one in lists.values())
    also = f";{absent},未能核对" if absent else ""
    yield Told(f"与 {len(lists)} 个名单共 {held} 条逐行核对{also}")


def excluded_lists(rule: Rule) -> tuple[str, ...]:
    """The ids of the lists that a rule holds firms against."""
    given = rule.options.get("lists", ())
    if isinstance(given, str):
        return (given,)
    # TOML gives a list of anything; lint refuses what is not the id of a list.
    return tuple(str(one) for one in cast("Iterable[object]", given))


def columns_of(subject: Subject, rule: Rule) -> tuple[str, str]:
    """The columns of the firm's name and credit code; blank where the summary has none."""
    form = subject.programme.summary
    known = {column.id for column in form.table.column}
    asked = (
        str(rule.options.get("name", form.enterprise)),
        str(rule.options.get("code", form.credit_code)),
    )
    name, code = (one if one in known else "" for one in asked)
    if not name and not code:
        raise NotApplicable("汇总表没有企业名称或信用代码一列")
    return name, code


def _lists(subject: Subject, rule: Rule) -> dict[str, FirmList]:
    """The loaded lists of a rule, made ready once for a programme."""
    programme = subject.programme
    heading = str(rule.options.get("listed_code", ""))
    known = {one: programme.lists[one] for one in excluded_lists(rule) if one in programme.lists}
    return subject.derived(
        f"listed {rule.code}",
        (programme,),
        lambda: {key: firm_list(one, heading) for key, one in known.items() if one.rows},
    )


def _told(label: str, said: str, code: str, match: Match, rule: Rule) -> str:
    listed = match.listed
    source = f";来源:{listed.source}" if listed.source else ""
    written = listed.name or listed.credit_code
    differs = f",名单写作「{visible(written)}」" if listed.name and listed.name != said else ""
    if not match.by:
        near = f"「{visible(said)}」与「{label}」中的「{visible(written)}」名称相近"
        return f"{near}{f'({source[1:]})' if source else ''};请核实是否为同一家企业"
    by = "、".join(match.by)
    is_other = match.by == ("名称",) and code.strip() and listed.credit_code
    other = f",名单上的信用代码为 {listed.credit_code}" if is_other else ""
    how = f"{by}相同{differs}{other}{source}"
    return f"「{visible(said)}」在「{label}」之中({how});{_ADVICE[rule.severity]}"
