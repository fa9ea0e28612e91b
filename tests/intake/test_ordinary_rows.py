"""Ordinary rows are found many at a time; a closer look at each says the same of them."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind
from desktop_app.intake.cleaning import are_settled, cleaned
from desktop_app.intake.plain import ProjectsRead, Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
LABELS = [one.label for one in TABLE.column]
FAR = 99
ORDINARY = ("东县", "西县", "是", "否", "158", "19.8", "2024年6月", "", "铸造行业", "024-23456789")
ODD = (
    " 东县", "东县 ", "0", "-", "——", "……", "…", "158.0", "1,200", "12万元", "１５８", "2024.10",
    "45444", "合计", "小 计", "总计", "合计:3个", "序号", *LABELS, f"{LABELS[0]}(必填)", "备注",
    "填报单位:东县工信局", "审核人:", "示例", "例1", "一、东县", "(二)西县", "甲", "乙", "1", "2", "3",
    "(1)", "4、", "⼯业项⽬", "项 目 名 称", "其中:软件", "单位:万元", "注:本表一式三份", "\u200b",
    "东\u200b县", "1.本表由县(市、区)工信部门填写并盖章", "A\x0bB", "91210000MA0000000X",
)  # fmt: skip


def a_name(dice: random.Random, n: int) -> str:
    plain = f"{dice.choice('银杉青砚一单备')}{dice.choice('山河海')}公司第{n}号改造项目"
    return dice.choice(ODD) if dice.random() < 0.3 else plain


def a_row(dice: random.Random, n: int) -> list[str]:
    """A project, more or less: some rows are as they should be, in others anything may stand."""
    chance = dice.random()
    if chance < 0.04:
        # A county over its rows, and the header of a table that holds no projects.
        return ["", "青山县", *[""] * (len(LABELS) - 1)]
    if chance < 0.08:
        return [dice.choice(LABELS), "青山公司改造项目", *LABELS[1:]]
    is_odd = chance < 0.4
    row = [dice.choice((str(n), "东县", ""))]
    for column in TABLE.column:
        pool = ODD if is_odd and dice.random() < 0.4 else ORDINARY
        row.append(a_name(dice, n) if column.compared else dice.choice(pool))
    return row[: dice.randint(2, len(row))] if dice.random() < 0.1 else row


def read(rows: Sequence[list[str]], **marks: list[tuple[int, int]]) -> ProjectsRead:
    sheet = Sheet("表", [["序号", *LABELS], *[list(row) for row in rows]], **marks)
    return read_projects(Raw("sheets", [sheet]), TABLE, file="汇总.xlsx")


@pytest.mark.parametrize("seed", range(60))
def test_a_closer_look_at_every_row_says_the_same(seed):
    dice = random.Random(seed)
    rows = [a_row(dice, n) for n in range(dice.randint(1, 90))]
    # A mark far right of the table tells of nothing, but has each row looked at closely.
    everywhere = [(at, FAR) for at in range(len(rows) + 1)]

    assert read(rows) == read(rows, struck=everywhere)


def a_field(kind: Kind) -> Field:
    return Field(id="a", label="列", kind=kind, unit="万元" if kind is Kind.AMOUNT else "")


SETTLED = {
    Kind.AMOUNT: r"[0-9.]{1,6}|[1-9]\d{0,8}(\.\d{0,2}[1-9])?",
    Kind.INTEGER: r"[0-9]{1,10}",
    Kind.MONTH: r"20[0-9]{2}年[0-9]{1,2}月",
    Kind.PHONE: r"1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{6,8}",
    Kind.CREDIT_CODE: r"[0-9A-HJ-NP-Y]{2}[0-9]{6}[0-9A-HJ-NP-Y]{10}",
}


@pytest.mark.parametrize("kind", SETTLED)
@given(data=st.data())
def test_what_counts_as_settled_is_never_written_in_another_form(kind, data):
    texts = data.draw(st.lists(st.from_regex(SETTLED[kind], fullmatch=True), min_size=1))
    field = a_field(kind)

    if are_settled(field, texts):
        assert [cleaned(field, text) for text in texts] == texts


def test_an_amount_under_another_unit_is_not_settled():
    assert are_settled(a_field(Kind.AMOUNT), ["158"], "万元")
    assert not are_settled(a_field(Kind.AMOUNT), ["158"], "元")


def test_a_line_break_in_a_cell_makes_no_two_cells_of_it():
    assert not are_settled(a_field(Kind.AMOUNT), ["158\n158"])
