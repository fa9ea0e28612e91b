"""A clerk works off the faults of the practice city in the window."""

import tomllib

import pytest
from PySide6.QtCore import Qt

from desktop_app.jobs.demo import input_files, sample_folder
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import create
from tests.ui.conftest import NOW, Clerk, on_disk


@pytest.fixture
def city(tmp_path):
    """The practice city as it comes in from the counties, with all its faults."""
    samples = sample_folder()
    programme = load_programme(samples.name)
    path = tmp_path / "练习城市.shenbao"
    with create(path, programme.id, starting_values(programme), author="", now=lambda: NOW) as file:
        fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
        pairs = [f"{key}={value}" for key, value in fields.items()]
        file.do(assignments(programme, file.draft, pairs), "填写基本信息")
        imported = import_files(programme, file.draft, input_files(samples))
        file.do(imported.change, "导入")
    return path


@pytest.fixture
def clerk(qtbot, prompts):
    return Clerk(qtbot, prompts)


def number_left(clerk):
    told = clerk.left()
    return int(told.split()[1]) if told.startswith("还剩") else 0


def test_everything_the_program_can_mend_is_mended_by_keys_and_taken_back(clerk, city):
    clerk.open(city)
    before = clerk.left()
    start = on_disk(city).revision
    done = 0
    passed = set()
    clerk.choose(clerk.spoken())
    while clerk.spoken() not in passed:
        if not clerk.shown("fix"):
            passed.add(clerk.spoken())
            clerk.key(Qt.Key.Key_F8)
            continue
        shown = clerk.findings()
        clerk.buttons("fix")[0].setFocus()
        clerk.key(Qt.Key.Key_Space)
        clerk.key(Qt.Key.Key_Space)
        done += 1
        # What is added to one paper may want filling in; so the list need not get shorter.
        clerk.until(lambda shown=shown: clerk.findings() != shown)
        assert clerk.window.focusWidget().objectName() == "findings"
    assert done >= 8
    clerk.until(lambda: on_disk(city).revision == start + done)
    for n in range(done):
        clerk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        clerk.until(lambda n=n: f"数据版本 {start + done + n + 1}" in clerk.label("standing"))
    clerk.until(lambda: clerk.left() == before)


def test_what_must_be_explained_is_explained_one_after_the_other(clerk, city):
    clerk.open(city)
    clerk.press("only explain")
    for told in (
        "设备为进口定制,交货期十四个月。",
        "已对照营业执照核实无误。",
        "该项目含新建厂房。",
    ):
        left = number_left(clerk)
        clerk.write_explanation(told)
        clerk.press("save explanation")
        clerk.until(lambda left=left: number_left(clerk) == left - 1)
    assert all(one.startswith("✓ 已说明") for one in clerk.findings())
    clerk.until(lambda: len(on_disk(city).explanations) == 3)


def test_a_value_that_was_mistyped_is_written_anew_and_settles_what_hangs_on_it(clerk, city):
    clerk.open(city)
    first = clerk.spoken()
    assert first.startswith("LN-C3")
    left = number_left(clerk)
    clerk.press("change")
    clerk.type("29.8")
    clerk.key(Qt.Key.Key_Return)
    clerk.until(lambda: number_left(clerk) == left - 2)
    assert not any("LN-G4-4" in one for one in clerk.findings())
