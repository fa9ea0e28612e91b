"""What the pen writes into a page is PDF: its numbers above all."""

import re

import pytest

from desktop_app.documents.fonts import tightening
from desktop_app.documents.pdf_fonts import FontBook
from desktop_app.documents.pdf_pen import Pen
from desktop_app.documents.typeset import SetLine, measured, set_lines


@pytest.mark.parametrize("spread", [5e-5, -5e-5, 1e-9, 0.0, 0.1])
@pytest.mark.parametrize("x", [0.0, -1e-7, 1e7])
def test_a_number_has_no_exponent_however_small_or_large(spread, x):
    (source,) = measured([("数字化", "fang")], 16)
    (line,) = set_lines(source, 400, "left")
    pen = Pen(FontBook())
    pen.line(SetLine(source, line.line, x, spread - tightening(16)), 0, 700)
    numbers = re.sub(r"<[0-9A-F]*>|/F\d+", "", "".join(pen.code)).split()
    assert all(re.fullmatch(r"-?\d+(\.\d+)?|\[?\]?TJ|BT|ET|T[cfm]", one) for one in numbers), (
        numbers
    )
