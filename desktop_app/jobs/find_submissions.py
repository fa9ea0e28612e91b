"""What lies in the folders that somebody is to look through: bundles, loose files, drafts.

Only names are looked at; what is in a file is found out by whoever reads it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app.errors import in_words
from desktop_app.jobs.read_bundle import MANIFEST, is_bundle_zip
from desktop_app.paths import is_draft, is_left_behind

Kind = Literal["bundle", "archive", "files", "draft"]

# A plan or a summary may be any of these; those that cannot be read are told as such.
DOCUMENTS = frozenset(
    {".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv"}
)
_OTHER_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz"})
# What a Mac packs beside the files themselves.
_NOT_LOOKED_INTO = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to be looked at; `fault` is a sentence where nobody can, "" else."""

    path: Path
    kind: Kind
    fault: str = ""


def find_bundles(places: Iterable[Path]) -> tuple[Found, ...]:
    """Every bundle at these places or anywhere below them, by path, each once.

    A folder or a zip with our register is a bundle and is not looked into; any other folder that
    holds documents may be a plan and a summary by another hand.
    """
    return _in_order(one for place in places for one in _bundles_at(place))


def find_drafts(places: Iterable[Path]) -> tuple[Found, ...]:
    """Every draft at these places or anywhere below them, by path, each once."""
    return _in_order(one for place in places for one in _drafts_at(place))


def is_bundle(path: Path) -> bool:
    """Whether a path is one bundle, as far as names tell."""
    return (path / MANIFEST).is_file() if path.is_dir() else _is_archive(path)


def _in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    known: dict[Path, Found] = {}
    for one in found:
        known.setdefault(one.path.absolute(), one)
    return tuple(sorted(known.values(), key=lambda one: one.path.parts))


def _bundles_at(place: Path) -> Iterator[Found]:
    if place.is_dir():
        yield from _bundles_in(place)
    elif not place.exists():
        yield Found(place, "files", f"「{place}」不存在;请检查路径。")
    elif _is_archive(place):
        yield Found(place, "archive")
    else:
        told = "请给出成册文件夹、压缩包,或者放着它们的文件夹"
        yield Found(place, "files", f"「{place.name}」不是成册材料;{told}。")


def _bundles_in(folder: Path) -> Iterator[Found]:
    for within, names, fault in _folders_in(folder, stop_at=MANIFEST):
        if fault:
            yield Found(within, "files", fault)
        elif MANIFEST in names:
            yield Found(within, "bundle")
        else:
            for name in names:
                suffix = Path(name).suffix.lower()
                if suffix == ".zip":
                    yield Found(within / name, "archive")
                elif suffix in _OTHER_ARCHIVES:
                    told = "这种压缩包程序打不开;请先解压,再校验解压后的文件夹"
                    yield Found(within / name, "archive", f"「{name}」没有校验:{told}。")
            if any(Path(name).suffix.lower() in DOCUMENTS for name in names):
                yield Found(within, "files")


def _drafts_at(place: Path) -> Iterator[Found]:
    if place.is_dir():
        for within, names, fault in _folders_in(place):
            if fault:
                yield Found(within, "draft", fault)
            for name in names:
                if is_draft(Path(name)):
                    yield Found(within / name, "draft")
    else:
        # Whoever opens it says what is wrong with a path that is named.
        yield Found(place, "draft")


def _folders_in(folder: Path, stop_at: str = "") -> Iterator[tuple[Path, Sequence[str], str]]:
    """A folder and those below it with the names of their files, or why it cannot be looked into.

    Links are not followed, so nothing goes round in a circle; what `stop_at` lies in is not
    entered.
    """
    faults: list[OSError] = []
    for root, below, names in os.walk(folder, onerror=faults.append):
        kept = sorted(one for one in names if not is_left_behind(one))
        below[:] = sorted(
            one for one in below if not is_left_behind(one) and one != _NOT_LOOKED_INTO
        )
        if stop_at in kept:
            below.clear()
        yield Path(root), kept, ""
    for fault in faults:
        within = Path(str(fault.filename or folder))
        told = f"文件夹「{within.name}」打不开({in_words(fault)});请检查权限或者磁盘"
        yield within, (), f"{told},再运行一次。"


def _is_archive(path: Path) -> bool:
    try:
        return path.is_file() and is_bundle_zip(path)
    except OSError:
        return path.suffix.lower() == ".zip"
