"""What is typed comes out of Word, Excel and PDF as it was typed, or is reported before printing.

Every string of `hostile_text` is typed into a field of every kind and every field gets its share;
with SHENBAO_HOSTILE=full every string is typed into every field. The finished files are read by
`read_back`, which shares nothing with the writers.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import pytest

from desktop_app.core.changes import Explain, Together, append_rows, set_path
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.explaining import fingerprint
from desktop_app.core.findings import Audit, Severity
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.core.values import Kind, NotUnderstood, parse, show
from desktop_app.documents.compose_brief import compose_brief
from desktop_app.documents.compose_explanations import compose_explanations
from desktop_app.errors import AppError
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.draft_work import assignments
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.papers import EDITABLE, Paper, deliverables, letters, write_paper
from desktop_app.storage.draft_file import create, open_draft
from tests.hostile_text import HOSTILE
from tests.read_back import (
    pdf_glyphs,
    pdf_pages,
    pdf_rows,
    sheet_rows,
    squeezed,
    word_paragraphs,
    word_tables,
)

FULL = os.environ.get("SHENBAO_HOSTILE") == "full"
NOW = datetime(2024, 11, 1, 9, 30)
NOT_PRINTED, NOT_SEEN = "LN-T16", "LN-T17"
_TO_THE_LETTER = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES)
_NAMED_SIGN = re.compile(r"U\+([0-9A-F]{4,6})")
_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
_HALVES = re.compile("[\ud800-\udfff]")

# Half a surrogate pair is refused by the draft file: see the test of its own.
TEXTS = tuple(one.text for one in HOSTILE if not _HALVES.search(one.text))
HALF = tuple(one.text for one in HOSTILE if _HALVES.search(one.text))
A_PROJECT = {"name": "甲项目", "industry": "汽车", "investment": "30"}


@cache
def programme() -> Programme:
    """The practice programme; one table more of it has every kind that only single fields have."""
    pack = load_programme("liaoning-2024")
    tables = {table.id: table for table in pack.plan.table}
    more = tuple(
        Field(id=f"as_{kind}", label=f"另列{kind}", kind=kind, width=8)
        for kind in (Kind.NAMES, Kind.INTEGER, Kind.DATE)
    )
    tasks = tables["tasks"]
    tables["tasks"] = msgspec.structs.replace(tasks, column=(*tasks.column, *more))
    plan = msgspec.structs.replace(pack.plan, table=tuple(tables.values()))
    return msgspec.structs.replace(pack, plan=plan)


def singles() -> dict[str, Field | None]:
    """Every field outside tables by its path; None for a chapter's text."""
    pack = programme()
    found: dict[str, Field | None] = {
        f"{section.id}/{field.id}": field
        for section in pack.plan.section
        for field in section.field
    }
    return {**found, **{f"chapters/{chapter.id}": None for chapter in pack.plan.chapter}}


def columns_for(table: Table, number: int) -> list[Field]:
    """The columns that the row of a string fills: one of each kind, or all."""
    if FULL:
        return list(table.column)
    kinds: dict[object, list[Field]] = defaultdict(list)
    for field in table.column:
        kinds[field.kind, field.compared, field.printed].append(field)
    return [fields[number % len(fields)] for fields in kinds.values()]


class Told(NamedTuple):
    """What the checks say of a draft before printing, by place."""

    unprintable: dict[str, str]
    unseen: dict[str, frozenset[str]]


def told(found: Audit) -> Told:
    unprintable, unseen = {}, {}
    for one in found.findings:
        path = one.places[0].path if one.places else ""
        if one.code == NOT_PRINTED:
            unprintable[path] = one.message
            assert one.severity is Severity.MUST
            assert one.places[0].label in one.message
            assert _NAMED_SIGN.search(one.message) or "表头" in one.message, one.message
        if one.code == NOT_SEEN:
            unseen[path] = frozenset(chr(int(n, 16)) for n in _NAMED_SIGN.findall(one.message))
            assert one.places[0].label in one.message
    return Told(unprintable, unseen)


