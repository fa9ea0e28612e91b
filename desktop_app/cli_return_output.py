"""What the command for papers that came back prints: Chinese text, or JSON with --json."""

from collections.abc import Collection
from typing import Any

from desktop_app.cli_say import say, say_json
from desktop_app.core.names import visible
from desktop_app.core.returned import Returned
from desktop_app.core.returned_notes import Noted, Remark
from desktop_app.core.text_changes import stretches
from desktop_app.jobs.take_back import TakenBack

_SAID = {
    "paragraph_added": "增加一段",
    "paragraph_removed": "删去一段",
    "paragraph_moved": "移动一段",
    "row_added": "增加一行",
    "row_removed": "删去一行",
}
_PAPERS = {"plan": "实施方案", "summary": "项目汇总表"}
# Of what is the same in a long text, this much is shown at each end.
_AROUND = 14
_LONGEST = 160


def taken_back(found: TakenBack, taken: Collection[int], revision: int, as_json: bool) -> None:
    """`taken` are the numbers that were brought into the draft, which now has this revision."""
    if as_json:
        say_json(
            {
                "file": str(found.path),
                "paper": found.form,
                "revision": found.revision,
                "tracked": found.tracked,
                "items": [_item(one) for one in found.items],
                "comments": [_comment(one) for one in found.comments],
                "beside": [_beside_record(one) for one in found.beside],
                "doubts": list(found.doubts),
                "taken": sorted(taken),
            }
        )
        return
    say(f"「{found.path.name}」是{_PAPERS[found.form]},与数据版本 {found.revision} 比较")
    for sentence in found.doubts:
        say(f"  {sentence}")
    listed = [one for one in found.items if not taken or one.number in taken]
    if not found.items:
        say("没有需要取回的修改。")
    elif taken:
        say(f"已取回 {len(listed)} 处,草稿已保存(数据版本 {revision}):")
    else:
        say(f"改动 {len(found.items)} 处:")
    for one in listed:
        _say_item(one)
    left = [one for one in found.items if one.number not in taken]
    if taken and left:
        say(f"还有 {len(left)} 处没有取:第 {_numbers(left)} 处")
        say("再取前请先不带 --take 运行一次:取回以后编号会变。")
    _say_comments(found)
    _say_beside(found)
    if found.items and not taken:
        say("以上没有写入草稿。取回:--take all(全部),或 --take 1,3,5-7;不取的就是不接受")
    elif taken:
        say("请再核对一次(check):改了名称和数字的,别处也要一致。")


def _say_item(one: Returned) -> None:
    what = _SAID.get(one.kind)
    if what is None:
        old, new = marked(one.old, one.new)
        told = f"原:「{old}」 现:「{new}」"
    else:
        told = f"{what}:「{_cut(visible(one.new or one.old))}」"
    say(f"第{one.number}处  {one.place}  {told}{_by(one)}")
    if one.conflict is not None:
        now = _cut(one.conflict) or "(已没有)"
        say(f"        草稿里这里也改过,现在是「{now}」;取回将以文件为准")
    if one.note:
        say(f"        {one.note}")


def _by(one: Returned) -> str:
    parts = [" ".join(part for part in (one.author, day(one.time)) if part)]
    parts[0] = f"{parts[0]} 修订" if parts[0] else ""
    parts.append(f"批注:{_cut(one.comment)}" if one.comment else "")
    told = ";".join(part for part in parts if part)
    return f"({told})" if told else ""


def _say_comments(found: TakenBack) -> None:
    others = [one for one in found.comments if one.number is None]
    if others:
        say(f"没有改动、只有批注的 {len(others)} 处:")
    for one in others:
        who = " ".join(part for part in (one.author, day(one.time)) if part) or "批注"
        quoted = f"「{_cut(one.quoted)}」" if one.quoted else ""
        say(f"  {one.place} {quoted} {who}:{_cut(one.text)}")


def _say_beside(found: TakenBack) -> None:
    if found.beside:
        say("下面的文字由程序或规则包写出,草稿里没有对应的地方,不能取回,请人工处理:")
    for one in found.beside:
        if one.old and one.new:
            say(f"  {one.place} 「{one.old}」改成了「{one.new}」")
        else:
            say(f"  {one.place} {'多了' if one.new else '少了'}「{one.new or one.old}」")


def marked(old: str, new: str) -> tuple[str, str]:
    """Two texts with 【】 around what differs; of long stretches that are the same the ends."""
    sides: tuple[list[str], list[str]] = ([], [])
    pairs = stretches(old, new)
    for number, (ours, theirs) in enumerate(pairs):
        for side, text in zip(sides, (ours, theirs), strict=True):
            if ours != theirs:
                side.append(f"【{_cut(visible(text))}】" if text else "")
            else:
                side.append(_around(text, number > 0, number < len(pairs) - 1))
    was, now = ("".join(side) for side in sides)
    return was or "(空)", now or "(空)"


def _around(text: str, has_before: bool, has_after: bool) -> str:
    text = " ".join(text.split("\n"))
    if len(text) <= 2 * _AROUND + 2:
        return text
    start = text[:_AROUND] if has_before else ""
    end = text[-_AROUND:] if has_after else ""
    return f"{start}…{end}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def day(time: str) -> str:
    """「11月25日」 of a time as Word writes it; what is no such time stays."""
    date = time.partition("T")[0].split("-")
    if len(date) == 3 and all(part.isdecimal() for part in date):
        return f"{int(date[1])}月{int(date[2])}日"
    return time


def _numbers(items: Collection[Returned]) -> str:
    return "、".join(str(one.number) for one in items)


def _item(one: Returned) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "place": one.place,
        "old": one.old,
        "new": one.new,
        "author": one.author,
        "time": one.time,
        "comment": one.comment,
        "conflict": one.conflict,
        "note": one.note,
    }


def _comment(one: Remark) -> dict[str, Any]:
    return {
        "place": one.place,
        "quoted": one.quoted,
        "text": one.text,
        "author": one.author,
        "time": one.time,
        "item": one.number,
    }


def _beside_record(one: Noted) -> dict[str, Any]:
    return {"kind": one.kind, "place": one.place, "old": one.old, "new": one.new}
