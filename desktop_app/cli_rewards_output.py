"""What the command about money prints: Chinese text, or JSON with --json."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli_say import say, say_json
from desktop_app.core.own_words import own_words
from desktop_app.core.place_words import cell_label
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState
from desktop_app.core.reward_lint import reward_crossings
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import Rewards, RowRewards, Sum
from desktop_app.core.shown import filled

if TYPE_CHECKING:
    from desktop_app.jobs.reward_work import Computed


def rewards(programme: Programme, found: "Computed", out: Path | None, as_json: bool) -> None:
    """The computation row by row, then the totals."""
    if as_json:
        say_json(_record(programme, found, out))
        return
    titles = {one.id: one.title for one in programme.rewards.reward}
    unit = programme.rewards.unit
    for table_id in programme.rewards.tables():
        for number, row in enumerate(found.shown.rows.get(table_id, ()), start=1):
            if row.told:
                _say_row(programme, titles, row, number)
    _say_totals(titles, found.shown)
    if found.supposed is not None:
        was, now = found.rewards.total, found.supposed.total
        change = now.amount - was.amount
        sign = "+" if change >= 0 else "-"
        say(
            f"以上为假设;草稿现在合计 {_sum(was, unit)},假设后 {_sum(now, unit)}"
            f"({sign}{money(abs(change))} {unit})。草稿没有改动。"
        )
    for title, crossing in reward_crossings(programme):
        say(f"注意:{title}中,{crossing}。")
    if out is not None:
        say(f"已写出:{out}")


def _say_row(programme: Programme, titles: Mapping[str, str], row: RowRewards, number: int) -> None:
    lacks = f",缺 {'、'.join(row.missing)}" if row.missing else ""
    say(f"{_label(programme, row, number)}:{money(row.paid)} {programme.rewards.unit}{lacks}")
    for one in row.told:
        say(f"  {titles[one.reward]}({one.told}){_paid(one, programme.rewards.unit)}")
        for step in one.steps:
            say(f"    {step.text}{f'〔{step.clause}〕' if step.clause else ''}")


def _say_totals(titles: Mapping[str, str], found: Rewards) -> None:
    unit, words = found.programme.rewards.unit, own_words(found.programme)
    say(f"合计 {_sum(found.total, unit)}")
    for key, one in found.by_reward.items():
        if one.rows or one.missing:
            say(f"  {titles[key]}:{_sum(one, unit)}")
    for county, one in found.by_county.items():
        say(f"  {county or f'未填{words.county}'}:{_sum(one, unit)}")
    payers = {one.id: one.title for one in found.programme.rewards.split}
    for payer, amount in found.by_payer.items():
        say(f"  {payers[payer]}承担 {money(amount)} {unit}({money(found.shares.payers[payer])}%)")
    if found.shares.problem:
        say(f"  {found.shares.problem}")


def _sum(one: Sum, unit: str) -> str:
    lacks = f",另有 {one.missing} 行缺数据、未计入" if one.missing else ""
    return f"{money(one.amount)} {unit}({one.rows} 行{lacks})"


def _paid(one: Outcome, unit: str) -> str:
    return f":{money(one.paid)} {unit}" if one.state is RewardState.PAID else ""


def _label(programme: Programme, row: RowRewards, number: int) -> str:
    table = programme.table(row.table)
    assert table is not None, row.table
    named = (programme.summary.name, programme.summary.enterprise)
    name = next((text for column in named if (text := row.row.cells.get(column, "").strip())), "")
    return f"{cell_label(programme, table, number)}{f' {name}' if name else ''}"


def _record(programme: Programme, found: "Computed", out: Path | None) -> dict[str, Any]:
    shown = found.shown
    record: dict[str, Any] = {
        "programme": programme.id,
        "revision": found.draft.revision,
        "title": filled(programme, found.draft, programme.rewards.title),
        "unit": programme.rewards.unit,
        **_totals(shown),
        "rows": [
            _row(programme, row, number)
            for table in programme.rewards.tables()
            for number, row in enumerate(shown.rows.get(table, ()), start=1)
        ],
        "anomalies": [
            {
                "reward": title,
                "lower": one.lower,
                "higher": one.higher,
                "from": float(one.start),
                "to": None if one.end is None else float(one.end),
                "message": str(one),
            }
            for title, one in reward_crossings(programme)
        ],
    }
    if found.supposed is not None:
        record["before"] = _totals(found.rewards)
    if out is not None:
        record["file"] = str(out)
    return record


def _totals(found: Rewards) -> dict[str, Any]:
    return {
        "total": money(found.total.amount),
        "paid_rows": found.total.rows,
        "rows_without_data": found.total.missing,
        "rewards": {key: _sum_record(one) for key, one in found.by_reward.items()},
        "counties": {key: _sum_record(one) for key, one in found.by_county.items()},
        "firms": {key: _sum_record(one) for key, one in found.by_firm.items()},
        "payers": {key: money(amount) for key, amount in found.by_payer.items()},
        "payers_problem": found.shares.problem,
    }


def _sum_record(one: Sum) -> dict[str, Any]:
    return {"amount": money(one.amount), "rows": one.rows, "rows_without_data": one.missing}


def _row(programme: Programme, row: RowRewards, number: int) -> dict[str, Any]:
    return {
        "path": f"{row.table}/{row.row.id}",
        "number": number,
        "label": _label(programme, row, number),
        "paid": None if row.missing else money(row.paid),
        "missing": list(row.missing),
        "rewards": [_outcome(one) for one in row.told],
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "reward": one.reward,
        "state": one.state.value,
        "amount": None if one.state is RewardState.NO_DATA else money(one.amount),
        "paid": None if one.state is RewardState.NO_DATA else money(one.paid),
        "tier": one.tier,
        "missing": list(one.missing),
        "steps": [
            {"text": s.text, "clause": s.clause, "quote": s.quote, "anomaly": s.is_anomaly}
            for s in one.steps
        ],
        "readings": [
            {"id": r.id, "title": r.title, "amount": None if r.amount is None else money(r.amount)}
            for r in one.readings
        ],
    }
