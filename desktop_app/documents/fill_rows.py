"""The rows of one table of the issuer's workbook, while they are written."""

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.core.names import fold
from desktop_app.core.own_form import OwnTable
from desktop_app.core.sheet_places import address
from desktop_app.documents.compose_own import OwnRows, OwnValue
from desktop_app.documents.sheet_formulas import Insertion
from desktop_app.documents.sheet_looks import Choices, Looks
from desktop_app.documents.sheet_results import Results
from desktop_app.documents.sheet_sums import Unknown
from desktop_app.documents.sheet_xml import SheetXml

_HUNDRED = Decimal(100)
_NAMED = 5


class RowFiller:
    """The rows of one table while they are written."""

    def __init__(self, name: str, sheet: SheetXml, rows: OwnRows, looks: Looks) -> None:
        self._name, self._sheet = name, sheet
        self._rows, self._looks = rows, looks
        self._choices = Choices(sheet)
        self._hidden: dict[int, str] = {}
        self._others: dict[int, str] = {}
        self._computed: list[str] = []

    def fill(self, insertion: Insertion) -> None:
        table = self._rows.table
        kept: list[tuple[int, int, OwnValue]] = []
        for place, values in self._rows.rows:
            at, has_key = table.first + place, self._rows.has_key(place)
            if table.serial >= 0 and not has_key and not self._sheet.formula(at, table.serial):
                number = Decimal(at - table.first + 1)
                self._sheet.put_number(at, table.serial, number, self._style(table.serial))
            for column, value in values.items():
                if has_key and column == table.key:
                    continue
                if self._sheet.formula(at, column):
                    kept.append((at, column, value))
                else:
                    self._put(at, column, value)
        self._clear(insertion)
        # Sums are looked at when the rows say what they shall.
        self._hold_against(kept)
        kept = []
        if table.total >= 0:
            row = insertion.row(table.total + 1) - 1
            for column, value in self._rows.sums.items():
                if self._sheet.formula(row, column):
                    kept.append((row, column, value))
                else:
                    self._put(row, column, value, "")
        self._hold_against(kept)

    def notes(self, table: OwnTable) -> Iterator[str]:
        """What a person should know of these rows."""
        headings = {one.column: one.heading for one in table.columns}
        for column, place in self._hidden.items():
            yield (
                f"{table.name} {place} 等格的格式只显示部分小数,「{headings.get(column, '')}」"
                "填入的是完整的数,请看一看显示的样子。"
            )
        for column, told in self._others.items():
            heading = headings.get(column, "")
            yield f"{table.name} 「{heading}」的下拉选项中没有{told},已照草稿填入。"
        if self._computed:
            more = f"等 {len(self._computed)} 格" if len(self._computed) > _NAMED else ""
            yield (
                f"{table.name} {'、'.join(self._computed[:_NAMED])}{more}的公式算出的数与草稿不同,"
                "已改填草稿的数。"
            )

    def _style(self, column: int) -> str:
        """The look of the first row made to be filled in."""
        model = self._sheet.cell(self._rows.table.first, column)
        return "" if model is None else model.get("s", "")

    def _put(self, row: int, column: int, value: OwnValue, look: str | None = None) -> None:
        """Write a value; a cell that is not there yet looks like those of the first row."""
        look = self._style(column) if look is None else look
        style = self._sheet.make_cell(row, column, look).get("s")
        if value.number is not None:
            number = value.number
            if value.is_percent and self._looks.is_percent(style):
                number /= _HUNDRED
            if self._looks.hides(style, number):
                self._hidden.setdefault(column, address(row, column))
            self._sheet.put_number(row, column, number)
        elif value.day is not None and self._looks.is_day(style):
            self._sheet.put_day(row, column, value.day)
        else:
            self._sheet.put_text(row, column, self._chosen(row, column, value))

    def _chosen(self, row: int, column: int, value: OwnValue) -> str:
        """The text as the form's own list writes it, where only width or blanks differ."""
        options = self._choices.of(row, column)
        if not options or not value.text or value.text in options:
            return value.text
        alike = [one for one in options if fold(one) == fold(value.text)]
        if len(alike) == 1 and not value.is_name:
            return alike[0]
        self._others.setdefault(column, f"「{value.text}」({address(row, column)})")
        return value.text

    def _clear(self, insertion: Insertion) -> None:
        """What stood as a sample in rows that stay blank goes."""
        table = self._rows.table
        if table.keys:
            # The form's own rows stay, whatever the draft says of them.
            return
        first = table.first + self._rows.depth
        for row in range(first, insertion.last):
            for column in table.fields.values():
                if self._sheet.text(row, column) and not self._sheet.formula(row, column):
                    self._sheet.put_text(row, column, "")

    def _hold_against(self, kept: list[tuple[int, int, OwnValue]]) -> None:
        """A formula stays where it comes to what the draft says."""
        results = Results(lambda name: self._sheet if name == self._name else None)
        wrong: list[tuple[int, int, OwnValue]] = []
        for row, column, value in kept:
            try:
                found = results.value(self._name, row, column)
            except Unknown:
                found = None
            is_blank = value.number is None and not value.text and found == 0
            if not is_blank and (value.number is None or found != value.number):
                wrong.append((row, column, value))
        for row, column, value in wrong:
            self._put(row, column, value)
            self._computed.append(address(row, column))
