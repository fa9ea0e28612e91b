"""The tables of a paper that came back: cells and rows that say something else."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.paper import Paper, PrintedTable, ReadTable, Trace
from desktop_app.core.place_words import cell_label
from desktop_app.core.programme import Programme
from desktop_app.core.returned_notes import Noted, short
from desktop_app.core.returned_rows import (
    Header,
    PrintedRow,
    ReadRow,
    Total,
    header_of,
    rows_below,
    same_rows,
)
from desktop_app.core.values import Kind, NotUnderstood, parse, show

NewId = Callable[[], str]
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES)
_OUTER = " \t\r\n\u3000\u00a0"
_MOST_TABLES = 300


@dataclass
class Tables:
    """What became of the tables: the rows of the draft's tables as they are wanted, the notes by
    `table/row/column` or `table/row`, what is odd, and where comments on them stand."""

    wanted: dict[str, tuple[Row, ...]] = field(default_factory=dict[str, tuple[Row, ...]])
    notes: dict[str, Noted] = field(default_factory=dict[str, Noted])
    doubts: list[str] = field(default_factory=list[str])
    places: list[tuple[str, tuple[Trace, ...], str]] = field(
        default_factory=list[tuple[str, tuple[Trace, ...], str]]
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A printed table with what came back of it."""

    printed: PrintedTable
    read: ReadTable
    order: int
    header: Header


def returned_tables(
    programme: Programme,
    base: Draft,
    paper: Paper,
    read: Sequence[tuple[int, ReadTable]],
    new_id: NewId,
) -> Tables:
    """Hold the tables that came back (with their order in the paper) against those printed.

    Tables of the same rows of the draft are one: a project that stands under another industry
    is not gone.
    """
    printed = [one for one in paper.pieces if isinstance(one, PrintedTable)]
    out = Tables()
    found = _paired(printed, read)
    for table_id in dict.fromkeys(one.table for one in printed):
        form = programme.table(table_id)
        mine = [one for one in found if one.printed.table == table_id]
        is_there = any(one.header.columns for one in mine)
        for one in mine:
            if not one.header.columns:
                told = "其中的各行按删去列出" if is_there else "没有比对"
                name = _named(programme, paper, one.printed)
                out.doubts.append(f"{name} 在交回的文件中没有找到,{told}")
        if form is not None and is_there:
            _Reader(programme, base, paper, form, mine, new_id, out).read()
    return out


def _paired(printed: Sequence[PrintedTable], read: Sequence[tuple[int, ReadTable]]) -> list[_Found]:
    """Each printed table with the one that has its header, of several alike the one that has most
    of its rows; an empty one without columns where there is none."""
    found: list[_Found] = []
    free = list(read[:_MOST_TABLES])
    headers: dict[tuple[int, tuple[str, ...]], Header | None] = {}
    for table in printed:
        best: tuple[float, int, Header] | None = None
        for at, (order, one) in enumerate(free):
            key = (order, table.headings)
            if key not in headers:
                headers[key] = header_of(one.rows, table)
            header = headers[key]
            if header is None:
                continue
            score = len(header.columns) / len(table.fields) + _shared(table, one)
            if best is None or score > best[0]:
                best = (score, at, header)
        if best is None:
            order = found[-1].order + 1 if found else 0
            found.append(_Found(table, ReadTable(()), order, Header(0, {})))
            continue
        order, one = free.pop(best[1])
        found.append(_Found(table, one, order, best[2]))
    return found


def _shared(table: PrintedTable, one: ReadTable) -> float:
    """Which part of the rows has a name that stands in the other table."""
    names = [cells[0].strip() for _, cells in table.rows[:200] if cells]
    if not names:
        return 0.0
    texts = {cell.strip() for row in one.rows for cell in row}
    return sum(name in texts for name in names) / len(names)


