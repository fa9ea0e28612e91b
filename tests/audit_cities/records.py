"""What a generated city is made of: its two tables, its money, and what its prose states."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row

Month = tuple[int, int]
# A column's part and its value: ("county", "青河区"), ("start", "2024"); see `truth.Truth.part`.
Scope = tuple[str, str]
WHOLE: Scope = ("all", "")
# What ends the smallest stretch that a reader would quote.
_ENDS = re.compile(r"[。；;！？!?\n]")


@dataclass(frozen=True, slots=True)
class Project:
    """One row of the summary; money in 万元. `reordered` is its name with two words changed over,
    empty where the name has no such two words."""

    id: str
    name: str
    enterprise: str
    credit_code: str
    county: str
    industry: str
    size: str
    above_scale: bool
    quality: str
    level_before: str
    level_after: str
    stage: str
    content: str
    investment: Decimal
    software: Decimal
    hardware: Decimal
    service: Decimal
    award: Decimal
    start: Month
    finish: Month
    provider: str
    contact: str
    phone: str
    industry_code: str
    reordered: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the plan's own list."""

    id: str
    name: str
    enterprise: str
    county: str
    industry: str
    investment: Decimal


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is written: `unit` 个 家 万元 亿元 亿万元 % 百分之 成, `script` arabic wide
    grouped chinese, so many decimals, and how firmly: exact, range or the word itself."""

    unit: str
    script: str = "arabic"
    places: int = 0
    firmly: str = "exact"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: what of, for which part, its value (a count, 万元 or percent; of a
    range the lower end) and its text. `numeral` is the text of the number alone."""

    measure: str
    scope: Scope
    value: Decimal
    style: Style
    text: str
    numeral: str
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences that stay together; figures stand in it where it states the tables' facts."""

    parts: tuple[str | Figure, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(part for part in self.parts if isinstance(part, Figure))


@dataclass(frozen=True, slots=True)
class Paragraph:
    chapter: str
    lead: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return self.lead + "".join(passage.text for passage in self.passages)

    def stated(self) -> Iterator["Stated"]:
        """Every number by which the paragraph states a fact, in order."""
        text, at = self.text, len(self.lead)
        for passage in self.passages:
            for part in passage.parts:
                end = at + len(part if isinstance(part, str) else part.text)
                if isinstance(part, Figure):
                    yield Stated(self.chapter, _sentence(text, at, end), part)
                at = end


@dataclass(frozen=True, slots=True)
class Stated:
    """One number that the plan states, with the stretch between sentence signs that it stands in."""

    chapter: str
    sentence: str
    figure: Figure


@dataclass(frozen=True)
class City:
    """A city's application. `values` are the single fields as typed, `others` the plan's other
    tables; `month_form` and `plan_places` say how months and the plan's money are typed."""

    values: Mapping[str, str]
    money: Mapping[str, Decimal]
    counties: tuple[str, ...]
    industries: tuple[str, ...]
    projects: tuple[Project, ...]
    plan: tuple[Listed, ...]
    others: Mapping[str, tuple[Mapping[str, str], ...]]
    paragraphs: tuple[Paragraph, ...]
    month_form: str
    plan_places: int

    def draft(self) -> Draft:
        """The city as the program keeps it."""
        chapters: dict[str, list[str]] = {}
        for paragraph in self.paragraphs:
            chapters.setdefault(f"chapters/{paragraph.chapter}", []).append(paragraph.text)
        values = {**self.values, **{path: "\n".join(lines) for path, lines in chapters.items()}}
        tables = {
            "projects": tuple(self._row(one) for one in self.projects),
            "plan_projects": tuple(self._listed_row(one) for one in self.plan),
        }
        for table, rows in self.others.items():
            tables[table] = tuple(
                Row(f"{table}{n}", MappingProxyType(dict(row)))
                for n, row in enumerate(rows, start=1)
            )
        return Draft("liaoning-2024", 1, MappingProxyType(values), MappingProxyType(tables))

    def stated(self) -> Iterator[Stated]:
        """Every number by which the prose states a fact of the tables or of the money."""
        for paragraph in self.paragraphs:
            yield from paragraph.stated()

    def without_statements(self) -> "City":
        """The same city, its prose speaking of everything but the application's own figures."""
        paragraphs = (
            replace(one, passages=tuple(p for p in one.passages if not p.figures))
            for one in self.paragraphs
        )
        return replace(self, paragraphs=tuple(one for one in paragraphs if one.passages))

    def as_json(self) -> str:
        """Everything about the city, to look at when a run has failed."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str, indent=1)

    def _row(self, one: Project) -> Row:
        cells = {
            "name": one.name, "enterprise": one.enterprise, "credit_code": one.credit_code,
            "county": one.county, "industry": one.industry, "industry_code": one.industry_code,
            "size": one.size, "above_scale": "是" if one.above_scale else "否",
            "quality": one.quality, "level_before": one.level_before,
            "level_after": one.level_after, "stage": one.stage, "content": one.content,
            "investment": f"{one.investment}", "software": f"{one.software}",
            "hardware": f"{one.hardware}", "service": f"{one.service}", "award": f"{one.award}",
            "start": self._month(one.start), "finish": self._month(one.finish),
            "provider": one.provider, "platform": "是", "contact": one.contact,
            "phone": one.phone,
        }  # fmt: skip
        return Row(one.id, MappingProxyType({key: text for key, text in cells.items() if text}))

    def _listed_row(self, one: Listed) -> Row:
        places = max(self.plan_places, decimals(one.investment))
        cells = {
            "name": one.name, "enterprise": one.enterprise, "county": one.county,
            "industry": one.industry, "investment": f"{one.investment:.{places}f}",
        }  # fmt: skip
        return Row(one.id, MappingProxyType(cells))

    def _month(self, month: Month) -> str:
        return self.month_form.format(year=month[0], month=month[1])


def decimals(number: Decimal) -> int:
    """How many digits stand behind the point."""
    return len(f"{number:f}".partition(".")[2])


def _sentence(text: str, start: int, end: int) -> str:
    first = max((match.end() for match in _ENDS.finditer(text, 0, start)), default=0)
    last = _ENDS.search(text, end)
    return text[first : last.start() if last else len(text)].strip()