def mended(draft: Draft, unprintable: Mapping[str, str]) -> Draft:
    """The draft as the clerk makes it: without the texts that cannot be printed."""
    for table in programme().tables():
        rows = []
        for row in draft.rows(table.id):
            cells = {
                column: text
                for column, text in row.cells.items()
                if f"{table.id}/{row.id}/{column}" not in unprintable
            }
            if any(cells.get(field.id, "").strip() for field in table.column if field.printed):
                rows.append(Row(row.id, MappingProxyType(cells)))
        draft = Draft(
            draft.programme,
            draft.revision,
            {path: text for path, text in draft.values.items() if path not in unprintable},
            {**draft.tables, table.id: tuple(rows)},
            {k: e for k, e in draft.explanations.items() if f"explanations/{k}" not in unprintable},
        )
    return draft


def shown(field: Field | None, text: str) -> str:
    """What is to be read: texts as typed, other kinds as they are written when understood."""
    if field is None or field.compared or field.kind in _TO_THE_LETTER:
        return text
    value = parse(field.kind, text, field.unit, programme().options(field))
    return text if isinstance(value, NotUnderstood) else show(value)


def same(field: Field, typed: str, read: str | float, gone: frozenset[str]) -> bool:
    """Whether a cell read back is what was typed, but for white space and signs reported."""
    if not isinstance(read, str):
        value = parse(field.kind, typed, field.unit)
        return field.kind in (Kind.AMOUNT, Kind.INTEGER) and Decimal(repr(read)) == value
    return without(read, gone) == without(shown(field, typed), gone)


def without(text: str, gone: frozenset[str]) -> str:
    return squeezed("".join(sign for sign in text if sign not in gone))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def tables(folder) -> tuple[Draft, Told]:
    """All strings typed into all tables as `set` does, and the draft as it is when reopened."""
    path = folder / "表格.shenbao"
    typed = {}
    pairs = []
    for table in programme().tables():
        for number, text in enumerate(TEXTS):
            for field in columns_for(table, number):
                place = f"{table.id}/+{number}/{field.id}"
                typed[place] = text
                pairs.append(f"{place}={'@' if text.startswith('@') else ''}{text}")
    ids = (f"row{number}" for number in range(10**6))
    with create(path, programme().id, None, author="甲", now=lambda: NOW) as file:
        file.do(assignments(programme(), file.draft, pairs, new_id=lambda: next(ids)), "填写")
    with open_draft(path, read_only=True) as file:
        draft = file.draft
    kept = {}
    for table in programme().tables():
        # A row of nothing but an empty string is a row all the same.
        for number, row in enumerate(draft.rows(table.id)):
            kept |= {f"{table.id}/+{number}/{column}": t for column, t in row.cells.items()}
    assert kept == {place: text for place, text in typed.items() if text}
    return draft, told(audit(programme(), draft))


@pytest.fixture(scope="module")
def written(folder, tables) -> dict[str, Path]:
    """Plan and summary in all formats, of what the checks have not forbidden."""
    draft, found = tables
    files = {}
    for paper in deliverables(programme(), mended(draft, found.unprintable)):
        for kind, name in write_paper(paper, folder).files.items():
            files[f"{paper.form} {kind}"] = folder / name
    return files


def test_there_are_at_least_four_hundred_strings_of_every_sort():
    assert len({one.text for one in HOSTILE}) == len(HOSTILE) >= 400
    groups = Counter(one.group for one in HOSTILE)
    assert len(groups) >= 20
    assert min(groups.values()) >= 5


def test_every_string_stands_in_a_column_of_every_kind_and_every_column_is_filled():
    for table in programme().tables():
        given = [(number, f) for number in range(len(TEXTS)) for f in columns_for(table, number)]
        assert {field.id for _, field in given} == {field.id for field in table.column}
        kinds = {(number, field.kind) for number, field in given}
        assert len(kinds) == len(TEXTS) * len({field.kind for field in table.column})
    told_of = {field.kind for table in programme().tables() for field in table.column}
    assert told_of >= {field.kind for field in singles().values() if field is not None}