@dataclass
class _Reader:
    """All printed tables that show rows of one table of the draft."""

    programme: Programme
    base: Draft
    paper: Paper
    form: Table
    found: Sequence[_Found]
    new_id: NewId
    out: Tables
    numbers: dict[str, int] = field(default_factory=dict[str, int])

    def read(self) -> None:
        self.numbers = {
            f"{self.form.id}/{row.id}": number
            for number, row in enumerate(self.base.rows(self.form.id), start=1)
        }
        printed: list[PrintedRow] = []
        read: list[ReadRow] = []
        totals: list[Total | None] = []
        for index, one in enumerate(self.found):
            fields = one.printed.fields
            printed += [
                PrintedRow(index, number, path, dict(zip(fields, cells, strict=True)))
                for number, (path, cells) in enumerate(one.printed.rows, one.printed.first)
            ]
            rows, total = rows_below(one.read, index, one.header)
            read += rows
            totals.append(total)
            self._columns(one)
        pairs = dict(same_rows(printed, read, self.found[0].printed.fields[0]))
        cells = {printed[i].path: self._changed(printed[i], read[j]) for i, j in pairs.items()}
        gone = {row.path for at, row in enumerate(printed) if at not in pairs}
        for at, row in enumerate(printed):
            if at not in pairs:
                self._removed(row, at, pairs, printed, read)
        added = self._added(read, {j: printed[i].path for i, j in pairs.items()})
        self._wanted(cells, gone, added)
        for one, total in zip(self.found, totals, strict=True):
            if total is not None:
                self._total(one, total, [row for row in read if self.found[row.table] is one])

    def _changed(self, row: PrintedRow, read: ReadRow) -> dict[str, str]:
        """The cells that say something else, as they go into the draft."""
        one = self.found[row.table]
        out: dict[str, str] = {}
        for column in self._columns_of(one):
            if column.id not in read.cells:
                continue
            place = f"{self._place(row)} {column.label}"
            back = self.found[read.table]
            traces = back.read.traces.get((read.at, back.header.columns[column.id]), ())
            if traces:
                self.out.places.append((place, traces, f"{row.path}/{column.id}"))
            old, new = row.cells[column.id], read.cells[column.id]
            text = self._text(column, new)
            if self._is_same(column, old, new):
                continue
            out[column.id] = text
            self.out.notes[f"{row.path}/{column.id}"] = Noted(
                "name" if column.compared else "cell",
                place,
                old,
                text,
                _order(back, read.at),
                (*traces, *back.read.traces.get((read.at, -1), ())),
                self._meaning(one, row.path, column.label),
            )
        return out

    def _is_same(self, column: Field, old: str, new: str) -> bool:
        if column.compared:
            return old == new
        if old.strip(_OUTER) == new.strip(_OUTER):
            return True
        if column.kind in _TEXTS:
            return False
        was, now = self._value(column, old), self._value(column, new)
        return was == now and not isinstance(now, NotUnderstood)

    def _value(self, column: Field, text: str) -> object:
        return parse(column.kind, text, column.unit, self.programme.options(column))

    def _text(self, column: Field, text: str) -> str:
        """A cell as it goes into the draft: names to the letter, other kinds in one form."""
        if column.compared:
            return text if text.strip() else ""
        text = text.strip(_OUTER)
        if column.kind in _TEXTS:
            return text
        value = parse(column.kind, text, column.unit, self.programme.options(column))
        return text if isinstance(value, NotUnderstood) else show(value)

    def _removed(
        self,
        row: PrintedRow,
        at: int,
        pairs: dict[int, int],
        printed: Sequence[PrintedRow],
        read: Sequence[ReadRow],
    ) -> None:
        behind = next((pairs[n] for n in range(at + 1, len(printed)) if n in pairs), None)
        one = self.found[row.table]
        if behind is not None and read[behind].table == row.table:
            place = read[behind].at
        else:
            place = len(one.read.rows)
        before = next((pairs[n] for n in range(at - 1, -1, -1) if n in pairs), None)
        is_here = before is not None and read[before].table == row.table
        ahead = read[before].at if before is not None and is_here else one.header.below - 1
        traces = tuple(
            trace
            for trace in one.read.traces.get((place, -1), ())
            if next(iter(row.cells.values())).strip() in trace.text
        )
        told = "、".join(text for text in row.cells.values() if text.strip())
        self.out.notes[row.path] = Noted(
            "row_removed",
            self._place(row),
            told,
            "",
            _order(one, ahead) + 1e-6,
            traces,
            self._meaning(one, row.path, "", is_row=True),
        )

    def _added(self, read: Sequence[ReadRow], known: dict[int, str]) -> list[tuple[str, Row]]:
        """New rows, each with the path of the row it stands behind."""
        out: list[tuple[str, Row]] = []
        before = ""
        starts: dict[int, int] = {}
        for at, row in enumerate(read):
            starts.setdefault(row.table, at)
            if at in known:
                before = known[at]
                continue
            one = self.found[row.table]
            cells = {
                column.id: text
                for column in self._columns_of(one)
                if (text := self._text(column, row.cells.get(column.id, "")))
            }
            told = "、".join(cells.values())
            if not cells:
                continue
            cells |= self._industry(one, cells)
            new = Row(self.new_id(), MappingProxyType(cells))
            path = f"{self.form.id}/{new.id}"
            number = at - starts[row.table]
            place = f"{self._table_place(one)} 第{one.printed.first + number}行"
            traces = one.read.traces.get((row.at, -1), ())
            for column in one.header.columns.values():
                traces = (*traces, *one.read.traces.get((row.at, column), ()))
            note = self._meaning(one, path, "", is_row=True)
            self.out.notes[path] = Noted(
                "row_added", place, "", told, _order(one, row.at), traces, note
            )
            self.out.places.append((place, traces, path))
            out.append((before, new))
            before = path
        return out

    def _industry(self, one: _Found, cells: dict[str, str]) -> dict[str, str]:
        """A row added to a list of one industry is of that industry."""
        column = self.programme.summary.industry
        if not column or column in one.printed.fields or column in cells:
            return {}
        rows = {row.id: row for row in self.base.rows(self.form.id)}
        paths = (path.rpartition("/")[2] for path, _ in one.printed.rows)
        told = {rows[row].cells.get(column, "") for row in paths if row in rows}
        return {column: told.pop()} if len(told) == 1 and all(told) else {}

    def _wanted(
        self, cells: dict[str, dict[str, str]], gone: set[str], added: list[tuple[str, Row]]
    ) -> None:
        behind: dict[str, list[Row]] = defaultdict(list)
        for before, row in added:
            behind[before].append(row)
        rows: list[Row] = []

        def put(path: str) -> None:
            for row in behind.get(path, ()):
                rows.append(row)
                put(f"{self.form.id}/{row.id}")

        put("")
        for row in self.base.rows(self.form.id):
            path = f"{self.form.id}/{row.id}"
            if path not in gone:
                merged = {**row.cells, **cells.get(path, {})}
                kept = {key: text for key, text in merged.items() if text}
                rows.append(replace(row, cells=MappingProxyType(kept)))
            put(path)
        self.out.wanted[self.form.id] = tuple(rows)

    def _columns(self, one: _Found) -> None:
        if not one.header.columns:
            return
        name = self._table_place(one)
        labels = {column.id: column.label for column in self._columns_of(one)}
        lost = [labels[key] for key in one.printed.fields if key not in one.header.columns]
        if lost:
            self.out.doubts.append(f"{name} 没有找到「{'、'.join(lost)}」列,这几列没有比对")
        if one.header.unknown:
            told = "、".join(short(text, 12) for text in one.header.unknown[:8])
            self.out.doubts.append(f"{name} 多了「{told}」列,草稿中没有,没有列入")

    def _total(self, one: _Found, total: Total, rows: Sequence[ReadRow]) -> None:
        """A sum somebody wrote that neither was printed nor is that of the rows."""
        printed = dict(zip(one.printed.fields, one.printed.total[1:], strict=False))
        for column in self._columns_of(one):
            text = total.cells.get(column.id, "")
            given = numbers_of(column, [text])
            if (
                not column.total
                or not given
                or given == numbers_of(column, [printed.get(column.id, "")])
            ):
                continue
            summed = sum(
                numbers_of(column, (row.cells.get(column.id, "") for row in rows)), Decimal(0)
            )
            if summed != given[0]:
                self.out.doubts.append(
                    f"{self._table_place(one)} 合计的「{column.label}」写的是 {text},"
                    f"各行相加是 {show(summed)};合计由程序计算,没有列入"
                )

    def _columns_of(self, one: _Found) -> list[Field]:
        known = {column.id: column for column in self.form.column}
        return [known[key] for key in one.printed.fields]

    def _meaning(self, one: _Found, path: str, label: str, *, is_row: bool = False) -> str:
        """What accepting a change in the plan's list of the summary's projects does."""
        if not one.printed.chapter or self.form.id != self.programme.summary.table.id:
            return ""
        own = ""
        if self.base.rows(self.programme.plan.project_list.id):
            own = ",导入的方案清单中同名的一行随之修改"
        attachment = self.programme.summary.attachment
        if is_row:
            return f"方案的项目清单由{attachment}生成,接受即增删{attachment}的一行{own}"
        where = cell_label(self.programme, self.form, self.numbers[path])
        return f"方案的项目清单由{attachment}生成,接受即修改{where} {label}{own}"

    def _place(self, row: PrintedRow) -> str:
        return f"{self._table_place(self.found[row.table])} 第{row.number}行"

    def _table_place(self, one: _Found) -> str:
        return _named(self.programme, self.paper, one.printed)


def _named(programme: Programme, paper: Paper, table: PrintedTable) -> str:
    form = programme.summary if paper.form == "summary" else programme.plan
    chapter = paper.chapters.get(table.chapter, "")
    return " ".join(part for part in (form.attachment, chapter, table.name) if part)


def _order(one: _Found, row: int) -> float:
    return one.order + row / (len(one.read.rows) + 1)
