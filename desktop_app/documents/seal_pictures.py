"""Puts the excerpts of sealed pages, with a red ring in true scale, into the 盖章导航单."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from desktop_app.documents.files import save_pdf
from desktop_app.documents.seals import RING_MM, Ring
from desktop_app.documents.styles import MM
from desktop_app.documents.tree import Rectangle

_RED = "0.8 0 0 RG"
# How far a cubic curve's handles reach for a quarter of a circle.
_KAPPA = 0.55228
_CROSS = 6.0
_BELOW = 9.0


def draw_excerpts(
    guide: Path,
    figures: Mapping[str, tuple[int, Rectangle]],
    places: Mapping[str, tuple[Path, Ring]],
) -> None:
    """Draw into every figure of a finished guide the part of a page around its ring, at 1:1.

    `places` says for a figure's key which PDF and which ring. The same files give the same bytes.
    """
    import pikepdf

    # A file that is held open cannot be replaced on Windows.
    with pikepdf.open(BytesIO(guide.read_bytes())) as target:
        sources = {path: pikepdf.open(path) for path, _ in places.values()}
        try:
            for number, (key, (path, ring)) in enumerate(places.items()):
                at, room = figures[key]
                page = target.pages[at - 1]
                source = target.copy_foreign(sources[path].pages[ring.page - 1].as_form_xobject())
                name = page.add_resource(source, pikepdf.Name.XObject, pikepdf.Name(f"/P{number}"))
                page.contents_add(_excerpt(str(name), ring, room).encode("ascii"))
            target.remove_unreferenced_resources()
            save_pdf(target, guide)
        finally:
            for source in sources.values():
                source.close()


def _excerpt(name: str, ring: Ring, room: Rectangle) -> str:
    left, bottom, right, top = room
    wide, high = right - left, top - bottom
    # The window shows what stands above the ring; near the sheet's edge it is moved inside.
    x = min(max(ring.x - wide / 2, 0.0), max(ring.sheet[0] - wide, 0.0))
    y = ring.y - RING_MM / 2 * MM - _BELOW
    y = min(max(y, 0.0), max(ring.sheet[1] - high, 0.0))
    move = f"1 0 0 1 {left - x:.2f} {bottom - y:.2f} cm"
    clip = f"{left:.2f} {bottom:.2f} {wide:.2f} {high:.2f} re W n"
    return f"q {clip} {move} q {name} Do Q {_circle(ring.x, ring.y)} Q"


def _circle(x: float, y: float) -> str:
    r = RING_MM / 2 * MM
    k = r * _KAPPA
    points = (
        ((x + r, y + k), (x + k, y + r), (x, y + r)),
        ((x - k, y + r), (x - r, y + k), (x - r, y)),
        ((x - r, y - k), (x - k, y - r), (x, y - r)),
        ((x + k, y - r), (x + r, y - k), (x + r, y)),
    )
    curves = " ".join(" ".join(f"{a:.2f} {b:.2f}" for a, b in curve) + " c" for curve in points)
    cross = (
        f"{x - _CROSS:.2f} {y:.2f} m {x + _CROSS:.2f} {y:.2f} l "
        f"{x:.2f} {y - _CROSS:.2f} m {x:.2f} {y + _CROSS:.2f} l"
    )
    return f"{_RED} 1 w {x + r:.2f} {y:.2f} m {curves} s 0.5 w {cross} S"
