"""Official forms that are kept, read back, forgotten; what a bundle makes of them."""

import json
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from lxml import etree

from desktop_app.core.own_places import assigned
from desktop_app.documents.office_package import OfficePackage
from desktop_app.documents.sheet_xml import SheetXml
from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.kept_forms import FOLDER, forget, keep, kept
from desktop_app.jobs.official_form import propose
from desktop_app.jobs.read_bundle import MANIFEST, manifest_of
from desktop_app.jobs.verify import verify_bundle
from tests.builders import a_draft, a_programme, a_project
from tests.official_files import plain, sampled, whole
from tests.official_words import bold_lines, outline, summary_table
from tests.word_files import W

DRAFT = a_draft(
    [a_project(n) for n in range(1, 6)],
    values={"chapters/goals": "共5个项目。", "basic/bureau": "某某市工业和信息化局"},
)


@pytest.fixture
def received(tmp_path):
    """A blank form as a file that came."""

    def one(made, name="附件3.xlsx"):
        path = tmp_path / "收到" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made().content)
        return path

    return one


@pytest.fixture
def keeping(received, data_folder):
    """Keeps a blank form, with the map that the program makes of it."""

    def one(made, name="附件3.xlsx"):
        found = propose(a_programme(), received(made, name), read=read_here)
        keep(a_programme(), found.form, found.content)
        return found

    return one


def files(folder):
    return sorted(one.name for one in folder.rglob("*") if one.is_file())


def test_a_kept_form_comes_back_with_its_map_and_its_bytes(keeping):
    found = keeping(whole)
    (one,) = kept(a_programme())
    assert (one.form, one.content, one.trouble) == (found.form, found.content, "")


def test_another_form_takes_the_place_of_the_first_and_nothing_is_left(keeping, data_folder):
    keeping(whole)
    found = keeping(plain)
    (one,) = kept(a_programme())
    assert one.content == found.content
    assert len(files(data_folder)) == 2


def test_summary_and_plan_are_kept_side_by_side_and_forgotten_one_by_one(keeping, data_folder):
    keeping(whole)
    keeping(outline, "附件2.docx")
    assert [one.attachment for one in kept(a_programme())] == ["summary", "plan"]
    assert forget(a_programme(), "summary")
    assert not forget(a_programme(), "summary")
    assert [one.attachment for one in kept(a_programme())] == ["plan"]
    assert forget(a_programme(), "plan")
    assert files(data_folder) == []


@pytest.mark.parametrize("harm", ["changed", "gone", "map", "programme"])
def test_what_was_damaged_is_told_and_stops_the_bundle(keeping, data_folder, tmp_path, harm):
    keeping(whole)
    folder = next(data_folder.rglob("对应关系.json")).parent
    blank = next(folder.glob("*.xlsx"))
    if harm == "changed":
        blank.write_bytes(blank.read_bytes() + b" ")
    elif harm == "gone":
        blank.unlink()
    elif harm == "map":
        (folder / "对应关系.json").write_text("{", "utf-8")
    else:
        told = json.loads((folder / "对应关系.json").read_text("utf-8"))
        told["tables"][0]["columns"][2]["field"] = "gone"
        (folder / "对应关系.json").write_text(json.dumps(told), "utf-8")
    (one,) = kept(a_programme())
    assert "重新选择" in one.trouble
    with pytest.raises(AppError, match="重新选择"):
        build_bundle(a_programme(), DRAFT, tmp_path / "册")
    assert not (tmp_path / "册").exists()


def test_a_map_that_does_not_fit_is_not_kept(received, data_folder):
    found = propose(a_programme(), received(whole), read=read_here)
    with pytest.raises(AppError, match="还不知道哪一列是「项目名称」"):
        keep(a_programme(), assigned(found.form, "附件3!B", ""), found.content)
    assert kept(a_programme()) == ()


