"""Sets with papers of rows, and copies of which some are originals: printed, listed and mailed."""

from pathlib import Path

import pypdfium2
import pytest

from desktop_app.core.programme import Programme
from desktop_app.documents.print_sets import PrintWish
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.made_bundle import made_bundle
from desktop_app.jobs.read_bundle import manifest_of
from desktop_app.jobs.send_mail import send_mail
from desktop_app.jobs.sending_files import MESSAGE
from desktop_app.jobs.verify_scan import set_of_bundle, set_of_draft, verify_scan
from tests.bundle_files import bundle_files
from tests.paper_pack import a_paper_draft
from tests.scanned import Scanner
from tests.sets_pack import SENDINGS, a_programme_of_sets

PRINTED = "打印/纸质报送（正本1份、副本2份，按套）.pdf"
SCANNED = "打印/盖章扫描用（一式1份，按套）.pdf"
NAMES = ("甲厂改造项目", "乙厂改造项目")


def built(folder: Path, programme: Programme | None = None, **options) -> Path:
    made = build_bundle(programme or a_programme_of_sets(), a_paper_draft(), folder, **options)
    assert isinstance(made, Bundle)
    return made.folder


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("成册"))


@pytest.fixture(scope="module")
def scans(bundle, tmp_path_factory) -> list[Path]:
    """All that was printed, sealed and scanned."""
    folder = tmp_path_factory.mktemp("扫描")
    return [
        Scanner(dpi=150).scan(bundle / name, folder / Path(name).name)
        for name in (PRINTED, SCANNED)
    ]


