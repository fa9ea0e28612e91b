"""What the commands about findings print: Chinese text for people, JSON records for programs."""

from collections.abc import Sequence
from typing import Any

from desktop_app.cli_say import say, say_json
from desktop_app.core.draft import Draft
from desktop_app.core.findings import (
    LISTED,
    SEVERITY_WORDS,
    STATE_WORDS,
    Audit,
    Finding,
    RuleOutcome,
    Severity,
    State,
)
from desktop_app.core.list_standing import lists_used
from desktop_app.core.name_marks import bracketed, marked
from desktop_app.core.programme import Programme
from desktop_app.core.readings import Clause
from desktop_app.core.verdicts import amount_text

FINE, FINDINGS = 0, 1
_MARKS = {Severity.MUST: "✗", Severity.EXPLAIN: "!", Severity.HINT: "·"}
_NAMES = ("differs_in_form", "near_match", "enterprise_differs", "code_two_names", "near_firm")
_BOTH = ("方案", "汇总表")
_WITHIN = ("一处", "另一处")
_IN_ONE = ("duplicate", "code_two_names", "name_two_codes", "near_firm")
_EDITS_TOLD = 12
_LONGEST = 60
_HOLDS = {True: "符合", False: "不符合", None: "缺数据"}


def audit(
    programme: Programme,
    draft: Draft,
    found: Audit,
    as_json: bool,
    refused: str = "",
    readings: Sequence[Clause] = (),
) -> None:
    """An audit; `refused` is what was not done because of it (成册, 定稿)."""
    if as_json:
        say_json(audit_record(programme, draft, found, readings))
        return
    if refused:
        trial = "(试看版面可加 --preview)" if refused == "成册" else ""
        say(f"核对没有通过,没有{refused}。请先改正下列问题{trial}:\n")
    for one in found.in_order():
        finding(one)
    told = " · ".join(f"{SEVERITY_WORDS[s]} {found.count(s)}" for s in Severity)
    states = " · ".join(
        f"{STATE_WORDS[state]} {sum(o.state is state for o in found.outcomes)}" for state in State
    )
    say(f"问题:{told}")
    say(f"审核公式 {len(found.outcomes)} 条:{states}")
    # What was not judged has not passed, and is named.
    for state in (State.NO_DATA, State.NOT_APPLICABLE):
        for outcome in found.outcomes:
            if outcome.state is state:
                say(f"  {STATE_WORDS[state]} {outcome.code} {outcome.title}:{outcome.reason}")
    for clause in readings:
        _clause(clause)
    for one in lists_used(programme):
        say(f"名单「{one.label}」:{one.told}")
    _verdict(found)
    say("程序只核对上述条件,一切以通知原文为准。")


def audit_record(
    programme: Programme, draft: Draft, found: Audit, readings: Sequence[Clause] = ()
) -> dict[str, Any]:
    """An audit as `check --json` gives it."""
    return {
        "programme": programme.id,
        "revision": draft.revision,
        "counts": {severity.value: found.count(severity) for severity in Severity},
        "findings": [finding_record(one) for one in found.findings],
        "rules": [_outcome_record(one, readings) for one in found.outcomes],
        "lists": [one.record() for one in lists_used(programme)],
    }


def finding(one: Finding, indent: str = "") -> None:
    """One finding with its places, both values, the clause and what can be done."""
    where = ";".join(place.label for place in one.places)
    say(f"{indent}{_MARKS[one.severity]} {SEVERITY_WORDS[one.severity]} [{one.key}] {one.message}")
    say(f"{indent}    电话里说:{one.spoken}")
    if where:
        say(f"{indent}    位置:{where}")
    if one.left is not None and one.right is not None:
        left, right = one.left, one.right
        if one.kind in _NAMES:
            left, right = bracketed(marked(left, right))
        words = _WITHIN if one.kind in _IN_ONE else _BOTH
        if one.kind.endswith("_stated") or not one.kind:
            words = ("填写", "应为")
        if one.kind in LISTED:
            words = ("填写", "名单")
        say(f"{indent}    {words[0]}:「{left}」 {words[1]}:「{right}」")
    if one.gap:
        say(f"{indent}    相差:{one.gap}")
    if one.clause:
        say(f"{indent}    依据:通知{one.clause}「{one.quote}」")
    if one.explanation:
        say(f"{indent}    说明:{one.explanation}")
    if one.lapsed:
        say(f"{indent}    {one.lapsed}(仍成立请用 explain --keep 确认)")
    if one.fixes and not one.explanation:
        ways = ";".join(f"{n} {fix.title}" for n, fix in enumerate(one.fixes, start=1))
        say(f"{indent}    办法:{ways}")


