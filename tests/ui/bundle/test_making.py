"""成册: made by a click, cancelled, gone stale, its choices kept."""

import pypdfium2
from PySide6.QtWidgets import QComboBox, QLabel

from desktop_app.core.steps import StepState
from tests.small_pack import a_passing_draft
from tests.ui.bundle.sitting import PAPERS, held_up, page_count
from tests.ui.conftest import on_disk


def test_a_click_makes_the_bundle_and_shows_what_it_proves(sit, tmp_path, backups):
    clerk = sit()
    assert clerk.label("verdict") == "✓ 核对通过"
    assert "附件2 实施方案:Word、PDF;纸质一式叁份,盖章" in clerk.label("promised")
    assert clerk.page.step_state is StepState.EMPTY
    clerk.build()
    assert (tmp_path / "材料" / "一致性证明.pdf").exists()
    assert "项目名称和数量完全一致,均为 2 个" in clerk.label("proof")
    assert "数据版本 1" in clerk.label("made where")
    assert clerk.labels("paper")[:3] == ["全套（一式3份，按套）", *PAPERS]
    assert clerk.states[-1] is StepState.DONE
    assert not clerk.label("stale")
    assert clerk.label("preview title") == PAPERS[0]
    clerk.press("open folder")
    assert clerk.opened == [tmp_path / "材料"]
    clerk.until(lambda: list(backups.rglob("*.shenbao")))


def test_what_does_not_pass_offers_the_check_and_a_preview_on_which_every_page_is_marked(
    sit, tmp_path
):
    clerk = sit(a_passing_draft(goals="全市共实施项目9个。"))
    assert clerk.label("verdict") == "▲ 核对未通过,还剩 必须改 1"
    assert not clerk.buttons("build")[0].isEnabled()
    clerk.press("go to check")
    assert clerk.jumps == ["check"]
    clerk.press("build preview")
    clerk.until(lambda: clerk.label("made title") == "预览稿已生成")
    with pypdfium2.PdfDocument(tmp_path / "材料(预览)" / f"{PAPERS[0]}.pdf") as document:
        assert all("草稿" in page.get_textpage().get_text_range() for page in document)
    assert clerk.page.step_state is StepState.BEGUN


def test_what_was_typed_last_is_saved_and_printed(sit, tmp_path):
    clerk = sit()
    clerk.session.type("填写", "chapters/funds", "用于数字化改造。")
    clerk.build()
    assert clerk.page.made.revision == on_disk(clerk.path).revision == 2
    assert not clerk.label("stale")


def test_the_choices_reach_the_bundle_and_are_there_the_next_time(sit, tmp_path):
    clerk = sit()
    clerk.prompts.folder = tmp_path / "别处"
    clerk.press("change place")
    clerk.choose("order", "按文件")
    clerk.choose("copies", "2 份")
    clerk.press("with zip")
    clerk.press("duplex")
    clerk.build()
    assert (tmp_path / "别处" / "材料.zip").exists()
    assert f"{PAPERS[0]}（2份）" in clerk.labels("paper")
    assert page_count(tmp_path / "别处/材料/打印" / f"{PAPERS[1]}（2份）.pdf") == 2
    clerk.leave()
    clerk.sit_down()
    clerk.until(lambda: clerk.label("made title"))
    assert clerk.label("place").endswith("› 别处")
    assert clerk.page.findChild(QLabel, "place").toolTip() == str(tmp_path / "别处")
    assert clerk.page.findChild(QComboBox, "copies").currentText() == "2 份"
    assert not clerk.buttons("duplex")[0].isChecked()
    assert f"{PAPERS[0]}（2份）" in clerk.labels("paper")


def test_cancel_stops_the_build_and_leaves_nothing(sit, tmp_path, monkeypatch):
    clerk = sit()
    before = sorted(one.name for one in tmp_path.iterdir())
    gate = held_up(monkeypatch)
    clerk.press("build")
    clerk.until(lambda: gate.is_reached)
    assert not clerk.buttons("build")[0].isEnabled()
    assert "材料还在生成" in clerk.page.begun
    clerk.press("cancel build")
    gate.open()
    clerk.until(lambda: clerk.label("build told") == "已取消,没有留下文件。")
    assert sorted(one.name for one in tmp_path.iterdir()) == before
    assert clerk.page.begun == ""
    clerk.build()


def test_leaving_the_page_ends_a_build_without_a_trace(sit, tmp_path, monkeypatch):
    clerk = sit()
    gate = held_up(monkeypatch)
    clerk.press("build")
    clerk.until(lambda: gate.is_reached)
    gate.open()
    clerk.page.stop()
    assert not [one for one in tmp_path.iterdir() if one.is_dir()]


def test_a_folder_that_takes_no_files_is_told(sit, tmp_path):
    clerk = sit()
    (tmp_path / "a").write_text("")
    clerk.prompts.folder = tmp_path / "a"
    clerk.press("change place")
    clerk.press("build")
    clerk.until(lambda: "请换一个文件夹" in clerk.label("build told"))
    assert clerk.buttons("build")[0].isEnabled()


def test_a_bundle_goes_stale_when_the_draft_goes_on(sit):
    clerk = sit()
    clerk.build()
    clerk.change("别市")
    clerk.change("某市")
    clerk.until(lambda: "第 1 版做的,草稿已改到第 3 版" in clerk.label("stale"))
    assert clerk.states[-1] is StepState.BEGUN
    clerk.press("build again")
    clerk.until(lambda: not clerk.label("stale") and "数据版本 3" in clerk.label("made where"))
