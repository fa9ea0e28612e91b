"""Pages printed with marks and scanned: every page is known again, backs are empty."""

from itertools import pairwise
from types import SimpleNamespace

import pikepdf
import pytest
import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from desktop_app.core.page_mark import PageMark, read_mark
from desktop_app.documents.print_sets import PrintWish, ToPrint, write_print_files
from desktop_app.documents.tree import Column, Document, Section, Table, paragraph
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.intake import scan_raw
from desktop_app.intake.scan import read_scan
from desktop_app.intake.unreadable import Unreadable
from tests.scanned import Scanner

REVISION, CODE = 33, "3836-64A6"
SCANNERS = (
    Scanner(200),
    Scanner(150),
    Scanner(200, skew=3, turn=2, noise=0.15, quality=50),
    Scanner(150, skew=-2, turn=1, noise=0.1, quality=50, lid=15),
    Scanner(150, skew=5, turn=3, lid=30),
    Scanner(300, quality=40),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Two documents, upright and lying, with empty backs: 4 + 2 pages."""
    folder = tmp_path_factory.mktemp("打印")
    text = [paragraph("为推进中小企业数字化转型，制定本方案。" * 20) for _ in range(4)]
    table = Table((Column("序号", 1), Column("名称", 3)), (("1", "项目"),) * 5)
    papers: list[ToPrint] = []
    for title, section in (
        ("方案", Section(tuple(text))),
        ("汇总表", Section((table,), landscape=True)),
    ):
        path = folder / f"{title}.pdf"
        write_pdf(Document(title, (section,), "数据版本 33"), path)
        papers.append(ToPrint(path, title, 1))
    (name,) = write_print_files(papers, folder, PrintWish(), REVISION, CODE)
    return folder / name


@pytest.fixture(scope="module")
def expected(printed) -> list[PageMark | None]:
    """The marks in order, None for empty backs."""
    places = [(1, 1, 3), (1, 2, 3), (1, 3, 3), None, (2, 1, 1), None]
    with pikepdf.open(printed) as document:
        assert len(document.pages) == len(places)
    return [
        PageMark(REVISION, CODE, place[0], 2, place[1], place[2], 1, 1) if place else None
        for place in places
    ]


def marks_in(path) -> list[PageMark | None]:
    pages = read_scan(path)
    assert all(len(page.codes) == (0 if page.is_blank else 1) for page in pages)
    return [read_mark(page.codes[0]) if page.codes else None for page in pages]


@pytest.mark.parametrize("scanner", SCANNERS, ids=str)
def test_every_page_is_known_again(scanner, printed, expected, tmp_path):
    assert marks_in(scanner.scan(printed, tmp_path / "扫描.pdf")) == expected


def test_the_print_file_itself_reads_like_a_scan(printed, expected):
    assert marks_in(printed) == expected


def test_the_mark_is_looked_for_on_beside_another_code(printed, expected, monkeypatch):
    """A courier's label was read at once, the mark only at the second attempt."""
    read, asked = zxingcpp.read_barcodes, []

    def with_a_label(image, **options):
        asked.append(image)
        label = SimpleNamespace(text="SF1234567890")
        return [label] if len(asked) == 1 else [*read(image, **options), label]

    monkeypatch.setattr(scan_raw.zxingcpp, "read_barcodes", with_a_label)
    page = scan_raw.read_scan(printed, 0).scanned[0]
    assert [mark for code in page.codes if (mark := read_mark(code)) is not None] == expected[:1]
    assert len(set(page.codes)) == len(page.codes) == 2


def test_a_page_without_a_mark_is_not_empty(printed, tmp_path):
    path = tmp_path / "无码.pdf"
    with pikepdf.open(printed) as document:
        for page in document.pages:
            # The lower 25 mm are cut off, as by a feeder that draws too short.
            page.mediabox = pikepdf.Array([0, 71, *page.mediabox[2:]])
        document.save(path)
    pages = read_scan(Scanner(150).scan(path, tmp_path / "扫描.pdf"))
    upright = [pages[n] for n in (0, 1, 2, 3)]
    assert [page.codes for page in upright] == [[], [], [], []]
    assert [page.is_blank for page in upright] == [False, False, False, True]


def test_the_reading_goes_on_where_a_process_ran_out_of_time(printed, expected, tmp_path):
    """Some dozens of pages take longer than one reading process may calculate."""
    path = tmp_path / "长.pdf"
    with pikepdf.open(Scanner(200, noise=0.1).scan(printed, tmp_path / "一.pdf")) as scanned:
        first = list(scanned.pages)
        for _ in range(9):
            scanned.pages.extend(first)
        scanned.save(path)
    heard: list[tuple[int, int]] = []
    pages = read_scan(path, lambda done, of: heard.append((done, of)))
    assert len(pages) == 10 * len(expected)
    assert len(heard) > 1
    assert all(one[0] < other[0] for one, other in pairwise(heard))
    assert heard[-1] == (len(pages), len(pages))
    assert {page.codes[0] for page in pages if page.codes} == {
        mark.text() for mark in expected if mark
    }


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (b"", "empty", "重新扫描"),
        (b"%PDF-1.7 nothing more", "damaged", "重新扫描"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "picture", "存成 PDF"),
        (b"\xff\xd8\xff" + b"0" * 100, "picture", "存成 PDF"),
        (None, "missing", "不存在"),
    ],
)
def test_what_is_no_scan_is_refused_with_the_next_step(content, reason, words, tmp_path):
    path = tmp_path / "扫描.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unreadable) as told:
        read_scan(path)
    assert told.value.reason == reason
    assert words in str(told.value)


def test_a_scan_with_a_password_is_refused(tmp_path):
    path = tmp_path / "密.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable) as told:
        read_scan(path)
    assert told.value.reason == "encrypted"


def test_a_sheet_of_no_size_or_of_a_poster_is_read_at_the_same_number_of_dots(tmp_path):
    path = tmp_path / "大.pdf"
    canvas = Canvas(str(path))
    for size in ((14_400, 14_400), (3, 3), (595, 842)):
        canvas.setPageSize(size)
        canvas.rect(0, 0, size[0], size[1], fill=1)
        canvas.showPage()
    canvas.save()
    assert [page.is_blank for page in read_scan(path)] == [False] * 3
