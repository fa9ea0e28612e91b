"""Word files built by hand, part by part: what python-docx does not write."""

import zipfile
from pathlib import Path

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
BY = 'w:id="1" w:author="{}" w:date="2024-11-25T09:30:00Z"'


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def change(kind, inner, author="张三"):
    return f"<w:{kind} {BY.format(author)}>{inner}</w:{kind}>"


def inserted(text, author="张三"):
    return change("ins", run(text), author)


def deleted(text, author="张三"):
    return change("del", run(text, "delText"), author)


def paragraph(content, mark=""):
    """A paragraph of finished runs; `mark` is a change (ins, del) of its own end."""
    end = f"<w:pPr><w:rPr><w:{mark} {BY.format('张三')}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{end}{content}</w:p>"


def commented(content, name="0"):
    """Content under a comment, as Word anchors it."""
    return (
        f'<w:commentRangeStart w:id="{name}"/>{content}<w:commentRangeEnd w:id="{name}"/>'
        f'<w:r><w:commentReference w:id="{name}"/></w:r>'
    )


def comment(text, name="0", author="李四", paragraph_id="00000001"):
    return (
        f'<w:comment w:id="{name}" w:author="{author}" w:date="2024-11-26T08:00:00Z">'
        f'<w:p w14:paraId="{paragraph_id}">{run(text)}</w:p></w:comment>'
    )


def table(*rows):
    """A table of rows of cells; a cell is finished paragraphs, a row with a change a pair."""
    out = ""
    for row in rows:
        sign, cells = row if isinstance(row, tuple) else ("", row)
        properties = f"<w:trPr><w:{sign} {BY.format('张三')}/></w:trPr>" if sign else ""
        out += f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def a_word_file(folder: Path, body: str, comments: str = "", threads: str = "") -> Path:
    path = folder / "改.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "word/document.xml", f'<w:document xmlns:w="{NS}"><w:body>{body}</w:body></w:document>'
        )
        if comments:
            packed.writestr(
                "word/comments.xml",
                f'<w:comments xmlns:w="{NS}" xmlns:w14="{_W14}">{comments}</w:comments>',
            )
        if threads:
            packed.writestr(
                "word/commentsExtended.xml",
                f'<w15:commentsEx xmlns:w15="{_W15}">{threads}</w15:commentsEx>',
            )
    return path


def track(element, kind, text, author="张三"):
    """Append a tracked change to a paragraph of python-docx."""
    tag = "delText" if kind == "del" else "t"
    made = etree.SubElement(element, f"{W}{kind}")
    made.set(f"{W}id", "9")
    made.set(f"{W}author", author)
    made.set(f"{W}date", "2024-11-25T09:30:00Z")
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}{tag}").text = text
