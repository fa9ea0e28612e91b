"""The manual as a file: every page of it, with the reference of the programmes that were asked."""

import pypdfium2
import pytest

from desktop_app.documents.markdown_blocks import markdown_blocks
from desktop_app.errors import AppError
from desktop_app.jobs.manual_pages import own_kinds, reference_of, written_pages
from desktop_app.jobs.packs import usable_programmes
from desktop_app.jobs.write_manual import write_manual
from tests.small_pack import a_small_programme

PAGES = {one.name: one.text for one in written_pages()} | {
    page.name: page.text
    for programme in usable_programmes()[0]
    for page in (own_kinds(), *reference_of(programme).pages)
}


@pytest.fixture
def folder(tmp_path):
    """A manual of two pages."""
    made = tmp_path / "manual"
    made.mkdir()
    (made / "start.md").write_text("# 开始\n\n![图](pictures/gone.png)\n\n第一页\n", "utf-8")
    (made / "pack.md").write_text("# 做一个规则包\n\n最后一页\n", "utf-8")
    return made


def text_of(path):
    pdf = pypdfium2.PdfDocument(path)
    told = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pages = len(pdf)
    pdf.close()
    return told, pages


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_manual_can_be_set(name):
    assert markdown_blocks(PAGES[name], 2, lambda _: None)


def test_pages_reference_and_what_the_program_says_by_itself_are_one_book(folder, tmp_path):
    out = tmp_path / "说明书.pdf"
    pages = write_manual([a_small_programme()], out, folder)
    told, counted = text_of(out)
    assert pages == counted
    order = ["第一页", "方案里有这个项目", "规上企业数", "S-1 单个项目投资额", "最后一页"]
    places = [told.index(part) for part in order]
    assert places == sorted(places)


def test_the_same_programmes_give_the_same_bytes(folder, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        write_manual([a_small_programme()], tmp_path / name, folder)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_file_that_is_there_is_kept(folder, tmp_path):
    out = tmp_path / "a.pdf"
    out.write_bytes(b"mine")
    with pytest.raises(AppError, match="已经存在"):
        write_manual([], out, folder)
    assert out.read_bytes() == b"mine"


def test_another_ending_is_refused_before_anything_is_written(folder, tmp_path):
    with pytest.raises(AppError, match=r"^说明书写成 \.pdf;请给「a\.docx」换"):
        write_manual([], tmp_path / "a.docx", folder)
    assert not (tmp_path / "a.docx").exists()


def test_a_manual_that_is_not_installed_is_told(tmp_path):
    with pytest.raises(AppError, match="重新安装"):
        write_manual([], tmp_path / "a.pdf", tmp_path / "nothing")
