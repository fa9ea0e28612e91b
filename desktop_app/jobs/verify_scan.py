"""The sealed pages come back as a scan: are all of them there, in order, of one revision?"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.page_mark import read_mark
from desktop_app.core.programme import Programme
from desktop_app.core.scanned_set import (
    ExpectedDocument,
    ExpectedSet,
    Leaf,
    ScannedSet,
    check_scan,
)
from desktop_app.errors import AppError
from desktop_app.intake.scan import read_scan
from desktop_app.jobs.further_papers import further_printed
from desktop_app.jobs.papers import deliverables, in_print_order, letters
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.read_bundle import manifest_of, opened_bundle


def verify_scan(
    files: Sequence[Path], expected: ExpectedSet | None = None, report: Report = quiet
) -> ScannedSet:
    """Read scanned PDFs, one after another as one pile, and compare them with the printed set.

    Raises AppError for a file that cannot be read.
    """
    leaves = [leaf for leaf, _ in read_leaves(files, report)]
    return check_scan(leaves, expected)


def read_leaves(files: Sequence[Path], report: Report = quiet) -> list[tuple[Leaf, Path]]:
    """Every scanned page with the marks on it, and the file that it lies in.

    Raises AppError for a file that cannot be read.
    """
    leaves: list[tuple[Leaf, Path]] = []
    for path, told in zip(files, _told_apart(files), strict=True):
        pages = read_scan(path, lambda done, of, name=told: report(done, of, name))
        for number, page in enumerate(pages, start=1):
            marks = tuple(mark for code in page.codes if (mark := read_mark(code)) is not None)
            leaves.append((Leaf(told, number, marks, page.is_blank), path))
    return leaves


def _told_apart(files: Sequence[Path]) -> list[str]:
    """The files' names; those that several files have with what tells them apart."""
    several = Counter(path.name for path in files)
    places = Counter((path.parent.name, path.name) for path in files)
    told: list[str] = []
    for n, path in enumerate(files, start=1):
        if several[path.name] == 1:
            told.append(path.name)
        elif places[path.parent.name, path.name] == 1:
            told.append(f"{path.parent.name}/{path.name}")
        else:
            told.append(f"{path.name}(第{n}个文件)")
    return told


def set_of_bundle(bundle: Path) -> ExpectedSet:
    """The printed set of a bundle (folder or zip), as its manifest has it; AppError without one."""
    with opened_bundle(bundle) as folder:
        manifest = manifest_of(folder)
    try:
        printed = sorted(
            (one for one in manifest["files"] if "document" in one),
            key=lambda one: int(one["document"]),
        )
        documents = tuple(
            ExpectedDocument(str(one["title"]), int(one["copies"]), int(one["pages"]))
            for one in printed
        )
        found = ExpectedSet(int(manifest["revision"]), str(manifest["check_code"]), documents)
    except (KeyError, TypeError, ValueError) as reason:
        raise AppError(f"「{bundle.name}」的清单不完整,不能与扫描件比对;请重新成册。") from reason
    if not documents:
        raise AppError(
            f"「{bundle.name}」没有带识别码的打印文件,不能与扫描件比对;"
            "请重新成册,不选预览,打印时不关识别码。"
        )
    return found


def set_of_draft(programme: Programme, draft: Draft) -> ExpectedSet:
    """The set of a draft's present revision; how many pages and copies is left to the marks."""
    further = further_printed(programme, draft)
    known = (*deliverables(programme, draft), *further, *letters(programme, draft))
    papers = in_print_order(programme, known)
    return ExpectedSet(
        draft.revision,
        draft.check_code(),
        tuple(
            ExpectedDocument(one.title) for one in papers if one.is_printed and "pdf" in one.formats
        ),
    )
