"""奖补资金测算表 as a file where the user wants it."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.rewards import Rewards
from desktop_app.documents.compose_rewards import compose_rewards
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.papers import write_as

_NOUN = "测算表"


def write_rewards(
    programme: Programme,
    draft: Draft,
    found: Rewards,
    out: Path,
    standing: str = "",
    supposed: Sequence[str] = (),
) -> None:
    """Write the computation of `draft`, of which `standing` is what its pages say.

    The name's ending says whether for Word, as a PDF or for Excel. Never replaces a file that
    exists; raises AppError when the file cannot be written.
    """
    kind = kind_of(out, _NOUN)
    document = compose_rewards(programme, draft, found, standing=standing, supposed=supposed)
    write_new(out, _NOUN, lambda path: write_as(kind, document, path))
