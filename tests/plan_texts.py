"""Plans as cities write them, each with its project table and the numbers that speak of it."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

Bound = Literal["exact", "about", "at_least", "at_most", "range"]
_AMOUNTS = ("investment", "software", "hardware", "service", "award")
_TEXTS = Path(__file__).parent / "core" / "plan_texts"


@dataclass(frozen=True, slots=True)
class Project:
    """One row of the project table; amounts in 万元, months as `2024-08`."""

    name: str
    enterprise: str
    credit_code: str
    county: str
    industry: str
    start: str
    finish: str
    investment: Decimal
    software: Decimal
    hardware: Decimal
    service: Decimal
    award: Decimal
    level_before: str
    level_after: str


@dataclass(frozen=True, slots=True)
class Fields:
    """What the form says beside the table; amounts in 万元."""

    city: str
    industries: tuple[str, ...]
    industrial_firms: int
    award: Decimal
    transformation: Decimal
    auxiliary: Decimal
    local_match: Decimal


@dataclass(frozen=True, slots=True)
class Stated:
    """One number of a plan that states a fact of its table or fields.

    `text` stands at `start`..`end` of the plan. `value` is a count, 万元 or percent; `to` closes
    a range. `scope` says of which projects; empty for all.
    """

    text: str
    sentence: str
    measure: str
    scope: Mapping[str, str | int | Decimal | list[str]]
    value: Decimal
    bound: Bound
    to: Decimal | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """One plan with its table, its fields and every number in it that speaks of them."""

    name: str
    text: str
    projects: tuple[Project, ...]
    fields: Fields
    stated: tuple[Stated, ...]


def load_texts() -> tuple[PlanText, ...]:
    """All plans of the corpus, by name."""
    return tuple(_load(folder) for folder in sorted(_TEXTS.iterdir()) if folder.is_dir())


def _load(folder: Path) -> PlanText:
    text = (folder / "plan.txt").read_text("utf-8")
    entries = _toml(folder / "stated.toml")["stated"]
    astray = [entry for entry in entries if not _stands_in(entry, text)]
    if astray:
        raise ValueError(f"{folder.name}: not in plan.txt: {astray[0]}")
    stated = tuple(_stated(entry, text) for entry in entries)
    fields = _fields(_toml(folder / "fields.toml"))
    return PlanText(folder.name, text, _projects(folder / "projects.csv"), fields, stated)


def _stands_in(entry: Mapping[str, Any], plan: str) -> bool:
    return entry["sentence"] in plan and entry["text"] in entry["sentence"]


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def _projects(path: Path) -> tuple[Project, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    for row in rows:
        row.update({name: Decimal(row[name]) for name in _AMOUNTS})
    return tuple(Project(**row) for row in rows)


def _fields(forms: Mapping[str, Any]) -> Fields:
    basic = forms["basic"]
    money = {name: Decimal(amount) for name, amount in forms["money"].items()}
    industries = tuple(basic["industries"].split("、"))
    return Fields(basic["city"], industries, basic["industrial_firms"], **money)


def _stated(entry: Mapping[str, Any], plan: str) -> Stated:
    text, sentence = entry["text"], entry["sentence"]
    start = plan.index(sentence) + sentence.index(text)
    to = Decimal(entry["to"]) if "to" in entry else None
    return Stated(
        text=text,
        sentence=sentence,
        measure=entry["measure"],
        scope=entry.get("scope", {}),
        value=Decimal(entry["value"]),
        bound=entry["bound"],
        to=to,
        start=start,
        end=start + len(text),
    )
