"""Linting a rule: its quote, its expressions, its places, and the examples that prove it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from desktop_app.core.checks import CHECKS
from desktop_app.core.checks.listed import excluded_lists
from desktop_app.core.draft import Draft, Row
from desktop_app.core.expressions import (
    ExpressionFault,
    NoData,
    Scope,
    compile_expression,
    placeholders,
)
from desktop_app.core.findings import State
from desktop_app.core.pack import quote_occurs
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_lists import list_of
from desktop_app.core.pack_rewards import RewardFile
from desktop_app.core.pack_rules import Example, Rule
from desktop_app.core.programme import Programme
from desktop_app.core.rewards import FACTS
from desktop_app.core.rules import audit
from desktop_app.core.trial import Result, trial_problems
from desktop_app.core.verdicts import measured

# How near an example lies to a threshold: at it, and just beside it (in the threshold's unit).
_EXACT = 1e-9
_JUST = 1.0


def rule_problems(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    """What is wrong with one rule: the key within it, and the message."""
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
    if rule.check == "rewards" and not programme.rewards.reward:
        yield "check", "规则包没有奖补条款(rewards.toml),无从测算"
        return
    if rule.check and rule.each:
        yield "each", "check 自己逐行核对,不能同时写 each"
    for option in set(rule.options) - (CHECKS[rule.check].options if rule.check else frozenset()):
        yield "options", f"不认识的选项「{option}」"
    if not rule.check and not rule.say:
        yield "", "缺少 say(给用户看的一句话)"
    if rule.check == "not_listed":
        yield from _lists_asked(programme, rule)
    table = programme.table(rule.each) if rule.each else None
    if rule.each and table is None:
        yield "each", f"没有表「{rule.each}」"
        return
    yield from _paths(programme, rule, table)
    yield from _asked(programme, rule)
    texts = {"when": rule.when, "require": rule.require}
    texts |= {f"reading[{n}].require": one.require for n, one in enumerate(rule.reading)}
    texts |= {f"say {{{text}}}": text for text in placeholders(rule.say)}
    texts |= {f"ask {{{text}}}": text for text in placeholders(rule.ask)}
    for n, margin in enumerate(rule.margin):
        texts |= {f"margin[{n}].value": margin.value, f"margin[{n}].limit": margin.limit}
        if bool(margin.least) == bool(margin.most):
            yield f"margin[{n}]", "least(下限)和 most(上限)必须且只能写一个"
    texts |= {f"fix[{n}].to": one.to for n, one in enumerate(rule.fix)}
    texts = {key: text for key, text in texts.items() if text}
    faults = [
        (key.split(" ")[0], message)
        for key, text in texts.items()
        for message in expression_problems(programme, table, text)
    ]
    faults = faults or list(_tried(programme, rule, table, texts))
    yield from faults
    if not faults:
        yield from _examples(programme, rule)
        yield from _boundaries(rule)


def _tried(
    programme: Programme, rule: Rule, table: Table | None, texts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What the rule's expressions do on values of the kinds that a draft gives them; an example
    may give others."""
    for key, text in texts.items():
        where = key.split(" ")[0]
        part = where.rpartition(".")[2]
        result: Result = "any"
        if part in ("when", "require"):
            result = "truth"
        elif part in ("value", "limit"):
            result = "number"
        guard = "" if where == "when" else rule.when
        for message in trial_problems(programme, text, table, when=guard, result=result):
            yield where, message


