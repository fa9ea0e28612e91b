"""Blank workbooks of an issuer filled from a draft: what they say, and all that must not change."""

import io
import zipfile
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from desktop_app.intake.worker import read_here
from desktop_app.jobs.fill_official import fill_form
from desktop_app.jobs.official_form import propose
from desktop_app.jobs.prove_own import prove_own
from tests.builders import a_draft, a_programme, a_project
from tests.official_files import WORKBOOKS

# openpyxl says that it would lose what is in these files: it only looks at them.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

VALUES = {"basic/bureau": "某某市工业和信息化局", "basic/filled_by": "填报人甲"}
COUNTS = (1, 17)
# What a form shows of a value, by its field; amounts are compared as numbers.
SHOWN = {"start": "2024年6月", "platform": "是"}


@pytest.fixture(scope="module")
def understood(tmp_path_factory):
    """A form by its name, and the map that the program makes of it, each once."""
    folder = tmp_path_factory.mktemp("blank")

    @cache
    def one(name):
        form = WORKBOOKS[name]()
        path = folder / f"{name}.xlsx"
        path.write_bytes(form.content)
        return form, propose(a_programme(), path, read=read_here).form, read_here(path)

    return one


def projects(count):
    return [
        a_project(
            n,
            name=f"改造项目{n}号(一期)",
            investment=str(100 + n),
            software=str(60 + n),
            hardware="40",
        )
        for n in range(1, count + 1)
    ]


def filled(understood, name, rows, values=VALUES):
    form, own, _ = understood(name)
    return fill_form(a_programme(), a_draft(rows, values=values), own, form.content)


def sheet_of(content, form, **wishes):
    return load_workbook(io.BytesIO(content), rich_text=False, **wishes)[form.sheet]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {one: packed.read(one) for one in packed.namelist()}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_value_stands_where_the_form_asks_for_it(understood, name, count):
    form, _, _ = understood(name)
    rows = projects(count)
    sheet = sheet_of(filled(understood, name, rows).content, form)
    factor = 10000 if name == "in_yuan" else 1
    for at, cells in enumerate(rows, start=form.first):
        for letter, field in form.columns.items():
            found = sheet[f"{letter}{at}"].value
            if field in ("investment", "software", "hardware"):
                is_formula = isinstance(found, str) and found.startswith("=")
                assert is_formula == (name == "computed" and field == "investment")
                assert is_formula or found == Decimal(cells[field]) * factor
            else:
                assert found == SHOWN.get(field, cells[field])
        serial = sheet[f"A{at}"].value
        assert serial in (at - form.first + 1, f"=ROW()-{form.first - 1}")
    for at in range(form.first + count, form.first + form.ready):
        left = {letter: sheet[f"{letter}{at}"].value for letter in form.columns}
        assert {key for key, told in left.items() if told} <= (
            {"F"} if name == "computed" else set()
        )
    moved = max(0, count - form.ready)
    for place, path in form.cells.items():
        letter, row = place[0], int(place[1:])
        shown = {**VALUES, "basic/city": "某某市", "basic/date": "2024年11月18日"}[path]
        assert shown in str(sheet[f"{letter}{row + (moved if row >= form.first else 0)}"].value)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", [one for one in WORKBOOKS if WORKBOOKS[one]().total])
def test_sums_are_those_of_the_draft_and_formulas_go_over_all_rows(understood, name, count):
    form, _, _ = understood(name)
    content = filled(understood, name, projects(count)).content
    moved = max(0, count - form.ready) if form.total > form.first else 0
    total = f"F{form.total + moved}"
    wanted = sum(100 + n for n in range(1, count + 1)) * (10000 if name == "in_yuan" else 1)
    assert sheet_of(content, form, data_only=True)[total].value == wanted
    formula = sheet_of(content, form)[total].value
    was = sheet_of(form.content, form)[f"F{form.total}"].value
    if was is not None:
        last = max(form.first + form.ready - 1, form.first + count - 1)
        old = form.first + form.ready - 1
        assert formula == was.replace(f":F{old})", f":F{last})")
    else:
        assert formula == wanted


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_is_read_back_is_what_the_draft_says(understood, tmp_path, name, count):
    form, own, empty = understood(name)
    draft = a_draft(projects(count), values=VALUES)
    path = tmp_path / "填好.xlsx"
    path.write_bytes(fill_form(a_programme(), draft, own, form.content).content)
    proof = prove_own(a_programme(), draft, own, empty, read_here(path), [])
    assert proof.differences == ()
    assert proof.projects == count
    assert proof.cells == len(form.cells)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_same_draft_gives_the_same_bytes(understood, name):
    one, other = (filled(understood, name, projects(7)).content for _ in range(2))
    assert one == other


