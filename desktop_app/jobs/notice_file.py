"""The text of a notice out of a file that somebody saved."""

from pathlib import Path

from desktop_app.errors import AppError, in_words

_LARGEST = 2_000_000
# How text is saved here: UTF-8, or what Windows and WPS call ANSI; 16 bit with its mark.
_CODES = ("utf-8-sig", "gb18030")


def notice_text(path: Path) -> str:
    """The text, line ends as here; raises AppError for what is no text."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as reason:
        why = in_words(reason) if isinstance(reason, OSError) else "不是文件名"
        raise AppError(f"通知「{path}」读不出来({why});请检查路径。") from reason
    if len(content) > _LARGEST:
        raise AppError(f"「{path.name}」太大,不是通知的文本;请把通知正文另存为 .txt。")
    codes = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _CODES
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and text.strip():
            return text.replace("\r\n", "\n").replace("\r", "\n")
        break
    raise AppError(f"「{path.name}」不是通知的文本;请把通知正文另存为 .txt(UTF-8)再试。")
