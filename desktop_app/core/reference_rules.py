"""The reference of a programme's codes: what each means, what to do, which clause asks for it; and
the clauses that a person must judge. Made of the pack alone."""

from collections.abc import Iterator

from desktop_app.core.checks import CHECKS
from desktop_app.core.findings import SEVERITY_WORDS, Severity
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import place_label
from desktop_app.core.programme import Programme
from desktop_app.core.reference import ReferencePage, basis, page, plain, without_expressions

# What a severity asks for, whatever the rule.
_ASKS = {
    Severity.MUST: "按这一条改好;不改好不能成册。",
    Severity.EXPLAIN: "按这一条改好,或者写情况说明,写明具体原因(不写「同上」「已核实」)。",
    Severity.HINT: "供参考,不拦成册;看一眼,对就不用改。",
}
_DERIVED = "填报质量的要求,通知没有单列条款"
_PLACES_TOLD = 6


def rules_name(programme: Programme) -> str:
    """The name of the page of a programme's codes."""
    return f"rules.{programme.id}"


def rules_page(programme: Programme) -> ReferencePage:
    """Every code that an audit of the programme can give."""
    words = "".join(
        f"\n- {SEVERITY_WORDS[one]} {sum(rule.severity is one for rule in programme.rules)} 条:"
        f"{_ASKS[one]}"
        for one in Severity
    )
    blocks = [block for rule in programme.rules for block in _rule(programme, rule)]
    return page(
        rules_name(programme),
        "问题编号:是什么意思,怎么办",
        (
            f"共 {len(programme.rules)} 条。编号后面写着行的,例如第12行,说的是那一行。{words}",
            *blocks,
        ),
    )


def own_judgement_page(programme: Programme) -> ReferencePage:
    """The clauses that no data decide, those with two readings, the lists that are not there."""
    notes = [
        block
        for one in programme.about.note
        for block in (
            f"## {plain(one.code)} {plain(one.title)}",
            plain(one.text),
            f"依据:{basis(one.clause, one.quote)}",
        )
    ]
    read_twice = [one for one in programme.rules if one.reading]
    readings = [f"- {one.code} {plain(one.title)}:{_readings(one)}" for one in read_twice]
    empty = [name for name, listed in sorted(programme.lists.items()) if not listed.rows]
    lists = [f"- {plain(programme.list_label(name))}" for name in empty]
    return page(
        f"judgement.{programme.id}",
        "程序不核对、要您自己判断的",
        (
            "下面这些条款,程序没有数据可以判断,或者通知没有写明;请自己看一遍,拿不准的问发文单位。"
            "所有事项都一样的,见「程序不核对什么」。",
            *notes,
            "## 可以有两种理解的条款" if readings else "",
            "\n".join(readings),
            "## 还没有载入的名单" if lists else "",
            "载入以前,用到它的核对写着“缺数据”,不算通过。" if lists else "",
            "\n".join(lists),
        ),
    )


def _rule(programme: Programme, rule: Rule) -> Iterator[str]:
    yield f"## {plain(rule.code)} {plain(rule.title)}({SEVERITY_WORDS[rule.severity]})"
    lines = [
        ("意思", _meaning(rule)),
        ("怎么办", _what_to_do(programme, rule)),
        ("两种理解", _readings(rule) if rule.reading else ""),
        ("可以问", plain(without_expressions(rule.ask)) if rule.ask else ""),
        ("依据", _ground(rule)),
    ]
    yield "\n".join(f"- **{label}**:{text}" for label, text in lines if text)


def _ground(rule: Rule) -> str:
    if not rule.clause:
        return _DERIVED
    derived = "" if rule.quote else "(由这一条推出,通知没有写这句话)"
    return basis(rule.clause, rule.quote) + derived


def _meaning(rule: Rule) -> str:
    said = f"程序会说:“{plain(without_expressions(rule.say))}”" if rule.say else ""
    how = plain(CHECKS[rule.check].how) if rule.check else ""
    return " ".join(filter(None, (how, said))) or plain(rule.title)


def _what_to_do(programme: Programme, rule: Rule) -> str:
    parts: list[str] = []
    if places := _places(programme, rule):
        parts.append(f"看{'、'.join(places)}。")
    if rule.check:
        parts.append(plain(CHECKS[rule.check].mend))
    if rule.fix:
        parts.append(f"能一步改好:{'、'.join(f'「{plain(one.title)}」' for one in rule.fix)}。")
    if rule.margin:
        parts.append("差多少,看「离门槛还有多远」。")
    if rule.severity is Severity.EXPLAIN or not (rule.check or rule.fix):
        parts.append(_ASKS[rule.severity])
    return "".join(parts)


def _places(programme: Programme, rule: Rule) -> list[str]:
    """The labels of the places that a finding of the rule leads to."""
    table = programme.table(rule.each) if rule.each else None
    if table is not None:
        columns: dict[str, Field] = {one.id: one for one in table.column}
        labels = [columns[one].label for one in rule.at if one in columns]
        return (
            [f"「{plain(table.title)}」这一行的{'、'.join(map(plain, labels))}"] if labels else []
        )
    return [f"「{plain(place_label(programme, one))}」" for one in rule.at[:_PLACES_TOLD]]


def _readings(rule: Rule) -> str:
    told = ";".join(plain(one.title) for one in rule.reading)
    return f"{told}。到「核对」里选一种,选了哪一种、谁选的会留下。"
