"""Blank Word forms of an issuer filled from a draft: what they say, and all that must not change."""

import io
import re
import zipfile
from collections import Counter
from functools import cache

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop_app.core.own_form import with_guidance
from desktop_app.documents.fill_docx import paragraphs_of
from desktop_app.intake.worker import read_here
from desktop_app.jobs.fill_official import fill_form
from desktop_app.jobs.official_form import propose
from desktop_app.jobs.prove_own import prove_own
from tests.builders import a_draft, a_programme, a_project
from tests.official_words import CHAPTERS, GUIDANCE, W14, WORDS

PLANS = [one for one in WORDS if one != "summary_table"]
LINES = {
    "goals": ["（一）总体目标", "到2025年，完成改造。", "（二）年度目标", "今年完成一半。", "明年全部完成。"],
    "projects": ["项目由各县区推荐。"],
    "funds": ["资金按季度拨付。", "专款专用。"],
    "safeguards": ["建立联席会议制度。"],
}  # fmt: skip
VALUES = {"basic/bureau": "某某市工业和信息化局", "basic/filled_by": "填报人甲"} | {
    f"chapters/{key}": "\n".join(lines) for key, lines in LINES.items()
}
SHOWN = {**VALUES, "basic/city": "某某市", "basic/date": "2024年11月18日"}
MAIN = "word/document.xml"


@pytest.fixture(scope="module")
def understood(tmp_path_factory):
    """A form by its name, the map that the program makes of it, and what the blank one says."""
    folder = tmp_path_factory.mktemp("blank")

    @cache
    def one(name):
        form = WORDS[name]()
        path = folder / f"{name}.docx"
        path.write_bytes(form.content)
        return form, propose(a_programme(), path, read=read_here).form, read_here(path)

    return one


def the_draft(count=4, values=VALUES):
    rows = [a_project(n, name=f"改造项目{n}号(一期)") for n in range(1, count + 1)]
    money = [{"source": "市财政", "total": "300"}, {"source": "企业自筹", "total": "1200.5"}]
    goals = [
        {"indicator": "平均降本", "final": "15%"},
        {"indicator": "改造企业 数", "final": "120家"},
        {"indicator": "服务商数", "final": "8家"},
        {"indicator": "工业互联网平台数", "final": "2个"},
    ]
    return a_draft(rows, {"funding": money, "targets": goals}, values)


def filled(understood, name, draft=None):
    form, own, _ = understood(name)
    return fill_form(a_programme(), draft or the_draft(), own, form.content)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {one: packed.read(one) for one in packed.namelist()}


def body(content):
    return etree.fromstring(parts(content)[MAIN]).find(qn("w:body"))


def text(element):
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def proven(understood, name, draft, tmp_path):
    form, own, empty = understood(name)
    path = tmp_path / "填好.docx"
    path.write_bytes(fill_form(a_programme(), draft, own, form.content).content)
    texts = paragraphs_of(form.content)
    return prove_own(a_programme(), draft, own, empty, read_here(path), texts)


@pytest.mark.parametrize("name", PLANS)
def test_each_chapter_stands_below_its_heading_line_by_line(understood, name):
    told = [text(one) for one in body(filled(understood, name).content).iter(qn("w:p"))]
    told = [one for one in told if one.strip()]
    for chapter, title in CHAPTERS.items():
        at = next(n for n, one in enumerate(told) if one.endswith(title))
        wanted = LINES[chapter]
        found = told[at + 1 : at + 1 + len(wanted)]
        # A control that takes one paragraph has its lines parted by breaks.
        assert found == wanted or found[0] == "".join(wanted)


@pytest.mark.parametrize("name", WORDS)
def test_single_values_stand_behind_their_labels(understood, name):
    form, _, _ = understood(name)
    told = [text(one) for one in body(filled(understood, name).content).iter(qn("w:p"))]
    for path in form.cells.values():
        for line in SHOWN[path].split("\n"):
            assert any(line in one for one in told)


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("name", WORDS)
def test_what_is_read_back_is_what_the_draft_says(understood, tmp_path, name, count):
    proof = proven(understood, name, the_draft(count), tmp_path)
    assert proof.differences == ()
    form, _, _ = understood(name)
    # The form with a room for each chapter has none for a list of projects.
    assert proof.projects == (0 if name == "as_card" else count)
    assert proof.chapters == len(form.headings)
    assert proof.cells == len(form.cells)


