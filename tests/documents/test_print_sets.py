"""Files to print in sets: order, copies, blank backs, marks, and the pages as they were made."""

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from desktop_app.core.page_mark import PageMark, read_mark
from desktop_app.documents.print_sets import PrintWish, ToPrint, write_print_files
from desktop_app.documents.styles import LANDSCAPE, MM, PORTRAIT
from desktop_app.documents.tree import Column, Document, Section, Table, paragraph
from desktop_app.documents.write_pdf import write_pdf

CODE = "3836-64A6"
TEXT = paragraph("为推进中小企业数字化转型，制定本方案。" * 20)
TABLE = Table((Column("序号", 1), Column("名称", 3)), (("1", "项目"),) * 5)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A plan of three pages and a lying summary of one, thrice; a letter of two pages, once."""
    folder = tmp_path_factory.mktemp("成册")
    found = []
    for title, copies, section in (
        ("方案", 3, Section((TEXT,) * 4)),
        ("汇总表", 3, Section((TABLE,), landscape=True)),
        ("函", 1, Section((TEXT,) * 2)),
    ):
        path = folder / f"{title}.pdf"
        pages = write_pdf(Document(title, (section,), "数据版本 33"), path).pages
        assert pages == {"方案": 3, "汇总表": 1, "函": 2}[title]
        found.append(ToPrint(path, title, copies))
    return found


def prints(papers, folder, **wish):
    names = write_print_files(papers, folder, PrintWish(**wish), 33, CODE)
    return [folder / name for name in names]


def marks(path):
    """The mark on each page, read from a picture of it; None where there is none."""
    found: list[PageMark | None] = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            codes = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
            found.append(read_mark(codes[0].text) if codes else None)
    return found


def places(path):
    return [(m.document, m.copy, m.page) if m else None for m in marks(path)]


def test_set_by_set_each_copy_begins_on_a_right_hand_page(papers, tmp_path):
    (path,) = prints(papers, tmp_path)
    assert places(path) == [
        (1, 1, 1), (1, 1, 2), (1, 1, 3), None, (2, 1, 1), None, (3, 1, 1), (3, 1, 2),
        (1, 2, 1), (1, 2, 2), (1, 2, 3), None, (2, 2, 1), None,
        (1, 3, 1), (1, 3, 2), (1, 3, 3), None, (2, 3, 1), None,
    ]  # fmt: skip
    assert {(m.revision, m.check_code) for m in marks(path) if m} == {(33, CODE)}
    assert {(m.documents, m.pages, m.copies) for m in marks(path) if m} == {
        (3, 3, 3),
        (3, 1, 3),
        (3, 2, 1),
    }


def test_document_by_document_is_a_file_for_each(papers, tmp_path):
    files = prints(papers, tmp_path, order="document")
    assert [path.name for path in files] == [
        "方案（3份）.pdf",
        "汇总表（3份）.pdf",
        "函（1份）.pdf",
    ]
    assert places(files[0]) == [
        (1, copy, page) if page else None for copy in (1, 2, 3) for page in (1, 2, 3, 0)
    ]
    assert places(files[2]) == [(3, 1, 1), (3, 1, 2)]


def test_two_documents_of_one_name_are_two_files(papers, tmp_path):
    """In the bundle they lie in two folders, and to a disk capitals may be one."""
    folder = tmp_path / "函件"
    folder.mkdir()
    first, second = tmp_path / "a说明.pdf", folder / "A说明.pdf"
    for path in (first, second):
        path.write_bytes(papers[0].path.read_bytes())
    out = tmp_path / "打印"
    out.mkdir()
    files = prints([ToPrint(first, "说明", 1), ToPrint(second, "说明", 1)], out, order="document")
    assert [path.name for path in files] == ["a说明（1份）.pdf", "A说明（1份）(2).pdf"]
    assert {*out.iterdir()} == {*files}


def test_on_one_side_there_are_no_blank_backs(papers, tmp_path):
    (path,) = prints(papers, tmp_path, duplex=False)
    assert None not in places(path)
    assert len(places(path)) == 3 * (3 + 1) + 2


def test_a_blank_back_is_a_sheet_like_the_page_before_it(papers, tmp_path):
    (path,) = prints(papers, tmp_path)
    with pikepdf.open(path) as document:
        sheets = [tuple(round(float(v)) for v in page.mediabox[2:]) for page in document.pages]
        upright, lying = (
            (round(one.width_mm * MM), round(one.height_mm * MM)) for one in (PORTRAIT, LANDSCAPE)
        )
    assert sheets[:6] == [upright] * 4 + [lying] * 2


def streams(page):
    contents = page.obj.Contents
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [part.read_bytes() for part in parts]


@pytest.mark.parametrize(
    "wish", [{}, {"numbered": True}, {"marks": False, "numbered": True}, {"marks": False}], ids=str
)
def test_the_pages_are_drawn_by_the_documents_own_operators(papers, wish, tmp_path):
    """What was looked at and proven is what is printed: marks are laid over it, nothing else."""
    (path,) = prints(papers, tmp_path, **wish)
    with pikepdf.open(path) as printed, pikepdf.open(papers[0].path) as source:
        for copy in range(3):
            first = {0: 0, 1: 8, 2: 14}[copy]
            for n, page in enumerate(source.pages):
                (own,) = streams(page)
                laid = streams(printed.pages[first + n])
                assert laid.count(own) == 1
                if wish == {"marks": False}:
                    assert laid == [own]


def words(path, page):
    with pypdfium2.PdfDocument(path) as document:
        return document[page].get_textpage().get_text_range()


def ink(path, page, left, bottom, right, top):
    """Whether anything is drawn in a rectangle, in points."""
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page]
        wide, high = sheet.get_size()
        picture = sheet.render(
            scale=2, crop=(left, bottom, wide - right, high - top), grayscale=True
        )
        return any(value < 128 for value in bytes(picture.buffer))


def test_the_number_of_the_copy_stands_on_the_first_page_only_if_wanted(papers, tmp_path):
    corner = (595 - 150, 842 - 80, 595 - 40, 842 - 30)
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
    (plain,) = prints(papers, folders[0], order="set")
    (numbered,) = prints(papers, folders[1], order="set", numbered=True)
    assert not ink(plain, 0, *corner)
    assert [ink(numbered, n, *corner) for n in (0, 1, 8, 9)] == [True, False, True, False]
    # The text that is searched and copied stays that of the document.
    assert words(plain, 0) == words(numbered, 0) == words(papers[0].path, 0)


def test_without_marks_no_code_is_on_any_page(papers, tmp_path):
    (path,) = prints(papers, tmp_path, marks=False)
    assert set(marks(path)) == {None}
    # Where the marks would be there is nothing at all.
    assert not ink(path, 0, PORTRAIT.left_mm * MM, 20, PORTRAIT.left_mm * MM + 60, 60)


def test_marks_stand_in_the_inner_corner_below_the_page_number(papers, tmp_path):
    (path,) = prints(papers, tmp_path)
    inner = [
        (PORTRAIT.left_mm * MM - 2, PORTRAIT.left_mm * MM + 50),
        ((PORTRAIT.width_mm - PORTRAIT.right_mm) * MM - 50, (PORTRAIT.width_mm - PORTRAIT.right_mm) * MM + 2),
    ]  # fmt: skip
    for page in (0, 1):
        left, right = inner[page]
        assert ink(path, page, left, 20, right, 70)
        other = inner[1 - page]
        assert not ink(path, page, other[0], 20, other[1], 65)


def test_pages_without_their_document_lead_nowhere(papers, tmp_path):
    (path,) = prints(papers, tmp_path)
    with pikepdf.open(path) as document:
        assert not any("/Annots" in page.obj for page in document.pages)
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == "全套（一式3份，按套）"


def test_bookmarks_lead_to_the_first_page_of_each_copy(papers, tmp_path):
    (path,) = prints(papers, tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        marked = [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    assert marked == [
        ("第1份　方案", 0), ("第1份　汇总表", 4), ("第1份　函", 6), ("第2份　方案", 8),
        ("第2份　汇总表", 12), ("第3份　方案", 14), ("第3份　汇总表", 18),
    ]  # fmt: skip


def test_the_same_papers_give_the_same_bytes(papers, tmp_path):
    told = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (path,) = prints(papers, tmp_path / name, numbered=True)
        told.append(path.read_bytes())
    assert told[0] == told[1]


def test_copies_share_the_content_of_their_pages(papers, tmp_path):
    """Three sets are hardly larger than one: an old PC has little room, a printer little memory."""
    one, three = (
        prints([ToPrint(papers[0].path, "方案", n)], tmp_path, order="document", marks=False)
        for n in (1, 3)
    )
    assert three[0].stat().st_size < 1.2 * one[0].stat().st_size


def test_nothing_to_print_is_no_file(tmp_path):
    assert prints([], tmp_path) == []


def ink_at_the_edge(page) -> int:
    """How many dark points there are at the right above the text, where covers are stamped."""
    picture = page.render(scale=1).to_pil().convert("L")
    wide, _ = picture.size
    corner = picture.crop((wide // 2, 0, wide, round(22 * MM)))
    return sum(corner.histogram()[:128])


def test_the_first_page_of_each_copy_says_whether_it_is_an_original(papers, tmp_path):
    plan = ToPrint(papers[0].path, "方案", 3, (), ("正本", "副本第1份", "副本第2份"))
    (path,) = prints([plan, papers[2]], tmp_path, duplex=False)
    assert path.name == "全套（正本1份、副本2份，按套）.pdf"
    with pypdfium2.PdfDocument(path) as document:
        titles = [entry.get_title() for entry in document.get_toc()]
        inked = [ink_at_the_edge(page) > 0 for page in document]
        original, other = (document[at].render().to_pil().tobytes() for at in (0, 8))
    assert titles == ["正本　方案", "第1份　函", "副本第1份　方案", "副本第2份　方案"]
    first = [True, False, False]
    assert inked == [*first, False, False, *first, *first]
    assert original != other
    assert [mark and (mark.copy, mark.copies) for mark in marks(path)][:3] == [(1, 3)] * 3
