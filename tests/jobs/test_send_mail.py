"""From a bundle with sendings to a mail that is ready to attach, with scans of what was printed."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.documents.print_sets import PrintWish
from desktop_app.errors import AppError
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.bundle_mails import mails_of
from desktop_app.jobs.progress import Cancelled
from desktop_app.jobs.read_bundle import manifest_of
from desktop_app.jobs.send_mail import send_mail
from desktop_app.jobs.sending_files import MESSAGE, SUBJECT
from desktop_app.jobs.verify_scan import set_of_bundle, set_of_draft
from tests.bundle_files import bundle_files
from tests.scanned import Scanner
from tests.sending_pack import a_sending_programme
from tests.small_pack import a_passing_draft, a_small_programme
from tests.storage.storage_builders import no_file_above

LETTER, PLAN, SUMMARY = "申报函", "某市样板工程实施方案", "某市项目汇总表"
SENT = {f"{LETTER}.docx", f"{PLAN}.docx", f"{SUMMARY}.docx", f"{SUMMARY}.xlsx"}
STAMPED = {f"{LETTER}（盖章）.pdf", f"{PLAN}（盖章）.pdf", f"{SUMMARY}（盖章）.pdf"}
HAND, SCANNED = "打印/纸质报送（一式3份，按套）.pdf", "打印/盖章扫描用（一式1份，按套）.pdf"


def built(folder: Path, **options) -> Path:
    made = build_bundle(a_sending_programme(), a_passing_draft(), folder, **options)
    assert isinstance(made, Bundle)
    return made.folder


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("成册"))


@pytest.fixture(scope="module")
def scans(bundle, tmp_path_factory) -> list[Path]:
    """What was printed, sealed and scanned: one copy of what goes out, and what stays."""
    folder = tmp_path_factory.mktemp("扫描")
    # The letter and the first copy of the plan, each with a blank back; the summary.
    return [
        Scanner().scan(bundle / name, folder / Path(name).name, pages)
        for name, pages in ((HAND, range(1, 7)), (SCANNED, None))
    ]


def text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def pages_of(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def test_the_bundle_holds_the_mails_editable_files_subject_and_text(bundle):
    folder = bundle / "电子邮件发送"
    assert {path.name for path in folder.iterdir()} == SENT | {SUBJECT, MESSAGE}
    assert (folder / SUBJECT).read_text("utf-8") == "某市样板工程"
    message = (folder / MESSAGE).read_text("utf-8")
    assert message.startswith(
        "样板厅：\n现报送某市样板工程申报材料。\n\n附件（7个）：\n1.申报函（盖章）.pdf"
    )
    for name in SENT:
        assert any(
            (folder / name).read_bytes() == path.read_bytes()
            for where, path in bundle_files(bundle).items()
            if where.endswith(name) and not where.startswith(folder.name)
        )


def test_print_sets_and_handover_follow_the_sendings(bundle):
    prints = {name for name in bundle_files(bundle) if name.startswith("打印/")}
    assert prints == {HAND, SCANNED}
    handed = text(bundle / "内部" / "申报材料移交清单.pdf")
    assert LETTER in handed and "实施方案" in handed and "汇总表" not in handed
    assert "送达地址：中山路1号" in handed and "快递单号" not in handed
    sheet = text(bundle / "内部" / "报送清单.pdf")
    assert "yangban@example.cn" in sheet and "附件3汇总表" in sheet and "不送纸质" in sheet
    brief = text(bundle / "内部" / "申报材料送审单.pdf")
    assert "电子邮件发送" in brief and "标题“某市样板工程”" in brief
    assert "申报函1份、附件2实施方案3份，专人送达样板厅综合处" in brief


def test_without_the_bundle_a_scan_is_held_against_the_papers_of_the_draft(bundle):
    by_draft = set_of_draft(a_sending_programme(), a_passing_draft())
    by_bundle = set_of_bundle(bundle)
    assert [one.title for one in by_draft.documents] == [one.title for one in by_bundle.documents]


def test_a_pack_without_sendings_has_none_of_it(tmp_path):
    made = build_bundle(a_small_programme(), a_passing_draft(), tmp_path)
    assert isinstance(made, Bundle)
    assert "mails" not in manifest_of(made.folder)
    assert not any("报送清单" in name or "邮件" in name for name in made.files)
    assert any(name.startswith("打印/全套（一式3份") for name in made.files)
    with pytest.raises(AppError, match="没有要发的邮件"):
        send_mail(made.folder)


def test_without_scans_all_sealed_papers_are_missing_and_nothing_is_written(bundle, tmp_path):
    checked = send_mail(bundle, out=tmp_path / "寄出")
    assert [one.kind for one in checked.findings] == ["missing_pdf"] * 3
    assert {one.paper for one in checked.findings} == {LETTER, "附件2 实施方案", "附件3 汇总表"}
    assert checked.folder is None
    assert not (tmp_path / "寄出").exists()


def test_scans_in_any_file_make_the_mail_complete(bundle, scans, tmp_path):
    before = bundle_files(bundle)
    checked = send_mail(bundle, scans[::-1], tmp_path)
    assert checked.is_complete, checked.findings
    folder = checked.folder
    assert folder == tmp_path / "电子邮件发送"
    attached = {path.name for path in (folder / "附件").iterdir()}
    assert attached == SENT | STAMPED == set(checked.files)
    assert {path.name for path in folder.iterdir()} == {"附件", SUBJECT, MESSAGE}
    for name in STAMPED:
        plain = next(bundle.rglob(name.replace("（盖章）", "")))
        assert pages_of(folder / "附件" / name) == pages_of(plain)
    assert checked.size == sum(path.stat().st_size for path in (folder / "附件").iterdir())
    assert (folder / MESSAGE).read_text("utf-8") == checked.mail.text
    assert bundle_files(bundle) == before


def test_a_mail_that_is_too_large_waits_until_the_bound_is_raised_and_may_be_a_zip(
    bundle, scans, tmp_path
):
    checked = send_mail(bundle, scans, tmp_path, largest=0.001)
    assert [one.kind for one in checked.findings] == ["size"]
    assert "超过 0.001 MB" in checked.findings[0].message
    # The window shows it as well, and has no options.
    assert "--" not in checked.findings[0].message
    assert list(tmp_path.iterdir()) == []
    packed = send_mail(bundle, scans, tmp_path / "附件.zip", largest=0)
    assert packed.folder == tmp_path / "附件.zip"
    with zipfile.ZipFile(packed.folder) as archive:
        assert set(archive.namelist()) == SENT | STAMPED
    beside = {path.name for path in tmp_path.iterdir()}
    assert beside == {"附件.zip", f"附件-{SUBJECT}", f"附件-{MESSAGE}"}


def test_a_full_disk_of_the_temporary_folder_is_told_and_nothing_is_left(
    bundle, scans, tmp_path, data_folder
):
    data_folder.mkdir()
    with no_file_above(2_000), pytest.raises(AppError) as caught:
        send_mail(bundle, scans, tmp_path / "成品")
    assert "磁盘已满" in str(caught.value)
    assert f"「{data_folder / '临时'}」" in str(caught.value)
    assert list(tmp_path.rglob("*")) == [data_folder]


def test_without_any_temporary_folder_the_next_step_is_told(bundle, tmp_path, data_folder):
    """A full disk has no room for the folder itself."""
    data_folder.write_text("不是文件夹")
    with pytest.raises(AppError, match=r"临时文件夹「.*」写不下.*腾出磁盘空间"):
        send_mail(bundle, out=tmp_path)


def test_a_place_where_nothing_can_be_written_is_told(bundle, scans, tmp_path):
    (tmp_path / "文件").write_text("")
    with pytest.raises(AppError, match=r"不能写入.*请换一个文件夹"):
        send_mail(bundle, scans, tmp_path / "文件" / "成品")
    assert [path.name for path in tmp_path.iterdir()] == ["文件"]


def test_a_mail_can_be_stopped_while_its_files_are_taken(bundle, tmp_path):
    """One without scans tells nothing else than its files."""
    told = []

    def report(done, total, what):
        told.append(what)
        raise Cancelled

    with pytest.raises(Cancelled):
        send_mail(bundle, out=tmp_path, report=report)
    assert len(told) == 1
    assert list(tmp_path.iterdir()) == []


def test_editable_files_must_be_those_that_were_sealed(tmp_path):
    bundle = built(tmp_path / "成册")
    path = bundle / f"{PLAN}.docx"
    path.write_bytes(path.read_bytes() + b" ")
    (bundle / f"{SUMMARY}.xlsx").unlink()
    kinds = [one.kind for one in send_mail(bundle, out=tmp_path).findings]
    assert kinds[3:] == ["changed_file", "missing_file"]


def test_scans_of_an_earlier_revision_are_told(scans, tmp_path):
    from desktop_app.core.changes import set_path

    draft = a_passing_draft()
    other = set_path(draft, "basic/industries", "甲、乙、丙").apply(draft)
    made = build_bundle(a_sending_programme(), other, tmp_path)
    assert isinstance(made, Bundle)
    kinds = [one.kind for one in send_mail(made.folder, scans, tmp_path).findings]
    assert kinds.count("missing_pdf") == 3
    assert kinds[3:] == ["revision"]


def test_a_preview_is_not_sent(tmp_path):
    folder = built(tmp_path, preview=True)
    assert not (folder / "电子邮件发送").exists()
    with pytest.raises(AppError, match="预览稿"):
        send_mail(folder)


def test_an_unknown_sending_is_refused_with_those_that_there_are(bundle):
    assert [one.id for one in mails_of(bundle)] == ["mail"]
    with pytest.raises(AppError, match=r"mail\(电子邮件发送\)"):
        send_mail(bundle, sending="post")


def test_without_marks_files_are_known_by_name(scans, tmp_path):
    bundle = built(tmp_path / "成册", wish=PrintWish(marks=False))
    plain = {name: next(bundle.rglob(f"{name}.pdf")) for name in (LETTER, PLAN, SUMMARY)}
    bare = [
        Scanner(dpi=72).scan(path, tmp_path / f"{name}（盖章）.pdf") for name, path in plain.items()
    ]
    checked = send_mail(bundle, bare, tmp_path)
    assert checked.is_complete, checked.findings
    assert len(checked.remarks) == 3
