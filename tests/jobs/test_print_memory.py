"""What was chosen is there the next time; a damaged file costs nothing but choosing again."""

from pathlib import Path

from desktop_app.jobs.print_memory import BuildSettings, PrintMemory, PrintSettings
from desktop_app.paths import data_folder


def test_each_document_and_each_draft_keeps_its_own(tmp_path):
    path = tmp_path / "数据" / "a.json"
    plan = PrintSettings("一号机", "A4", "long", 1)
    summary = PrintSettings("二号机", "A3")
    chosen = BuildSettings(out="/材料", order="document", duplex=False, copies=4)
    PrintMemory(path).keep_printing("事项/plan", plan)
    PrintMemory(path).keep_printing("事项/summary", summary)
    PrintMemory(path).keep_building(Path("一.shenbao"), chosen)
    again = PrintMemory(path)
    assert again.printing("事项/plan") == plan
    assert again.printing("事项/summary") == summary
    assert again.building(Path("一.shenbao")) == chosen
    assert again.building(Path("二.shenbao")) == BuildSettings()
    again.forget_printing("事项/plan")
    assert PrintMemory(path).printing("事项/plan") is None


def test_what_cannot_be_read_is_the_default(tmp_path):
    path = tmp_path / "a.json"
    for text in ("不是 JSON", "[]", '{"printing": {"x": {"tray": "七", "paper": "A3"}}}'):
        path.write_text(text, "utf-8")
        memory = PrintMemory(path)
        assert memory.building(Path("a")) == BuildSettings()
    assert memory.printing("x") == PrintSettings(paper="A3")


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path):
    (tmp_path / "a").write_text("")
    PrintMemory(tmp_path / "a" / "b.json").keep_printing("x", PrintSettings())


def test_it_lies_with_the_data_of_the_account(monkeypatch, tmp_path):
    monkeypatch.delenv("SHENBAO_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert data_folder().parent == tmp_path
    PrintMemory().keep_printing("x", PrintSettings("一号机"))
    assert PrintMemory().printing("x") == PrintSettings("一号机")
    assert list(data_folder().iterdir()) == [data_folder() / "成册与打印.json"]
