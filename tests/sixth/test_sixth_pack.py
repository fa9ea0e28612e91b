"""A programme is data alone: one that ships with nothing does the whole job without a line of code.

Its province, notice, forms, papers and money are unlike those of every pack that ships.
"""

import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from desktop_app.core.changes import Together
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Audit, Severity
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.programme import Programme
from desktop_app.core.redaction import redacted
from desktop_app.core.reward_amount import RewardState
from desktop_app.core.rewards import RowRewards
from desktop_app.core.rules import audit
from desktop_app.core.steps import steps_of
from desktop_app.documents.compose_rewards import compose_rewards
from desktop_app.documents.fill_docx import paragraphs_of
from desktop_app.documents.tree import Table
from desktop_app.intake.worker import read_here
from desktop_app.jobs.build_bundle import Bundle, Refused, build_bundle
from desktop_app.jobs.demo import Tally, correct, input_files, match_faults, read_faults
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.fill_official import fill_form
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.install_pack import install
from desktop_app.jobs.official_form import propose
from desktop_app.jobs.own_labels import words_of as asked_for
from desktop_app.jobs.pack_file import build_pack, read_pack_file
from desktop_app.jobs.packs import lint, lint_notes, load_for, load_programme, pack_files
from desktop_app.jobs.prove_own import prove_own
from desktop_app.jobs.report_period import chosen, write_period
from desktop_app.jobs.reward_work import computed
from desktop_app.jobs.verify import verify_bundle, verify_files
from desktop_app.storage.draft_file import create
from tests.read_back import pdf_pages, squeezed
from tests.sixth import sample
from tests.test_no_programme_named import ROOT, words_of

PACK = Path(__file__).parent / "pack" / "yunxiu-2026"
DAY = datetime(2026, 11, 20, 9, 0)
FILES = {".toml", ".csv", ".txt"}
# Names of the pack's own that a module might rely on.
OWN_IDS = re.compile(r"[\"'./](?:works|plan_works|aims_table|honours|courses)[\"'./]")


@dataclass(frozen=True)
class Journey:
    """The whole job: what came in, what was found, what was built of it."""

    programme: Programme
    sent: Path
    raw: Draft
    first: Audit
    tally: Tally
    draft: Draft
    last: Audit
    refused: Refused | Bundle
    bundle: Bundle


def now() -> datetime:
    return DAY


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """The pack as one file, installed into a data folder of its own, and found there by its id."""
    root = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENBAO_DATA", str(root))
        built = build_pack(PACK, root / "园区.sbpack")
        install(read_pack_file(built.path), DAY, unsigned=True)
        yield load_programme("yunxiu-2026")


