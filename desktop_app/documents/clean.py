"""What no file format can carry is taken out of a text, by one rule for Word and Excel."""

import re

# XML 1.0, 2.2 Char: neither C0 controls but tab and line feed, nor surrogates, U+FFFE, U+FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text to the letter, without what XML forbids; every line end is a line feed."""
    # What can be printed has neither; most texts, told fast.
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", text)
