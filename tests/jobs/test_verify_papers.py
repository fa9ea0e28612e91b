"""A bundle's papers for each row, as verify finds them on the disk."""

import hashlib
import json
import shutil
from types import MappingProxyType

import docx
import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.intake.worker import read_here
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.verify import verify_bundle
from tests.paper_pack import a_paper_draft, a_paper_programme

FIRST, SECOND = (f"一企一档/{name}改造项目一企一档.docx" for name in ("甲厂", "乙厂"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    programme = a_paper_programme()
    return build_bundle(programme, a_paper_draft(), tmp_path_factory.mktemp("out")).folder


@pytest.fixture
def folder(built, tmp_path):
    return shutil.copytree(built, tmp_path / "材料")


def verified(folder, draft=None):
    programme = a_paper_programme()
    return verify_bundle(folder, lambda name: programme, draft)


def told(folder, draft=None):
    return [(one.kind, one.summary[1]) for one in verified(folder, draft).findings]


def edited(path, old, new):
    document = docx.Document(str(path))
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.text = run.text.replace(old, new)
    document.save(str(path))


def test_a_bundle_as_it_was_built_is_identical(folder):
    assert verified(folder).identical


def test_a_missing_paper_is_found(folder):
    (folder / FIRST).unlink()
    assert told(folder) == [("paper_missing", FIRST)]
    assert not verified(folder).identical


def test_a_file_that_is_no_rows_is_found(folder):
    (folder / "一企一档/另一份.pdf").write_bytes(b"%PDF-1.4")
    assert told(folder) == [("paper_extra", "一企一档/另一份.pdf")]


def test_what_word_and_windows_leave_in_the_folder_is_nobodys_paper(folder):
    for name in ("~$厂改造项目一企一档.docx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (folder / "一企一档" / name).write_bytes(b"x")
    assert verified(folder).identical


def test_a_paper_that_is_another_rows_is_found(folder):
    shutil.copy(folder / SECOND, folder / FIRST)
    assert told(folder) == [("paper_differs", FIRST)]


@pytest.mark.parametrize(("old", "new"), [("甲机械", "甲机器"), ("30", "130"), ("30", "30.5")])
def test_another_name_firm_or_amount_in_a_paper_is_found(folder, old, new):
    edited(folder / FIRST, old, new)
    assert told(folder) == [("paper_differs", FIRST)]


def test_any_other_change_is_found_and_the_draft_tells_which(folder):
    edited(folder / FIRST, "上软件", "上硬件")
    alone, with_draft = verified(folder), verified(folder, a_paper_draft())
    assert alone.changed == (FIRST,)
    assert [one.kind for one in alone.findings] == ["paper_differs"]
    assert "上软件" in with_draft.findings[0].message


def cells_of(path, count):
    """The last table's last row of so many cells, to write into."""
    document = docx.Document(str(path))
    cells = document.tables[-1].rows[-1].cells
    assert len(cells) == count
    return document, cells


def test_a_sign_that_went_over_into_the_next_cell_is_found(folder):
    document, (serial, task, _) = cells_of(folder / FIRST, 3)
    serial.text, task.text = serial.text + task.text[0], task.text[1:]
    document.save(str(folder / FIRST))
    assert told(folder) == [("paper_differs", FIRST)]
    assert "2｜上软件｜东港区" in verified(folder, a_paper_draft()).findings[0].message


def test_a_value_that_moved_into_another_column_is_found(tmp_path):
    draft = a_paper_draft()
    alone = Row("t9", MappingProxyType({"lead": "东港区"}))
    tables = MappingProxyType({**draft.tables, "tasks": (*draft.rows("tasks"), alone)})
    draft = Draft(draft.programme, draft.revision, draft.values, tables)
    built = build_bundle(a_paper_programme(), draft, tmp_path).folder
    document, (_, task, lead) = cells_of(built / FIRST, 3)
    task.text, lead.text = lead.text, task.text
    document.save(str(built / FIRST))
    assert told(built) == [("paper_differs", FIRST)]


def test_a_code_of_an_earlier_bundle_still_tells_a_change_of_words(folder):
    """The first codes were made of the words alone."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for one in manifest["files"]:
        if one["file"] == FIRST:
            raw = read_here(folder / FIRST)
            tables = iter(raw.sheets)
            joined = "".join(
                line.text or "".join(cell for row in next(tables).rows for cell in row)
                for line in raw.lines
            )
            one["text"] = hashlib.sha256(joined.encode()).hexdigest()[:16]
    path.write_text(json.dumps(manifest), "utf-8")
    docx.Document(str(folder / FIRST)).save(str(folder / FIRST))
    assert verified(folder).identical
    edited(folder / FIRST, "上软件", "上硬件")
    assert told(folder) == [("paper_differs", FIRST)]


def test_a_paper_that_was_only_saved_again_is_no_difference(folder):
    docx.Document(str(folder / FIRST)).save(str(folder / FIRST))
    found = verified(folder)
    assert found.identical
    assert found.changed == (FIRST,)


def test_a_file_that_cannot_be_read_is_found(folder):
    (folder / FIRST).write_bytes(b"nothing of a Word file")
    assert told(folder) == [("paper_differs", FIRST)]


def test_an_amount_that_cannot_be_understood_makes_no_paper_wrong(tmp_path):
    """A preview shows what was typed, and so do its papers."""
    draft = a_paper_draft()
    first, *others = draft.rows("projects")
    vague = Row(first.id, MappingProxyType({**first.cells, "investment": "约20万元"}))
    tables = MappingProxyType({**draft.tables, "projects": (vague, *others)})
    draft = Draft(draft.programme, draft.revision, draft.values, tables)
    preview = build_bundle(a_paper_programme(), draft, tmp_path, preview=True).folder
    kinds = {one.kind for one in verified(preview).findings}
    assert not kinds & {"paper_extra", "paper_missing"}


def test_papers_and_summary_must_name_the_same_projects(folder):
    """A manifest that leaves a row's paper out, and one that names a project nobody has."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    left = [one for one in manifest["files"] if one["file"] != FIRST]
    for one in left:
        if one["file"] == SECOND:
            one["keys"]["name"] = "丙厂改造项目"
    path.write_text(json.dumps({**manifest, "files": left}), "utf-8")
    found = {(one.kind, one.project) for one in verified(folder).findings}
    assert found == {
        ("paper_extra", ""), ("paper_extra", "丙厂改造项目"),
        ("paper_missing", "甲厂改造项目"), ("paper_missing", "乙厂改造项目"),
    }  # fmt: skip


def test_how_many_papers_a_condition_asks_for_is_counted(folder):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["papers"][1]["rows"] = 2
    path.write_text(json.dumps(manifest), "utf-8")
    assert {one.kind for one in verified(folder).findings} == {"paper_missing"}
