"""Is a mail complete? Which scanned pages are those of which sealed paper, and what is missing.

The marks in the feet of pages tell; a file without a readable mark is taken by its name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.scanned_set import Leaf

_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sealed paper that a mail wants as a scan: what it is called in lists and as a file, its
    pages, and the number by which its marks call it (0 where none are printed)."""

    id: str
    title: str
    stem: str
    pages: int
    document: int = 0


@dataclass(frozen=True, slots=True)
class MailFinding:
    """What is wrong with a mail, in words, with what to do. `kind`: missing_pdf, missing_pages,
    revision, size, missing_file, changed_file. `paper` is the title of the paper it is about."""

    kind: str
    message: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What scanned pages come to: for each paper (by id) its pages in order, as positions among
    the leaves; what is wrong; and what a person should look at all the same."""

    pages: Mapping[str, tuple[int, ...]]
    missing: Mapping[str, tuple[int, ...]]
    findings: tuple[MailFinding, ...]
    remarks: tuple[str, ...]

    def is_whole(self, paper_id: str) -> bool:
        return paper_id in self.pages and not self.missing.get(paper_id)


def sort_scans(
    leaves: Sequence[Leaf], wanted: Sequence[Wanted], revision: int, check_code: str
) -> Sorted:
    """Find each paper's pages among scanned ones.

    Of several copies the fullest is taken; a page that was scanned again counts as scanned last.
    """
    known = (revision, check_code)
    copies: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    others: list[int] = []
    for at, leaf in enumerate(leaves):
        for mark in leaf.marks:
            if (mark.revision, mark.check_code) == known:
                copies[mark.document][mark.copy][mark.page] = at
            else:
                others.append(at)
    by_marks = {
        paper.id: _fullest(copies.get(paper.document, {})) if paper.document else {}
        for paper in wanted
    }
    by_name = _by_name(leaves, wanted, {key for key, found in by_marks.items() if not found})
    pages: dict[str, tuple[int, ...]] = {}
    missing: dict[str, tuple[int, ...]] = {}
    findings: list[MailFinding] = []
    remarks: list[str] = []
    for paper in wanted:
        found = by_marks[paper.id]
        if not found:
            named = by_name.get(paper.id)
            if named is not None:
                pages[paper.id] = named
                remarks.append(
                    f"「{leaves[named[0]].file}」没有读到识别码,按文件名和页数认作《{paper.title}》;"
                    "请自己翻看一遍,确认各页齐全、都已盖章。"
                )
                continue
            findings.append(_absent(paper))
            continue
        pages[paper.id] = tuple(at for _, at in sorted(found.items()))
        lost = tuple(n for n in range(1, paper.pages + 1) if n not in found)
        if lost:
            missing[paper.id] = lost
            findings.append(
                MailFinding(
                    "missing_pages",
                    f"《{paper.title}》共 {paper.pages} 页,扫描件缺第 {_listed(lost)} 页;"
                    "请补扫这几页,与已有的扫描件一起加入。",
                    paper.title,
                )
            )
    if others:
        findings.append(_of_others(leaves, others, revision))
    remarks += _unread(leaves, pages)
    return Sorted(pages, missing, tuple(findings), tuple(remarks))


def _fullest(copies: Mapping[int, dict[int, int]]) -> dict[int, int]:
    return max(copies.values(), key=len, default=dict[int, int]())


def _by_name(
    leaves: Sequence[Leaf], wanted: Sequence[Wanted], asked: set[str]
) -> dict[str, tuple[int, ...]]:
    """For papers that are `asked` for, the pages of a file without marks that bears the paper's
    name and has as many pages. Of names that stand in each other (申报函, 申报函附表) a file bears
    the longest, and it is one paper's alone."""
    files: dict[str, list[int]] = {}
    for at, leaf in enumerate(leaves):
        files.setdefault(leaf.file, []).append(at)
    found: dict[str, tuple[int, ...]] = {}
    for name, places in files.items():
        if any(leaves[at].marks for at in places):
            continue
        named = [one for one in wanted if fold(one.stem) in fold(name)]
        longest = max((len(fold(one.stem)) for one in named), default=0)
        full = tuple(at for at in places if not leaves[at].is_blank)
        for one in named:
            is_free = one.id in asked and one.id not in found
            if is_free and len(fold(one.stem)) == longest and len(full) == one.pages:
                found[one.id] = full
                break
    return found


def _absent(paper: Wanted) -> MailFinding:
    return MailFinding(
        "missing_pdf",
        f"缺少《{paper.title}》的盖章扫描件({paper.pages} 页);"
        f"请把盖好章的纸质件扫描成 PDF 加入,识别码读不出来的,请把文件名改为「{paper.stem}.pdf」。",
        paper.title,
    )


def _of_others(leaves: Sequence[Leaf], others: Sequence[int], revision: int) -> MailFinding:
    marks = {mark.revision for at in others for mark in leaves[at].marks} - {revision}
    told = "、".join(str(one) for one in sorted(marks))
    what = f"是数据版本 {told} 打印的" if told else "校验码与这册材料不同"
    return MailFinding(
        "revision",
        f"{_places(leaves, others)}{what},这册材料是数据版本 {revision};"
        "盖章件与可编辑电子版须是同一版,请扫描这一版的盖章件,或重新成册、打印、盖章。",
    )


def _unread(leaves: Sequence[Leaf], pages: Mapping[str, tuple[int, ...]]) -> Iterable[str]:
    used = {at for places in pages.values() for at in places}
    bare = [
        at
        for at, leaf in enumerate(leaves)
        if at not in used and not leaf.marks and not leaf.is_blank
    ]
    if bare:
        yield f"{_places(leaves, bare)}没有读到识别码,没有放进邮件;请看是不是多扫的或没有扫清楚。"


def _places(leaves: Sequence[Leaf], at: Sequence[int]) -> str:
    files: dict[str, list[int]] = {}
    for n in at:
        files.setdefault(leaves[n].file, []).append(leaves[n].number)
    return ";".join(f"「{name}」第 {_listed(tuple(numbers))} 页" for name, numbers in files.items())


def _listed(numbers: Sequence[int]) -> str:
    told = "、".join(str(one) for one in numbers[:_MOST_TOLD])
    return told if len(numbers) <= _MOST_TOLD else f"{told}等 {len(numbers)}"
