"""The mail that hands in a bundle: complete, of one revision, not too large, and ready to attach.

Everything is taken from the bundle's manifest and the scans of the sealed paper; neither the draft
nor the pack is asked.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.core.mailing import MailFinding, Sorted, Wanted, sort_scans
from desktop_app.core.sendings import MB, in_mb, mailed_size
from desktop_app.documents.scan_pages import taken_pages
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.bundle_folder import new_name, pack, safe_name, settle
from desktop_app.jobs.bundle_mails import Mail, MailPaper, mails_told
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.read_bundle import manifest_of, opened_bundle
from desktop_app.jobs.sending_files import ATTACHED, MESSAGE, SUBJECT, write_text
from desktop_app.jobs.verify_scan import read_leaves
from desktop_app.paths import free_name
from desktop_app.storage.copying import make_folder
from desktop_app.temporary import TemporaryFolder


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a mail can go out: what is wrong, what to look at, and how large it is (`size` in
    bytes as files, `mailed` as it travels). `folder` is where the files lie, once written."""

    mail: Mail
    findings: tuple[MailFinding, ...]
    remarks: tuple[str, ...]
    size: int
    mailed: int
    folder: Path | None = None
    files: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.findings


def send_mail(
    bundle: Path,
    scans: Sequence[Path] = (),
    out: Path | None = None,
    *,
    sending: str = "",
    largest: float | None = None,
    report: Report = quiet,
) -> Checked:
    """Check a mail and, if it is complete, write what is to be attached with its subject and text.

    `out` is a folder to write into, or a .zip of the attachments; by default the folder that the
    bundle lies in. `largest` takes the place of the bundle's own bound; 0 means none. What existed
    before is never touched. Raises AppError for wrong input and when it cannot be written.
    """
    with opened_bundle(bundle) as folder:
        manifest = manifest_of(folder)
        mail = _chosen(mails_told(manifest, bundle), sending, bundle)
        if largest is not None:
            mail = replace(mail, largest=largest or None)
        if manifest.get("preview"):
            raise AppError("这是预览稿,不能报送;请正式成册、打印、盖章以后再发邮件。")
        read = read_leaves(scans, report)
        found = _sorted(mail, manifest, [leaf for leaf, _ in read])
        papers = tuple(_told(one, found) for one in mail.papers)
        mail = replace(mail, papers=papers)
        findings = [*found.findings, *_changed(folder, manifest, mail)]
        with _room() as room:
            for one in papers:
                if one.is_ready and one.stamped:
                    report(0, 0, one.title)
                    pages = [(read[at][1], read[at][0].number) for at in found.pages[one.id]]
                    (room / one.stamped).write_bytes(taken_pages(pages))
            for file, name in mail.called.items():
                report(0, 0, name)
                if (folder / file).is_file():
                    shutil.copyfile(folder / file, room / name)
            sizes = [path.stat().st_size for path in room.iterdir()]
            checked = Checked(mail, (), found.remarks, sum(sizes), mailed_size(sizes))
            checked = replace(checked, findings=(*findings, *_too_large(checked)))
            if not checked.is_complete:
                return checked
            return _written(checked, room, out if out is not None else bundle.absolute().parent)


@contextmanager
def _room() -> Iterator[Path]:
    """A folder to make the attachments ready in, which goes away again."""
    with TemporaryFolder() as temporary:
        try:
            yield temporary
        except OSError as reason:
            raise AppError(
                f"附件没有备好:临时文件夹「{temporary.parent}」写不下,"
                f"或者成册材料读不出来({in_words(reason)});"
                "请在临时文件夹所在的磁盘腾出空间,再试一次。"
            ) from reason


def _chosen(mails: Sequence[Mail], sending: str, bundle: Path) -> Mail:
    if not mails:
        raise AppError(f"「{bundle.name}」没有要发的邮件:这个申报事项的通知没有要求发送电子邮件。")
    known = "、".join(f"{one.id}({one.title})" for one in mails)
    if not sending and len(mails) > 1:
        raise AppError(f"这册材料要发几封邮件,请写明是哪一封:{known}。")
    found = next((one for one in mails if sending in ("", one.id)), None)
    if found is None:
        raise AppError(f"没有报送方式「{sending}」;这册材料有:{known}。")
    return found


