"""Are all pages of all sets there, in order, of one revision? What a scan's page marks say.

Pages are compared with where they would lie if the scan were in order. That order is taken from
the scan itself: set by set and document by document are both right.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from desktop_app.core.page_mark import PageMark

# A document's number and the number of its copy; with a page, a place in the set.
Copy = tuple[int, int]
Slot = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scanned page: its file, its number in it from 1, the marks on it, whether it is empty."""

    file: str
    number: int
    marks: tuple[PageMark, ...] = ()
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """What a set holds of a document; `pages` or `copies` is 0 where only the marks know."""

    title: str
    copies: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class ExpectedSet:
    """The set as it was printed: its revision with the check code, and its documents in order."""

    revision: int
    check_code: str
    documents: tuple[ExpectedDocument, ...]


@dataclass(frozen=True, slots=True)
class ScanFinding:
    """What is wrong, in words; `file` and `page` say where, "" and 0 for what is not there.

    `kind`: no_marks, revision, foreign, unclear, repeated, order, missing.
    """

    kind: str
    message: str
    file: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document of the set: how much of it there is; `missing` are pages by copy."""

    number: int
    title: str
    pages: int
    copies: int
    found: int
    missing: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ScannedSet:
    """What a scan holds; `revision` is 0 and `check_code` "" when no page says."""

    revision: int
    check_code: str
    pages: int
    blank: int
    documents: tuple[FoundDocument, ...]
    findings: tuple[ScanFinding, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every page of every copy is there once, in order, of one revision."""
        return bool(self.documents) and not self.findings


def check_scan(leaves: Sequence[Leaf], expected: ExpectedSet | None = None) -> ScannedSet:
    """Compare scanned pages, in the order of the scan, with the set they are of.

    Without `expected` the marks themselves say how many documents, pages and copies there are.
    """
    blank = sum(leaf.is_blank and not leaf.marks for leaf in leaves)
    seen = Counter((m.revision, m.check_code) for leaf in leaves for m in leaf.marks)
    if not seen:
        return ScannedSet(0, "", len(leaves), blank, (), (_no_marks(leaves),))
    revision = (
        (expected.revision, expected.check_code)
        if expected is not None
        else max(seen, key=lambda one: (seen[one], one))
    )
    found = _Comparison(leaves, revision, _documents(leaves, revision, expected))
    return ScannedSet(
        *revision, len(leaves), blank, found.documents_found(), tuple(found.findings())
    )


def _documents(
    leaves: Sequence[Leaf], revision: tuple[int, str], expected: ExpectedSet | None
) -> tuple[ExpectedDocument, ...]:
    """What there should be: as it was built, else as the marks of this revision tell."""
    pages: Counter[int] = Counter()
    copies: Counter[int] = Counter()
    count = 0
    for leaf in leaves:
        for mark in leaf.marks:
            if (mark.revision, mark.check_code) == revision:
                pages[mark.document] = max(pages[mark.document], mark.pages)
                copies[mark.document] = max(copies[mark.document], mark.copies)
                count = max(count, mark.documents)
    documents = (
        expected.documents
        if expected is not None
        else [ExpectedDocument(_untitled(n)) for n in range(1, count + 1)]
    )
    return tuple(
        ExpectedDocument(one.title, one.copies or max(copies[n], 1), one.pages or pages[n])
        for n, one in enumerate(documents, start=1)
    )


def _untitled(number: int) -> str:
    return f"文件{number}"


def _no_marks(leaves: Sequence[Leaf]) -> ScanFinding:
    read = f"扫描件共 {len(leaves)} 页" if leaves else "扫描件没有页"
    return ScanFinding(
        "no_marks",
        f"{read},没有读到一个识别码;请看打印时是否关了识别码,"
        "或者页脚是否扫到、扫清楚了(建议 200 dpi 以上)。",
    )