@pytest.fixture(scope="module")
def journey(installed: Programme, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    root = tmp_path_factory.mktemp("sixth")
    sent = sample.write(root / "sent", sample.faulty_park())
    programme = installed
    with create(
        root / "园区.shenbao", programme.id, starting_values(programme), author="甲", now=now
    ) as file:
        typed = tomllib.loads((sent / "fields.toml").read_text("utf-8"))
        pairs = [f"{path}={text}" for path, text in typed.items()]
        file.do(assignments(programme, file.draft, pairs), "填写")
        brought = import_files(programme, file.draft, input_files(sent))
        file.do(brought.change, brought.change.label)
        raw = file.draft
        first = audit(programme, raw)
        faults = read_faults(sent / "answers.toml")
        tally = match_faults(faults, first.findings)
        refused = build_bundle(programme, raw, root / "refused", official=())
        for fault in faults:
            correct(programme, file, fault, now)
        draft = file.draft
    bundle = build_bundle(programme, draft, root / "built", official=())
    assert isinstance(bundle, Bundle)
    last = audit(programme, draft)
    return Journey(programme, sent, raw, first, tally, draft, last, refused, bundle)


def test_the_pack_is_sound():
    assert lint(str(PACK)) == []
    assert lint_notes(str(PACK)) == []


def test_the_pack_is_data_alone():
    files = [path for path in PACK.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == FILES
    assert not [path for path in files if path.stat().st_mode & 0o111]


def test_no_module_knows_it():
    words = words_of(PACK) | {"云岫", "青梧", "节水", "用水单位", "一项一档"}
    texts = {path: path.read_text("utf-8") for path in ROOT.rglob("*.py")}
    named = {
        path.name: [word for word in words if word in text] + OWN_IDS.findall(text)
        for path, text in texts.items()
    }
    assert {name: found for name, found in named.items() if found} == {}


def test_it_is_installed_from_one_file_and_found_by_its_drafts(journey: Journey):
    assert journey.programme.about == load_programme(str(PACK)).about
    assert load_for(journey.draft).about == journey.programme.about


def test_its_steps_are_its_own(journey: Journey):
    titles = [one.title for one in steps_of(journey.programme)]
    assert "节水工程一览表(格式二)" in titles
    assert [one for one in titles if "、" in one] == [
        "一、园区概况", "二、用水现状", "三、行动目标", "四、重点行动", "五、工程安排",
        "六、经费测算", "七、保障制度",
    ]  # fmt: skip


def test_untidy_workbooks_and_a_plan_are_understood(journey: Journey):
    """Two rows of headings, an old file in 万元, dates in three ways: all as the park truly is."""
    rows = journey.draft.rows("works")
    true = sample.clean_park().table
    assert [row.cells["work"] for row in rows] == [one["name"] for one in true]
    for column in ("cost", "devices", "own", "output_new", "asked"):
        assert [Decimal(row.cells[column]) for row in rows] == [
            Decimal(one[column]) for one in true
        ]
    assert [row.cells["zone"] for row in rows] == [one["zone"] for one in true]
    assert [row.cells["begun"] for row in rows] == [
        f"{one['begun'][0]}年{one['begun'][1]}月" for one in true
    ]
    assert len(journey.draft.rows("courses")) == 3
    assert len(journey.draft.rows("honours")) == 4
    assert "园区位于青梧江畔" in journey.draft.value("chapters/park")


def test_every_planted_fault_is_found_and_none_invented(journey: Journey):
    missed = [fault.title for fault, finding in journey.tally.found if finding is None]
    assert missed == []
    assert [one.message for one in journey.tally.invented] == []
    assert len(journey.tally.found) == 20
    assert len({fault.code for fault, _ in journey.tally.found}) >= 10


def test_the_sample_is_the_same_every_time(journey: Journey, tmp_path: Path):
    again = sample.write(tmp_path, sample.faulty_park())
    files = [path.relative_to(again) for path in again.rglob("*") if path.is_file()]
    assert len(files) == 6
    for file in files:
        assert (again / file).read_bytes() == (journey.sent / file).read_bytes(), file


def test_a_park_without_a_fault_has_no_finding(tmp_path: Path):
    programme = load_programme(str(PACK))
    sent = sample.write(tmp_path, sample.clean_park())
    typed = tomllib.loads((sent / "fields.toml").read_text("utf-8"))
    draft = starting_values(programme).apply(Draft(programme.id))
    pairs = [f"{path}={text}" for path, text in typed.items()]
    draft = assignments(programme, draft, pairs).apply(draft)
    brought = import_files(programme, draft, input_files(sent))
    found = audit(programme, brought.change.apply(draft))
    assert [one.message for one in found.findings] == []
    assert found.passes


def test_nothing_is_built_until_all_is_mended_or_explained(journey: Journey):
    assert isinstance(journey.refused, Refused)
    assert journey.last.passes
    assert {one.severity for one in journey.last.findings} == {Severity.EXPLAIN}
    assert all(one.explanation for one in journey.last.findings)


def test_the_bundle_holds_its_papers_and_is_identical(journey: Journey):
    verified = verify_bundle(journey.bundle.folder, load_programme, journey.draft)
    assert verified.identical
    assert verified.changed == ()
    assert len(verified.plan.named) == 24
    each = [name for name in journey.bundle.files if name.startswith("一项一档/")]
    assert len(each) == 24 * 2 + 1
    assert f"{sample.PARK}节水管理人员培训计划表.docx" in journey.bundle.files
    assert "函件/关于申报2026年产业园区节水提效行动的函.pdf" in journey.bundle.files


def test_what_is_printed_speaks_of_this_programme(journey: Journey):
    plan = docx.Document(str(journey.bundle.folder / f"{sample.PARK}节水提效行动工作方案.docx"))
    told = [paragraph.text for paragraph in plan.paragraphs]
    assert any("重点行动分工表" in one for one in told)
    gathered = [
        tuple(cell.text for cell in row.cells)
        for table in plan.tables
        for row in table.rows
        if table.rows[0].cells[2].text == "行动"
    ]
    assert gathered[1][2:] == ("改造供水管网", "园区水务中心", "园区财政局")
    text = "\n".join(told)
    assert not [
        word for word in ("附件2", "县", "市政府", "万元") if word in text.replace("万元产值", "")
    ]
    pledge = docx.Document(str(journey.bundle.folder / f"{sample.PARK}节水工程一览表.docx"))
    assert "诚信承诺书" in [paragraph.text for paragraph in pledge.paragraphs]


def test_the_list_of_the_plan_is_printed_in_its_own_columns_and_words(journey: Journey):
    path = journey.bundle.folder / f"{sample.PARK}节水提效行动工作方案.docx"
    document = docx.Document(str(path))
    (listed,) = [
        table
        for table in document.tables
        if [squeezed(cell.text) for cell in table.rows[0].cells]
        == ["序号", "工程名称", "用水单位", "工程类别", "工程投资"]
    ]
    assert len(listed.rows) == 1 + len(journey.draft.rows("works"))
    told = [squeezed(paragraph.text) for paragraph in document.paragraphs]
    total = sum(int(one["cost"]) for one in sample.clean_park().table)
    assert f"以上合计共安排工程24项，工程投资合计{total}元。" in told
    assert any(one.endswith("节水工程安排表") for one in told)


def test_checks_and_proof_speak_of_works_and_not_of_projects(journey: Journey):
    told = {one.code: one.message for one in journey.first.findings}
    assert "一览表工程数为 24 项" in told["PX-T12"]
    for code in ("PX-T10", "PX-T12", "PX-T13"):
        assert "工程" in told[code] and "项目" not in told[code] and "汇总表" not in told[code]
    for name in ("申报材料送审单.docx",):
        inner = docx.Document(str(journey.bundle.folder / "内部" / name))
        cells = [cell.text for table in inner.tables for row in table.rows for cell in row.cells]
        assert "24项" in cells
        assert not {"项目", "总投资", "项目数"} & set(cells)
    proof = journey.bundle.folder / "一致性证明.pdf"
    text = squeezed("".join(pdf_pages(proof)))
    assert "一览表" in text and "24" in text
    assert "项目" not in text.replace("项目名", "") and "汇总表" not in text


def test_cover_and_foot_are_filled_from_fields_by_their_labels(journey: Journey):
    """The pack has none of the ids that the shipped packs use for them."""
    folder = journey.bundle.folder
    plan = docx.Document(str(folder / f"{sample.PARK}节水提效行动工作方案.docx"))
    lines = [paragraph.text for paragraph in plan.paragraphs]
    assert lines.count(sample.PARK) == 2
    assert journey.programme.about.applicant not in lines
    summary = docx.Document(str(folder / f"{sample.PARK}节水工程一览表.docx"))
    foot = "".join(squeezed(paragraph.text) for paragraph in summary.paragraphs)
    for told in (f"申报单位（盖章）：{sample.PARK}", "填报人：闻笛", "联系电话：0999-6200077"):
        assert told in foot
    words = asked_for(journey.programme, "summary")
    assert words.path("申报单位(盖章)：") == "basic/park"
    assert (words.path("填报人"), words.path("填表人")) == ("basic/clerk", "basic/clerk")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("projects.toml", 'city = "basic/park"\n', "", "请写成占位符"),
        ("programme.toml", '"省级以上产业园区管理委员会"', '"{basic.parks}"', "{basic.parks}"),
        ("plan.toml", 'id = "holder"\nlabel', 'id = "owner"\nlabel', "汇总表没有列「owner」"),
    ],
)
def test_lint_tells_who_has_no_name_and_what_cannot_be_printed(
    file: str, old: str, new: str, said: str
):
    files = dict(pack_files(PACK))
    files[file] = files[file].replace(old, new, 1)
    assert [one for one in lint_pack(files) if said in one.message]


