"""What the commands about copies of a draft print: Chinese text, or JSON with --json."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli_say import say, say_json
from desktop_app.core.differences import Difference, in_words
from desktop_app.core.draft import Draft
from desktop_app.core.merging import Conflict
from desktop_app.core.programme import Programme
from desktop_app.jobs.backups import Copy
from desktop_app.jobs.merge_drafts import Comparison
from desktop_app.jobs.rescue import Rescued

_MOST_SENTENCES = 40
_LONGEST, _BEFORE = 200, 40


def copies(found: Sequence[Copy], folder: Path, as_json: bool) -> int:
    if as_json:
        listed = [
            {
                "number": number,
                "time": one.snapshot.time.isoformat(timespec="minutes"),
                "why": one.snapshot.why,
                "revision": one.snapshot.revision,
                "check_code": one.snapshot.code,
                "file": str(one.snapshot.path),
                "fault": one.fault or None,
            }
            for number, one in enumerate(found, start=1)
        ]
        say_json({"folder": str(folder), "copies": listed})
        return 0
    if not found:
        say(f"「{folder}」中没有这份草稿的备份。")
    for number, one in enumerate(found, start=1):
        told = one.snapshot
        fault = f"  不能用:{one.fault}" if one.fault else ""
        say(
            f"{number:>3}  {told.time:%Y-%m-%d %H:%M}  {told.why}  数据版本 {told.revision}"
            f" · 校验码 {told.code}{fault}"
        )
    if found:
        say("恢复其中一个:recover 草稿 --restore 编号(放在草稿旁边,原草稿不动)")
    say("草稿损坏而备份太旧时:recover 草稿 --salvage(逐行读出还在的内容,另存为新草稿)")
    return 0


def restored(path: Path, as_json: bool) -> int:
    if as_json:
        say_json({"restored": str(path)})
    else:
        say(f"已恢复为:{path}(原来的草稿没有改动)")
    return 0


def rescued(saved: Rescued, as_json: bool) -> int:
    if as_json:
        record = {"restored": str(saved.path), "holds": saved.holds, "history": saved.has_history}
        say_json({**record, "missing": list(saved.missing)})
        return 0
    say(f"已抢救为:{saved.path}(损坏的草稿没有改动)")
    told = "修改记录已带过来" if saved.has_history else "以前的修改记录没有带过来"
    say(f"读出 {saved.holds};{told}")
    for sentence in saved.missing[:_MOST_SENTENCES]:
        say(f"  {sentence}")
    if len(saved.missing) > _MOST_SENTENCES:
        say(f"  ……共 {len(saved.missing)} 处需要核对,全部列表用 --json 查看")
    return 0


def cleaned(path: Path, steps: int, files: int, as_json: bool) -> int:
    """Where the copy is, and how many steps and files of the draft it does not tell of."""
    if as_json:
        say_json({"file": str(path), "steps_left_out": steps, "files_left_out": files})
        return 0
    say(f"已另存为:{path}(原来的草稿没有改动)")
    say(f"内容相同;{steps} 步修改记录、{files} 个导入文件的记录没有带过去,不能撤销、合并。")
    return 0


def merged(
    programme: Programme,
    draft: Draft,
    found: Comparison,
    undecided: Sequence[Conflict],
    written: bool,
    as_json: bool,
) -> None:
    """What a colleague's copy brings; `draft` is ours as it was before."""

    def label(one: Difference) -> str:
        return in_words(programme, draft, found.theirs, one)

    def by(one: Difference) -> str:
        moment = found.moment(one)
        return f"{moment.author or '对方'} {_time(moment.time)}" if moment else "对方"

    changes = found.found
    if as_json:
        say_json(
            {
                "merged": written,
                "revision": draft.revision,
                "taken": [
                    {
                        "what": one.what,
                        "path": one.path,
                        "label": label(one),
                        "old": one.old,
                        "new": one.new,
                        "by": by(one),
                    }
                    for one in changes.clean
                ],
                "same": len(changes.same),
                "conflicts": [
                    {
                        "what": one.theirs.what,
                        "path": one.path,
                        "label": label(one.theirs),
                        "base": one.base,
                        "ours": one.ours,
                        "theirs": one.theirs.new,
                        "by": by(one.theirs),
                        "decided": one not in undecided,
                    }
                    for one in changes.conflicts
                ],
            }
        )
        return
    say(f"只有对方改过的 {len(changes.clean)} 处,两边已经一样的 {len(changes.same)} 处")
    for one in changes.clean:
        old, new = _where_they_differ(one.old, one.new)
        say(f"  {label(one)}({by(one)}):「{old}」→「{new}」")
    if undecided:
        say(f"两边都改过而不一样的 {len(undecided)} 处,请逐处选择保留哪一方:")
    for one in undecided:
        say(f"  {one.path}  {label(one.theirs)}")
        was, _ = _where_they_differ(one.base, one.ours)
        ours, theirs = _where_they_differ(one.ours, one.theirs.new)
        say(f"      原来「{was}」")
        say(f"      我方「{ours}」")
        say(f"      对方「{theirs}」({by(one.theirs)})")
    if undecided:
        say("没有合并。保留我方:--ours 路径;采用对方:--theirs 路径;全部同一方:--ours 全部")
    elif written:
        say(f"已合并,草稿已保存(数据版本 {draft.revision})")
    else:
        say("以上是预览,没有写入草稿。")


def _time(iso: str) -> str:
    return iso.replace("T", " ")[:16]


def _where_they_differ(one: str, other: str) -> list[str]:
    """Two texts, a line each; long ones from shortly before the first sign that differs."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(same - _BEFORE, 0)
    return [_part(text.replace("\n", " "), start) or "(空)" for text in (one, other)]


def _part(text: str, start: int) -> str:
    if len(text) <= _LONGEST:
        return text
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
