"""Every file is what its format asks for, as the tools of others see it."""

import re
import zipfile

import pikepdf
import pytest

from desktop_app.jobs.build_bundle import FOLDER, PREVIEW_FOLDER
from desktop_app.jobs.inner_papers import PRINTS
from desktop_app.jobs.papers import INTERNAL, LETTERS
from desktop_app.paths import ROOT
from tests.office.tools import ooxml_errors, pdf_fonts, pdf_info, run

# Jobs that write documents; the fixtures see to it that each has files here.
# What `glance` shows is what `build_bundle` writes.
_WRITING = {
    "build_bundle", "collect", "compare", "duties", "further_papers", "glance", "help_package", "inner_papers",
    "papers", "prepare_sheet", "report_audit", "report_many", "report_period", "reward_paper",
    "sending_files", "write_manual",
}  # fmt: skip
_WRITER = re.compile(
    r"desktop_app\.documents\.(?:write_\w+|print_sets|seal_pictures)"
    r"|desktop_app\.jobs\.papers import (?:\([^)]*|[^\n]*)\bwrite_(?:as|paper)\b"
)


def test_every_job_that_writes_documents_has_its_files_looked_at(made):
    found = {
        path.stem
        for path in (ROOT / "desktop_app").rglob("*.py")
        if path.parent.name != "documents" and _WRITER.search(path.read_text("utf-8"))
    }
    assert found == _WRITING, (
        "what a new job writes belongs into the fixtures `others`, `other_notices`"
    )
    files = made.files(".docx", ".xlsx", ".pdf")
    folders = {path.parent.name for path in files}
    assert folders >= {FOLDER, PREVIEW_FOLDER, LETTERS, INTERNAL, PRINTS}
    prints = {path.name.startswith("全套") for path in files if path.parent.name == PRINTS}
    assert prints == {True, False}, "both set by set and document by document"


def test_the_open_xml_sdk_finds_every_word_and_excel_file_valid(made):
    assert [told for path in made.files(".docx", ".xlsx") for told in ooxml_errors(path)] == []


def test_qpdf_finds_every_pdf_sound(made):
    for path in made.files(".pdf"):
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", path), (
            path.name
        )


def test_every_font_of_every_pdf_is_embedded_cut_to_what_is_used_and_can_be_copied(made):
    for path in made.files(".pdf"):
        fonts = pdf_fonts(path)
        assert fonts, path.name
        for font in fonts:
            told = (path.name, font)
            assert (font.is_embedded, font.is_subset, font.has_unicode) == (True,) * 3, told
            assert "Type 3" not in font.kind, told
            assert "Helvetica" not in font.name, told


def test_every_pdf_says_its_title_and_its_language_and_lies_on_a4(made):
    for path in made.files(".pdf"):
        info = pdf_info(path)
        assert info["Title"], path.name
        assert info["Page size"].endswith("(A4)"), (path.name, info["Page size"])
        with pikepdf.open(path) as document:
            assert str(document.Root.Lang) == "zh-CN", path.name
            for page in document.pages:
                sides = sorted(round(float(side)) for side in page.mediabox[2:])
                assert sides == [595, 842], (path.name, page.index + 1)


def test_a_file_with_a_fault_is_told(bundle, tmp_path):
    """Else all of them might be passed over."""
    for path in (bundle.files(".docx")[0], bundle.files(".xlsx")[0]):
        wrong = tmp_path / path.name
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(wrong, "w") as target:
            for name in source.namelist():
                raw = source.read(name).replace(b"</w:body>", b"<w:unknown/></w:body>")
                raw = raw.replace(b"</worksheet>", b"<unknown/></worksheet>")
                target.writestr(name, raw)
        assert any("unknown" in told for told in ooxml_errors(wrong)), path.name
    torn = tmp_path / "断.pdf"
    torn.write_bytes(bundle.files(".pdf")[0].read_bytes()[:-200])
    with pytest.raises(AssertionError, match="qpdf"):
        run("qpdf", "--check", torn)
