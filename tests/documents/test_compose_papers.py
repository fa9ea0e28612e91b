"""The papers beside plan and summary as trees: letters, brief, handover, explanations, guide."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.draft import Explanation
from desktop_app.core.findings import Audit, Finding, Place, Severity
from desktop_app.core.pack_about import Deliverable, Letter, Post
from desktop_app.core.pack_rules import Reading, Rule
from desktop_app.documents.compose_brief import compose_brief
from desktop_app.documents.compose_explanations import compose_explanations
from desktop_app.documents.compose_handover import Handed, compose_handover
from desktop_app.documents.compose_letters import compose_letter
from desktop_app.documents.compose_seal_guide import (
    ToSeal,
    compose_seal_guide,
    figure_key,
    seam_groups,
)
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.seals import Ring
from desktop_app.documents.tree import Figure, FormFoot, Heading, SignatureBlock, Table, blocks
from tests.builders import a_draft, a_programme, a_project

POST = Post(recipient="省练习厅", address="省城练习街1号")


def text_of(block):
    return "".join(run.text for run in block.runs)


def told(document):
    """All that stands in a document, line by line: paragraphs, headings, cells."""
    lines = []
    for block in blocks(document):
        if isinstance(block, Table):
            lines += [cell for row in block.rows for cell in row]
        elif isinstance(block, Heading):
            lines.append(block.text)
        elif hasattr(block, "runs"):
            lines.append(text_of(block))
    return lines


def tables(document):
    return [block for block in blocks(document) if isinstance(block, Table)]


def a_finding(code="C9", explanation="已核实", row="k1", severity=Severity.EXPLAIN, **replaced):
    finding = Finding(
        code,
        severity,
        "总投资(19.8)低于软件(20);请核实后改成一致,或说明理由",
        (Place(f"projects/{row}/investment", "附件3 第1行"),),
        clause="四、（二）",
        quote="投资应当真实",
        key=f"{code}@{row}",
        explanation=explanation,
    )
    return replace(finding, **replaced)


def posted(**replaced):
    about = msgspec.structs.replace(a_programme().about, post=POST, **replaced)
    return a_programme(about=about)


# --- letters ---------------------------------------------------------------------------------


def test_a_letter_that_goes_alone_has_title_text_signature_and_mark():
    letter = Letter(
        id="cover", title="关于申报的函", text="省练习厅：\n现报送{basic.city}材料。", signed="{basic.city}政府"
    )  # fmt: skip
    document = compose_letter(a_programme(), a_draft(), letter, standing="定稿")
    assert document.title == "关于申报的函"
    assert document.sections[0].numbered
    assert "现报送某某市材料。" in told(document)
    (signature,) = [one for one in blocks(document) if isinstance(one, SignatureBlock)]
    assert (signature.name, signature.sealed) == ("某某市政府", True)
    assert "数据版本 1" in document.mark
    assert "定稿" in document.mark


def test_a_label_is_a_frame_to_cut_out_with_neither_number_nor_mark():
    letter = Letter(
        id="label", title="邮寄标签", text="省练习厅\n\n  {basic.city}申报材料  \n", layout="label"
    )
    document = compose_letter(a_programme(), a_draft(), letter)
    framed = [b for b in blocks(document) if getattr(b, "style", "") == "label"]
    assert [text_of(one) for one in framed] == ["省练习厅", "某某市申报材料"]
    assert not document.sections[0].numbered
    assert document.mark == ""
    assert any("剪下" in line for line in told(document))


# --- 移交清单 ----------------------------------------------------------------------------------


def test_the_handover_list_has_a_line_for_each_paper_and_room_to_sign():
    handed = [
        Handed("实施方案（附件2）", 3, 20, True, "四、（一）"),
        Handed("邮寄标签", 1, 0, False),
    ]
    document = compose_handover(posted(), a_draft(), handed)
    (table,) = tables(document)
    assert table.rows == (
        ("1", "实施方案（附件2）", "3", "20", "已盖章□", "四、（一）", "□", "□"),
        ("2", "邮寄标签", "1", "—", "—", "—", "□", "□"),
    )
    lines = told(document)
    assert "接收单位：省练习厅" in lines
    assert "邮寄地址：省城练习街1号" in lines
    assert "移交单位：某某市人民政府" in lines
    feet = [block for block in blocks(document) if isinstance(block, FormFoot)]
    assert [[label for label, _ in foot.entries] for foot in feet] == [
        ["移交人", "移交日期", "快递单号"],
        ["接收人", "接收日期"],
    ]


def test_without_an_address_nothing_is_made_up():
    lines = told(compose_handover(a_programme(), a_draft(), []))
    assert not [line for line in lines if line.startswith(("接收单位", "邮寄地址"))]


# --- 送审单 ------------------------------------------------------------------------------------


def brief(projects, findings=(), programme=None, **limits):
    draft = a_draft([a_project(n, **cells) for n, cells in enumerate(projects)])
    return compose_brief(programme or posted(), draft, Audit(tuple(findings)), **limits)


def test_the_brief_says_what_goes_where_by_when_and_how_much():
    about = posted().about
    sent = (
        Deliverable(id="plan", title="实施方案", form="plan", formats=("docx",), copies=3),
        Deliverable(id="summary", title="汇总表", form="summary", formats=("xlsx",), copies=2),
    )
    programme = a_programme(about=msgspec.structs.replace(about, deliverable=sent))
    lines = told(brief([{}, {"investment": "19.5"}], programme=programme))
    for line in (
        "《关于练习的通知》（省练习厅）", "实施方案3份、汇总表2份", "省练习厅，省城练习街1号",
        "2024年11月20日", "2个", "140万元",
    ):  # fmt: skip
        assert line in lines, (line, lines)


def test_fields_that_the_pack_marks_are_told_and_blank_ones_said_to_be_blank():
    section, *_ = a_programme().plan.section
    fields = tuple(
        msgspec.structs.replace(one, brief=one.id in ("city", "bureau")) for one in section.field
    )
    plan = msgspec.structs.replace(
        a_programme().plan, section=(msgspec.structs.replace(section, field=fields),)
    )
    lines = told(brief([{}], programme=a_programme(plan=plan)))
    assert lines[lines.index("申报城市") + 1] == "某某市"
    assert lines[lines.index("填报单位") + 1] == "（未填写）"
    assert "填报人" not in lines


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(1, 12))
def test_groups_add_up_whatever_is_left_out(counties, most):
    projects = [{"county": f"{n}县", "industry": "", "investment": "1.1"} for n in counties]
    document = brief(projects, most_groups=most)
    table = next(
        t for t in tables(document) if t.columns[0].title == "县（市、区）" or len(t.columns) == 6
    )
    rows = [row for row in table.rows if row[0]]
    assert len(rows) <= most
    assert sum(int(row[1]) for row in rows) == len(counties)
    money = sum(Decimal(row[2].removesuffix("万元")) for row in rows)
    assert money == Decimal("1.1") * len(counties)
    named = len(set(counties))
    if named > most:
        assert rows[-1][0] == f"其余{named - most + 1}个"


def test_findings_are_counted_and_the_explained_ones_told():
    findings = [
        a_finding(row="k1"),
        a_finding(row="k2", explanation=None),
        a_finding("W1", severity=Severity.HINT),
    ]
    lines = told(brief([{}], findings))
    (state,) = [line for line in lines if line.startswith("核对结果")]
    assert "须说明的2项" in state
    assert "1项尚未说明" in state
    assert "C9（附件3 第1行）总投资（19.8）低于软件（20）。说明：已核实" in lines
    short = told(brief([{}], findings, most_explained=1))
    assert "其余1项见《核对情况说明》。" in short


# --- 核对情况说明 -------------------------------------------------------------------------------


def test_every_explained_finding_stands_with_its_clause_and_who_explained_it():
    findings = [
        a_finding(row="k1"), a_finding(row="k2", explanation=None), a_finding("C7", row="k1"),
        a_finding("C1", severity=Severity.MUST), a_finding("W1", severity=Severity.HINT),
    ]  # fmt: skip
    signed = {"C9@k1": Explanation("已核实", "x", "赵六", "2024-11-12T09:30:00")}
    draft = replace(a_draft(), explanations=signed)
    lines = told(compose_explanations(a_programme(), draft, findings))
    assert "有3处须作说明" in lines[1]
    assert lines[2:] == [
        "C9（C9）",
        "依据：通知四、（二）：“投资应当真实”。",
        "情况：总投资（19.8）低于软件（20）（附件3 第1行）。",
        "说明：已核实（赵六，2024年11月12日）",
        "情况：总投资（19.8）低于软件（20）（附件3 第1行）。",
        "说明：（尚未说明）",
        "C7（C7）",
        "依据：通知四、（二）：“投资应当真实”。",
        "情况：总投资（19.8）低于软件（20）（附件3 第1行）。",
        "说明：已核实",
    ]


@pytest.mark.parametrize(
    ("message", "printed"),
    [
        ("名称「甲;请乙」有误;请改正", "名称「甲;请乙」有误"),
        ("名称不得是「甲;请乙」", "名称不得是「甲;请乙」"),
        ("没有下文", "没有下文"),
        (";请改正", "；请改正"),
    ],
)
def test_what_a_finding_asks_for_is_not_signed_but_what_was_typed_is(message, printed):
    lines = told(compose_explanations(a_programme(), a_draft(), [a_finding(message=message)]))
    assert f"情况：{printed}（附件3 第1行）。" in lines


def test_nothing_to_explain_is_said():
    document = compose_explanations(a_programme(), a_draft(), [])
    assert "没有须作说明的情况" in told(document)[1]
    (signature,) = [one for one in blocks(document) if isinstance(one, SignatureBlock)]
    assert not signature.sealed
    assert signature.date == "2024年11月18日"


def a_split_clause(**chosen):
    """A programme with a clause that is read in two ways, and a draft that holds by one of them."""
    rule = Rule(
        code="C1", title="项目数量", severity=Severity.EXPLAIN, clause="三、(一)",
        quote="不少于100个或60%", say="项目太少", ask="请问怎样理解?",
        reading=(
            Reading(id="any", title="满足其一即可", require="facts.count.projects >= 1"),
            Reading(id="both", title="两项都要满足", require="facts.count.projects >= 100"),
        ),
    )  # fmt: skip
    draft = a_draft([a_project(1)])
    values = {**draft.values, **{f"{key}/C1": text for key, text in chosen.items()}}
    return a_programme(rules=(rule,)), replace(draft, values=MappingProxyType(values))


def test_both_readings_of_a_clause_are_printed_with_the_choice_and_who_made_it():
    programme, draft = a_split_clause(
        readings="any", readings_by="王工", readings_on="2024-11-12T09:30:00"
    )
    lines = told(compose_explanations(programme, draft, []))
    assert lines[2:] == [
        "对通知条款的理解",
        "通知三、（一）：“不少于100个或60%”（C1）。可作如下理解：",
        "按“满足其一即可”理解：符合。",
        "按“两项都要满足”理解：不符合。",
        "采用的理解：满足其一即可（王工，2024年11月12日）",
    ]


def test_a_clause_whose_reading_was_not_chosen_says_so():
    assert "采用的理解：（尚未选择）" in told(compose_explanations(*a_split_clause(), []))


# --- 盖章导航单 --------------------------------------------------------------------------------


@given(st.integers(0, 500))
def test_seam_groups_cover_every_sheet_and_hold_on_to_one_another(sheets):
    groups = seam_groups(sheets)
    if sheets < 2:
        assert groups == []
        return
    assert groups[0][0] == 1
    assert groups[-1][1] == sheets
    assert all(1 < last - first + 1 <= 20 for first, last in groups)
    assert all(one[1] == other[0] for one, other in pairwise(groups))


def a_ring(page, *warnings):
    return Ring(page, (595.28, 841.89), 400.0, 300.0, "某某市人民政府", warnings)


GUIDED = [
    ToSeal("实施方案", 3, 45, (a_ring(44), a_ring(45)), "加盖公章", seam=True),
    ToSeal("汇总表", 1, 1, (a_ring(1, "印章会盖出纸边；请把印章移向纸内。"),)),
]


def test_the_seal_guide_lists_every_place_with_boxes_for_each_copy():
    places, seams = tables(compose_seal_guide(a_programme(), a_draft(), GUIDED))
    assert places.rows == (
        ("1", "实施方案", "第44页", "第22张背面", "某某市人民政府", "加盖公章", "1□　2□　3□"),
        ("2", "实施方案", "第45页", "第23张正面", "某某市人民政府", "加盖公章", "1□　2□　3□"),
        ("3", "汇总表", "第1页", "第1张正面", "某某市人民政府", "盖章", "1□"),
    )
    assert seams.rows == (("实施方案", "23", "1—20张、20—23张", "是", "1□　2□　3□"),)


def test_printed_on_one_side_every_page_is_a_sheet():
    places, seams = tables(compose_seal_guide(a_programme(), a_draft(), GUIDED, duplex=False))
    assert [row[3] for row in places.rows] == ["第44张", "第45张", "第1张"]
    assert seams.rows[0][1:3] == ("45", "1—20张、20—39张、39—45张")


def test_a_sealed_paper_without_a_place_is_told_first():
    lines = told(
        compose_seal_guide(a_programme(), a_draft(), [*GUIDED[:1], ToSeal("承诺书", 1, 2, ())])
    )
    assert [line for line in lines if "《承诺书》" in line and "没有找到" in line]
    assert not [line for line in lines if "已经核对" in line]


def test_every_place_has_an_excerpt_with_its_measures_and_its_warning():
    document = compose_seal_guide(a_programme(), a_draft(), GUIDED)
    keys = [one.key for one in blocks(document) if isinstance(one, Figure)]
    assert keys == [figure_key(0, 0), figure_key(0, 1), figure_key(1, 0)]
    lines = told(document)
    assert "《汇总表》第1页：印章会盖出纸边；请把印章移向纸内。" in lines
    assert any("红圈直径42毫米" in line for line in lines)
    measures = [line for line in lines if "圆心距" in line]
    assert len(measures) == 3
    assert all("圆心距左边141毫米、下边106毫米" in line for line in measures)
    clean = told(compose_seal_guide(a_programme(), a_draft(), GUIDED[:1]))
    assert any("盖章位置已经核对" in line for line in clean)


def test_one_sheet_alone_needs_no_seal_over_edges():
    document = compose_seal_guide(a_programme(), a_draft(), GUIDED[1:])
    assert len(tables(document)) == 1
    assert not any("骑缝" in line for line in told(document))


# --- punctuation -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("总投资(19.8)低于软件,请改;好吗?", "总投资（19.8）低于软件，请改；好吗？"),
        ("名称「甲,乙(一期)」与附件3不同:见第1行", "名称「甲,乙(一期)」与附件3不同：见第1行"),
        ("a,b (c) 1,200.5 12:30", "a,b (c) 1,200.5 12:30"),
        ("已上线系统(ERP),请核对(见附件3)", "已上线系统（ERP），请核对（见附件3）"),
        ("对吗?!「甲」", "对吗？！「甲」"),
        ("", ""),
    ],
)
def test_sentences_of_the_screen_are_printed_with_full_width_signs(sentence, printed):
    assert full_width(sentence) == printed


@given(st.text(alphabet="甲乙,;:!?()「」a1 "))
def test_full_width_changes_signs_only_and_nothing_that_is_quoted(sentence):
    once = full_width(sentence)
    half = str.maketrans("，；：！？（）", ",;:!?()")
    assert once.translate(half) == sentence
    assert re.findall("「[^」]*」", once) == re.findall("「[^」]*」", sentence)


def test_the_deadline_is_a_day_of_the_calendar():
    lines = told(brief([{}], programme=posted(deadline=date(2025, 1, 3))))
    assert "2025年1月3日" in lines
