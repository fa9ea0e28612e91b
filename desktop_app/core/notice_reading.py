"""What a notice's text tells of a programme: title, issuer, dates, papers, address, contacts.

All is read by the turns of phrase that notices share, in either script; what is found comes with
the words it was found in, as the notice has them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.core.notice_sentences import Sentence, number_length, sentences
from desktop_app.core.numerals import parse_number
from desktop_app.core.scripts import simplified_in_place

# What stands for an office where the notice names a person alone.
CONTACT = "联系人"
_HAN = "\u4e00-\u9fff"
_OPEN, _SHUT = "[(\uff08]", "[)\uff09]"
_COLON = "[:\uff1a]"
_TITLE_END = re.compile(r"(?:通知|方案|公告|指南|细则|办法|函)$")
_TITLE_FRAME = re.compile(
    r"^.*?关于(?:印发)?(?:组织)?(?:开展|做好|申报|启动)?|(?:申报)?(?:工作|推荐工作)?的?(?:通知|公告|函)$|[《》]"
)
_OFFICE = re.compile(rf"[{_HAN}]{{2,30}}(?:厅|局|委员会|办公室|政府|委|中心|管委会)")
_TO_OFFICE = re.compile(
    rf"(?:报送至|报至|邮寄至|寄至|提交至|送至)((?:[{_HAN}]{{2,20}}?)(?:厅|局|委员会|委|中心))"
)
_APPLICANT = re.compile(rf"申报(?:单位|主体|对象)(?:为|是|{_COLON})([^,。;\uff0c(\uff08]{{2,30}})")
_YEAR = re.compile(r"(20\d\d)年")
_DAY = re.compile(
    r"(?:(20\d\d)年)?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:\d{1,2}(?:时|点|:\d\d))?"
    rf"(?:{_OPEN}[^)\uff09]{{1,8}}{_SHUT})?(?:之前|以前|前)"
)
_HANDING_IN = re.compile("报送|提交|邮寄|寄送|送达|上报|申报|截止|报")
_COPIES = re.compile(
    rf"(?P<title>[《“]?[{_HAN}]{{2,24}}?[》”]?)(?:{_OPEN}见?附件\d+{_SHUT})?{_OPEN}?\s*一式"
    rf"(?P<count>[{_HAN}\d]{{1,3}}?)份(?P<rest>[^)\uff09。;]{{0,16}}){_SHUT}?"
    rf"(?:{_OPEN}见?附件\d+{_SHUT})?"
)
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾两", "一二三四五六七八九十二")
_LEADING = re.compile(r"^(?:.*(?:报送|提交|将|及|和|与|至|的|请|附)(?=[《“\u4e00-\u9fff]{2}))?")
_SEAL = re.compile("盖章|公章|加盖")
_SUMMARY = re.compile("表|清单|名单|台账")
_ADDRESS = re.compile(rf"(?:邮寄|报送|寄送|联系|通讯|收件)?地址{_COLON}\s*([^。;\n]+)")
_PHONE = r"(0\d{2,3}[-—]?\d{7,8}|1\d{10}|\d{7,8})"
_CONTACTS = (
    re.compile(
        rf"(?P<office>[{_HAN}]{{2,15}}(?:处|科|室|局|中心|司|部|委)){_COLON}\s*(?P<who>[{_HAN}]{{2,4}})[\s,、]*(?:电话{_COLON})?\s*(?P<phone>{_PHONE})"
    ),
    re.compile(
        rf"(?P<office>{CONTACT}){_COLON}\s*(?P<who>[{_HAN}]{{2,4}})[\s,;、\uff0c\uff1b]*(?:联系)?电话{_COLON}\s*(?P<phone>{_PHONE})"
    ),
)
_CHAPTERS = re.compile(
    rf"(?:包括|包含|涵盖|写明|明确)(?:以下|下列)?(?:内容)?{_COLON}?(?P<list>[^。;]{{6,200}})"
    r"(?:等(?:[一二三四五六七八九十\d]+(?:个|项))?(?:方面|部分)?的?(?:内容|方面|部分|要素)|[。;])"
)
_OF_A_PLAN = re.compile("方案|计划|材料|报告|申请书|申报书")
_LONGEST_CHAPTER = 15


@dataclass(frozen=True, slots=True)
class Told:
    """Something the notice tells, with its clause and its words there."""

    text: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class PaperTold:
    """A paper to be handed in: how many copies, sealed or not, a form with rows or one of text."""

    title: str
    copies: int
    sealed: bool
    is_summary: bool
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class ContactTold:
    """Whom to ask."""

    office: str
    person: str
    phone: str
    quote: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """What was found; what was not is empty. `used` are the sentences that something came from."""

    title: str
    notice: str
    issuer: str
    year: int
    applicant: str
    deadline: date | None
    deadline_told: Told | None
    papers: tuple[PaperTold, ...]
    address: Told | None
    contacts: tuple[ContactTold, ...]
    chapters: tuple[str, ...]
    chapters_told: Told | None
    sentences: tuple[Sentence, ...]
    used: frozenset[int]


class Text:
    """The notice as it is searched, in simplified characters, and as it is quoted."""

    def __init__(self, notice: str) -> None:
        self.own = notice
        # What is found in the one is cut out of the other, by its place.
        self.plain = simplified_in_place(notice)
        self.sentences = sentences(notice)

    def plain_of(self, sentence: Sentence) -> str:
        return self.plain[slice(*sentence.span)]

    def quote(self, sentence: Sentence, start: int, end: int) -> str:
        first = sentence.span[0]
        return self.own[first + start : first + end].strip()

    def told(self, sentence: Sentence, places: Sequence[tuple[int, int]]) -> str:
        """What stands at several places of a sentence, as the notice has it."""
        return "".join(self.quote(sentence, *one) for one in places)


def read_notice(notice: str) -> NoticeRead:
    """Everything that can be told from the text of a notice."""
    text = Text(notice)
    used: set[int] = set()
    name, own_name = _title(text)
    years = _YEAR.findall(name) or _YEAR.findall(text.plain)
    year = int(years[0]) if years else 0
    deadline, told, at = _deadline(text, year)
    used.update(at)
    papers = tuple(_papers(text, used))
    address = next(_matches(text, _ADDRESS, used), None)
    contacts = tuple(_contacts(text, used))
    chapters, chapters_told = _chapters(text, used)
    applicant = next(_matches(text, _APPLICANT, used), None)
    return NoticeRead(
        _without_frame(name, own_name).strip() or own_name,
        own_name,
        _issuer(text),
        year,
        applicant.text if applicant else "",
        deadline,
        told,
        papers,
        address,
        contacts,
        chapters,
        chapters_told,
        text.sentences,
        frozenset(used),
    )


def _title(text: Text) -> tuple[str, str]:
    """The title as it is searched, and as it stands in the notice."""
    lines = _lines(text)
    for many in range(1, 5):
        told = "".join(line for line, _ in lines[:many])
        if _TITLE_END.search(told):
            return told, "".join(own for _, own in lines[:many])
    return lines[0] if lines else ("", "")


def _lines(text: Text) -> list[tuple[str, str]]:
    """The lines that say something, as they are searched and as they stand in the notice."""
    both = zip(text.plain.splitlines(), text.own.splitlines(), strict=True)
    return [(plain.strip(), own.strip()) for plain, own in both if plain.strip()]


def _without_frame(name: str, own_name: str) -> str:
    """What is applied for, of a title: without who tells it and that it is a notice."""
    kept, end = "", 0
    for match in _TITLE_FRAME.finditer(name):
        kept += own_name[end : match.start()]
        end = match.end()
    return kept + own_name[end:]


def _issuer(text: Text) -> str:
    lines = _lines(text)
    before = re.match(rf"([{_HAN}]{{2,30}}?)关于", lines[0][0]) if lines else None
    if before is not None and _OFFICE.fullmatch(before[1]):
        return lines[0][1][: before.end(1)]
    signed = next((own for line, own in reversed(lines[-8:]) if _OFFICE.fullmatch(line)), "")
    if signed:
        return signed
    sent = _TO_OFFICE.search(text.plain)
    return "" if sent is None else text.own[slice(*sent.span(1))]


def _deadline(text: Text, year: int) -> tuple[date | None, Told | None, tuple[int, ...]]:
    """The day before which papers are handed in; the year is the title's where none is told."""
    found: list[tuple[bool, int, re.Match[str]]] = []
    for n, sentence in enumerate(text.sentences):
        plain = text.plain_of(sentence)
        found += [
            (bool(_HANDING_IN.search(plain)), n, match)
            for match in _DAY.finditer(plain)
            if match[1] or year
        ]
    for _, n, match in sorted(found, key=lambda one: not one[0]):
        try:
            day = date(int(match[1] or year), int(match[2]), int(match[3]))
        except ValueError:
            continue
        sentence = text.sentences[n]
        quote = text.quote(sentence, match.start(), match.end())
        return day, Told(day.isoformat(), sentence.clause, quote), (n,)
    return None, None, ()


