"""Pages as a scanner returns them: pictures, a little turned, with dust, lid and pressed colours."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter


@dataclass(frozen=True, slots=True)
class Scanner:
    """How pages are scanned: `skew` in degrees, `turn` in quarters, `noise` as a share of grey.

    `quality` is that of the JPEG pictures, `lid` the width in pixels of the dark edge.
    """

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    noise: float = 0.0
    quality: int = 75
    lid: int = 0

    def scan(self, source: Path, target: Path, pages: Sequence[int] | None = None) -> Path:
        """Scan some pages of a PDF (from 1, all by default, in the given order) into another."""
        with pypdfium2.PdfDocument(source) as document:
            wanted = range(1, len(document) + 1) if pages is None else pages
            pictures = [self._picture(document[number - 1], number) for number in wanted]
        pictures[0].save(
            target,
            "PDF",
            resolution=self.dpi,
            save_all=True,
            append_images=pictures[1:],
            quality=self.quality,
        )
        return target

    def _picture(self, page: pypdfium2.PdfPage, seed: int) -> Image.Image:
        bitmap = page.render(scale=self.dpi / 72, grayscale=True)
        picture = bitmap.to_pil().convert("L")
        # Pages do not all lie alike in the feeder.
        skew = self.skew * (1 if seed % 2 else -0.7)
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        if self.noise:
            dust = Image.effect_noise(picture.size, 255 * self.noise)
            picture = ImageChops.add(picture, dust, offset=-128)
            draw = ImageDraw.Draw(picture)
            places = random.Random(seed)
            for _ in range(40):
                x, y = places.randrange(picture.width), places.randrange(picture.height)
                draw.point((x, y), 0)
            picture = picture.filter(ImageFilter.GaussianBlur(0.6))
        if self.lid:
            ImageDraw.Draw(picture).rectangle((0, 0, picture.width, self.lid), 60)
        return picture.rotate(90 * self.turn, expand=True)
