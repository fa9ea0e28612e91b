"""Word files that LibreOffice saved: their sources, what they mean, and how they are made anew.

`python -m tests.corpus.words.office_files` writes them to tests/corpus/made/words/ where soffice is
installed, with what they mean beside them (truth.json); the tests read what lies there.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import msgspec

from tests.corpus.words.blocks import Block, Grid, Para, Xml, body, by_hand
from tests.corpus.words.content import CITY_TITLE
from tests.corpus.words.files import Plan, a_plan
from tests.corpus.words.fronts import COVER
from tests.corpus.words.marks import FOOTNOTES
from tests.corpus.words.truth import Truth

MADE = Path(__file__).parents[1] / "made" / "words"
TRUTH = "truth.json"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _plain_plan() -> Plan:
    return a_plan(before=(Para(CITY_TITLE, bold=True),))


def _styled_plan() -> Plan:
    return a_plan(lambda n, title: [Para(title, level=1)], before=COVER)


def _counted_plan() -> Plan:
    return a_plan(lambda n, title: [Para(title, level=1, listed=1)], before=COVER)


def _merged_plan() -> Plan:
    """Names of counties and directions merged downwards, a title inside a table."""
    plan = a_plan(before=COVER)
    blocks: list[Block] = []
    for block in plan.blocks:
        if isinstance(block, Grid) and block.rows[0][1] == "项目名称":
            rows = [block.rows[0]]
            for n, row in enumerate(block.rows[1:]):
                rows.append(row if n % 4 == 0 else (*row[:3], "", "", row[5]))
            merged = tuple((top, at, top + 3, at) for top in (1, 5, 9) for at in (3, 4))
            blocks.append(Grid(tuple(rows), merged))
        else:
            blocks.append(block)
    plan.blocks = blocks
    return plan


def _noted_plan() -> Plan:
    plan = a_plan(before=COVER)
    plan.blocks.append(
        Para(xml='<w:r><w:t>资金以批复为准。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    last = plan.said[-1]
    plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, "资金以批复为准。"))
    return plan


def _boxed_plan() -> Plan:
    """The first table in a text box."""
    plan = a_plan(before=COVER)
    at = next(n for n, block in enumerate(plan.blocks) if isinstance(block, Grid))
    box = (
        '<w:r><w:pict><v:shape style="width:400pt;height:200pt"><v:textbox><w:txbxContent>'
        f"{body([plan.blocks[at]])}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    plan.blocks[at] = Para(xml=box)
    return plan


def _html(blocks: Sequence[Block]) -> str:
    out = ""
    for block in blocks:
        if isinstance(block, Grid):
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
                for row in block.rows
            )
            out += f"<table border=1>{rows}</table>"
        elif isinstance(block, Para):
            inner = escape(block.text)
            tag = f"h{block.level}" if block.level else "p"
            out += f"<{tag}>{f'<b>{inner}</b>' if block.bold else inner}</{tag}>"
    return f'<html><head><meta charset="utf-8"></head><body>{out}</body></html>'


def _rtf(blocks: Sequence[Block]) -> str:
    def said(text: str) -> str:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)

    out = ""
    for block in blocks:
        if isinstance(block, Grid):
            width = len(block.rows[0])
            edges = "".join(f"\\cellx{1400 * n}" for n in range(1, width + 1))
            for row in block.rows:
                cells = "".join(f"\\intbl {said(cell)}\\cell " for cell in row)
                out += f"\\trowd{edges}{cells}\\row\n"
            out += "\\pard"
        elif isinstance(block, Para):
            out += f"\\pard {said(block.text)}\\par\n"
    return "{\\rtf1\\ansi " + out + "}"


def _fodt(blocks: Sequence[Block]) -> str:
    out = ""
    for block in blocks:
        if isinstance(block, Grid):
            rows = "".join(
                "<table:table-row>"
                + "".join(
                    f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
                    for cell in row
                )
                + "</table:table-row>"
                for row in block.rows
            )
            columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
            out += f"<table:table>{columns}{rows}</table:table>"
        elif isinstance(block, Para) and block.level:
            out += f'<text:h text:outline-level="{block.level}">{escape(block.text)}</text:h>'
        elif isinstance(block, Para):
            out += f"<text:p>{escape(block.text)}</text:p>"
    names = " ".join(f'xmlns:{one}="{_OFFICE}:{one}:1.0"' for one in ("office", "text", "table"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{out}</office:text></office:body></office:document>"
    )


# Name of the made file → the plan in it, the kind of its source, what makes that.
OFFICE_FILES: dict[str, tuple[Callable[[], Plan], str]] = {
    "网页转存.docx": (_plain_plan, "html"),
    "网页转存-标题样式.docx": (_styled_plan, "html"),
    "RTF转存.docx": (_plain_plan, "rtf"),
    "ODF转存.docx": (_styled_plan, "fodt"),
    "再存一次.docx": (_plain_plan, "docx"),
    "再存一次-自动编号.docx": (_counted_plan, "docx"),
    "再存一次-合并单元格.docx": (_merged_plan, "docx"),
    "再存一次-脚注.docx": (_noted_plan, "docx"),
    "再存一次-文本框.docx": (_boxed_plan, "docx"),
    "旧格式.doc": (_plain_plan, "docx"),
    "开放格式.odt": (_styled_plan, "fodt"),
    "富文本.rtf": (_plain_plan, "docx"),
}


def made_files() -> dict[str, Truth]:
    """The files that lie there, and what each means."""
    return msgspec.json.decode((MADE / TRUTH).read_bytes(), type=dict[str, Truth])


def _truth_of(name: str) -> Truth:
    """What a file means; a kind of file that is not read is to be refused with advice."""
    if not name.endswith(".docx"):
        return Truth("refused", told=(".docx",))
    return OFFICE_FILES[name][0]().truth()


def _source(plan: Plan, kind: str, path: Path) -> None:
    if kind == "docx":
        parts = (
            {"footnotes.xml": FOOTNOTES}
            if any("footnote" in _xml(one) for one in plan.blocks)
            else None
        )
        by_hand(plan.blocks, path, parts=parts)
    else:
        write = {"html": _html, "rtf": _rtf, "fodt": _fodt}[kind]
        path.write_text(write(plan.blocks), "utf-8")


def _xml(block: Block) -> str:
    return block.xml if isinstance(block, Para) else block.text if isinstance(block, Xml) else ""


def _shrink(path: Path) -> None:
    """Parts that hold pictures of the page and themes are not read by anybody here."""
    if not zipfile.is_zipfile(path) or path.suffix != ".docx":
        return
    with zipfile.ZipFile(path) as packed:
        parts = [(one, packed.read(one)) for one in packed.namelist() if "thumbnail" not in one]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in parts:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def main() -> int:
    """Makes all files anew."""
    office = shutil.which("soffice")
    if office is None:
        sys.stderr.write("soffice is not installed\n")
        return 2
    MADE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        for name, (plan, kind) in OFFICE_FILES.items():
            source = Path(folder) / f"{Path(name).stem}.{kind}"
            out = Path(folder) / "out"
            _source(plan(), kind, source)
            suffix = Path(name).suffix[1:]
            filters = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97"}
            asked = [office, profile, "--headless", "--norestore"]
            if kind == "html":
                asked.append("--infilter=HTML (StarWriter)")
            asked += [
                "--convert-to",
                filters.get(suffix, suffix),
                "--outdir",
                str(out),
                str(source),
            ]
            subprocess.run(asked, check=True, capture_output=True, timeout=180)
            made = out / name
            _shrink(made)
            shutil.copy(made, MADE / name)
    truth = {name: _truth_of(name) for name in OFFICE_FILES}
    (MADE / TRUTH).write_bytes(msgspec.json.format(msgspec.json.encode(truth), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
