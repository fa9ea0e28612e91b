"""The bundle: plan and summary in every format, read back, proven, then put in place whole.

Written into a folder beside the target and renamed only when everything is there and agrees;
what existed before is never touched.
"""

import hashlib
import json
import re
import secrets
import shutil
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PureWindowsPath

from desktop_app.core.checks.agreement import investment_unit
from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit
from desktop_app.core.programme import Deliverable, Programme
from desktop_app.core.rules import audit
from desktop_app.core.values import show_decimal
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_proof import Count, Proof, ProvenFile, compose_proof
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.compose_text import applicant, revision_mark
from desktop_app.documents.tree import Document
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.errors import AppError, in_words
from desktop_app.intake.worker import read_here
from desktop_app.jobs.progress import Report, quiet
from desktop_app.jobs.verify import (
    MANIFEST,
    Side,
    Verified,
    read_plan_side,
    read_summary_side,
    verify_sides,
)
from desktop_app.paths import free_name
from desktop_app.storage.copying import folder_to_disk, make_folder, to_disk

FOLDER = "材料"
PREVIEW_FOLDER = "材料(预览)"
PREVIEW_MARK = "草稿"
PROOF = "一致性证明.pdf"
# One fixed date in archives: the same revision gives the same bytes.
_ZIP_DATE = (2024, 1, 1, 0, 0, 0)
_LONGEST_NAME = 80
# What is being built lies beside its target, under a name that nobody else gives.
_BESIDE = ".shenbao-"
_LEFTOVER = re.compile(rf"{re.escape(_BESIDE)}[0-9a-f]{{8}}(?:\.zip)?")
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was built: the audit that does not pass."""

    audit: Audit


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle: its folder, its files, the proof, and the archive if one was asked."""

    folder: Path
    files: tuple[str, ...]
    verified: Verified
    archive: Path | None = None


def build_bundle(
    programme: Programme,
    draft: Draft,
    out: Path,
    *,
    preview: bool = False,
    with_zip: bool = False,
    standing: str = "",
    report: Report = quiet,
) -> Bundle | Refused:
    """Build the bundle under `out`; `Refused` while the audit does not pass (not for a preview).

    `standing` says in every foot what this revision is (定稿…).

    Raises AppError when the disk is full or the files do not agree when read back.
    """
    if not preview:
        audited = audit(programme, draft)
        if not audited.passes:
            return Refused(audited)
    if not draft.rows(programme.summary.table.id):
        raise AppError("汇总表还没有项目,不能成册;请先填写或导入项目。")
    target = free_name(out / (PREVIEW_FOLDER if preview else FOLDER))
    beside = out / _new_name()
    try:
        make_folder(out)
        _clear(out)
        beside.mkdir()
    except OSError as reason:
        raise AppError(f"不能写入「{out}」({in_words(reason)});请换一个文件夹。") from reason
    try:
        files, verified = _fill(programme, draft, beside, preview, standing, report)
        _settle(beside)
        beside.rename(target)
        folder_to_disk(out)
        archive = _zipped(target, files) if with_zip else None
    except OSError as reason:
        raise AppError(
            f"成册没有完成({in_words(reason)}),原有文件没有改动;请检查磁盘空间和文件夹权限后再成册。"
        ) from reason
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Bundle(target, tuple(files), verified, archive)


def safe_name(title: str) -> str:
    """A file name that Windows takes: no forbidden signs, no trailing dots, not reserved, short."""
    kept = "".join("_" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in title)
    kept = kept.strip().rstrip(". ")[:_LONGEST_NAME].rstrip(". ") or "文件"
    return f"_{kept}" if PureWindowsPath(kept).is_reserved() else kept


def documents(
    programme: Programme, draft: Draft, watermark: str = "", standing: str = ""
) -> dict[str, Document]:
    """The composed documents of the deliverables by form: plan and summary."""
    return {
        "plan": compose_plan(programme, draft, watermark, standing),
        "summary": compose_summary(programme, draft, watermark, standing),
    }


def _fill(
    programme: Programme, draft: Draft, folder: Path, preview: bool, standing: str, report: Report
) -> tuple[list[str], Verified]:
    """Write all files into the folder, read them back, add proof and manifest."""
    watermark = PREVIEW_MARK if preview else ""
    composed = documents(programme, draft, watermark, standing)
    entries: list[tuple[Deliverable, str]] = []
    steps = sum(len(one.formats) for one in programme.about.deliverable) + 2
    for one in programme.about.deliverable:
        stem = safe_name(composed[one.form].title)
        anchors: dict[str, int] = {}
        for kind in sorted(one.formats, key=_pdf_first):
            name = f"{stem}.{kind}"
            report(len(entries), steps, name)
            anchors |= _write(composed[one.form], folder / name, kind, anchors)
            entries.append((one, name))
    report(len(entries), steps, "读回比对")
    plans = [_read(programme, folder, one, name) for one, name in entries if one.form == "plan"]
    summaries = [
        _read(programme, folder, one, name) for one, name in entries if one.form == "summary"
    ]
    verified = verify_sides(programme, plans, summaries, draft)
    if not preview and not verified.identical:
        raise AppError(
            f"成册文件读回后不一致({verified.findings[0].message});材料没有生成,"
            "请把草稿发给维护人员。"
        )
    report(len(entries) + 1, steps, PROOF)
    lines = [_entry(folder, one, name) for one, name in entries]
    proof = compose_proof(_proof(programme, draft, verified, lines, standing), watermark)
    write_pdf(proof, folder / PROOF)
    manifest = {
        "programme": programme.id,
        "revision": draft.revision,
        "check_code": draft.check_code(),
        "standing": standing,
        "projects": len(verified.summary.named),
        "preview": preview,
        "files": [*lines, {"file": PROOF, "sha256": _sha256(folder / PROOF)}],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, "utf-8")
    return [*(name for _, name in entries), PROOF, MANIFEST], verified