def test_a_string_is_reported_in_every_field_alike(tables):
    """No table and no kind is left out: what one field reports, all do that hold the string."""
    draft, found = tables
    unprintable, unseen = defaultdict(set), defaultdict(set)
    for table in programme().tables():
        compared = {field.id for field in table.column if field.compared}
        for row in draft.rows(table.id):
            for column, text in row.cells.items():
                path = f"{table.id}/{row.id}/{column}"
                if column not in compared:
                    unprintable[text].add(path in found.unprintable)
                unseen[text].add(found.unseen.get(path))
    assert [text for text, said in unprintable.items() if len(said) > 1] == []
    assert [text for text, said in unseen.items() if len(said) > 1] == []


def rows_of(path: Path, heads: int) -> list[list[str | float]]:
    """The rows of a file's tables that bear a serial number, in order."""
    if path.suffix == ".xlsx":
        rows = sheet_rows(path)
    elif path.suffix == ".docx":
        rows = [row for table in word_tables(path) for row in table]
    else:
        rows = pdf_rows(path, heads)
    return [row for row in rows if str(row[0]).isascii() and str(row[0]).isdigit()]


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_summarys_cells_come_out_as_typed(written, tables, kind):
    draft, found = tables
    table = programme().summary.table
    rows = rows_of(written[f"summary {kind}"], heads=2)
    expected = mended(draft, found.unprintable).rows(table.id)
    assert_rows(table, rows, expected, found, [field for field in table.column if field.printed])


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_plans_tables_come_out_as_typed(written, tables, kind):
    """The tables of the chapters cell by cell; the lists of projects row by row, in any order."""
    draft, found = tables
    draft = mended(draft, found.unprintable)
    pack = programme()
    rows = rows_of(written[f"plan {kind}"], heads=1)
    ends = [n for n in range(1, len(rows)) if int(rows[n][0]) != int(rows[n - 1][0]) + 1]
    listed: list[list[str | float]] = []
    by_title = {chapter.id: chapter for chapter in pack.plan.chapter}
    starts = [0, *ends]
    runs = [rows[a:b] for a, b in zip(starts, [*ends, len(rows)], strict=True)]
    for chapter in by_title.values():
        for table_id in chapter.tables:
            table = pack.table(table_id)
            fields = [field for field in table.column if field.printed]
            assert_rows(table, runs.pop(0), draft.rows(table_id), found, fields)
        if chapter.lists_projects:
            listed = runs.pop(0)
    assert runs == []
    form = pack.summary
    known = {field.id: field for field in form.table.column}
    used = [known[one] for one in (form.name, form.enterprise, form.county, form.investment)]
    gone = frozenset().union(*found.unseen.values())
    expected = Counter(
        tuple(without(shown(field, row.cells.get(field.id, "")), gone) for field in used)
        for row in draft.rows(form.table.id)
    )
    assert (
        Counter(tuple(without(str(cell), gone) for cell in row[1:]) for row in listed) == expected
    )


def assert_rows(
    table: Table,
    rows: Sequence[Sequence[str | float]],
    expected: Sequence[Row],
    found: Told,
    fields: Sequence[Field],
) -> None:
    assert [int(row[0]) for row in rows] == [*range(1, len(expected) + 1)]
    wrong = [
        (field.id, ascii(row.cells.get(field.id, ""))[:60], ascii(cell)[:60])
        for row, cells in zip(expected, rows, strict=True)
        for field, cell in zip(fields, cells[1:], strict=True)
        if not same(
            field,
            row.cells.get(field.id, ""),
            cell,
            found.unseen.get(f"{table.id}/{row.id}/{field.id}", frozenset()),
        )
    ]
    assert wrong == []


def rounds() -> Iterator[dict[str, str]]:
    """The strings dealt out to the single fields, so that each is typed into one of them at least;
    in full each into each."""
    paths = list(singles())
    if FULL:
        yield from (dict.fromkeys(paths, text) for text in TEXTS if text)
        return
    texts = [text for text in TEXTS if text]
    # One more than there are fields: no string meets the same field twice in a longer run.
    for start in range(0, len(texts), len(paths)):
        dealt = islice(cycle(texts), start, start + len(paths))
        yield dict(zip(paths, dealt, strict=True))


