"""What is done to an honest file: to its bytes, and within it so that its shell stays whole."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

Mutation = Callable[[random.Random, bytes], bytes]

# What stands in place of a number, a reference, a name or a text.
_NUMBERS = (
    b"0", b"-1", b"1", b"255", b"65535", b"65536", b"1048576", b"1048577", b"2147483647", b"2147483648",
    b"4294967295", b"99999999999999999999", b"1e308", b"1e999", b"-1e-999", b"NaN", b"INF", b"0.1", b"2958466",
)  # fmt: skip
_WORDS = (
    b"", b" ", b"A1", b"XFD1048576", b"A1:XFD1048576", b"XFE1", b"A0", b"ZZZZZZ9999999", b"$A$1", b"true", b"9",
    b"rId99", b"../../x.xml", b"xl/worksheets/sheet1.xml", b"http://127.0.0.1:9/", b"inlineStr", b"s", b"e", b"d",
    "甲".encode() * 3000, b"&#0;", b"&#xFFFE;", b"&lt;", b"]]>", b"_x0000_", b"%s%n", b"\xed\xa0\x80", b"\xff",
    "\u202e\u200b".encode(), "１２３".encode(), "1.2亿元".encode(), b"2024.10", b"=1+1", b"veryHidden",
)  # fmt: skip
_ATTRIBUTE = re.compile(rb"=\"([^\"<>]{0,200})\"")
_TAG = re.compile(rb"<[/\w:]{1,40}[^<>]{0,300}>")
_WHOLE = re.compile(rb"<([\w:]{1,40})(?: [^<>]{0,300})?>[^<>]{0,300}</\1>")
_TEXT = re.compile(rb">([^<>]{1,300})<")
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_PARTS = (".xml", ".rels")
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def flip(dice: random.Random, raw: bytes) -> bytes:
    out = bytearray(raw)
    for _ in range(dice.choice((1, 2, 4, 12, 40))):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def cut(dice: random.Random, raw: bytes) -> bytes:
    return raw[: dice.randrange(len(raw))]


def gap(dice: random.Random, raw: bytes) -> bytes:
    first, last = _span(dice, raw)
    return raw[:first] + raw[last:]


def double(dice: random.Random, raw: bytes) -> bytes:
    first, last = _span(dice, raw)
    return raw[:last] + raw[first:last] * dice.choice((1, 2, 50)) + raw[last:]


def splice(dice: random.Random, raw: bytes) -> bytes:
    first, last = _span(dice, raw)
    at = dice.randrange(len(raw))
    return raw[:at] + raw[first:last] + raw[at + last - first :]


def extreme(dice: random.Random, raw: bytes) -> bytes:
    """A whole number of two or four bytes, made as small or as large as it can be."""
    out = bytearray(raw)
    for _ in range(dice.choice((1, 1, 3))):
        form = dice.choice(("<H", "<I", ">I"))
        size = struct.calcsize(form)
        value = dice.choice(_EXTREMES) & (0xFFFFFFFF if size == 4 else 0xFFFF)
        struct.pack_into(form, out, dice.randrange(max(1, len(out) - size)), value)
    return bytes(out)


def _attribute(dice: random.Random, raw: bytes) -> bytes:
    return _in_place(dice, raw, _ATTRIBUTE, 1, (*_NUMBERS, *_WORDS))


def _text(dice: random.Random, raw: bytes) -> bytes:
    return _in_place(dice, raw, _TEXT, 1, (*_NUMBERS, *_WORDS))


def _number(dice: random.Random, raw: bytes) -> bytes:
    return _in_place(dice, raw, _NUMBER, 0, _NUMBERS)


def _no_tag(dice: random.Random, raw: bytes) -> bytes:
    return _in_place(dice, raw, _TAG, 0, (b"",))


def _tag_twice(dice: random.Random, raw: bytes) -> bytes:
    found = _some(dice, raw, _TAG)
    return raw if found is None else raw[: found.end()] + found[0] + raw[found.end() :]


def _no_element(dice: random.Random, raw: bytes) -> bytes:
    return _in_place(dice, raw, _WHOLE, 0, (b"",))


def _element_again(dice: random.Random, raw: bytes) -> bytes:
    """A whole element once more, elsewhere, or hundreds of times."""
    found = _some(dice, raw, _WHOLE)
    place = _some(dice, raw, _WHOLE)
    if found is None or place is None:
        return raw
    return raw[: place.start()] + found[0] * dice.choice((1, 1, 2, 300)) + raw[place.start() :]


def _nested(dice: random.Random, raw: bytes) -> bytes:
    found = _some(dice, raw, _WHOLE)
    if found is None:
        return raw
    name, times = found[1], dice.choice((2, 50, 200, 5000))
    opened, closed = b"<" + name + b">", b"</" + name + b">"
    return raw[: found.start()] + opened * times + found[0] + closed * times + raw[found.end() :]


_WITHIN_XML: Mapping[str, Mutation] = {
    "attribute": _attribute, "text": _text, "number": _number, "no tag": _no_tag, "tag twice": _tag_twice,
    "no element": _no_element, "element again": _element_again, "nested": _nested, "bytes": flip, "cut": cut,
}  # fmt: skip


def in_package(dice: random.Random, raw: bytes) -> tuple[str, bytes]:
    """A part of a package changed, then packed anew, so that the package itself is whole."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    # Most of what can go wrong is where most of the content is.
    names = [name for name in parts if name.endswith(_PARTS) and parts[name]]
    weights = [max(200, min(len(parts[name]), 6000)) for name in names]
    how = dice.choice((*_WITHIN_XML, *_WITHIN_XML, "part gone", "part empty", "parts swapped"))
    if how in _WITHIN_XML:
        (name,) = dice.choices(names, weights)
        for _ in range(dice.choice((1, 1, 1, 3, 10))):
            parts[name] = _WITHIN_XML[how](dice, parts[name]) or b" "
    elif how == "part gone":
        del parts[dice.choice(names)]
    elif how == "part empty":
        parts[dice.choice(names)] = b""
    else:
        one, other = dice.choice(names), dice.choice(names)
        parts[one], parts[other] = parts[other], parts[one]
    return f"within: {how}", _packed(parts)


