"""Drafts made by every earlier format open for ever, with all that was in them."""

import json
from pathlib import Path

import pytest

from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.schema import STEPS
from tests.storage.make_old_drafts import CORPUS, a_copy, told_by

OLD = sorted(CORPUS.glob("*.shenbao"))


def known_of(old: Path):
    told = json.loads(old.with_suffix(".json").read_text("utf-8"))
    # Formats 1 and 2 did not keep whose files they were, how many projects they held, and when.
    told["sources"] = [one if len(one) == 7 else [*one, "", 0, ""] for one in told["sources"]]
    return told


def test_every_format_is_in_the_corpus():
    assert {int(path.name.partition("-")[0]) for path in OLD} == set(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
@pytest.mark.parametrize("read_only", [True, False])
def test_an_old_draft_opens_with_all_that_was_in_it(tmp_path, old, read_only):
    path = a_copy(old, tmp_path)
    with open_draft(path, read_only=read_only) as file:
        assert told_by(file) == known_of(old)


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_an_old_draft_goes_on_being_edited(tmp_path, old):
    path = a_copy(old, tmp_path)
    with open_draft(path) as file:
        file.do(set_path(file.draft, "basic/more", "新"), "填")
    with open_draft(path) as file:
        known = known_of(old)
        known["values"]["basic/more"] = "新"
        assert dict(file.draft.values) == known["values"]
        assert file.draft.revision == known["revision"] + 1
