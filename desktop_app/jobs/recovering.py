"""Finding a way back when a draft is lost or damaged: what copies there are, of whatever draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.jobs.backups import copies_of, restore
from desktop_app.paths import DRAFT_SUFFIX, backup_folder, documents_folder, free_name
from desktop_app.storage.snapshots import snapshots_in


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of which there are copies: where it is or was, how many, when the newest was made.

    Where it was is not always known; it is then taken to have been in the documents.
    """

    path: Path
    copies: int
    newest: datetime
    is_place_known: bool = True

    @property
    def name(self) -> str:
        return self.path.stem


def kept_drafts(known: Iterable[Path] = ()) -> tuple[Kept, ...]:
    """Every draft that has copies, the newest first.

    Copies know the name of their draft alone; where it lay is told by the `known` drafts.
    """
    places: dict[str, Path] = {}
    for path in known:
        places.setdefault(path.stem, path)
    found: dict[str, Kept] = {}
    try:
        folders = sorted(one for one in backup_folder().iterdir() if one.is_dir())
    except OSError:
        return ()
    for folder in folders:
        copies = snapshots_in(folder)
        name = folder.name.rpartition(" ")[0]
        if not copies or not name:
            continue
        newest = max(one.time for one in copies)
        before = found.get(name)
        path = places.get(name, documents_folder() / f"{name}{DRAFT_SUFFIX}")
        found[name] = Kept(
            path,
            len(copies) + (before.copies if before else 0),
            max(newest, before.newest) if before else newest,
            name in places,
        )
    return tuple(sorted(found.values(), key=lambda one: one.newest, reverse=True))


def bring_back(draft: Path, number: int) -> Path:
    """Copy `number` of a draft (as `copies_of` lists them) as a draft of its own; returns where.

    It goes beside the draft, or into the documents where that folder is gone. Raises AppError.
    """
    if draft.parent.is_dir():
        return restore(draft, number)
    chosen = copies_of(draft)[number - 1 : number]
    told = f"{chosen[0].snapshot.time:%m月%d日%H时%M分}" if chosen else "备份"
    target = documents_folder() / f"{draft.stem}(恢复自{told}){DRAFT_SUFFIX}"
    return restore(draft, number, free_name(target))
