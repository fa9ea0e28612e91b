"""Reading a programme pack: text of its files in, `Programme` out, strictly.

What is wrong is said with file, line and key. Nothing here opens a file.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

import msgspec
from msgspec import structs

from desktop_app.core.notice_text import quote_spans
from desktop_app.core.pack_about import LetterFile, ProgrammeFile
from desktop_app.core.pack_forms import PlanForm, SummaryForm, Table
from desktop_app.core.pack_lists import ListFile
from desktop_app.core.pack_papers import PaperFile
from desktop_app.core.pack_reports import ReportsFile
from desktop_app.core.pack_rewards import RewardFile
from desktop_app.core.pack_rules import RuleFile
from desktop_app.core.programme import Programme
from desktop_app.errors import PackError

FILES = ("programme.toml", "plan.toml", "projects.toml", "rules.toml")
LETTERS = "letters.toml"
REWARDS = "rewards.toml"
PAPERS = "papers.toml"
REPORTS = "reports.toml"
NOTICE = "notice.txt"
_Record = TypeVar("_Record")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")
_AT = re.compile(r" - at `\$?\.?(.*)`$")
_TOML_AT = re.compile(r"\(at line (\d+), column \d+\)")
_SAID = (
    (re.compile(r"Object contains unknown field `(.+?)`"), "不认识的键「{0}」"),
    (re.compile(r"Object missing required field `(.+?)`"), "缺少必需的键「{0}」"),
    (re.compile(r"Invalid enum value (.+)"), "不认识的取值 {0}"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "应为 {0},实为 {1}"),
    (re.compile(r"Invalid RFC3339 encoded date"), "日期不要加引号,写成 2026-06-30 这样"),
)
# What else the library may say is nothing that its reader could read.
_SAID_OTHERWISE = "写法不对,请对照手册或别的规则包改写"
_TYPES = {
    "str": "文字", "int": "整数", "float": "数", "bool": "true 或 false", "date": "日期",
    "datetime": "日期和时间", "time": "时间", "array": "方括号括起的几项", "object": "一个表",
}  # fmt: skip
# Deeper than any pack needs; the expression library does not survive some thousands.
_DEEPEST = 40


def read_pack(files: Mapping[str, str]) -> Programme:
    """The programme that a pack's files describe.

    `files` maps names relative to the pack's folder (rules.toml, lists/cities.csv) to their text.
    Raises `PackError` naming file, line and key of the first thing that is not as the format says.
    """
    for name in (*FILES, NOTICE):
        if name not in files:
            raise PackError(f"规则包缺少文件 {name}。")
    rules = _records(RuleFile, "rules.toml", files["rules.toml"])
    plan = _records(PlanForm, "plan.toml", files["plan.toml"])
    summary = _records(SummaryForm, "projects.toml", files["projects.toml"])
    if not plan.project_list.id:
        plan = structs.replace(plan, project_list=_own_list(summary))
    return Programme(
        about=_records(ProgrammeFile, "programme.toml", files["programme.toml"]),
        plan=plan,
        summary=summary,
        rules=rules.rule,
        letters=_records(LetterFile, LETTERS, files.get(LETTERS, "")).letter,
        lists={
            name.removeprefix("lists/").removesuffix(".csv"): _list_file(name, text)
            for name, text in sorted(files.items())
            if name.startswith("lists/") and name.endswith(".csv")
        },
        notice=files[NOTICE],
        measures=rules.measure,
        rewards=_records(RewardFile, REWARDS, files.get(REWARDS, "")),
        papers=_records(PaperFile, PAPERS, files.get(PAPERS, "")).paper,
        reports=_records(ReportsFile, REPORTS, files.get(REPORTS, "")).report,
    )


def _own_list(summary: SummaryForm) -> Table:
    """The list of projects of a plan that has no own: the columns by which projects are told."""
    roles = {
        summary.name, summary.enterprise, summary.county, summary.industry, summary.investment,
    }  # fmt: skip
    columns = tuple(column for column in summary.table.column if column.id in roles)
    return Table(id=f"plan_{summary.table.id}", title=summary.table.title, column=columns)


def line_of(text: str, path: str) -> int:
    """The line (from 1) on which a key path such as `rule[3].example[0].holds` stands.

    The nearest enclosing key counts when the path itself lies inside an inline value.
    """
    lines = _lines(text)
    while path and path not in lines:
        # A value of a table of free keys is called `[...]`.
        shorter = re.sub(r"(?:\.[^.\[\]]+|\[[^\]]*\]|^[^.\[\]]+)$", "", path)
        if shorter == path:
            break
        path = shorter
    return lines.get(path, 1)


def text_of(name: str, content: bytes) -> str:
    """The text of a pack's file, whatever system or editor wrote it; raises `PackError`.

    All who read packs read them so: what lint saw is what is built and installed.
    """
    try:
        # 记事本 puts a mark in front of UTF-8.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise PackError(f"{name} 不是 UTF-8 文本,请另存为 UTF-8。") from reason
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _records(kind: type[_Record], name: str, text: str) -> _Record:
    table = _toml(name, text)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as reason:
        raise PackError(_refusal(name, text, str(reason))) from reason


def _toml(name: str, text: str) -> dict[str, object]:
    try:
        table: dict[str, object] = tomllib.loads(text)
    except RecursionError as reason:
        raise PackError(_too_deep(name)) from reason
    except ValueError as reason:
        # Also a number of thousands of digits, which is no error of TOML.
        at = _TOML_AT.search(str(reason))
        line = at[1] if at else str(text.count("\n") + 1)
        is_twice = re.match("Cannot (?:declare|overwrite|mutate)", str(reason))
        told = (
            "这个键或表前面已经写过,请删去一处"
            if is_twice
            else "不是正确的 TOML,请看这一行的引号、等号和括号"
        )
        raise PackError(f"{name} 第{line}行:{told}。") from reason
    level: list[object] = [table]
    for _ in range(_DEEPEST):
        level = [deeper for one in level for deeper in _within(one)]
        if not level:
            return table
    raise PackError(_too_deep(name))


def _within(value: object) -> Iterable[object]:
    # Of what, TOML does not say.
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()


def _too_deep(name: str) -> str:
    return f"{name} 第1行:括号或表套得太深,超过 {_DEEPEST} 层;请检查是不是规则包的文件。"


def _refusal(name: str, text: str, reason: str) -> str:
    at = _AT.search(reason)
    path = at[1] if at else ""
    said = _SAID_OTHERWISE
    key = path
    for pattern, words in _SAID:
        match = pattern.match(_AT.sub("", reason))
        if match is not None:
            said = words.format(*map(_type_words, match.groups()))
            if "键" in words and match[1]:
                key = f"{path}.{match[1]}" if path else match[1]
            break
    return f"{name} 第{line_of(text, key)}行 {key or '(整个文件)'}:{said}。"


def _type_words(told: str) -> str:
    """The library's names of types (`date | null`) in Chinese; anything else as it is."""
    parts = told.split(" | ")
    if not all(part in _TYPES or part == "null" for part in parts):
        return told
    return "、".join(_TYPES[part] for part in parts if part in _TYPES)