def test_a_file_for_each_work_has_its_own_money_and_titles(journey: Journey):
    name = sample.clean_park().table[1]["name"]
    document = docx.Document(str(journey.bundle.folder / "一项一档" / f"{name}档案.docx"))
    cells = {
        squeezed(cell.text) for table in document.tables for row in table.rows for cell in row.cells
    }
    assert {"省级节水标杆企业", "园区节水先进企业", "增产节水奖励", "节水量奖励"} <= cells
    assert squeezed(name) in cells
    told = "".join(paragraph.text for paragraph in document.paragraphs)
    assert "增长34%" in told


def test_the_summary_is_in_the_units_of_the_form(journey: Journey):
    path = journey.bundle.folder / f"{sample.PARK}节水工程一览表.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    texts = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "单位：元" in texts
    total = sum(int(one["cost"]) for one in sample.clean_park().table)
    assert total in texts


def test_counters_stand_in_the_headings_as_money_does(journey: Journey):
    summary = docx.Document(str(journey.bundle.folder / f"{sample.PARK}节水工程一览表.docx"))
    heads = {squeezed(cell.text) for row in summary.tables[0].rows[:2] for cell in row.cells}
    assert {"年节水量（吨）", "从业人员（人）", "工程投资"} <= heads
    name = journey.draft.rows("works")[0].cells["work"]
    paper = docx.Document(str(journey.bundle.folder / "一项一档" / f"{name}档案.docx"))
    cells = {squeezed(cell.text) for row in paper.tables[0].rows for cell in row.cells}
    assert "从业人员（人）" in cells


