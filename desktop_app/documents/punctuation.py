"""Sentences of the screen as they are printed: full-width punctuation among hanzi."""

import re

# What is quoted may be a name, which is kept to the letter.
_QUOTED = re.compile("(「[^」]*」)")
_HALF = re.compile(r"(?<=[^\x00-\x7f])[,;:!?()]+|[,;:!?()]+(?=[^\x00-\x7f])")
_FULL = str.maketrans(",;:!?()", "，；：！？（）")


def full_width(sentence: str) -> str:
    """The sentence with full-width signs wherever one stands beside a hanzi (GB/T 15834)."""
    parts = _QUOTED.split(sentence)
    parts[::2] = [
        _paired(_HALF.sub(lambda signs: signs[0].translate(_FULL), part)) for part in parts[::2]
    ]
    return "".join(parts)


def _paired(part: str) -> str:
    """Both brackets of a pair full-width where one is: 「(ERP」 among hanzi, 「)」 at the end."""
    signs = list(part)
    open_at: list[int] = []
    for index, sign in enumerate(signs):
        if sign in "(（":
            open_at.append(index)
        elif sign in ")）" and open_at:
            first = open_at.pop()
            if signs[first] == "（" or sign == "）":
                signs[first], signs[index] = "（", "）"
    return "".join(signs)
