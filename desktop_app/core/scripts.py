"""Traditional characters read as the simplified ones, so that 鑄造 and 铸造 are one word."""

import re
from functools import cache
from typing import Protocol

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
# GB 2312 is the alphabet of simplified text; these few of its signs are traditional all the same.
_TRADITIONAL_IN_IT = re.compile("[後夥麽菸]")
# The converter copies the rest of its text at every word, so it is given a little at a time.
_AT_ONCE = 64


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


def simplified(text: str) -> str:
    """The text in simplified characters; the very same text when it holds no traditional ones.

    The tables are loaded at the first name with a character that simplified text does not use.
    """
    if _is_simplified(text):
        return text
    return _HAN.sub(lambda run: _converted(run[0]), text)


def simplified_in_place(text: str) -> str:
    """The text in simplified characters, sign for sign, so that every place stays what it is; the
    few words that would change their length are read by their single signs."""
    if _is_simplified(text):
        return text
    return _HAN.sub(lambda run: _converted_in_place(run[0]), text)


def _is_simplified(text: str) -> bool:
    if _TRADITIONAL_IN_IT.search(text):
        return False
    if _is_encodable(text):
        return True
    return all(_is_encodable(run) for run in _HAN.findall(text))


def _is_encodable(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _converted(text: str) -> str:
    convert = _converter().convert
    pieces = (text[at : at + _AT_ONCE] for at in range(0, len(text), _AT_ONCE))
    return "".join(map(convert, pieces))


def _converted_in_place(run: str) -> str:
    plain = _converted(run)
    if len(plain) == len(run):
        return plain
    signs = ((sign, _converted(sign)) for sign in run)
    return "".join(plain if len(plain) == 1 else sign for sign, plain in signs)


@cache
def _converter() -> _Converter:
    # The library says nothing of its types; `_Converter` is what is used of it.
    from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]

    return OpenCC("t2s")
