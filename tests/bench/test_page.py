"""The page that the bench writes: what must be reached first, and nothing left out in silence."""

import pytest

from tests.bench.page import Page
from tests.bench.targets import NOT_HERE, REASONS, TARGETS
from tests.bench.window_outside import frozen_program


def lines_of(page: Page) -> list[str]:
    return page.markdown().splitlines()


def line_with(page: Page, told: str) -> str:
    [line] = [one for one in lines_of(page) if told in one]
    return line


def test_what_must_be_reached_stands_before_the_details_with_the_reason_where_it_is_missed():
    page = Page("Speed", ("a machine",))
    page.heading("Details")
    page.budget("memory", "321 MB", False, target="memory bundle", beside="typst 999 MB")
    page.budget("an aim beside these", "7 s", True)
    lines = lines_of(page)
    reached = line_with(page, "321 MB")
    assert TARGETS["memory bundle"] in reached
    assert "typst 999 MB" in reached
    assert "MISSED" in reached
    assert REASONS["memory bundle"] in reached
    assert lines.index("# Speed") < lines.index(reached) < lines.index("## Details")
    assert lines.index("## Details") < lines.index(line_with(page, "an aim beside these"))


def test_what_is_met_needs_no_reason_and_what_was_not_measured_is_named():
    page = Page("Speed")
    page.budget("memory", "200 MB", True, target="memory bundle")
    assert REASONS["memory bundle"] not in page.markdown()
    assert NOT_HERE in line_with(page, TARGETS["paste"])


def test_several_figures_of_one_target_say_which_they_are():
    page = Page("Speed")
    page.budget("plan pdf", "0.71 ×", True, target="pdf small")
    page.budget("summary pdf", "1.93 ×", False, target="pdf small")
    assert "plan pdf: 0.71 ×" in line_with(page, "0.71 ×")
    assert "summary pdf: 1.93 ×" in line_with(page, "1.93 ×")


def test_a_figure_for_a_target_that_is_none_is_a_fault():
    with pytest.raises(KeyError):
        Page("Speed").budget("memory", "1 MB", True, target="memori")


def test_the_frozen_program_is_found_where_it_was_built_for_this_machine(tmp_path, monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert frozen_program(tmp_path) is None
    for arch in ("amd64", "arm64"):
        inside = tmp_path / f"linux-{arch}" / "shenbao"
        inside.mkdir(parents=True)
        (inside / "shenbao").write_text("no program", "utf-8")
    assert frozen_program(tmp_path) is None
    for program in tmp_path.glob("*/shenbao/shenbao"):
        program.chmod(0o755)
    assert frozen_program(tmp_path) == tmp_path / "linux-arm64" / "shenbao" / "shenbao"
