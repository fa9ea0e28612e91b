"""The search finds a text however it is packed; else that it finds nothing would prove nothing."""

import sqlite3
import zipfile
from contextlib import closing

import docx
import pytest
import xlsxwriter

from tests.offline.searching import free_pages, places_of

MARK = "金丝雀"


def a_word_file(path):
    document = docx.Document()
    document.core_properties.author = MARK
    document.save(path)


def a_workbook(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, MARK)


def a_zip_in_a_zip(path):
    inner = path.with_name("inner")
    a_workbook(inner)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "里面.xlsx")
    inner.unlink()


def a_draft(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table t (a)")
        # Longer than a page: nowhere in one piece.
        db.execute("insert into t values (?)", ("字" * 1364 + MARK + "字" * 9000,))
        db.commit()


def in_utf_16(path):
    path.write_bytes(MARK.encode("utf-16-le"))


def in_gb18030(path):
    path.write_bytes(MARK.encode("gb18030"))


@pytest.mark.parametrize(
    "made", [a_word_file, a_workbook, a_zip_in_a_zip, a_draft, in_utf_16, in_gb18030]
)
def test_a_text_is_found_wherever_it_is_packed(made, tmp_path):
    made(tmp_path / "file")
    assert places_of(MARK, tmp_path)
    assert not places_of("百灵鸟", tmp_path)


def test_a_name_of_a_file_or_folder_counts(tmp_path):
    (tmp_path / f"{MARK}.txt").touch()
    assert places_of(MARK, tmp_path) == [f"{MARK}.txt (its name)"]


def test_a_text_in_the_letters_of_an_embedded_font_is_found(practice):
    assert any(".pdf page" in one for one in places_of("一致性证明", practice / "材料"))


@pytest.mark.parametrize("is_secure", [True, False])
def test_pages_that_were_given_up_are_read_from_the_files_own_list(is_secure, tmp_path):
    path = tmp_path / "a"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma secure_delete = {'on' if is_secure else 'off'}")
        db.execute("create table t (a)")
        db.executemany("insert into t values (?)", [(MARK * 900,)] * 9)
        db.commit()
        db.execute("delete from t")
        db.commit()
    pages = free_pages(path.read_bytes())
    assert len(pages) > 9
    assert any(page.strip(b"\0") for page in pages) is not is_secure
