"""Pages of a PDF as pictures: their size, their ink, and what is told of a file that is none."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop_app.errors import AppError
from desktop_app.jobs.page_pictures import PagePictures, pages_to_print
from desktop_app.jobs.progress import Cancelled

MM = 72 / 25.4


@pytest.fixture
def pdf(tmp_path):
    """Three pages: A4 with a black bar, an empty A3 on its side, A4 with a light mark."""
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(210 * MM, 297 * MM))
    canvas.rect(20 * MM, 30 * MM, 100 * MM, 200 * MM, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize((420 * MM, 297 * MM))
    canvas.showPage()
    canvas.setPageSize((210 * MM, 297 * MM))
    canvas.setFillGray(0.85)
    canvas.rect(3 * MM, 5 * MM, 10 * MM, 10 * MM, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return path


def test_pages_are_told_with_their_size_and_where_their_ink_begins(pdf):
    first, second, third = pages_to_print(pdf)
    assert (round(first.wide), round(first.high)) == (210, 297)
    assert (round(second.wide), round(second.high)) == (420, 297)
    assert second.ink is None
    ink = first.ink
    assert [ink.left, ink.top, ink.right, ink.bottom] == pytest.approx([20, 67, 90, 30], abs=0.25)
    assert third.ink.left == pytest.approx(3, abs=0.25)
    assert third.ink.bottom == pytest.approx(5, abs=0.25)


def test_a_picture_has_the_size_that_was_asked_for_and_the_page_on_it(pdf):
    pictures = PagePictures(pdf)
    picture = pictures.picture(0, 210, 297)
    pictures.close()
    assert (picture.wide, picture.high) == (210, 297)

    def dot(x, y):
        at = y * picture.stride + 3 * x
        return tuple(picture.dots[at : at + 3])

    assert dot(70, 150) == (0, 0, 0)
    assert dot(5, 5) == (255, 255, 255)


def test_the_file_is_let_go_of_at_once(pdf):
    pictures = PagePictures(pdf)
    pdf.unlink()
    assert pictures.picture(1, 42, 30).high == 30
    pictures.close()


def test_what_is_no_pdf_and_what_is_gone_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "b.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(AppError, match=r"「b.pdf」已损坏或被改动过"):
        PagePictures(path)
    with pytest.raises(AppError, match=r"「c.pdf」打不开.*请重新生成"):
        PagePictures(tmp_path / "c.pdf")


def test_looking_over_the_pages_can_be_stopped(pdf):
    def unwanted(done, total, what):
        del total, what
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        pages_to_print(pdf, unwanted)
