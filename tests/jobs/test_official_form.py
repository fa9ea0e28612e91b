"""What the program makes of the blank forms that an office received."""

import pytest

from desktop_app.core.own_places import places, unfit
from desktop_app.core.sheet_places import address, column_letters
from desktop_app.intake.worker import read_here
from desktop_app.jobs.official_form import propose
from tests.builders import a_programme
from tests.official_files import WORKBOOKS
from tests.official_words import WORDS


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_places_of_a_workbook_are_those_that_its_maker_meant(name, tmp_path):
    form = WORKBOOKS[name]()
    path = tmp_path / "附件3.xlsx"
    path.write_bytes(form.content)
    programme = a_programme()
    found = propose(programme, path, read=read_here).form
    (table,) = found.tables
    assert table.name == form.sheet
    assert (table.first + 1, table.ready, table.total + 1) == (form.first, form.ready, form.total)
    columns = {column_letters(one.column): one.field for one in table.columns if one.field}
    assert columns == form.columns
    cells = {address(one.row, one.column): one.path for one in found.cells if one.path}
    assert cells == form.cells
    assert not unfit(programme, found)
    assert len({one.key for one in places(found)}) == len(places(found))


@pytest.mark.parametrize("name", WORDS)
def test_the_places_of_a_word_file_are_those_that_its_maker_meant(name, tmp_path):
    form = WORDS[name]()
    path = tmp_path / "附件.docx"
    path.write_bytes(form.content)
    programme = a_programme()
    found = propose(programme, path, read=read_here).form
    assert found.attachment == form.attachment
    told = {one.key: one for one in places(found) if one.target}
    cells = {key: one.target for key, one in told.items() if one.kind == "cell"}
    assert cells == form.cells
    assert {one.target: one.text for one in told.values() if one.kind == "heading"} == form.headings
    tables = {
        table.table: {column_letters(one.column): one.field for one in table.columns if one.field}
        for table in found.tables
    }
    assert tables == form.tables
    assert tuple(one.text for head in found.headings for one in head.below) == form.below
    assert not unfit(programme, found)
