"""Many submissions or drafts in one run of `verify` or `check`, by several processes."""

import argparse
import os
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import cli_many_output as output
from desktop_app.cli_drafts import notice
from desktop_app.errors import AppError

if TYPE_CHECKING:
    from desktop_app.jobs.find_submissions import Found

FINE, FINDINGS, UNREAD = 0, 1, 2
_MOST_PROCESSES = 64
_LOST = {
    "bundle": "校验这份材料的进程意外结束(文件可能会让读取程序崩溃,或内存不够),没有校验;"
    "请用 verify 单独再校验一次,或请报送单位重新成册。",
    "draft": "审核这份草稿的进程意外结束(可能内存不够),没有审核;请用 check 单独再审核一次。",
}


def add_options(one: argparse.ArgumentParser, what: str) -> None:
    """The options for many; `what` is what they are many of, as the help calls it."""
    one.add_argument(
        "--jsonl", action="store_true", help=f"一次许多份:每份{what}输出一行 JSON,按路径排列"
    )
    one.add_argument(
        "--report", type=Path, metavar="文件.xlsx", help="一次许多份时,结果另存为可以筛选的表"
    )
    one.add_argument(
        "--processes",
        type=_count,
        default=0,
        metavar="N",
        help="一次许多份时同时用几个进程;不写则有几个处理器核心用几个,"
        "每个按 0.6 GB 空闲内存计,内存不够就少用",
    )


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= _MOST_PROCESSES):
        raise argparse.ArgumentTypeError(f"进程数写 1 到 {_MOST_PROCESSES} 的整数")
    return int(text)


def are_many_bundles(options: argparse.Namespace) -> bool:
    """Whether `verify` is asked for more than one bundle or one pair of files."""
    from desktop_app.jobs.find_submissions import is_bundle

    files: Sequence[Path] = options.files
    if options.jsonl or options.report is not None:
        return True
    if len(files) == 1:
        return files[0].is_dir() and not is_bundle(files[0])
    return any(one.is_dir() for one in files) or all(is_bundle(one) for one in files)


def are_many_drafts(options: argparse.Namespace) -> bool:
    """Whether `check` is asked for more than one draft."""
    drafts: Sequence[Path] = options.drafts
    is_wished = options.jsonl or options.report is not None
    return is_wished or len(drafts) > 1 or drafts[0].is_dir()


def verify_many(options: argparse.Namespace) -> int:
    """Verify whatever lies at the paths given; one bad bundle never ends the run."""
    from desktop_app.jobs.find_submissions import find_bundles

    if options.draft is not None:
        raise AppError("与草稿比对一次只能校验一份;请去掉 --draft,或只给出一份材料。")
    found = find_bundles(options.files)
    if not found:
        named = "、".join(f"「{one}」" for one in options.files)
        raise AppError(
            f"{named}中没有找到成册材料(含 manifest.json 的文件夹或压缩包),"
            "也没有方案和汇总表;请检查是否选对了文件夹。"
        )
    return _run(options, found, "bundle", options.programme)


def check_many(options: argparse.Namespace) -> int:
    """Check every draft at the paths given, without changing one."""
    from desktop_app.jobs.find_submissions import find_drafts

    if options.why or options.out is not None:
        raise AppError("--why 和 --out 一次只用于一份草稿;请只给出一份草稿。")
    found = find_drafts(options.drafts)
    if not found:
        named = "、".join(f"「{one}」" for one in options.drafts)
        raise AppError(f"{named}中没有找到草稿(.shenbao 文件);请检查是否选对了文件夹。")
    return _run(options, found, "draft", "")


def _run(
    options: argparse.Namespace, found: "Sequence[Found]", what: str, programme_id: str
) -> int:
    from desktop_app.jobs.many_processes import usual_processes
    from desktop_app.jobs.report_many import check_target, write_many

    if options.report is not None:
        check_target(options.report)
    start = time.monotonic()
    processes = options.processes or usual_processes()
    with closing(_answers(found, what, programme_id, processes)) as answered:
        counts = output.told(options, what, answered)
    total = output.total(counts, what, time.monotonic() - start)
    notice(total)
    if options.report is not None:
        write_many(counts.lines, total, options.report, date.today())
        notice(f"校验结果:{options.report}")
    if not counts.is_whole:
        notice(f"输出已经没有人接收,做到第 {counts.all} 份为止;找到的共有 {len(found)} 份。")
        return UNREAD
    if counts.unread:
        return UNREAD
    return FINDINGS if counts.different else FINE


def _answers(
    found: "Sequence[Found]", what: str, programme_id: str, processes: int
) -> "Generator[tuple[Found, dict[str, Any]], None, None]":
    """Each with the answer over it, in their order; those that cannot be asked about are told
    between. Left out are other papers in a folder below the plan and the summary they go with."""
    from desktop_app.jobs.many_processes import answers

    asked = [
        {"what": what, "path": os.fspath(one.path), "kind": one.kind, "programme": programme_id}
        for one in found
        if not one.fault
    ]
    pairs: list[Path] = []
    with closing(answers(asked, processes)) as told:
        for one in found:
            if one.fault:
                yield one, {"error": one.fault}
                continue
            answer = next(told) or {"error": _LOST[what]}
            if one.kind == "files" and "record" in answer:
                pairs.append(one.path)
            if not answer.get("is_other") or not any(map(one.path.is_relative_to, pairs)):
                yield one, answer


def one_of_many() -> int:
    """Be one of the processes that `_answers` asks."""
    from desktop_app.jobs.garbage import collect_rarely
    from desktop_app.jobs.one_of_many import serve
    from desktop_app.jobs.verify_many import Verifier

    collect_rarely()
    verifier = Verifier()

    def work(asked: Mapping[str, Any]) -> dict[str, Any]:
        path = Path(asked["path"])
        if asked["what"] == "draft":
            return _checked(path)
        return _verified(verifier, path, asked)

    serve(work)


def _verified(verifier: Any, path: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    from desktop_app.cli_verify_output import verified_record
    from desktop_app.jobs.loose_files import NoneOfThem
    from desktop_app.jobs.report_many import applicant_in

    try:
        done = verifier.verify(path, asked["kind"], asked["programme"])
    except NoneOfThem as reason:
        return {"error": str(reason), "is_other": True}
    record = {"programme": done.programme.id, **verified_record(done.verified)}
    if done.not_compared:
        record["not_compared"] = list(done.not_compared)
    stem = Path(done.verified.plan.file).stem
    return {
        "title": done.programme.about.title,
        "applicant": applicant_in(done.programme, stem),
        "record": record,
    }


def _checked(path: Path) -> dict[str, Any]:
    from desktop_app.cli_audit_output import audit_record
    from desktop_app.jobs.check_many import check_untouched

    done = check_untouched(path)
    record = audit_record(done.programme, done.draft, done.audit, done.readings)
    rows = len(done.draft.rows(done.programme.summary.table.id))
    return {
        "title": done.programme.about.title,
        "applicant": done.applicant,
        "record": record,
        "projects": rows,
        "passes": done.audit.passes,
    }
