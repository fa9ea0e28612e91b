"""What a bundle holds: papers, letters, inner papers, prints; previews are the very pages."""

import json
import os
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest

from desktop_app.core.changes import set_path
from desktop_app.core.pack_about import Deliverable, Letter, Post
from desktop_app.documents.print_sets import PrintWish
from desktop_app.errors import AppError
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.made_bundle import made_bundle
from desktop_app.jobs.papers import paper_of, write_paper
from desktop_app.jobs.progress import Cancelled
from desktop_app.jobs.read_bundle import MANIFEST
from desktop_app.storage.copying import to_disk
from tests.builders import a_draft, a_programme, a_project
from tests.bundle_files import bundle_files
from tests.park_pack import a_park_draft, a_park_programme

FINAL_DRAFT = a_draft([a_project(n) for n in range(5)], values={"chapters/goals": "共5个项目。"})
LETTERS = (
    Letter(id="cover", title="申报函", text="省练习厅：\n现报送材料。", signed="{basic.city}政府"),
    Letter(id="label", title="邮寄标签", text="省练习厅", layout="label"),
    Letter(
        id="truth",
        title="真实性声明",
        text="特此声明。",
        goes_with="plan",
        right=True,
        signed="{basic.city}政府",
    ),
)
DELIVERABLES = (
    Deliverable(
        id="plan", title="实施方案", form="plan", formats=("docx", "pdf"), copies=3, sealed=True
    ),
    Deliverable(
        id="summary", title="汇总表", form="summary", formats=("xlsx", "pdf"), copies=3, sealed=True
    ),
)


def programme(**about):
    parts = {
        "deliverable": DELIVERABLES,
        "post": Post(recipient="省练习厅", address="街1号"),
    } | about
    return a_programme(about=msgspec.structs.replace(a_programme().about, **parts), letters=LETTERS)


def built(folder, draft=FINAL_DRAFT, pack=None, **options) -> Bundle:
    found = build_bundle(pack or programme(), draft, folder, **options)
    assert isinstance(found, Bundle), found
    return found