def in_binary_package(dice: random.Random, raw: bytes) -> tuple[str, bytes]:
    """A binary part of a workbook changed, or all that its package is changed in."""
    if dice.random() < _XML_SHARE:
        return in_package(dice, raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = dice.choice([one for one in parts if one.endswith(".bin") and parts[one]])
    how = dice.choice(tuple(_OUTER))
    parts[name] = _OUTER[how](dice, parts[name])
    return f"binary: {how}", _packed(parts)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_records(dice: random.Random, raw: bytes) -> tuple[str, bytes]:
    """A record of an old workbook changed, doubled, or taken out; the container stays whole."""
    first = raw.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    places, at = [], first
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        if not kind:
            break
        places.append((at, length))
        at += 4 + length
    end = at
    how = dice.choice(("type", "length", "field", "field", "bytes", "gone", "twice", "moved"))
    at, length = dice.choice(places)
    out = bytearray(raw)
    record = raw[at : at + 4 + length]
    if how == "type":
        struct.pack_into("<H", out, at, struct.unpack_from("<H", raw, dice.choice(places)[0])[0])
    elif how == "length":
        struct.pack_into("<H", out, at + 2, dice.choice((0, 1, length // 2, length + 1, 0xFFFF)))
    elif how == "field" and length >= 2:
        place = at + 4 + dice.randrange(0, length - 1)
        struct.pack_into("<H", out, place, dice.choice(_EXTREMES) & 0xFFFF)
    elif how == "bytes" and length:
        for _ in range(dice.choice((1, 3, 9))):
            out[at + 4 + dice.randrange(length)] = dice.randrange(256)
    elif how in ("gone", "twice", "moved"):
        rest = raw[:at] + raw[at + 4 + length :]
        place = dice.choice(places)[0] if how == "moved" else at
        again = {"gone": b"", "twice": record * 2, "moved": record}[how]
        stream = rest[:place] + again + rest[place:]
        # The stream keeps its length, and all behind it its place.
        out = bytearray(stream[:end].ljust(end, b"\0") + raw[end:])
    return f"record: {how}", bytes(out)


_OBJECT = re.compile(rb"\d+ 0 obj\b.{0,4000}?endobj", re.DOTALL)
_NAME = re.compile(rb"/[A-Z]\w{1,20}")
_OPERATOR = re.compile(rb"(?<=[\s\d])(?:re|cm|Tf|Td|Tj|Tm|[mlnSfqQW])(?=\s)")
_PAIR = re.compile(rb"\d+ 0 R")


def in_objects(dice: random.Random, raw: bytes) -> tuple[str, bytes]:
    """Something in a PDF changed; its reader looks for the objects again when places moved."""
    how = dice.choice(
        ("number", "number", "name", "operator", "link", "object gone", "object twice", "bracket")
    )
    out = raw
    for _ in range(dice.choice((1, 1, 3, 10))):
        if how == "number":
            out = _in_place(dice, out, _NUMBER, 0, _NUMBERS)
        elif how == "name":
            out = _in_place(dice, out, _NAME, 0, tuple(sorted({*_NAME.findall(raw)})))
        elif how == "operator":
            out = _in_place(
                dice,
                out,
                _OPERATOR,
                0,
                (b"q", b"Q", b"S", b"cm", b"Tf", b"Tj", b"re", b"BT", b"ET"),
            )
        elif how == "link":
            out = _in_place(
                dice, out, _PAIR, 0, tuple(b"%d 0 R" % n for n in (0, 1, 2, 3, 4, 5, 99999))
            )
        elif how == "object gone":
            out = _in_place(dice, out, _OBJECT, 0, (b"",))
        elif how == "object twice":
            found = _some(dice, out, _OBJECT)
            out = (
                out if found is None else out[: found.end()] + b"\n" + found[0] + out[found.end() :]
            )
        else:
            out = _in_place(
                dice, out, re.compile(rb"<<|>>|\[|\]"), 0, (b"", b"[" * 2000, b"<<", b">>")
            )
    return f"object: {how}", out


def in_lines(dice: random.Random, raw: bytes) -> tuple[str, bytes]:
    """Signs that mean something in a CSV, and values that mean nothing, in the midst of it."""
    at = dice.randrange(len(raw))
    how = dice.choice(("sign", "value", "lines", "long"))
    signs = (
        b'"',
        b'""',
        b"\r",
        b"\n",
        b"\x00",
        b"\t",
        b";",
        b"\x1a",
        b"\xef\xbb\xbf",
        b"\x81",
        b'",\n"',
    )
    put = {
        "sign": dice.choice(signs) * dice.choice((1, 1, 500)),
        "value": b"," + dice.choice((*_NUMBERS, *_WORDS)) + b",",
        "lines": b"\r\n" * dice.choice((1, 5, 20_000)),
        "long": b"x" * 140_000,
    }[how]
    return f"line: {how}", raw[:at] + put + raw[at:]


_OUTER: Mapping[str, Mutation] = {
    "bytes": flip, "cut": cut, "gap": gap, "double": double, "splice": splice, "extreme": extreme
}  # fmt: skip
_INNER = {
    "xlsx": in_package, "xlsm": in_package, "xlsb": in_binary_package, "txt": in_lines, "ods": in_package, "docx": in_package, "xls": in_records, "pdf": in_objects, "csv": in_lines
}  # fmt: skip
# Of four mutants of a format one is broken from outside; most of those are refused at the door.
_INNER_SHARE = 0.75
# Most of a binary workbook is no XML.
_XML_SHARE = 0.25


def mutated(dice: random.Random, form: str, raw: bytes) -> tuple[str, bytes]:
    """What was done, and what came of it; never nothing at all."""
    if dice.random() < _INNER_SHARE:
        kind, out = _INNER[form](dice, raw)
    else:
        how = dice.choice(tuple(_OUTER))
        kind, out = f"outer: {how}", _OUTER[how](dice, raw)
    return kind, out or b"\0"


def _some(dice: random.Random, raw: bytes, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
    """One of the places where the pattern stands."""
    found = list(pattern.finditer(raw))
    return dice.choice(found) if found else None


def _in_place(
    dice: random.Random, raw: bytes, pattern: re.Pattern[bytes], group: int, instead
) -> bytes:
    found = _some(dice, raw, pattern)
    if found is None:
        return raw
    return raw[: found.start(group)] + dice.choice(instead) + raw[found.end(group) :]


def _span(dice: random.Random, raw: bytes) -> tuple[int, int]:
    first = dice.randrange(len(raw))
    return first, min(len(raw), first + dice.choice((1, 4, 16, 128, 1024)))
