"""References after rows came in, and what simple formulas come to."""

from decimal import Decimal

import pytest

from desktop_app.documents.sheet_formulas import Insertion, copied, speaks_of, with_rows
from desktop_app.documents.sheet_sums import Unknown, result

FOUR = Insertion("附件3", 6, 8, 4)


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("SUM(F6:F8)", "SUM(F6:F12)"),
        ("SUM($F$6:$F$8)", "SUM($F$6:$F$12)"),
        ("SUM(F4:F8)", "SUM(F4:F12)"),
        ("SUM(F6:F7)", "SUM(F6:F7)"),
        ("F9/F8", "F13/F8"),
        ("SUM(F6:F20)", "SUM(F6:F24)"),
        ("SUM(F:F)+$9:$9", "SUM(F:F)+$13:$13"),
        ('"F9"&F9', '"F9"&F13'),
        ("其他!F9+附件3!F9", "其他!F9+附件3!F13"),
        ("'别的 表'!F9", "'别的 表'!F9"),
        ("[1]附件3!F9", "[1]附件3!F9"),
        ("表1[合计]+F9", "表1[合计]+F13"),
        ("LOG10(F9)+F10()", "LOG10(F13)+F10()"),
        ("附件3!A1:附件3!B9", "附件3!A1:附件3!B13"),
        ("F1048576", "F1048576"),
    ],
)
def test_references_below_move_and_ranges_over_the_block_grow(formula, wanted):
    assert with_rows(formula, FOUR, is_inside=True) == wanted


def test_in_another_sheet_only_what_names_the_sheet_is_meant():
    assert with_rows("F9+附件3!F9+'附件3'!F6:F8", FOUR, is_inside=False) == (
        "F9+附件3!F13+'附件3'!F6:F12"
    )
    assert speaks_of("1+'附件3'!F9", "附件3")
    assert not speaks_of('"附件3!F9"&F9', "附件3")


def test_a_block_of_one_row_grows_too():
    one = Insertion("表", 6, 6, 4)
    assert with_rows("SUM(F6:F6)+F6+F7", one, is_inside=True) == "SUM(F6:F10)+F6+F11"


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("G6+$H$6+H$6", "G9+$H$6+H$6"),
        ("SUM(G6:H6)*其他!A1", "SUM(G9:H9)*其他!A4"),
        ("ROW()-5", "ROW()-5"),
    ],
)
def test_a_copied_formula_moves_along(formula, wanted):
    assert copied(formula, 3) == wanted


def test_a_formula_copied_sideways_moves_its_columns():
    assert copied("SUM(F6:F8)+$A6", 0, 2) == "SUM(H6:H8)+$A6"


CELLS = {(0, 0): Decimal("1.5"), (1, 0): Decimal(2), (2, 0): "文字", (0, 1): Decimal(3)}


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("SUM(A1:A3)", "3.5"),
        ("SUM(A1,B1,4)", "8.5"),
        ("A1+A2*B1-1", "6.5"),
        ("-(A1-2)/B1*6", "1"),
        ("ROUND(A1*1.1,1)", "1.7"),
        ("SUBTOTAL(109,A1:A2)", "3.5"),
        ("COUNTA(A1:A4)+COUNT(A1:A4)", "5"),
        ("MAX(A1:B1)+MIN(A1:B1)", "4.5"),
        ("ROW()-4", "3"),
        ("A9+1", "1"),
    ],
)
def test_simple_formulas_come_to_what_excel_says(formula, wanted):
    assert result(formula, 6, lambda _, *at: CELLS.get(at)) == Decimal(wanted)


def test_a_formula_may_read_other_sheets():
    cells = {("别的 表", 0, 0): Decimal(7), ("附件3", 0, 0): Decimal(2), ("", 0, 0): Decimal(1)}
    told = result("'别的 表'!A1*附件3!$A$1+SUM(附件3!A1:A2)+A1", 0, lambda *at: cells.get(at))
    assert told == Decimal(17)


@pytest.mark.parametrize(
    "formula",
    [
        "IF(A1>1,2,3)",
        "A3+1",
        "1/0",
        "VLOOKUP(A1,B:C,2)",
        "SUM(",
        "A1:A2",
        "TODAY()",
        '"甲"',
    ],
)
def test_what_is_not_computed_here_is_said_to_be_unknown(formula):
    with pytest.raises(Unknown):
        result(formula, 0, lambda _, *at: CELLS.get(at))
