"""The pages look as they did when the reference pictures were made (`make pictures`)."""

from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from desktop_app.documents.styles import CHARACTER, LINE
from desktop_app.documents.tree import Rectangle
from tests.example_documents import DATE
from tests.page_facts import Line, Page, pages_of, signatures
from tests.pictures.pictures import FOLDER, differences, picture, pictures, save

REWRITE = (
    "If the pages are meant to look so, rewrite the pictures with `make pictures`, "
    "look at them and commit them."
)
MOST = 1_000_000
WHITE = 15


@pytest.fixture(scope="module")
def fresh(practice, tmp_path_factory) -> dict[str, Image.Image]:
    """The pictures of the papers as they are written now."""
    return pictures(practice, practice / "材料", tmp_path_factory.mktemp("beside"))


def test_every_pdf_has_its_pictures_and_the_pages_it_had(fresh):
    kept = {path.name for path in FOLDER.glob("*.png")}
    assert set(fresh) == kept, REWRITE


def test_every_page_looks_like_its_picture(fresh):
    told: list[str] = []
    for name, image in fresh.items():
        if (FOLDER / name).exists():
            with Image.open(FOLDER / name) as kept:
                told += [f"{name}: {one}" for one in differences(image, kept)]
    assert not told, "\n".join([*told, REWRITE])


def test_the_pictures_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST


def test_each_way_to_spoil_a_page_is_seen(practice, tmp_path):
    def spoilt(word: str, number: int, spoil: Callable[[Page, Sheet], Image.Image]) -> bool:
        (path,) = (one for one in (practice / "材料").glob("*.pdf") if word in one.name)
        with pypdfium2.PdfDocument(path) as document:
            image, height = picture(document[number - 1]), document[number - 1].get_height()
        save(image, tmp_path / "kept.png")
        page = pages_of(path)[number - 1]
        with Image.open(tmp_path / "kept.png") as kept:
            assert list(differences(image, kept)) == []
            return bool(list(differences(spoil(page, Sheet(image, height)), kept)))

    def title_gone(page: Page, sheet: Sheet) -> Image.Image:
        return sheet.without(around(page.lines[1]))

    def rule_gone(page: Page, sheet: Sheet) -> Image.Image:
        (grid,) = page.grids
        return sheet.without((grid.left, grid.bottom - 1, grid.right, grid.bottom + 1))

    def header_gone(page: Page, sheet: Sheet) -> Image.Image:
        (grid,) = page.grids
        head = [line for line in page.lines if line.text in grid.head and line.y > grid.top - 60]
        low = min(line.y for line in head)
        return sheet.without((grid.left + 2, low - 5, grid.right - 2, grid.top - 2))

    def last_line_added(page: Page, sheet: Sheet) -> Image.Image:
        return sheet.moved(around(page.lines[-1]), down=LINE)

    def signature_moved(page: Page, sheet: Sheet, **by: float) -> Image.Image:
        ((_, at),) = signatures([page], DATE)
        return sheet.moved(around(*page.lines[at : at + 2]), **by)

    def seen_signature(**by: float) -> bool:
        return spoilt("实施方案", 19, lambda page, sheet: signature_moved(page, sheet, **by))

    assert spoilt("实施方案", 1, title_gone)
    assert spoilt("汇总表", 2, rule_gone)
    assert spoilt("汇总表", 2, header_gone)
    assert spoilt("实施方案", 5, last_line_added)
    assert seen_signature(across=CHARACTER)
    assert seen_signature(across=-CHARACTER)
    assert seen_signature(down=LINE)


def test_another_machine_may_draw_paler_and_a_dot_aside(fresh):
    for name, image in fresh.items():
        grey = image.convert("L")
        aside = ImageChops.offset(grey, 1, 1)
        paler = grey.point([255 - round((255 - value) * 0.8) for value in range(256)])
        for other in (aside, paler):
            assert list(differences(other, image)) == [], name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of a page, cut by the page's own measure: points from its lower left corner."""

    image: Image.Image
    height: float

    def without(self, box: Rectangle) -> Image.Image:
        """The picture with nothing in a box."""
        spoilt = self.image.copy()
        ImageDraw.Draw(spoilt).rectangle(self._dots(box), fill=WHITE)
        return spoilt

    def moved(self, box: Rectangle, across: float = 0, down: float = 0) -> Image.Image:
        """The picture with what is in a box at another place."""
        dots = self._dots(box)
        spoilt = self.without(box)
        at = (dots[0] + round(across * self._scale), dots[1] + round(down * self._scale))
        spoilt.paste(self.image.crop(dots), at)
        return spoilt

    @property
    def _scale(self) -> float:
        return self.image.height / self.height

    def _dots(self, box: Rectangle) -> tuple[int, int, int, int]:
        left, bottom, right, top = (side * self._scale for side in box)
        high = self.image.height
        return round(left), round(high - top), round(right), round(high - bottom)


def around(*lines: Line) -> Rectangle:
    """The box of lines."""
    return (
        min(line.left for line in lines),
        min(line.y - line.size / 2 for line in lines),
        max(line.right for line in lines),
        max(line.y + line.size / 2 for line in lines),
    )
