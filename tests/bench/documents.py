"""Every document of every size, ours beside floors and peers, each in a process of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from tests.bench.measuring import Failed, Run, together
from tests.bench.page import (
    Page,
    growth,
    is_linear,
    kilobytes,
    megabytes,
    said,
    seconds,
    times,
)
from tests.bench.targets import at_full_size
from tests.bench.ways import FORMS, OURS, WAYS, Way, compose, file_of, prepare, write

_HEAD = (
    "rows", "written by", "s", "× ours", "process s", "× ours", "peak MB", "× ours", "kB", "pages",
    "same bytes",
)  # fmt: skip
_NOT_HERE = Failed("not here")
# A peer whose first process took so many seconds runs twice, or no more.
_SLOW, _VERY_SLOW = 5.0, 20.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run measures: rows, seconds that a peer has, and how often each process runs."""

    sizes: Sequence[int]
    limit: float
    runs: int


# (way, rows) → what was measured.
Found = Mapping[tuple[str, int], Run | Failed]


def measure_documents(page: Page, programme_id: str, wanted: Wanted, folder: Path) -> None:
    page.heading("Documents")
    page.line(
        "s: writing alone, from the composed document and without imports. process: with the "
        "interpreter, imports and reading the composed document. × ours: more than 1 is slower or "
        "larger than ours. LibreOffice converts our own docx, with our fonts."
    )
    for form, kinds in FORMS.items():
        composed = _compose(page, form, programme_id, wanted, folder)
        for kind in kinds:
            page.heading(f"{form} as {kind}", 3)
            found = _kind(page, form, kind, composed, wanted, folder)
            _judge(page, form, kind, composed, found)


def _compose(
    page: Page, form: str, programme_id: str, wanted: Wanted, folder: Path
) -> tuple[int, ...]:
    """The sizes that could be composed."""
    spent: dict[int, float] = {}
    for size in wanted.sizes:
        run = compose(form, programme_id, size, folder, 10 * wanted.limit)
        if isinstance(run, Failed):
            page.line(f"{form} of {size:,}: not composed: {run.reason}")
        else:
            spent[size] = run.work
    told = ", ".join(f"{size:,} rows {seconds(one)} s" for size, one in spent.items())
    page.line(f"{form} composed: {told}; {growth('', spent)}")
    return tuple(spent)


def _kind(
    page: Page, form: str, kind: str, sizes: Sequence[int], wanted: Wanted, folder: Path
) -> Found:
    found: dict[tuple[str, int], Run | Failed] = {}
    rows: list[tuple[str, ...]] = []
    for size in sizes:
        known = {
            way: _without_running(way, [found[way.name, one] for one in sizes if one < size])
            for way in WAYS[kind]
        }
        runs = _in_turn(known, form, size, wanted, folder)
        found |= {(way.name, size): run for way, run in runs.items()}
        for way, run in runs.items():
            file = file_of(way, form, size, folder)
            rows.append((f"{size:,}", way.name, *_figures(run, found[OURS, size], file)))
    page.table(_HEAD, rows, texts=2)
    for way in WAYS[kind]:
        spent = {size: run.work for size in sizes if isinstance(run := found[way.name, size], Run)}
        if len(spent) > 1:
            page.line(growth(way.name, spent))
    return found


def _without_running(way: Way, smaller: Sequence[Run | Failed]) -> Failed | None:
    """What can be said without a run: that a way is not here, or was too slow for less."""
    if not way.is_here:
        return _NOT_HERE
    for one in smaller:
        if isinstance(one, Failed) and one.at_least is not None:
            return Failed(f"> {one.at_least:.0f} s for less", one.at_least)
    return None


def _in_turn(
    known: Mapping[Way, Failed | None], form: str, size: int, wanted: Wanted, folder: Path
) -> dict[Way, Run | Failed]:
    """Run the ways one after the other, several times round: a busy machine slows down all."""
    failed = {way: why for way, why in known.items() if why}
    for way in known:
        if way not in failed and (why := prepare(way, form, size, folder, wanted.limit)):
            failed[way] = why
    found: dict[Way, list[Run]] = {way: [] for way in known}
    for at in range(max(wanted.runs, 2)):
        for way, runs in found.items():
            # Of ours two at least: whether their bytes are the same.
            most = max(wanted.runs, 2) if way.name == OURS else wanted.runs
            is_slow = bool(runs) and runs[0].process > (_SLOW if at > 1 else _VERY_SLOW)
            if way in failed or at >= most or (is_slow and way.name != OURS):
                continue
            run = write(way, form, size, folder, wanted.limit * (10 if way.name == OURS else 1))
            if isinstance(run, Failed):
                failed[way] = run
            else:
                runs.append(run)
    return {way: failed.get(way) or together(runs) for way, runs in found.items()}