def finding_record(one: Finding) -> dict[str, Any]:
    """A finding as `check --json` gives it."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "clause": one.clause,
        "quote": one.quote,
        "places": [{"path": place.path, "label": place.label} for place in one.places],
        "left": one.left,
        "right": one.right,
        "fixes": [fix.title for fix in one.fixes],
        "explanation": one.explanation,
        "key": one.key,
        "spoken": one.spoken,
        "kind": one.kind,
        "gap": one.gap,
        "lapsed": one.lapsed,
    }


def why(one: Finding, told: str, as_json: bool) -> None:
    if as_json:
        say_json({"finding": finding_record(one), "why": told})
        return
    finding(one)
    say("")
    say(told)


def offered(one: Finding, ways: Sequence[Any], as_json: bool) -> int:
    """The ways to mend a finding, old → new; nothing was changed."""
    if as_json:
        listed = [{"title": way.title, "edits": _edit_records(way.edits)} for way in ways]
        say_json({"finding": finding_record(one), "choices": listed, "applied": False})
        return FINDINGS
    finding(one)
    if not ways:
        say("没有可以自动改正的办法,请按提示手工修改。")
        return FINDINGS
    for number, way in enumerate(ways, start=1):
        say(f"改法 {number}:{way.title}")
        _edits(way.edits)
    say("草稿没有改动。请选一种,在命令后面写上序号,例如:fix 草稿 编号 1")
    return FINDINGS


def fixed(done: Any, dry_run: bool, as_json: bool) -> int:
    if as_json:
        say_json(
            {
                "title": done.title,
                "edits": _edit_records(done.edits),
                "applied": not dry_run,
                "gone": done.gone,
                "new": [finding_record(one) for one in done.new],
            }
        )
        return FINE
    say(f"{done.title}:共 {len(done.edits)} 处")
    _edits(done.edits)
    say(f"这样改后,少 {done.gone} 条问题。" if not done.new else f"少 {done.gone} 条问题,多出:")
    for one in done.new:
        finding(one, "  ")
    say("只是试看,草稿没有改动。" if dry_run else "草稿已保存;改得不对可以用 undo 撤销。")
    return FINE


def margins(before: Sequence[Any], after: Any, left_out: Sequence[int], as_json: bool) -> int:
    """Thresholds; `after` are those without the rows of `left_out`, None if none is left out."""
    if as_json:
        record: dict[str, Any] = {"margins": [_standing_record(one) for one in before]}
        if after is not None:
            record["without"] = {
                "rows": list(left_out),
                "margins": [_standing_record(one) for one in after.standings],
                "falls": [
                    {
                        "code": one.standing.code,
                        "title": one.standing.title,
                        "left_out": one.left_out,
                        "project": one.project,
                    }
                    for one in after.falls
                ],
            }
        say_json(record)
        return FINE
    say("离各项门槛还有多远:")
    for one in before:
        say(f"  {_standing(one)}")
    if after is None:
        return FINE
    say(f"假如不报 {len(left_out)} 个项目(第 {'、'.join(map(str, left_out))} 行),草稿不改动:")
    for one in after.standings:
        say(f"  {_standing(one)}")
    if not after.falls:
        say("各项门槛都不会因此落空。")
    for one in after.falls:
        say(
            f"去掉第 {one.left_out} 个(「{one.project}」)时,"
            f"{one.standing.code} {one.standing.title}首先达不到。"
        )
        break
    for one in after.falls[1:]:
        say(f"去掉第 {one.left_out} 个时,{one.standing.code} {one.standing.title}也达不到。")
    say("正文中说到项目数、投资额的句子,去掉项目以后也要改。")
    return FINE


def _verdict(found: Audit) -> None:
    first = found.first_open()
    if first is not None:
        left = sum(one.is_open for one in found.findings)
        say(f"还有 {left} 条要处理,先改这个:{first.spoken} {first.message}")
    say("核对通过。" if found.passes else "核对未通过。")


def _clause(clause: Clause) -> None:
    outcomes = ";".join(f"按「{one.title}」理解:{_HOLDS[one.holds]}" for one in clause.outcomes)
    say(f"  条款有不同理解 {clause.rule.code} 通知{clause.rule.clause}:{outcomes}")
    titles = {one.id: one.title for one in clause.outcomes}
    if clause.chosen:
        who = "、".join(filter(None, (clause.author, clause.time[:10])))
        say(f"    已选:「{titles.get(clause.chosen, clause.chosen)}」{f'({who})' if who else ''}")
    elif not clause.is_split:
        say("    两种理解的结果相同,不必选择。")
    else:
        ways = "、".join(f"readings/{clause.rule.code}={one.id}" for one in clause.outcomes)
        say(f"    尚未选择;选定后用 set 填写:{ways}")
    if clause.question and clause.is_split and not clause.chosen:
        contact = clause.contact
        whom = f"{contact.office} {contact.person} {contact.phone}" if contact else "发文单位"
        say(f"    可致电 {whom}:「{clause.question}」")


def _outcome_record(outcome: RuleOutcome, readings: Sequence[Clause]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "code": outcome.code,
        "state": outcome.state.value,
        "title": outcome.title,
        "reason": outcome.reason,
    }
    for clause in readings:
        if clause.rule.code == outcome.code:
            record |= _clause_record(clause)
    return record


def _clause_record(clause: Clause) -> dict[str, Any]:
    return {
        "readings": [
            {"id": one.id, "title": one.title, "holds": one.holds} for one in clause.outcomes
        ],
        "chosen": clause.chosen or None,
        "author": clause.author,
        "time": clause.time,
        "question": clause.question,
        "contact": f"{clause.contact.office} {clause.contact.person} {clause.contact.phone}"
        if clause.contact
        else "",
    }


def _edits(edits: Sequence[Any]) -> None:
    for one in edits[:_EDITS_TOLD]:
        old, new = _around_change(one.old, one.new)
        say(f"    {one.where}:「{old}」→「{new}」")
    if len(edits) > _EDITS_TOLD:
        say(f"    …另有 {len(edits) - _EDITS_TOLD} 处,用 --json 查看全部")


def _around_change(old: str, new: str) -> tuple[str, str]:
    """Both texts in one line; of long ones what stands around the first difference."""
    if max(len(old), len(new)) <= _LONGEST:
        return old.replace("\n", " "), new.replace("\n", " ")
    shorter = min(len(old), len(new))
    at = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    start = max(0, at - _LONGEST // 3)
    front = "…" if start else ""
    cut = (text[start : start + _LONGEST].replace("\n", " ") for text in (old, new))
    before, after = (f"{front}{text}…" for text in cut)
    return before, after


def _edit_records(edits: Sequence[Any]) -> list[dict[str, str]]:
    return [{"where": one.where, "old": one.old, "new": one.new} for one in edits]


def _standing(one: Any) -> str:
    sign = "≥" if one.is_floor else "≤"
    where = f"({one.place.label})" if one.place else ""
    if one.room is None:
        return f"{one.code} {one.title}:缺数据"
    room = amount_text(abs(one.room))
    told = f"余 {room}" if one.room >= 0 else f"差 {room}"
    unit = one.unit if one.unit == "%" else f" {one.unit}"
    value, limit = amount_text(one.value), amount_text(one.limit)
    return f"{one.code} {one.title}:{value}{unit}(门槛{sign}{limit}{unit}),{told}{unit}{where}"


def _standing_record(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "value": one.value,
        "limit": one.limit,
        "at_least": one.is_floor,
        "unit": one.unit,
        "room": one.room,
        "met": one.is_met,
        "place": one.place.label if one.place else None,
    }