def _lists_asked(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    """What is wrong with the options of a rule that holds firms against lists."""
    if not excluded_lists(rule):
        yield "options", "缺少 lists(与哪些名单核对)"
    for one in excluded_lists(rule):
        if one not in programme.lists:
            yield "options.lists", f"没有名单 lists/{one}.csv"
        elif programme.list_label(one) == one:
            yield "options.lists", f"名单「{one}」没有名称,请在 programme.toml 写 [[list]] 的 title"
    columns = {column.id for column in programme.summary.table.column}
    for key in ("name", "code"):
        column = rule.options.get(key)
        if column is not None and column not in columns:
            yield f"options.{key}", f"汇总表没有列「{column}」"
    heading = str(rule.options.get("listed_code", ""))
    known = (programme.lists[one] for one in excluded_lists(rule) if one in programme.lists)
    if heading and all(one.column(heading) is None for one in known):
        yield "options.listed_code", f"名单没有列「{heading}」"


def _paths(programme: Programme, rule: Rule, table: Table | None) -> Iterator[tuple[str, str]]:
    columns = {column.id for column in table.column} if table else set[str]()
    for path in rule.at:
        if table is not None:
            if path not in columns:
                yield "at", f"表「{table.id}」没有列「{path}」"
        elif not _path_exists(programme, path):
            yield "at", f"没有填报项「{path}」"


def _asked(programme: Programme, rule: Rule) -> Iterator[tuple[str, str]]:
    offices = {contact.office for contact in programme.about.contact}
    if rule.ask_at and rule.ask_at not in offices:
        yield "ask_at", f"没有联系处室「{rule.ask_at}」"
    if rule.reading and not rule.ask:
        yield "ask", "条款有不同理解,缺少 ask(可以直接念的电话询问)"
    if rule.margin and rule.check:
        yield "margin", "check 没有公式,不能量出离门槛多远"
    for n, one in enumerate(rule.fix):
        if one.at not in rule.at:
            yield f"fix[{n}].at", f"「{one.at}」不在本条的 at 之中"


def _boundaries(rule: Rule) -> Iterator[tuple[str, str]]:
    """Examples at each threshold: one that just meets it, one that just misses it."""
    for n, margin in enumerate(rule.margin):
        rooms: list[float] = []
        for example in rule.example:
            found = measured(margin, _scope(example))
            if found is not None:
                value, limit = found
                rooms.append(value - limit if margin.least else limit - value)
        if not any(-_EXACT <= room < 1 for room in rooms):
            yield f"margin[{n}]", f"没有刚好达到「{margin.title}」的例子"
        if not any(-_JUST <= room < -_EXACT for room in rooms):
            yield f"margin[{n}]", f"没有刚好达不到「{margin.title}」的例子"


def _path_exists(programme: Programme, path: str) -> bool:
    first, _, rest = path.partition("/")
    if first == "chapters":
        return any(chapter.id == rest for chapter in programme.plan.chapter)
    return programme.field(path) is not None or programme.table(path) is not None


def expression_problems(programme: Programme, table: Table | None, text: str) -> Iterator[str]:
    """What is wrong with an expression: it does not compile, or reads what there is not."""
    try:
        expression = compile_expression(text)
    except ExpressionFault as reason:
        yield str(reason)
        return
    for path in sorted(expression.reads):
        parts = path.split(".")
        if not _is_known(programme, table, parts):
            yield f"表达式读取了不存在的「{path}」"


def sound_problems(
    programme: Programme,
    table: Table | None,
    text: str,
    result: Result = "any",
    *,
    when: str = "",
) -> Iterator[str]:
    """What is wrong with an expression, or with what it yields for values of the right kinds."""
    faults = list(expression_problems(programme, table, text))
    yield from faults or trial_problems(programme, text, table, when=when, result=result)


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
        case ["facts", "measure", measure_id]:
            return any(measure_id == one.id for one in programme.measures)
        case ["facts", "reward", name]:
            rewards = programme.rewards.reward
            return bool(rewards) and (name in FACTS or any(name == one.id for one in rewards))
        case ["facts", "reward", "payer", split_id]:
            return any(split_id == one.id for one in programme.rewards.split)
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
    scope = _scope(example)
    try:
        if rule.when and not scope.holds(rule.when):
            return "not_applicable"
        if rule.reading:
            return {reading.id: scope.holds(reading.require) for reading in rule.reading}
        return scope.holds(rule.require)
    except NoData:
        return "no_data"


def _scope(example: Example) -> Scope:
    return Scope(
        {"row": example.row, "form": example.form, "facts": example.facts, "lists": example.lists}
    )


def _prove_check(programme: Programme, rule: Rule, example: Example) -> bool | str:
    """Run the one check over a draft made of the example's values and tables, with its lists in
    the place of the pack's."""
    lists = programme.lists | {key: list_of(rows) for key, rows in example.lists.items()}
    tables = {
        table_id: tuple(
            Row(f"r{n}", MappingProxyType(dict(cells))) for n, cells in enumerate(rows, start=1)
        )
        for table_id, rows in example.tables.items()
    }
    draft = Draft(programme.id, 0, MappingProxyType(example.values), MappingProxyType(tables))
    rewards = programme.rewards if rule.check == "rewards" else RewardFile()
    alone = replace(programme, rules=(rule,), letters=(), notice="", lists=lists, rewards=rewards)
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
