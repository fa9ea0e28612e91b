"""What the command line prints: Chinese text for people, JSON records for programs.

The JSON shapes are kept stable: programs are written against them.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app import cli_packs_output
from desktop_app.cli_say import say, say_json
from desktop_app.core.copies import both
from desktop_app.core.draft import Draft
from desktop_app.core.origin import origin_place
from desktop_app.core.pack_lint import Problem
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import WAYS, mails, paper_title
from desktop_app.core.update_report import Unused
from desktop_app.jobs.progress import Report, quiet

# Of a folder with more files than this, only how many there are is told.
_LISTED = 30


def programmes(loaded: Sequence[Programme], as_json: bool) -> int:
    if as_json:
        say_json(
            {
                "programmes": [
                    {
                        "id": one.id,
                        "title": one.about.title,
                        "issuer": one.about.issuer,
                        "deadline": one.about.deadline.isoformat() if one.about.deadline else None,
                        "rules": len(one.rules),
                        "version": one.about.version,
                    }
                    for one in loaded
                ]
            }
        )
    for one in [] if as_json else loaded:
        due = one.about.deadline
        say(f"{one.id}  {one.about.title}({one.about.issuer},{one.about.version} 版)")
        until = f"截止 {due.year}年{due.month}月{due.day}日" if due else "截止日由单位自己定"
        say(f"    {until} · 审核公式 {len(one.rules)} 条")
    return 0


def lint(
    found: Sequence[tuple[str, Sequence[Problem]]],
    notes: Mapping[str, Sequence[str]],
    as_json: bool,
) -> None:
    if as_json:
        listed = [
            {"pack": n, "file": p.file, "line": p.line, "key": p.key, "message": p.message}
            for n, problems in found
            for p in problems
        ]
        said = [{"pack": name, "message": note} for name, told in notes.items() for note in told]
        say_json({"packs": [name for name, _ in found], "problems": listed, "notes": said})
        return
    for name, problems in found:
        for problem in problems:
            say(f"{name}/{problem}")
        for note in notes.get(name, ()):
            say(f"{name} 须知:{note}")
        say(f"规则包 {name}:{f'{len(problems)} 处问题' if problems else '没有问题'}")


def saved(draft: Draft, path: Path, programme: Programme, as_json: bool) -> int:
    projects = len(draft.rows(programme.summary.table.id))
    if as_json:
        say_json({"saved": True, "revision": draft.revision, "projects": projects})
    else:
        say(f"草稿已保存:{path}(数据版本 {draft.revision},项目 {projects} 个)")
    return 0


def imported(taken: Any, dry_run: bool, as_json: bool) -> int:
    if as_json:
        say_json({"files": [_imported_record(one) for one in taken.files]})
        return 0
    for one in taken.files:
        what = "方案" if one.kind == "plan" else "汇总表"
        say(f"{one.file.name}:当作{what},读到项目 {one.rows} 个,规范写法 {len(one.cleaned)} 处")
        if one.recalled is not None:
            say(f"    {one.recalled.told}不要这样读时加 --as-it-looks。")
        for cleaned in one.cleaned[:5]:
            say(f"    {cleaned.where}:「{cleaned.old}」→「{cleaned.new}」")
        if len(one.cleaned) > 5:
            say(f"    …另有 {len(one.cleaned) - 5} 处,用 --json 查看全部")
        for doubt in one.doubts:
            say(f"    注意 {doubt.where}:{doubt.message}")
    if dry_run:
        say("只是试读,草稿没有改动。")
    elif taken.is_empty:
        say("没有可以导入的新内容,草稿没有改动。")
    else:
        say("导入完成,草稿已保存。")
    return 0


def show(
    programme: Programme,
    draft: Draft,
    standing: str,
    unused: Sequence[Unused],
    as_json: bool,
) -> int:
    """Every path with its value; rows with their number and id; where the draft stands."""
    if as_json:
        tables = {
            table.id: [
                {
                    "id": row.id,
                    "origin": row.origin,
                    **dict(row.cells),
                }
                for row in draft.rows(table.id)
            ]
            for table in programme.tables()
        }
        say_json(
            {
                "programme": draft.programme,
                "revision": draft.revision,
                "check_code": draft.check_code(),
                "values": dict(draft.values),
                "tables": tables,
                "explanations": {key: one.text for key, one in draft.explanations.items()},
                "version": programme.about.version,
                "unused": [cli_packs_output.unused_record(one) for one in unused],
            }
        )
        return 0
    say(f"{programme.about.title}")
    say(f"{standing} · 校验码 {draft.check_code()}")
    for section in programme.plan.section:
        say(f"\n【{section.title}】")
        for field in section.field:
            text = draft.values.get(f"{section.id}/{field.id}", "")
            say(f"  {section.id}/{field.id}  {field.label}:{text or '(未填)'}")
    say(f"\n【{programme.plan.attachment} 各章】")
    for chapter in programme.plan.chapter:
        text = draft.values.get(f"chapters/{chapter.id}", "")
        say(f"  chapters/{chapter.id}  {chapter.title}:{_short(text)}")
    for table in programme.tables():
        rows = draft.rows(table.id)
        beside = "(由正文汇集,用 duties 查看;下面是另外填写的,不印出)" if table.gathered else ""
        say(f"\n【{table.title}】 {len(rows)} 行{beside}")
        for number, row in enumerate(rows, start=1):
            cells = " | ".join(_short(row.cells.get(c.id, ""), 24) for c in table.column[:4])
            origin = f"  ← {origin_place(row.origin)}" if row.origin else ""
            say(f"  {table.id}/{row.id}  第{number}行  {cells}{origin}")
    cli_packs_output.unused(unused)
    return 0


def grouped(files: Sequence[str]) -> Iterator[str]:
    """The names of files, one a line; of a folder with very many only how many there are."""
    folders = Counter(name.rpartition("/")[0] for name in files)
    told: set[str] = set()
    for name in files:
        folder = name.rpartition("/")[0]
        if folders[folder] <= _LISTED:
            yield name
        elif folder not in told:
            told.add(folder)
            yield f"{folder}/ 共 {folders[folder]} 个文件"


def some_papers(made: Any, as_json: bool) -> None:
    if as_json:
        say_json({"folder": str(made.folder), "files": list(made.files)})
        return
    say(f"已生成,供查看(每页标明草稿):{made.folder}")
    for name in made.files:
        say(f"  {name}")


def bundle(programme: Programme, built: Any, as_json: bool) -> None:
    if as_json:
        record: dict[str, Any] = {
            "bundle": str(built.folder),
            "files": list(built.files),
            "zip": str(built.archive) if built.archive else None,
            "verify": {"identical": built.verified.identical},
        }
        if built.fonts:
            record["fonts"] = [_font_record(one) for one in built.fonts]
        if built.official:
            record["official"] = [_official_record(one) for one in built.official]
        say_json(record)
        return
    say(f"已成册:{built.folder}")
    for line in grouped(built.files):
        say(f"  {line}")
    if built.archive:
        say(f"压缩包:{built.archive}")
    if built.fonts:
        say("PDF 的字体(字母、数字都用自带字体,版面与不用电脑字体时相同):")
    for one in built.fonts:
        say(f"  {one}")
    for one in built.official:
        say(one.told)
        for note in one.notes:
            say(f"  请看一看:{note}")
    for sending in programme.about.sending:
        papers = "、".join(paper_title(programme, None, one) for one in sending.papers)
        say(f"{sending.title}:{papers},{WAYS[sending.way]}至 {sending.address}")
    if mails(programme):
        say("盖章以后发邮件:shenbao send 成册材料 --scan 扫描件.pdf;份数和大小见《报送清单》。")
    for one in programme.about.deliverable if not programme.about.sending else ():
        seal = f",{one.seal or '盖章'}" if one.sealed else ""
        copies = built.wish.copies or one.copies
        told = both(copies, one.originals) or f"{copies} 份"
        say(f"{one.title}:打印 {told}{seal}")
    if built.prints:
        say(f"打印:「打印」文件夹中有 {len(built.prints)} 个排好份数的文件;盖章照《盖章导航单》。")
    post = programme.about.post
    if post is not None and not programme.about.sending:
        say(f"邮寄:{post.recipient},{post.address}")


def _official_record(one: Any) -> dict[str, Any]:
    return {
        "attachment": one.attachment,
        "file": one.name,
        "projects": one.proof.projects,
        "chapters": one.proof.chapters,
        "cells": one.proof.cells,
        "notes": list(one.notes),
    }


def progress(as_json: bool) -> Report:
    """Progress on the error stream of a terminal; silent for programs and pipes."""
    if as_json or not sys.stderr.isatty():
        return quiet

    def told(done: int, total: int, what: str) -> None:
        line = f"[{done}/{total}] {what}" if what else ""
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)  # noqa: T201

    return told


def _imported_record(one: Any) -> dict[str, Any]:
    return {
        "file": str(one.file),
        "kind": one.kind,
        "rows": one.rows,
        "recalled": one.recalled.sender if one.recalled is not None else None,
        "cleaned": [{"where": c.where, "old": c.old, "new": c.new} for c in one.cleaned],
        "findings": [{"kind": d.kind, "where": d.where, "message": d.message} for d in one.doubts],
    }


def _font_record(one: Any) -> dict[str, Any]:
    return {
        "face": one.face,
        "used": bool(one.file and not one.reason),
        "file": str(one.file.path) if one.file else None,
        "message": str(one),
    }


def _short(text: str, length: int = 40) -> str:
    line = " ".join(text.split())
    if not line:
        return "(未填)"
    return line if len(line) <= length else f"{line[:length]}…({len(text)}字)"