@pytest.fixture(scope="module")
def filled(folder) -> list[Draft]:
    """A draft for each round, typed as the window does; all are what the file tells afterwards."""
    path = folder / "填报项.shenbao"
    drafts = []
    with create(path, programme().id, None, author="甲", now=lambda: NOW) as file:
        project = Row("r1", MappingProxyType(A_PROJECT))
        file.do(append_rows(file.draft, programme().summary.table.id, [project]), "填写")
        for given in rounds():
            changes = (set_path(file.draft, place, text) for place, text in given.items())
            file.do(Together("填写", tuple(changes)), "填写")
            assert dict(file.draft.values) == given
            drafts.append(file.draft)
    with open_draft(path, read_only=True) as file:
        assert file.draft == drafts[-1]
        assert file.at(drafts[0].revision).values == drafts[0].values
    return drafts


def test_single_fields_come_out_as_typed_in_every_paper(filled, tmp_path):
    wrong = []
    for number, typed in enumerate(filled):
        found = told(audit(programme(), typed))
        draft = mended(typed, found.unprintable)
        audited = audit(programme(), draft)
        gone = frozenset().union(*found.unseen.values())
        root = tmp_path / str(number)
        root.mkdir()
        brief = compose_brief(programme(), draft, audited)
        papers = [*deliverables(programme(), draft), *letters(programme(), draft)]
        for paper in (*papers, Paper(brief, EDITABLE, brief.title)):
            pieces = list(pieces_of(paper, draft))
            for kind, name in write_paper(paper, root).files.items():
                read = without(text_of(root / name), gone)
                wrong += [
                    (number, paper.title, kind, ascii(piece)[:100])
                    for piece in pieces
                    if without(piece, gone) not in read
                ]
    assert wrong == []


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        return "".join(str(cell) for row in sheet_rows(path) for cell in row)
    if path.suffix == ".docx":
        rows = (row for table in word_tables(path) for row in table)
        return "".join(word_paragraphs(path)) + "".join(cell for row in rows for cell in row)
    # A row torn over a page's end is drawn part by part; by its cells it is whole again.
    cells = (cell for row in pdf_rows(path, heads=1) for cell in row)
    return "".join(glyph.text for page in pdf_glyphs(path) for glyph in page) + "".join(cells)


def pieces_of(paper: Paper, draft: Draft) -> Iterator[str]:
    """What must stand in a paper: each text with the words of the pack around it."""
    pack = programme()

    def value(path: str) -> str:
        text = draft.values.get(path, "")
        return shown(singles()[path], text) if text.strip() else ""

    def fill(template: str) -> str:
        return _PLACEHOLDER.sub(lambda m: value(m[1].replace(".", "/")) or "××", template)

    if paper.form == "plan":
        yield fill(pack.plan.title)
        for chapter in pack.plan.chapter:
            yield chapter.title + value(f"chapters/{chapter.id}")
    elif paper.form == "summary":
        yield fill(pack.summary.title)
        for label, path in (
            ("填报单位（盖章）", "bureau"), ("填报人", "filled_by"), ("审核人", "reviewed_by"),
            ("联系电话", "phone"), ("日期", "date"),
        ):  # fmt: skip
            yield f"{label}：{value(f'basic/{path}')}"
    for letter in pack.letters:
        is_own = letter.goes_with == "alone" and paper.document.title == fill(letter.title)
        if is_own or (letter.goes_with == paper.form != ""):
            # Line by line: a note at the end stands below who signs.
            yield from map(fill, letter.text.splitlines())
            if letter.signed:
                yield fill(letter.signed) + value("basic/date")
    if paper.document.title == "申报材料送审单":
        for path, field in singles().items():
            if field is not None and field.brief:
                text = value(path)
                yield field.label + (text + field.unit if text else "（未填写）")


