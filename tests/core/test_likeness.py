"""Where two texts differ, told as changes that make one into the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.likeness import edits

_TEXTS = st.text("甲乙丙", max_size=12)


def made(left, right):
    """The right text, made of the left one by the changes."""
    parts, at = [], (0, 0)
    for tag, (i1, i2), (j1, j2) in edits(left, right):
        assert (i1, j1) == at, "the changes follow one another"
        assert (left[i1:i2] == right[j1:j2]) is (tag == "equal")
        assert tag != "insert" or i1 == i2
        assert tag != "delete" or j1 == j2
        parts.append(left[i1:i2] if tag == "equal" else right[j1:j2])
        at = (i2, j2)
    assert at == (len(left), len(right))
    return "".join(parts)


@given(_TEXTS, _TEXTS)
def test_the_changes_make_one_into_the_other(left, right):
    assert made(left, right) == right


@given(_TEXTS, _TEXTS, st.sampled_from(["甲乙", "丙"]))
def test_so_they_do_in_texts_longer_than_any_name(left, right, again):
    one, other = (again * 1_001 + text + again for text in (left, right))
    assert made(one, other) == other


@pytest.mark.parametrize(
    ("left", "right", "tags"),
    [
        ("甲" * 2_000, "甲" * 2_000, ["equal"]),
        ("甲" * 2_000 + "乙" + "丙" * 9, "甲" * 2_000 + "丁" + "丙" * 9, ["equal", "replace", "equal"]),
        ("甲" * 2_000 + "丙", "甲" * 2_000 + "乙丙", ["equal", "insert", "equal"]),
        ("乙" + "甲" * 2_000, "甲" * 2_000, ["delete", "equal"]),
        ("", "甲" * 2_000, ["insert"]),
        ("甲" * 2_000, "乙", ["replace"]),
    ],
)  # fmt: skip
def test_between_a_long_beginning_and_end_all_is_one_change(left, right, tags):
    assert [tag for tag, *_ in edits(left, right)] == tags
    assert made(left, right) == right
