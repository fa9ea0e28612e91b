"""奖补资金测算表 in Word, PDF and Excel: totals, payers, steps and notes, every page marked."""

import json
from decimal import Decimal

import pytest

from desktop_app.core.facts import Subject
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.papers import PaperView
from desktop_app.documents.compose_paper import compose_paper, marks_of
from desktop_app.documents.compose_rewards import compose_rewards
from desktop_app.documents.tree import Paragraph, Table
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.reward_paper import write_rewards
from desktop_app.jobs.reward_work import computed, filled_in
from tests.read_back import pdf_pages, sheet_rows, squeezed, word_tables
from tests.reward_pack import REWARD_FILES, a_reward_draft, a_reward_programme

PROGRAMME = a_reward_programme()
FIRMS = [
    {"name": "甲厂", "enterprise": "甲公司", "county": "东港区", "level": "三级", "software": "40",
     "robots": "12"},
    {"name": "乙厂", "enterprise": "乙公司", "county": "西山县", "level": "二级", "software": "33.33"},
    {"name": "丙厂", "enterprise": "丙公司", "software": "40"},
]  # fmt: skip
CLAIMS = [
    {"enterprise": "甲公司", "kind": "新接入", "count": "3"},
    {"enterprise": "丁公司", "kind": "按投入补助", "level": "二级", "investment": "800000"},
]
DRAFT = a_reward_draft(FIRMS, CLAIMS, basic_province_share="50", basic_city="某市")


def document(draft=DRAFT, **wishes):
    return compose_rewards(PROGRAMME, draft, Subject(PROGRAMME, draft).rewards, **wishes)


def tables(draft=DRAFT):
    (section,) = document(draft).sections
    assert section.landscape
    return {one.caption: one for one in section.blocks if isinstance(one, Table)}


def notes(made):
    (section,) = made.sections
    found = [one for one in section.blocks if isinstance(one, Paragraph) and one.style == "note"]
    return ["".join(run.text for run in one.runs) for one in found]


def test_totals_are_by_reward_county_firm_and_payer():
    found = tables()
    assert found["按奖补事项合计"].rows == (
        ("1", "数字化改造补贴", "四", "2", "43.331"),
        ("2", "按投入补助", "五", "1", "16"),
        ("3", "新接入平台", "七", "1", "12"),
    )
    assert found["按奖补事项合计"].total[-1] == "71.331"
    assert [row[1:] for row in found["按县区合计"].rows] == [
        ("东港区", "1", "20"), ("西山县", "1", "23.331"), ("未填", "2", "28"),
    ]  # fmt: skip
    assert [row[1:] for row in found["享受多项奖补的实施企业"].rows] == [("甲公司", "2", "32")]
    assert [row[1:] for row in found["资金分担"].rows] == [
        ("省级", "十一", "50%", "35.6655"),
        ("市级", "", "30%", "21.3993"),
        ("县级", "", "20%", "14.2662"),
    ]


def test_every_reward_of_a_row_stands_with_its_steps_and_what_lacks():
    first, _, third, *_ = tables()["测算明细"].rows
    assert first[1:4] == ("第1行", "甲公司", "数字化改造补贴")
    assert "①改造投入 = 软件 40 万元（服务未填，按 0 计）；机器人 12 万元不计入" in first[4]
    assert "②三级：40 × 50% = 20 万元，不超过 150 万元" in first[4]
    assert first[-2:] == ("给予", "20")
    assert third[-2:] == ("缺数据", "")


def test_the_notes_tell_what_everybody_should_know():
    told = "\n".join(notes(document()))
    assert "投入低于 70 万元时，二级的金额高于三级" in told
    assert "本表按「按企业自己的等级(尚未选定)」测算" in told
    lacking = a_reward_draft(FIRMS)
    assert "省级分担比例未填，无法分摊。" in "\n".join(notes(document(lacking)))
    assert "资金分担" not in tables(lacking)


