"""What stands in a Word file and is no text of it is told, wherever it stands."""

import pytest

from desktop_app.intake.docx_raw import read_docx
from desktop_app.intake.mark_doubts import about_marks
from desktop_app.intake.plain import Unread
from tests.word_files import a_word_file, deleted, paragraph, run, table

PICTURE = (
    '<w:r><w:drawing><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    "</w:drawing></w:r>"
)
CHART = '<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'
IMAGE = '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/>'
FALLBACK = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
KNOWN = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
SIGN = KNOWN.replace("F0FC", "F0E0")

THINGS = [
    (PICTURE, "pictures"),
    (f"<w:r><w:pict>{IMAGE}</w:pict></w:r>", "pictures"),
    (f"<w:r>{FALLBACK.format(PICTURE, f'<w:pict>{IMAGE}</w:pict>')}</w:r>", "pictures"),
    (f"<w:r><w:object>{IMAGE}</w:object></w:r>", "embedded"),
    (CHART, "graphics"),
    (NOTE, "footnotes"),
    (SIGN, "signs"),
]


@pytest.mark.parametrize(("thing", "kind"), THINGS)
def test_a_thing_is_counted_once_in_a_paragraph_and_in_a_table(tmp_path, thing, kind):
    cell = paragraph(run("甲") + thing)
    body = paragraph(run("乙") + thing) + table([cell, paragraph(run("丙"))])
    read = read_docx(a_word_file(tmp_path, body))
    assert read.unread == [Unread(kind, 2)]
    (told,) = about_marks(read, "方案.docx")
    assert (told.kind, "2 " in told.message) == (kind, True)


def test_hidden_words_are_quoted(tmp_path):
    read = read_docx(a_word_file(tmp_path, paragraph(run("甲") + HIDDEN)))
    (told,) = about_marks(read, "方案.docx")
    assert (read.lines[0].text, told.kind, "内部" in told.message) == ("甲", "hidden", True)


@pytest.mark.parametrize(
    "inner",
    [
        run("甲") + KNOWN,
        deleted("丁") + run("甲"),
        run("甲") + f'<w:del w:id="1">{NOTE}</w:del>',
        run("甲") + "<w:r><w:rPr><w:vanish/></w:rPr></w:r>",
        run("甲") + HIDDEN.replace("<w:vanish/>", '<w:vanish w:val="0"/>'),
    ],
)
def test_what_is_read_or_gone_is_not_told_of(tmp_path, inner):
    assert read_docx(a_word_file(tmp_path, paragraph(inner))).unread == []


def test_an_embedded_file_between_paragraphs_is_told(tmp_path):
    body = f"{paragraph(run('甲'))}<w:altChunk/>"
    assert read_docx(a_word_file(tmp_path, body)).unread == [Unread("embedded", 1)]


def test_rows_that_word_hides_are_known(tmp_path):
    rows = table(
        [paragraph(run("甲")), paragraph(run("乙"))], [paragraph(run("丙")), paragraph(run("丁"))]
    )
    hidden = "<w:trPr><w:hidden/></w:trPr>"
    at = rows.rindex("<w:tr>") + len("<w:tr>")
    (sheet,) = read_docx(a_word_file(tmp_path, rows[:at] + hidden + rows[at:])).sheets
    assert (sheet.hidden_rows, len(sheet.rows)) == ([1], 2)
