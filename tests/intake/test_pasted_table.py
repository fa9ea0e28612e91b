"""Text out of a chat, a mail or a spreadsheet as a table; places are its lines."""

import pytest

from desktop_app.intake.guard import read_raw
from desktop_app.intake.pasted_table import read_pasted
from desktop_app.intake.unreadable import Unreadable
from desktop_app.jobs.pasted import take_in_text, text_of
from desktop_app.jobs.understand_file import Understood, understand
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
HEAD = ("项目名称", "实施企业", "总投资")
TRUTH = [("甲项目", "甲公司", "120"), ("乙项目", "乙公司", "30")]


def taken(text: str) -> Understood:
    return understand(PROGRAMME, take_in_text(text))


def cells(found: Understood) -> list[tuple[str, ...]]:
    keys = ("name", "enterprise", "investment")
    return [tuple(row.cells.get(key, "") for key in keys) for row in found.rows]


def places(found: Understood) -> list[str]:
    return [row.where.removeprefix("粘贴的文字 ") for row in found.rows]


PARTED = ["\t", ",", ";", "\uff1b", "\uff0c", "|", "   ", "\u3000", " "]


@pytest.mark.parametrize("between", PARTED, ids=[f"{ord(one[0]):04x}x{len(one)}" for one in PARTED])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cells_are_parted_by_what_parts_most_lines(between, end):
    found = taken(end.join(between.join(row) for row in (HEAD, *TRUTH)) + end)

    assert cells(found) == TRUTH
    assert places(found) == ["第2行", "第3行"]
    assert not found.doubts


LABELLED = {
    "one a line": "1、项目名称:甲项目;实施企业:甲公司;总投资:120万\n2、项目名称:乙项目;实施企业:乙公司;总投资:30\n",
    "wide signs": "1.项目名称:甲项目;实施企业:甲公司;总投资:120万元。\n2.项目名称:乙项目;实施企业:乙公司;总投资:30。",
    "commas": "项目名称:甲项目,实施企业:甲公司,总投资:120\n项目名称:乙项目,实施企业:乙公司,总投资:30",
    "another order": "①总投资:120;项目名称:甲项目;实施企业:甲公司\n②项目名称:乙项目;总投资:30;实施企业:乙公司",
    "tabs": "项目名称:甲项目\t实施企业:甲公司\t总投资:120\n项目名称:乙项目\t实施企业:乙公司\t总投资:30",
    "blanks": "项目名称:甲项目 实施企业:甲公司 总投资:120\n项目名称:乙项目 实施企业:乙公司 总投资:30",
}


@pytest.mark.parametrize("how", LABELLED)
def test_projects_with_the_names_of_their_values_beside_them(how):
    found = taken(LABELLED[how])

    assert cells(found) == TRUTH
    assert places(found) == ["第1行", "第2行"]


def test_amounts_that_are_written_in_another_form_are_listed_with_their_line():
    found = taken(LABELLED["one a line"])

    assert [(one.where, one.old, one.new) for one in found.cleaned] == [
        ("粘贴的文字!C1", "120万", "120")
    ]


def test_a_line_for_each_value_is_read_as_well():
    text = "".join(
        "".join(f"{head}:{value}\n" for head, value in zip(HEAD, row, strict=True)) + "\n"
        for row in TRUTH
    )
    found = taken(text)
    assert cells(found) == TRUTH
    assert places(found) == ["第1行", "第5行"]
    # Without blank lines between them a name that comes again begins the next project.
    assert cells(taken(text.replace("\n\n", "\n"))) == TRUTH


def test_what_is_said_around_the_projects_is_told_of_with_its_line():
    found = taken(f"各位领导好:\n\n{LABELLED['one a line']}请审阅\n")

    assert cells(found) == TRUTH
    assert places(found) == ["第3行", "第4行"]
    told = [one.message for one in found.doubts if one.kind == "left_out"]
    assert told == [
        "粘贴的文字 第1行 「各位领导好:」不像项目,没有读入,请核对",
        "粘贴的文字 第5行 「请审阅」不像项目,没有读入,请核对",
    ]


def test_signs_within_a_value_stay_in_it_and_what_is_unknown_is_told():
    found = taken("项目名称:甲;乙联合项目;实施企业:甲公司;天气:好;总投资:120")

    assert cells(found) == [("甲;乙联合项目", "甲公司", "120")]
    assert ["天气" in one.message for one in found.doubts] == [True]


def test_the_same_name_twice_in_a_line_loses_nothing():
    assert cells(taken("项目名称:甲项目;实施企业:甲公司;实施企业:乙公司;总投资:1")) == [
        ("甲项目", "甲公司;乙公司", "1")
    ]


def test_a_month_that_may_have_lost_its_zero_is_told_of():
    found = taken("项目名称,总投资,开始年月\n甲项目,120,2024.1\n")

    assert [one.kind for one in found.doubts] == ["ambiguous_month"]


def test_cells_of_a_spreadsheet_may_hold_line_breaks():
    found = taken('项目名称\t实施企业\n"甲\n项目"\t甲公司\n')

    assert found.rows[0].cells["name"] == "甲\n项目"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (" \n\n", "没有粘贴到文字"),
        ("a\n" * 30_000, "太多"),
        ("好" * 3_000_000, "太多"),
        ("a," * 20_000, "列数太多"),
    ],
)
def test_nothing_and_too_much_are_refused_with_the_next_step(text, says):
    with pytest.raises(Unreadable, match=says) as refused:
        read_pasted(text)
    assert str(refused.value).endswith("。")


def test_what_is_no_table_is_refused_by_who_looks_for_projects():
    assert "没有找到表头" in taken("好的,收到。").refusal


def test_a_chat_that_was_kept_as_a_file_is_read_the_same(tmp_path):
    path = tmp_path / "聊天.txt"
    path.write_bytes(LABELLED["wide signs"].encode("gb18030"))
    raw = read_raw(path)

    found = understand(PROGRAMME, take_in_text(LABELLED["wide signs"]))
    assert raw.sheets[0].rows == found.incoming.raw.sheets[0].rows
    assert raw.sheets[0].name == "聊天"


def test_what_is_piped_in_may_be_in_either_encoding():
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert text_of("项目名称".encode(encoding)) == "项目名称"
