"""Pictures in Word files: whole, in their place, each in the file once."""

import docx
import pytest

from desktop_app.documents.tree import Column, Document, Picture, Section, Table, paragraph
from desktop_app.documents.write_docx import write_docx
from tests.example_documents import a_png

PNG = a_png(1300, 700)


def test_a_picture_stands_between_its_neighbours_with_its_title_below(tmp_path):
    blocks = (paragraph("前"), Picture(PNG, "窗口"), Picture(PNG), paragraph("后"))
    write_docx(Document("题", (Section(blocks),)), tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert [one.text for one in document.paragraphs] == ["前", "", "窗口", "", "后"]
    first, second = document.inline_shapes
    assert 5_000_000 < first.width == second.width <= 156 * 36_000 + 12_700
    assert abs(first.width / first.height - 1300 / 700) < 0.01
    images = [part for part in document.part.package.iter_parts() if "image" in part.content_type]
    assert [part.blob for part in images] == [PNG]


@pytest.mark.parametrize("above", [paragraph("前"), Table((Column("列", 1),), (("格",),))])
def test_no_exact_line_height_cuts_a_picture(above, tmp_path):
    write_docx(Document("题", (Section((above, Picture(PNG))),)), tmp_path / "a.docx")
    shown = docx.Document(str(tmp_path / "a.docx")).paragraphs[-1]
    assert shown.paragraph_format.line_spacing == 1.0
