"""One operation of the system fails, each in its turn: a sentence, and nothing lost or half done."""

import errno
import re
import shutil
from collections import Counter

import pytest

from desktop_app.storage.draft_file import open_draft
from tests.crash.effort import much, tell
from tests.crash.faulty_work import WORK, attempts
from tests.crash.recorded import run_recorded
from tests.crash.recorded_work import DRAFT
from tests.crash.states import shown_by

# One sentence that says what happened and what to do, without a word of the program's.
SENTENCE = re.compile(r"[^A-Z]*[\u4e00-\u9fff].*;.*请.*。")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
DELETIONS = ("delete ", "os.unlink ")


def shown_before(template, place):
    """What the draft showed before the work; None where there was none."""
    found = [path.relative_to(template) for path in template.rglob(DRAFT)]
    if not found:
        return None
    shutil.copytree(template, place)
    with open_draft(place / found[0]) as file:
        return shown_by(file)


@pytest.mark.parametrize(
    ("work", "error"),
    [
        pytest.param(work, error, id=f"{work.name}, {errno.errorcode[error]}")
        for at, work in enumerate(WORK)
        for error in much((ERRORS[at % len(ERRORS)],), ERRORS)
    ],
)
def test_wherever_the_system_fails_a_person_is_told_and_the_draft_is_whole(tmp_path, work, error):
    template, places = tmp_path / "template", tmp_path / "places"
    template.mkdir()
    places.mkdir()
    work.prepare(template)
    before = shown_before(template, tmp_path / "before")
    seen = run_recorded(attempts, places, name=work.name, error=error, template=template)
    after = seen[-1].shown
    assert after is not None
    outcomes = Counter()
    for number, one in enumerate(seen, start=1):
        place = places / str(number)
        assert not one.wrong, (one.failed, one.wrong)
        assert SENTENCE.fullmatch(one.refusal) or not one.refusal, (one.failed, one.refusal)
        strays = [path.name for path in place.rglob(".*")]
        assert not strays or any(told.startswith(DELETIONS) for told in one.failed), one.failed
        try:
            work.check(place, one, before, after)
        except AssertionError as reason:
            raise AssertionError(f"after {one.failed}: {one.refusal}") from reason
        outcomes[bool(one.refusal)] += 1
    assert not seen[-1].refusal
    assert outcomes[True]
    tell(
        f"S3 {work.name}, {errno.errorcode[error]} at each of {len(seen) - 1} operations: "
        f"{outcomes[True]} refused, {outcomes[False] - 1} done all the same, all whole"
    )
