"""The workbooks of the corpus: each disorder alone, in pairs, and in mixtures; the seed is fixed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.books.disorders import Disorder
from tests.corpus.books.making import laid_out, making
from tests.corpus.books.of_headers import OF_HEADERS
from tests.corpus.books.of_rows import OF_ROWS
from tests.corpus.books.of_tables import OF_TABLES
from tests.corpus.books.of_values import OF_VALUES
from tests.corpus.books.producers import CSVS, OPENPYXL, PRODUCERS, XLSXWRITER, XLWT, Producer
from tests.corpus.books.truth import Truth

# In this order they are applied: the rows' words come from the headings, the sums from the units.
DISORDERS: tuple[Disorder, ...] = (
    *OF_HEADERS.disorders, *OF_ROWS.disorders, *OF_TABLES.disorders, *OF_VALUES.disorders
)  # fmt: skip
_SEED = 20240601
_PAIRS, _MIXTURES = 90, 60


@dataclass(frozen=True)
class Case:
    """One workbook: its disorders, who makes it, and the extension it goes under."""

    name: str
    disorders: tuple[Disorder, ...]
    producer: Producer
    suffix: str

    def write(self, folder: Path) -> tuple[Path, Truth]:
        """Make the file in the folder, and say what it means."""
        path = folder / f"{self.name}{self.suffix}"
        table = making(self.name)
        if self.producer.suffix == ".csv":
            table.sheet = path.stem
        for disorder in self.disorders:
            disorder.apply(table)
        book, truth = laid_out(table)
        self.producer.write(book, path)
        return path, truth


def can_make(producer: Producer, disorders: Sequence[Disorder]) -> bool:
    """Whether the producer's files can show all these disorders."""
    return all(producer.lacks.isdisjoint(one.needs) for one in disorders)


def all_cases() -> tuple[Case, ...]:
    """The whole corpus, in the same order on every machine."""
    chance = random.Random(_SEED)
    return (*_tidy(), *_singles(), *_pairs(chance), *_mixtures(chance))


def _tidy() -> list[Case]:
    cases = [Case(f"tidy{n:02d}", (), one, one.suffix) for n, one in enumerate(PRODUCERS)]
    renamed = ((XLSXWRITER, ".xlsm"), (OPENPYXL, ".xls"), (XLWT, ".xlsx"), (CSVS[1], ".txt"))
    return cases + [Case(f"renamed{n}", (), *one) for n, one in enumerate(renamed)]


def _singles() -> list[Case]:
    """Each disorder by two producers, in turns; what concerns looks and types by all."""
    cases: list[Case] = []
    for n, disorder in enumerate(DISORDERS):
        able = [one for one in (OPENPYXL, XLSXWRITER, XLWT) if can_make(one, [disorder])]
        able += [one for one in (CSVS[n % len(CSVS)],) if can_make(one, [disorder])]
        turns = len(able) if disorder.needs else min(2, len(able))
        for turn in range(turns):
            producer = able[(n + turn) % len(able)]
            cases.append(Case(f"alone{n:03d}{'abc'[turn]}", (disorder,), producer, producer.suffix))
    return cases


def _pairs(chance: random.Random) -> list[Case]:
    return [_combined(f"pair{n:03d}", chance, 2) for n in range(_PAIRS)]


def _mixtures(chance: random.Random) -> list[Case]:
    return [_combined(f"mixture{n:03d}", chance, chance.randint(3, 7)) for n in range(_MIXTURES)]


def _combined(name: str, chance: random.Random, count: int) -> Case:
    producer = chance.choice((OPENPYXL, XLSXWRITER, XLWT, chance.choice(CSVS)))
    chosen: list[Disorder] = []
    while len(chosen) < count:
        one = chance.choice(DISORDERS)
        is_free = all(one.groups.isdisjoint(other.groups) for other in chosen)
        if is_free and not one.is_alone and can_make(producer, [one]):
            chosen.append(one)
    chosen.sort(key=DISORDERS.index)
    return Case(name, tuple(chosen), producer, producer.suffix)
