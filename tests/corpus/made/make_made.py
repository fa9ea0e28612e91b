"""Makes anew the files that only programs outside the test environment can make.

They are kept beside this script, each with its truth in `truth.json`, so that the tests need
neither LibreOffice nor pyxlsbwriter. LibreOffice must be there as `soffice`; workbooks in the
binary format are made when pyxlsbwriter is importable, else the kept ones stay.

    python -m tests.corpus.made.make_made
"""

import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.corpus.books.cases import DISORDERS
from tests.corpus.books.disorders import Disorder
from tests.corpus.books.grid import Fault, Formula, Quoted, Rich, Shown, Value
from tests.corpus.books.making import laid_out, making
from tests.corpus.books.producers import XLSXWRITER
from tests.corpus.books.truth import Truth

FOLDER = Path(__file__).parent
_FORMATS = ("ods", "xls", "xlsx", "csv")
_CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
_PROJECTS = 5
_CSV_LACKS = frozenset({"looks", "types", "sheets"})
_TAKEN = (
    "titles_with_senders", "blank_columns_before", "synonyms", "line_breaks_in_headings",
    "shuffled_columns", "yuan_in_full_brackets", "yuan_in_the_title", "header_of_two_rows_in_yuan",
    "header_of_three_rows_over_all", "sections_merged", "county_only_in_sections", "subtotals",
    "total_wrong", "columns_counted", "signatures", "county_merged_down", "amount_merged_down",
    "merged_across", "name_merged_down", "hidden_rows", "hidden_columns", "struck_rows", "filtered",
    "hidden_sheet", "projects_on_two_sheets", "table_below_in_another_order", "projects_beside",
    "thousand_separators", "percentages", "formulas", "error_values", "booleans", "codes_damaged",
    "real_dates", "dates_counted_from_1904", "serials", "serials_out_of_range",
    "names_with_line_breaks", "names_with_nbsp", "rich_names",
)  # fmt: skip


class Kept(msgspec.Struct):
    """One file that is kept: who made it, of which disorders, and what it says."""

    file: str
    producer: str
    disorders: list[str]
    truth: Truth


@dataclass(frozen=True)
class _Job:
    file: str
    disorders: tuple[Disorder, ...]


def main() -> int:
    """Make all files anew, and their truth."""
    for old in FOLDER.glob("office*"):
        old.unlink()
    kept = [*_from_office(), *_binary()]
    lines = b",\n".join(msgspec.json.encode(one) for one in kept)
    (FOLDER / "truth.json").write_bytes(b"[\n" + lines + b"\n]\n")
    print(len(kept), "files,", sum((FOLDER / one.file).stat().st_size for one in kept), "bytes")  # noqa: T201
    return 0


def kept_files() -> list[Kept]:
    """The files that are kept, with their truth."""
    return msgspec.json.decode((FOLDER / "truth.json").read_bytes(), type=list[Kept])


def _from_office() -> list[Kept]:
    kept: list[Kept] = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix in _FORMATS:
            jobs = _jobs(suffix)
            sources = [_source(Path(folder), job, suffix) for job in jobs]
            form = _CSV_FILTER if suffix == "csv" else suffix
            out = Path(folder) / suffix
            subprocess.run(
                ["soffice", "--headless", "--convert-to", form, "--outdir", str(out),
                 *(str(path) for path, _ in sources)],
                check=True, capture_output=True,
            )  # fmt: skip
            for job, (path, truth) in zip(jobs, sources, strict=True):
                _keep(out / f"{path.stem}.{suffix}", FOLDER / job.file)
                names = [one.name for one in job.disorders]
                kept.append(Kept(job.file, "LibreOffice", names, truth))
    return kept


def _keep(made: Path, kept: Path) -> None:
    """The file as it was made, but for the picture of its first page."""
    if made.suffix != ".ods":
        shutil.copy(made, kept)
        return
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as small:
        for part in whole.infolist():
            if not part.filename.startswith(("Thumbnails/", "Configurations2/")):
                small.writestr(part, whole.read(part), compresslevel=9)


def _jobs(suffix: str) -> list[_Job]:
    """Each disorder in one format, in turns, and some mixtures in each."""
    known = {one.name: one for one in DISORDERS}
    turn = _FORMATS.index(suffix)
    chosen: list[tuple[Disorder, ...]] = [()]
    for n, name in enumerate(_TAKEN):
        # No other producer makes an ods: what concerns looks and types is in it anyhow.
        is_turn = n % 3 == turn or (suffix == "ods" and bool(known[name].needs))
        if (suffix != "csv" and is_turn) or (
            suffix == "csv" and n % 4 == 0 and known[name].needs.isdisjoint(_CSV_LACKS)
        ):
            chosen.append((known[name],))
    chance = random.Random(suffix)
    for _ in range(5):
        chosen.append(_mixture(chance, suffix, [known[name] for name in _TAKEN]))
    return [_Job(f"office{n:02d}.{suffix}", one) for n, one in enumerate(chosen)]


def _mixture(chance: random.Random, suffix: str, known: Sequence[Disorder]) -> tuple[Disorder, ...]:
    chosen: list[Disorder] = []
    while len(chosen) < 4:
        one = chance.choice(known)
        can = suffix != "csv" or one.needs.isdisjoint(_CSV_LACKS)
        if can and all(one.groups.isdisjoint(other.groups) for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=DISORDERS.index))


def _source(folder: Path, job: _Job, suffix: str) -> tuple[Path, Truth]:
    path = folder / f"{Path(job.file).stem}.xlsx"
    path = folder / f"{suffix}-source" / path.name
    path.parent.mkdir(exist_ok=True)
    table = making(job.file, _PROJECTS)
    if suffix == "csv":
        table.sheet = Path(job.file).stem
    for disorder in job.disorders:
        disorder.apply(table)
    book, truth = laid_out(table)
    XLSXWRITER.write(book, path)
    return path, truth


def _binary() -> list[Kept]:
    """Workbooks in the binary format of Excel: values only, its producer writes no more."""
    try:
        from pyxlsbwriter import XlsbWriter
    except ImportError:
        return [one for one in kept_files() if one.producer == "pyxlsbwriter"]
    kept: list[Kept] = []
    known = {one.name: one for one in DISORDERS}
    names = ("", "titles_with_senders", "shuffled_columns", "yuan_in_brackets", "sections_plain",
             "total_wrong", "real_dates", "booleans", "codes_damaged", "names_with_brackets")  # fmt: skip
    for n, name in enumerate(names):
        file = f"binary{n:02d}.xlsb"
        table = making(file, _PROJECTS)
        for one in (known[name],) if name else ():
            one.apply(table)
        book, truth = laid_out(table)
        with XlsbWriter(str(FOLDER / file)) as out:
            for page in book.pages:
                width = max(column for _, column in page.cells) + 1
                out.add_sheet(page.name)
                out.write_sheet(
                    [_plain(page.cells.get((row, at), "")) for at in range(width)]
                    for row in range(page.last_row + 1)
                )
        kept.append(Kept(file, "pyxlsbwriter", [name] if name else [], truth))
    return kept


def _plain(value: Value) -> str | int | float | bool | date | None:
    match value:
        case "":
            return None
        case Decimal():
            return float(value)
        case Formula() | Fault() | Rich() | Shown() | Quoted():
            raise TypeError(value)
        case _:
            return value


if __name__ == "__main__":
    sys.exit(main())