def test_a_broken_name_in_the_finished_plan_is_told(journey: Journey, tmp_path: Path):
    folder = Path(shutil.copytree(journey.bundle.folder, tmp_path / "材料"))
    path = folder / f"{sample.PARK}节水提效行动工作方案.docx"
    document = docx.Document(str(path))
    name = sample.clean_park().table[1]["name"]
    cell = next(
        cell for table in document.tables for row in table.rows for cell in row.cells
        if squeezed(cell.text) == squeezed(name)
    )  # fmt: skip
    cell.paragraphs[0].runs[0].text = name.replace("供水", "给水")
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    document.save(str(path))
    verified = verify_bundle(folder, load_programme)
    assert not verified.identical
    assert verified.changed == (path.name,)
    assert any(name in one.message and "给水" in one.message for one in verified.findings)
    summary = folder / f"{sample.PARK}节水工程一览表.xlsx"
    assert not verify_files(journey.programme, path, summary).identical


def outcomes(found: dict[str, RowRewards], name: str) -> dict[str, Decimal | None]:
    return {one.reward: one.paid for one in found[name].outcomes}


def test_the_money_comes_out_as_worked_out_by_hand(journey: Journey):
    """Levels by growth, per thousand tons from five, one-offs, 就高, three payers; 元 in, 元 out."""
    found = computed(journey.programme, journey.draft).shown
    by_work = {one.row.cells["work"]: one for one in found.rows["works"]}
    for one in sample.clean_park().table:
        assert by_work[one["name"]].paid == sample.reward(one)
    paid = [one.paid for one in found.rows["honours"]]
    assert paid == [200000, 80000, 30000, 0]
    applied = Decimal(journey.draft.value("money/applied"))
    assert found.total.amount == applied


def test_the_money_is_told_in_the_words_and_the_unit_of_the_pack(journey: Journey):
    found = computed(journey.programme, journey.draft).shown
    told = [step.text for row in found.all_rows() for one in row.told for step in one.steps]
    assert not [text for text in told if "万元" in text or "其中" in text]
    assert any(text.startswith("工程投资 = 设备费 ") and text.endswith(" 元") for text in told)
    few = next(
        one
        for row in found.rows["works"]
        for one in row.told
        if one.reward == "water" and not one.paid
    )
    assert (few.told, few.state) == ("不予奖励", RewardState.PAID)
    sheet = compose_rewards(journey.programme, journey.draft, found)
    assert sheet.title == f"{sample.PARK}节水提效奖励测算表"
    tables = [one for section in sheet.sections for one in section.blocks if isinstance(one, Table)]
    assert {one.unit for one in tables} == {"单位：元"}
    heads = {column.title for one in tables for column in one.columns}
    assert {"片区", "用水单位"} <= heads and not {"县区", "企业"} & heads
    assert {"按片区合计", "享受多项奖补的用水单位"} <= {one.caption for one in tables}
    assert [name for name in journey.bundle.files if name.endswith(f"{sheet.title}.pdf")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "元"', 'unit = "吨"', "不是金额单位"),
        ('title = "{basic.park}节', 'title = "{basic.parks}节', "{basic.parks}"),
    ],
)
def test_lint_tells_a_unit_that_is_no_money_and_a_title_without_its_field(
    old: str, new: str, said: str
):
    files = dict(pack_files(PACK))
    files["rewards.toml"] = files["rewards.toml"].replace(old, new, 1)
    assert [one for one in lint_pack(files) if said in one.message]


def test_another_reading_gives_other_money(journey: Journey):
    """「增长」 over three years' mean: more for all who do not stand in the highest level."""
    now = computed(journey.programme, journey.draft, ["readings/growth=mean"])
    assert now.shown.total.amount > now.rewards.total.amount


