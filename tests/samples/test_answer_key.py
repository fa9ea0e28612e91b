"""The key against the program: each fault gives one finding, and no other is found than follows."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding
from desktop_app.core.rules import audit
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import SAMPLES

CITY = SAMPLES / "liaoning-2024"


def findings(folder: Path) -> tuple[Finding, ...]:
    """What is found in a city's files as they are sent."""
    programme = load_programme(CITY.name)
    draft = starting_values(programme).apply(Draft(programme.id))
    typed = tomllib.loads((folder / "fields.toml").read_text("utf-8"))
    pairs = [f"{path}={text}" for path, text in typed.items()]
    draft = assignments(programme, draft, pairs).apply(draft)
    sent = [*sorted((folder / "counties").iterdir()), *folder.glob("*.docx")]
    draft = import_files(programme, draft, sent).change.apply(draft)
    return tuple(audit(programme, draft).findings)


def told(finding: Finding) -> str:
    sides = (finding.left or "", finding.right or "")
    return "\n".join([finding.message, *sides, *(place.label for place in finding.places)])


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    return findings(CITY)


FAULTS = tomllib.loads((CITY / "answers.toml").read_text("utf-8"))["fault"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["title"])
def test_a_planted_fault_gives_exactly_one_finding(found, fault):
    hits = [
        one
        for one in found
        if one.code == fault["code"]
        and one.kind == fault.get("kind", one.kind)
        and all(text in told(one) for text in fault["match"])
    ]
    assert len(hits) == 1
    assert hits[0].clause == fault["clause"]


def test_nothing_but_the_planted_faults_and_what_follows_from_them_is_found(found):
    follow = [code for fault in FAULTS for code in fault.get("also", ())]
    planted = [fault["code"] for fault in FAULTS]
    assert sorted(one.code for one in found) == sorted([*planted, *follow])


def test_nothing_is_found_in_the_clean_city(tmp_path):
    script = SAMPLES / "make_samples.py"
    subprocess.run([sys.executable, str(script), str(tmp_path), "--clean"], check=True)
    assert [one.message for one in findings(tmp_path)] == []
