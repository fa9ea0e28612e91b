"""Every hostile file at the real boundary: refused with one sentence, or read to the letter."""

import resource

import pytest

from desktop_app.intake.worker import MEMORY
from desktop_app.jobs.understand_file import take_in
from tests.hostile.office_files import OFFICE, SECRET
from tests.hostile.other_files import OTHER
from tests.hostile.outcomes import Refused, Rows

SAMPLES = OFFICE | OTHER
# What a person reads, by the reason.
SAYS = {
    "bomb": "展开后异常大", "hostile": "不安全", "damaged": "已损坏", "encrypted": "去掉密码",
    "vast": "范围过大", "heavy": "占用内存过多", "slow": "读了很久", "old_word": "另存为 .docx",
    "unsupported": "请", "html": "网页", "mistyped": "扩展名不符", "blank": "里没有文字",
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_what_attacks_a_reader_is_refused_or_read_to_the_letter(name, tmp_path):
    make, expected = SAMPLES[name]
    path = make(tmp_path)
    there, whole = sorted(tmp_path.iterdir()), path.read_bytes()
    took = take_in(path)
    assert sorted(tmp_path.iterdir()) == there
    assert path.read_bytes() == whole
    if isinstance(expected, Refused):
        assert took.raw is None
        assert took.refusal.endswith("。")
        assert took.refusal.count("。") == 1
        assert any(SAYS[one] in took.refusal for one in (expected.reason, expected.other) if one)
        return
    assert took.raw is not None, took.refusal
    if isinstance(expected, Rows):
        assert took.raw.sheets[0].rows == expected.rows
    else:
        said = "\n".join(line.text for line in took.raw.lines)
        assert expected.text in said
        assert SECRET not in said
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY
