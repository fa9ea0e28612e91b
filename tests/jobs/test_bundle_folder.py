"""Names of a bundle's files, whatever stands in the titles they come from."""

import pytest

from desktop_app.jobs.bundle_folder import safe_name
from tests.hostile_text import HOSTILE

FORBIDDEN = set('<>:"/\\|?*') | set(map(chr, range(32)))


def test_every_text_makes_a_name_that_a_file_can_have(tmp_path):
    for text in {one.text for one in HOSTILE}:
        name = safe_name(text)
        assert name == name.strip().rstrip(".") != ""
        assert not FORBIDDEN & set(name)
        path = tmp_path / f".{name}（100份）(10).docx.part"
        path.write_text("甲")
        assert [one.name for one in tmp_path.iterdir()] == [path.name]
        path.unlink()


def test_the_common_name_is_kept():
    assert safe_name("2024年某某市“智改”实施方案（一）") == "2024年某某市“智改”实施方案（一）"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "_CON"), ("aux.txt", "_aux.txt"), ("../../x", ".._.._x"), ("甲\u202excod.", "甲xcod"),
        ("甲\ud800\u200b乙", "甲乙"), ("...", "文件"), ("\u200b", "文件"),
    ],
)  # fmt: skip
def test_what_no_name_may_hold_is_replaced_or_left_out(title, name):
    assert safe_name(title) == name