def test_explanations_come_out_as_typed(folder):
    rows = [
        Row(f"r{n}", MappingProxyType({"name": f"项目{n}号", "credit_code": "91350100M000100Y42"}))
        for n in range(len(TEXTS))
    ]
    path = folder / "说明.shenbao"
    with create(path, programme().id, None, author="甲", now=lambda: NOW) as file:
        file.do(append_rows(file.draft, programme().summary.table.id, rows), "填写")
        found = [one for one in audit(programme(), file.draft).findings if one.code == "LN-T4"]
        said = {one.key: f"原因:{text}。" for one, text in zip(found, TEXTS, strict=True)}
        explained = tuple(
            Explain(one.key, None, Explanation(said[one.key], fingerprint(file.draft, one), "甲"))
            for one in found
        )
        file.do(Together("说明", explained), "说明")
    with open_draft(path, read_only=True) as file:
        draft = file.draft
    assert {key: one.text for key, one in draft.explanations.items()} == said
    reported = told(audit(programme(), draft))
    draft = mended(draft, reported.unprintable)
    assert 0 < len(draft.explanations) < len(said)
    document = compose_explanations(programme(), draft, audit(programme(), draft).findings)
    gone = frozenset().union(*reported.unseen.values())
    for name in write_paper(Paper(document, EDITABLE, document.title), folder).files.values():
        read = without(text_of(folder / name), gone)
        kept = (text for key, text in said.items() if key in draft.explanations)
        lost = [ascii(t)[:60] for t in kept if without(f"说明：{t}（甲）", gone) not in read]
        assert lost == []


def test_names_that_pass_the_audit_make_a_bundle_that_reads_back_identical(folder):
    names = [text for text in TEXTS if text.strip()]
    while True:
        draft = Draft(
            programme().id,
            1,
            MappingProxyType({"basic/city": "铁岭市"}),
            {"projects": tuple(a_row(n, name) for n, name in enumerate(names))},
        )
        faulty = {
            int(place.path.split("/")[1].removeprefix("r"))
            for one in audit(programme(), draft).findings
            if one.severity is Severity.MUST
            for place in one.places
            if place.path.endswith("/name")
        }
        if not faulty:
            break
        names = [name for n, name in enumerate(names) if n not in faulty]
    assert len(names) > 300
    built = build_bundle(programme(), draft, folder / "成册", preview=True)
    assert isinstance(built, Bundle)
    assert [one.message for one in built.verified.findings] == []
    assert built.verified.identical


def a_row(number: int, name: str) -> Row:
    cells = {
        "name": name, "enterprise": f"第{number}机械有限公司", "county": "东县", "industry": "汽车",
        "investment": "100", "start": "2024-07",
    }  # fmt: skip
    return Row(f"r{number}", MappingProxyType(cells))


def test_a_pdf_says_to_a_searching_reader_what_stands_on_it(written):
    """Nothing is turned round or dropped: pdfium finds the signs of every page, in any order."""
    path = written["summary pdf"]
    for drawn, read in zip(pdf_glyphs(path), pdf_pages(path), strict=True):
        signs = Counter(squeezed("".join(glyph.text for glyph in drawn)))
        # It says a hyphen that ends a line in a way of its own, and ligatures as letters.
        missing = signs - Counter(squeezed(read).replace("\x02", "-"))
        assert set(missing) <= set("ﬁﬂﬀﬃﬄ-"), missing


@pytest.mark.parametrize("text", HALF, ids=ascii)
def test_half_a_surrogate_pair_is_refused_and_the_draft_is_as_before(text, tmp_path):
    path = tmp_path / "草稿.shenbao"
    with create(path, programme().id, None, author="甲", now=lambda: NOW) as file:
        file.do(set_path(file.draft, "basic/city", "铁岭市"), "填写")
        before = file.draft
        for place in (*singles(), "甲"):
            with pytest.raises(AppError, match="无法保存的字符"):
                file.do(set_path(file.draft, place, text), "填写")
        rows = [Row("r1", MappingProxyType({"name": text}))]
        with pytest.raises(AppError, match="无法保存的字符"):
            file.do(append_rows(file.draft, "projects", rows), "填写")
        assert file.draft == before
    with open_draft(path, read_only=True) as file:
        assert file.draft == before
