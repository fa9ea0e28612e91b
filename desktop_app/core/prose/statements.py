"""Numbers in the plan's text that state a fact of its own projects, and the figures they claim.

A number counts only when its clause can speak of the projects of this application or of a part of
them, and of nothing else. Where words allow two figures, both are claimed: it is enough if one of
them bears the number out. A statement that words alone do not make sure (`is_sure`) is held to be
one only where its neighbours are: see `core.stated`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from desktop_app.core.prose import subjects
from desktop_app.core.prose.claims import FILLERS, Claim, Claimed, Of, Spot, Terms
from desktop_app.core.prose.clauses import Clause, Passage, passages
from desktop_app.core.prose.context import Context, Money
from desktop_app.core.prose.counts import GROWTH, counted
from desktop_app.core.prose.enumerations import Enumerations
from desktop_app.core.prose.form_figures import of_form, of_form_count
from desktop_app.core.prose.headings import heading
from desktop_app.core.prose.investments import invested
from desktop_app.core.prose.parts import Names
from desktop_app.core.prose.plain_text import PlainText, in_usual_words, plain_text
from desktop_app.core.prose.quantities import Quantity, quantities
from desktop_app.core.prose.scopes import banded
from desktop_app.core.prose.selection import (
    SENTENCES_ON,
    chosen_at,
    chosen_later,
    speaks_of_sifting,
)
from desktop_app.core.prose.shares import shared

# Behind a number that may be divided: nothing, or what these projects and firms are called.
_COUNTED = re.compile(r"\s*(?:$|[^\u4e00-\u9fff]|[^,\uff0c]{0,16}(?:项目|企业|单位))")
_SEGMENT = re.compile(r"[^;\uff1b]+")
# Money whose parts are what the single projects apply for.
_AWARDS = frozenset({"award", "form:award", "form:transformation"})
# Opens shares that are told part by part: 「占项目总数的比重分别为:铸造68.4%」.
_OPENS_SHARES = re.compile(r"比重|占比|份额|所占比例|构成(?:比例)?(?:为|是|如下)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated number: what it may claim, how much and how firmly, in which sentence.

    `start` and `end` are where it stands in the text, `digits` where the bare number does;
    `passage` counts the passages of the text.
    """

    of: Of
    claims: tuple[Claim, ...]
    quantity: Quantity
    text: str
    sentence: str
    start: int
    end: int
    digits: tuple[int, int]
    passage: int
    is_sure: bool

    @property
    def is_of_form(self) -> bool:
        """Whether it states what the form says, not the table."""
        return all(claim.measure.startswith("form:") for claim in self.claims)


def statements(text: str, terms: Terms) -> Iterator[Statement]:
    """All numbers in a text that state a fact of the projects or of the form."""
    context = Context()
    head: Names = {}
    is_of_others = False
    enumerations = Enumerations(terms.places, terms.parts)
    plain = in_usual_words(plain_text(text), terms.noun, terms.counter, terms.usual)
    text = plain.text
    read = tuple(passages(text))
    for number, passage in enumerate(read):
        headed = heading(passage, terms)
        if headed is not None:
            head, context = headed.names, Context()
            is_of_others = is_of_others if headed.is_of_others is None else headed.is_of_others
            continue
        is_new_line = _begins_a_line(text, passage.start)
        if subjects.BREAKDOWN.match(passage.text):
            head = {}
        context = context.continues(passage.text, is_new_line=is_new_line)
        context.head = {**head, **context.head}
        following = read[number + 1 : number + 1 + SENTENCES_ON]
        reader = _Reader(passage, following, number, terms, context, enumerations, plain)
        for one in reader.read():
            # Where others are told of, a number must be said to be of these projects.
            if not is_of_others or context.about == "ours" or one.is_of_form:
                yield one


