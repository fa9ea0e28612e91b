"""Places in a text: Python counts signs, Qt counts those above U+FFFF as two."""


def to_qt(text: str, place: int) -> int:
    """Qt's position of a sign of a text."""
    return place + sum(sign > "\uffff" for sign in text[:place])


def from_qt(text: str, position: int) -> int:
    """The sign of a text at a position of Qt's; within a sign of two, that sign."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return min(position, len(text))
    at = 0
    for place, sign in enumerate(text):
        if at >= position:
            return place
        at += 2 if sign > "\uffff" else 1
    return len(text)
