"""What a person should know of a Word file that is taken in, beside what it says: tracked changes,
comments, and what is no text."""

from collections.abc import Iterator

from desktop_app.intake.plain import Doubt, Raw

_NAMED = 5
_UNREAD = {
    "pictures": "{n} 张图片,图片里的文字和表格没有读取",
    "graphics": "{n} 个图表或图形,里面的文字没有读取",
    "embedded": "{n} 处嵌入的文件或表格,里面的内容没有读取",
    "footnotes": "{n} 处脚注或尾注,注释的文字没有读取",
    "tables_aside": "{n} 张表在脚注、尾注或页眉页脚里{text},没有读取",
    "hidden": "{n} 处隐藏文字{text},没有读取",
    "signs": "{n} 个字体符号,没有对应的文字,没有读取",
}


def about_marks(raw: Raw, file: str) -> Iterator[Doubt]:
    """How many marks there are, that changes are read as accepted, and what is not read."""
    if raw.tracked_count:
        who = _names(one.author for one in raw.tracked)
        message = f"「{file}」中有 {raw.tracked_count} 处修订{who},按全部接受后的内容读取,请核对"
        yield Doubt("tracked_changes", file, message)
    if raw.comment_count:
        who = _names(one.author for one in raw.comments)
        message = f"「{file}」中有 {raw.comment_count} 条批注{who},批注不是正文,请打开文件查看"
        yield Doubt("comments", file, message)
    for one in raw.unread:
        if one.kind == "macros":
            message = f"「{file}」带有宏,没有运行,只读取了表格或文字,请核对"
            yield Doubt(one.kind, file, message)
            continue
        text = f"(如「{one.text}」)" if one.text else ""
        words = _UNREAD[one.kind].format(n=one.count, text=text)
        yield Doubt(one.kind, file, f"「{file}」中有 {words},请打开文件核对")


def _names(authors: Iterator[str]) -> str:
    names = [name for name in dict.fromkeys(authors) if name]
    more = "等" if len(names) > _NAMED else ""
    return f"({'、'.join(names[:_NAMED])}{more})" if names else ""