class _Reader:
    """Reads one passage, clause by clause."""

    def __init__(
        self,
        passage: Passage,
        following: Sequence[Passage],
        number: int,
        terms: Terms,
        context: Context,
        enumerations: Enumerations,
        plain: PlainText,
    ) -> None:
        self._plain = plain
        self._passage = passage
        self._number = number
        self._terms = terms
        self._context = context
        self._enumerations = enumerations
        self._chosen_at = chosen_at(passage, is_sifted=context.is_sifted)
        context.is_sifted |= speaks_of_sifting(passage.text)
        self._chosen_later = chosen_later(passage, following)
        self._excluded = tuple(_excluded(passage))

    def read(self) -> Iterator[Statement]:
        context = self._context
        clauses = tuple(self._enumerations.written_out(self._passage.clauses))
        last: tuple[Spot, Claimed | None] | None = None
        for clause, following in zip_longest(clauses, clauses[1:]):
            context.enter(clause.depth)
            context.turn(clause, self._terms.places, self._terms.years)
            found = quantities(clause.text)
            for n in range(len(found)):
                spot = self._spot(clause, following.text if following else "", found, n)
                claimed = self._restated(spot, last) or self._claimed(spot)
                last = (spot, claimed)
                self._note(spot, claimed)
                if claimed is not None:
                    yield self._statement(spot, *claimed)
            if found:
                context.pending = ()
            else:
                self._take_opening(clause.text)

    def _restated(self, at: Spot, last: tuple[Spot, Claimed | None] | None) -> Claimed | None:
        """「0.51亿元(5060.5万元)」: what a number in brackets says again claims the same."""
        if last is None or at.one.kind != "money" or last[0].one.kind != "money":
            return None
        is_alone = not at.clause.text[: at.one.start].strip(" 即合") and not at.behind.strip()
        is_aside = at.clause.depth > last[0].clause.depth or at.clause.text.startswith("即")
        is_next = not last[0].behind.strip() and last[0].following == at.clause.text
        return last[1] if is_alone and is_aside and is_next else None

    def _note(self, at: Spot, claimed: Claimed | None) -> None:
        """Remember whether a number was of these projects, for the parts it may be divided into."""
        is_ours = _is_of_ours(claimed)
        # 「分布在8个县,其中…」: what is divided is what was counted before.
        if is_ours or at.one.kind != "count" or _COUNTED.match(at.behind):
            self._context.note(_kind(at.one), was_read=is_ours, money=self._money(at, claimed))

    def _money(self, at: Spot, claimed: Claimed | None) -> Money:
        """What a sum of money was read as; in an award that is divided, it may be the rest of it
        that the projects get."""
        if at.one.kind != "money":
            return ""
        if claimed is None:
            is_theirs = self._context.divided_money == "award" and "项目" in at.clause.text
            return "award" if is_theirs else "else"
        measures = {claim.measure for claim in claimed[1]}
        if measures & _AWARDS:
            return "award"
        return "investment" if measures <= {"investment"} else "else"

    def _spot(self, clause: Clause, following: str, found: Sequence[Quantity], n: int) -> Spot:
        text, one = clause.text, found[n]
        before = text[found[n - 1].end if n else 0 : one.start]
        end = found[n + 1].start if n + 1 < len(found) else len(text)
        if not n and FILLERS.match(before) and not quantities(clause.lead):
            before = clause.lead + before
        return Spot(
            clause=clause,
            one=one,
            before=before,
            behind=text[one.end : end],
            following=following if end == len(text) else "",
            passage=self._passage,
            chosen_at=self._chosen_at,
            terms=self._terms,
        )

    def _take_opening(self, text: str) -> None:
        """What a clause without numbers announces: shares part by part, or what is asked for."""
        if _OPENS_SHARES.search(text):
            self._context.shares_of = text
        if "投资" in text and subjects.BREAKDOWN.match(text):
            self._context.noun = "investment"
        if any(
            word in text for one in self._terms.wordings if one.id == "award" for word in one.words
        ):
            self._context.noun = "award"

    def _is_excluded(self, clause: Clause) -> bool:
        """Whether the stretch of a clause says of itself that it is not of the table."""
        end = self._passage.start + len(self._passage.text)
        at = bisect_right(self._excluded, (clause.start, end))
        return at > 0 and clause.start < self._excluded[at - 1][1]

    def _is_of_candidates(self, at: Spot) -> bool:
        """Whether more are counted than a later sentence says were chosen, or their money told."""
        if self._chosen_later is None:
            return False
        if _kind(at.one) == "projects":
            return at.one.value > self._chosen_later
        return self._context.was_read.get("projects") is False

    def _statement(self, at: Spot, of: Of, claims: tuple[Claim, ...], is_sure: bool) -> Statement:
        clause, one = at.clause, at.one
        at_text, plain = clause.start + clause.shift, self._plain
        start, end = at_text + one.start, at_text + one.end
        first, last = at_text + one.digits[0], at_text + one.digits[1]
        text = plain.as_typed(start, end).strip()
        sentence = plain.as_typed(*self._passage.around(clause)).strip()
        digits = (plain.at(first), plain.at(last - 1) + 1)
        start, end = plain.at(start), plain.at(end - 1) + 1
        return Statement(of, claims, one, text, sentence, start, end, digits, self._number, is_sure)

    def _claimed(self, at: Spot) -> Claimed | None:
        context = self._context
        band = banded(at.clause.text)
        if band is not None and band.start <= at.one.digits[0] < band.end:
            return None
        if self._is_excluded(at.clause):
            return None
        if self._is_of_candidates(at):
            return None
        is_chosen = at.clause.start >= self._chosen_at > 0
        is_of_others = not is_chosen and context.is_of_others(_kind(at.one))
        if at.one.kind == "count":
            if formed := of_form_count(at, context):
                return formed
            return None if is_of_others else counted(at, context)
        formed = of_form(at, context)
        if formed is not None:
            return formed
        is_aside = any(one.is_aside for one in context.divided)
        if context.about == "else" or is_aside or at.clause.start < self._chosen_at:
            return None
        if GROWTH.search(at.before):
            return None
        return invested(at, context) if at.one.kind == "money" else shared(at, context)


def _begins_a_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \u3000":
        start -= 1
    return not start or text[start - 1] == "\n"


def _excluded(passage: Passage) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons that say they are not of the table's projects."""
    for match in _SEGMENT.finditer(passage.text):
        if subjects.EXCLUDED.search(match[0]):
            yield passage.start + match.start(), passage.start + match.end()


def _kind(one: Quantity) -> str:
    """What a number counts, as far as its unit tells."""
    if one.kind != "count":
        return one.kind
    return "firms" if one.unit in "家户" else "projects"


def _is_of_ours(claimed: Claimed | None) -> bool:
    """Whether the parts of a number can be those of the table."""
    if claimed is None:
        return False
    of, claims, _ = claimed
    return of != "count" or not any(one.measure.startswith("form:") for one in claims)
