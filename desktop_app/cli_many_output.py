"""What a run over many prints: a line of JSON for each or a table, and the total."""

import argparse
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli_say import nobody_listens, say_json

if TYPE_CHECKING:
    from desktop_app.jobs.find_submissions import Found
    from desktop_app.jobs.report_many import Reviewed

# Of one submission so many differences are told in the table; --jsonl has them all.
_TOLD = 3
_TITLE_WIDTH = 36
_UNREAD = "读不了"
_WORDS = {"bundle": ("校验", "完全一致", "不一致"), "draft": ("审核", "核对通过", "未通过")}


@dataclass
class Counts:
    """How many came out how; `is_whole` unless who read the output went away."""

    same: int = 0
    different: int = 0
    unread: int = 0
    is_whole: bool = False
    lines: list["Reviewed"] = field(default_factory=list["Reviewed"])

    @property
    def all(self) -> int:
        return self.same + self.different + self.unread


def told(
    options: argparse.Namespace,
    what: str,
    answered: "Iterable[tuple[Found, dict[str, Any]]]",
) -> Counts:
    """Print every answer as it comes; stops where nobody reads on (`| head`)."""
    counts = Counts()
    records: list[dict[str, Any]] = []
    is_table = not (options.jsonl or options.json)
    if is_table and not _said(_row("结果", "项目", "申报事项", "位置")):
        return counts
    for one, answer in answered:
        record = {what: os.fspath(one.path), **_record(answer)}
        line = _line(one.path, what, answer)
        _count(counts, line, what)
        if options.json:
            records.append(record)
        elif not _said(json.dumps(record, ensure_ascii=False) if options.jsonl else _lines(line)):
            return counts
    counts.is_whole = True
    if options.json:
        say_json({f"{what}s": records, "counts": _counted(counts)})
    return counts


def total(counts: Counts, what: str, seconds: float) -> str:
    """The sentence at the end."""
    done, same, different = _WORDS[what]
    rate = counts.all * 60 / seconds if seconds else 0.0
    return (
        f"共{done} {counts.all} 份:{same} {counts.same} 份,{different} {counts.different} 份,"
        f"读不了 {counts.unread} 份;用时 {_duration(seconds)},每分钟 {rate:.0f} 份。"
    )


def _record(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {"error": answer["error"]} if "error" in answer else dict(answer["record"])


def _line(path: Path, what: str, answer: Mapping[str, Any]) -> "Reviewed":
    from desktop_app.jobs.report_many import Reviewed

    place = os.fspath(path)
    if "error" in answer:
        return Reviewed(place, "", "", 0, _UNREAD, (answer["error"],))
    record = answer["record"]
    _, same, different = _WORDS[what]
    if what == "draft":
        open_ones = [one for one in record["findings"] if _is_open(one)]
        problems = tuple(f"{one['spoken']} {one['message']}" for one in open_ones)
        is_fine, projects = answer["passes"], answer["projects"]
    else:
        problems = tuple(one["message"] for one in record["findings"])
        is_fine, projects = record["identical"], record["summary"]["projects"]
    result = same if is_fine else f"{different} {len(problems)} 处"
    return Reviewed(place, answer["applicant"], answer["title"], projects, result, problems)


def _is_open(finding: Mapping[str, Any]) -> bool:
    severity = finding["severity"]
    return severity == "must" or (severity == "explain" and not finding["explanation"])


def _count(counts: Counts, line: "Reviewed", what: str) -> None:
    counts.lines.append(line)
    if line.result == _UNREAD:
        counts.unread += 1
    elif line.result == _WORDS[what][1]:
        counts.same += 1
    else:
        counts.different += 1


def _counted(counts: Counts) -> dict[str, int]:
    return {
        "all": counts.all,
        "fine": counts.same,
        "findings": counts.different,
        "unread": counts.unread,
    }


def _lines(line: "Reviewed") -> str:
    """A row of the table, and under it what is wrong."""
    rows = [_row(line.result, str(line.projects or ""), line.programme, line.place)]
    rows += [f"    {one}" for one in line.problems[:_TOLD]]
    if len(line.problems) > _TOLD:
        rows.append(f"    …另有 {len(line.problems) - _TOLD} 处,用 --jsonl 查看全部")
    return "\n".join(rows)


def _row(result: str, projects: str, title: str, path: str) -> str:
    parts = (_padded(result, 16), _padded(projects, 6), _padded(_cut(title), _TITLE_WIDTH))
    return f"{'  '.join(parts)}  {path}"


def _cut(text: str) -> str:
    while _width(text) > _TITLE_WIDTH:
        text = f"{text.removesuffix('…')[:-1]}…"
    return text


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _width(text: str) -> int:
    """How many columns of a console a text takes: a hanzi takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒"


def _said(text: str) -> bool:
    """Print a line at once; False when nobody reads the output any more."""
    try:
        print(text, flush=True)  # noqa: T201
    except BrokenPipeError:
        nobody_listens()
        return False
    return True