@pytest.mark.parametrize("name", WORDS)
def test_no_other_part_of_the_file_is_touched_and_the_same_draft_gives_the_same_bytes(
    understood, name
):
    form, _, _ = understood(name)
    before, after = parts(form.content), parts(filled(understood, name).content)
    assert list(before) == list(after)
    assert {one for one in before if before[one] != after[one]} == {MAIN}
    assert filled(understood, name).content == filled(understood, name).content


@pytest.mark.parametrize("name", WORDS)
def test_what_the_form_says_itself_keeps_its_place_and_its_looks(understood, name):
    form, own, _ = understood(name)
    before, after = body(form.content), body(filled(understood, name).content)
    written = {one.row for one in own.cells if one.sheet < 0}
    parts_of = [one for head in own.headings for one in (head, *head.below)]
    gone = {at for one in parts_of for at in (*one.blank, *one.guidance)}
    outside = [one for one in before.iter(qn("w:p")) if not in_table(one)]
    kept = [
        etree.tostring(one, method="c14n")
        for number, one in enumerate(outside)
        if number not in written | gone
    ]
    there = Counter(etree.tostring(one, method="c14n") for one in after.iter(qn("w:p")))
    assert not Counter(kept) - there
    for tag in ("w:sectPr", "w:bookmarkStart", "w:drawing", "w:sdt", "w:tbl"):
        new = 1 if tag == "w:tbl" else 0
        counts = [len(list(one.iter(qn(tag)))) for one in (before, after)]
        assert counts[0] <= counts[1] <= counts[0] + new * 4, tag
    breaks = [
        sum(one.get(qn("w:type")) == "page" for one in each.iter(qn("w:br")))
        for each in (before, after)
    ]
    assert breaks[0] == breaks[1]


def in_table(paragraph):
    return next(paragraph.iterancestors(qn("w:tbl")), None) is not None


def test_text_takes_the_looks_of_the_room_and_not_those_of_the_guidance(understood):
    for one in Document(io.BytesIO(filled(understood, "outline").content)).paragraphs:
        if one.text == LINES["safeguards"][0]:
            assert [(run.italic, run.font.color.rgb) for run in one.runs] == [(None, None)]
            break
    else:
        pytest.fail("the text is not there")
    for one in Document(io.BytesIO(filled(understood, "bold_lines").content)).paragraphs:
        if one.text in LINES["funds"]:
            assert one.paragraph_format.first_line_indent.pt == 32
            assert one.paragraph_format.line_spacing.pt == 28


def test_guidance_gives_way_and_stays_where_the_draft_has_nothing(understood, tmp_path):
    assert GUIDANCE not in text(body(filled(understood, "outline").content))
    values = {key: told for key, told in VALUES.items() if key != "chapters/funds"}
    draft = a_draft([a_project()], values=values)
    made = filled(understood, "outline", draft)
    assert text(body(made.content)).count(GUIDANCE) == 1
    assert any("「三、资金使用方向」一章草稿中没有内容" in one for one in made.notes)
    assert proven(understood, "outline", draft, tmp_path).differences == ()


def test_text_goes_below_the_form_s_own_headings_where_the_draft_has_them_too(understood):
    told = [
        one.text
        for one in Document(io.BytesIO(filled(understood, "in_sections").content)).paragraphs
    ]
    at = told.index("（二）年度目标")
    assert told[at - 1] == "到2025年，完成改造。"
    assert told.count("（二）年度目标") == 1
    assert told[at + 1 : at + 3] == ["今年完成一半。", "明年全部完成。"]
    assert not {"（简要说明）", "（分两部分写）"} & set(told)


def test_other_headings_than_the_draft_s_are_told_and_nothing_is_lost(understood, tmp_path):
    draft = the_draft(values={**VALUES, "chapters/goals": "只有一段。"})
    made = filled(understood, "in_sections", draft)
    assert any(
        "小标题「（一）总体目标」、「（二）年度目标」与草稿的小标题对不上" in one
        for one in made.notes
    )
    assert proven(understood, "in_sections", draft, tmp_path).differences == ()


def test_controls_stay_and_no_longer_show_a_prompt(understood):
    before, after = (
        body(one)
        for one in (understood("controlled")[0].content, filled(understood, "controlled").content)
    )
    assert len(list(before.iter(qn("w:showingPlcHdr")))) == 5
    assert not list(after.iter(qn("w:showingPlcHdr")))
    assert not [
        one for one in after.iter(qn("w:t")) if one.text in ("单击此处输入文字", "请填写单位")
    ]
    inside = [text(one) for one in after.iter(qn("w:sdt"))]
    assert inside[0] == VALUES["basic/bureau"]
    for found, lines in zip(inside[1:], LINES.values(), strict=True):
        assert found.startswith("".join(lines))
    single = [
        one for one in after.iter(qn("w:sdt")) if next(one.iter(qn("w:text")), None) is not None
    ]
    assert not [one for control in single for one in control.iter(qn("w:tbl"))]
    tags = [[one.get(qn("w:val")) for one in each.iter(qn("w:tag"))] for each in (before, after)]
    assert tags[0] == tags[1]


