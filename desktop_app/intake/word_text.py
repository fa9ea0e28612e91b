"""What the runs of a Word paragraph show, tracked changes taken as accepted."""

from collections.abc import Iterator

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.word_styles import W, switched

MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BOX = f"{W}txbxContent"
RUN, RUN_PROPERTIES = f"{W}r", f"{W}rPr"
_TEXTS = (f"{W}t", f"{W}delText")
TABLE, CONTROL = f"{W}tbl", f"{W}sdt"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, field codes, the fallback copy of a text box: not what the reader sees.
SKIPPED = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr")),
    *(f"{W}{name}" for name in ("sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "rt")),
    FALLBACK,
}
# Ticks and boxes that Word takes from the Wingdings fonts; other such signs have no character.
SYMBOLS = {"F0FC": "√", "F0FB": "×", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F0A3": "□"}


def text_of(element: etree._Element) -> str:
    """The paragraph's text as it stands."""
    return "".join(part for run in shown_runs(element) for part in run_text(run))


def shown_runs(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph that anything is seen of."""
    for run in runs_of(element):
        if not switched(run.find(RUN_PROPERTIES), "vanish"):
            yield run


def runs_of(element: etree._Element) -> Iterator[etree._Element]:
    """All runs of a paragraph but those of text boxes in it and those that were deleted."""
    for child in element:
        tag = child.tag
        if tag in (RUN, MATH_TEXT):
            yield child
        elif tag == CONTROL and is_placeholder(child):
            continue
        elif tag not in SKIPPED and tag not in (TABLE, BOX) and isinstance(tag, str):
            yield from runs_of(child)


def run_text(run: etree._Element) -> Iterator[str]:
    """The pieces of a run's text; a deleted run tells what was deleted."""
    if run.tag == MATH_TEXT:
        yield run.text or ""
    for child in run:
        tag = child.tag
        if tag in _TEXTS:
            yield child.text or ""
        elif tag == f"{W}tab":
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            if child.get(f"{W}type") in (None, "textWrapping"):
                yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "").upper()
            yield SYMBOLS.get(code, "")
        elif tag == f"{W}ruby":
            for base in child.iter(f"{W}rubyBase"):
                yield "".join("".join(run_text(one)) for one in runs_of(base))


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, each once and without those inside them."""
    if next(element.iter(BOX), None) is None:
        return
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag != FALLBACK and isinstance(child.tag, str) and len(child):
            yield from boxes(child)


def is_placeholder(control: etree._Element) -> bool:
    """A content control that nobody filled shows a prompt, which is no text of the plan."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
