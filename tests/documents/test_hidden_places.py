"""Parts of a workbook that tell places and that no library of ours writes: they move along, too."""

import io
import zipfile

import pytest
from lxml import etree

from desktop_app.intake.worker import read_here
from desktop_app.jobs.fill_official import fill_form
from desktop_app.jobs.official_form import propose
from tests.builders import a_draft, a_programme, a_project
from tests.official_files import computed, whole

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_part(content, part, xml, of, kind):
    """The workbook with one more part, named by another."""
    out = io.BytesIO()
    folder, _, name = of.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    relation = f'<Relationship Id="rIdX" Type="{TYPE}/{kind}" Target="/{part}"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for one in source.namelist():
            told = source.read(one).decode() if one.endswith((".rels", "s].xml")) else ""
            if one == rels:
                target.writestr(one, told.replace("</Relationships>", relation))
            elif one == "[Content_Types].xml":
                added = f'<Override PartName="/{part}" ContentType="application/xml"/></Types>'
                target.writestr(one, told.replace("</Types>", added))
            else:
                target.writestr(one, source.read(one))
        target.writestr(part, xml)
    return out.getvalue()


@pytest.fixture
def filled(tmp_path):
    def one(content, count, **cells):
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)
        own = propose(a_programme(), path, read=read_here).form
        rows = [a_project(n, name=f"改造项目{n}号", **cells) for n in range(count)]
        made = fill_form(a_programme(), a_draft(rows), own, content).content
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            return {one: packed.read(one) for one in packed.namelist()}

    return one


CHAIN = f"""<calcChain xmlns="{MAIN}"><c r="A2" i="1"/><c r="A3"/><c r="F2"/><c r="F3"/>
<c r="F4"/><c r="G4"/><c r="H4"/></calcChain>"""


def with_chain():
    return with_part(computed().content, "xl/calcChain.xml", CHAIN, "xl/workbook.xml", "calcChain")


def test_the_chain_of_formulas_names_those_there_are(filled):
    parts = filled(with_chain(), 4, software="80.5", hardware="40")
    chain = {one.get("r") for one in etree.fromstring(parts["xl/calcChain.xml"])}
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    formulas = {one.getparent().get("r") for one in sheet.iter(f"{{{MAIN}}}f")}
    assert chain == formulas
    assert {"A5", "F5", "G6", "F6"} <= chain


def test_a_cell_whose_formula_gave_way_leaves_the_chain(filled):
    parts = filled(with_chain(), 2, investment="1", software="80.5", hardware="40")
    chain = {one.get("r") for one in etree.fromstring(parts["xl/calcChain.xml"])}
    assert not {"F2", "F3"} & chain
    assert {"A2", "F4"} <= chain


def test_the_source_of_a_pivot_table_grows(filled):
    xml = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
        '<worksheetSource ref="A4:K9" sheet="附件3"/></cacheSource></pivotCacheDefinition>'
    )
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    content = with_part(whole().content, part, xml, "xl/workbook.xml", "pivotCacheDefinition")
    assert b'ref="A4:K16"' in filled(content, 10)[part]


def test_answers_to_comments_stay_with_their_cells(filled):
    xml = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="A13" id="{1}"/></ThreadedComments>'
    )
    part = "xl/threadedComments/threadedComment1.xml"
    of = "xl/worksheets/sheet1.xml"
    content = with_part(whole().content, part, xml, of, "threadedComment")
    assert b'ref="A20"' in filled(content, 10)[part]


def test_buttons_stay_beside_what_they_stand_by(filled):
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    button = (
        f'<controls xmlns:xdr="{drawing}"><control><controlPr><anchor><from><xdr:row>5</xdr:row>'
        "</from><to><xdr:row>12</xdr:row></to></anchor></controlPr></control></controls>"
    )
    part = "xl/worksheets/sheet1.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole().content)) as source, zipfile.ZipFile(out, "w") as new:
        for one in source.namelist():
            told = source.read(one)
            if one == part:
                told = told.replace(b"</worksheet>", f"{button}</worksheet>".encode())
            new.writestr(one, told)
    made = etree.fromstring(filled(out.getvalue(), 10)[part])
    assert [one.text for one in made.iter(f"{{{drawing}}}row")] == ["5", "19"]
