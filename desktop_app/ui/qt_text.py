"""Texts as Qt's documents have them: what ends a line there is one sign, whatever it was."""

import re

# U+FDD0 and U+FDD1 are no characters, and begin and end a frame within Qt; a damaged file holds
# them now and then.
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\ufdd0\ufdd1]")


def in_qt(text: str) -> str:
    """A text as it comes back from a document that was given it."""
    return _LINE_ENDS.sub("\n", text)
