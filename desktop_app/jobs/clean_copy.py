"""A draft as it stands now, in a file of its own that remembers nothing: to be handed on.

A draft keeps every text that was ever in it, so that each step can be undone and told. Whoever
hands the file to somebody else may not want to hand on what was taken out of it.
"""

from pathlib import Path

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.core.explaining import without_past
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.paths import DRAFT_SUFFIX
from desktop_app.storage.draft_file import Now, create

LABEL = "另存的副本,不带修改记录"


def clean_copy_name(draft: Path) -> Path:
    """What the copy of a draft is called unless somebody wants it otherwise."""
    return draft.with_name(f"{draft.stem}(不带修改记录){draft.suffix or DRAFT_SUFFIX}")


def clean_copy(programme: Programme, draft: Draft, out: Path, *, author: str, now: Now) -> None:
    """Write what the draft says now as a new draft of one step.

    It has neither journal, versions, 定稿 and 报送 of the other, nor the files that were taken in
    with what they said, nor explanations of findings that are there no more. Its identity is
    another, so the two are not merged. Never replaces a file; raises `NameTaken`, `NotMade`.
    """
    kept = without_past(draft, audit(programme, draft).findings)
    first = change_between(Draft(draft.programme), kept, LABEL)
    create(out, draft.programme, first, author=author, now=now).close()
