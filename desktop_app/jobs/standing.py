"""定稿, 报送 and named versions: where a draft stands, and the words for it.

Four states, four words, never mixed: 草稿已保存 · 核对通过 · 已定稿 · 已报送.
"""

import json
import re
import sqlite3
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.core.signs import unprintable, unseen
from desktop_app.core.values import Kind, parse
from desktop_app.errors import AppError
from desktop_app.jobs.before import NOTHING_BEFORE, Before
from desktop_app.storage.draft_file import DraftFile
from desktop_app.storage.history import History, Moment, State

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Reported:
    """How and when a 定稿 was handed in; `date` is ISO, `receipt` a number or a name."""

    way: str
    date: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A 定稿: its name, and the revision that it fixed."""

    name: str
    revision: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in, and of which revision."""

    reported: Reported
    revision: int


@dataclass(frozen=True, slots=True)
class NotFrozen:
    """Why a draft cannot be frozen: its audit does not pass."""

    audit: Audit


@dataclass(frozen=True, slots=True)
class Standing:
    """The draft as it is on the disk: where it stands in `words`, and what can be undone and redone
    (labels, "" for nothing).

    `mark` is what the foot of a printed page says besides the revision; `freezes` and `reports`
    are every 定稿 and what was handed in, in order; `names` are taken by versions; `before`
    has the files that were taken in.
    """

    path: Path
    draft: Draft
    state: State
    words: str
    undoable: str
    redoable: str
    read_only: bool
    notice: str = ""
    mark: str = ""
    freezes: tuple[Frozen, ...] = ()
    reports: tuple[HandedIn, ...] = ()
    names: tuple[str, ...] = ()
    before: Before = NOTHING_BEFORE


def standing_of(file: DraftFile, *, read_only: bool) -> Standing:
    """Take down how an open draft stands now."""
    history, draft = file.history, file.draft
    undoable, redoable = history.undoable, history.redoable
    return Standing(
        file.path,
        draft,
        history.state,
        in_words(history, draft.revision),
        undoable.label if undoable else "",
        redoable.label if redoable else "",
        read_only,
        file.notice,
        printed_mark(history, draft.revision),
        freezes(history),
        handed_in(history),
        tuple(one.detail for one in history.versions),
        _before(file),
    )


def in_words(history: History, revision: int) -> str:
    """Where the draft stands, as every screen says it."""
    frozen = history.frozen
    match history.state:
        case "frozen" if frozen is not None:
            return f"已定稿({frozen.detail},数据版本 {frozen.revision})"
        case "reported" if frozen is not None:
            told = _told(next(o for o in reversed(history.reports) if o.revision == revision))
            return f"已报送({told.way},{told.date};{frozen.detail},数据版本 {frozen.revision})"
        case "changed" if frozen is not None:
            return (
                f"草稿已保存,现为数据版本 {revision};"
                f"「{frozen.detail}」(数据版本 {frozen.revision})定稿以后有修改"
            )
        case _:
            return f"草稿已保存(数据版本 {revision})"


def printed_mark(history: History, revision: int) -> str:
    """What the foot of every printed page says of a revision besides its number."""
    for one in reversed(history.versions):
        if one.revision == revision:
            return f"{'定稿' if one.kind == 'freeze' else '版本'} {one.detail}"
    if history.frozen is not None and history.frozen.revision < revision:
        return f"定稿（数据版本 {history.frozen.revision}）后有修改"
    return ""


def name_version(file: DraftFile, name: str) -> Moment:
    """Give the draft as it stands a name (送审稿, 报批稿); raises AppError for one in use."""
    return file.mark("version", f"版本:{name}", _new_name(file.history, name))


def freeze(programme: Programme, file: DraftFile, name: str) -> Moment | NotFrozen:
    """定稿: this revision is what is printed and sealed; the audit must pass."""
    frozen = file.history.frozen
    if frozen is not None and file.history.state in ("frozen", "reported"):
        raise AppError(
            f"这份草稿已经定稿(「{frozen.detail}」,数据版本 {frozen.revision}),以后没有改动过。"
        )
    found = audit(programme, file.draft)
    if not found.passes:
        return NotFrozen(found)
    return file.mark("freeze", f"定稿:{name}", _new_name(file.history, name))


def report(file: DraftFile, way: str, when: str, receipt: str, name: str = "") -> Moment:
    """Record that a 定稿 was handed in; `name` is that of the 定稿, the last one when blank."""
    frozen = file.history.frozen
    if name:
        frozen = next(
            (o for o in reversed(file.history.versions) if o.detail == name and o.kind == "freeze"),
            None,
        )
    if frozen is None:
        raise AppError("还没有这个定稿,不能登记报送;请先定稿(freeze),打印盖章后再登记。")
    if not way.strip():
        raise AppError("请写明报送方式,例如 邮寄、专人送达、电子邮件。")
    day = parse(Kind.DATE, when)
    if not isinstance(day, date):
        raise AppError(f"报送日期「{when}」看不懂;请写成 2024-11-20 这样。")
    told = Reported(way.strip(), day.isoformat(), receipt.strip())
    detail = json.dumps(asdict(told), ensure_ascii=False)
    return file.mark("report", f"报送:{told.way}", detail, frozen.revision)


def freezes(history: History) -> tuple[Frozen, ...]:
    """Every 定稿, in order."""
    return tuple(Frozen(o.detail, o.revision) for o in history.moments if o.kind == "freeze")


def handed_in(history: History) -> tuple[HandedIn, ...]:
    """Everything that was recorded as handed in, in order."""
    return tuple(HandedIn(_told(one), one.revision) for one in history.reports)


def state_of(file: DraftFile, name: str) -> Draft:
    """The draft as it was under the name of a version, or at the number of a revision."""
    found = file.history.named(name)
    if found is None:
        known = "、".join(dict.fromkeys(one.detail for one in file.history.versions))
        told = f"已有的版本:{known}" if known else "还没有命名的版本"
        raise AppError(f"没有版本「{name}」;{told};也可以写数据版本的编号,用 history 查看。")
    return file.at(found.revision)


def _told(moment: Moment) -> Reported:
    return Reported(**json.loads(moment.detail))


def _new_name(history: History, name: str) -> str:
    told = name.strip()
    if not told or len(told) > _LONGEST_NAME:
        raise AppError(f"版本要有名称,不超过 {_LONGEST_NAME} 个字,例如 送审稿、报批稿、备案版。")
    if told.isdecimal():
        raise AppError(f"版本名称不能只是数字「{told}」,会与数据版本的编号混淆;请换一个名称。")
    # It stands in the foot of every page, and cannot be changed any more.
    if signs := (*unseen(told), *unprintable(told), *re.findall(r"[\t\n\r]", told)):
        raise AppError(
            f"版本名称中有印不出来的字符(U+{ord(signs[0]):04X});请去掉,例如写成 送审稿。"
        )
    if any(one.detail == told for one in history.versions):
        raise AppError(f"已经有名为「{told}」的版本;请换一个名称,例如 {told}2。")
    return told


def _before(file: DraftFile) -> Before:
    try:
        return Before(file.start, file.sources())
    except sqlite3.Error:
        # What is wrong with the disk is told when something is to be written.
        return Before(file.start)
