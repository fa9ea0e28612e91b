"""Where the ring of a seal falls on a finished page, and what is wrong with that place."""

from dataclasses import dataclass
from math import sqrt

from desktop_app.documents.printed import SealPlace
from desktop_app.documents.styles import MM

# Seals of governments and bureaus are 42 to 45 mm across: what the smaller one covers, all cover.
RING_MM = 42.0
_RADIUS = RING_MM / 2 * MM
# GB/T 9704-2012, 7.3.5.1: name and date lie a little below the seal's centre, and its upper edge
# within one line of the text, which ends two lines above the name.
_ABOVE_MIDDLE = 11.0
_UNTIL_MONTH_ENDS = "月"


@dataclass(frozen=True, slots=True)
class Ring:
    """A seal's ring on its page; centre in points from the sheet's lower left corner."""

    page: int
    sheet: tuple[float, float]
    x: float
    y: float
    who: str
    warnings: tuple[str, ...]


def ring_of(place: SealPlace) -> Ring:
    """The ring over who seals: over name and date of a 落款, over the name in a form's foot.

    Warnings are sentences for the person who seals: no text on the page, no date, a date that
    the ring does not touch (骑年盖月), a ring that leaves the paper.
    """
    left, bottom, right, top = place.name
    x, y = (left + right) / 2, (bottom + top) / 2
    if place.date is not None:
        x = (place.date[0] + place.date[2]) / 2
        y = (place.date[1] + top) / 2 + _ABOVE_MIDDLE
    return Ring(place.page, place.sheet, x, y, place.who, tuple(_warnings(place, x, y)))


def _warnings(place: SealPlace, x: float, y: float) -> list[str]:
    told: list[str] = []
    if not place.below_text:
        told.append("本页印章上方没有正文，不能在空白页上盖章；请调整正文，使落款前至少有两行字。")
    if not place.who.strip():
        told.append("盖章单位还没有填写。")
    if place.date is not None:
        if not any(sign.isnumeric() for sign in place.day):
            told.append("成文日期还没有填写，印章不能骑年盖月；请先写上日期再盖章。")
        elif not _covers_month(place, x, y):
            told.append("印章压不到成文日期的年、月；请检查落款的单位名称是否过长。")
    wide, high = place.sheet
    if min(x, y, wide - x, high - y) < _RADIUS:
        told.append("印章会盖出纸边；请把印章移向纸内。")
    return told


def _covers_month(place: SealPlace, x: float, y: float) -> bool:
    """骑年盖月: whether the ring passes over the date's line from within its year to its month."""
    assert place.date is not None
    left, bottom, right, top = place.date
    off = y - (bottom + top) / 2
    if abs(off) >= _RADIUS:
        return False
    half = sqrt(_RADIUS**2 - off**2)
    share = (place.day.find(_UNTIL_MONTH_ENDS) + 1 or len(place.day)) / len(place.day)
    month_ends = left + (right - left) * share
    year_ends = left + (right - left) * (place.day.find("年") + 1) / len(place.day)
    return x - half < year_ends and x + half > month_ends