def test_where_nothing_can_be_written_the_earlier_form_stays(keeping, received, data_folder):
    before = keeping(plain)
    found = propose(a_programme(), received(whole), read=read_here)
    # A folder in the place of the file that was to be written.
    folder = next(data_folder.rglob("对应关系.json")).parent
    (folder / f"{found.form.sha256[:16]}.xlsx").mkdir()
    with pytest.raises(AppError, match="没有存下"):
        keep(a_programme(), found.form, found.content)
    (one,) = kept(a_programme())
    assert one.content == before.content


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("附件3.csv", "项目名称,投资\n".encode(), "要用 .xlsx 或 .docx"),
        ("附件3.xlsx", b"", "是空的"),
        ("附件3.xlsx", b"PK\x03\x04broken", "已损坏"),
        ("附件2.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "附件2.wps"),
    ],
)
def test_what_cannot_be_a_form_is_refused_in_a_sentence(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AppError, match=why):
        propose(a_programme(), tmp_path / name)


@pytest.mark.parametrize(
    ("made", "part", "old", "new"),
    [
        (whole, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetDate>"),
        (whole, "xl/worksheets/sheet1.xml", b'r="B4"', b'r="4B"'),
        (whole, "xl/_rels/workbook.xml.rels", b"rId1", b"rId99"),
        (outline, "word/document.xml", b"<w:body>", b"<w:bod>"),
    ],
)
def test_a_form_that_is_broken_inside_is_refused_in_a_sentence(
    received, tmp_path, made, part, old, new
):
    """A tolerant reader may still read it."""
    path = received(made, "附件.docx" if made is outline else "附件.xlsx")
    spoilt = tmp_path / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    with pytest.raises(AppError, match="「附件"):
        propose(a_programme(), spoilt)


@pytest.mark.parametrize(
    ("made", "old", "new"),
    [
        (whole, b"spreadsheetml.sheet.main", b"spreadsheetml.template.main"),
        (whole, b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"macroEnabled.main"),
        (outline, b"wordprocessingml.document.main", b"wordprocessingml.template.main"),
    ],
)
def test_templates_and_files_with_macros_are_refused(received, tmp_path, made, old, new):
    """Under the name of an ordinary file Office would not open them."""
    path = received(made, "附件.docx" if made is outline else "附件.xlsx")
    other = tmp_path / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            told = source.read(name)
            target.writestr(name, told.replace(old, new) if name.startswith("[Con") else told)
    with pytest.raises(AppError, match="带有宏,或者是模板文件"):
        propose(a_programme(), other, read=read_here)


def test_a_file_without_a_table_or_a_label_is_refused(received):
    from tests.official_files import Form, saved, workbook

    def other():
        book, sheet = workbook()
        sheet["A1"] = "会议通知"
        return Form(saved(book), 0, 0)

    with pytest.raises(AppError, match="没有认出要填的"):
        propose(a_programme(), received(other))
    with pytest.raises(AppError, match="要用 Word 文件"):
        propose(a_programme(), received(whole), "plan")


def test_doubts_of_a_form_are_told(received):
    found = propose(a_programme(), received(sampled), read=read_here)
    assert any("第2、3行已有内容" in one for one in found.doubts)


def test_the_bundle_holds_the_filled_forms_and_its_proof_says_so(keeping, tmp_path):
    keeping(whole)
    keeping(bold_lines, "附件2 方案.docx")
    made = build_bundle(a_programme(), DRAFT, tmp_path)
    names = {f"{FOLDER}/附件3.xlsx": "summary", f"{FOLDER}/附件2 方案.docx": "plan"}
    entries = {one["file"]: one.get("official") for one in manifest_of(made.folder)["files"]}
    assert {key: told for key, told in entries.items() if told} == names
    assert set(names) <= set(made.files)
    assert [one.proof.projects for one in made.official] == [5, 5]
    with pypdfium2.PdfDocument(made.folder / "一致性证明.pdf") as document:
        told = "".join(page.get_textpage().get_text_range() for page in document)
    told = "".join(told.split())
    assert "官方表样《附件3.xlsx》（附件3项目汇总表）已照草稿填好并读回：5个项目" in told
    assert "附件2方案.docx" in told
    verified = verify_bundle(made.folder, lambda _: a_programme(), read=read_here)
    assert verified.identical
    assert not verified.changed


def test_the_same_draft_gives_the_same_filled_forms(keeping, tmp_path):
    keeping(whole)
    one, other = (build_bundle(a_programme(), DRAFT, tmp_path) for _ in range(2))
    name = f"{FOLDER}/附件3.xlsx"
    assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes()


def test_what_the_form_has_no_room_for_is_told(keeping, tmp_path):
    keeping(whole)
    (one,) = build_bundle(a_programme(), DRAFT, tmp_path).official
    assert any("没有地方填:「试点细分行业」、「电话」" in note for note in one.notes)


def test_a_preview_has_no_official_form_and_nothing_changes_without_one(keeping, tmp_path):
    plain_one = build_bundle(a_programme(), DRAFT, tmp_path / "a", official=())
    keeping(whole)
    preview = build_bundle(a_programme(), DRAFT, tmp_path / "b", preview=True)
    assert preview.official == plain_one.official == ()
    assert not (preview.folder / FOLDER).exists()
    assert not [one for one in manifest_of(plain_one.folder)["files"] if "official" in one]


@pytest.mark.parametrize("place", ["B8", "F8", "A3", "F12"])
def test_a_form_that_says_something_else_stops_the_bundle(keeping, tmp_path, place):
    """One place of the filled file changes between writing and reading back."""
    keeping(whole)

    def read(path):
        if path.parent.name == FOLDER:
            spoil(path, place)
        return read_here(path)

    with pytest.raises(AppError, match="与草稿不一致"):
        build_bundle(a_programme(), DRAFT, tmp_path / "册", read=read)
    assert not list((tmp_path / "册").rglob(MANIFEST))


def test_one_project_more_than_the_draft_has_stops_the_bundle(keeping, tmp_path):
    """A row below those that were filled, which the receiver would read as a project."""
    keeping(plain)

    def read(path):
        if path.parent.name == FOLDER:
            spoil(path, "B8")
        return read_here(path)

    with pytest.raises(AppError, match="草稿有 5 个项目,文件中读到 6 个"):
        build_bundle(a_programme(), DRAFT, tmp_path / "册", read=read)


def test_a_word_table_with_tracked_rows_is_refused_with_the_next_step(received):
    def tracked():
        form = summary_table()
        package = OfficePackage(form.content)
        root = package.tree("word/document.xml")
        row = next(root.iter(f"{W}trPr"))
        etree.SubElement(row, f"{W}del", {f"{W}id": "1", f"{W}author": "张三"})
        package.put("word/document.xml", root)
        return replace(form, content=package.packed())

    with pytest.raises(AppError, match="接受全部修订"):
        propose(a_programme(), received(tracked, "附件3.docx"), read=read_here)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("共5个项目。", "共6个项目。"),
        ("二、具体项目", "二、别的项目"),
        ("智能产线改造项目3号", "智能产线改造项目3 号"),
        ("某某市练习实施方案", "别的市练习实施方案"),
        ("日期:", "日 期限:"),
    ],
)
def test_a_word_form_that_says_something_else_stops_the_bundle(keeping, tmp_path, old, new):
    keeping(outline, "附件2.docx")

    def read(path):
        if path.parent.name == FOLDER:
            package = OfficePackage(path.read_bytes())
            root = package.tree("word/document.xml")
            (one,) = [each for each in root.iter(f"{W}t") if old in (each.text or "")]
            one.text = one.text.replace(old, new)
            package.put("word/document.xml", root)
            path.write_bytes(package.packed())
        return read_here(path)

    with pytest.raises(AppError, match="与草稿不一致"):
        build_bundle(a_programme(), DRAFT, tmp_path / "册", read=read)
    assert not list((tmp_path / "册").rglob(MANIFEST))


def spoil(path, place):
    package = OfficePackage(path.read_bytes())
    part = "xl/worksheets/sheet1.xml"
    sheet = SheetXml(package.tree(part), [])
    row, column = int(place[1:]) - 1, ord(place[0]) - 65
    sheet.put_text(row, column, "别的")
    package.put(part, sheet.root)
    path.write_bytes(package.packed())