def _figures(run: Run | Failed, ours: Run | Failed, file: Path) -> tuple[str, ...]:
    if isinstance(run, Failed):
        slower = ""
        if run.at_least is not None and isinstance(ours, Run):
            slower = f"> {times(run.at_least / ours.work)}"
        return run.reason, slower, *[""] * 7
    assert isinstance(ours, Run), ours
    return (
        seconds(run.work),
        times(run.work / ours.work),
        seconds(run.process),
        times(run.process / ours.process),
        megabytes(run.peak),
        times(run.peak / ours.peak) if run.peak and ours.peak else "",
        kilobytes(file.stat().st_size),
        _pages(file),
        said(run.is_same),
    )


def _pages(file: Path) -> str:
    if file.suffix != ".pdf":
        return ""
    document = pdfium.PdfDocument(file)
    try:
        return f"{len(document):,}"
    finally:
        document.close()


def _judge(page: Page, form: str, kind: str, sizes: Sequence[int], found: Found) -> None:
    name = f"{form} {kind}"
    ours = {size: run for size in sizes if isinstance(run := found[OURS, size], Run)}
    if len(ours) < len(sizes) or not ours:
        page.budget(f"{name} written", "not at every size", False)
        return
    largest = max(sizes)
    if kind == "pdf":
        _judge_pdf(page, form, ours, found)
    else:
        floor, most = ("bare XML", 2.0) if kind == "docx" else ("XlsxWriter alone", 1.3)
        bare = found[floor, largest]
        if isinstance(bare, Run):
            ratio = ours[largest].work / bare.work
            what = f"{name}, {largest:,} rows ≤ {most:g} × {floor}"
            ours_told = f"{form}: {times(ratio)}, {seconds(ours[largest].work)} s"
            beside = f"{floor} {seconds(bare.work)} s"
            page.budget(
                what, ours_told, ratio <= most, target=at_full_size(kind, largest), beside=beside
            )
    spent = {size: run.work for size, run in ours.items()}
    steps = list(pairwise(sizes))
    page.budget(f"{name} linear", growth("", spent), all(is_linear(spent, *step) for step in steps))
    is_same = all(run.is_same for run in ours.values())
    page.budget(f"{name}: same bytes twice", said(is_same), is_same)


def _judge_pdf(page: Page, form: str, ours: Mapping[int, Run], found: Found) -> None:
    for size, run in ours.items():
        typst = found["typst", size]
        if isinstance(typst, Run):
            is_small = form == "plan" or size < 2_000
            most = 1.5 if is_small else 1.0
            ratio = run.work / typst.work
            what = f"{form} pdf, {size:,} rows ≤ {most:g} × typst"
            told = f"{times(ratio)}, {seconds(run.work)} s"
            beside = f"typst {seconds(typst.work)} s"
            target = "pdf small" if is_small else "pdf typst"
            page.budget(what, told, ratio <= most, target=target, beside=beside)
            if not is_small and run.peak and typst.peak:
                memory = typst.peak / run.peak
                what = f"{form} pdf, {size:,} rows: a tenth of typst's memory"
                told = f"1/{memory:.1f}, {megabytes(run.peak)} MB"
                beside = f"typst {megabytes(typst.peak)} MB"
                page.budget(what, told, memory >= 10, target="pdf memory", beside=beside)
        office = found["LibreOffice", size]
        if form == "summary" and size == 2_000:
            what = f"{form} pdf, {size:,} rows ≥ 30 × faster than LibreOffice"
            if isinstance(office, Run):
                ratio = office.work / run.work
                told, is_met = times(ratio), ratio >= 30
                beside = f"LibreOffice {seconds(office.work)} s"
            elif office.at_least is not None:
                ratio = office.at_least / run.work
                told, is_met = f"> {times(ratio)}", True if ratio >= 30 else None
                beside = f"LibreOffice stopped after {office.at_least:.0f} s"
            else:
                told, is_met, beside = office.reason, None, ""
            page.budget(what, told, is_met, target="pdf office", beside=beside)