def _sorted(mail: Mail, manifest: Mapping[str, Any], leaves: Sequence[Any]) -> Sorted:
    wanted = [
        Wanted(one.id, one.title, one.stamped.removesuffix(".pdf"), one.pages, one.document)
        for one in mail.papers
        if one.stamped
    ]
    return sort_scans(leaves, wanted, int(manifest["revision"]), str(manifest["check_code"]))


def _told(one: MailPaper, found: Sorted) -> MailPaper:
    if not one.stamped:
        return replace(one, is_ready=True)
    return replace(
        one,
        found=len(found.pages.get(one.id, ())),
        missing=tuple(found.missing.get(one.id, ())),
        is_ready=found.is_whole(one.id),
    )


def _changed(folder: Path, manifest: Mapping[str, Any], mail: Mail) -> list[MailFinding]:
    """The editable files must be those that were built: of the revision that was sealed."""
    known = {str(one["file"]): str(one["sha256"]) for one in manifest["files"]}
    findings: list[MailFinding] = []
    for one in mail.papers:
        for name in one.files:
            path = folder / name
            if not path.is_file():
                told = f"成册材料中缺少《{one.title}》的文件「{name}」;请重新成册。"
                findings.append(MailFinding("missing_file", told, one.title))
            elif hashlib.sha256(path.read_bytes()).hexdigest() != known.get(name):
                told = (
                    f"《{one.title}》的文件「{name}」成册以后改动过,与盖章的不是同一版;"
                    "请在草稿中改,重新成册、打印、盖章。"
                )
                findings.append(MailFinding("changed_file", told, one.title))
    return findings


def _too_large(checked: Checked) -> list[MailFinding]:
    largest = checked.mail.largest
    if largest is None or checked.mailed <= largest * MB:
        return []
    has_scans = any(one.stamped for one in checked.mail.papers)
    smaller = "请把扫描件改为 200 dpi、灰度或黑白后重扫" if has_scans else "请先问清能不能分几封发"
    told = (
        f"附件合计 {in_mb(checked.size)},在邮件中约 {in_mb(checked.mailed)},"
        f"超过 {largest:g} MB;{smaller},"
        "邮箱容得下更大的,请改大上限。"
    )
    if checked.mail.hint:
        told += f"({checked.mail.hint}。)"
    return [MailFinding("size", told)]


def _written(checked: Checked, room: Path, out: Path) -> Checked:
    """The files put in place whole, beside a name that nobody else gives."""
    is_zip = out.suffix.lower() == ".zip"
    folder = out.parent if is_zip else out
    beside = folder / new_name()
    try:
        make_folder(folder)
        beside.mkdir()
        if is_zip:
            target = _zip(checked.mail, room, beside, free_name(out))
        else:
            target = _folder(checked.mail, room, beside, folder)
    except OSError as reason:
        raise AppError(
            f"不能写入「{folder}」({in_words(reason)});请换一个文件夹,或检查磁盘空间。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return replace(checked, folder=target, files=checked.mail.names)


def _folder(mail: Mail, room: Path, beside: Path, folder: Path) -> Path:
    attached = beside / ATTACHED
    attached.mkdir()
    for name in mail.names:
        shutil.copyfile(room / name, attached / name)
    write_text(beside / SUBJECT, mail.subject)
    write_text(beside / MESSAGE, mail.text)
    settle(beside)
    target = free_name(folder / safe_name(mail.title))
    beside.rename(target)
    return target


def _zip(mail: Mail, room: Path, beside: Path, target: Path) -> Path:
    """An archive of the attachments; subject and text lie beside it."""
    packed_as = beside / target.name
    pack(packed_as, {name: room / name for name in mail.names})
    for name, text in ((SUBJECT, mail.subject), (MESSAGE, mail.text)):
        write_text(free_name(target.with_name(f"{target.stem}-{name}")), text)
    packed_as.rename(target)
    return target
