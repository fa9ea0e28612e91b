"""Who writes each kind of file: ours first, then floors and peers, each a module of `peers`."""

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measuring import Failed, Run, run_child

FORMS = {"plan": ("pdf", "docx"), "summary": ("pdf", "docx", "xlsx")}
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a kind of file, and the library or program it cannot do without."""

    module: str
    name: str
    library: str = ""
    program: str = ""
    has_start: bool = False

    @property
    def is_here(self) -> bool:
        has_library = not self.library or importlib.util.find_spec(self.library) is not None
        return has_library and (not self.program or shutil.which(self.program) is not None)


WAYS = {
    "pdf": (
        Way("ours_pdf", OURS),
        Way("typst_pdf", "typst", library="typst"),
        Way("platypus_pdf", "platypus"),
        Way("libreoffice_pdf", "LibreOffice", program="soffice", has_start=True),
        Way(
            "chain_pdf",
            "docxtpl, then LibreOffice",
            library="docxtpl",
            program="soffice",
            has_start=True,
        ),
    ),
    "docx": (
        Way("ours_docx", OURS),
        Way("bare_docx", "bare XML"),
        Way("docxtpl_docx", "docxtpl", library="docxtpl", has_start=True),
        Way("cells_docx", "python-docx, cells taken once"),
        Way("cell_docx", "python-docx, table.cell"),
    ),
    "xlsx": (
        Way("ours_xlsx", OURS),
        Way("bare_xlsx", "XlsxWriter alone"),
        Way("openpyxl_xlsx", "openpyxl", library="openpyxl"),
    ),
}


def compose(
    form: str, programme_id: str, projects: int, folder: Path, limit: float
) -> Run | Failed:
    """Compose a form of a city in a process of its own and leave it for the writers."""
    content = _content(form, projects, folder)
    content.parent.mkdir(parents=True, exist_ok=True)
    job = ("compose", form, programme_id, str(projects), str(content))
    return run_child(job, content, limit)


def prepare(way: Way, form: str, projects: int, folder: Path, limit: float) -> Failed | None:
    """Make what a way starts from, where it needs something; why it cannot, if so."""
    if not way.has_start:
        return None
    file = file_of(way, form, projects, folder)
    told = run_child(("prepare", *_told(way, form, projects, folder)), file, limit)
    file.unlink(missing_ok=True)
    return told if isinstance(told, Failed) else None


def write(way: Way, form: str, projects: int, folder: Path, limit: float) -> Run | Failed:
    """Let a way write what `compose` left, once."""
    file = file_of(way, form, projects, folder)
    return run_child(("write", *_told(way, form, projects, folder)), file, limit)


def file_of(way: Way, form: str, projects: int, folder: Path) -> Path:
    """The file that a way writes."""
    kind = way.module.rpartition("_")[2]
    return _content(form, projects, folder).with_name(f"{way.module}.{kind}")


def _told(way: Way, form: str, projects: int, folder: Path) -> tuple[str, str, str]:
    content = _content(form, projects, folder)
    return way.module, str(content), str(file_of(way, form, projects, folder))


def _content(form: str, projects: int, folder: Path) -> Path:
    return folder / f"{form}-{projects}" / "content"
