"""Files that are written whole or not at all."""

import pikepdf
import pytest

from desktop_app.documents.files import save_pdf
from desktop_app.errors import AppError
from tests.storage.storage_builders import no_file_above


def test_a_pdf_on_a_full_disk_is_told_and_the_old_file_stays(tmp_path):
    path = tmp_path / "全套.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        save_pdf(pdf, path)
        before = path.read_bytes()
        for _ in range(500):
            pdf.add_blank_page()
        with no_file_above(2_000), pytest.raises(AppError, match=r"全套\.pdf.*磁盘已满"):
            save_pdf(pdf, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_pages_give_the_same_bytes(tmp_path):
    for name in ("甲.pdf", "乙.pdf"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            save_pdf(pdf, tmp_path / name)
    assert (tmp_path / "甲.pdf").read_bytes() == (tmp_path / "乙.pdf").read_bytes()
