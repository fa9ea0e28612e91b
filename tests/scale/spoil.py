"""Differences put into finished files as people put them there: with Word, or by a bad stick."""

import json
import random
import zipfile
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from desktop_app.core.draft import Draft, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
# The kinds of difference they must be told as; an error is what cannot be read at all.
BUNDLE_FAULTS = ("differs_in_form", "only_in_plan", "count_stated", "error:cut", "error:gone")
DRAFT_FAULTS = ("LN-C3", "error:cut", "LN-T3")


def spoil_bundle(bundle: Path, fault: str, rng: random.Random) -> None:
    """Put one fault into a finished bundle's files."""
    forms = _forms(bundle)
    if fault == "error:cut":
        plan = forms["plan", ".docx"]
        content = plan.read_bytes()
        plan.write_bytes(content[: len(content) // 2])
    elif fault == "error:gone":
        forms["summary", ".pdf"].unlink()
    elif fault == "only_in_plan":
        _change(forms["summary", ".docx"], lambda body: _drop_row(body, rng))
    elif fault == "differs_in_form":
        _change(forms["summary", ".docx"], _narrow_bracket)
    else:
        _change(forms["plan", ".docx"], _state_wrongly)


def spoil_draft(draft: Draft, fault: str) -> Draft:
    """A draft with one fault in its rows, or the same where its file is to be damaged."""
    rows = list(draft.tables["projects"])
    if fault == "LN-C3":
        rows[3] = _with(rows[3], investment="19.5", software="19.5", hardware="0", service="0")
        rows[3] = _with(rows[3], award="1")
    elif fault == "LN-T3":
        rows[5] = replace(rows[4], id=rows[5].id)
    return replace(draft, tables=MappingProxyType({**draft.tables, "projects": tuple(rows)}))


def _with(row: Row, **cells: str) -> Row:
    return replace(row, cells=MappingProxyType({**row.cells, **cells}))


def _forms(bundle: Path) -> dict[tuple[str, str], Path]:
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    return {
        (one["form"], Path(one["file"]).suffix): bundle / one["file"]
        for one in manifest["files"]
        if "form" in one
    }


def _change(path: Path, change) -> None:
    """The same Word file with its text changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    body = etree.fromstring(parts[_DOCUMENT])
    change(body)
    parts[_DOCUMENT] = etree.tostring(body, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def _rows(body: etree._Element) -> list[etree._Element]:
    """The rows of the longest table that are projects: neither the head nor the sums."""
    tables = [list(one.iterchildren(f"{_W}tr")) for one in body.iter(f"{_W}tbl")]
    return max(tables, key=len)[3:-2]


def _drop_row(body: etree._Element, rng: random.Random) -> None:
    row = rng.choice(_rows(body))
    row.getparent().remove(row)


def _narrow_bracket(body: etree._Element) -> None:
    """A bracket of one name as an English keyboard types it; a name without gets a blank."""
    for row in _rows(body):
        for text in row.iter(f"{_W}t"):
            if "（" in (text.text or "") and "项目" in text.text:
                text.text = text.text.replace("（", "(", 1)
                return
    name = next(one for one in _rows(body)[0].iter(f"{_W}t") if "项目" in (one.text or ""))
    name.text = name.text.replace("项目", " 项目", 1)


def _state_wrongly(body: etree._Element) -> None:
    """A sentence with another number of projects, at the end of a paragraph of the text."""
    texts = [
        texts[-1]
        for one in body.iter(f"{_W}p")
        if (texts := list(one.iter(f"{_W}t")))
        and one.getparent().tag == f"{_W}body"
        and sum(len(text.text or "") for text in texts) > 60
    ]
    last = texts[len(texts) // 2]
    last.text = f"{last.text}本次共申报项目733个。"
