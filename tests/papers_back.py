"""Papers as they come back: what a draft prints, read as if somebody had typed it."""

from desktop_app.core.draft import Draft
from desktop_app.core.paper import Paper, PrintedFoot, PrintedLine, Read, ReadLine, ReadTable
from desktop_app.core.programme import Programme
from desktop_app.core.returned import Comparison, compare
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.printed_paper import printed_paper

COMPOSED = {"plan": compose_plan, "summary": compose_summary}


def paper_of(programme: Programme, draft: Draft, form: str) -> Paper:
    return printed_paper(COMPOSED[form](programme, draft), form)


def as_read(paper: Paper) -> list[Read]:
    """The pieces of a paper as reading its file would give them."""
    out: list[Read] = []
    for one in paper.pieces:
        match one:
            case PrintedLine(text):
                out.append(ReadLine(text))
            case PrintedFoot(entries):
                out.append(ReadLine("　　".join(f"{label}：{text}" for label, text in entries)))
            case _:
                rows = [
                    [str(number), *cells]
                    for number, (_, cells) in enumerate(one.rows, start=one.first)
                ]
                out.append(ReadTable([list(one.headings), *rows, list(one.total)]))
    return out


def returned(
    programme: Programme, base: Draft, read: list[Read], form: str, ours: Draft | None = None
) -> Comparison:
    """What a paper that `base` printed brings back; `ours` is the draft by now."""
    numbers = iter(range(1, 10_000))
    paper = paper_of(programme, base, form)
    return compare(
        programme, base, base if ours is None else ours, paper, read, lambda: f"new{next(numbers)}"
    )
