from desktop_app.documents.numbering import number
from desktop_app.documents.tree import (
    Column,
    Document,
    Heading,
    Section,
    Table,
    blocks,
    paragraph,
)


def numbered(*content):
    return blocks(number(Document("题", (Section(content[:2]), Section(content[2:])))))


def test_headings_count_under_their_own_parent_and_across_sections():
    levels = (1, 2, 3, 4, 4, 3, 2, 1, 2)
    found = numbered(*(Heading("标题", level) for level in levels))
    assert [heading.number for heading in found] == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）",
    ]  # fmt: skip


def test_only_tables_with_a_caption_are_counted():
    columns = (Column("甲", 1),)
    found = numbered(
        Table(columns, (), "一"), Table(columns, ()), paragraph("文"), Table(columns, (), "二")
    )
    assert [getattr(block, "number", None) for block in found] == ["表1", "", None, "表2"]


def test_every_heading_and_captioned_table_has_an_anchor_of_its_own():
    columns = (Column("甲", 1),)
    found = numbered(Heading("a", 1), Heading("b", 2), Table(columns, (), "c"), Heading("d", 1))
    anchors = [block.anchor for block in found]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


def test_numbering_twice_changes_nothing():
    document = number(Document("题", (Section((Heading("a", 1), Heading("b", 2))),)))
    assert number(document) == document
