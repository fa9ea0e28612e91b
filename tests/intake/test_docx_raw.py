"""Word files read row by row as they come in say what they say when read as a whole."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.intake import docx_raw, word_package
from desktop_app.intake.docx_raw import read_docx
from desktop_app.intake.word_tables import PackedRows

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NUMBERING = (
    '<w:numbering xmlns:w="{ns}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
BARE = st.sampled_from(["甲项目", "二期（续）", "", " 12.5 ", "A&amp;B"])


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


NUMBERED = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
PARAGRAPHS = st.lists(
    st.one_of(
        BARE.map(paragraph),
        st.just(NUMBERED),
        BARE.map(lambda t: f"<w:sdt><w:sdtContent>{paragraph(t)}</w:sdtContent></w:sdt>"),
        st.just(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{paragraph('点这里')}</w:sdtContent></w:sdt>"
        ),
        st.just("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"),
        st.just(
            f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
        ),
    ),
    min_size=1,
    max_size=2,
).map("".join)
SPANS = st.sampled_from(
    ["", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>",
     '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>']
)  # fmt: skip


def tables(cells):
    rows = st.tuples(
        st.sampled_from(["", '<w:gridBefore w:val="1"/>', "<w:del/>", '<w:gridAfter w:val="2"/>']),
        st.lists(
            st.tuples(SPANS, cells).map(lambda c: f"<w:tc><w:tcPr>{c[0]}</w:tcPr>{c[1]}</w:tc>"),
            min_size=1,
            max_size=4,
        ),
    ).map(lambda row: f"<w:tr><w:trPr>{row[0]}</w:trPr>{''.join(row[1])}</w:tr>")
    return st.lists(rows, min_size=1, max_size=4).map(
        lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>"
    )


NESTED = tables(PARAGRAPHS | tables(PARAGRAPHS).map(lambda inner: inner + paragraph("外")))
BODY = st.lists(BARE.map(paragraph) | st.just(NUMBERED) | NESTED, max_size=5).map("".join)


def a_file(folder, body, namespace=TRANSITIONAL):
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        text = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        packed.writestr("word/document.xml", text)
        packed.writestr("word/numbering.xml", NUMBERING.format(ns=namespace))
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODY)
def test_taking_rows_out_of_the_tree_changes_nothing(tmp_path, body):
    path = a_file(tmp_path, body)
    with pytest.MonkeyPatch.context() as whole:
        whole.setattr(PackedRows, "pack", lambda *_: None)
        expected = read_docx(path)
    assert read_docx(path) == expected


def test_rows_of_paragraphs_are_taken_out(tmp_path, monkeypatch):
    left = []
    monkeypatch.setattr(
        docx_raw, "one_cell", lambda table, rows: left.append(len(list(table.iter()))) or None
    )
    row = "<w:tr>" + f"<w:tc>{paragraph('甲')}</w:tc>" * 3 + "</w:tr>"
    (sheet,) = read_docx(a_file(tmp_path, f"<w:tbl>{row * 50}</w:tbl>")).sheets
    assert sheet.rows == [["甲"] * 3] * 50
    assert left == [51], "a table and its empty rows"


def test_a_merge_that_nothing_begins_is_shown_with_its_text(tmp_path):
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('甲')}</w:tc><w:tc><w:p/></w:tc>"
    begun = below.replace("<w:vMerge/>", '<w:vMerge w:val="restart"/>')
    rows = f"<w:tr><w:trPr><w:del/></w:trPr>{begun}</w:tr><w:tr>{below}</w:tr>"
    (sheet,) = read_docx(a_file(tmp_path, f"<w:tbl>{rows}</w:tbl>")).sheets
    assert sheet.rows == [["甲", ""]]


def test_what_a_strangers_row_says_of_itself_is_not_believed(tmp_path):
    rows = '<w:tr packed="7"><w:tc><w:p/></w:tc></w:tr>'
    rows += f'<w:tr packed="x"><w:tc>{paragraph("甲")}</w:tc><w:tc><w:tbl/></w:tc></w:tr>'
    (sheet,) = read_docx(a_file(tmp_path, f"<w:tbl>{rows}</w:tbl>")).sheets
    assert sheet.rows[1][0] == "甲"


@pytest.mark.parametrize("piece", [1, 7, 50, 1 << 18])
def test_a_strict_file_is_read_wherever_it_is_cut_into_pieces(tmp_path, monkeypatch, piece):
    monkeypatch.setattr(word_package, "PIECE", piece)
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    )
    (sheet,) = read_docx(a_file(tmp_path, body, STRICT)).sheets
    assert sheet.rows == [["甲", "乙"]]
