"""Submissions of many cities, built by the program itself, in some of them a planted difference.

They lie under one folder and are kept: building them takes a second or two each.
"""

import json
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.changes import InsertRows, SetValue, Together
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.documents.print_sets import PrintWish
from desktop_app.errors import AppError
from desktop_app.jobs.build_bundle import FOLDER, Bundle, build_bundle
from desktop_app.jobs.bundle_folder import zipped
from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import create
from tests.audit_cities.city import a_city
from tests.scale.spoil import BUNDLE_FAULTS, DRAFT_FAULTS, spoil_bundle, spoil_draft

PROGRAMME = "liaoning-2024"
DISTINCT = 60
_READING = {"readings/LN-C1": "literal"}
_DAY = datetime(2024, 11, 18, 9, 0)
_PROJECTS = (40, 200)
# One in so many carries a planted fault, lies as a zip, or is a plan and a summary without more.
_FAULTY, _ZIPPED, _LOOSE = 6, 5, 14
_LOOSE_FILES = ("plan.docx", "summary.xlsx")


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so of one submission: where it lies, how many projects, and the faults in it: the
    kind of a difference and the code of a finding, "error" for what cannot be read, "" for none."""

    bundle: str
    draft: str
    projects: int
    bundle_fault: str = ""
    draft_fault: str = ""


def corpus(
    folder: Path, number: int, processes: int = 1, distinct: int = DISTINCT, seed: int = 1
) -> list[Truth]:
    """`number` submissions in `bundles` and `drafts` of `sent(folder, number)`; those there are kept.

    Up to `distinct` are cities of their own; further ones hand in what one of these does, with
    other faults, at another place.
    """
    cities = range(min(number, distinct))
    left = [(folder, n, seed) for n in cities if not _city_file(folder, n).exists()]
    if processes > 1 and len(left) > 1:
        with ProcessPoolExecutor(processes) as pool:
            list(pool.map(_build_city, left))
    else:
        list(map(_build_city, left))
    for n in range(number):
        if not _truth_file(sent(folder, number), n).exists():
            _submit(folder, number, n, n % distinct, seed)
    return [_truth(folder, number, n) for n in range(number)]


def refused(folder: Path) -> list[str]:
    """Why cities that keep every rule could not be built; empty when all is well."""
    files = sorted(folder.glob("made/*/city.json"))
    return [told for one in files for told in json.loads(one.read_text("utf-8"))["refused"]]


def sent(folder: Path, number: int) -> Path:
    """Where a corpus of so many submissions lies under the folder of its cities."""
    return folder / f"sent-{number}"


def _truth(folder: Path, number: int, n: int) -> Truth:
    return Truth(**json.loads(_truth_file(sent(folder, number), n).read_text("utf-8")))


def _truth_file(folder: Path, n: int) -> Path:
    return folder / "truth" / f"{n:03d}.json"


def _city_file(folder: Path, n: int) -> Path:
    return folder / "made" / f"{n:03d}" / "city.json"


def _build_city(asked: tuple[Path, int, int]) -> None:
    """A city's bundle without a fault, and what it was drawn by."""
    folder, n, seed = asked
    told = _city_file(folder, n)
    refused: list[str] = []
    for again in count():
        try:
            shutil.rmtree(told.parent, ignore_errors=True)
            built = build_bundle(
                _programme(),
                _city(seed, n, again),
                told.parent,
                wish=PrintWish("none"),
                official=(),
            )
            break
        except AppError as reason:
            refused.append(str(reason))
    assert isinstance(built, Bundle), "the city passes every rule"
    told.write_text(json.dumps({"again": again, "refused": refused}, ensure_ascii=False), "utf-8")


def _city(seed: int, n: int, again: int) -> Draft:
    """A draft of 40 to 200 projects that passes every rule; the same every time."""
    rng = random.Random(f"{seed}/{n}/{again}")
    draft = a_city(rng, rng.randint(*_PROJECTS)).draft()
    # Fewer projects than the clause names will do, as it can be read.
    return replace(draft, values=MappingProxyType({**draft.values, **_READING}))


def _submit(folder: Path, number: int, n: int, own: int, seed: int) -> None:
    """Hand in what the city `own` built, at a place and with faults that follow from `n`."""
    rng = random.Random(f"{seed}/{n}/submitted")
    city = _city_file(folder, own)
    folder = sent(folder, number)
    again = json.loads(city.read_text("utf-8"))["again"]
    draft = _city(seed, own, again)
    fault = BUNDLE_FAULTS[n // _FAULTY % len(BUNDLE_FAULTS)] if n % _FAULTY == 2 else ""
    wrong = DRAFT_FAULTS[n // _FAULTY % len(DRAFT_FAULTS)] if n % _FAULTY == 4 else ""
    place = f"第{n % 3 + 1}轮/{n // 3:03d}-{draft.values['basic/city']}"
    bundle = folder / "bundles" / place / FOLDER
    shutil.rmtree(bundle.parent, ignore_errors=True)
    shutil.copytree(city.with_name(FOLDER), bundle)
    if fault:
        spoil_bundle(bundle, fault, rng)
    if n % _LOOSE == 3 and not fault:
        bundle = _loose(bundle)
    elif n % _ZIPPED == 1:
        bundle = _zipped(bundle)
    file = folder / "drafts" / f"{place}.shenbao"
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    _store(file, draft if not wrong else spoil_draft(draft, wrong), wrong)
    truth = Truth(
        bundle.relative_to(folder).as_posix(),
        file.relative_to(folder).as_posix(),
        len(draft.tables["projects"]),
        _told(fault),
        _told(wrong),
    )
    kept = _truth_file(folder, n)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(truth), ensure_ascii=False), "utf-8")


def _told(fault: str) -> str:
    return "error" if fault.startswith("error") else fault


@cache
def _programme() -> Programme:
    return load_programme(PROGRAMME)


def _zipped(bundle: Path) -> Path:
    names = [one.relative_to(bundle).as_posix() for one in bundle.rglob("*") if one.is_file()]
    archive = zipped(bundle, names)
    shutil.rmtree(bundle)
    return archive


def _loose(bundle: Path) -> Path:
    """Only the plan as a Word file and the summary as a workbook, by names that somebody gave."""
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    forms = {
        f"{one['form']}{Path(one['file']).suffix}": bundle / one["file"]
        for one in manifest["files"]
        if "form" in one
    }
    kept = bundle.with_name("来稿")
    kept.mkdir()
    for wanted, name in zip(_LOOSE_FILES, ("方案终稿.docx", "项目表.xlsx"), strict=True):
        shutil.copy(forms[wanted], kept / name)
    shutil.rmtree(bundle)
    return kept


def _store(path: Path, draft: Draft, wrong: str) -> None:
    values = [SetValue(one, "", text) for one, text in draft.values.items()]
    rows = [InsertRows(one, tuple(enumerate(rows))) for one, rows in draft.tables.items() if rows]
    with create(
        path, draft.programme, Together("城市", (*values, *rows)), author="", now=lambda: _DAY
    ):
        pass
    if wrong.startswith("error"):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