@pytest.mark.parametrize("name", WORKBOOKS)
def test_with_room_enough_no_other_part_of_the_file_is_touched(understood, name):
    form, own, _ = understood(name)
    before, after = parts(form.content), parts(filled(understood, name, projects(1)).content)
    assert list(before) == list(after)
    touched = {one for one in before if before[one] != after[one]}
    number = own.tables[0].sheet + 1
    allowed = {f"xl/worksheets/sheet{number}.xml"}
    if name in ("whole", "by_libreoffice"):
        # Another sheet computes with it.
        allowed.add("xl/worksheets/sheet2.xml")
    assert touched <= allowed


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_layout_stays_and_added_rows_look_like_the_first(understood, name, count):
    form, own, _ = understood(name)
    content = filled(understood, name, projects(count)).content
    number = own.tables[0].sheet + 1
    assert set_up(content, number) == set_up(form.content, number)
    before, after = sheet_of(form.content, form), sheet_of(content, form)
    moved = max(0, count - form.ready)
    last = form.first + form.ready - 1

    def place(row):
        return row + moved if row > last else row

    for row in range(1, before.max_row + 1):
        assert after.row_dimensions[place(row)].height == before.row_dimensions[row].height
        for one, other in zip(before[row], after[place(row)], strict=False):
            assert looks(one) == looks(other), one.coordinate
    for row in range(last + 1, last + moved + 1):
        assert after.row_dimensions[row].height == before.row_dimensions[form.first].height
        assert [looks(one) for one in after[row]] == [looks(one) for one in before[form.first]]
    widths = {key: (one.width, one.hidden) for key, one in before.column_dimensions.items()}
    assert {key: (one.width, one.hidden) for key, one in after.column_dimensions.items()} == widths
    merged = {
        (one.min_row, one.min_col, one.max_row, one.max_col) for one in before.merged_cells.ranges
    }
    assert {
        (one.min_row, one.min_col, one.max_row, one.max_col) for one in after.merged_cells.ranges
    } == {
        *((place(a), b, place(c), d) for a, b, c, d in merged),
        *(
            (row, b, row, d)
            for a, b, c, d in merged
            if a == c == form.first
            for row in range(last + 1, last + moved + 1)
        ),
    }
    assert after.freeze_panes == before.freeze_panes
    assert after.print_title_rows == before.print_title_rows


def set_up(content, number):
    """What the sheet says of widths, paper, margins and feet, to the letter."""
    root = etree.fromstring(parts(content)[f"xl/worksheets/sheet{number}.xml"])
    told = ("sheetPr", "sheetFormatPr", "cols", "printOptions", "pageMargins", "pageSetup")
    found = [one for one in root if etree.QName(one).localname in (*told, "headerFooter")]
    return [etree.tostring(one, method="c14n") for one in found]


def looks(cell):
    parts_of = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return (*map(repr, parts_of), cell.number_format)


