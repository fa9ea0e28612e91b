"""Numbers in the plan's text that state a fact of its own projects, and the figures they claim.

A number counts only when its clause can speak of the projects of this application or of a part of
them, and of nothing else. Where words allow two figures, both are claimed: it is enough if one of
them bears the number out. A statement that words alone do not make sure (`is_sure`) is held to be
one only where its neighbours are: see `core.stated`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.core.prose import subjects
from desktop_app.core.prose.claims import FILLERS, Claim, Claimed, Of, Spot, Terms
from desktop_app.core.prose.clauses import Passage, passages
from desktop_app.core.prose.context import Context, Names
from desktop_app.core.prose.counts import GROWTH, counted
from desktop_app.core.prose.form_figures import of_form, of_form_count
from desktop_app.core.prose.headings import heading
from desktop_app.core.prose.investments import invested
from desktop_app.core.prose.quantities import Quantity, quantities
from desktop_app.core.prose.scopes import banded
from desktop_app.core.prose.shares import shared

# Read with half-width digits; every sign keeps its place.
_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
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


def statements(text: str, terms: Terms) -> Iterator[Statement]:
    """All numbers in a text that state a fact of the projects or of the form."""
    context = Context()
    head: Names = {}
    typed, text = text, text.translate(_WIDTH)
    for number, passage in enumerate(passages(text)):
        headed = heading(passage, terms)
        if headed is not None:
            head, context = headed, Context()
            continue
        is_new_line = not passage.start or text[: passage.start].rstrip(" \u3000").endswith("\n")
        if subjects.BREAKDOWN.match(passage.text):
            head = {}
        context = context.continues(passage.text, is_new_line=is_new_line)
        context.heads = {**head, **context.heads}
        yield from _Reader(passage, number, terms, context, typed).read()


class _Reader:
    """Reads one passage, clause by clause."""

    def __init__(
        self, passage: Passage, number: int, terms: Terms, context: Context, typed: str
    ) -> None:
        self._typed = typed
        self._passage = passage
        self._number = number
        self._terms = terms
        self._context = context
        # 「申报165个,经评审择优确定108个」: what stands before the choice are candidates.
        self._chosen_at = self._last_choice()

    def _last_choice(self) -> int:
        """Where the clause with the last choice begins; 0 where nothing is chosen from."""
        text = self._passage.text
        chosen = list(subjects.CHOICE.finditer(text))
        sifted = subjects.SIFTED.search(text[: chosen[-1].start()] if chosen else text)
        is_sifted = sifted is not None or self._context.is_sifted
        self._context.is_sifted = is_sifted
        if not chosen or not is_sifted:
            return 0
        at = self._passage.start + chosen[-1].start()
        return max((one.start for one in self._passage.clauses if one.start <= at), default=0)

    def read(self) -> Iterator[Statement]:
        for clause in self._passage.clauses:
            self._context.enter(clause.depth)
            self._context.turn(clause, self._terms.places, self._terms.years)
            found = quantities(clause.text)
            each = self._context.pending if "分别" in clause.text else ()
            for n, one in enumerate(found):
                if len(each) == len(found) > 1:
                    # 「甲县、乙县分别占44.1%和32.1%」
                    self._context.names = {each[n].dimension: frozenset({each[n].name})}
                before = clause.text[found[n - 1].end if n else 0 : one.start]
                end = found[n + 1].start if n + 1 < len(found) else len(clause.text)
                if not n and FILLERS.match(before) and not quantities(clause.lead):
                    before = clause.lead + before
                around = Spot(
                    clause,
                    one,
                    before,
                    clause.text[one.end : end],
                    self._passage,
                    self._chosen_at,
                    self._terms,
                )
                claimed = self._claimed(around)
                if claimed is not None:
                    yield self._statement(around, *claimed)
            if found:
                self._context.pending = ()
            else:
                self._take_opening(clause.text)

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

    def _statement(self, at: Spot, of: Of, claims: tuple[Claim, ...], is_sure: bool) -> Statement:
        clause, one = at.clause, at.one
        start, end = clause.start + one.start, clause.start + one.end
        digits = (clause.start + one.digits[0], clause.start + one.digits[1])
        text = self._typed[start:end].strip()
        begin, stop = self._passage.around(clause)
        sentence = self._typed[begin:stop].strip()
        return Statement(of, claims, one, text, sentence, start, end, digits, self._number, is_sure)

    def _claimed(self, at: Spot) -> Claimed | None:
        context = self._context
        band = banded(at.clause.text)
        if band is not None and band.start <= at.one.digits[0] < band.end:
            return None
        if at.one.kind == "count":
            return of_form_count(at, context) or counted(at, context)
        formed = of_form(at, context)
        if formed is not None:
            return formed
        if context.about == "else" or at.clause.start < self._chosen_at:
            return None
        if GROWTH.search(at.before):
            return None
        return invested(at, context) if at.one.kind == "money" else shared(at, context)
