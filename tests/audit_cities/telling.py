"""Filling the forms of sentences with true figures of the tables."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tests.audit_cities import spelling
from tests.audit_cities.figures import a_figure, a_range, list_style
from tests.audit_cities.forms import LISTS, Form
from tests.audit_cities.records import WHOLE, Figure, Passage, Scope
from tests.audit_cities.truth import LEVELS, Truth

_TOKEN = re.compile(r"\{(\w+)(!?)\}")
_MEASURES = {
    "p": "projects", "f": "firms", "i": "investment", "sp": "share_of_projects",
    "si": "share_of_investment", "least": "least_investment", "most": "most_investment",
    "award": "award", "trans": "transformation", "aux": "auxiliary", "match": "local_match",
}  # fmt: skip
_SHARES_OF_AWARD = {"strans": "transformation", "saux": "auxiliary"}
_YEARS = frozenset({"start", "finish", "finish by"})
Parts = list[str | Figure]


class Teller:
    """Puts the figures of one city into words."""

    def __init__(
        self,
        rng: random.Random,
        truth: Truth,
        city: str,
        counties: Sequence[str],
        industries: Sequence[str],
    ) -> None:
        self._rng = rng
        self._truth = truth
        self._city = city
        self._counties = counties
        self._industries = industries

    def parts_of(self, over: str) -> list[Scope]:
        """The parts of a column that hold projects."""
        years = ("2024", "2025", "2026")
        values: dict[str, Sequence[str]] = {
            "county": self._counties, "industry": self._industries, "start": years,
            "finish": years, "finish by": years, "level": LEVELS[1:], "level from": LEVELS[1:3],
        }  # fmt: skip
        return [(over, value) for value in values[over] if self._truth.part((over, value))]

    def passage(self, form: Form, scope: Scope = WHOLE) -> Passage:
        """The form's sentences about a part of the projects."""
        parts: Parts = []
        at = 0
        label = self._label(scope)
        for match in _TOKEN.finditer(form.text):
            parts.append(form.text[at : match.start()])
            parts += self._filled(match, form.text[match.end() :], scope, label)
            at = match.end()
        parts.append(form.text[at:])
        return Passage(_joined(parts))

    def _filled(self, match: re.Match[str], behind: str, scope: Scope, label: str) -> Parts:
        token, is_exact = match[1], bool(match[2])
        rng = self._rng
        match token:
            case "s":
                return [label]
            case "T":
                return [rng.choice(("全市", "我市", self._city))]
            case "C":
                return [str(len(self._counties))]
            case "X":
                projects = self._truth.actual("projects", WHOLE)[0]
                return [str(int(projects) + rng.randrange(30, 120))]
            case "range":
                return [a_range(rng, "projects", WHOLE, self._actual("projects", WHOLE), "个")]
            case "firm_range":
                return [a_range(rng, "firms", WHOLE, self._actual("firms", WHOLE), "家")]
            case _ if token in LISTS:
                return self._list(token)
            case _ if token in _SHARES_OF_AWARD:
                of: Scope = ("money", _SHARES_OF_AWARD[token])
                return [self._figure("share_of_award", of, "", is_exact=True)]
            case _:
                part = WHOLE if token.isupper() else scope
                return [self._figure(_MEASURES[token.lower()], part, behind, is_exact)]

    def _figure(self, measure: str, scope: Scope, behind: str, is_exact: bool) -> Figure:
        return a_figure(
            self._rng,
            measure,
            scope,
            self._actual(measure, scope),
            self._counter(measure, behind),
            is_exact=is_exact,
        )

    def _list(self, name: str) -> Parts:
        """All parts of a column in one row, the largest or the first one first."""
        rng, form = self._rng, LISTS[name]
        scopes = self.parts_of(form.over)
        if form.most < len(scopes) or (form.over != "level" and rng.random() < 0.4):
            scopes.sort(key=lambda scope: -len(self._truth.part(scope)))
        way = rng.choice(form.ways)
        between = rng.choice(("、", "、", "、", "，", "；"))
        if "、" in way or "，" in way:
            between = "；"
        styles = {
            measure: list_style(
                rng, measure, max(self._actual(measure, s) for s in scopes), counter
            )
            for measure, counter in (("projects", "个"), ("firms", "家"), ("investment", ""))
        }
        styles["share_of_projects"] = spelling.Style("%", places=1)
        is_spoken_year = form.over in _YEARS and rng.random() < 0.1
        out: Parts = []
        for n, scope in enumerate(scopes[: form.most]):
            out.append(between if n else "")
            label = spelling.chinese_year(scope[1]) if is_spoken_year else scope[1]
            at = 0
            for match in _TOKEN.finditer(way):
                out.append(way[at : match.start()])
                if match[1] == "s":
                    out.append(label)
                else:
                    measure = _MEASURES[match[1]]
                    actual = self._actual(measure, scope)
                    out.append(a_figure(rng, measure, scope, actual, style=styles[measure]))
                at = match.end()
            out.append(way[at:])
        return out

    def _actual(self, measure: str, scope: Scope) -> Decimal:
        return self._truth.actual(measure, scope)[0]

    def _counter(self, measure: str, behind: str) -> str:
        if measure == "firms":
            return "户" if self._rng.random() < 0.1 else "家"
        is_before_noun = behind[:1] not in "，。、；（)）"
        return "项" if not is_before_noun and self._rng.random() < 0.12 else "个"

    def _label(self, scope: Scope) -> str:
        is_year = scope[0] in _YEARS
        return spelling.chinese_year(scope[1]) if is_year and self._rng.random() < 0.1 else scope[1]


def with_narrow_signs(passage: Passage) -> Passage:
    """The passage with the half-width punctuation that some offices type."""
    signs = str.maketrans("，：；（）", ",:;()")
    parts = (part.translate(signs) if isinstance(part, str) else part for part in passage.parts)
    return replace(passage, parts=tuple(parts))


def _joined(parts: Parts) -> tuple[str | Figure, ...]:
    """Neighbouring texts in one, empty ones left out."""
    out: Parts = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)
