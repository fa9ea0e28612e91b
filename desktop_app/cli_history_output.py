"""What the commands about a draft's history print: Chinese text, or JSON with --json."""

from collections.abc import Sequence

from desktop_app.cli_say import say, say_json
from desktop_app.core.differences import Difference, in_words
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.standing import in_words as standing_in_words
from desktop_app.storage.draft_file import DraftFile
from desktop_app.storage.history import Moment

_LONGEST = 60
_WORDS = {"row_added": "新增一行", "row_removed": "删去一行"}


def history(file: DraftFile, as_json: bool) -> int:
    told = file.history
    if as_json:
        say_json(
            {
                **_standing_record(file),
                "entries": [_moment_record(one) for one in told.moments],
                "undo": told.undoable.label if told.undoable else None,
                "redo": told.redoable.label if told.redoable else None,
            }
        )
        return 0
    for one in told.moments:
        who = f"  {one.author}" if one.author else ""
        say(f"{one.seq:>5}  {_time(one.time)}{who}  数据版本 {one.revision}  {one.label}")
    say(f"状态:{standing_in_words(told, file.draft.revision)}")
    if told.undoable:
        say(f"可以撤销:{told.undoable.label}")
    if told.redoable:
        say(f"可以重做:{told.redoable.label}")
    return 0


def stepped(file: DraftFile, moment: Moment | None, word: str, as_json: bool) -> int:
    if as_json:
        record = {"saved": moment is not None, "revision": file.draft.revision}
        say_json({**record, "label": moment.label if moment else None})
    elif moment is None:
        say(f"没有可以{word}的修改,草稿没有改动。")
    else:
        say(f"已{word}:{moment.label}")
        say(f"草稿已保存(数据版本 {file.draft.revision})")
    return 0


def standing(file: DraftFile, as_json: bool) -> int:
    if as_json:
        say_json(_standing_record(file))
    else:
        say(standing_in_words(file.history, file.draft.revision))
    return 0


def differences(
    programme: Programme, before: Draft, after: Draft, found: Sequence[Difference], as_json: bool
) -> int:
    labels = [in_words(programme, before, after, one) for one in found]
    if as_json:
        listed = [
            {"what": one.what, "path": one.path, "label": label, "old": one.old, "new": one.new}
            for one, label in zip(found, labels, strict=True)
        ]
        revisions = {"from": before.revision, "to": after.revision}
        say_json({**revisions, "differences": listed})
        return 0
    say(f"数据版本 {before.revision} → {after.revision}:{len(found)} 处不同")
    for one, label in zip(found, labels, strict=True):
        if one.what in _WORDS:
            say(f"  {label}  {_WORDS[one.what]}:{_short(one.new or one.old)}")
        else:
            say(f"  {label}:「{_short(one.old)}」→「{_short(one.new)}」")
    return 0


def _standing_record(file: DraftFile) -> dict[str, object]:
    told = file.history
    return {
        "state": told.state,
        "revision": file.draft.revision,
        "standing": standing_in_words(told, file.draft.revision),
        "versions": [
            {"name": one.detail, "revision": one.revision, "frozen": one.kind == "freeze"}
            for one in told.versions
        ],
    }


def _moment_record(one: Moment) -> dict[str, object]:
    return {
        "seq": one.seq,
        "time": one.time,
        "author": one.author,
        "label": one.label,
        "revision": one.revision,
        "kind": one.kind,
        "detail": one.detail,
    }


def _time(iso: str) -> str:
    return iso.replace("T", " ")[:16]


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
