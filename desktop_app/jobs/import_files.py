"""Taking in what others made: county workbooks and a plan, as one change to the draft."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.changes import Change, Together
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.pasted_table import read_pasted
from desktop_app.intake.plain import Cleaned, Doubt, Raw
from desktop_app.jobs.before import NOTHING_BEFORE, Before
from desktop_app.jobs.column_memory import ColumnMemory, Recalled
from desktop_app.jobs.draft_work import NewId, new_row_id
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileKind, FileWishes, ProjectChoice
from desktop_app.jobs.plan_steps import plan_change
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.project_rows import projects_change
from desktop_app.jobs.said_before import source_of, with_before
from desktop_app.jobs.understand_file import (
    Incoming,
    Understood,
    fingerprint_of,
    refuse_blank,
    understand,
)
from desktop_app.jobs.what_stays import what_stays
from desktop_app.storage.about import Source

NO_TEXTS: Mapping[Path, str] = MappingProxyType({})
NOTHING_WISHED: Mapping[Path, FileWishes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file brought: how it was taken, its projects, what was rewritten, what is odd.

    `source` is what the draft remembers of it; None for a file that it has taken in before.
    """

    file: Path
    kind: FileKind
    rows: int
    cleaned: tuple[Cleaned, ...]
    doubts: tuple[Doubt, ...]
    sha256: str = ""
    size: int = 0
    source: Source | None = None
    recalled: Recalled | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """The one change that takes all files in, and the account of each.

    `is_empty` when the draft would say the same afterwards: then nothing is to be done.
    `understood` are the files that come in, as they were read.
    """

    change: Together
    files: tuple[Imported, ...]
    is_empty: bool
    understood: tuple[Understood, ...] = ()


def import_files(
    programme: Programme,
    draft: Draft,
    files: Sequence[Path],
    *,
    kind: FileKind | None = None,
    county: str = "",
    before: Before = NOTHING_BEFORE,
    wishes: Mapping[Path, FileWishes] = NOTHING_WISHED,
    there: ProjectChoice | None = None,
    memory: ColumnMemory | None = None,
    texts: Mapping[Path, str] = NO_TEXTS,
    read: Callable[[Path], Raw] = read_raw,
    new_id: NewId = new_row_id,
    report: Report = quiet,
) -> Import:
    """Read files into a change on the draft; nothing is applied here.

    `kind` overrides what the content suggests; `county` fills blank counties; `before` is what the
    draft has of earlier files. `wishes` are what a person corrects about a file, `there` what to do
    with projects that are in the draft already: as it goes without saying where it is None (what
    says nothing new is left out, what only the sender changed is brought up to date, another row
    where nobody knows). `memory` knows columns that were put right before, for files about which
    nothing is wished; `texts` are what was pasted or piped in, by the names that stand for it among
    the `files`. A file that cannot be read raises AppError, so that an import is whole or does not
    happen.
    """
    changes: list[Change] = []
    accounts: list[Imported] = []
    understood: list[Understood] = []
    start = draft
    for done, (path, raw) in enumerate(_read_all(files, texts, read)):
        report(done, len(files), path.name)
        digest, size = fingerprint_of(path, raw)
        wish = wishes.get(path, AS_IT_LOOKS)
        wish = replace(wish, kind=kind or wish.kind, county=county or wish.county)
        is_known = digest in before.known or any(one.sha256 == digest for one in accounts)
        if is_known and not wish.again:
            doubt = Doubt("already_imported", path.name, f"文件「{path.name}」已经导入过,本次跳过")
            taken = wish.kind or "projects"
            accounts.append(Imported(path, taken, 0, (), (doubt,), digest, size))
            continue
        refuse_blank(path.name, raw)
        recalled = None
        if memory is not None:
            wish, recalled = memory.meet(programme.id, raw, wish)
        found = understand(programme, Incoming(path, raw, "", digest, size), wish)
        if found.refusal:
            raise AppError(found.refusal)
        found = with_before(found, before)
        id_of = _remembering(new_id)
        step = change_of(programme, draft, found, id_of, start=start, there=there)
        draft = step.apply(draft)
        changes.append(step)
        source = source_of(programme, start, found, id_of, there)
        left = what_stays(programme, start, found, there)
        accounts.append(_account(found, left, source, recalled))
        understood.append(found)
    report(len(files), len(files), "")
    names = "、".join(path.name for path in files[:3]) + ("等" if len(files) > 3 else "")
    change = Together(f"导入 {names}", tuple(changes))
    return Import(change, tuple(accounts), draft == start, tuple(understood))


def change_of(
    programme: Programme,
    draft: Draft,
    found: Understood,
    id_of: Callable[[str], str],
    *,
    start: Draft,
    there: ProjectChoice | None,
) -> Change:
    """What one file brings to the draft as it is; `start` is the draft before the whole import.

    Two files of one import that name the same project bring two rows: the audit shows them.
    """
    if found.plan is not None:
        return plan_change(programme, draft, found.plan, id_of, found.wishes)
    return projects_change(programme, draft, found, id_of, start=start, there=there)


def _remembering(new_id: NewId) -> Callable[[str], str]:
    """The same id for a place each time that it is asked for."""
    ids: dict[str, str] = {}

    def id_of(where: str) -> str:
        if where not in ids:
            ids[where] = new_id()
        return ids[where]

    return id_of


def _account(
    found: Understood, left: Sequence[Doubt], source: Source, recalled: Recalled | None
) -> Imported:
    wished = found.wishes.as_typed
    return Imported(
        found.incoming.path,
        found.kind,
        len(found.rows),
        tuple(one for one in found.cleaned if one.where not in wished),
        (*found.doubts, *left),
        found.incoming.sha256,
        found.incoming.size,
        source,
        recalled,
    )


def _read_all(
    files: Sequence[Path], texts: Mapping[Path, str], read: Callable[[Path], Raw]
) -> Iterator[tuple[Path, Raw]]:
    """Each file with its content, in order; the reading processes run side by side."""

    def content(path: Path) -> Raw:
        return read_pasted(texts[path]) if path in texts else read(path)

    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        yield from zip(files, pool.map(content, files), strict=True)