def _papers(text: Text, used: set[int]) -> Iterator[PaperTold]:
    seen: set[str] = set()
    for n, sentence in enumerate(text.sentences):
        plain = text.plain_of(sentence)
        for match in _COPIES.finditer(plain, number_length(plain)):
            count = parse_number(match["count"].translate(_CAPITALS))
            # What stands before the title belongs to the sentence, and the brackets to neither.
            title = _LEADING.sub("", match["title"]).strip("《》“”")
            if count is None or not 1 <= count < 100 or len(title) < 2 or title in seen:
                continue
            seen.add(title)
            used.add(n)
            start = (
                match.start("title") + len(match["title"]) - len(_LEADING.sub("", match["title"]))
            )
            yield PaperTold(
                text.quote(sentence, start, match.end("title")).strip("《》“”"),
                int(count),
                bool(_SEAL.search(match["rest"])),
                bool(_SUMMARY.search(title)),
                sentence.clause,
                text.quote(sentence, start, match.end()),
            )


def _contacts(text: Text, used: set[int]) -> Iterator[ContactTold]:
    for n, sentence in enumerate(text.sentences):
        plain = text.plain_of(sentence)
        for pattern in _CONTACTS:
            for match in pattern.finditer(plain):
                used.add(n)
                office, who = (
                    text.quote(sentence, *match.span(part)) for part in ("office", "who")
                )
                if match["office"] == CONTACT:
                    office = CONTACT
                quote = text.quote(sentence, match.start(), match.end())
                yield ContactTold(office, who, match["phone"], quote)


