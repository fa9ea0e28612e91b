"""The whole manual as a PDF, set by the program itself."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app import __version__
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_manual import TITLE, Part, compose_manual
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.errors import AppError
from desktop_app.jobs.manual_pages import PACK_GUIDE, own_kinds, reference_of, written_pages
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.progress import Report, quiet
from desktop_app.paths import MANUAL

_ABOUT = "说明书"


def write_manual(
    programmes: Sequence[Programme], out: Path, folder: Path = MANUAL, report: Report = quiet
) -> int:
    """Write the manual with the reference of these programmes; returns how many pages it has.

    Never replaces a file that exists; AppError when it cannot be written, or the pages are gone.
    """
    kind_of(out, _ABOUT, ("pdf",))
    written = written_pages(folder)
    if not written:
        raise AppError("说明书的文件没有装上;请重新安装程序,草稿不受影响。")
    report(0, 2, "正在排版…")
    own = own_kinds()
    parts = [
        Part("使用说明", [one.text for one in written if one.name not in PACK_GUIDE], apart=True),
        Part("提示一览", [own.text]),
    ]
    for one in programmes:
        reference = reference_of(one)
        title = f"填报项和问题编号:{reference.title}"
        parts.append(Part(title, [page.text for page in reference.pages]))
    parts.append(Part("做规则包", [one.text for one in written if one.name in PACK_GUIDE]))

    def picture(name: str) -> bytes | None:
        try:
            return (folder / name).read_bytes()
        except OSError:
            return None

    document = compose_manual([one for one in parts if one.pages], __version__, picture)
    pages = 0

    def write(path: Path) -> None:
        nonlocal pages
        pages = write_pdf(document, path).pages

    report(1, 2, "正在写文件…")
    write_new(out, TITLE, write)
    return pages
