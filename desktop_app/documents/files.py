"""Writing a file whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import AppError, in_words

if TYPE_CHECKING:
    from pikepdf import Pdf


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; it takes the place of `path` when the block ends well.

    Raises AppError when the file cannot be written, for instance while Word holds it open.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as reason:
        raise AppError(
            f"文件「{path.name}」写不进去({in_words(reason)}),"
            "请关闭正在打开它的程序,并检查磁盘空间和文件夹权限,再试一次。"
        ) from reason
    finally:
        temporary.unlink(missing_ok=True)


def pdf_bytes(pdf: "Pdf") -> bytes:
    """A PDF that was put together; the same pages give the same bytes."""
    # A disk that is full while the library writes to it ends the whole program: what it throws
    # then, nobody can catch. In memory there is room.
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def save_pdf(pdf: "Pdf", path: Path) -> None:
    """Write such a PDF; raises AppError when the file cannot be written."""
    whole = pdf_bytes(pdf)
    with replacing(path) as temporary:
        temporary.write_bytes(whole)
