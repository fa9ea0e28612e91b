"""The comments of a Word file by their ids: who says what, and which answers which."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.word_styles import W
from desktop_app.intake.word_text import text_of

MOST = 5_000
_LONGEST = 2_000
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; `answers` is the id of the one it replies to."""

    text: str = ""
    author: str = ""
    time: str = ""
    answers: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All comments by id, as many as anybody reads; `count` is how many there are."""

    known: Mapping[str, Remark] = field(default_factory=dict[str, Remark])
    count: int = 0


def read_comments(root: etree._Element | None, extended: etree._Element | None) -> Words:
    """The comments of comments.xml; commentsExtended.xml says which are replies or settled."""
    if root is None:
        return Words()
    elements = list(root.iterchildren(f"{W}comment"))
    threads = _threads(extended)
    # The paragraph by which Word names a comment in its other parts is the last one.
    by_paragraph: dict[str, str] = {}
    for element in elements:
        for paragraph in element.iterchildren(f"{W}p"):
            by_paragraph[paragraph.get(f"{_W14}paraId", "")] = element.get(f"{W}id", "")
    known: dict[str, Remark] = {}
    for element in elements[:MOST]:
        paragraphs = list(element.iterchildren(f"{W}p"))
        last = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
        parent, is_done = threads.get(last, ("", False))
        name = element.get(f"{W}id", "")
        answers = by_paragraph.get(parent, "") if parent else ""
        known[name] = Remark(
            "\n".join(text_of(paragraph) for paragraph in paragraphs).strip()[:_LONGEST],
            element.get(f"{W}author", "")[:60],
            element.get(f"{W}date", "")[:20],
            answers if answers != name else "",
            is_done,
        )
    return Words(known, len(elements))


def _threads(extended: etree._Element | None) -> dict[str, tuple[str, bool]]:
    """Paragraph → the paragraph of the comment it replies to, and whether it is settled."""
    if extended is None:
        return {}
    return {
        one.get(f"{_W15}paraId", ""): (
            one.get(f"{_W15}paraIdParent", ""),
            one.get(f"{_W15}done", "0") in ("1", "true"),
        )
        for one in extended.iterchildren(f"{_W15}commentEx")
    }
