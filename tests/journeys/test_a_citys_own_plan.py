"""A city's own plan, from what the districts send to a verified bundle, and reported on afterwards.

The notice is in traditional characters, and so is one of the files.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2
import pytest

from desktop_app.jobs.demo import run_demo, sample_folder
from desktop_app.paths import RESOURCES
from desktop_app.storage.draft_file import open_draft

PROGRAMME = "hohhot-2025"
NOW = datetime(2025, 10, 9, 9, 30)


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    """The practice run: imported, checked, corrected, explained, built, read back."""
    return run_demo(tmp_path_factory.mktemp("practised"), PROGRAMME, now=lambda: NOW)


@pytest.fixture
def draft(practised, tmp_path) -> Path:
    return Path(shutil.copy(practised.draft, tmp_path / "a.shenbao"))


def test_every_planted_fault_is_found_and_none_invented(practised):
    tally = practised.tally
    missed = [fault.title for fault, finding in tally.found if finding is None]
    assert missed == []
    assert [one.code for one in tally.invented] == []
    assert len(tally.found) >= 16
    assert practised.last.passes
    assert practised.verified.identical
    assert len(practised.verified.summary.named) > 350


def test_the_faults_of_money_are_told_with_their_steps(practised):
    told = {fault.title: finding.message for fault, finding in practised.tally.found}
    assert "不计入" in told["补贴基数算进了机器人、AGV"]
    assert "40 × 50% = 20 万元" in told["三级企业按二级的比例申请补贴"]
    assert "可按较低等级的比例就高」:28 万元" in told["三级企业按二级的比例申请补贴"]
    assert "4 家,未达到 5 家" in told["链式转型服务只服务了4家"]
    assert "79%" in told["中央资金用于试点企业改造的只占79%"]


def test_a_name_in_the_other_script_is_told_and_kept_as_typed(practised):
    fault, finding = next(
        p for p in practised.tally.found if "简体、在汇总表中为繁体" in p[0].title
    )
    assert finding.kind == "differs_in_form"
    assert "一处是繁体字" in finding.message
    with open_draft(practised.draft, author="", now=lambda: NOW, read_only=True) as file:
        names = [row.cells["name"] for row in file.draft.rows("projects")]
    assert fault.match[0] in names
    assert fault.match[1] not in names


def test_a_month_is_reported_without_changing_the_draft(shenbao, draft, tmp_path):
    path = "reports/monthly.2025-09"
    assert (
        shenbao("set", draft, f"{path}.progress=第二批验收过半。", f"{path}.next=继续验收。")[0]
        == 0
    )
    before = hashlib.sha256(draft.read_bytes()).hexdigest()
    code, told = shenbao.json(
        "period-report", draft, "--period", "2025年9月", "--out", tmp_path / "r"
    )
    assert code == 0
    assert hashlib.sha256(draft.read_bytes()).hexdigest() == before
    assert (told["period"], told["lacking"]) == ("2025-09", [])
    figures = {one["id"]: one for one in told["figures"]}
    with open_draft(draft, author="", now=lambda: NOW, read_only=True) as file:
        rows = [row.cells for row in file.draft.rows("projects")]
    accepted = [row for row in rows if row.get("accepted")]
    firms = {row["credit_code"] for row in accepted}
    assert figures["accepted"]["total"] == len(firms)
    assert figures["accepted"]["target"] == 350
    by_industry = {line["name"]: line for line in told["by"]["industry"]}
    counted = Counter(row["industry"] for row in rows)
    assert {name: line["rows"] for name, line in by_industry.items() if name != "合计"} == counted
    assert by_industry["合计"]["figures"]["accepted"]["total"] == len(firms)
    late = [one for one in told["phases"] if one["late"]]
    assert [one["group"] for one in late] == ["第一批"]
    pdf = next(Path(name) for name in told["files"] if name.endswith(".pdf"))
    word = next(Path(name) for name in told["files"] if name.endswith(".docx"))
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    written = "\n".join(one.text for one in docx.Document(str(word)).paragraphs)
    for text in (printed, written):
        assert "第二批验收过半" in text
        assert "存在的问题" not in text
    assert f"累计{len(firms)}家" in written


def test_a_quarter_takes_what_its_months_brought(shenbao, draft):
    _, quarter = shenbao.json("period-report", draft, "--period", "2025Q3")
    assert quarter["report"] == "quarterly"
    with open_draft(draft, author="", now=lambda: NOW, read_only=True) as file:
        rows = [row.cells for row in file.draft.rows("projects")]
    days = [row.get("signed", "") for row in rows]
    signed = next(one for one in quarter["figures"] if one["id"] == "signed")
    new = {r["credit_code"] for r in rows if in_third_quarter(r.get("signed", ""))}
    assert signed["period"] == len(new)
    assert 0 < len(new) < len(days)


def in_third_quarter(day: str) -> bool:
    """2025年7月3日, 2025.8.1 and 2025-09-02 as the districts write them."""
    year, month, *_ = re.findall(r"\d+", day) or ("0", "0")
    return year == "2025" and 7 <= int(month) <= 9


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--period", "2025-13"), "看不懂"),
        (("--kind", "yearly"), "没有报告「yearly」"),
        (("--kind", "monthly", "--period", "2025Q2"), "月报请写月"),
    ],
)
def test_a_wrong_call_is_one_sentence(shenbao, draft, words, told):
    code, out, err = shenbao("period-report", draft, *words)
    assert (code, out) == (2, "")
    assert told in err


def test_a_programme_without_reports_says_so(shenbao, tmp_path):
    shenbao("new", tmp_path / "b.shenbao", "--programme", "liaoning-2024")
    code, _, err = shenbao("period-report", tmp_path / "b.shenbao")
    assert code == 2
    assert "没有月报、季报" in err


def test_the_sample_is_made_with_the_same_bytes(tmp_path):
    script = RESOURCES / "samples" / "make_samples.py"
    words = [str(script), str(tmp_path / "same"), "--programme", PROGRAMME]
    subprocess.run([sys.executable, *words], check=True)
    ours = sample_folder(PROGRAMME)
    for path in (one for one in ours.rglob("*") if one.is_file()):
        assert (tmp_path / "same" / path.relative_to(ours)).read_bytes() == path.read_bytes()
