"""Who has sent what and when, and who has not."""

from datetime import date, datetime

from msgspec.structs import replace

from desktop_app.core.changes import SetValue
from desktop_app.core.draft import Draft, Row
from desktop_app.core.origin import origin_text
from desktop_app.jobs.county_standing import county_standings, reminder, summary_words
from desktop_app.storage.about import Source
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
DUE = date(2024, 11, 5)


def came(county, name, day=1, rows=2, sha=""):
    time = f"2024-11-{day:02}T09:30:00"
    return Source(sha or name, name, 9, "projects", 1, county, rows, time)


def a_draft(*counties):
    rows = [{"name": f"项目{n}", "county": one} for n, one in enumerate(counties)]
    return a_small_draft(rows) if rows else Draft(PROGRAMME.id)


def told(draft, *sources, until=DUE):
    found = county_standings(PROGRAMME, draft, sources)
    return {one.county: (one.words(until), one.rows) for one in found}


def test_each_county_has_its_projects_and_its_files_the_newest_first():
    draft = a_draft("东县", "东县", "西县")
    first, second = came("东县", "东县.xlsx", 2), came("东县", "东县(改).xlsx", 4, rows=3)
    both = came("东县、南县", "两县.xlsx", 6, rows=5)
    found = {one.county: one for one in county_standings(PROGRAMME, draft, (first, second, both))}
    assert [one.name for one in found["东县"].files] == ["两县.xlsx", "东县(改).xlsx", "东县.xlsx"]
    assert found["东县"].files[1].time == datetime(2024, 11, 4, 9, 30)
    assert [one.rows for one in found["东县"].files] == [5, 3, 2]
    assert [one.name for one in found["南县"].files] == ["两县.xlsx"]
    assert found["东县"].rows == 2


def test_the_state_of_a_county_is_told_in_words():
    draft = a_draft("东县", "西县")
    states = told(
        draft, came("东县", "一.xlsx"), came("南县", "二.xlsx", 6), came("北县", "三", rows=0)
    )
    assert states == {
        "东县": ("已收", 1),
        "西县": ("没有收到文件", 1),
        "南县": ("已收,晚于要求", 0),
        "北县": ("已收,没有项目", 0),
    }
    assert told(draft, came("南县", "二.xlsx", 30), until=None)["南县"] == ("已收", 0)


def test_a_county_that_sent_in_time_and_again_later_is_not_late():
    states = told(a_draft("东县"), came("东县", "一.xlsx", 3), came("东县", "二.xlsx", 9))
    assert states["东县"][0] == "已收"


def test_a_file_that_an_earlier_program_took_in_is_known_by_its_rows():
    old = Source("ab" * 32, "东县.xlsx", 9, "projects", 1)
    twin = Source("cd" * 32, "西县.xlsx", 9, "projects", 1)
    draft = a_small_draft([])
    rows = (
        Row("r1", {"name": "甲", "county": "东县"}, "东县.xlsx Sheet1 第3行"),
        Row(
            "r2", {"name": "乙", "county": "西县"}, origin_text("西县.xlsx", "表 第2行", "cd" * 32)
        ),
        Row(
            "r3", {"name": "丙", "county": "南县"}, origin_text("西县.xlsx", "表 第2行", "ef" * 32)
        ),
    )
    draft = Draft(draft.programme, 1, draft.values, {"projects": rows})
    found = {one.county: one for one in county_standings(PROGRAMME, draft, (old, twin))}
    assert {county: len(one.files) for county, one in found.items()} == {
        "东县": 1, "西县": 1, "南县": 0,
    }  # fmt: skip
    assert found["东县"].files[0].time is None


def test_the_counties_that_are_listed_have_sent_nothing_until_they_do():
    path = "basic/counties"
    programme = replace(PROGRAMME, summary=replace(PROGRAMME.summary, counties=path))
    draft = SetValue(path, "", "东县、西县").apply(a_draft())
    found = county_standings(programme, draft, (came("西 县", "一.xlsx"),))
    assert summary_words(found) == "2 个县(市、区),已收 1 个,未收 1 个:东县"
    text = reminder(PROGRAMME, found, DUE, date(2024, 11, 1))
    assert text.startswith("东县:")
    assert "请于11月5日(周二)前报来" in text
    assert "已收到 1 个" in text
    assert "已超过 3 天" in reminder(PROGRAMME, found, DUE, date(2024, 11, 8))
    assert "前报来" not in reminder(PROGRAMME, found, None, date(2024, 11, 8))
    every = county_standings(programme, draft, (came("东县、西县", "一.xlsx"),))
    assert reminder(PROGRAMME, every, DUE, date(2024, 11, 8)) == ""