def _chapters(text: Text, used: set[int]) -> tuple[tuple[str, ...], Told | None]:
    for n, sentence in enumerate(text.sentences):
        plain = text.plain_of(sentence)
        match = _CHAPTERS.search(plain)
        if match is None or not _OF_A_PLAN.search(plain):
            continue
        start = match.start("list")
        named = [(start + first, start + end) for first, end in _listed(match["list"])]
        told = (text.quote(sentence, first, end) for first, end in named)
        titles = [one for one in told if 2 <= len(one) <= _LONGEST_CHAPTER]
        if len(titles) >= 3:
            used.add(n)
            quote = text.quote(sentence, match.start(), match.end())
            return tuple(dict.fromkeys(titles)), Told("、".join(titles), sentence.clause, quote)
    return (), None


def _listed(listed: str) -> list[tuple[int, int]]:
    """Where the parts of a list stand that 、 tells apart, and 和 the last two of long ones."""
    whole = re.sub("等[^、]{0,8}$", "", listed)
    found: list[tuple[int, int]] = []
    for part in re.finditer("[^、]+", whole):
        ends = re.search("[和及与]$|等$", part[0])
        found.append((part.start(), part.start() + (ends.start() if ends else len(part[0]))))
    if not found:
        return []
    start, end = found[-1]
    both = re.fullmatch("(.{4,}?)[和及与](.{4,})", whole[start:end])
    if both is not None and not re.search("[和及与]", both[1]):
        found[-1:] = [(start, start + both.end(1)), (start + both.start(2), end)]
    return found


def _matches(text: Text, pattern: re.Pattern[str], used: set[int]) -> Iterator[Told]:
    for n, sentence in enumerate(text.sentences):
        match = pattern.search(text.plain_of(sentence))
        if match is not None:
            used.add(n)
            told = text.quote(sentence, match.start(1), match.end(1))
            yield Told(told, sentence.clause, text.quote(sentence, match.start(), match.end()))
