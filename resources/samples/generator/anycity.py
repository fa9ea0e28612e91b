"""A practice city for any programme: invented firms, workbooks in disorder, a plan in Word, a key.

A programme's own module says what its rows are and what is wrong among them; this one knows how
such files look. The same seed gives the same bytes.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from generator import word
from generator.city import credit_code, organisation_code
from generator.grid import Layout
from generator.key import answers, fields_text
from generator.sent import Fault
from generator.workbooks import write_openpyxl, write_xls, write_xlsxwriter

Cells = dict[str, Any]
WRITERS: dict[str, Callable[[Layout, Sequence[Any], Path], None]] = {
    "openpyxl": write_openpyxl,
    "xlsxwriter": write_xlsxwriter,
    "xls": write_xls,
}
# fmt: off
_BRANDS = (
    "恒拓", "博岳", "鑫澜", "启辰", "远嘉", "瑞铭", "同泽", "宏屹", "天衡", "正川", "佳禾", "丰沃", "汇昌",
    "盛垣", "卓凡", "安钧", "明灏", "益川", "德阜", "兴棠", "泰珩", "顺沅", "庆屿", "福临", "永谦", "朗岐",
    "承砚", "嘉穗", "云樾", "立峤", "广珏", "新陌", "弘筑", "联骏", "凯澄", "元梓", "振屿", "凌朔", "展坤",
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = (
    "明", "志强", "丽", "建国", "晓东", "敏", "海涛", "春燕", "国栋", "静", "立新", "艳", "振华", "雪梅",
)
# fmt: on


@dataclass(frozen=True)
class Firm:
    """An invented firm: what it is called, where it is and what it makes."""

    name: str
    credit_code: str
    place: str
    industry: str
    trade: str
    contact: str
    phone: str


@dataclass(frozen=True)
class Sent:
    """One workbook as somebody sends it: how it is laid out, by which program, with which rows."""

    layout: Layout
    rows: Sequence[Mapping[str, Any]]
    writer: str = "openpyxl"


@dataclass(frozen=True)
class Listed:
    """A table within a plan; `widths` are shares of the text width, `left` columns of long text."""

    caption: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    widths: tuple[float, ...]
    left: tuple[int, ...] = ()


@dataclass
class Sample:
    """All that lies in a programme's folder of samples.

    `plan` is the plan's blocks in order: text (a line with # is a chapter's heading) and tables.
    """

    plan_file: str
    plan_title: str
    author: str
    plan: Sequence[str | Listed]
    sent: Sequence[Sent]
    fields: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)


def firms(
    seed: int,
    places: Mapping[str, int],
    trades: Mapping[str, Sequence[str]],
    region: str,
    dialling: str,
) -> list[Firm]:
    """So many firms for each place, in turn of the industries; no two have one name or code.

    `trades` are what firms of an industry make; `region` is the six digits of the place in a
    credit code, `dialling` the area code.
    """
    chance = random.Random(seed)
    names: set[str] = set()
    codes: set[str] = set()
    out: list[Firm] = []
    industries = tuple(trades)
    for place, many in places.items():
        for n in range(many):
            industry = industries[(n + len(out)) % len(industries)]
            while True:
                trade = chance.choice(tuple(trades[industry]))
                brand = chance.choice(_BRANDS) + chance.choice(("", "", "", "科", "泰", "源", "华"))
                name = _firm_name(chance, place[:2], brand, trade)
                body = "".join(chance.choice("0123456789ABCDEFGH") for _ in range(7))
                code = credit_code(f"91{region}{organisation_code('M' + body)}")
                if name not in names and code not in codes:
                    break
            names.add(name)
            codes.add(code)
            phone = f"{dialling}-7000{len(out) + 1000:04d}"
            person = chance.choice(_SURNAMES) + chance.choice(_GIVEN)
            out.append(Firm(name, code, place, industry, trade, person, phone))
    return out


def sent_by_place(layouts: Mapping[str, tuple[Layout, str]], table: Sequence[Any]) -> list[Sent]:
    """A workbook for every place, of the rows whose `county` it is; `layouts` are how each fills it
    in and with which program. {county} in the foot is the place."""
    found: list[Sent] = []
    for place, (layout, writer) in layouts.items():
        rows = [vars(one) for one in table if one.county == place]
        foot = tuple(text.format(county=place) for text in layout.foot)
        found.append(Sent(replace(layout, foot=foot), rows, writer))
    return found


def write_sample(sample: Sample, folder: Path, clean: bool) -> None:
    """All files of a sample into a folder; without the key when it is `clean` of faults."""
    folder.mkdir(parents=True, exist_ok=True)
    counties = folder / "counties"
    counties.mkdir(exist_ok=True)
    for one in sample.sent:
        rows = [SimpleNamespace(**cells) for cells in one.rows]
        WRITERS[one.writer](one.layout, rows, counties / one.layout.file)
    write_plan(sample, folder / sample.plan_file)
    (folder / "fields.toml").write_text(fields_text(sample.fields), "utf-8", newline="\n")
    if not clean:
        (folder / "answers.toml").write_text(answers(sample.faults), "utf-8", newline="\n")


def write_plan(sample: Sample, path: Path) -> None:
    """The plan; every second chapter's heading is made by hand, as many offices do."""
    document = word.new_document()
    word.title(document, sample.plan_title, "（送审稿）")
    headings = 0
    for block in sample.plan:
        if isinstance(block, Listed):
            word.caption(document, block.caption)
            word.table(document, block.head, block.rows, block.widths, block.left)
            continue
        for line in block.strip().splitlines():
            if line.startswith("# "):
                headings += 1
                word.heading(document, line[2:], by_hand=headings % 2 == 0)
            elif line.strip():
                word.paragraph(document, line.strip())
    word.save(document, path, sample.author)


def _firm_name(chance: random.Random, place: str, brand: str, trade: str) -> str:
    match chance.randrange(12):
        case 0 | 1:
            return f"{brand}{trade}（{place}）有限公司"
        case 2:
            return f"{place}{brand}{trade}有限责任公司"
        case 3:
            return f"{place}{brand}{trade}股份有限公司"
        case _:
            return f"{place}{brand}{trade}有限公司"
