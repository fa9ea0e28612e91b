"""求助材料: a redacted draft with its findings for who maintains the program, and the key to it."""

import json
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app import __version__
from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit, Finding
from desktop_app.core.programme import Programme
from desktop_app.core.redaction import Redacted, redacted
from desktop_app.documents.compose_audit import fix_words
from desktop_app.documents.compose_help import KEY, READ_FIRST, compose_help, compose_key
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_register import write_register
from desktop_app.errors import AppError
from desktop_app.jobs.bundle_folder import zipped
from desktop_app.jobs.one_paper import write_new
from desktop_app.paths import free_name
from desktop_app.storage.draft_file import create

_NOUN = "求助材料"
DRAFT_NAME = "草稿-已替换名称.shenbao"
FINDINGS_NAME = "问题.json"
READ_FIRST_NAME = f"{READ_FIRST}.docx"


@dataclass(frozen=True, slots=True)
class HelpPackage:
    """What was written: the package and the files in it, the key beside it.

    `is_faithful` says that the redacted draft has the findings of the original, one by one.
    """

    path: Path
    files: tuple[str, ...]
    key: Path
    findings: int
    is_faithful: bool


def write_help_package(
    programme: Programme,
    draft: Draft,
    audit: Audit,
    out: Path,
    now: Callable[[], datetime] = datetime.now,
    machine: str = "",
) -> HelpPackage:
    """Write the package as a .zip, or as a folder when the name has no ending.

    `audit` is that of `draft`. Package and key are written whole or not at all, and never over
    another file; raises AppError. `machine` is what kind of computer this is, found out when blank.
    """
    if out.suffix.lower() not in ("", ".zip"):
        raise AppError(
            f"求助材料写成 .zip 压缩包,或者一个文件夹;请给「{out.name}」换一个这样的名称。"
        )
    if out.exists():
        raise AppError(f"「{out.name}」已经存在,没有覆盖;请换一个文件名。")
    made = redacted(programme, draft)
    key = free_name(out.with_name(f"{KEY}.xlsx"))
    write_new(key, KEY, lambda path: write_register(compose_key(made.key), path))
    files = (READ_FIRST_NAME, DRAFT_NAME, FINDINGS_NAME)

    def write(place: Path) -> None:
        # The name inside the archive is ours: the user's may name the city.
        folder = place.with_name(_NOUN) if out.suffix else place
        folder.mkdir()
        _fill(folder, programme, audit, made, now, machine or machine_kind())
        if out.suffix:
            zipped(folder, files).rename(place)

    try:
        write_new(out, _NOUN, write)
    except BaseException:
        # A key without its package would only be in the way, and tells names.
        key.unlink(missing_ok=True)
        raise
    return HelpPackage(out, files, key, len(made.audit.findings), made.is_faithful)


def machine_kind() -> str:
    """The kind of computer: system, version and processor; nothing of its name or its users."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()} {platform.version()}"
    frozen = "安装版" if hasattr(sys, "_MEIPASS") else "源码"
    return f"{system} · {platform.machine()} · Python {platform.python_version()}({frozen})"


def _fill(
    folder: Path,
    programme: Programme,
    audit: Audit,
    made: Redacted,
    now: Callable[[], datetime],
    machine: str,
) -> None:
    # A file of its own: the original's history, authors and deleted texts are not even in its gaps.
    first = change_between(Draft(made.draft.programme), made.draft, "求助材料")
    path = folder / DRAFT_NAME
    with create(path, made.draft.programme, first, author="", now=now) as file:
        draft = file.draft
    document = compose_help(
        programme, draft, made.audit, now().date(), __version__, machine, made.is_faithful
    )
    write_docx(document, folder / READ_FIRST_NAME)
    record = {
        "program": __version__,
        "programme": {"id": programme.id, "version": programme.about.version},
        "machine": machine,
        "made": now().isoformat(timespec="seconds"),
        "same_findings_as_original": made.is_faithful,
        "passes": made.audit.passes,
        "findings": [_finding(one) for one in made.audit.findings],
        # How the rules ended on the original: on the redacted draft sentences are left out.
        "rules": [
            {"code": one.code, "title": one.title, "state": one.state.value}
            for one in audit.outcomes
        ],
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / FINDINGS_NAME).write_bytes(text.encode("utf-8", "backslashreplace"))


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "spoken": one.spoken,
        "code": one.code,
        "key": one.key,
        "severity": one.severity.value,
        "kind": one.kind,
        "message": one.message,
        "places": [{"path": place.path, "label": place.label} for place in one.places],
        "left": one.left,
        "right": one.right,
        "gap": one.gap,
        "question": one.question,
        "clause": one.clause,
        "fixes": list(fix_words(one)),
        "explained": bool(one.explanation),
        "lapsed": bool(one.lapsed),
    }