def test_a_supposed_computation_says_so_on_every_page():
    made = document(supposed=("附件3 第1行 改造后水平为二级",))
    assert made.watermark == "假设测算"
    assert "假设「附件3 第1行 改造后水平为二级」的测算" in "\n".join(notes(made))


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_all_three_writers_say_the_same(tmp_path, kind):
    out = tmp_path / f"测算.{kind}"
    write_rewards(PROGRAMME, DRAFT, Subject(PROGRAMME, DRAFT).rewards, out)
    if kind == "docx":
        told = "".join(cell for table in word_tables(out) for row in table for cell in row)
    elif kind == "xlsx":
        told = "".join(str(cell) for row in sheet_rows(out) for cell in row)
    else:
        pages = pdf_pages(out)
        told = "".join(pages)
        assert all(DRAFT.check_code() in page for page in pages)
    told = squeezed(told)
    assert "三级：40×50%=20万元，不超过150万元" in told
    assert "43.331" in told
    assert "35.6655" in told


def test_it_goes_into_the_bundle_where_the_programme_has_rewards(tmp_path):
    said = []
    made = build_bundle(
        PROGRAMME, DRAFT, tmp_path, preview=True, report=lambda *told: said.append(told)
    )
    names = {f"内部/奖补资金测算表.{kind}" for kind in ("docx", "pdf", "xlsx")}
    assert names <= set(made.files)
    manifest = json.loads((made.folder / "manifest.json").read_text("utf-8"))
    assert names <= {one["file"] for one in manifest["files"]}
    assert {steps for _, steps, _ in said} == {len(said)}


PAPER = """
[[paper]]
id = "file"
title = "{row.name}一企一档"
each = "projects"
folder = "一企一档"
[[paper.part]]
id = "money"
title = "奖补测算"
rewards = true
"""


def test_a_paper_about_a_row_may_hold_its_computation():
    programme = a_reward_programme(papers=PAPER)
    subject = Subject(programme, DRAFT)
    view = PaperView(subject, programme.papers[0])
    first, _, third = DRAFT.rows("projects")
    (section,) = compose_paper(view, marks_of(subject), first).sections
    (table,) = [one for one in section.blocks if isinstance(one, Table)]
    assert table.rows[0][1] == "数字化改造补贴"
    assert table.total[-1] == "20"
    (section,) = compose_paper(view, marks_of(subject), third).sections
    (table,) = [one for one in section.blocks if isinstance(one, Table)]
    assert table.rows[0][-2:] == ("缺数据", "")


def test_only_a_paper_about_rewarded_rows_may_hold_a_computation():
    other = PAPER.replace('each = "projects"', 'each = "tasks"').replace("{row.name}", "{row.task}")
    for papers, is_sound in ((PAPER, True), (other, False)):
        found = lint_pack(REWARD_FILES | {"papers.toml": papers})
        assert any("没有奖补" in one.message for one in found) is not is_sound


def test_supposed_values_are_computed_beside_those_of_the_draft():
    found = computed(PROGRAMME, DRAFT, ["projects/3/level=二级"])
    assert found.shown.total.amount - found.rewards.total.amount == 28
    assert computed(PROGRAMME, DRAFT).supposed is None


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (["projects/3/level=二级"], ("附件3 第3行 改造后水平为二级",)),
        (["projects/p3/software="], ("附件3 第3行 软件为空",)),
        (["projects/3="], ("删去附件3 第3行",)),
        (["projects/3/software=40"], ("草稿现有的内容",)),
        (["readings/change=best_level"], ("数字化改造补贴 的理解方式为就高,可按较低等级的比例",)),
    ],
)
def test_what_was_supposed_is_told_in_the_readers_words(pairs, told):
    assert computed(PROGRAMME, DRAFT, pairs).told == told


def test_filling_in_leaves_rows_that_lack_an_input():
    change = filled_in(PROGRAMME, Subject(PROGRAMME, DRAFT).rewards.all_rows())
    after = change.apply(DRAFT)
    assert [row.cells.get("subsidy") for row in after.rows("projects")] == ["20", "23.331", None]
    assert after.rows("claims")[1].cells["asked"] == "160000"
    assert filled_in(PROGRAMME, Subject(PROGRAMME, after).rewards.all_rows()) is None
    assert Subject(PROGRAMME, after).rewards.total.amount == Decimal("71.331")
