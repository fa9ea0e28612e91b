"""The check that what a row applies for is what its rewards come to."""

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.core.applied_for import FILL, in_unit, is_otherwise
from desktop_app.core.checks.base import NotApplicable, Told, cell_place, finding
from desktop_app.core.expressions import NoData
from desktop_app.core.facts import Subject, row_words
from desktop_app.core.findings import Finding, Fix
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, Step
from desktop_app.core.rewards import RowRewards, fields_read
from desktop_app.core.row_changes import write_cell

_Memo = dict[tuple[str, str], tuple[RowRewards, int, Finding | None]]


def rewards(subject: Subject, rule: Rule) -> Iterator[Finding | Told]:
    """Each row applies for what its rewards come to; a row that lacks an input is not judged."""
    file = subject.programme.rewards
    if not file.applied:
        raise NotApplicable("本事项没有填写申请金额的列")
    lacking: list[str] = []
    judged = 0
    found: list[Finding] = []
    # A finding hangs on its row's result and on where the row stands, and is made again only then.
    memo = subject.derived(f"check {rule.code}", (), _Memo)
    for table_id, column_id in file.applied.items():
        table = subject.programme.table(table_id)
        assert table is not None, table_id
        column = next(one for one in table.column if one.id == column_id)
        for number, one in enumerate(subject.rewards.rows.get(table_id, ()), start=1):
            typed = one.row.cells.get(column_id, "")
            if one.missing:
                lacking += one.missing
                continue
            judged += bool(one.told or typed.strip())
            known = memo.get((table_id, one.row.id))
            if known is None or known[0] is not one or known[1] != number:
                made = _judged(subject, rule, table, column, one, number)
                known = memo[table_id, one.row.id] = (one, number, made)
            if known[2] is not None:
                found.append(known[2])
    yield from found
    if lacking and not found:
        raise NoData(f"缺少数据:{lacking[0]}{_counted(len(lacking))}")
    if not judged:
        raise NoData("尚未填写可以测算的行")
    left = f";{len(lacking)} 处缺数据,没有核对" if lacking else ""
    yield Told(f"核对了 {judged} 行的申请金额{left}")


def reads(programme: Programme, _: Rule) -> frozenset[str]:
    """What the computation reads: the tables and the form's fields, and the readings chosen."""
    sections = {f"{section.id}/*" for section in programme.plan.section}
    tables = {f"{table.id}.*" for table in programme.tables()}
    return frozenset({"readings/*", *fields_read(programme.rewards), *sections, *tables})


def _judged(
    subject: Subject, rule: Rule, table: Table, column: Field, one: RowRewards, number: int
) -> Finding | None:
    typed = one.row.cells.get(column.id, "").strip()
    own = subject.programme.rewards.unit
    if not is_otherwise(column, typed, one.paid, own):
        return None
    text = in_unit(column, one.paid, own)
    unit = column.unit or own
    applied = f"填写的是 {typed} {unit}" if typed else "未填"
    titles = {reward.id: reward.title for reward in subject.programme.rewards.reward}
    steps = ";".join(
        f"{titles[outcome.reward]}:" + ",".join(step.text for step in _plain(outcome))
        for outcome in one.told
    )
    message = f"{column.label}{applied},按通知测算为 {text} {unit}({steps or '没有适用的奖补条款'})"
    told = finding(
        rule,
        message,
        (cell_place(subject, table, number, one.row.id, column.id),),
        one.row.id,
        typed or None,
        text,
        "reward",
        (Fix(FILL, write_cell(table.id, one.row, column.id, text)),),
        row_words(subject.programme, table, number),
    )
    first = sorted(one.told, key=lambda outcome: -outcome.paid)
    source = next((step for o in first for step in reversed(_plain(o)) if step.quote), None)
    if source is None:
        return told
    return replace(told, clause=source.clause or told.clause, quote=source.quote)


def _plain(outcome: Outcome) -> list[Step]:
    """The steps of the computation, without what the reader should know of the notice itself."""
    return [step for step in outcome.steps if not step.is_anomaly]


def _counted(many: int) -> str:
    return f"(共{many}处)" if many > 1 else ""
