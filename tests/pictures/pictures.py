"""Small pictures of finished pages: which pages, how they are made, and how two are compared."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from desktop_app.jobs.inner_papers import PRINTS
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.papers import paper_of, write_as
from desktop_app.storage.draft_file import open_draft
from tests.other_papers import adjusted
from tests.page_facts import Page, pages_of, pages_of_text

FOLDER = Path(__file__).parent
_DPI = 60
_LEVELS = 16
_STEP = 255 // (_LEVELS - 1)
# What is surely ink, and what may be: one machine draws a thin rule paler than another.
_INK, _TRACE = 190, 235
# How many dots ink may stand from where it stood (2 dots are 0.85 mm), as an odd window.
_WINDOW = 5
# Check codes and hashes differ from run to run: up to 23 dots at the ends of their lines. A hanzi
# of body text has about 70.
_FEW = 40
_SIGNED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|.*(?:盖章|日期)[)）]?：.*")
_SHORT = 3


def chosen(pages: Sequence[Page], *, is_print: bool) -> list[int]:
    """The numbers of the pages worth a picture: all of a short paper; of a long one the first and
    the last, the fullest of text and the fullest with a table, and those that are signed.

    A file to print (`is_print`) repeats these, with codes beside them: its signed pages are left
    out, and so is a blank back at its end.
    """
    if len(pages) <= _SHORT:
        return [page.number for page in pages]
    found = {pages[0].number, max(page.number for page in pages if page.lines)}
    for several in (pages_of_text(pages), [page for page in pages if page.grids]):
        fullest = max(several, key=lambda page: len(page.lines), default=pages[0])
        found.add(fullest.number)
    if not is_print:
        found |= {
            page.number
            for page in pages
            if any(_SIGNED.fullmatch(line.text) for line in page.prose)
        }
    return sorted(found)


def pictures(practice: Path, bundle: Path, beside: Path) -> dict[str, Image.Image]:
    """The pictures of every PDF of a practice run's bundle and of the papers made beside it, which
    are written to the folder `beside`, by the name of their files."""
    adjusted(practice, beside, ("pdf",))
    with open_draft(practice / "练习城市.shenbao", read_only=True) as file:
        draft = file.draft
    preview = paper_of(load_programme(draft.programme), draft, "summary", preview=True)
    write_as("pdf", preview.document, beside / "预览.pdf")
    found: dict[str, Image.Image] = {}
    for path in sorted([*bundle.rglob("*.pdf"), *beside.rglob("*.pdf")]):
        numbers = chosen(pages_of(path), is_print=path.parent.name == PRINTS)
        with pypdfium2.PdfDocument(path) as document:
            for number in numbers:
                name = f"{path.stem}-{number:02}-of-{len(document):02}.png"
                assert name not in found, f"two PDFs are called {path.name}"
                found[name] = picture(document[number - 1])
    return found


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    """A page in sixteen greys."""
    scale = _DPI / 72
    bitmap = page.render(scale, grayscale=True)  # pyright: ignore[reportArgumentType]  (as int)
    drawn = bitmap.to_pil().convert("L")
    small = drawn.point([round(value / _STEP) for value in range(256)])
    paletted = Image.frombytes("P", small.size, small.tobytes())
    paletted.putpalette([level * _STEP for level in range(_LEVELS) for _ in range(3)])
    return paletted


def save(image: Image.Image, path: Path) -> None:
    """As a PNG of four bits a dot."""
    image.save(path, optimize=True, bits=4)


def differences(image: Image.Image, reference: Image.Image) -> Iterator[str]:
    """Ink of one picture where there is none in the other, nor near by.

    The shapes of signs may differ, and texts of one length; where lines, rules and blocks begin
    and end may not.
    """
    if image.size != reference.size:
        yield f"{image.size} dots instead of {reference.size}"
        return
    for told, one, other in (("too much", image, reference), ("missing", reference, image)):
        near = _dark(other, _TRACE).filter(ImageFilter.MaxFilter(_WINDOW))
        strange = ImageChops.subtract(_dark(one, _INK), near)
        count = strange.histogram()[255]
        box = strange.getbbox()
        if box is not None and count > _FEW:
            left, top, right, bottom = (round(side * 25.4 / _DPI) for side in box)
            yield f"{count} dots {told}, from {left} to {right} mm across, {top} to {bottom} mm down"


def _dark(image: Image.Image, limit: int) -> Image.Image:
    return image.convert("L").point([255 * (value < limit) for value in range(256)])
