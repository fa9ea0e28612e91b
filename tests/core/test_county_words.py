"""What a pack calls its counties and its forms, in the sentences of the window."""

from datetime import date

from desktop_app.core.county_words import county_short, without_counties
from desktop_app.core.derived import derived
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.steps import steps_of
from desktop_app.jobs.county_standing import CountyStanding, reminder, summary_words
from desktop_app.jobs.kept_forms import attachment_name
from desktop_app.jobs.packs import load_programme
from tests.park_pack import a_park_draft, a_park_programme
from tests.small_pack import a_small_draft, a_small_programme

DAY = date(2026, 11, 20)


def test_the_counties_are_called_as_their_column_is():
    names = ("liaoning-2024", "beijing-2023", "guangzhou-2024", "hohhot-2025")
    assert [county_short(load_programme(name)) for name in names] == [
        "县区", "街镇", "区", "旗县区",
    ]  # fmt: skip
    assert county_short(a_park_programme()) == "片区"


def test_where_none_is_known_the_field_that_lists_them_is_named():
    assert without_counties(a_park_programme()) == (
        "还没有片区:请先在「园区信息」填写报送工程的片区,或导入片区的表。"
    )
    assert "填写报送项目的县(市、区),或导入县区的表" in without_counties(
        load_programme("liaoning-2024")
    )


def test_who_has_not_sent_is_reminded_in_the_packs_words():
    programme = a_park_programme()
    text = reminder(programme, [CountyStanding("北岸片区", 0, ())], None, DAY)
    assert "「格式二 节水工程一览表」" in text
    assert "已收到 0 个片区" in text
    assert summary_words([CountyStanding("北岸片区", 1, ())], "片区") == "1 个片区,已收 1 个"


def test_a_table_that_is_no_attachment_is_named_without_one():
    programme = load_programme("shiyan-2024")
    text = reminder(programme, [CountyStanding("甲县", 0, ())], None, DAY)
    assert "报送的「试点企业改造项目汇总表」" in text
    sources = {one.source for one in derived(programme, Draft("shiyan-2024"))}
    assert all(one.startswith("试点企业改造项目汇总表") for one in sources)


def test_a_plan_is_called_what_the_pack_calls_it():
    names = {
        one.id: [step.title for step in steps_of(one) if step.kind == "plan"]
        for one in (a_park_programme(), load_programme("shiyan-2024"), a_small_programme())
    }
    assert names["yunxiu-2026"] == ["工作方案(格式一)"]
    assert names["shiyan-2024"] == ["工作方案"]
    assert names[a_small_programme().id][0].startswith("实施方案(")
    assert attachment_name(a_park_programme(), "plan") == "格式一 工作方案"


def test_figures_and_values_are_grouped_by_the_packs_words():
    found = derived(a_park_programme(), a_park_draft())
    assert "片区数" in [one.label for one in found]
    groups = {one.group for one in Subject(a_park_programme(), a_park_draft()).live}
    assert "节水工程一览表" in groups
    city = Subject(a_small_programme(), a_small_draft([{"name": "甲", "county": "东县"}])).live
    assert "分县区" in {one.group for one in city}
