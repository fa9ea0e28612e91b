"""What a person should know of the tracked changes and comments in a file that is taken in."""

from collections.abc import Iterator

from desktop_app.intake.plain import Doubt, Raw

_NAMED = 5


def about_marks(raw: Raw, file: str) -> Iterator[Doubt]:
    """How many there are, and that changes are read as accepted."""
    if raw.tracked_count:
        who = _names(one.author for one in raw.tracked)
        message = f"「{file}」中有 {raw.tracked_count} 处修订{who},按全部接受后的内容读取,请核对"
        yield Doubt("tracked_changes", file, message)
    if raw.comment_count:
        who = _names(one.author for one in raw.comments)
        message = f"「{file}」中有 {raw.comment_count} 条批注{who},批注不是正文,请打开文件查看"
        yield Doubt("comments", file, message)


def _names(authors: Iterator[str]) -> str:
    names = [name for name in dict.fromkeys(authors) if name]
    more = "等" if len(names) > _NAMED else ""
    return f"({'、'.join(names[:_NAMED])}{more})" if names else ""