def test_added_rows_look_like_the_first_and_bear_no_mark_twice(understood):
    content = filled(understood, "summary_table", the_draft(8)).content
    rows = next(body(content).iter(qn("w:tbl"))).findall(qn("w:tr"))
    blank = next(body(understood("summary_table")[0].content).iter(qn("w:tbl"))).findall(qn("w:tr"))
    looks = [
        etree.tostring(one.find(qn("w:trPr")), method="c14n") for one in (*blank[2:5], *rows[2:10])
    ]
    assert len(set(looks)) == 1
    assert len(rows) == len(blank) + 5
    marks = [told for row in rows for one in row.iter() if (told := one.get(f"{W14}paraId"))]
    assert len(marks) == len(set(marks)) > 0
    sums = [text(one) for one in rows[-1].findall(qn("w:tc"))]
    assert sums[-2:] == ["964", "640"]


def test_tables_that_the_form_does_not_have_come_below_the_text(understood):
    document = Document(io.BytesIO(filled(understood, "bold_lines").content))
    told = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["1", "市财政", "300"] in told
    assert ["4", "改造项目4号(一期)"] in told


def test_rows_that_the_form_has_named_are_filled_by_their_names(understood):
    document = Document(io.BytesIO(filled(understood, "with_keys").content))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]] == [
        ["1", "改造企业数", "120家"],
        ["2", "平均降本", "15%"],
        ["3", "贯标企业数", ""],
        ["4", "服务商数", "8家"],
        ["5", "工业互联网平台数", "2个"],
    ]


def test_a_row_that_the_draft_has_nothing_for_is_told(understood):
    assert any("「贯标企业数」草稿中没有" in one for one in filled(understood, "with_keys").notes)


def test_tabs_and_breaks_of_a_value_are_those_of_word(understood, tmp_path):
    draft = a_draft([a_project(1, enterprise="甲\t乙\n丙")], values=VALUES)
    content = filled(understood, "summary_table", draft).content
    assert [one.text for one in body(content).iter(qn("w:t")) if one.text in "甲乙丙"] == [
        "甲",
        "乙",
        "丙",
    ]
    assert proven(understood, "summary_table", draft, tmp_path).differences == ()


def test_labels_in_one_line_keep_their_distance(understood):
    line = Document(io.BytesIO(filled(understood, "bold_lines").content)).paragraphs[0].text
    assert re.fullmatch(
        "填报单位\\(盖章\\):某某市工业和信息化局 {2,}填报人:填报人甲 {2,}日期:2024年11月18日", line
    )


def test_guidance_may_be_kept_above_the_text(understood, tmp_path):
    form, own, empty = understood("outline")
    own = with_guidance(own, is_kept=True)
    content = fill_form(a_programme(), the_draft(), own, form.content).content
    told = [one.text for one in Document(io.BytesIO(content)).paragraphs]
    assert told.count(GUIDANCE) == 4
    at = told.index("四、保障措施")
    assert told[at + 1 : at + 3] == [GUIDANCE, *LINES["safeguards"]]
    (tmp_path / "a.docx").write_bytes(content)
    texts = paragraphs_of(form.content)
    back = read_here(tmp_path / "a.docx")
    assert prove_own(a_programme(), the_draft(), own, empty, back, texts).differences == ()


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).filter(lambda line: line.strip())


@settings(max_examples=25)
@given(
    lines=st.lists(LINE, min_size=1, max_size=4),
    names=st.lists(LINE, min_size=1, max_size=4),
    name=st.sampled_from(["as_card", "controlled", "summary_table"]),
)
def test_whatever_the_draft_says_the_filled_form_says_it_too(
    understood, tmp_path_factory, lines, names, name
):
    draft = a_draft(
        [a_project(n, name=one) for n, one in enumerate(names)] if name == "summary_table" else [],
        values={**VALUES, "chapters/safeguards": "\n".join(lines)},
    )
    proof = proven(understood, name, draft, tmp_path_factory.getbasetemp())
    assert proof.differences == ()