def text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def contents(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [entry.get_title() for entry in document.get_toc()]


def test_a_paper_of_rows_is_printed_with_its_set_as_one(bundle):
    prints = {name for name in bundle_files(bundle) if name.startswith("打印/")}
    assert prints == {PRINTED, SCANNED}
    assert contents(bundle / PRINTED) == [
        "正本　附件2 实施方案", "第1份　改造合同（共1份，合订）",
        "第1份　一企一档（共2份，合订）",
        "副本第1份　附件2 实施方案", "第2份　改造合同（共1份，合订）",
        "副本第2份　附件2 实施方案",
    ]  # fmt: skip


def test_lists_tell_the_joined_paper_and_originals_from_duplicates(bundle):
    handed = text(bundle / "内部" / "申报材料移交清单.pdf")
    sheet = text(bundle / "内部" / "报送清单.pdf")
    for told in (handed, sheet):
        assert "一企一档（共2份，合订）" in told
        assert "正本1、副本2" in told
    assert "Word，2份" in sheet
    guide = text(bundle / "内部" / "盖章导航单.pdf")
    assert "正本□副本□□" in guide and "1□2□" in guide
    brief = text(bundle / "内部" / "申报材料送审单.pdf")
    assert "附件2实施方案正本1份、副本2份" in brief


def test_the_window_is_told_of_originals(bundle):
    plan = next(one for one in made_bundle(bundle).files if one.form == "plan" and one.is_pdf)
    assert (plan.copies, plan.originals) == (3, 1)
    summary = next(one for one in made_bundle(bundle).files if one.form == "summary")
    assert summary.originals == 0


def test_document_by_document_the_file_says_how_many_are_originals(tmp_path):
    folder = built(tmp_path, wish=PrintWish(order="document"))
    names = {path.name for path in (folder / "打印").iterdir()}
    assert "某市样板工程实施方案（正本1份、副本2份）.pdf" in names
    assert "一企一档（合订）（1份）.pdf" in names


def test_fewer_copies_than_asked_keep_the_original(tmp_path):
    folder = built(tmp_path, wish=PrintWish(copies=2))
    assert (
        contents(folder / "打印" / "纸质报送（正本1份、副本1份，按套）.pdf").count(
            "副本　附件2 实施方案"
        )
        == 1
    )


def test_a_scan_of_the_set_is_recognised_as_before(bundle, scans):
    found = verify_scan(scans, set_of_bundle(bundle))
    assert [(one.title, len(one.missing)) for one in found.documents] == [
        ("附件2 实施方案", 0), ("改造合同（共1份，合订）", 0), ("一企一档（共2份，合订）", 0),
        ("附件3 汇总表", 0),
    ]  # fmt: skip
    assert [one.found for one in found.documents] == [
        one.pages * one.copies for one in found.documents
    ]
    by_draft = set_of_draft(a_programme_of_sets(), a_paper_draft())
    assert [one.title for one in by_draft.documents] == [
        one.title for one in set_of_bundle(bundle).documents
    ]


def test_a_mail_holds_the_files_of_the_rows_under_names_of_their_own(bundle):
    names = {path.name for path in (bundle / "电子报送").iterdir() if path.suffix == ".docx"}
    assert names == {
        "某市项目汇总表.docx", *(f"{name}一企一档.docx" for name in NAMES),
        "乙厂改造项目一企一档（改造合同）.docx",
    }  # fmt: skip
    again = (bundle / "电子报送" / "乙厂改造项目一企一档（改造合同）.docx").read_bytes()
    assert again == (bundle / "改造合同" / "乙厂改造项目一企一档.docx").read_bytes()


def test_of_papers_of_rows_only_sealed_ones_are_asked_for_as_a_scan(bundle, scans, tmp_path):
    lacking = send_mail(bundle, out=tmp_path)
    assert [one.paper for one in lacking.findings] == ["附件3 汇总表", "改造合同"]
    papers = {one.id: one for one in lacking.mail.papers}
    assert papers["file"].is_ready and not papers["file"].stamped
    checked = send_mail(bundle, scans, tmp_path)
    assert checked.is_complete, checked.findings
    attached = {path.name for path in (checked.folder / "附件").iterdir()}
    assert attached == set(checked.files) and len(attached) == 6
    assert "改造合同（合订）（盖章）.pdf" in attached
    assert (checked.folder / MESSAGE).read_text("utf-8") == checked.mail.text


def test_each_file_of_a_row_must_be_there_as_it_was_built_and_counts_in_the_size(tmp_path):
    bundle = built(tmp_path / "成册")
    whole = send_mail(bundle, out=tmp_path).size
    path = bundle / "一企一档" / f"{NAMES[0]}一企一档.docx"
    size = path.stat().st_size
    path.unlink()
    other = bundle / "改造合同" / f"{NAMES[1]}一企一档.docx"
    other.write_bytes(other.read_bytes() + b" ")
    checked = send_mail(bundle, out=tmp_path)
    assert [one.kind for one in checked.findings[2:]] == ["missing_file", "changed_file"]
    assert checked.size == whole - size + 1


def test_a_mail_may_hold_the_joined_pdf_instead(tmp_path):
    joined = SENDINGS.replace("stamped = true", 'stamped = true\nrows = "joined"')
    bundle = built(tmp_path / "成册", a_programme_of_sets(joined))
    papers = {one["id"]: one for one in manifest_of(bundle)["mails"][0]["papers"]}
    assert papers["file"]["files"] == ["一企一档/一企一档（合订）.pdf"]
    assert papers["contract"]["files"] == [] and papers["contract"]["stamped"]
    assert (bundle / "电子报送" / "一企一档（合订）.pdf").exists()
    assert "合订PDF，" in text(bundle / "内部" / "报送清单.pdf")


def test_many_files_of_one_paper_are_one_line_of_the_message(tmp_path):
    both = SENDINGS.replace('formats = ["docx"]\nstamped = true', 'formats = ["docx", "pdf"]')
    bundle = built(tmp_path, a_programme_of_sets(both))
    message = (bundle / "电子报送" / MESSAGE).read_text("utf-8")
    assert "附件（8个）：" in message and "3.一企一档（4个文件）" in message


def test_what_is_mailed_without_a_seal_is_not_printed(tmp_path):
    mailed = SENDINGS.replace('"contract", "file"]', '"contract"]')
    bundle = built(tmp_path, a_programme_of_sets(mailed))
    prints = {path.name: contents(path) for path in (bundle / "打印").iterdir()}
    assert set(prints) == {Path(PRINTED).name, Path(SCANNED).name}
    assert not [entry for told in prints.values() for entry in told if "一企一档" in entry]
    assert "一企一档" not in text(bundle / "内部" / "申报材料移交清单.pdf")
