"""The map of an issuer's form: corrected place by place, kept as JSON, held against a programme."""

import msgspec
import pytest

from desktop_app.core.own_form import (
    FormMap,
    OwnCell,
    OwnColumn,
    OwnHeading,
    OwnTable,
    from_json,
    to_json,
)
from desktop_app.core.own_places import assigned, places, targets, unfit
from tests.builders import a_programme

COLUMNS = (
    OwnColumn(column=1, heading="项目名称", field="name"),
    OwnColumn(column=2, heading="企业", field="enterprise"),
    OwnColumn(column=3, heading="备注"),
)
TABLE = OwnTable(
    table="projects", sheet=0, name="附件3", header=1, first=2, ready=3, columns=COLUMNS, total=5
)
LABEL = OwnCell(
    sheet=0, name="附件3", row=0, column=0, start=5, end=9, label="填报人", path="basic/filled_by"
)
SECOND = msgspec.structs.replace(LABEL, start=14, end=16, label="日期", path="")
SUMMARY = FormMap(
    programme="practice", attachment="summary", kind="xlsx", file="附件3.xlsx", sha256="0" * 64,
    tables=(TABLE,), cells=(LABEL, SECOND),
)  # fmt: skip
PLAN = FormMap(
    programme="practice", attachment="plan", kind="docx", file="附件2.docx", sha256="0" * 64,
    headings=(
        OwnHeading(paragraph=2, text="一、工作目标", chapter="goals", guidance=(3,)),
        OwnHeading(paragraph=4, text="二、其他"),
    ),
)  # fmt: skip


def told(form):
    return {one.key: one.target for one in places(form)}


def test_every_place_has_a_short_name_of_its_own():
    assert told(SUMMARY) == {
        "附件3!B": "name", "附件3!C": "enterprise", "附件3!D": "",
        "附件3!A1#1": "basic/filled_by", "附件3!A1#2": "",
    }  # fmt: skip
    assert told(PLAN) == {"第3段": "goals", "第5段": ""}


def test_a_field_that_goes_to_another_column_leaves_the_first():
    assert told(assigned(SUMMARY, "附件3!D", "name")) | {} == {
        **told(SUMMARY), "附件3!B": "", "附件3!D": "name",
    }  # fmt: skip


def test_a_chapter_goes_below_one_heading_only():
    assert told(assigned(PLAN, "第5段", "goals")) == {"第3段": "", "第5段": "goals"}


def test_the_same_value_may_stand_in_two_cells():
    both = assigned(SUMMARY, "附件3!A1#2", "basic/filled_by")
    assert told(both)["附件3!A1#1"] == told(both)["附件3!A1#2"] == "basic/filled_by"


def test_a_place_that_is_not_there_is_no_place():
    with pytest.raises(ValueError, match="Z"):
        assigned(SUMMARY, "附件3!Z", "name")


@pytest.mark.parametrize("form", [SUMMARY, PLAN], ids=["summary", "plan"])
def test_a_map_comes_back_from_json_as_it_was(form):
    assert from_json(to_json(form)) == form
    for broken in (b"", b"{", b"[]", b'{"programme": 1}', to_json(form)[:-9]):
        with pytest.raises(ValueError):
            from_json(broken)


def test_what_may_go_to_a_place_is_of_its_kind():
    programme = a_programme()
    column, _, _, cell, _ = places(SUMMARY)
    assert targets(programme, SUMMARY, column)["credit_code"] == "统一社会信用代码"
    assert targets(programme, SUMMARY, cell)["basic/date"] == "编制日期"
    assert targets(programme, PLAN, places(PLAN)[0])["funds"] == "资金使用方向"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (msgspec.structs.replace(SUMMARY, programme="other"), "属于另一个申报事项"),
        (msgspec.structs.replace(SUMMARY, tables=()), "没有认出项目汇总表"),
        (assigned(SUMMARY, "附件3!B", ""), "还不知道哪一列是「项目名称」"),
        (assigned(SUMMARY, "附件3!D", "gone"), "「gone」已经没有了"),
        (assigned(SUMMARY, "附件3!A1#2", "basic/gone"), "「basic/gone」已经没有了"),
        (
            msgspec.structs.replace(SUMMARY, tables=(msgspec.structs.replace(TABLE, ready=0),)),
            "没有空白行",
        ),
        (assigned(PLAN, "第3段", ""), "没有认出方案的章节"),
        (assigned(PLAN, "第5段", "gone"), "「gone」已经没有了"),
    ],
)
def test_a_map_that_does_not_fit_says_why_in_a_sentence(form, why):
    (sentence,) = unfit(a_programme(), form)
    assert why in sentence


@pytest.mark.parametrize("form", [SUMMARY, PLAN], ids=["summary", "plan"])
def test_a_map_that_fits_has_nothing_to_say(form):
    assert unfit(a_programme(), form) == ()
