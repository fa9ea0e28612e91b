"""What the PDF writer tells of the pages it has written: where things came to stand."""

from dataclasses import dataclass, field

from desktop_app.documents.tree import Rectangle


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where who seals stands on a page; points from the sheet's lower left corner.

    `name` is what the seal covers (left, bottom, right, top), `date` the line of the date below
    it; None where the date stands elsewhere, as in the foot of a form. `below_text` says whether
    anything stands above them on the page.
    """

    page: int
    sheet: tuple[float, float]
    who: str
    day: str
    name: Rectangle
    date: Rectangle | None
    below_text: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of a finished PDF: how many, on which the anchors stand, where seals go.

    `figures` are the rooms left for pictures: page and rectangle under the figure's key.
    """

    pages: int
    anchors: dict[str, int] = field(default_factory=dict[str, int])
    seals: tuple[SealPlace, ...] = ()
    figures: dict[str, tuple[int, Rectangle]] = field(
        default_factory=dict[str, tuple[int, Rectangle]]
    )
