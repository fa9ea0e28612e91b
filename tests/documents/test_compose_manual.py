"""The manual as a book: what its pages may hold, and what becomes of it on paper."""

import pikepdf
import pypdfium2
import pytest

from desktop_app.documents.compose_manual import Part, compose_manual
from desktop_app.documents.markdown_blocks import markdown_blocks
from desktop_app.documents.tree import Heading, Paragraph, Picture, Table, blocks
from desktop_app.documents.write_pdf import write_pdf
from tests.example_documents import a_png

PNG = a_png(1300, 700)
PAGE = """# 核对

看**要紧的**一句,见[导入](import.md)。

![窗口的样子](pictures/check.png)

## 怎样做

1. 按「甲」。
2. 再按`乙`。

- 一点

| 记号 | 意思 |
|---|---|
| ▲ | 必须改 |

```toml
[[rule]]
code = "X-1"
```
"""


def read(text, picture=PNG):
    return markdown_blocks(text, 2, lambda name: picture)


def told(block):
    return "".join(run.text for run in block.runs)


def test_a_page_becomes_headings_text_points_tables_pictures_and_lines_to_type():
    found = read(PAGE)
    assert [type(one) for one in found] == [
        Heading, Paragraph, Picture, Heading, Paragraph, Paragraph, Paragraph, Table, Paragraph,
    ]  # fmt: skip
    assert [(one.text, one.level, one.look) for one in found if isinstance(one, Heading)] == [
        ("核对", 2, "book"), ("怎样做", 3, "book"),
    ]  # fmt: skip
    assert found[2] == Picture(PNG, "窗口的样子")
    assert [told(one) for one in found if isinstance(one, Paragraph)] == [
        "看要紧的一句，见「导入」。", "1. 按「甲」。", "2. 再按乙。", "• 一点",
        '[[rule]]\ncode = "X-1"',
    ]  # fmt: skip
    assert [run.text for run in found[1].runs if run.face == "hei"] == ["要紧的"]
    assert found[7].rows == (("▲", "必须改"),)


def test_what_is_to_be_typed_keeps_its_signs():
    (line,) = read("运行 `导出 甲,乙(一)`,再看(一遍)")
    assert told(line) == "运行 导出 甲,乙(一)，再看（一遍）"


def test_a_sentence_that_leads_to_a_table_stays_on_its_page(tmp_path):
    """However far down the page they come."""
    for lines in range(1, 40):
        text = (
            "# 页\n\n"
            + "- 行\n\n" * lines
            + "引到\n\n表的话\n\n| 表头 |\n|---|\n| 格一 |\n| 格二 |\n"
        )
        write_pdf(compose_manual([Part("篇", [text])], "1", lambda _: None), tmp_path / "a.pdf")
        pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
        pages = [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
        (page,) = (one for one in pages if "引到" in one)
        assert "表的话" in page and "表头" in page and "格一" in page


def test_a_picture_that_is_not_there_is_left_out():
    assert not [one for one in read(PAGE, None) if isinstance(one, Picture)]


def test_signs_that_a_pack_uses_come_back_as_they_were_written():
    (line,) = read(r"甲\_\_\_乙 \<丙\> \[丁\] 3\*4")
    assert told(line) == "甲___乙 <丙> [丁] 3*4"


@pytest.mark.parametrize("text", ["> 引文", "---", "<div>甲</div>", "1. 甲\n\n   > 乙"])
def test_what_no_page_may_hold_is_refused(text):
    with pytest.raises(NotImplementedError, match="manual cannot have"):
        read(text)


@pytest.fixture
def book(tmp_path):
    parts = [Part("使用说明", [PAGE, PAGE.replace("# 核对", "# 导入", 1)], apart=True)]
    document = compose_manual(parts, "1.2", lambda name: PNG)
    write_pdf(document, tmp_path / "book.pdf")
    return document, tmp_path / "book.pdf"


def test_the_book_begins_with_its_title_and_contents_that_name_the_right_pages(book):
    pdf = pypdfium2.PdfDocument(book[1])
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    assert "申报匣说明书" in pages[0] and "版本 1.2" in pages[0]
    lines = [line for line in pages[1].splitlines() if line.rstrip()[-1:].isdigit()]
    listed = {line.partition(".")[0].strip(): int(line.rpartition(".")[2]) for line in lines[:3]}
    assert listed == {"使用说明": 3, "核对": 3, "导入": 4}
    assert "核对" in pages[2] and "导入" in pages[3]


def test_parts_pages_and_sections_are_bookmarks(book):
    with pikepdf.open(book[1]) as pdf, pdf.open_outline() as outline:
        (part,) = outline.root
        assert part.title == "使用说明"
        assert [one.title for one in part.children] == ["核对", "导入"]
        assert [one.title for one in part.children[0].children] == ["怎样做"]


def test_a_picture_is_in_the_file_once_and_no_wider_than_the_text(book):
    with pikepdf.open(book[1]) as pdf:
        images = [one for one in pdf.objects if getattr(one, "Subtype", "") == "/Image"]
        assert len(images) == 1
        assert (images[0].Width, images[0].Height) == (1300, 700)
    pdf = pypdfium2.PdfDocument(book[1])
    for number in (2, 3):
        (drawn,) = pdf[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = drawn.get_bounds()
        assert 400 < right - left < 156 / 25.4 * 72 + 1
        assert abs((right - left) / (top - bottom) - 1300 / 700) < 0.01
    pdf.close()


def test_the_same_pages_give_the_same_bytes(book, tmp_path):
    write_pdf(book[0], tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == book[1].read_bytes()


def test_a_file_that_is_no_png_is_no_picture():
    with pytest.raises(ValueError, match="not a PNG"):
        Picture(b"GIF89a" + bytes(40), "图")


def test_no_heading_of_the_book_has_a_number(book):
    assert all(not one.number for one in blocks(book[0]) if isinstance(one, Heading))
