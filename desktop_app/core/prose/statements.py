"""Numbers in the plan's text that state a fact of its own projects, and the figures they claim.

A number counts only when its clause can speak of the projects of this application or of a part of
them, and of nothing else. Where words allow two figures, both are claimed: it is enough if one of
them bears the number out. A statement that words alone do not make sure (`is_sure`) is held to be
one only where its neighbours are: see `core.stated`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.clauses import Clause, Passage, passages
from desktop_app.core.prose.context import Context, Names
from desktop_app.core.prose.quantities import Quantity, quantities
from desktop_app.core.prose.scopes import Named, Places, banded, graded, timed

Of = Literal["count", "total", "share"]
# Read with half-width digits; every sign keeps its place.
_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SHORT_HEADING = 20
_LONGEST_LEAD_IN = 12
_LONGEST_KIND = 8
_FEW = 10


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure of the form, and the words by which a text speaks of it."""

    id: str
    words: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text may speak of.

    `years` are the first and last year of the projects; `parts` the labels of the parts of an
    investment (软件, 硬件).
    """

    places: Places
    years: tuple[int, int] | None = None
    parts: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a number may state: a measure of a part, or `form:<id>` of the form."""

    measure: str
    scope: Scope = field(default_factory=Scope)


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


# What a number claims: of what kind, which figures, and whether the words make it sure.
_Claimed = tuple[Of, tuple[Claim, ...], bool]


def statements(text: str, terms: Terms) -> Iterator[Statement]:
    """All numbers in a text that state a fact of the projects or of the form."""
    context = Context()
    head: Names = {}
    typed, text = text, text.translate(_WIDTH)
    for number, passage in enumerate(passages(text)):
        heading = _heading(passage, terms)
        if heading is not None:
            head, context = heading, Context()
            continue
        is_new_line = not passage.start or text[: passage.start].rstrip(" \u3000").endswith("\n")
        if subjects.BREAKDOWN.match(passage.text):
            head = {}
        context = context.continues(passage.text, is_new_line=is_new_line)
        context.heads = {**head, **context.heads}
        yield from _Reader(passage, number, terms, context, typed).read()


def _heading(passage: Passage, terms: Terms) -> Names | None:
    """The part that a heading names for what stands below it; {} for another heading, None for
    what is no heading."""
    text = subjects.NOTES.sub("", passage.text).strip()
    is_line = passage.text.endswith("\n") or len(text) <= _SHORT_HEADING
    match = subjects.HEADING.match(text)
    if match is None or not is_line or quantities(passage.text):
        return None
    named = terms.places.named(match["name"])
    rest = match["name"]
    for one in named:
        rest = rest.replace(match["name"][one.start : one.end], "")
    if len(named) == 1 and len(rest) <= len("行业领域"):
        return {named[0].dimension: frozenset({named[0].name})}
    is_numbered = match.start("name") > 0
    return {} if is_numbered and passage.text.endswith("\n") else None


