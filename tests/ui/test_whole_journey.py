"""One clerk's whole way through the window, from the notice to the papers that are handed in."""

import tomllib

import pytest

from desktop_app.jobs.build_bundle import FOLDER
from desktop_app.jobs.demo import correct, input_files, read_faults, sample_folder
from desktop_app.jobs.draft_work import assignments
from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import open_draft
from tests.ui.conftest import NOW, Clerk, on_disk


@pytest.fixture
def clerk(qtbot, prompts):
    return Clerk(qtbot, prompts)


def test_from_the_notice_to_the_papers_handed_in(clerk, tmp_path):
    samples = sample_folder()
    city = "铁岭市"
    clerk.prompts.folder = tmp_path

    # New, from the programme.
    clerk.press("new")
    clerk.fill("city", city)
    clerk.press("choose folder")
    clerk.press("make")
    clerk.until(lambda: city in clerk.label("state"))
    path = tmp_path / clerk.window.windowTitle().removesuffix(" — 申报匣")
    assert any(one.startswith("项目汇总表") and "未填" in one for one in clerk.steps())

    # What the counties sent, and the plan: one change, one undo.
    clerk.go("项目汇总表")
    clerk.prompts.files = input_files(samples)
    clerk.press("import")
    clerk.press("choose files")
    clerk.until(lambda: any(one.isEnabled() for one in clerk.buttons("import")))
    clerk.press("import")
    clerk.until(lambda: len(on_disk(path).rows("projects")) > 100)
    imported = on_disk(path).rows("projects")
    clerk.until(lambda: "导入" in clerk.buttons("undo")[0].text())
    clerk.press("undo")
    clerk.until(lambda: not on_disk(path).rows("projects"))
    clerk.until(lambda: "导入" in clerk.buttons("redo")[0].text())
    clerk.press("redo")
    clerk.until(lambda: on_disk(path).rows("projects") == imported)

    # The form, field by field; what is typed is kept as typed.
    clerk.go("基本信息")
    clerk.fill("field industrial_firms", "170 家")
    clerk.until(lambda: on_disk(path).value("basic/industrial_firms") == "170 家")

    # Findings: one is mended and taken back; then a colleague mends all at the command line.
    clerk.go("核对")
    clerk.until(lambda: clerk.left().startswith("还剩"))
    before = clerk.left()
    for _ in clerk.findings():
        if clerk.shown("fix"):
            break
        clerk.press("next")
    clerk.press("fix")
    clerk.press("agree to fix")
    clerk.until(lambda: clerk.left() != before)
    clerk.until(clerk.buttons("undo")[0].isEnabled)
    clerk.press("undo")
    clerk.until(lambda: clerk.left() == before)
    clerk.press("home")
    clerk.until(lambda: clerk.shown("recent"))
    told = clerk.buttons("recent")[0].accessibleName()
    assert city in told
    assert "核对" in told
    mended_by_a_colleague(path, samples)

    # Reopened, the page is the one that was left; then the papers.
    clerk.press("recent")
    clerk.until(lambda: clerk.left().startswith(("还剩", "没有要处理")))
    clerk.until(lambda: clerk.label("verdict") == "✓ 核对通过")
    clerk.go("成册与打印")
    clerk.press("build")
    clerk.qtbot.waitUntil(lambda: clerk.shown("print"), timeout=60_000)
    bundle = tmp_path / FOLDER
    assert any("一致" in one.name for one in bundle.iterdir())
    assert any("成册与打印:完成" in one for one in clerk.steps())

    # 定稿, and the draft says so when it is opened again.
    clerk.fill("freeze name", "报批稿")
    clerk.press("freeze")
    clerk.until(lambda: "已定稿" in clerk.label("standing"))
    clerk.press("home")
    clerk.until(lambda: clerk.shown("recent"))
    assert "已定稿" in clerk.buttons("recent")[0].accessibleName()
    assert clerk.prompts.told == []


def mended_by_a_colleague(path, samples):
    """Everything that the answer key says of the practice city, its form filled in first."""
    programme = load_programme(samples.name)
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    with open_draft(path, now=lambda: NOW) as file:
        pairs = [f"{key}={value}" for key, value in fields.items()]
        file.do(assignments(programme, file.draft, pairs), "填写基本信息")
        for fault in read_faults(samples / "answers.toml"):
            correct(programme, file, fault, lambda: NOW)
