"""Writing a file whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.errors import AppError, in_words


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