def text_pages(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_everything_has_its_place_in_the_bundle(tmp_path):
    found = built(tmp_path)
    assert set(bundle_files(found.folder)) == {
        "2024年某某市练习实施方案.docx", "2024年某某市练习实施方案.pdf",
        "某某市练习项目汇总表.xlsx", "某某市练习项目汇总表.pdf", "一致性证明.pdf",
        "函件/申报函.docx", "函件/申报函.pdf", "函件/邮寄标签.docx", "函件/邮寄标签.pdf",
        "内部/申报材料送审单.docx", "内部/申报材料送审单.pdf",
        "内部/申报材料移交清单.docx", "内部/申报材料移交清单.pdf",
        "内部/核对情况说明.docx", "内部/核对情况说明.pdf", "内部/盖章导航单.pdf",
        "打印/全套（一式3份，按套）.pdf", MANIFEST,
    }  # fmt: skip
    assert set(found.files) == set(bundle_files(found.folder))
    assert found.prints == ("打印/全套（一式3份，按套）.pdf",)


def test_the_manifest_says_what_the_marks_of_the_pages_count(tmp_path):
    found = built(tmp_path)
    manifest = json.loads((found.folder / MANIFEST).read_text("utf-8"))
    counted = {
        one["document"]: (one["file"], one["title"], one["copies"], one["pages"])
        for one in manifest["files"]
        if "document" in one
    }
    assert {number: told[1:3] for number, told in counted.items()} == {
        1: ("实施方案", 3), 2: ("汇总表", 3), 3: ("申报函", 1),
    }  # fmt: skip
    for file, _, _, pages in counted.values():
        assert pages == len(text_pages(found.folder / file))


@pytest.mark.parametrize(("form", "pattern"), [("plan", "*方案.pdf"), ("summary", "*汇总表.pdf")])
def test_what_is_looked_at_is_what_is_handed_in(form, pattern, tmp_path):
    """The window shows a paper by `write_paper`: the same bytes as in bundle and preview."""
    for preview in (False, True):
        found = built(tmp_path, preview=preview)
        folder = tmp_path / f"{form}{preview}"
        folder.mkdir()
        shown = write_paper(paper_of(programme(), FINAL_DRAFT, form, preview=preview), folder)
        (handed_in,) = found.folder.glob(pattern)
        assert (folder / shown.files["pdf"]).read_bytes() == handed_in.read_bytes()


def test_a_preview_has_the_pages_of_the_final_one_each_marked(tmp_path):
    final, preview = built(tmp_path), built(tmp_path, preview=True)
    for name in (name for name in preview.files if name.endswith(".pdf")):
        ours, marked = text_pages(final.folder / name), text_pages(preview.folder / name)
        # The blank back of a sheet has the mark across it, and no foot with words.
        assert [page for page in marked if page.strip()]
        assert all("草稿" in page for page in marked if page.strip()), name
        assert not any("草稿" in page for page in ours), name
        with pikepdf.open(final.folder / name) as one, pikepdf.open(preview.folder / name) as other:
            assert len(one.pages) == len(other.pages), name
    assert preview.prints == ()
    assert not [name for name in preview.files if "盖章导航单" in name]


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (PrintWish("none"), []),
        (PrintWish("set", copies=2), ["全套（一式2份，按套）.pdf"]),
        (
            PrintWish("document", duplex=False),
            [
                "2024年某某市练习实施方案（3份）.pdf", "某某市练习项目汇总表（3份）.pdf",
                "申报函（1份）.pdf",
            ],
        ),
    ],
)  # fmt: skip
def test_people_print_as_they_wish(wish, names, tmp_path):
    found = built(tmp_path, wish=wish)
    assert list(found.prints) == [f"打印/{name}" for name in names]
    handover = "".join(text_pages(found.folder / "内部/申报材料移交清单.pdf"))
    copies = wish.copies or 3
    assert f"实施方案{copies}" in "".join(handover.split())


def test_the_brief_is_one_page_however_many_counties_and_explanations_there_are(tmp_path):
    many = [
        a_project(n, county=f"第{n}个名称相当长的经济技术开发区", industry=f"第{n}类制造业")
        for n in range(60)
    ]
    for count in (2, 60):
        found = built(tmp_path, a_draft(many[:count]), preview=True)
        assert len(text_pages(found.folder / "内部/申报材料送审单.pdf")) == 1


