"""The named checks that rules.toml switches on with `check = "…"`.

A check takes the subject and its rule and yields findings; it raises `NoData` when its inputs
are blank and `NotApplicable` when there is nothing to check. Code, severity and clause are the
rule's, so that the notice stays in the pack.
"""

from collections.abc import Callable, Iterator

from desktop_app.core.checks import agreement, content, on_paper
from desktop_app.core.checks.base import NotApplicable
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Rule

CHECKS: dict[str, Callable[[Subject, Rule], Iterator[Finding]]] = {
    "chapters": content.chapters,
    "credit_code": content.credit_code,
    "duplicates": agreement.duplicates,
    "forbidden_words": content.forbidden_words,
    "printable": on_paper.printable,
    "required": content.required,
    "same_counts": agreement.same_counts,
    "same_industries": content.same_industries,
    "same_names": agreement.same_names,
    "seen": on_paper.seen,
    "stated_numbers": agreement.stated_numbers,
    "understood": content.understood,
}

# The keys each check takes from a rule's `options`; lint refuses others.
OPTIONS: dict[str, frozenset[str]] = {
    "credit_code": frozenset({"column"}),
    "forbidden_words": frozenset({"words", "chapters", "tables"}),
    "same_industries": frozenset({"form", "column"}),
}

__all__ = ["CHECKS", "OPTIONS", "NotApplicable"]
