"""What was read back of a bundle, as its page of proof tells it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.stated import investment_unit
from desktop_app.core.values import show_decimal
from desktop_app.documents.compose_proof import Count, Proof, ProvenFile
from desktop_app.documents.compose_text import applicant, revision_mark
from desktop_app.jobs.verify import Verified


def proof_of(
    programme: Programme,
    draft: Draft,
    verified: Verified,
    lines: Sequence[dict[str, object]],
    standing: str,
    official: tuple[str, ...],
) -> Proof:
    """What was read back, as the page of proof tells it."""
    plan, summary = verified.plan.named, verified.summary.named
    agreeing = Counter(one.name for one in plan) & Counter(one.name for one in summary)
    words = own_words(programme)
    documents = "各成品文件" if verified.alone else f"{words.plan}与{words.summary}"
    result = (
        f"{documents}的{words.noun}名称和数量完全一致,均为 {len(summary)} {words.counter}。"
        if verified.identical
        else f"{documents}有 {len(verified.findings)} 处不一致。"
    )
    both = f"{programme.plan.attachment}与{programme.summary.attachment}"
    return Proof(
        title=f"{'成品文件' if verified.alone else both}一致性证明",
        called=verified.called,
        plan_file=verified.plan.file,
        summary_file=verified.summary.file,
        plan_projects=len(plan),
        summary_projects=len(summary),
        names=agreeing.total(),
        plan_total=_total(programme, plan),
        summary_total=_total(programme, summary),
        counties=_counts(plan, summary, "county"),
        industries=_counts(plan, summary, "industry"),
        files=tuple(ProvenFile(str(line["file"]), str(line["sha256"])) for line in lines),
        result=result,
        mark=revision_mark(draft, standing),
        applicant=applicant(programme, draft),
        official=official,
        words=words,
    )


def _total(programme: Programme, named: Sequence[Named]) -> str:
    known = [one.investment for one in named if one.investment is not None]
    return f"{show_decimal(sum(known, Decimal(0)))} {investment_unit(programme.summary)}"


def _counts(plan: Sequence[Named], summary: Sequence[Named], part: str) -> tuple[Count, ...]:
    """Counts per county or industry; none when a document does not give them."""
    ours = Counter(getattr(one, part) for one in plan)
    theirs = Counter(getattr(one, part) for one in summary)
    if "" in ours or "" in theirs:
        return ()
    return tuple(Count(name, ours[name], theirs[name]) for name in theirs | ours)
