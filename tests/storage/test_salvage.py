"""Whatever happened to a file, everything readable is saved, and what is missing is said."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.changes import Explain, append_rows, remove_rows, set_path
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.pages import records_in
from desktop_app.storage.salvage import salvage
from tests.storage.make_old_drafts import CORPUS, a_copy
from tests.storage.storage_builders import a_draft, behind_our_back

PAGE = 4096


@dataclass(frozen=True)
class AFile:
    """A draft over many pages, with long texts that need overflow pages."""

    raw: bytes = field(repr=False)
    draft: Draft = field(repr=False)


@pytest.fixture(scope="module")
def a_file(tmp_path_factory):
    path = a_draft(tmp_path_factory.mktemp("salvage") / "a.shenbao", rows=150)
    with open_draft(path) as file:
        file.do(set_path(file.draft, "chapters/goals", "长文" * 5000), "填")
        for n in range(30):
            file.do(set_path(file.draft, f"projects/r{n}/name", f"新名{n}" * 9), "填")
            file.do(set_path(file.draft, f"basic/f{n}", f"值{n}"), "填")
        file.do(remove_rows(file.draft, "projects", frozenset({"r3", "r77"})), "删")
        rows = [Row(f"n{n}", {"name": f"后来的{n}"}) for n in range(5)]
        file.do(append_rows(file.draft, "projects", rows), "添")
        file.do(Explain("Y@r1", None, Explanation("另因", "g", "乙", "2024-11-02")), "说明")
        draft = file.draft
    return AFile(path.read_bytes(), draft)


def found_in(raw: bytes, folder):
    path = folder / "damaged.shenbao"
    path.write_bytes(raw)
    found = salvage(path)
    assert path.read_bytes() == raw
    assert [one.name for one in folder.iterdir()] == [path.name]
    return found


def said(draft: Draft):
    return (
        dict(draft.values),
        {table: [(r.id, dict(r.cells)) for r in rows] for table, rows in draft.tables.items()},
        {key: one.text for key, one in draft.explanations.items()},
    )


def test_a_file_that_is_whole_is_found_whole(a_file, tmp_path):
    raw, draft = a_file.raw, a_file.draft
    found = found_in(raw, tmp_path)
    assert (found.draft, found.programme, found.missing) == (draft, "small", [])


def test_one_lost_page_loses_nothing_that_a_person_wrote(a_file, tmp_path):
    """Journal and tables hold everything twice, on different pages."""
    raw, draft = a_file.raw, a_file.draft
    pages = len(raw) // PAGE
    assert pages > 30
    nameless = 0
    for page in range(pages):
        damaged = raw[: page * PAGE] + bytes(PAGE) + raw[(page + 1) * PAGE :]
        found = found_in(damaged, tmp_path)
        assert said(found.draft) == said(draft), page
        nameless += not found.programme
    assert nameless == 1


@pytest.mark.parametrize("first", [True, False])
def test_half_a_file_yields_what_it_holds(a_file, tmp_path, first):
    raw, draft = a_file.raw, a_file.draft
    middle = len(raw) // 2 // PAGE * PAGE
    found = found_in(raw[:middle] if first else bytes(middle) + raw[middle:], tmp_path)
    values, tables, _ = said(found.draft)
    kept = len(values) + len(tables.get("projects", ()))
    assert kept > 20
    assert found.missing
    names = {text for _, cells in tables.get("projects", ()) for text in cells.values()}
    ever = {text for row in draft.rows("projects") for text in row.cells.values()}
    ever |= {f"项目{n}" for n in range(150)} | {"改名"}
    assert names <= ever


def test_a_value_changed_in_the_table_is_told_with_both_contents(a_file, tmp_path):
    raw, draft = a_file.raw, a_file.draft
    path = tmp_path / "b.shenbao"
    path.write_bytes(raw)
    behind_our_back(path, "update fields set typed = '改坏了' where path = 'basic/f7'")
    found = salvage(path)
    assert said(found.draft) == said(draft)
    (told,) = found.missing
    assert "值7" in told
    assert "改坏了" in told


def test_a_lost_journal_leaves_the_tables(a_file, tmp_path):
    raw, draft = a_file.raw, a_file.draft
    path = tmp_path / "b.shenbao"
    path.write_bytes(raw)
    behind_our_back(path, "delete from journal where seq between 9 and 30")
    found = salvage(path)
    assert said(found.draft) == said(draft)
    assert any("第9—30条" in told for told in found.missing)


@settings(max_examples=60)
@given(seed=st.integers(0, 1 << 32), flips=st.integers(1, 40))
def test_any_damage_is_read_past(a_file, tmp_path_factory, seed, flips):
    raw = a_file.raw
    chance = random.Random(seed)
    damaged = bytearray(raw[: chance.randrange(1, len(raw) + 1)])
    for _ in range(flips):
        at = chance.randrange(len(damaged))
        damaged[at] = chance.randrange(256)
    found = found_in(bytes(damaged), tmp_path_factory.mktemp("d"))
    assert isinstance(found.draft, Draft)


@settings(max_examples=60)
@given(st.binary(max_size=3 * PAGE))
def test_what_never_was_a_draft_holds_nothing(raw):
    assert all(len(record.values) < 65 for record in records_in(raw + bytes(PAGE)))


@pytest.mark.parametrize("old", sorted(CORPUS.glob("*.shenbao")), ids=lambda path: path.stem)
def test_drafts_of_every_format_are_found_whole(tmp_path, old):
    path = a_copy(old, tmp_path)
    found = salvage(path)
    with open_draft(path, read_only=True) as file:
        assert said(found.draft) == said(file.draft)
    assert found.missing == []
