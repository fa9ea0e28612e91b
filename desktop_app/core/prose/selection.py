"""Telling the candidates that were sifted from the projects that were chosen."""

import re
from collections.abc import Sequence
from decimal import Decimal

from desktop_app.core.prose import subjects
from desktop_app.core.prose.clauses import Passage
from desktop_app.core.prose.quantities import quantities

# How far on a choice is looked for.
SENTENCES_ON = 3
# Not said of the projects handed in.
_CANDIDATES = re.compile(
    r"征集|收到|摸排|意向|初审|初筛|形式审查|剔除|淘汰|退回|提出|报名|评审|论证"
)
_FINAL = re.compile(r"最终|择优|确定|纳入")
_FIRST_ROUND = re.compile(r"初审|初筛|复审|形式审查|[一二]轮")
_LAST_ROUND = re.compile(r"最终|最后|终审")


def chosen_at(passage: Passage, *, is_sifted: bool) -> int:
    """Where the clause with the last choice begins, 0 where nothing is chosen from: 「申报165个,
    经评审择优确定108个」. `is_sifted` tells that candidates were spoken of before."""
    chosen = list(subjects.CHOICE.finditer(passage.text))
    if not chosen or not (is_sifted or speaks_of_sifting(passage.text[: chosen[-1].start()])):
        return 0
    at = passage.start + chosen[-1].start()
    return max((one.start for one in passage.clauses if one.start <= at), default=0)


def speaks_of_sifting(text: str) -> bool:
    return subjects.SIFTED.search(text) is not None


def chosen_later(passage: Passage, following: Sequence[Passage]) -> Decimal | None:
    """How many were chosen in one of the next sentences of the same paragraph; where candidates
    are told of, more than those are candidates. None where nothing is chosen."""
    if _LAST_ROUND.search(passage.text):
        return None
    is_open = _FINAL.search(passage.text) is None or _FIRST_ROUND.search(passage.text)
    if passage.text.endswith("\n") or not is_open or not _CANDIDATES.search(passage.text):
        return None
    for one in following:
        if subjects.CHOICE.search(one.text) is not None:
            return _count_chosen(one.text)
        if one.text.endswith("\n"):
            return None
    return None


def _count_chosen(text: str) -> Decimal | None:
    *_, chosen = subjects.CHOICE.finditer(text)
    counts = (
        one.value
        for one in quantities(text[chosen.start() :])
        if one.kind == "count" and one.unit in "个项"
    )
    return next(counts, None)