def test_no_file_is_replaced_and_no_folder_moved_while_it_is_open(tmp_path, monkeypatch):
    """Windows refuses both."""
    moved = []

    def watched(move):
        def with_a_look(source, target):
            held = [one.resolve() for one in Path("/proc/self/fd").iterdir()]
            for path in (Path(source), Path(target)):
                assert not [one for one in held if one.is_relative_to(path)], path
            moved.append(Path(target).name)
            return move(source, target)

        return with_a_look

    for name in ("replace", "rename"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    built(tmp_path, with_zip=True)
    assert {"盖章导航单.pdf", "材料", "材料.zip"} <= set(moved)


def test_a_zip_that_cannot_be_written_leaves_the_bundle_and_says_so(tmp_path, monkeypatch):
    def full_for_a_zip(path):
        if path.suffix == ".zip":
            raise OSError(28, "No space left on device")
        to_disk(path)

    monkeypatch.setattr("desktop_app.jobs.bundle_folder.to_disk", full_for_a_zip)
    with pytest.raises(AppError, match="材料已成册"):
        built(tmp_path, with_zip=True)
    assert (tmp_path / "材料" / MANIFEST).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["材料"]


@pytest.mark.parametrize("preview", [False, True])
def test_a_build_that_is_stopped_at_any_step_leaves_nothing(tmp_path, preview):
    told = []
    built(tmp_path / "whole", preview=preview, report=lambda *step: told.append(step))
    there = tmp_path / "there"
    there.mkdir()
    for last in range(len(told)):

        def unwanted(done, total, what, last=last):
            del total, what
            if done == last:
                raise Cancelled

        # Into a folder that is there and into one that is not, by turns.
        with pytest.raises(Cancelled):
            built((tmp_path / "new", there)[last % 2], preview=preview, report=unwanted)
        assert not (tmp_path / "new").exists()
        assert list(there.iterdir()) == []


def test_a_made_bundle_tells_what_it_is_and_when_the_draft_went_on(tmp_path):
    made = made_bundle(built(tmp_path, standing="定稿 甲").folder)
    assert (made.projects, made.is_preview, made.standing) == (5, False, "定稿 甲")
    assert [one.name for one in made.files if one.is_print] == ["打印/全套（一式3份，按套）.pdf"]
    assert {(one.form, one.copies) for one in made.files if one.form and one.is_pdf} == {
        ("plan", 3), ("summary", 3),
    }  # fmt: skip
    assert made.stale(FINAL_DRAFT, "定稿 甲") == ""
    later = set_path(FINAL_DRAFT, "basic/city", "别市").apply(FINAL_DRAFT)
    assert "草稿又有了改动" in made.stale(later, "")
    now = later.at_revision(made.revision + 2)
    assert f"这册材料是第 {made.revision} 版做的,草稿已改到第 {now.revision} 版" in made.stale(
        now, ""
    )
    assert "「定稿 乙」以前做的" in made.stale(FINAL_DRAFT, "定稿 乙")


def test_projects_without_any_name_are_told_before_anything_is_written(tmp_path):
    unnamed = a_draft([a_project(n, name=" ") for n in range(3)])
    with pytest.raises(AppError, match="还没有填写名称"):
        built(tmp_path, unnamed, preview=True)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_step_once_and_ends_with_the_last(tmp_path):
    # So many counties that the brief takes several tries.
    many = a_draft([a_project(n, county=f"第{n}开发区", industry=f"第{n}类") for n in range(60)])
    for name, draft, preview in (("final", FINAL_DRAFT, False), ("preview", many, True)):
        told = []
        built(
            tmp_path / name, draft, preview=preview, report=lambda *step, to=told: to.append(step)
        )
        done, steps, names = zip(*told, strict=True)
        assert done == tuple(range(len(told)))
        assert set(steps) == {len(told)}
        assert len(set(names)) == len(told)


def test_the_declaration_in_the_plan_lies_on_a_right_hand_page_and_is_guided_to(tmp_path):
    found = built(tmp_path)
    pages = text_pages(found.folder / "2024年某某市练习实施方案.pdf")
    (place,) = [n for n, text in enumerate(pages, start=1) if "特此声明" in text]
    assert place % 2 == 1
    guide = "".join("".join(text_pages(found.folder / "内部/盖章导航单.pdf")).split())
    assert f"第{place}页" in guide
    assert "申报函" in guide


def test_a_pack_that_asks_for_no_pdf_has_neither_guide_nor_prints(tmp_path):
    only_word = tuple(
        msgspec.structs.replace(one, formats=tuple(f for f in one.formats if f != "pdf"))
        for one in DELIVERABLES
    )
    pack = programme(deliverable=only_word)
    found = built(tmp_path, pack=msgspec.structs.replace(pack, letters=()))
    assert found.prints == ()
    assert not [name for name in found.files if "导航单" in name]


def test_two_builds_of_one_revision_are_the_same_bytes(tmp_path):
    one, other = built(tmp_path), built(tmp_path)
    assert one.folder != other.folder
    first, second = bundle_files(one.folder), bundle_files(other.folder)
    assert list(first) == list(second)
    assert [n for n in first if first[n].read_bytes() != second[n].read_bytes()] == []


def test_what_is_not_there_yet_is_called_as_the_pack_calls_it(tmp_path):
    """The park's rows are 工程 of an 一览表."""
    with pytest.raises(AppError, match="一览表还没有工程,不能成册"):
        build_bundle(a_park_programme(), a_park_draft(), tmp_path, preview=True)
