"""A paper that went through another office program comes back unchanged."""

import shutil

import docx
import openpyxl
import pytest

from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.take_back import accept, take_back
from desktop_app.storage.draft_file import open_draft

FILES = [("docx", "实施方案"), ("docx", "汇总表"), ("xlsx", "汇总表")]


@pytest.fixture(params=FILES, ids="-".join)
def saved_again(request, practice, office, tmp_path):
    kind, word = request.param
    (file,) = (practice / "材料").glob(f"*{word}.{kind}")
    (saved,) = office.saved_again([file], kind, tmp_path / "存").values()
    return saved


def test_what_libreoffice_saved_again_brings_nothing_back(practice, saved_again, tmp_path):
    draft = shutil.copy(practice / "练习城市.shenbao", tmp_path / "城市.shenbao")
    with open_draft(draft, read_only=True) as file:
        found = take_back(load_programme(file.draft.programme), file, saved_again)
        assert (found.items, found.beside, found.doubts) == ((), (), ())
        assert found.revision == file.draft.revision


def test_a_name_edited_and_saved_by_libreoffice_comes_back_alone(practice, office, tmp_path):
    for kind, word in FILES:
        (file,) = (practice / "材料").glob(f"*{word}.{kind}")
        copy = tmp_path / file.name
        old = _renamed(file, copy)
        (saved,) = office.saved_again([copy], kind, tmp_path / f"存{kind}{word}").values()
        draft = shutil.copy(practice / "练习城市.shenbao", tmp_path / f"{word}{kind}.shenbao")
        with open_draft(draft) as opened:
            found = take_back(load_programme(opened.draft.programme), opened, saved)
            assert [(one.kind, one.old, one.new) for one in found.items] == [
                ("name", old, f"{old}（改）")
            ]
            now = accept(found, [1], opened.draft).apply(opened.draft)
            assert now.rows("projects")[0].cells["name"] == f"{old}（改）"


def _renamed(file, copy):
    """A copy in which the first project has another name; its old one."""
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        rows = list(book.worksheets[0].iter_rows())
        cell = next(row[1] for row in rows if str(row[0].value) == "1")
        old, cell.value = cell.value, f"{cell.value}（改）"
        book.save(copy)
        return old
    document = docx.Document(str(file))
    table = next(one for one in document.tables if one.rows[0].cells[1].text == "项目名称")
    row = next(row for row in table.rows if row.cells[0].text == "1")
    paragraph = row.cells[1].paragraphs[0]
    old = paragraph.text
    paragraph.add_run("（改）")
    document.save(str(copy))
    return old
