import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.scripts import simplified, simplified_in_place


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("鑄造", "铸造"),
        ("乾燥設備", "干燥设备"),
        ("乾坤鑄造", "乾坤铸造"),
        ("後台", "后台"),
        ("數字化·一期", "数字化·一期"),
    ],
)
def test_traditional_characters_become_simplified_ones(traditional, plain):
    assert simplified(traditional) == plain


@pytest.mark.parametrize("text", ["乾坤", "於家沟", "喆堃", "MES（一期）\u200b", "", "\ud800"])
def test_a_text_without_traditional_characters_stays_as_it_is(text):
    assert simplified(text) == text


@given(st.text(max_size=200))
def test_what_is_simplified_stays_so(text):
    assert simplified(simplified(text)) == simplified(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=80))
def test_a_text_that_is_simplified_in_place_keeps_its_places(text):
    assert len(simplified_in_place(text)) == len(text)


def test_the_tables_are_loaded_by_a_traditional_name_only():
    asks = (
        "import sys; from desktop_app.core.names import spoken; {}; print('opencc' in sys.modules)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", asks.format(f"spoken({name!r})")],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for name in ("银杉铸造（一期）", "銀杉鑄造")
    ]
    assert said == ["False", "True"]
