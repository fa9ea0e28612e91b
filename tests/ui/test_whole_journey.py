"""One clerk's whole way through the window, from the notice to the papers that are handed in."""

import tomllib

import pypdfium2
import pytest

from desktop_app.jobs.build_bundle import FOLDER
from desktop_app.jobs.demo import input_files, read_faults, sample_folder
from desktop_app.jobs.packs import load_programme
from tests.ui.by_hand import ByHand
from tests.ui.conftest import Clerk, on_disk

CITY = "铁岭市"


@pytest.fixture
def clerk(qtbot, prompts, tmp_path):
    prompts.folder = tmp_path
    return Clerk(qtbot, prompts)


def test_from_the_notice_to_the_papers_handed_in(clerk, tmp_path):
    samples = sample_folder()
    programme = load_programme(samples.name)

    # New, from the programme.
    clerk.press("new")
    clerk.fill("city", CITY)
    clerk.press("choose folder")
    clerk.press("make")
    clerk.until(lambda: CITY in clerk.label("state"))
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
    clerk.until(lambda: "导入" in clerk.buttons("undo")[0].accessibleName())
    clerk.press("undo")
    clerk.until(lambda: not on_disk(path).rows("projects"))
    clerk.until(lambda: "导入" in clerk.buttons("redo")[0].accessibleName())
    clerk.press("redo")
    clerk.until(lambda: on_disk(path).rows("projects") == imported)

    # The form, field by field.
    hand = ByHand(clerk, programme, path)
    for place, text in tomllib.loads((samples / "fields.toml").read_text("utf-8")).items():
        hand.fill(place, text)

    # One finding is mended by the program, and that is taken back.
    clerk.go("核对")
    clerk.until(lambda: clerk.left().startswith("还剩"))
    for _ in clerk.findings():
        if clerk.shown("fix"):
            break
        clerk.press("next")
    mended = clerk.findings()[clerk.line()]
    clerk.press("fix")
    clerk.press("agree to fix")
    clerk.until(lambda: mended not in clerk.findings())
    clerk.press("undo")
    clerk.until(lambda: mended in clerk.findings())

    # Everything else is mended or explained by hand, as the answer key says.
    for fault in read_faults(samples / "answers.toml"):
        for record in fault.correction:
            hand.correct(record)
    clerk.go("核对")
    clerk.until(lambda: clerk.label("verdict") == "✓ 核对通过")

    # Left and opened again, the page is the one that was left.
    clerk.press("home")
    clerk.until(lambda: clerk.shown("recent"))
    told = clerk.buttons("recent")[0].accessibleName()
    assert CITY in told
    assert "核对" in told
    clerk.press("recent")
    clerk.until(lambda: clerk.left().startswith("没有要处理"))

    # The papers, one of them printed.
    clerk.go("成册与打印")
    clerk.press("build")
    clerk.until(lambda: clerk.shown("print"))
    bundle = tmp_path / FOLDER
    assert any("一致" in one.name for one in bundle.iterdir())
    assert any("成册与打印:完成" in one for one in clerk.steps())
    letter = next(
        n for n, one in enumerate(clerk.buttons("print")) if one.accessibleName().endswith("函")
    )
    clerk.press("print", letter)
    clerk.until(lambda: any(one.isEnabled() for one in clerk.buttons("print to pdf")))
    clerk.prompts.pdf = tmp_path / "函.pdf"
    clerk.press("print to pdf")
    clerk.until(lambda: "函.pdf" in clerk.label("print told"))
    with pypdfium2.PdfDocument(tmp_path / "函.pdf") as printed:
        assert len(printed) >= 1
    clerk.press("back to bundle")

    # 定稿, handed in, and the draft says so when it is opened again.
    clerk.fill("freeze name", "报批稿")
    clerk.press("freeze")
    clerk.until(lambda: "已定稿" in clerk.label("standing"))
    clerk.go("报送登记")
    clerk.fill("submit date", "2024年11月20日")
    clerk.fill("submit receipt", "EMS 1001")
    clerk.press("submit")
    clerk.until(lambda: "EMS 1001" in clerk.label("submitted"))
    assert any("报送登记:完成" in one for one in clerk.steps())
    clerk.press("home")
    clerk.until(lambda: clerk.shown("recent"))
    assert "已报送" in clerk.buttons("recent")[0].accessibleName()
    clerk.press("recent")
    clerk.until(lambda: "EMS 1001" in clerk.label("submitted"))
    assert clerk.prompts.told == []
