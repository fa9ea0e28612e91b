"""A table that was pasted from a chat, or piped in: taken in as a file of that name would be."""

from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.intake.pasted_table import NAME, read_pasted
from desktop_app.jobs.understand_file import Incoming

PASTED = Path(NAME)
MOST_BYTES = 10_000_000


def take_in_text(text: str, path: Path = PASTED) -> Incoming:
    """A text with its content as a table, or the sentence why it has none."""
    try:
        raw = read_pasted(text)
    except AppError as reason:
        return Incoming(path, refusal=str(reason))
    return Incoming(path, raw, "", raw.sha256, raw.size)


def text_of(content: bytes) -> str:
    """What was piped in, in UTF-8 or GB18030; raises AppError for anything else."""
    if len(content) > MOST_BYTES:
        raise AppError("标准输入的内容太多,没有读取;请存成文件后再导入。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AppError("标准输入不是文字(UTF-8 或 GB18030),没有读取;请存成文件后再导入。")
