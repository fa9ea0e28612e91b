"""The command line takes a table in as its options say."""

import io
import json
import sys

import openpyxl
import pytest

from desktop_app.cli import main

# What is remembered of a header would be known in the next test, too.
pytestmark = pytest.mark.usefixtures("data_folder")


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "a.shenbao"
    assert main(["new", str(path), "--programme", "liaoning-2024"]) == 0
    return path


@pytest.fixture
def table(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["随便写的"])
    page = book.create_sheet("乙")
    for row in (["干什么", "花多少"], ["甲项目", 300000], ["乙项目", 400000.5]):
        page.append(row)
    path = tmp_path / "表.xlsx"
    book.save(path)
    return path


def projects(draft, capsys):
    capsys.readouterr()
    assert main(["show", str(draft), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["tables"]["projects"]
    return [(row["name"], row.get("investment")) for row in rows]


def test_sheet_header_columns_unit_and_places_as_typed(draft, table, capsys):
    assert main(["import", str(draft), str(table)]) == 2
    wishes = ["--sheet", "2", "--header", "1", "--column", "项目名称=A", "--column", "investment=b"]
    wishes += ["--unit", "元", "--as-typed", "乙!B3"]
    assert main(["import", str(draft), str(table), *wishes]) == 0
    assert projects(draft, capsys) == [("甲项目", "30"), ("乙项目", "400000.5")]


def test_projects_that_are_there_are_left_out_when_that_is_wanted(draft, table, capsys):
    wishes = ["--sheet", "2", "--header", "1", "--column", "项目名称=A"]
    assert main(["import", str(draft), str(table), *wishes]) == 0
    table.write_bytes(table.read_bytes() + b"\0")
    again = [*wishes, "--column", "项目总投资=B", "--there", "replace"]
    assert main(["import", str(draft), str(table), *again]) == 0
    assert projects(draft, capsys) == [("甲项目", "300000"), ("乙项目", "400000.5")]


def test_a_column_that_is_none_is_refused_in_a_sentence(draft, table, capsys):
    assert main(["import", str(draft), str(table), "--column", "天气=A"]) == 2
    assert "看不懂" in capsys.readouterr().err


PUT_RIGHT = ["--sheet", "2", "--header", "1", "--column", "项目名称=A", "--column", "investment=B"]


@pytest.fixture
def next_year(table):
    """What the same office sends the next time: the same header, other projects."""
    book = openpyxl.load_workbook(table)
    book["乙"].append(["丙项目", 500000])
    path = table.with_name("今年.xlsx")
    book.save(path)
    return path


def test_columns_that_were_put_right_are_known_the_next_time_and_told(
    draft, table, next_year, capsys
):
    assert main(["import", str(draft), str(table), *PUT_RIGHT, "--unit", "元"]) == 0
    capsys.readouterr()

    assert main(["import", str(draft), str(next_year), "--there", "skip"]) == 0
    assert "表头和以前「表.xlsx」的一样" in capsys.readouterr().out
    assert projects(draft, capsys)[-1] == ("丙项目", "50")


def test_what_is_remembered_is_told_to_programs_too(draft, table, next_year, capsys):
    assert main(["import", str(draft), str(table), *PUT_RIGHT, "--county", "东县"]) == 0
    capsys.readouterr()

    assert main(["import", str(draft), str(next_year), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["recalled"] == "东县"


def test_as_it_looks_asks_no_memory_and_keeps_it(draft, table, next_year, capsys):
    assert main(["import", str(draft), str(table), *PUT_RIGHT]) == 0

    assert main(["import", str(draft), str(next_year), "--as-it-looks"]) == 2
    assert main(["import", str(draft), str(next_year)]) == 0


def test_what_is_wished_now_wins_over_what_is_remembered(draft, table, next_year, capsys):
    assert main(["import", str(draft), str(table), *PUT_RIGHT]) == 0
    capsys.readouterr()

    words = ["--sheet", "2", "--header", "1", "--column", "项目名称=A", "--json"]
    assert main(["import", str(draft), str(next_year), *words]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["recalled"] is None
    assert projects(draft, capsys)[-1] == ("丙项目", None)


def test_a_trial_run_remembers_nothing(draft, table, next_year):
    assert main(["import", str(draft), str(table), *PUT_RIGHT, "--dry-run"]) == 0

    assert main(["import", str(draft), str(next_year)]) == 2


CHAT = "1、项目名称:甲项目;企业:甲公司;投资:1200万\n2、项目名称:乙项目;企业:乙公司;投资:30\n"


@pytest.fixture
def piped(monkeypatch):
    """Something on the standard input."""

    def pipe(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return pipe


def test_a_chat_that_is_piped_in_is_taken_in(draft, piped, capsys):
    piped(CHAT.encode())
    capsys.readouterr()

    assert main(["import", str(draft), "-", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert (told["file"], told["rows"]) == ("粘贴的文字", 2)
    assert [one["where"] for one in told["cleaned"]] == ["粘贴的文字!C1"]
    assert projects(draft, capsys) == [("甲项目", "1200"), ("乙项目", "30")]


def test_the_same_chat_comes_once(draft, piped, capsys):
    for _ in range(2):
        piped(CHAT.encode("gb18030"))
        assert main(["import", str(draft), "-"]) == 0
    assert "已经导入过" in capsys.readouterr().out
    assert len(projects(draft, capsys)) == 2


def test_what_is_piped_in_and_no_text_is_refused_in_a_sentence(draft, piped, capsys):
    for content, says in ((b"\xff\xfe\x00", "不是文字"), (b"", "没有粘贴到文字")):
        piped(content)
        assert main(["import", str(draft), "-"]) == 2
        assert says in capsys.readouterr().err
