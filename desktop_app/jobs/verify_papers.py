"""The papers made for each row, as a bundle's files and manifest have them: one for each project
of the summary, whole, and each the one it is named for."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.papers import PaperView
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind, parse
from desktop_app.documents.compose_paper import compose_paper, marks_of
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw
from desktop_app.jobs.disagreements import Disagreement, Side
from desktop_app.jobs.paper_back import KEYS, difference, lacking, says_still, squeezed
from desktop_app.paths import is_left_behind

_TOLD = 20
Entry = Mapping[str, Any]
_Read = Callable[[Path], Raw]


def is_row_paper(entry: Entry) -> bool:
    """Whether a line of a manifest names the paper of one row."""
    return "row" in entry and isinstance(entry.get("keys"), dict)


def paper_findings(
    programme: Programme,
    folder: Path,
    manifest: Mapping[str, Any],
    changed: Sequence[str],
    summary: Side,
    read: _Read,
    draft: Draft | None = None,
) -> tuple[Disagreement, ...]:
    """What is wrong with the papers of rows in a bundle's folder. Of files that are as they were
    built it is known what they say; those that were `changed` are read, and a `draft` tells what
    differs.

    Kinds: paper_missing, paper_extra, paper_differs.
    """
    entries = [one for one in manifest["files"] if is_row_paper(one)]
    subject = None if draft is None else Subject(programme, draft)
    found: list[Disagreement] = []
    for entry in entries:
        path = folder / entry["file"]
        if not path.is_file():
            found.append(_found("paper_missing", entry, f"缺少「{entry['file']}」,请重新成册"))
        elif entry["file"] in changed:
            found += _differs(entry, path, read, subject)
    by_paper: dict[str, list[Entry]] = {}
    for entry in entries:
        by_paper.setdefault(str(entry.get("paper")), []).append(entry)
    for told in manifest.get("papers", ()):
        of_paper = by_paper.get(str(told["id"]), [])
        found += _unlisted(folder, str(told["title"]), of_paper, manifest)
        found += _against_summary(programme, told, of_paper, summary)
    return tuple(found)


def _differs(
    entry: Entry, path: Path, read: _Read, subject: Subject | None
) -> Iterator[Disagreement]:
    try:
        raw = read(path)
    except AppError as reason:
        yield _found("paper_differs", entry, str(reason).rstrip("。"))
        return
    if not says_still(str(entry.get("text")), raw):
        lacks = lacking(entry["keys"], raw)
        told = f"里面没有「{lacks}」" if lacks else _from_draft(entry, raw, subject)
        told = told or "内容与成册时不同"
        message = f"「{entry['file']}」在成册以后被改动,{told};请重新成册"
        yield _found("paper_differs", entry, message)


def _from_draft(entry: Entry, raw: Raw, subject: Subject | None) -> str:
    """The first place in which a file says something else than the draft; "" for none, and where
    the draft does not know the row any more."""
    if subject is None:
        return ""
    paper = next((one for one in subject.programme.papers if one.id == entry["paper"]), None)
    if paper is None:
        return ""
    view = PaperView(subject, paper)
    try:
        row = view.row(entry["row"])
    except KeyError:
        return "草稿中没有这一行了"
    document = compose_paper(view, marks_of(subject), row)
    return difference(document, raw, is_pdf=str(entry["file"]).endswith(".pdf"))


def _unlisted(
    folder: Path, title: str, entries: Sequence[Entry], manifest: Mapping[str, Any]
) -> Iterator[Disagreement]:
    """Files beside those of the rows that no list of the bundle names."""
    known = {str(one["file"]) for one in manifest["files"]}
    for place in sorted({(folder / one["file"]).parent for one in entries}):
        if place == folder or not place.is_dir():
            continue
        for path in sorted(place.iterdir()):
            name = path.relative_to(folder).as_posix()
            if name not in known and not is_left_behind(path.name):
                message = f"《{title}》的文件夹中多出「{name}」,不是成册时生成的;请移走"
                yield Disagreement("paper_extra", f"{message}。", None, (path.name, name), (name,))


def _against_summary(
    programme: Programme, told: Entry, entries: Sequence[Entry], summary: Side
) -> Iterator[Disagreement]:
    """Exactly one paper in every format for each project of the summary."""
    title = str(told["title"])
    paper = next((one for one in programme.papers if one.id == told["id"]), None)
    if paper is None or paper.each != programme.summary.table.id:
        return
    for kind in paper.formats:
        of_kind = [one for one in entries if str(one["file"]).endswith(f".{kind}")]
        roles = [
            role
            for role in KEYS
            if any(role in one["keys"] for one in of_kind)
            and any(getattr(one, role) for one in summary.named)
        ]
        left = Counter(_project(programme, one["keys"], roles) for one in of_kind)
        ours = Counter(_known(one, roles) for one in summary.named)
        for key in list((left - ours).elements())[:_TOLD]:
            message = f"《{title}》({kind})有「{_name(key)}」的一份,汇总表中没有这一行或不止一份"
            yield _of_key("paper_extra", message, key, summary, is_paper=True)
        if paper.when and not (left - ours):
            # Only the draft tells for which rows it is made; how many these are was counted.
            rows = int(told.get("rows", 0))
            if len(of_kind) != rows:
                message = f"《{title}》({kind})应有 {rows} 份,实有 {len(of_kind)} 份"
                yield Disagreement("paper_missing", f"{message};请重新成册。", None, None)
            continue
        for key in list((ours - left).elements())[:_TOLD]:
            message = f"《{title}》({kind})缺少「{_name(key)}」的一份;请重新成册"
            yield _of_key("paper_missing", message, key, summary, is_paper=False)


_Key = tuple[tuple[str, object], ...]


def _project(programme: Programme, keys: Mapping[str, str], roles: Sequence[str]) -> _Key:
    """A project as a paper knows it: the parts that it prints, without the blanks in them; an
    amount that cannot be understood is none in the summary either."""
    values = (
        (role, _amount(programme, keys[role]) if role == "investment" else squeezed(keys[role]))
        for role in roles
        if keys.get(role)
    )
    return tuple((role, value) for role, value in values if value is not None)


def _known(named: Named, roles: Sequence[str]) -> _Key:
    """A project of the summary by the same parts; what it leaves blank no paper prints."""
    values = ((role, getattr(named, role)) for role in roles)
    return tuple(
        (role, squeezed(value) if isinstance(value, str) else value)
        for role, value in values
        if value not in ("", None)
    )


def _amount(programme: Programme, text: str) -> Decimal | None:
    form = programme.summary
    column = next((c for c in form.table.column if c.id == form.investment), None)
    value = parse(Kind.AMOUNT, text, column.unit if column else "")
    return value if isinstance(value, Decimal) else None


def _name(key: _Key) -> str:
    return str(key[0][1]) if key else ""


def _of_key(kind: str, message: str, key: _Key, summary: Side, *, is_paper: bool) -> Disagreement:
    place = None if is_paper else (_name(key), summary.file)
    return Disagreement(kind, f"{message}。", None, place, (summary.file,), _name(key))


def _found(kind: str, entry: Entry, message: str) -> Disagreement:
    name = str(entry["file"])
    return Disagreement(kind, f"{message}。", None, (str(entry["title"]), name), (name,))
