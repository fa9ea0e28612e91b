"""What the commands about packs print: Chinese text, or JSON with --json."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli_say import say, say_json

if TYPE_CHECKING:
    from desktop_app.core.notice_changes import NoticeChanges
    from desktop_app.core.update_report import Unused, UpdateReport
    from desktop_app.jobs.install_pack import Prospect
    from desktop_app.jobs.new_pack import NewPack
    from desktop_app.jobs.pack_file import Built
    from desktop_app.jobs.packs import Pack
    from desktop_app.jobs.publisher import Publisher

FINE = 0
_BUILT_IN, _UNSIGNED = "程序自带", "没有签名"


def key(made: "Publisher", path: Path, as_json: bool) -> int:
    if as_json:
        say_json({"key": str(path), "publisher": made.name, "fingerprint": made.fingerprint})
        return FINE
    say(f"密钥:{path}({made.name})")
    say(f"指纹:{made.fingerprint}")
    say(
        "请把指纹写在发放规则包的通知里,让使用的人核对;密钥文件不要外传,另备一份,丢了就不能再发更新。"
    )
    return FINE


def built(made: "Built", as_json: bool) -> int:
    told = made.list
    if as_json:
        say_json(
            {
                "pack": str(made.path),
                "id": told.id,
                "version": told.version,
                "files": sorted(told.files),
                "publisher": told.publisher,
                "fingerprint": made.fingerprint,
            }
        )
        return FINE
    say(f"规则包文件:{made.path}")
    say(f"{told.id} {told.version} 版,{told.title},共 {len(told.files)} 个文件")
    if made.fingerprint:
        say(f"签名:{told.publisher},指纹 {made.fingerprint}")
    else:
        say("没有签名:对方安装时要加 --unsigned,并在列表里标明。要签名请加 --key。")
    return FINE


def installed(found: "Prospect", made: "Pack", as_json: bool) -> int:
    told = found.pack.list
    if as_json:
        say_json({"installed": _pack_record(made), "was_there": found.is_there})
        return FINE
    if found.is_there:
        say(f"{made.name} 已经装好了,内容相同,没有改动。")
        return FINE
    say(f"已安装:{made.name}  {told.title}")
    say(f"    {publisher_of(made)},审核公式 {len(found.pack.programme.rules)} 条")
    others = [one for one in found.versions if one != made.version]
    if others:
        say(f"    同时还有 {'、'.join(others)} 版;旧版的草稿仍用旧版,用 pack update 移到新版。")
    return FINE


def publisher_of(pack: "Pack") -> str:
    """Whose a pack is, and its fingerprint."""
    if pack.origin is None:
        return _BUILT_IN
    if not pack.origin.key:
        return _UNSIGNED
    from desktop_app.jobs.signing import fingerprint

    return f"发布单位 {pack.origin.publisher},指纹 {fingerprint(bytes.fromhex(pack.origin.key))}"


def packs(told: Sequence[tuple["Pack", str]], as_json: bool) -> int:
    if as_json:
        say_json({"packs": [{**_pack_record(one), "title": title} for one, title in told]})
        return FINE
    for one, title in told:
        say(f"{one.name}  {title}")
        say(f"    {publisher_of(one)}")
    return FINE


def removed(gone: Sequence["Pack"], as_json: bool) -> int:
    if as_json:
        say_json({"removed": [one.name for one in gone]})
    else:
        for one in gone:
            say(f"已删去:{one.name}")
    return FINE


def updated(report: "UpdateReport", dry_run: bool, as_json: bool) -> int:
    if as_json:
        say_json({"written": not dry_run, **report_record(report)})
        return FINE
    from desktop_app.core.update_report import report_lines

    for line in report_lines(report):
        say(line)
    if dry_run:
        say("只是试看,草稿没有改动。")
    else:
        say(
            "草稿已移到新的版本;要退回请用 undo,或用 --to 写明原来的版本,不再使用的内容会回到原处。"
        )
    return FINE


def report_record(report: "UpdateReport") -> dict[str, Any]:
    """The report for programs."""
    return {
        "from": report.before,
        "to": report.after,
        "kept": report.kept,
        "moved": [
            {"from": one.source, "to": one.target, "old": one.old, "new": one.new}
            for one in report.moved
        ],
        "dropped": [unused_record(one) for one in report.dropped],
        "returned": list(report.returned),
        "new": [
            {"path": one.path, "label": one.label, "required": one.required} for one in report.new
        ],
        "altered": [
            {"path": one.path, "label": one.label, "message": one.told} for one in report.altered
        ],
    }


def unused_record(one: "Unused") -> dict[str, str]:
    return {"kind": one.what, "path": one.path, "label": one.label, "text": one.text}


def unused(found: Sequence["Unused"]) -> None:
    """What `show` tells of content that the version in use has no place for."""
    from desktop_app.core.update_report import UNUSED

    if found:
        say(f"\n【{UNUSED}】 {len(found)} 处,留在草稿里,可以复制到别处")
    for one in found:
        say(f"  {one.path}  {one.label}:{one.text}")


def new(made: "NewPack", as_json: bool) -> int:
    if as_json:
        say_json(
            {
                "folder": str(made.folder),
                "found": [{"what": one.what, "text": one.text} for one in made.found],
                "rules": made.rules,
                "notes": made.notes,
                "problems": [
                    {"file": p.file, "line": p.line, "key": p.key, "message": p.message}
                    for p in made.problems
                ],
                "left": [{"clause": one.clause, "text": one.text} for one in made.left],
            }
        )
        return FINE
    say(f"规则包的草样:{made.folder}")
    for one in made.found:
        say(f"  {one.what}:{one.text}")
    say(f"审核公式 {made.rules} 条,须知 {made.notes} 条。")
    if made.problems:
        say(f"还要补的 {len(made.problems)} 处(改一处,用 lint {made.folder} 再看一次):")
        for problem in made.problems:
            say(f"  {problem}")
    if made.left:
        say(f"没有写进规则包的话 {len(made.left)} 句,请看有没有要核对的:")
        for sentence in made.left:
            say(f"  {sentence.clause}:{sentence.text}")
    return FINE


def notice_changes(found: "NoticeChanges", as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "gone": [_quote_record(one) for one in found.gone],
                "changed": [_quote_record(one) for one in found.changed],
                "unmoved": [_quote_record(one) for one in found.unmoved],
                "new": [{"clause": one.clause, "text": one.text} for one in found.new],
            }
        )
        return
    say(
        f"引用的原文 {found.quotes} 处:没有变 {len(found.unmoved)} 处,"
        f"改了 {len(found.changed)} 处,没有了 {len(found.gone)} 处。"
    )
    for one in found.changed:
        say(f"改了 {one.file} {one.name}({one.clause}):")
        say(f"    原来:{one.quote}")
        say(f"    现在:{one.now}({one.now_clause})")
        say(f"    不同:{'、'.join(one.signs)}")
    for one in found.gone:
        say(f"没有了 {one.file} {one.name}({one.clause}):{one.quote}")
    for one in found.unmoved:
        if one.is_moved:
            say(f"换了位置 {one.file} {one.name}:{one.clause} → {one.now_clause}")
    if found.new:
        say(f"新通知里没有引用的要求 {len(found.new)} 句:")
    for sentence in found.new:
        say(f"    {sentence.clause}:{sentence.text}")


def _quote_record(one: Any) -> dict[str, Any]:
    return {
        "file": one.file,
        "name": one.name,
        "clause": one.clause,
        "quote": one.quote,
        "now": one.now,
        "now_clause": one.now_clause,
        "moved": one.is_moved,
        "signs": list(one.signs),
    }


def _pack_record(one: "Pack") -> dict[str, Any]:
    origin = one.origin
    record: dict[str, Any] = {
        "id": one.id,
        "version": one.version,
        "built_in": origin is None,
        "signed": origin is not None and bool(origin.key),
        "publisher": "" if origin is None else origin.publisher,
        "fingerprint": "",
    }
    if origin is not None and origin.key:
        from desktop_app.jobs.signing import fingerprint

        record["fingerprint"] = fingerprint(bytes.fromhex(origin.key))
    return record
