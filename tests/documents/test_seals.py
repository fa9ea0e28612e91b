"""Where seals go on finished pages, what is wrong with a place, and the excerpts in true scale."""

from dataclasses import replace

import pypdfium2
import pytest

from desktop_app.documents.numbering import number
from desktop_app.documents.printed import SealPlace
from desktop_app.documents.seal_pictures import draw_excerpts
from desktop_app.documents.seals import RING_MM, ring_of
from desktop_app.documents.styles import LINE, MM
from desktop_app.documents.tree import (
    Document,
    Figure,
    FormFoot,
    Section,
    SignatureBlock,
    paragraph,
)
from desktop_app.documents.write_pdf import write_pdf

WHO, DATE = "某某市人民政府", "2024年11月12日"
# The PDF library tells where each sign of a text without Latin letters stands.
IN_HANZI = "二〇二四年十一月十二日"
# A 落款 as it stands on a page: the name 112 points wide, the date below it.
PLACE = SealPlace(
    2,
    (595.28, 841.89),
    WHO,
    DATE,
    (330.0, 400.0, 442.0, 416.0),
    (340.0, 371.0, 452.0, 387.0),
    True,
)


def printed(tmp_path, *content, landscape=False):
    section = Section(content, landscape=landscape)
    return write_pdf(number(Document("题目", (section,))), tmp_path / "a.pdf")


def text_places(path, page, words):
    """The box of some words on a page, as another library reads them."""
    with pypdfium2.PdfDocument(path) as document:
        text = document[page - 1].get_textpage()
        drawn = [
            (sign, text.get_charbox(n, loose=True))
            for n in range(text.count_chars())
            if (sign := text.get_text_range(n, 1)).strip()
        ]
    index = "".join(sign for sign, _ in drawn).index(words)
    boxes = [box for _, box in drawn[index : index + len(words)]]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def test_the_ring_lies_over_name_and_date_with_the_text_close_above(tmp_path):
    lines = [*[paragraph("正文。")] * 9, paragraph("最后一行。")]
    found = printed(tmp_path, *lines, SignatureBlock(WHO, IN_HANZI))
    (place,) = found.seals
    ring = ring_of(place)
    assert (ring.page, ring.who, ring.warnings) == (1, WHO, ())
    radius = RING_MM / 2 * MM
    name, date = (text_places(tmp_path / "a.pdf", 1, words) for words in (WHO, IN_HANZI))
    # 骑年盖月: the ring passes over both lines, and the date's middle is below its centre.
    assert ring.x - radius < name[0] + 30
    assert name[1] < ring.y < name[3] + LINE
    assert abs(ring.x - (date[0] + date[2]) / 2) < 2
    assert date[1] > ring.y - radius
    # 7.3.5.1: between the seal's upper edge and the text is no more than one line.
    text = text_places(tmp_path / "a.pdf", 1, "最后一行。")
    assert 0 < text[1] - (ring.y + radius) + LINE < 2 * LINE


def test_a_form_is_sealed_over_the_name_in_its_foot(tmp_path):
    foot = FormFoot((("填报单位(盖章)", "某某市工业和信息化局"), ("填报人", "甲")))
    (place,) = printed(tmp_path, paragraph("正文。"), foot, landscape=True).seals
    assert place.date is None
    ring = ring_of(place)
    left, bottom, right, top = text_places(tmp_path / "a.pdf", 1, "某某市工业和信息化局")
    assert abs(ring.x - (left + right) / 2) < 3
    assert abs(ring.y - (bottom + top) / 2) < 4
    assert ring.sheet[0] > ring.sheet[1]


def test_an_unsealed_signature_and_a_foot_without_seal_are_no_places(tmp_path):
    blocks = (
        paragraph("正文。"),
        SignatureBlock("某某公司", DATE, sealed=False),
        FormFoot((("填报人", "甲"),)),
    )
    assert printed(tmp_path, *blocks).seals == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, None),
        ({"below_text": False}, "不能在空白页上盖章"),
        ({"who": " "}, "盖章单位还没有填写"),
        ({"day": "　　年　月　日"}, "成文日期还没有填写"),
        # A short name far to the right of a long date: the ring over both misses the year.
        ({"date": (340.0, 250.0, 452.0, 266.0)}, "压不到成文日期"),
        ({"date": (100.0, 371.0, 452.0, 387.0)}, "压不到成文日期"),
        ({"name": (520.0, 400.0, 580.0, 416.0), "date": (515.0, 371.0, 590.0, 387.0)}, "盖出纸边"),
    ],
)
def test_what_is_wrong_with_a_place_is_told_in_a_sentence(changed, words):
    warnings = ring_of(replace(PLACE, **changed)).warnings
    if words is None:
        assert warnings == ()
    else:
        (warning,) = warnings
        assert words in warning


def red_pixels(path, page, dpi):
    """Where a page is red: columns and rows of pixels."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    wide, high = picture.size
    raw = picture.tobytes()
    found = [
        (n % wide, n // wide)
        for n in range(wide * high)
        if raw[3 * n] > 150 and raw[3 * n + 1] < 90 and raw[3 * n + 2] < 90
    ]
    return {x for x, _ in found}, {y for _, y in found}


def test_excerpts_show_the_page_in_true_scale_under_a_ring_of_42_mm(tmp_path):
    source = tmp_path / "a.pdf"
    found = printed(tmp_path, *[paragraph("正文。")] * 9, SignatureBlock(WHO, IN_HANZI))
    ring = ring_of(found.seals[0])
    guide = tmp_path / "guide.pdf"
    figures = write_pdf(
        number(Document("单", (Section((paragraph("说明。"), Figure("a", 58))),))), guide
    ).figures
    draw_excerpts(guide, figures, {"a": (source, ring)})
    columns, rows = red_pixels(guide, 1, 144)
    for side in (columns, rows):
        assert (max(side) - min(side)) / 144 * 25.4 == pytest.approx(RING_MM, abs=0.7)
    # The sealed words stand in the ring as far from its centre as on the page itself.
    there = text_places(source, 1, IN_HANZI)
    here = text_places(guide, 1, IN_HANZI)
    assert here[2] - here[0] == pytest.approx(there[2] - there[0], abs=0.1)
    middle = (min(columns) + max(columns)) / 2 / 2
    assert here[0] - middle == pytest.approx(there[0] - ring.x, abs=0.7)


def test_the_same_guide_has_the_same_bytes(tmp_path):
    source = tmp_path / "a.pdf"
    found = printed(tmp_path, paragraph("正文。"), SignatureBlock(WHO, DATE))
    ring = ring_of(found.seals[0])
    told = []
    for name in ("1.pdf", "2.pdf"):
        document = number(Document("单", (Section((Figure("a", 58), Figure("b", 58))),)))
        figures = write_pdf(document, tmp_path / name).figures
        draw_excerpts(tmp_path / name, figures, {"a": (source, ring), "b": (source, ring)})
        told.append((tmp_path / name).read_bytes())
    assert told[0] == told[1]
