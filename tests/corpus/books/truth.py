"""What a workbook of the corpus says, known before it is written."""

import random
from decimal import Decimal

import msgspec
from msgspec import structs
from stdnum.cn import uscc

from tests.corpus.books.grid import letters, number_of

COUNTIES = ("东县", "西区", "南江市")
_TRADES = ("铸造", "轴承", "阀门", "服装", "食品", "化工", "电机", "玻璃")
_WORKS = ("生产线数字化改造", "设备上云", "质量追溯系统", "仓储管理系统", "能耗监测", "工艺仿真")
_NUMBERS = "一二三四五六七八九十"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Wanted(msgspec.Struct, array_like=True, omit_defaults=True):
    """What a cell means: the text for the draft, and the text in the cell where it is one.

    A `county` that stands in no cell is filled in, and has no `typed`.
    """

    text: str
    typed: str | None = None


class TruthRow(msgspec.Struct, array_like=True):
    """A project: where it stands (the row as Excel counts, and which `side` of it where tables
    stand side by side), and its cells by column id."""

    sheet: str
    row: int
    cells: dict[str, Wanted]
    columns: dict[str, str]
    side: str = ""
    is_turned: bool = False

    def turned(self) -> "TruthRow":
        """The same project in a column, where its number counts the columns."""
        return structs.replace(self, is_turned=True)

    @property
    def name(self) -> str:
        """The project's name as the draft should have it."""
        return self.cells["name"].text

    @property
    def where(self) -> str:
        words = f"{letters(self.row - 1)}列" if self.is_turned else f"第{self.row}行{self.side}"
        return f"{self.sheet} {words}"

    def cell(self, column: str) -> str:
        """The place of a cell: G12."""
        across = self.columns.get(column, "")
        if self.is_turned:
            return f"{letters(self.row - 1)}{number_of(across)}"
        return f"{across}{self.row}"


class Truth(msgspec.Struct):
    """All projects of a workbook; none where it holds none."""

    rows: list[TruthRow]


def truth_row(
    sheet: str, row: int, cells: dict[str, Wanted], at: dict[str, int], side: str = ""
) -> TruthRow:
    """A row of the truth from places counted from 0."""
    columns = {key: letters(index) for key, index in at.items()}
    return TruthRow(sheet, row + 1, cells, columns, side)


def projects(chance: random.Random, count: int) -> list[dict[str, str]]:
    """Projects as the draft should hold them: column id → text, those of one county together."""
    out: list[dict[str, str]] = []
    for n in range(count):
        trade = chance.choice(_TRADES)
        short = f"示例{_NUMBERS[n % 10]}号{trade}"
        software, hardware, service = (_amount(chance) for _ in range(3))
        month = n % 9 + 1
        out.append(
            {
                "name": f"{short}{_WORKS[(n + chance.randrange(6)) % 6]}项目",
                "enterprise": f"{short}有限公司",
                "credit_code": credit_code(chance),
                "county": COUNTIES[n * len(COUNTIES) // count],
                "industry": f"{trade}业",
                "size": chance.choice(("中型", "小型", "微型")),
                "above_scale": chance.choice(("是", "否")),
                "level_before": chance.choice(("无", "一级")),
                "level_after": chance.choice(("二级", "三级")),
                "investment": plain(software + hardware + service),
                "software": plain(software),
                "hardware": plain(hardware),
                "service": plain(service),
                "award": plain(_amount(chance)),
                "start": f"2024年{month}月",
                "finish": f"2025年{month + 3}月",
                "platform": "是",
                "phone": f"1390000{n:04d}",
                "note": f"第{n + 1}批",
            }
        )
    return out


def credit_code(chance: random.Random) -> str:
    """A code of the right form with the right last sign, and a letter in it."""
    body = "91210100MA" + "".join(chance.choice(_CODE_SIGNS) for _ in range(7))
    return body + uscc.calc_check_digit(body)


def plain(amount: Decimal) -> str:
    """An amount in the fewest digits: 158, 19.8."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(2000, 90000)) / chance.choice((1, 10, 100)) / 10
