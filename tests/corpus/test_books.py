"""Workbooks in every disorder: each value comes out right, or is reported at its place.

The table below says which of the two is due: what is in neither `REPORTED` nor `REFUSED` must come
out right. `python -m tests.corpus.books` prints what became of each.
"""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.jobs.understand_file import take_in, understand
from tests.corpus.books.cases import DISORDERS, Case, all_cases
from tests.corpus.books.disorders import Disorder
from tests.corpus.books.judge import Verdict, judged
from tests.corpus.books.reading import programme, read_unguarded, verdict_on
from tests.corpus.made.make_made import FOLDER, Kept, kept_files

# How many values of its workbook each of these disorders makes unknowable, when it stands alone:
# so many must be reported, and all others right.
REPORTED = {
    "amount_merged_down": 1,  # the amount of the second of two rows
    "merged_across": 1,  # the second of two cells
    "name_merged_down": 19,  # a row without a name of its own
    "about": 2,
    "percentages": 1,
    "shown_in_wan": 3,
    "formulas_without_results": 2,
    "error_values": 2,
    "error_in_a_name": 1,
    "booleans_for_amounts": 1,
    "codes_damaged": 2,
    "codes_damaged_and_saved_as_text": 1,
    "apostrophes_in_the_text": 2,
    "serials_out_of_range": 3,
    "october_or_january": 1,
    "months_in_words": 2,
    "choices_unknown": 2,
}
REFUSED = {"only_a_wrong_header", "empty"}

PROGRAMME = programme()
CASES = all_cases()
KEPT = kept_files()
KNOWN = {one.name: one for one in DISORDERS}


def told_of(disorders: tuple[Disorder, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(one.tells for one in disorders))


def assert_is_as_due(verdict: Verdict, disorders: tuple[Disorder, ...]) -> None:
    """What the table says of one disorder alone, and of several together."""
    names = {one.name for one in disorders}
    assert verdict.silent == []
    if names & REFUSED:
        assert verdict.outcome == "refused"
        assert verdict.refusal.endswith("。")
        return
    assert not verdict.refusal
    if len(names) > 1:
        # One disorder may hide what another makes unknowable, but none may add to it.
        assert verdict.outcome == "right" or names & REPORTED.keys()
        assert told_of(disorders) <= verdict.kinds
        return
    assert verdict.reported == sum(REPORTED.get(name, 0) for name in names)
    assert verdict.kinds == told_of(disorders)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_value_of_a_made_workbook_is_right_or_reported(case: Case, tmp_path):
    verdict = verdict_on(PROGRAMME, *case.write(tmp_path))
    assert_is_as_due(verdict, case.disorders)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.file)
def test_every_value_of_a_kept_workbook_is_right_or_reported(kept: Kept):
    verdict = verdict_on(PROGRAMME, FOLDER / kept.file, kept.truth)
    assert_is_as_due(verdict, tuple(KNOWN[name] for name in kept.disorders))


# One of each way to read, with something that only the look over the file finds.
GUARDED = (
    "formulas_without_results .xlsx", "hidden_columns .xls", "struck_rows .xlsx",
    "error_values .xls", "subtotals_wrong .csv", "only_a_wrong_header .xlsx",
    "serials_counted_from_1904 .xlsx", "serials_counted_from_1904 .xls", "turned .xlsx",
)  # fmt: skip
GUARDED_KEPT = ("county_merged_down .ods", "real_dates .xlsb")


@pytest.mark.parametrize("wanted", GUARDED)
def test_the_guarded_reading_says_the_same(wanted, tmp_path):
    name, suffix = wanted.split()
    case = next(
        one
        for one in CASES
        if [disorder.name for disorder in one.disorders] == [name] and one.suffix == suffix
    )
    assert_guarded_is_as_due(*case.write(tmp_path), case.disorders)


@pytest.mark.parametrize("wanted", GUARDED_KEPT)
def test_the_guarded_reading_says_the_same_of_kept_files(wanted):
    name, suffix = wanted.split()
    kept = next(one for one in KEPT if one.disorders == [name] and Path(one.file).suffix == suffix)
    assert_guarded_is_as_due(FOLDER / kept.file, kept.truth, (KNOWN[name],))


def assert_guarded_is_as_due(path: Path, truth, disorders: tuple[Disorder, ...]) -> None:
    incoming = take_in(path)
    assert incoming.raw is not None
    assert replace(incoming.raw, sha256="", size=0) == read_unguarded(path)
    assert_is_as_due(judged(PROGRAMME, truth, understand(PROGRAMME, incoming)), disorders)


def test_the_corpus_holds_what_was_asked_of_it():
    suffixes = Counter(case.suffix for case in CASES)
    suffixes.update(Path(kept.file).suffix for kept in KEPT)
    assert sum(suffixes.values()) >= 450
    assert suffixes.keys() == {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"}
    producers = {case.producer.name for case in CASES} | {kept.producer for kept in KEPT}
    assert {"openpyxl", "XlsxWriter", "xlwt", "LibreOffice", "pyxlsbwriter"} <= producers
    alone = {case.disorders[0].name for case in CASES if len(case.disorders) == 1}
    assert alone == KNOWN.keys()
    assert REPORTED.keys() | REFUSED <= KNOWN.keys()
    assert {Path(kept.file).name for kept in KEPT} == {
        path.name for path in FOLDER.iterdir() if path.stem[:6] in ("office", "binary")
    }
