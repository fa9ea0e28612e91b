"""The practice city: the whole job on real-looking input, and whether every planted fault is found.

The answer key lies beside the samples; nothing of it is known to the checks.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.core.changes import Change, Together, append_rows, remove_rows, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.core.findings import Audit, Finding
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.draft_work import assignments, explanation, new_row_id, starting_values
from desktop_app.jobs.import_files import Import, import_files
from desktop_app.jobs.packs import pack_files, pack_folder
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.verify import Verified, verify_bundle
from desktop_app.paths import SAMPLES, free_name
from desktop_app.storage.draft_file import DraftFile, create

DRAFT_NAME = "练习城市.shenbao"
_AUTHOR = "练习"
# Holds the id of the practice city that is shown when nobody asks for a certain one.
_FIRST = "first.txt"


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault of the answer key. `match` are texts that the finding must hold; `also`
    are codes of findings that follow from this fault and are not faults of their own."""

    number: int
    title: str
    code: str
    match: tuple[str, ...]
    kind: str = ""
    also: tuple[str, ...] = ()
    correction: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Which faults were found by which finding, and the findings that answer to no fault."""

    found: tuple[tuple[Fault, Finding | None], ...]
    invented: tuple[Finding, ...]

    @property
    def hits(self) -> int:
        return sum(finding is not None for _, finding in self.found)


@dataclass(frozen=True, slots=True)
class Demo:
    """All that happened, for the command line to tell."""

    programme: Programme
    draft: Path
    imported: Import
    first: Audit
    tally: Tally
    last: Audit
    bundle: Bundle | None
    verified: Verified | None

    @property
    def succeeded(self) -> bool:
        complete = self.tally.hits == len(self.tally.found) and not self.tally.invented
        return complete and self.verified is not None and self.verified.identical


def sample_folder(programme_id: str = "", samples: Path = SAMPLES) -> Path:
    """The practice city of a programme; the one to begin with when none is named."""
    wanted = programme_id or (samples / _FIRST).read_text("utf-8").strip()
    if (samples / wanted / "answers.toml").is_file():
        return samples / wanted
    raise AppError(f"没有「{wanted}」的练习材料;请重新安装程序。")


def run_demo(
    out: Path,
    programme_id: str = "",
    report: Report = quiet,
    now: Callable[[], datetime] = datetime.now,
) -> Demo:
    """Import, check, correct by the answer key, explain, build and verify, all under `out`.

    `now` is the clock: the day of an explanation is printed.
    """
    samples = sample_folder(programme_id)
    programme = practised(samples)
    faults = read_faults(samples / "answers.toml")
    file, imported = _begin(programme, samples, out, report, now)
    with file:
        first = audit(programme, file.draft)
        tally = match_faults(faults, first.findings)
        for fault in faults:
            correct(programme, file, fault, now)
        last = audit(programme, file.draft)
        # The practice does not depend on the forms that somebody keeps for real work.
        result = build_bundle(programme, file.draft, out, report=report, official=())
        path = file.path
    if not isinstance(result, Bundle):
        return Demo(programme, path, imported, first, tally, last, None, None)
    verified = verify_bundle(result.folder, lambda _: programme)
    return Demo(programme, path, imported, first, tally, last, result, verified)


def practise(
    out: Path,
    programme_id: str = "",
    report: Report = quiet,
    now: Callable[[], datetime] = datetime.now,
) -> Path:
    """A new practice city in the folder `out`, with all its faults in it; returns the draft.

    An earlier one stays. Raises AppError; stopped by `report`, it leaves nothing behind.
    """
    samples = sample_folder(programme_id)
    file, _ = _begin(practised(samples), samples, out, report, now)
    file.close()
    return file.path


def practised(samples: Path) -> Programme:
    """The programme of a practice city, with the lists that lie beside it in place of the pack's:
    lists that an office must ask for are empty in the pack."""
    own = {f"lists/{one.name}": one.read_text("utf-8") for one in samples.glob("lists/*.csv")}
    return read_pack({**pack_files(pack_folder(samples.name)), **own})


def input_files(samples: Path) -> list[Path]:
    """The county workbooks in order of their names, then the plan."""
    counties = sorted((samples / "counties").iterdir())
    return [*counties, *sorted(samples.glob("*.docx"))]


def read_faults(path: Path) -> tuple[Fault, ...]:
    """The answer key."""
    listed: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["fault"]
    return tuple(
        Fault(
            one["number"],
            one["title"],
            one["code"],
            tuple(one["match"]),
            one.get("kind", ""),
            tuple(one.get("also", ())),
            tuple(one.get("correction", ())),
        )
        for one in listed
    )


def match_faults(faults: Sequence[Fault], findings: Sequence[Finding]) -> Tally:
    """Each fault with the first finding of its code that names it; each finding used once."""
    left = list(findings)
    found: list[tuple[Fault, Finding | None]] = []
    for fault in faults:
        hit = next((one for one in left if _answers(fault, one)), None)
        if hit is not None:
            left.remove(hit)
        found.append((fault, hit))
    consequences = {code for fault in faults for code in fault.also}
    return Tally(tuple(found), tuple(one for one in left if one.code not in consequences))


def correct(
    programme: Programme, file: Any, fault: Fault, now: Callable[[], datetime] = datetime.now
) -> None:
    """Do what the key says a clerk does about a fault: change values, or explain the finding."""
    for record in fault.correction:
        if record["do"] == "explain":
            _explain(programme, file, record, now())
            continue
        change = _correction(file.draft, record)
        file.do(change, f"更正:{fault.title}")


def _begin(
    programme: Programme, samples: Path, out: Path, report: Report, now: Callable[[], datetime]
) -> tuple[DraftFile, Import]:
    """The practice city as it comes in from the counties, in a new draft file."""
    first = starting_values(programme)
    draft = first.apply(Draft(programme.id))
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    filled = assignments(programme, draft, [f"{key}={value}" for key, value in fields.items()])
    # All is read before there is a file: who stops here has nothing to clear away.
    imported = import_files(programme, filled.apply(draft), input_files(samples), report=report)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise AppError(
            f"不能在「{out}」中练习({in_words(reason)});请换一个可以写入的文件夹。"
        ) from reason
    path = free_name(out / DRAFT_NAME)
    file = create(path, programme.id, first, author=_AUTHOR, now=now)
    try:
        file.do(filled, "填写基本信息")
        file.do(imported.change, imported.change.label)
    except AppError:
        file.close()
        raise
    return file, imported


def _answers(fault: Fault, finding: Finding) -> bool:
    if fault.code != finding.code or (fault.kind and fault.kind != finding.kind):
        return False
    words = [finding.message, finding.left or "", finding.right or ""]
    told = "\n".join([*words, *(place.label for place in finding.places)])
    return all(text in told for text in fault.match)


def _correction(draft: Draft, record: Mapping[str, Any]) -> Change:
    match record["do"]:
        case "set" | "text":
            return set_path(draft, record["path"], record["value"])
        case "replace":
            text = draft.value(record["path"])
            if record["old"] not in text:
                raise AppError(f"练习答案与材料不符:{record['path']} 中没有「{record['old']}」。")
            return set_path(draft, record["path"], text.replace(record["old"], record["new"]))
        case "cell":
            rows = _where(draft, record["table"], record["where"])
            paths = [f"{record['table']}/{row.id}/{record['column']}" for row in rows]
            changes = tuple(set_path(draft, path, record["value"]) for path in paths)
            return Together("更正", changes)
        case "remove":
            rows = _where(draft, record["table"], record["where"])
            return remove_rows(draft, record["table"], frozenset(row.id for row in rows))
        case "add":
            return append_rows(draft, record["table"], [Row(new_row_id(), dict(record["cells"]))])
        case other:
            raise AppError(f"练习答案中有不认识的更正「{other}」。")


def _explain(programme: Programme, file: Any, record: Mapping[str, Any], time: datetime) -> None:
    target = record["code"]
    if "where" in record:
        table = programme.summary.table.id
        target = f"{target}@{_where(file.draft, table, record['where'])[0].id}"
    change = explanation(programme, file.draft, target, record["text"], _AUTHOR, time)
    file.do(change, "情况说明")


def _where(draft: Draft, table: str, wanted: Mapping[str, str]) -> list[Row]:
    rows = [
        row
        for row in draft.rows(table)
        if all(row.cells.get(column, "") == text for column, text in wanted.items())
    ]
    if not rows:
        raise AppError(f"练习答案与材料不符:没有 {dict(wanted)} 这一行。")
    return rows
