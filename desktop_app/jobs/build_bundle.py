"""The bundle: plan and summary in every format, read back, proven, then put in place whole.

Beside them what goes along and what stays in the house. Written into a folder beside the target
and renamed only when everything is there and agrees; what existed before is never touched.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.copies import is_original
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Audit
from desktop_app.core.list_standing import lists_used
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.documents.compose_proof import compose_proof
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.office_fonts import FoundFont, find_office_fonts, fonts_of
from desktop_app.documents.print_sets import PrintWish
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.errors import AppError, in_words
from desktop_app.intake.worker import read_here
from desktop_app.jobs.bundle_folder import clear, new_name, settle, zipped
from desktop_app.jobs.bundle_proof import proof_of
from desktop_app.jobs.fill_official import OfficialFile, write_official
from desktop_app.jobs.further_entries import counted, names_of, row_entries
from desktop_app.jobs.further_papers import Further, count_files, write_further
from desktop_app.jobs.garbage import give_back
from desktop_app.jobs.inner_papers import (
    PRINTS,
    count_inner,
    printable,
    write_inner_papers,
    write_prints,
    write_seal_guide,
)
from desktop_app.jobs.kept_forms import KeptForm, kept
from desktop_app.jobs.papers import (
    PREVIEW_MARK,
    Written,
    deliverables,
    letters,
    printed_copies,
    standings_of,
    write_paper,
)
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.prove import prove
from desktop_app.jobs.read_bundle import MANIFEST
from desktop_app.jobs.sending_files import manifest_lines, write_mail_folders
from desktop_app.jobs.verify import Read, Verified
from desktop_app.paths import free_name
from desktop_app.storage.copying import folder_to_disk, make_folder

FOLDER = "材料"
PREVIEW_FOLDER = "材料(预览)"
PROOF = "一致性证明.pdf"
# Besides the files of papers: reading back and the proof; and for a final bundle the guide and the
# prints.
_OTHER_STEPS = 2
_LAST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was built: the audit that does not pass."""

    audit: Audit


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle: its folder, its files, the proof, and the archive if one was asked.

    `fonts` says of each face whether the PDFs use the PC's font; empty when nobody asked for them.
    `official` are the issuer's own forms, filled in.
    """

    folder: Path
    files: tuple[str, ...]
    verified: Verified
    wish: PrintWish
    archive: Path | None = None
    fonts: tuple[FoundFont, ...] = ()
    official: tuple[OfficialFile, ...] = ()

    @property
    def prints(self) -> tuple[str, ...]:
        """Those of the files that are to be printed."""
        return tuple(name for name in self.files if name.startswith(f"{PRINTS}/"))


def build_bundle(
    programme: Programme,
    draft: Draft,
    out: Path,
    *,
    preview: bool = False,
    with_zip: bool = False,
    standing: str = "",
    wish: PrintWish = PrintWish(),  # noqa: B008 - it is a value and never changes
    office_fonts: bool = False,
    report: Report = quiet,
    read: Read = read_here,
    official: Sequence[KeptForm] | None = None,
) -> Bundle | Refused:
    """Build the bundle under `out`; `Refused` while the audit does not pass (not for a preview).

    `standing` says in every foot what this revision is (定稿…), `wish` how it is to be printed;
    with `office_fonts` the PDFs take the PC's own fonts where they may be embedded. `official` are
    the issuer's own forms to be filled in as well, by default those that are kept; a preview has
    none, as they show no mark of it.

    Raises AppError when the disk is full or the files, read back by `read`, do not agree or have
    other findings than the draft. Whatever `report` raises stops it, and nothing is left behind.
    """
    audited = audit(programme, draft)
    give_back()
    if not preview and not audited.passes:
        return Refused(audited)
    rows = draft.rows(programme.summary.table.id)
    words = own_words(programme)
    form, noun = words.summary, words.noun
    if not rows:
        raise AppError(f"{form}还没有{noun},不能成册;请先填写或导入{noun}。")
    if not any(row.cells.get(programme.summary.name, "").strip() for row in rows):
        raise AppError(f"{form}的{noun}都还没有填写名称,不能成册;请先填写{noun}名称。")
    target = free_name(out / (PREVIEW_FOLDER if preview else FOLDER))
    beside = out / new_name()
    is_new = not out.exists()
    try:
        make_folder(out)
        clear(out)
        beside.mkdir()
    except OSError as reason:
        raise AppError(f"不能写入「{out}」({in_words(reason)});请换一个文件夹。") from reason
    try:
        found = find_office_fonts() if office_fonts else ()
        fonts = fonts_of(found)
        own = kept(programme) if official is None else official
        build = _Build(
            programme,
            draft,
            beside,
            audited,
            preview,
            standing,
            wish,
            report,
            read,
            fonts,
            () if preview else own,
        )
        files, verified = build.filled()
        settle(beside)
        beside.rename(target)
        folder_to_disk(out)
    except OSError as reason:
        raise AppError(
            f"成册没有完成({in_words(reason)}),原有文件没有改动;请检查磁盘空间和文件夹权限后再成册。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if is_new and not target.exists():
            # A build that was cancelled or failed leaves nothing, not even the folder it made.
            with suppress(OSError):
                out.rmdir()
    archive = _zipped(target, files) if with_zip else None
    return Bundle(target, tuple(files), verified, wish, archive, found, build.filled_forms)


def _zipped(folder: Path, files: Sequence[str]) -> Path:
    try:
        return zipped(folder, files)
    except OSError as reason:
        raise AppError(
            f"材料已成册,在「{folder}」,只是压缩包没有写成({in_words(reason)});"
            "请检查磁盘空间,或者直接使用这个文件夹。"
        ) from reason


@dataclass
class _Build:
    """One build while it goes on: the deliverables are written and read back, then the rest."""

    programme: Programme
    draft: Draft
    folder: Path
    audited: Audit
    preview: bool
    standing: str
    wish: PrintWish
    report: Report
    read: Read
    fonts: Fonts = BUNDLED
    forms: Sequence[KeptForm] = ()
    filled_forms: tuple[OfficialFile, ...] = ()
    _done: int = 0
    _steps: int = 0

    def filled(self) -> tuple[list[str], Verified]:
        """Write everything into the folder; the names of the files, and the proof."""
        watermark = PREVIEW_MARK if self.preview else ""
        marks = (watermark, self.standing)
        papers = deliverables(self.programme, self.draft, *marks)
        alone = letters(self.programme, self.draft, *marks)
        self._steps = sum(len(one.formats) for one in (*papers, *alone)) + _OTHER_STEPS
        self._steps += 0 if self.preview else _LAST_STEPS
        self._steps += count_inner(self.programme, self.draft)
        self._steps += len(self.forms)
        subject = Subject(self.programme, self.draft)
        self._steps += count_files(self.programme, subject)
        asked = [write_paper(one, self.folder, self._say, self.fonts) for one in papers]
        self._say("读回比对")
        verified = prove(
            self.programme,
            self.draft,
            self.audited,
            asked,
            self.folder,
            self.read,
            preview=self.preview,
        )
        self.filled_forms = write_official(
            self.programme, self.draft, self.forms, self.folder, self.read, self._say
        )
        further = write_further(
            self.programme,
            subject,
            self.folder,
            self._say,
            self.read,
            self.fonts,
            watermark=watermark,
            standing=self.standing,
            duplex=self.wish.duplex,
        )
        own = [self._own_entry(one) for one in self.filled_forms]
        lines = [*(line for one in asked for line in self._entries(one)), *own]
        self._say(PROOF)
        told = (*(one.told for one in self.filled_forms), *further.told)
        proof = proof_of(self.programme, self.draft, verified, lines, self.standing, told)
        write_pdf(compose_proof(proof, watermark), self.folder / PROOF, self.fonts)
        written = [
            *asked,
            *further.whole,
            *(write_paper(one, self.folder, self._say, self.fonts) for one in alone),
        ]
        inner = write_inner_papers(
            self.programme,
            self.draft,
            self.audited,
            written,
            further,
            self.folder,
            self._say,
            self.wish,
            *marks,
            self.fonts,
        )
        others = (*self._to_mail(written, further), *self._to_seal_and_print(written))
        marked = printable(self.programme, written) if self._has_marked_prints else []
        numbers = {id(one): n for n, one in enumerate(marked, start=1)}
        named = names_of(further)
        manifest = {
            "programme": self.programme.id,
            "version": self.programme.about.version,
            "revision": self.draft.revision,
            "check_code": self.draft.check_code(),
            "standing": self.standing,
            "projects": len(verified.summary.named),
            "preview": self.preview,
            "lists": [one.record() for one in lists_used(self.programme)],
            **counted(further),
            **manifest_lines(self.programme, self.draft, written, further),
            "files": [
                *(
                    {**line, **named.get(id(one), {})}
                    for one in written
                    for line in self._entries(one, numbers.get(id(one), 0))
                ),
                *own,
                *row_entries(further, self._entry),
                *(self._entry(name) for one in inner for name in one.files.values()),
                *(self._entry(name) for name in (PROOF, *others)),
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (self.folder / MANIFEST).write_text(text, "utf-8")
        return [*(str(entry["file"]) for entry in manifest["files"]), MANIFEST], verified

    @property
    def _has_marked_prints(self) -> bool:
        return not self.preview and self.wish.order != "none" and self.wish.marks

    def _say(self, name: str) -> None:
        self.report(self._done, self._steps, name)
        self._done += 1

    def _to_mail(self, written: Sequence[Written], further: Further) -> tuple[str, ...]:
        """The folders of mails; a preview is not sent."""
        if self.preview:
            return ()
        found = write_mail_folders(self.programme, self.draft, written, further, self.folder)
        return tuple(name for one in found for name in one.files)

    def _to_seal_and_print(self, written: Sequence[Written]) -> tuple[str, ...]:
        """What is sealed and printed is final: a preview has neither guide nor print files."""
        if self.preview:
            return ()
        self._say("盖章导航单")
        guide = write_seal_guide(
            self.programme,
            self.draft,
            written,
            self.folder,
            self.wish,
            self.standing,
            self.fonts,
        )
        self._say("打印文件")
        prints = write_prints(
            self.programme, self.draft, written, self.folder, self.wish, self.fonts
        )
        return (*guide, *prints)

    def _entries(self, one: Written, number: int = 0) -> Iterator[dict[str, object]]:
        """What the manifest says of a paper's files; `number` is what its pages' marks call it."""
        paper = one.paper
        for kind, name in one.files.items():
            entry = self._entry(name)
            if paper.form:
                entry["form"] = paper.form
            if paper.is_printed:
                entry |= {"copies": printed_copies(paper, self.wish), "sealed": paper.sealed}
                first = sum(map(is_original, standings_of(paper, self.wish)))
                entry |= {"originals": first} if first else {}
            if paper.scanned:
                entry["scanned"] = True
            if kind == "pdf" and number and one.printed is not None:
                entry |= {
                    "document": number,
                    "title": paper.title,
                    "pages": one.printed.pages,
                }
            yield entry

    def _own_entry(self, one: OfficialFile) -> dict[str, object]:
        """What the manifest says of the issuer's own form."""
        return {**self._entry(one.name), "official": one.attachment}

    def _entry(self, name: str) -> dict[str, object]:
        content = (self.folder / name).read_bytes()
        return {
            "file": name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
