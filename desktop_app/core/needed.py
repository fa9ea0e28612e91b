"""Which single fields must be filled in now: always, or because of what others say.

A rule makes a field required when it asks `has(form.section.field)`, points there, and does not
hold while the field is blank. Rules over tables are left to the audit: they take longer than a key.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from desktop_app.core.draft import Draft
from desktop_app.core.expressions import NoData, Scope
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Severity
from desktop_app.core.pack_forms import Section
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.verdicts import reads_of

_ASKED = re.compile(r"\bhas\(\s*form\.(\w+)\.(\w+)\s*\)")


def needed(
    programme: Programme, draft: Draft, sections: Iterable[Section]
) -> Mapping[str, Rule | None]:
    """The paths among these sections that must be filled in, with the rule that asks for it now;
    None for a field that always must."""
    paths = {f"{section.id}/{field.id}" for section in sections for field in section.field}
    found: dict[str, Rule | None] = {}
    for path in paths:
        field = programme.field(path)
        if field is not None and field.required:
            found[path] = None
    for rule in programme.rules:
        for path in _asked_by(rule):
            if path in paths and path not in found and _fails_blank(programme, draft, rule, path):
                found[path] = rule
    return MappingProxyType(found)


@lru_cache(maxsize=1024)
def _asked_in(require: str) -> frozenset[str]:
    return frozenset(f"{m[1]}/{m[2]}" for m in _ASKED.finditer(require))


def _asked_by(rule: Rule) -> frozenset[str]:
    if rule.severity is not Severity.MUST or rule.each or rule.check or rule.reading:
        return frozenset()
    return _asked_in(rule.require) & frozenset(rule.at)


def _fails_blank(programme: Programme, draft: Draft, rule: Rule, path: str) -> bool:
    """Whether the rule fails on the draft with nothing at this path."""
    reads = reads_of(rule)
    if "facts" in reads.shared:
        return False
    values = {key: text for key, text in draft.values.items() if key != path}
    subject = Subject(programme, replace(draft, values=MappingProxyType(values)))
    known: dict[str, Mapping[str, object]] = {"form": subject.form, "lists": subject.lists}
    scope = Scope({name: known[name] for name in reads.shared})
    try:
        return (not rule.when or scope.holds(rule.when)) and not scope.holds(rule.require)
    except NoData:
        return False
