"""The named checks that rules.toml switches on with `check = "…"`.

A check takes the subject and its rule and yields findings; it raises `NoData` when its inputs
are blank and `NotApplicable` when there is nothing to check. Code, severity and clause are the
rule's, so that the notice stays in the pack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.core.checks import agreement, content, firms, on_paper, stated
from desktop_app.core.checks.base import NotApplicable, Told
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Programme, Rule


@dataclass(frozen=True, slots=True)
class Check:
    """A check, what it reads (as `core.changed` names it), and the `options` a rule may give."""

    run: Callable[[Subject, Rule], Iterator[Finding | Told]]
    reads: Callable[[Programme, Rule], frozenset[str]]
    options: frozenset[str] = frozenset()


def _everything(programme: Programme, _: Rule) -> frozenset[str]:
    sections = {f"{section.id}/*" for section in programme.plan.section}
    return frozenset({"chapters/*", *sections, *_all_cells(programme)})


def _all_texts(programme: Programme, rule: Rule) -> frozenset[str]:
    return _everything(programme, rule) | {"explanations", "readings/*"}


def _all_cells(programme: Programme) -> set[str]:
    return {f"{table.id}.*" for table in programme.tables()}


def _projects(programme: Programme, _: Rule) -> frozenset[str]:
    return frozenset(f"{t.id}.*" for t in (programme.summary.table, programme.plan.project_list))


def _summary(programme: Programme, _: Rule) -> frozenset[str]:
    return frozenset({f"{programme.summary.table.id}.*"})


def _chapters(programme: Programme, _: Rule) -> frozenset[str]:
    tables = {f"{t}.*" for chapter in programme.plan.chapter for t in chapter.tables}
    return frozenset({"chapters/*", *tables})


def _industries(programme: Programme, rule: Rule) -> frozenset[str]:
    return frozenset({str(rule.options["form"]), f"{programme.summary.table.id}.*"})


def _stated(programme: Programme, _: Rule) -> frozenset[str]:
    form, table = programme.summary, programme.summary.table.id
    columns = (
        form.name, form.enterprise, form.county, form.industry, form.investment, form.start,
        form.finish, form.level, form.level_before, form.award, *form.parts,
    )  # fmt: skip
    sections = {f"{section.id}/*" for section in programme.plan.section}
    facts = {f"{one.id}.*" for one in programme.plan.table}
    return frozenset({"chapters/*", *sections, *facts, *(f"{table}.{one}" for one in columns)})


CHECKS: dict[str, Check] = {
    "chapters": Check(content.chapters, _chapters),
    "credit_code": Check(content.credit_code, _summary, frozenset({"column"})),
    "duplicates": Check(agreement.duplicates, _projects),
    "firms": Check(firms.firms, _summary),
    "forbidden_words": Check(
        content.forbidden_words, _everything, frozenset({"words", "chapters", "tables"})
    ),
    "printable": Check(on_paper.printable, _all_texts),
    "required": Check(content.required, _everything),
    "same_counts": Check(agreement.same_counts, _projects),
    "same_details": Check(agreement.same_details, _projects),
    "same_industries": Check(content.same_industries, _industries, frozenset({"form", "column"})),
    "same_names": Check(agreement.same_names, _projects),
    "seen": Check(on_paper.seen, _all_texts),
    "stated_numbers": Check(stated.stated_numbers, _stated),
    "understood": Check(content.understood, _everything),
}

__all__ = ["CHECKS", "Check", "NotApplicable", "Told"]