def test_a_firm_of_the_list_gets_nothing(journey: Journey):
    name = journey.draft.rows("works")[1].cells["work"]
    told = computed(journey.programme, journey.draft, [f"works/2/holder={sample.LISTED}"])
    row = next(one for one in told.shown.rows["works"] if one.row.cells["work"] == name)
    assert row.paid == 0
    assert told.rewards.rows["works"][1].paid > 0


def test_a_quarter_is_reported(journey: Journey, tmp_path: Path):
    report, period = chosen(journey.programme, journey.draft, date(2027, 4, 2), "2027-Q1")
    made = write_period(
        journey.programme, journey.draft, report, period, tmp_path, date(2027, 4, 2)
    )
    document = docx.Document(str(next(one for one in made.files if one.suffix == ".docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("季度进展" in one for one in texts)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    finished = [one for one in sample.clean_park().table if one["done"] <= (2027, 3)]
    saved = next(row for row in cells if any("完工工程年节水量" in text for text in row))
    assert str(sum(one["saved"] for one in finished)) in saved
    assert made.lacking == ("本季度进展",)


def test_the_mail_is_ready_under_its_fixed_subject(journey: Journey):
    folder = journey.bundle.folder / "电子材料"
    subject = (folder / "邮件标题.txt").read_text("utf-8").strip()
    assert subject == f"2026节水提效-{sample.PARK}"
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".txt"}
    assert "0999-6200077" in (folder / "邮件正文.txt").read_text("utf-8")
    assert len([path for path in folder.iterdir() if path.name.endswith("档案.docx")]) == 24


def test_the_set_on_paper_holds_the_files_of_all_works_and_tells_originals(journey: Journey):
    prints = [name for name in journey.bundle.files if name.startswith("打印/")]
    assert prints == ["打印/纸质材料（正本1份、副本4份，按套）.pdf"]
    handed = docx.Document(str(journey.bundle.folder / "内部/申报材料移交清单.docx"))
    told = {row.cells[1].text: row.cells[2].text for row in handed.tables[0].rows}
    assert told["工作方案（格式一）"] == told["工程一览表（格式二）"] == "正本1、副本4"
    assert told["节水工程档案（共24份，合订）"] == "1"


def test_undoing_what_was_mended_brings_its_finding_back(journey: Journey):
    wrong = assignments(journey.programme, journey.draft, ["works/3/cost=299999"])
    assert isinstance(wrong, Together)
    found = audit(journey.programme, wrong.apply(journey.draft)).findings
    assert {"PX-1", "PX-T5"} <= {one.code for one in found}


def test_the_issuers_blank_plan_is_filled_with_the_table_that_follows_from_the_text(
    journey: Journey, tmp_path: Path
):
    blank = tmp_path / "空白格式一.docx"
    paper = docx.Document()
    for n, chapter in enumerate(journey.programme.plan.chapter):
        paper.add_heading(f"{'一二三四五六七'[n]}、{chapter.title}", 1)
        paper.add_paragraph("（不超过500字）")
    paper.save(str(blank))
    own = propose(journey.programme, blank, read=read_here).form
    content = fill_form(journey.programme, journey.draft, own, blank.read_bytes())
    filled = tmp_path / "填好.docx"
    filled.write_bytes(content.content)
    texts = paragraphs_of(blank.read_bytes())
    proof = prove_own(
        journey.programme, journey.draft, own, read_here(blank), read_here(filled), texts
    )
    assert proof.differences == ()
    tables = [
        [c.text for c in row.cells] for t in docx.Document(str(filled)).tables for row in t.rows
    ]
    gathered = next(one for one in journey.programme.plan.table if one.gathered is not None)
    tasks = Subject(journey.programme, journey.draft).printed_rows(gathered)
    assert tasks
    for row in tasks:
        assert [one for one in tables if row.cells[gathered.gathered.task] in one]


def test_a_draft_that_is_sent_away_names_neither_the_applicant_nor_its_counties(journey: Journey):
    made = redacted(journey.programme, journey.draft).draft
    form = journey.programme.summary
    park = journey.draft.value(form.city)
    assert park
    assert park not in "\n".join(made.values.values())
    before = [row.cells.get(form.county, "") for row in journey.draft.rows(form.table.id)]
    after = [row.cells.get(form.county, "") for row in made.rows(form.table.id)]
    assert len(set(after)) == len(set(before)) > 1
    assert Counter(before).most_common()[0][1] == Counter(after).most_common()[0][1]
    assert all(one != other for one, other in zip(before, after, strict=True) if one)
