"""The totals at the foot of the window."""

from decimal import Decimal

from desktop_app.core.totals import totals_of
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()


def test_rows_counties_money_in_yuan_and_characters_without_blanks():
    draft = a_small_draft(
        [
            {"name": "甲", "county": "东港区", "investment": "19.5"},
            {"name": "乙", "county": "东港区 ", "investment": "30万元"},
            {"name": "丙", "county": "西山县", "investment": "不详"},
            {"name": " "},
        ],
        goals="一、目标\n 共 3 个。",
    )
    told = totals_of(PROGRAMME, draft)
    assert (told.projects, told.counties) == (3, 2)
    assert told.investment == Decimal(495_000)
    assert told.characters == len("一、目标共3个。")


def test_an_empty_draft_has_nothing():
    told = totals_of(PROGRAMME, a_small_draft())
    assert (told.projects, told.counties, told.investment, told.characters) == (0, 0, 0, 0)
