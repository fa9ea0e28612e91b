import re
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.tree import Contents, PageBreak, Spacer, Table, blocks
from desktop_app.jobs.demo import sample_folder
from desktop_app.jobs.packs import load_programme
from tests.bench.city import a_city
from tests.bench.content import lines_of, load
from tests.bench.measuring import Run
from tests.bench.ways import WAYS, Way, compose, file_of, prepare, write

PROJECTS = 3
LIMIT = 60.0
# LibreOffice is a program of its own, slow to start; the bench alone runs it.
HERE = [way for ways in WAYS.values() for way in ways if way.is_here and not way.program]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("bench")
    assert isinstance(compose("summary", sample_folder().name, PROJECTS, made, LIMIT), Run)
    return made


@pytest.mark.parametrize("way", HERE, ids=[way.module for way in HERE])
def test_every_way_of_writing_is_measured_and_holds_every_project(way: Way, folder: Path):
    assert prepare(way, "summary", PROJECTS, folder, LIMIT) is None
    run = write(way, "summary", PROJECTS, folder, LIMIT)

    assert isinstance(run, Run), run
    assert 0 < run.work < run.process
    assert run.peak
    text = text_of(file_of(way, "summary", PROJECTS, folder))
    for name in project_names(folder):
        assert name in text


def test_every_block_of_a_plan_has_lines_for_the_peers():
    programme = load_programme(sample_folder().name)
    document = compose_plan(programme, a_city(programme, PROJECTS))
    texts = [
        lines_of(block)
        for block in blocks(document)
        if not isinstance(block, Contents | PageBreak | Spacer | Table)
    ]
    assert all(text for lines in texts for text, _ in lines)


def project_names(folder: Path) -> list[str]:
    document = load(folder / f"summary-{PROJECTS}" / "content").document
    [table] = [block for block in blocks(document) if isinstance(block, Table)]
    [at] = [index for index, column in enumerate(table.columns) if column.title == "项目名称"]
    assert len(table.rows) == PROJECTS
    return [row[at] for row in table.rows]


def text_of(file: Path) -> str:
    """What a file says, without blanks and line ends: cells break names into lines."""
    return re.sub(
        r"\s", "", {".pdf": of_pdf, ".docx": of_docx, ".xlsx": of_xlsx}[file.suffix](file)
    )


def of_pdf(file: Path) -> str:
    document = pdfium.PdfDocument(file)
    told: list[str] = []
    for page in document:
        text = page.get_textpage()
        told.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "".join(told)


def of_docx(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return "".join(etree.fromstring(package.read("word/document.xml")).itertext())


def of_xlsx(file: Path) -> str:
    with CalamineWorkbook.from_path(str(file)) as book:
        rows = book.get_sheet_by_index(0).to_python()
    return "".join(str(cell) for row in rows for cell in row)
