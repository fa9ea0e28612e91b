"""Letters that go alone, 申报函 and 邮寄标签, out of a pack and a draft."""

from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Letter
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled
from desktop_app.documents.compose_text import applicant, letter_blocks, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.tree import Block, Document, Section, Spacer, paragraph

_CUT = "沿框线剪下，贴在邮件封面。"


def compose_letter(
    programme: Programme, draft: Draft, letter: Letter, watermark: str = "", standing: str = ""
) -> Document:
    """A letter as a file of its own; a label is one large frame without number or mark."""
    title = filled(programme, draft, letter.title)
    author = applicant(programme, draft)
    if letter.layout == "label":
        lines = filled(programme, draft, letter.text).splitlines()
        blocks: list[Block] = [paragraph(line.strip(), "label") for line in lines if line.strip()]
        blocks += [Spacer(0.5), paragraph(_CUT, "note")]
        sections = (Section(tuple(blocks), numbered=False),)
        return number(Document(title, sections, "", author, watermark))
    sections = (Section(tuple(letter_blocks(programme, draft, letter))),)
    return number(Document(title, sections, revision_mark(draft, standing), author, watermark))
