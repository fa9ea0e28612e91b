"""Clauses that can be read in more than one way: what each reading gives, and which was chosen."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.core.changes import SetValue, Together
from desktop_app.core.draft import Draft
from desktop_app.core.expressions import NoData, Scope, fill
from desktop_app.core.facts import Subject
from desktop_app.core.pack_about import Contact
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.verdicts import in_readings, reads_of, shared_values, typed_form

CHOSEN, BY, ON = "readings", "readings_by", "readings_on"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reading: its id and title, and whether the draft holds by it; None without data."""

    id: str
    title: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Clause:
    """An ambiguous clause with what each of its readings gives for the draft.

    `chosen` is the id of the reading that was chosen, "" for none, with by whom and when;
    `question` is ready to be asked at `contact`.
    """

    rule: Rule
    outcomes: tuple[Outcome, ...]
    chosen: str
    author: str
    time: str
    question: str
    contact: Contact | None

    @property
    def is_split(self) -> bool:
        """Whether it matters which reading is right."""
        return len({one.holds for one in self.outcomes}) > 1


def clauses(programme: Programme, draft: Draft) -> tuple[Clause, ...]:
    """All clauses of the programme that can be read in more than one way."""
    subject = Subject(programme, draft)
    return tuple(_clause(subject, rule) for rule in programme.rules if rule.reading)


def readings_of(programme: Programme, code: str) -> tuple[str, ...]:
    """The ids of the readings of a rule, a reward or a group of rewards; empty when it has none."""
    by_code = {one.code: one.reading for one in programme.rules}
    by_code |= {one.id: one.reading for one in programme.rewards.reward}
    by_code |= {one.id: one.reading for one in programme.rewards.group}
    return tuple(one.id for one in by_code.get(code, ()))


def choosing(draft: Draft, code: str, reading: str, author: str, now: datetime) -> Together:
    """The change that chooses a reading, with who chose it and when; "" takes the choice back."""
    told = {
        CHOSEN: reading,
        BY: author if reading else "",
        ON: now.isoformat(timespec="seconds") if reading else "",
    }
    changes = (
        SetValue(f"{start}/{code}", draft.values.get(f"{start}/{code}", ""), text)
        for start, text in told.items()
    )
    return Together(f"{code} 的理解方式", tuple(one for one in changes if one.old != one.new))


def _clause(subject: Subject, rule: Rule) -> Clause:
    draft = subject.draft
    scope = Scope({"form": {}, "facts": {}, "lists": {}, **shared_values(subject, reads_of(rule))})
    try:
        holds: dict[str, bool] | None = None if rule.each else in_readings(rule, scope)
    except NoData:
        holds = None
    outcomes = tuple(
        Outcome(one.id, one.title, None if holds is None else holds[one.id]) for one in rule.reading
    )
    question = fill(rule.ask, scope, lambda path: typed_form(subject, path)) if rule.ask else ""
    contacts = subject.programme.about.contact
    asked = (one for one in contacts if one.office == rule.ask_at)
    values = draft.values
    return Clause(
        rule,
        outcomes,
        values.get(f"{CHOSEN}/{rule.code}", ""),
        values.get(f"{BY}/{rule.code}", ""),
        values.get(f"{ON}/{rule.code}", ""),
        question,
        next(asked, None),
    )