class _Comparison:
    """One scan beside the set it should be."""

    def __init__(
        self,
        leaves: Sequence[Leaf],
        revision: tuple[int, str],
        documents: tuple[ExpectedDocument, ...],
    ) -> None:
        self._documents = documents
        self._revision = revision
        self._leaves = leaves
        self._at_leaf: list[ScanFinding] = []
        # Places that a finding at a leaf already speaks of: they are not told again as missing.
        self._told: set[Slot] = set()
        self._placed: dict[Slot, int] = {}
        self._unclear: list[int] = []
        for index, leaf in enumerate(leaves):
            self._place(index, leaf)
        self._order = self._slots_in_order()
        self._find_misplaced()
        self._guess_unclear()

    def findings(self) -> Iterable[ScanFinding]:
        """What is wrong at pages in the order of the scan, then what is not there."""
        places = {(leaf.file, leaf.number): n for n, leaf in enumerate(self._leaves)}
        yield from sorted(self._at_leaf, key=lambda one: places[one.file, one.page])
        yield from self._missing()

    def documents_found(self) -> tuple[FoundDocument, ...]:
        """How much there is of each document."""
        return tuple(self._found(n, one) for n, one in enumerate(self._documents, start=1))

    def _found(self, number: int, document: ExpectedDocument) -> FoundDocument:
        missing = {
            copy: tuple(
                page
                for page in range(1, document.pages + 1)
                if (number, copy, page) not in self._placed
            )
            for copy in range(1, document.copies + 1)
        }
        found = sum(slot[0] == number for slot in self._placed)
        gaps = {copy: pages for copy, pages in missing.items() if pages}
        return FoundDocument(number, document.title, document.pages, document.copies, found, gaps)

    def _tell(self, kind: str, index: int, message: str) -> None:
        leaf = self._leaves[index]
        self._at_leaf.append(
            ScanFinding(kind, f"{self._leaf_words(index)}{message}", leaf.file, leaf.number)
        )

    def _leaf_words(self, index: int) -> str:
        leaf = self._leaves[index]
        files = {one.file for one in self._leaves}
        return f"{f'「{leaf.file}」' if len(files) > 1 else '扫描件'}第{leaf.number}页"

    def _place(self, index: int, leaf: Leaf) -> None:
        if not leaf.marks:
            if not leaf.is_blank:
                self._unclear.append(index)
            return
        mark = leaf.marks[0]
        slot = (mark.document, mark.copy, mark.page)
        if len(set(leaf.marks)) > 1:
            self._told |= {
                (one.document, one.copy, one.page)
                for one in leaf.marks
                if (one.revision, one.check_code) == self._revision
            }
            self._tell("unclear", index, "上有几个不同的识别码,可能两页叠在一起;请分开重新扫描。")
        elif (mark.revision, mark.check_code) != self._revision:
            self._told.add(slot)
            revision, code = self._revision
            self._tell(
                "revision",
                index,
                f"是数据版本 {mark.revision}(校验码 {mark.check_code})的{self._words(slot)},"
                f"不是数据版本 {revision}(校验码 {code})的;请换上新版的这一页。",
            )
        elif not self._is_of_the_set(slot):
            self._tell("foreign", index, f"是{self._words(slot)},不在这套材料中;请抽出来。")
        elif slot in self._placed:
            first = self._leaf_words(self._placed[slot])
            self._tell("repeated", index, f"与{first}重复,都是{self._words(slot)};请抽出一页。")
        else:
            self._placed[slot] = index

    def _is_of_the_set(self, slot: Slot) -> bool:
        number, copy, page = slot
        if number > len(self._documents):
            return False
        document = self._documents[number - 1]
        return copy <= document.copies and page <= document.pages

    def _slots_in_order(self) -> list[Slot]:
        """All places of the set as they follow one another in this scan."""
        wedged = self._wedged()
        places = {
            copy: median(self._placed[slot] for slot in slots)
            for copy, slots in _by_copy(self._placed).items()
            if copy not in wedged
        }
        copies: list[Copy] = [
            (number, copy)
            for number, document in enumerate(self._documents, start=1)
            for copy in range(1, document.copies + 1)
        ]
        by_set = sorted(copies, key=lambda one: (one[1], one[0]))
        seen = sorted(places, key=lambda one: places[one])
        for order in (by_set, copies):
            if [one for one in order if one in places] == seen:
                break
        else:
            order = [*seen, *(one for one in by_set if one not in places)]
        return [
            (number, copy, page)
            for number, copy in order
            for page in range(1, self._documents[number - 1].pages + 1)
        ]

    def _wedged(self) -> set[Copy]:
        """Copies of a single page that lie between two pages of another: no order is theirs."""
        scanned = sorted(self._placed, key=lambda slot: self._placed[slot])
        return {
            page[:2]
            for before, page, after in zip(scanned, scanned[1:], scanned[2:], strict=False)
            if before[:2] == after[:2] and self._documents[page[0] - 1].pages == 1
        }

    def _find_misplaced(self) -> None:
        """The fewest pages that would have to be moved; a pile turned over is told once."""
        ranks = {slot: rank for rank, slot in enumerate(self._order)}
        scanned = sorted(self._placed, key=lambda slot: self._placed[slot])
        in_order = _longest_rising([ranks[slot] for slot in scanned])
        moved = [slot for slot in scanned if ranks[slot] not in in_order]
        long = [slots for slots in _by_copy(scanned).values() if len(slots) > 2]
        falling = [slots for slots in long if slots == sorted(slots, reverse=True)]
        if falling and falling == long:
            self._tell("order", self._placed[scanned[0]], "起,页序整个是倒的;请翻过来重新扫描。")
            return
        for slots in falling:
            copy = self._copy_words(slots[0][:2])
            self._tell("order", self._placed[slots[0]], f"起,{copy}的页序是倒的;请翻过来重新扫描。")
        told = {slot for slots in falling for slot in slots}
        for slot in moved:
            if slot not in told:
                self._tell("order", self._placed[slot], self._where_it_belongs(slot))

    def _where_it_belongs(self, slot: Slot) -> str:
        number, copy, page = slot
        if self._documents[number - 1].pages == 1:
            return f"是{self._words(slot)},夹在别的文件中间;请抽出来单独放。"
        before = f"第{page - 1}页之后" if page > 1 else "最前面"
        return f"是{self._words(slot)},放错了位置;应在{self._copy_words((number, copy))}{before}。"

    def _guess_unclear(self) -> None:
        """Pages without a mark that lie where just as many are missing must be those."""
        ranks = {slot: rank for rank, slot in enumerate(self._order)}
        scanned = sorted((index, ranks[slot]) for slot, index in self._placed.items())
        indices = [index for index, _ in scanned]
        for after, group in groupby(self._unclear, key=lambda index: bisect_left(indices, index)):
            unclear = list(group)
            low = scanned[after - 1][1] if after else -1
            high = scanned[after][1] if after < len(scanned) else len(self._order)
            gap = [slot for slot in self._order[low + 1 : high] if slot not in self._placed]
            if len(gap) == len(unclear):
                for index, slot in zip(unclear, gap, strict=True):
                    self._told.add(slot)
                    self._tell(
                        "unclear",
                        index,
                        f"没有读到识别码,按前后次序应是{self._words(slot)};请看一眼,"
                        "必要时重新扫描这一页。",
                    )
            else:
                for index in unclear:
                    self._tell(
                        "unclear",
                        index,
                        "没有读到识别码;请看它是不是这套材料的页,是的话重新扫描这一页。",
                    )

    def _missing(self) -> Iterable[ScanFinding]:
        for document in self.documents_found():
            number = document.number
            if document.found == 0 and not any(slot[0] == number for slot in self._told):
                what = f"{document.title}整个没有扫到({document.copies} 份)。"
                yield ScanFinding("missing", what)
                continue
            for copy, pages in document.missing.items():
                left = [page for page in pages if (number, copy, page) not in self._told]
                if not left:
                    continue
                whole = len(left) == document.pages
                what = "整份没有扫到" if whole else f"缺{_ranges(left)}"
                yield ScanFinding("missing", f"{self._copy_words((number, copy))}{what}。")

    def _words(self, slot: Slot) -> str:
        number, copy, page = slot
        return f"{self._copy_words((number, copy))}第{page}页"

    def _copy_words(self, copy: Copy) -> str:
        number, nth = copy
        known = number <= len(self._documents)
        title = self._documents[number - 1].title if known else _untitled(number)
        return f"{title}第{nth}份"


def _by_copy(slots: Iterable[Slot]) -> dict[Copy, list[Slot]]:
    found: dict[Copy, list[Slot]] = {}
    for slot in slots:
        found.setdefault(slot[:2], []).append(slot)
    return found


def _longest_rising(ranks: Sequence[int]) -> set[int]:
    """The longest rising subsequence of distinct numbers (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for rank in ranks:
        at = bisect_left(tops, rank)
        before[rank] = tops[at - 1] if at else None
        tops[at : at + 1] = [rank]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _ranges(pages: Sequence[int]) -> str:
    """「第3、5至8页」."""
    parts: list[str] = []
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _, page in run]
        first, last = numbers[0], numbers[-1]
        parts.append(str(first) if first == last else f"{first}至{last}")
    return f"第{'、'.join(parts)}页"
