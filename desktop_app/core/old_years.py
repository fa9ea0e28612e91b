"""Years in a text that lie before the programme's: a text taken from an earlier plan has them."""

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*年|[-—–~～至]|\.\d)(?!\d)")


def old_years(text: str, year: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that name a year before `year`."""
    return tuple(match.span() for match in _YEAR.finditer(text) if int(match[0]) < year)