def _pdf_first(kind: str) -> int:
    """The PDF comes first: it knows the page numbers that the Word contents repeat."""
    return 0 if kind == "pdf" else 1


def _write(document: Document, path: Path, kind: str, anchors: dict[str, int]) -> dict[str, int]:
    if kind == "pdf":
        return write_pdf(document, path).anchors
    if kind == "docx":
        write_docx(document, path, pages=anchors)
    else:
        write_xlsx(document, path)
    return {}


def _read(programme: Programme, folder: Path, one: Deliverable, name: str) -> Side:
    read: Callable[[Programme, Path, Callable], Side] = (
        read_plan_side if one.form == "plan" else read_summary_side
    )
    return read(programme, folder / name, read_here)


def _entry(folder: Path, one: Deliverable, name: str) -> dict[str, object]:
    return {
        "file": name,
        "sha256": _sha256(folder / name),
        "bytes": (folder / name).stat().st_size,
        "form": one.form,
        "copies": one.copies,
        "sealed": one.sealed,
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _proof(
    programme: Programme,
    draft: Draft,
    verified: Verified,
    lines: Sequence[dict[str, object]],
    standing: str,
) -> Proof:
    """What was read back, as the page of proof tells it."""
    plan, summary = verified.plan.named, verified.summary.named
    agreeing = Counter(one.name for one in plan) & Counter(one.name for one in summary)
    result = (
        f"方案与汇总表的项目名称和数量完全一致,均为 {len(summary)} 个。"
        if verified.identical
        else f"方案与汇总表有 {len(verified.findings)} 处不一致。"
    )
    return Proof(
        title=f"{programme.plan.attachment}与{programme.summary.attachment}一致性证明",
        plan_file=verified.plan.file,
        summary_file=verified.summary.file,
        plan_projects=len(plan),
        summary_projects=len(summary),
        names=agreeing.total(),
        plan_total=_total(programme, plan),
        summary_total=_total(programme, summary),
        counties=_counts(plan, summary, "county"),
        industries=_counts(plan, summary, "industry"),
        files=tuple(ProvenFile(str(line["file"]), str(line["sha256"])) for line in lines),
        result=result,
        mark=revision_mark(draft, standing),
        applicant=applicant(programme, draft),
    )


def _total(programme: Programme, named: Sequence[Named]) -> str:
    known = [one.investment for one in named if one.investment is not None]
    return f"{show_decimal(sum(known, Decimal(0)))} {investment_unit(programme.summary)}"


def _counts(plan: Sequence[Named], summary: Sequence[Named], part: str) -> tuple[Count, ...]:
    """Counts per county or industry; none when a document does not give them."""
    ours = Counter(getattr(one, part) for one in plan)
    theirs = Counter(getattr(one, part) for one in summary)
    if "" in ours or "" in theirs:
        return ()
    return tuple(Count(name, ours[name], theirs[name]) for name in theirs | ours)


def _new_name() -> str:
    return f"{_BESIDE}{secrets.token_hex(4)}"


def _clear(out: Path) -> None:
    """Take away what builds that were killed have left in the folder.

    One that is going on writes every few seconds; after an hour nobody is at work there.
    """
    for path in out.glob(f"{_BESIDE}*"):
        with suppress(OSError):
            written = max(one.stat().st_mtime for one in (path, *path.rglob("*")))
            if not _LEFTOVER.fullmatch(path.name) or time.time() - written <= _HOUR:
                continue
            if path.suffix == ".zip":
                path.unlink()
            else:
                shutil.rmtree(path)


def _settle(folder: Path) -> None:
    """Everything on the disk before the folder gets its name."""
    for path in folder.iterdir():
        to_disk(path)
    folder_to_disk(folder)


def _zipped(folder: Path, files: Sequence[str]) -> Path:
    target = free_name(folder.with_name(f"{folder.name}.zip"))
    beside = target.with_name(f"{_new_name()}.zip")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in files:
                member = zipfile.ZipInfo(f"{folder.name}/{name}", _ZIP_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(member, (folder / name).read_bytes())
        to_disk(beside)
        beside.rename(target)
        folder_to_disk(target.parent)
    finally:
        beside.unlink(missing_ok=True)
    return target
