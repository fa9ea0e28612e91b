"""The revision mark that this program printed in the foot of a Word file or a workbook."""

import io
import re
import zipfile

# The foot first: what a program writes into the properties, another may take out or keep.
_PARTS = (
    re.compile(r"word/(?:footer|header)\d*\.xml"),
    re.compile(r"docProps/core\.xml"),
)
_MOST_PARTS, _LARGEST = 40, 200_000
# Editing cuts a line into runs: what stands between the tags is the line.
_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile(r"数据版本\s*\d{1,9}\s*·\s*校验码\s*[0-9A-F]{4}-[0-9A-F]{4}")


def printed_mark(packed: zipfile.ZipFile) -> str:
    """「数据版本 12 · 校验码 8C1A-22F0」; "" for a file that bears none."""
    names = packed.namelist()
    for pattern in _PARTS:
        for name in [one for one in names if pattern.fullmatch(one)][:_MOST_PARTS]:
            with packed.open(name) as part:
                text = part.read(_LARGEST).decode("utf-8", "replace")
            found = _MARK.search(_plain(_TAG.sub("", text)))
            if found is not None:
                return found[0]
    return ""


def mark_of(content: bytes) -> str:
    """The mark of a package whose parts were looked over already; "" where they cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return printed_mark(packed)
    except Exception:  # noqa: BLE001 - what zipfile raises on broken bytes is written nowhere
        return ""


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    # Its long list of names is seldom needed, and every reading process would load it.
    import html

    return html.unescape(text)
