"""The issuer's own forms, filled: LibreOffice opens them, and the validator has nothing new."""

import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop_app.intake.worker import read_here
from desktop_app.jobs.fill_official import fill_form
from desktop_app.jobs.official_form import propose
from tests.builders import a_draft, a_programme, a_project
from tests.office.tools import ooxml_errors
from tests.official_files import WORKBOOKS
from tests.official_words import WORDS

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
MANY = 17
_PLACE = re.compile(r"\[\d+\]")


@pytest.fixture(scope="module")
def forms(tmp_path_factory) -> dict[str, tuple[Path, Path]]:
    """Each blank form and the same filled with more projects than it has rows."""
    blank, filled = (tmp_path_factory.mktemp(name) for name in ("blank", "filled"))
    rows = [a_project(n, name=f"改造项目{n}号(一期)") for n in range(1, MANY + 1)]
    values = {
        "basic/bureau": "某某市工业和信息化局", "basic/filled_by": "填报人甲",
        **{f"chapters/{one}": "第一段。\n第二段。" for one in ("goals", "projects", "funds", "safeguards")},
    }  # fmt: skip
    draft = a_draft(rows, {"funding": [{"source": "市财政", "total": "300"}]}, values)
    found = {}
    for name, form in {**WORKBOOKS, **WORDS}.items():
        path = blank / f"{name}.{'xlsx' if name in WORKBOOKS else 'docx'}"
        path.write_bytes(form().content)
        own = propose(a_programme(), path, read=read_here).form
        (filled / path.name).write_bytes(
            fill_form(a_programme(), draft, own, path.read_bytes()).content
        )
        found[name] = (path, filled / path.name)
    return found


def test_libreoffice_opens_every_form_and_works_out_what_it_holds(forms, office, tmp_path):
    files = [filled for name, (_, filled) in forms.items() if name in WORKBOOKS]
    again = office.saved_again(files, "xlsx", tmp_path)
    for path in files:
        # What other sheets compute with it is worked out by whoever opens the file.
        assert numbers(path).items() <= numbers(again[path.stem]).items(), path.stem


def numbers(path):
    """Every number that the sheets show, by its place."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": float(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


def test_libreoffice_shows_every_word_form_with_what_was_filled_in(forms, office, tmp_path):
    files = [filled for name, (_, filled) in forms.items() if name in WORDS]
    for stem, path in office.pdf(files, tmp_path).items():
        with pypdfium2.PdfDocument(path) as document:
            told = "".join(page.get_textpage().get_text_range() for page in document)
        wanted = f"改造项目{MANY}号" if stem == "summary_table" else "第二段。"
        assert wanted in "".join(told.split()), stem


@pytest.mark.parametrize("name", [*WORKBOOKS, *WORDS])
def test_the_validator_has_nothing_against_a_filled_form_that_the_blank_one_had_not(forms, name):
    blank, filled = forms[name]
    wrong = {_bare(one) for one in ooxml_errors(filled)}
    assert not wrong or wrong <= {_bare(one) for one in ooxml_errors(blank)}


def _bare(error: str) -> str:
    """An error without its place, which rows that came in have moved."""
    return _PLACE.sub("", re.sub(r"[A-Z]{1,3}\d+", "", error))
