"""What is behind a finding, for who asks 「为什么」: the formula, and the values it was run on."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.core.checks import CHECKS
from desktop_app.core.draft import Draft
from desktop_app.core.expressions import NoData, Scope, compile_expression, narrow, show, under
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import cell_label, place_label
from desktop_app.core.programme import Programme

_FACTS = {
    "count": "行数",
    "sum": "合计",
    "min": "最小值",
    "max": "最大值",
    "distinct": "各不相同的内容",
    "count_by": "分项行数",
}


def why(programme: Programme, draft: Draft, finding: Finding) -> str:
    """The rule in its own words, its formula, and each value the formula read, line by line."""
    rule = next((one for one in programme.rules if one.code == finding.code), None)
    if rule is None:
        return ""
    lines = [f"{rule.code} {rule.title}"]
    if rule.clause:
        lines.append(f"依据:通知{rule.clause}「{rule.quote}」")
    else:
        lines.append("依据:填报质量的要求,通知没有单列条款")
    if rule.check:
        return "\n".join([*lines, f"怎样核对:{CHECKS[rule.check].how}"])
    subject = Subject(programme, draft)
    if rule.when:
        lines.append(f"适用条件:{rule.when}")
    formulas = [rule.require] if rule.require else []
    lines += [f"审核公式:{text}" for text in formulas]
    lines += [f"按「{one.title}」理解:{one.require}" for one in rule.reading]
    formulas += [one.require for one in rule.reading]
    lines += [f"  {line}" for line in _values(subject, rule, finding, [rule.when, *formulas])]
    return "\n".join(lines)


def _values(subject: Subject, rule: Rule, finding: Finding, formulas: list[str]) -> Iterator[str]:
    reads = sorted({path for text in formulas if text for path in compile_expression(text).reads})
    row_id = finding.places[0].path.split("/")[1] if rule.each and finding.places else ""
    for path in reads:
        first, *rest = path.split(".")
        label = _label(subject, rule, first, rest, row_id)
        yield f"{label}:{_value(subject, rule, path, row_id)}(公式中的 {path})"


def _value(subject: Subject, rule: Rule, path: str, row_id: str) -> str:
    known: dict[str, Mapping[str, Any]] = {
        "form": subject.form,
        "facts": subject.facts,
        "lists": subject.lists,
    }
    scope = {name: narrow(values, under(name, [path])) for name, values in known.items()}
    table = subject.programme.table(rule.each) if rule.each else None
    if table is not None and row_id:
        number, _ = subject.row(table.id, row_id)
        scope["row"] = {**subject.table_values(table)[number - 1], "number": number}
    try:
        return show(Scope(scope).value(compile_expression(path)))
    except NoData:
        return "空"


def _label(subject: Subject, rule: Rule, first: str, rest: list[str], row_id: str) -> str:
    programme = subject.programme
    if first == "row":
        table = programme.table(rule.each)
        if table is None or not row_id:
            return rest[-1]
        return cell_label(programme, table, subject.row(table.id, row_id)[0], rest[0])
    if first == "form":
        return place_label(programme, "/".join(rest))
    if first == "lists":
        return f"名单 {programme.list_label(rest[0])}"
    table = programme.table(rest[1]) if len(rest) > 1 else None
    if table is None:
        return ".".join(rest)
    column = next((c.label for c in table.column if len(rest) > 2 and c.id == rest[2]), "")
    what = _FACTS.get(rest[0], "")
    return " ".join(filter(None, (place_label(programme, table.id), column, what)))
