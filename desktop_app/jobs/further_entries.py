"""What a bundle's manifest says of its further papers: which file is whose, and how many."""

from collections.abc import Callable, Iterator, Mapping

from desktop_app.jobs.further_papers import Further

_Entry = Callable[[str], dict[str, object]]


def counted(further: Further) -> dict[str, object]:
    """Of each paper that is made for each row, for how many it was made; nothing without any."""
    papers = [
        {"id": one.paper.id, "title": one.paper.name, "rows": len(one.made)}
        for one in further.per_row
    ]
    return {"papers": papers} if papers else {}


def row_entries(further: Further, entry: _Entry) -> Iterator[dict[str, object]]:
    """The files of each row: whose they are, and their pages in the one PDF of all."""
    for papers in further.per_row:
        ranges = papers.joined.ranges if papers.joined else ()
        for n, one in enumerate(papers.made):
            for kind, name in one.files.items():
                line = {
                    **entry(name),
                    "paper": papers.paper.id,
                    "row": one.row,
                    "title": one.title,
                    "keys": one.keys,
                    "text": one.codes[kind],
                }
                if kind == "pdf":
                    line["pages"] = one.pages
                    if ranges:
                        line["joined_pages"] = list(ranges[n])
                yield line


def names_of(further: Further) -> Mapping[int, dict[str, object]]:
    """What is said besides of papers that are printed and handed over, by the identity of what
    was written."""
    found: dict[int, dict[str, object]] = {
        id(written): {"paper": paper, "title": written.paper.title}
        for paper, written in further.single
    }
    for one in further.per_row:
        if one.whole is not None:
            found[id(one.whole)] = {
                "paper": one.paper.id,
                "joined": len(one.made),
                "title": one.whole.paper.title,
            }
    return found