@dataclass(frozen=True, slots=True)
class _Around:
    """A number with its clause, what stands before it (from the clause it goes on from, if nothing
    in its own) and behind it, up to the next numbers."""

    clause: Clause
    one: Quantity
    before: str
    behind: str


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
                if not n and subjects.FILLERS.match(before) and not quantities(clause.lead):
                    before = clause.lead + before
                around = _Around(clause, one, before, clause.text[one.end : end])
                claimed = self._claimed(around)
                if claimed is not None:
                    yield self._statement(around, *claimed)
            if found:
                self._context.pending = ()
            else:
                self._take_opening(clause.text)

    def _take_opening(self, text: str) -> None:
        """What a clause without numbers announces: shares part by part, or what is asked for."""
        if subjects.OPENS_SHARES.search(text):
            self._context.shares_of = text
        if "投资" in text and subjects.BREAKDOWN.match(text):
            self._context.noun = "investment"
        if any(
            word in text for one in self._terms.wordings if one.id == "award" for word in one.words
        ):
            self._context.noun = "award"

    def _statement(
        self, at: _Around, of: Of, claims: tuple[Claim, ...], is_sure: bool
    ) -> Statement:
        clause, one = at.clause, at.one
        start, end = clause.start + one.start, clause.start + one.end
        digits = (clause.start + one.digits[0], clause.start + one.digits[1])
        text = self._typed[start:end].strip()
        begin, stop = self._passage.around(clause)
        sentence = self._typed[begin:stop].strip()
        return Statement(of, claims, one, text, sentence, start, end, digits, self._number, is_sure)

    def _claimed(self, at: _Around) -> _Claimed | None:
        context = self._context
        band = banded(at.clause.text)
        if band is not None and band.start <= at.one.digits[0] < band.end:
            return None
        if at.one.kind == "count":
            return self._of_form_count(at) or self._counted(at)
        formed = self._of_form(at)
        if formed is not None:
            return formed
        if context.about == "else" or at.clause.start < self._chosen_at:
            return None
        if subjects.GROWTH.search(at.before):
            return None
        return self._invested(at) if at.one.kind == "money" else self._shared(at)

    # ---- counts

    def _counted(self, at: _Around) -> _Claimed | None:
        """Numbers of projects or firms, of all or of a part."""
        context = self._context
        measure = "firms" if at.one.unit in "家户" else "projects"
        how = self._noun(at, measure)
        is_candidate = at.clause.start + at.one.end <= self._chosen_at
        if how is None or context.about == "else" or is_candidate:
            return None
        # 「到2025年底,108个项目中完成60个」: the time is not that of the 108.
        is_whole = subjects.OF_THESE.match(at.behind) is not None and not context.names
        scopes = (Scope(),) if is_whole else context.scopes(at.clause.text)
        if subjects.CHOSEN_BEFORE.search(at.before) and at.clause.start >= self._chosen_at > 0:
            # A time or part told of the candidates need not be that of the chosen.
            scopes = tuple(dict.fromkeys((Scope(), *scopes)))
        if not scopes:
            return None
        # 「两个项目」 after all were counted are some two, not all.
        is_whole = subjects.WHOLE.search(at.before) is not None
        if scopes[0].is_all and at.one.value < _FEW and not is_whole:
            return None
        is_sure = how == "sure"
        if is_sure:
            context.tell(measure)
        else:
            context.mentioned |= {measure}
        return "count", tuple(Claim(measure, scope) for scope in scopes), is_sure

    def _noun(self, at: _Around, measure: str) -> Literal["sure", "weak"] | None:
        """How a number counts projects or firms: by its words surely, perhaps, or not at all."""
        is_firms = measure == "firms"
        nouns = (
            (subjects.FIRMS_BEHIND, subjects.FIRMS_BEFORE, subjects.OTHER_FIRMS)
            if is_firms
            else (subjects.PROJECTS_BEHIND, subjects.PROJECTS_BEFORE, subjects.OTHER_PROJECTS)
        )
        text = at.clause.text
        if subjects.EACH.search(text) or subjects.GROWTH.search(at.before):
            return None
        is_sample = subjects.SAMPLE.search(at.before) or subjects.AREA_BEFORE.search(at.before)
        if is_sample and (is_firms or not subjects.OURS.search(at.before)):
            return None
        if is_firms and subjects.OTHER_DOINGS.search(at.clause.lead + text):
            return None
        for text, pattern in ((at.behind, nouns[0]), (at.before, nouns[1])):
            match = pattern.search(text)
            if match is not None:
                self._context.mentioned |= {measure}
                kind = match["kind"]
                if text is at.before:
                    kind = self._without_parts(kind)
                if nouns[2].search(kind) is not None:
                    return None
                return "sure" if self._speaks_of_ours(at.clause, measure) else "weak"
        return self._elided(at, measure)

    def _without_parts(self, kind: str, noun: str = "项目") -> str:
        """What is said right before the noun, beside the part and whose projects they are."""
        ends = [named.end for named in self._terms.places.named(kind)]
        for found in (timed(kind, self._terms.years), graded(kind), banded(f"{kind}{noun}")):
            if found is not None:
                ends.append(found.end)
        ends += [match.end() for match in subjects.OURS.finditer(f"{kind}{noun}")]
        rest = kind[min(max(ends, default=0), len(kind)) :]
        return subjects.PART_TAIL.sub("", rest)[-_LONGEST_KIND:]

    def _speaks_of_ours(self, clause: Clause, measure: str) -> bool:
        context, text = self._context, clause.text
        is_part = subjects.PART.search(text) is not None
        if context.about == "ours" or context.told:
            return not is_part or bool(context.names)
        if measure == "firms":
            return subjects.OUR_FIRMS.search(text) is not None and "项目" in text
        if context.names or context.heads or context.level is not None:
            return context.time is None or bool(context.time.scopes)
        if context.time is not None:
            return False
        return subjects.WHOLE.search(text) is not None and not is_part

    def _elided(self, at: _Around, measure: str) -> Literal["sure", "weak"] | None:
        """A number whose noun is left out, as in 「其中银州区18个」: a part, then its number."""
        context = self._context
        if not subjects.BEHIND_ELIDED.match(at.behind):
            return None
        if measure == "firms" and subjects.OTHER_FIRMS.search(at.clause.text):
            return None
        is_known = measure in context.mentioned or at.clause.start >= self._chosen_at > 0
        is_chosen = measure == "projects" and subjects.CHOSEN_BEFORE.search(at.before)
        if is_known and is_chosen:
            return "sure"
        is_ours = context.about == "ours"
        if is_known and is_ours and subjects.ALL_BEFORE.match(at.before):
            return "sure"
        if measure in context.told or (is_known and is_ours):
            is_timed = context.time is not None and bool(context.time.scopes)
            if is_timed and subjects.VERB_BEFORE.search(at.before):
                return "sure"
            if self._is_behind_its_part(at):
                return "sure"
        if subjects.OTHER_THINGS.search(at.before):
            return None
        is_only_time = context.time is not None and not (context.names or context.level)
        if is_only_time and not subjects.VERB_BEFORE.search(at.before):
            return None
        is_near = len(at.before.strip()) <= _LONGEST_LEAD_IN
        return "weak" if context.has_part and (context.fresh or is_near) else None

    def _is_behind_its_part(self, at: _Around) -> bool:
        text, start = at.clause.text, at.one.start
        if not at.clause.text[:start].strip():
            text, start = at.before, len(at.before)
        ends = [named.end for named in self._terms.places.named(text) if named.end <= start]
        for found in (timed(text, self._terms.years), graded(text), banded(text)):
            if found is not None and found.end <= start:
                ends.append(found.end)
        return bool(ends) and subjects.ELIDED.match(text[max(ends) : start]) is not None

    # ---- figures of the form

    def _of_form(self, at: _Around) -> _Claimed | None:
        """Money and shares that the form states, by the nearest words."""
        context, one = self._context, at.one
        is_share = one.kind == "percent"
        is_past = context.time is not None and not context.time.scopes
        if context.about == "else" or one.bound == "at_most" or is_past:
            return None
        if not is_share and subjects.INVESTMENT_BEFORE.search(at.before):
            return None
        wanted = [w for w in self._terms.wordings if (w.unit == "%") == is_share and w.unit != "家"]
        found = _nearest(at.before, at.behind, wanted)
        if not found and not at.before.strip(" \u3000占约:") and not quantities(at.clause.lead):
            found = _nearest(at.clause.lead, "", wanted)
        is_of_last = "占" in at.before and not (context.fresh or context.names)
        if not found and is_share and is_of_last:
            found = [w for w in wanted if set(w.words) & set(context.words)]
        if not found or subjects.EACH.search(at.clause.text):
            return None
        context.words = found[0].words
        if context.has_part and not is_share and "award" in {w.id for w in found}:
            context.noun = "award"
            claims = tuple(Claim("award", scope) for scope in context.scopes(at.clause.text))
            return (
                ("total", claims, bool(context.told) or context.about == "ours") if claims else None
            )
        of: Of = "share" if is_share else "total"
        head = subjects.FILLERS_BEHIND.sub("", at.before)
        is_beside = any(head.endswith(word) for one in found for word in one.words)
        is_sure = is_share or is_beside or subjects.FORM_SURE.search(at.clause.text) is not None
        return of, tuple(Claim(f"form:{w.id}") for w in found), is_sure

    def _of_form_count(self, at: _Around) -> _Claimed | None:
        """Counts that the form states: 「全市规上工业企业170家」."""
        context = self._context
        wanted = [w for w in self._terms.wordings if w.unit == at.one.unit]
        found = [w for w in wanted if _stand_beside(w.words, at.before, at.behind)]
        is_part = context.names or context.heads or context.level or context.band
        is_past = context.time is not None and not context.time.scopes
        if not found or is_part or is_past or subjects.OTHER_AREA.search(at.clause.text):
            return None
        is_sure = subjects.WHOLE_AREA.search(at.clause.text) is not None
        return "count", tuple(Claim(f"form:{w.id}") for w in found), is_sure

    # ---- investments

    def _invested(self, at: _Around) -> _Claimed | None:
        measure, is_sure = self._investment_measure(at)
        scopes = self._context.scopes(at.clause.text)
        if not measure or not scopes:
            return None
        if measure == "investment" and is_sure:
            self._context.tell(measure)
        return "total", tuple(Claim(measure, scope) for scope in scopes), is_sure

    def _investment_measure(self, at: _Around) -> tuple[str, bool]:
        """What a sum of money measures, "" for nothing, and whether the words make it sure."""
        context, text, before = self._context, at.clause.text, at.before
        is_ours = bool(context.told) or context.about == "ours"
        own = text[: at.one.start]
        is_extreme = subjects.SMALLEST.search(own) or subjects.LARGEST.search(own)
        is_led = subjects.FILLERS.match(own) or is_extreme
        is_going_on = is_extreme is not None and context.is_of_each
        lead = at.clause.lead if is_led else ""
        each = subjects.EACH_INVESTMENT.search(lead + text[: at.one.start])
        context.is_of_each |= each is not None
        if (each is not None or is_going_on) and not subjects.LIMIT.search(text):
            return self._of_each(at, is_ours)
        if subjects.AVERAGE.search(before) and "投" not in at.behind[:4]:
            return ("average", is_ours) if "投资" in before or context.mentioned else ("", False)
        if subjects.EACH.search(text) or subjects.PART.search(text):
            return "", False
        for part in self._terms.parts:
            if subjects.part_before(part).search(before):
                return f"part:{part}", is_ours and context.about == "ours"
        for pattern, is_strong in (
            (subjects.TOTAL_BEFORE, True),
            (subjects.INVESTMENT_BEFORE, False),
        ):
            match = pattern.search(before)
            if match is None:
                continue
            kind = self._without_parts(match["kind"], "投资")
            is_other = subjects.OTHER_INVESTMENT.search(kind) is not None
            is_brought = subjects.BROUGHT.search(kind) is not None
            is_object = subjects.OTHER_OBJECT.search(at.clause.lead + text[: at.one.start])
            is_story = subjects.STORY_BEHIND.match(at.behind) and "项目" not in text
            if is_other or is_story or (is_object is not None and not context.told):
                return "", False
            if is_brought:
                return "investment", context.about == "ours"
            if is_strong:
                is_alone = not context.mentioned and not context.about
                return "investment", is_ours or "项目" in text or context.has_part or is_alone
            return "investment", is_ours
        if not subjects.BEHIND_ELIDED.match(at.behind) or not (context.has_part or context.told):
            return "", False
        is_open = context.about == "ours" and "investment" in context.mentioned
        is_sure = ("investment" in context.told or is_open) and self._is_behind_its_part(at)
        if is_sure:
            return "investment", True
        is_short = len(before.strip()) <= _LONGEST_LEAD_IN
        may_be = is_short and not subjects.FUNDS.search(self._passage.text)
        return ("investment", False) if may_be else ("", False)

    def _of_each(self, at: _Around, is_ours: bool) -> tuple[str, bool]:
        """The smallest and largest investment, and the range between them."""
        before = at.before
        if subjects.AVERAGE.search(before):
            return "average", is_ours
        if at.one.bound == "range" and at.one.high is not None:
            return "each_investment", True
        if subjects.SMALLEST.search(before):
            return "smallest", is_ours
        if subjects.LARGEST.search(before) or subjects.LARGEST_BEHIND.match(at.behind):
            return "largest", is_ours
        return "", False

    # ---- shares

    def _shared(self, at: _Around) -> _Claimed | None:
        """A share that a part has of all projects, firms or money."""
        context, before = self._context, at.before
        is_ours = bool(context.told) or context.about == "ours"
        scopes, of = context.scopes(at.clause.text), before
        in_front = subjects.SHARE_BEHIND.match(at.behind)
        named = self._terms.places.named(at.behind) if in_front is not None else []
        for part in self._terms.parts:
            if subjects.part_before(part).search(before.replace("占", "")):
                claims = (Claim(f"share_of_part:{part}", scope) for scope in scopes)
                return "share", tuple(claims), False
        if in_front is not None and named:
            scopes, of = (_scope_of(named),), in_front["of"] or ""
        elif not context.has_part or not self._is_share_of_part(at):
            return None
        if not subjects.SHARE_BEFORE.search(before):
            of += context.shares_of
        measures = self._share_measures(of + at.behind[:6])
        if len(measures) == 1:
            context.noun = measures[0].removeprefix("share_of_")
        claims = tuple(Claim(measure, scope) for measure in measures for scope in scopes)
        return ("share", claims, is_ours) if claims else None

    def _is_share_of_part(self, at: _Around) -> bool:
        """Whether a percentage is the share of the part named before it, or of 「…的项目」."""
        if subjects.OTHER_SHARES.search(at.clause.text):
            return False
        if subjects.OF_SHARE.match(at.behind):
            return True
        if not subjects.SHARE_BEFORE.search(at.before):
            return bool(self._context.shares_of) and self._is_behind_its_part(at)
        text = at.clause.text[: at.one.start]
        ends = [named.end for named in self._terms.places.named(text)]
        for found in (timed(text, self._terms.years), graded(text), banded(text)):
            if found is not None:
                ends.append(found.end)
        return subjects.SHARE_LEAD.match(text[max(ends, default=0) :]) is not None

    def _share_measures(self, of: str) -> Sequence[str]:
        noun = self._context.noun
        if "奖补" in of or noun == "award":
            return "share_of_award", "share_of_investment"
        if "投资" in of:
            return ("share_of_investment",)
        if "企业" in of:
            return "share_of_firms", "share_of_projects"
        if "项目" in of:
            return ("share_of_projects",)
        if noun in ("projects", "firms", "investment"):
            return (f"share_of_{noun}",)
        return "share_of_projects", "share_of_firms", "share_of_investment"


def _scope_of(named: Sequence[Named]) -> Scope:
    found = {
        dimension: frozenset(one.name for one in named if one.dimension == dimension)
        for dimension in ("industry", "county")
    }
    return Scope(found["industry"], found["county"])


def _nearest(before: str, behind: str, wanted: Sequence[Wording]) -> list[Wording]:
    """The wordings whose words stand last before a number, or else first behind it."""
    ends: dict[str, int] = {}
    for one in wanted:
        found = (before.rfind(word) + len(word) for word in one.words if word in before)
        ends[one.id] = max(found, default=0)
    last = max(ends.values(), default=0)
    if last:
        return [one for one in wanted if ends[one.id] == last]
    starts: dict[str, int] = {}
    for one in wanted:
        found = (behind.find(word) for word in one.words if word in behind)
        starts[one.id] = min(found, default=len(behind))
    first = min(starts.values(), default=len(behind))
    return [one for one in wanted if starts[one.id] == first < len(behind)]


def _stand_beside(words: Sequence[str], before: str, behind: str) -> bool:
    """Whether one of the words stands right beside a number."""
    head = subjects.COUNT_VERBS.sub("", before)
    return any(head.endswith(word) or behind.startswith(word) for word in words)