def test_more_projects_than_rows_move_all_that_tells_of_places(understood):
    content = filled(understood, "whole", projects(17)).content
    book = load_workbook(io.BytesIO(content))
    sheet = book["附件3"]
    assert sheet.print_area == "'附件3'!$A$1:$K$27"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["J7:J23"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["F7:F23"]
    assert sheet["A27"].comment.text == "照此填写"
    assert book["填表说明"]["B1"].value == "=附件3!F24"
    assert book["填表说明"]["B2"].value == "=COUNTA(附件3!B7:B23)"
    shown = load_workbook(io.BytesIO(content), data_only=True)["填表说明"]
    assert (shown["B1"].value, shown["B2"].value) == (sum(range(101, 118)), 17)
    assert book.defined_names["总额"].attr_text == "附件3!$F$24"


def test_pictures_charts_and_breaks_below_move_along(understood):
    form, _, _ = understood("by_another_producer")
    after = parts(filled(understood, "by_another_producer", projects(12)).content)
    before = parts(form.content)
    assert list(before) == list(after)
    chart = after["xl/charts/chart1.xml"].decode()
    assert "附件3!$F$4:$F$15" in chart
    drawing = after["xl/drawings/drawing1.xml"].decode()
    rows = [int(one.partition("<")[0]) for one in drawing.split("<xdr:row>")[1:]]
    was = [
        int(one.partition("<")[0])
        for one in before["xl/drawings/drawing1.xml"].decode().split("<xdr:row>")[1:]
    ]
    assert rows == [one + 10 for one in was]
    assert 'ref="F16"' in after["xl/comments1.xml"].decode()
    assert 'id="16"' in after["xl/worksheets/sheet1.xml"].decode()
    assert before["xl/media/image1.png"] == after["xl/media/image1.png"]


def test_the_looks_of_a_label_in_two_kinds_of_type_stay(understood):
    content = filled(understood, "by_another_producer", projects(1)).content
    sheet = load_workbook(io.BytesIO(content), rich_text=True)["附件3"]
    bold, rest = sheet["A1"].value
    assert bold.font.b
    assert (bold.text, str(rest)) == ("填报单位", ":某某市工业和信息化局")


def test_a_formula_that_comes_to_something_else_gives_way_and_is_told(understood):
    form, _, _ = understood("computed")
    rows = projects(2)
    rows[1] = {**rows[1], "investment": "999"}
    made = filled(understood, "computed", rows)
    sheet = sheet_of(made.content, form)
    assert sheet["F2"].value == "=G2+H2"
    assert sheet["F3"].value == 999
    assert any("F3" in one and "已改填草稿的数" in one for one in made.notes)


def test_a_value_that_the_list_of_the_form_does_not_have_is_told(understood):
    made = filled(understood, "by_another_producer", [a_project(1, county="北原县")])
    assert any("下拉选项中没有「北原县」" in one for one in made.notes)


def test_decimals_that_the_form_does_not_show_are_told(understood):
    made = filled(understood, "whole", [a_project(1, investment="120.125")])
    assert any("F7" in one and "只显示部分小数" in one for one in made.notes)


def test_long_numbers_stay_texts_and_no_text_becomes_a_formula(understood, tmp_path):
    form, _, _ = understood("plain")
    name = "=1+1&<改造>_x0041_ 项目"
    made = filled(understood, "plain", [a_project(1, name=name, credit_code="123456789012345678")])
    sheet = sheet_of(made.content, form)
    assert sheet["B3"].data_type == "s"
    (tmp_path / "a.xlsx").write_bytes(made.content)
    assert read_here(tmp_path / "a.xlsx").sheets[0].rows[2][1] == name
    assert sheet["D3"].value == "123456789012345678"


def test_one_of_excel_s_own_tables_goes_over_all_rows(understood):
    after = parts(filled(understood, "as_list", projects(9)).content)["xl/tables/table1.xml"]
    assert etree.fromstring(after).get("ref") == "A1:J10"


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
ROW = st.fixed_dictionaries(
    {"name": CELL.filter(lambda text: text.strip() and len(text) > 1)},
    optional={
        "enterprise": CELL,
        "county": CELL,
        "investment": st.decimals(0, 10**7, places=2).map(str),
        "software": st.sampled_from(["", "0", "12.5", "约20", "三千五百"]),
        "start": st.sampled_from(["2024-06", "2024年6月", "24年夏", "2025.12"]),
        "platform": st.sampled_from(["是", "否", "待定", ""]),
    },
)


@settings(max_examples=40)
@given(rows=st.lists(ROW, min_size=1, max_size=6), name=st.sampled_from(sorted(WORKBOOKS)))
def test_whatever_the_rows_say_the_filled_form_says_it_too(
    understood, tmp_path_factory, rows, name
):
    form, own, empty = understood(name)
    draft = a_draft(rows, values=VALUES)
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(fill_form(a_programme(), draft, own, form.content).content)
    proof = prove_own(a_programme(), draft, own, empty, read_here(path), [])
    assert proof.differences == ()
