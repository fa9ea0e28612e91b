"""The practice city is right wherever no fault was planted, and right everywhere once corrected."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.core.findings import Severity
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.core.values import Kind, parse
from desktop_app.jobs.demo import correct, input_files, read_faults
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import SAMPLES

CITY = SAMPLES / "liaoning-2024"
LISTED = ("name", "enterprise", "county", "industry", "investment")
BOTH = ("projects", "plan_projects")
CORRECTED = frozenset(
    [
        "name",
        "enterprise",
        "county",
        "industry",
        "credit_code",
        "size",
        "investment",
        "start",
        "platform",
    ]
)
PLANTED = ("约五十", "大型", "家具制造", "1580000", "办公楼", "(一期)", "（1期）", "2027年3月")


class Desk:
    """What the corrections are done on: the draft as it stands."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def do(self, change, label: str = "") -> None:
        self.draft = change.apply(self.draft)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(CITY.name)


@pytest.fixture(scope="module")
def clean_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    script = str(SAMPLES / "make_samples.py")
    subprocess.run([sys.executable, "-B", script, str(folder), "--clean"], check=True)
    return folder


@pytest.fixture(scope="module")
def clean(programme: Programme, clean_folder: Path) -> Draft:
    return taken_in(programme, clean_folder).draft


@pytest.fixture(scope="module")
def corrected(programme: Programme) -> Draft:
    desk = taken_in(programme, CITY)
    for fault in read_faults(CITY / "answers.toml"):
        correct(programme, desk, fault)
    return desk.draft


def taken_in(programme: Programme, folder: Path) -> Desk:
    desk = Desk(starting_values(programme).apply(Draft(programme.id)))
    typed = tomllib.loads((folder / "fields.toml").read_text("utf-8"))
    pairs = [f"{path}={text}" for path, text in typed.items()]
    desk.do(assignments(programme, desk.draft, pairs))
    desk.do(import_files(programme, desk.draft, input_files(folder)).change)
    return desk


def money(row: Row) -> Decimal:
    amount = parse(Kind.AMOUNT, row.cells["investment"], "万元")
    assert isinstance(amount, Decimal)
    return amount


def hundred_millions(rows: list[Row]) -> str:
    return f"{sum(map(money, rows)) / 10_000:.2f}"


def listed(draft: Draft, table: str) -> list[tuple[str, ...]]:
    return sorted(tuple(row.cells.get(key, "") for key in LISTED) for row in draft.rows(table))


def meanings(programme: Programme, draft: Draft) -> list[tuple[object, ...]]:
    """What the columns mean that the key changes; counties write 是 and months in their own way."""
    fields = [one for one in programme.summary.table.column if one.id in CORRECTED]
    assert len(fields) == len(CORRECTED)
    found = [
        tuple(parse(one.kind, row.cells.get(one.id, ""), one.unit) for one in fields)
        for row in draft.rows("projects")
    ]
    return sorted(found, key=str)


def test_once_corrected_nothing_is_left_but_what_was_explained(programme, corrected):
    left = audit(programme, corrected).findings
    assert [(one.code, one.severity) for one in left] == [("LN-C7", Severity.EXPLAIN)]
    assert left[0].explanation


def test_once_corrected_the_lists_are_those_of_the_clean_city(programme, corrected, clean):
    assert listed(corrected, "plan_projects") == listed(clean, "plan_projects")
    assert meanings(programme, corrected) == meanings(programme, clean)
    names = [sorted(row.cells["name"] for row in corrected.rows(one)) for one in BOTH]
    assert names[0] == names[1]


def test_once_corrected_chapters_and_money_are_those_of_the_clean_city(corrected, clean):
    for path in {*corrected.values, *clean.values}:
        assert corrected.value(path) == clean.value(path), path


def test_what_the_chapters_say_of_projects_and_money_is_so(clean):
    rows = list(clean.rows("projects"))
    text = "\n".join(clean.value(f"chapters/{one}") for one in ("goals", "projects"))
    assert f"项目{len(rows)}个" in text
    assert f"总投资{hundred_millions(rows)}亿元" in text
    firms = {row.cells["enterprise"] for row in rows}
    assert f"涉及{len(firms)}家" in text
    counties = {row.cells["county"] for row in rows}
    assert f"覆盖{len(counties)}个县" in text
    for industry, many in Counter(row.cells["industry"] for row in rows).items():
        mine = [row for row in rows if row.cells["industry"] == industry]
        assert f"{industry}领域安排项目{many}个" in text
        totals = re.findall(rf"{industry}领域安排项目{many}个，总投资([\d.]+)亿元", text)
        assert totals in ([], [hundred_millions(mine)])


def test_no_more_firms_of_a_kind_have_projects_than_the_city_says_it_has(clean):
    said = clean.value("chapters/foundation")
    for kind, words in (
        ("国家级小巨人", "国家级专精特新“小巨人”企业"),
        ("省级专精特新", "省级专精特新中小企业"),
    ):
        match = re.search(rf"{words}(\d+)家", said)
        assert match is not None, words
        firms = {
            row.cells["enterprise"]
            for row in clean.rows("projects")
            if row.cells.get("quality") == kind
        }
        assert len(firms) <= int(match[1]), kind


def test_the_targets_that_the_notice_fixes_are_met(clean):
    finals = {row.cells["indicator"]: row.cells.get("final", "") for row in clean.rows("targets")}
    halves = [text for name, text in finals.items() if "规上" in name and "二级" in name]
    assert halves
    assert all(float(text.strip("%≥")) >= 50 for text in halves)
    wholes = [text for name, text in finals.items() if "小巨人" in name and "二级" in name]
    assert wholes
    assert set(wholes) == {"100%"}


def test_the_clean_city_holds_nothing_of_what_was_planted(clean, clean_folder):
    told = [*clean.values.values()]
    told += [
        text for table in clean.tables for row in clean.rows(table) for text in row.cells.values()
    ]
    found = docx.Document(str(next(clean_folder.glob("*.docx"))))
    told += [paragraph.text for paragraph in found.paragraphs]
    for word in PLANTED:
        assert not any(word in text for text in told), word