def _list_file(name: str, text: str) -> ListFile:
    # Else a quote that is never closed would take the rest of the list into one cell.
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[str, ...]] = []
    last = 0
    try:
        for cells in reader:
            row, first, last = tuple(cells), last + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if rows and len(row) != len(rows[0]):
                told = f"应有 {len(rows[0])} 列,实有 {len(row)} 列"
                raise PackError(f"{name} 第{first}行:{told}。")
            rows.append(row)
    except csv.Error as reason:
        told = "引号没有成对,或者一格里的字太多;请检查这一行的引号"
        raise PackError(f"{name} 第{last + 1}行:{told}。") from reason
    if not rows:
        raise PackError(f"{name} 第1行:缺少表头。")
    return ListFile(rows[0], tuple(rows[1:]))


def _lines(text: str) -> dict[str, int]:
    """Key path → line of every table header and every key that starts a line."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    here = ""
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quotes:
            quotes = "" if line.count(quotes) % 2 else quotes
            continue
        header = _HEADER.match(line)
        if header is not None:
            here = _header_path(header[2], header[1] == "[[", counts)
            found.setdefault(here, number)
            continue
        key = _KEY.match(line)
        if key is not None:
            bare = key[1].replace('"', "").replace("'", "")
            found.setdefault(f"{here}.{bare}" if here else bare, number)
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                quotes = mark
    return found


def _header_path(dotted: str, is_array: bool, counts: dict[str, int]) -> str:
    """The indexed path of a header; counts how often each array of tables has begun."""
    parts = [part.strip().strip("\"'") for part in dotted.split(".")]
    path = ""
    for at, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        is_last = at == len(parts) - 1
        if is_last and is_array:
            counts[path] = counts.get(path, -1) + 1
            for deeper in [
                other for other in counts if other.startswith(f"{path}[{counts[path]}]")
            ]:
                del counts[deeper]
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def quote_occurs(quote: str, notice: str) -> bool:
    """Whether a quoted clause stands in the notice; script and white space do not count."""
    return bool(quote_spans(notice, quote)) if quote.strip() else True
