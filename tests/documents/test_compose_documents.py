"""Plan, summary and proof as trees: what stands in them, in which order, to the letter."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from desktop_app.core.pack_about import Letter
from desktop_app.core.prose import Places, Terms, statements
from desktop_app.core.stated import scope_words
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_proof import Count, Proof, ProvenFile, compose_proof
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.compose_text import letter_blocks
from desktop_app.documents.signature import foot_text
from desktop_app.documents.tree import (
    Contents,
    FormFoot,
    Heading,
    Paragraph,
    SignatureBlock,
    Spacer,
    Table,
    blocks,
)
from tests.builders import INDUSTRIES, a_draft, a_plan_form, a_programme, a_project, a_summary_form


def text_of(block):
    return "".join(run.text for run in block.runs)


def plan_blocks(draft, programme=None):
    return blocks(compose_plan(programme or a_programme(), draft))


def project_tables(found):
    return [
        block for block in found if isinstance(block, Table) and block.caption.endswith("项目清单")
    ]


def summary_table(draft, programme=None):
    found = blocks(compose_summary(programme or a_programme(), draft))
    return next(block for block in found if isinstance(block, Table))


def chapter(text):
    found = plan_blocks(a_draft(values={"chapters/goals": text}))
    start = next(n for n, block in enumerate(found) if isinstance(block, Heading))
    rest = list(found[start + 1 :])
    end = next(n for n, b in enumerate(rest) if isinstance(b, Heading) and b.level == 1)
    return [
        (block.level, block.number, block.text, *([block.run_in] if block.run_in else []))
        if isinstance(block, Heading)
        else text_of(block)
        for block in rest[:end]
    ]


def test_the_cover_bears_attachment_mark_title_applicant_and_date():
    cover = compose_plan(a_programme(), a_draft()).sections[0]
    assert not cover.numbered
    assert [text_of(block) for block in cover.blocks if isinstance(block, Paragraph)] == [
        "附件2", "2024年某某市练习实施方案", "某某市人民政府", "2024年11月18日",
    ]  # fmt: skip


def test_a_form_that_is_no_attachment_has_no_mark_at_its_head():
    programme = a_programme()
    own = structs.replace(
        programme,
        plan=structs.replace(programme.plan, marked=False),
        summary=structs.replace(programme.summary, marked=False),
    )
    for compose in (compose_plan, compose_summary):
        styles = [
            [
                block.style
                for block in blocks(compose(one, a_draft()))
                if isinstance(block, Paragraph)
            ]
            for one in (programme, own)
        ]
        assert "attachment" in styles[0]
        assert "attachment" not in styles[1]


def test_a_blank_placeholder_is_seen_on_paper():
    plan = compose_plan(a_programme(), a_draft(values={"basic/city": ""}))
    assert plan.title == "2024年××练习实施方案"


@pytest.mark.parametrize(
    ("city", "body", "written"),
    [
        ("抚顺市", "市人民政府", "抚顺市人民政府"),
        ("新区", "新区管委会", "新区管委会"),
        ("", "市人民政府", "市人民政府"),
    ],
)
def test_city_and_body_make_one_name(city, body, written):
    about = msgspec.structs.replace(a_programme().about, applicant=body)
    plan = compose_plan(a_programme(about=about), a_draft(values={"basic/city": city}))
    assert plan.author == written


def test_contents_stand_between_cover_and_text():
    sections = compose_plan(a_programme(), a_draft()).sections
    assert [type(block) for block in sections[1].blocks] == [Contents]


def test_chapters_stand_in_the_packs_order_and_an_empty_optional_one_is_left_out():
    headings = [b for b in plan_blocks(a_draft()) if isinstance(b, Heading)]
    assert [heading.number + heading.text for heading in headings] == [
        "一、工作目标", "二、资金使用方向", "三、保障措施",
    ]  # fmt: skip


def test_typed_numbers_become_headings_and_are_taken_off():
    typed = "（一）总体目标\n\n(二) 分年目标\n1.第一年\n2、第二年\n（1）上半年\n(2)下半年\n正文"
    assert chapter(typed) == [
        (2, "（一）", "总体目标"), (2, "（二）", "分年目标"), (3, "1.", "第一年"),
        (3, "2.", "第二年"), (4, "（1）", "上半年"), (4, "（2）", "下半年"), "正文",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["1.5亿元用于改造。", "2024年开工", "(试行)说明", "1.", "（一）"])
def test_what_only_begins_like_a_number_stays_text(line):
    assert chapter(line) == [line]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("（一）加强领导。成立专班。定期调度。", (2, "（一）", "加强领导", "。成立专班。定期调度。")),
        ("(1)诊断：逐户上门", (4, "（1）", "诊断", "：逐户上门")),
        ("1.完成改造100家。", (3, "1.", "完成改造100家", "。")),
        ("1.培训", (3, "1.", "培训")),
    ],
)  # fmt: skip
def test_text_typed_on_behind_a_heading_runs_on_in_its_line(typed, heading):
    assert chapter(typed) == [heading]


def test_a_numbered_sentence_too_long_for_a_heading_is_text_with_a_number():
    sentence = "建立由市政府主要负责同志任组长、各有关部门负责同志任成员的领导小组，定期调度。"
    assert chapter(f"1.{sentence}") == [(3, "1.", "", sentence)]


@given(st.text("甲乙丙，。：；1. ", min_size=1, max_size=80).map(str.strip).filter(bool))
def test_no_letter_behind_a_typed_number_is_lost(typed):
    ((_, _, *parts),) = chapter(f"（一）{typed}")
    assert "".join(parts) == typed


def with_a_full_list(**replaced):
    """The programme whose plan lists of a project what the summary tells of it."""
    plan, summary = a_plan_form(), a_summary_form()
    told = ("name", "enterprise", "county", "industry", "investment")
    columns = tuple(one for one in summary.table.column if one.id in told)
    listed = structs.replace(plan.project_list, column=columns)
    return a_programme(plan=structs.replace(plan, project_list=listed, **replaced))


def test_project_lists_are_grouped_by_industry_with_one_run_of_numbers():
    draft = a_draft([a_project(n) for n in range(1, 6)])
    first, second = project_tables(plan_blocks(draft, with_a_full_list()))
    assert [first.caption, second.caption] == [f"{INDUSTRIES[n]}项目清单" for n in (1, 0)]
    assert [row[0] for row in (*first.rows, *second.rows)] == ["1", "2", "3", "4", "5"]
    assert [column.title for column in first.columns] == [
        "序号", "项目名称", "实施企业全称", "县(市、区)", "项目总投资",
    ]  # fmt: skip


def test_a_list_that_is_not_grouped_is_one_table_in_the_words_of_the_pack():
    draft = a_draft([a_project(n) for n in range(1, 6)])
    programme = with_a_full_list(grouped=False, verb="安排")
    summary = structs.replace(programme.summary, noun="工程", counter="项")
    programme = structs.replace(programme, summary=summary)
    blocks = plan_blocks(draft, programme)
    (one,) = project_tables(blocks)
    assert one.caption == "项目清单"
    assert INDUSTRIES[1] in one.rows[0]
    told = [text_of(b) for b in blocks if isinstance(b, Paragraph)]
    assert [text for text in told if "工程" in text and "推荐" not in text] == [
        text for text in told if text.startswith("以上合计共安排工程5项，项目总投资合计")
    ]


def test_each_group_and_the_whole_state_count_and_sum_as_the_checks_read_them():
    draft = a_draft([a_project(n, investment=f"{n}.1") for n in range(1, 6)])
    prose = "\n".join(text_of(b) for b in plan_blocks(draft) if isinstance(b, Paragraph))
    read = statements(prose, Terms(Places(INDUSTRIES, ())))
    found = {
        (scope_words(claim.scope), claim.measure): one.quantity.value
        for one in read
        for claim in one.claims[:1]
    }
    assert found["", "projects"] == 5
    assert found["", "investment"] == 155_000
    assert found[f"「{INDUSTRIES[1]}」", "projects"] == 3
    assert found[f"「{INDUSTRIES[1]}」", "investment"] == 93_000
    assert found[f"「{INDUSTRIES[0]}」", "investment"] == 62_000


def test_industries_that_differ_in_form_only_are_one_group():
    cells = [a_project(1, industry="铸造（装备）"), a_project(2, industry="铸造(装备)")]
    assert len(project_tables(plan_blocks(a_draft(cells)))) == 1


HOSTILE = st.text(min_size=1).filter(lambda text: text.strip())


@given(names=st.lists(HOSTILE, min_size=1, max_size=6))
def test_plan_and_summary_print_the_same_names_to_the_letter(names):
    draft = a_draft([a_project(n, name=name) for n, name in enumerate(names)])
    in_plan = [row[1] for table in project_tables(plan_blocks(draft)) for row in table.rows]
    in_summary = [row[1] for row in summary_table(draft).rows]
    assert in_summary == names
    assert sorted(in_plan) == sorted(names)


def test_hidden_columns_are_not_printed():
    table = summary_table(a_draft([a_project(secret="内部")]))
    assert "内部备注" not in [column.title for column in table.columns]
    assert not any("内部" in row for row in table.rows)


def test_an_optional_table_is_left_out_while_only_hidden_cells_are_filled():
    captions = [b.caption for b in plan_blocks(a_draft()) if isinstance(b, Table)]
    assert captions == []
    draft = a_draft(tables={"targets": [{"key": "k"}], "funding": [{"total": "100"}]})
    captions = [b.caption for b in plan_blocks(draft) if isinstance(b, Table)]
    assert captions == ["资金安排表"]


def test_blank_rows_stand_in_neither_document():
    draft = a_draft([a_project(1), {"name": "  "}, a_project(2)])
    assert len(summary_table(draft).rows) == 2
    assert sum(len(table.rows) for table in project_tables(plan_blocks(draft))) == 2


def test_sums_are_exact_and_leave_out_what_is_no_number():
    cells = [a_project(1, investment="0.1"), a_project(2, investment="0.2")]
    cells.append(a_project(3, investment="待定"))
    total = summary_table(a_draft(cells)).total
    assert total[0] == "合计"
    assert "0.3" in total
    assert summary_table(a_draft(cells)).rows[2][6] == "待定"


def test_amounts_are_printed_in_the_columns_unit():
    assert summary_table(a_draft([a_project(investment="1.5亿元")])).rows[0][6] == "15000"


def test_parts_of_an_amount_share_a_header():
    columns = {column.title: column.group for column in summary_table(a_draft()).columns}
    assert columns["软件"] == columns["硬件"] == "其中"
    assert columns["项目总投资"] == ""


def test_the_landscape_table_of_a_plan_has_a_sheet_of_its_own():
    plan = a_plan_form()
    lying = tuple(msgspec.structs.replace(table, landscape=True) for table in plan.table)
    programme = a_programme(plan=msgspec.structs.replace(plan, table=lying))
    draft = a_draft(tables={"funding": [{"total": "100"}]})
    sections = compose_plan(programme, draft).sections
    assert [section.landscape for section in sections] == [False, False, False, True, False, False]
    assert [type(block) for block in sections[3].blocks] == [Heading, Table]


def test_letters_of_the_plan_follow_its_signature_each_on_its_own_page():
    found = plan_blocks(a_draft())
    signed = [block.name for block in found if isinstance(block, SignatureBlock)]
    assert signed == ["某某市人民政府", "某某市人民政府"]
    texts = [text_of(b) for b in found if isinstance(b, Paragraph)]
    assert texts.index("真实性声明") < texts.index("省练习厅：")
    assert "某某市对申报材料的真实性和完整性负责。" in texts


def test_only_the_addressee_of_a_letter_begins_flush_left():
    text = "省练习厅：\n现郑重声明：\n一、属实。\n特此声明。"
    letter = Letter(id="truth", title="声明", text=text, signed="某市")
    _, *content, _ = letter_blocks(a_programme(), a_draft(), letter)
    styles = [(text_of(one), one.style) for one in content]
    assert styles[:2] == [("省练习厅：", "flush"), ("现郑重声明：", "body")]
    assert {style for _, style in styles[1:]} == {"body"}


def test_what_is_attached_to_a_letter_is_told_one_line_below_its_text():
    text = "省练习厅：\n现报上。\n附件：1.方案\n　　　2.汇总表"
    letter = Letter(id="application", title="函", text=text)
    found = letter_blocks(a_programme(), a_draft(), letter)
    told = [one.lines if isinstance(one, Spacer) else text_of(one) for one in found]
    assert told == ["函", "省练习厅：", "现报上。", 1, "附件：1.方案", "　　　2.汇总表"]


def test_the_note_of_a_letter_stands_below_its_date():
    text = "省练习厅：\n现报上，请审核。\n（联系人：张三）"
    letter = Letter(id="application", title="函", text=text, signed="某市")
    *_, signature, note = letter_blocks(a_programme(), a_draft(), letter)
    assert isinstance(signature, SignatureBlock)
    assert (text_of(note), note.style) == ("（联系人：张三）", "body")


def test_letters_that_go_alone_are_in_neither_document():
    alone = Letter(id="label", title="邮寄标签", text="地址")
    programme = a_programme(letters=(alone,))
    for document in (compose_plan(programme, a_draft()), compose_summary(programme, a_draft())):
        texts = [text_of(b) for b in blocks(document) if isinstance(b, Paragraph)]
        assert "邮寄标签" not in texts


def test_both_documents_carry_the_same_mark_and_it_changes_with_the_draft():
    marks = set()
    for draft in (a_draft([a_project()]), a_draft([a_project(name="另一个")])):
        plan = compose_plan(a_programme(), draft)
        summary = compose_summary(a_programme(), draft)
        assert plan.mark == summary.mark == f"数据版本 1 · 校验码 {draft.check_code()}"
        marks.add(plan.mark)
    assert len(marks) == 2


def test_the_foot_of_the_form_is_filled_from_the_fields_of_the_same_name():
    draft = a_draft(values={"basic/bureau": "某某市工信局", "basic/filled_by": "张三"})
    foot = next(b for b in blocks(compose_summary(a_programme(), draft)) if isinstance(b, FormFoot))
    assert foot.entries == (
        ("填报单位（盖章）", "某某市工信局"), ("填报人", "张三"), ("审核人", ""), ("联系电话", ""),
        ("日期", "2024年11月18日"),
    )  # fmt: skip


def test_instructions_tell_notes_hints_and_options():
    ((title, lines),) = compose_summary(a_programme(), a_draft()).sheets
    assert title == "填表说明"
    assert lines[0] == "1. 金额单位为万元。"
    assert any("项目名称（必填）：与实施方案逐字一致。" in line for line in lines)
    assert any(f"可选：{'、'.join(INDUSTRIES)}" in line for line in lines)


def test_a_layout_that_is_not_official_says_so():
    texts = [
        text_of(b)
        for b in blocks(compose_summary(a_programme(), a_draft()))
        if isinstance(b, Paragraph)
    ]
    assert "注：参考格式，非官方模板" in texts


def test_a_summary_without_roles_still_composes():
    bare = msgspec.structs.replace(
        a_summary_form(), industry="", county="", enterprise="", investment="", credit_code=""
    )
    programme = a_programme(summary=bare)
    found = plan_blocks(a_draft([a_project(1), a_project(2)]), programme)
    (table,) = project_tables(found)
    assert [column.title for column in table.columns] == ["序号", "项目名称"]
    assert "以上合计共推荐项目2个。" in [text_of(b) for b in found if isinstance(b, Paragraph)]


def a_proof(**replaced):
    parts = {
        "title": "一致性证明",
        "plan_file": "方案.docx",
        "summary_file": "汇总表.xlsx",
        "plan_projects": 3,
        "summary_projects": 3,
        "names": 3,
        "plan_total": "300万元",
        "summary_total": "300万元",
        "counties": (Count("东港区", 2, 2), Count("西山县", 1, 1)),
        "industries": (Count("铸造", 3, 3),),
        "files": (ProvenFile("方案.docx", "AB" * 32),),
        "result": "项目名称和数量完全一致。",
        "mark": "数据版本 1 · 校验码 AAAA-BBBB",
    }
    return Proof(**{**parts, **replaced})


def test_the_proof_sets_both_sides_against_each_other():
    tables = [b for b in blocks(compose_proof(a_proof())) if isinstance(b, Table)]
    assert [table.number for table in tables] == ["表1", "表2", "表3"]
    assert all(row[-1] == "是" for table in tables[:2] for row in table.rows)
    assert tables[1].rows[-1] == ("行业", "铸造", "3", "3", "是")
    assert tables[2].rows == (("方案.docx", "abababababababab"),)


@pytest.mark.parametrize(
    "replaced", [{"summary_projects": 2}, {"names": 2}, {"summary_total": "301万元"}]
)
def test_the_proof_says_no_where_the_sides_differ(replaced):
    overview = next(b for b in blocks(compose_proof(a_proof(**replaced))) if isinstance(b, Table))
    assert "否" in [row[-1] for row in overview.rows]


def test_the_proof_is_worded_as_papers_are():
    found = blocks(compose_proof(a_proof(result="项目名称和数量完全一致,均为 3 个。")))
    told = [text_of(block) for block in found if isinstance(block, Paragraph)]
    assert "结论：项目名称和数量完全一致，均为 3 个。" in told


def test_a_foot_too_long_for_its_line_goes_on_between_two_entries():
    entries = (
        ("填报单位(盖章)", "某某市工业和信息化局"),
        ("填报人", ""),
        ("日期", "2024年11月18日"),
    )
    assert foot_text(entries, 1000).count("\n") == 0
    assert foot_text(entries, 300) == (
        "填报单位(盖章)：某某市工业和信息化局\n填报人：　　　　　　　日期：2024年11月18日"
    )


def test_the_proof_leaves_room_to_sign():
    foot = next(b for b in blocks(compose_proof(a_proof())) if isinstance(b, FormFoot))
    assert [label for label, _ in foot.entries] == ["核对人", "复核人", "日期"]
