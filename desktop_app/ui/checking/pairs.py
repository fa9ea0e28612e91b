"""Two values one under the other, with what differs marked for the eye and for the ear."""

from html import escape

from desktop_app.core.name_marks import Stretch, bracketed, marked
from desktop_app.core.names import told
from desktop_app.ui.theme import Theme

# Marking is for texts that are nearly the same; beyond this length it is not for reading.
_LONGEST = 400
_LEAST_COMMON = 1 / 3


def in_parts(left: str, right: str) -> tuple[Stretch, ...]:
    """The parts of two texts where marking helps; none when they are the same or nothing alike."""
    if left == right or not left or not right or max(len(left), len(right)) > _LONGEST:
        return ()
    parts = marked(left, right)
    common = sum(len(one.left) for one in parts if one.is_same)
    return parts if common >= _LEAST_COMMON * max(len(left), len(right)) else ()


def as_html(theme: Theme, parts: tuple[Stretch, ...]) -> tuple[str, str]:
    """Both texts with the differing parts marked, unseen signs and widths in them by name."""
    left = "".join(_html(theme, one.left, one.is_same) for one in parts)
    right = "".join(_html(theme, one.right, one.is_same) for one in parts)
    return left, right


def as_text(parts: tuple[Stretch, ...]) -> tuple[str, str]:
    """The same for a screen reader."""
    return bracketed(parts)


def _html(theme: Theme, text: str, is_same: bool) -> str:
    return escape(text).replace("\n", "<br>") if is_same else theme.marked(told(text))
