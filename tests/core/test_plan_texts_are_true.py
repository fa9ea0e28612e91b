"""The corpus of plans is borne out by its own tables: read here in the plainest way there is, so
that the program's reading of numbers is measured against something it had no part in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.plan_texts import PlanText, Project, Stated, load_texts

TEXTS = load_texts()
CASES = [
    pytest.param(plan, one, id=f"{plan.name}-{one.start}-{one.text}")
    for plan in TEXTS
    for one in plan.stated
]
LEVELS = ("无", "一级", "二级", "三级", "四级")
COUNTS = ("projects", "firms", "industrial_firms")
FIELDS = ("award", "transformation", "auxiliary", "local_match")
PARTS = ("software", "hardware", "service")
SHARES = ("share_of_projects", "share_of_investment", "share_of_award")
MEASURES = {*COUNTS, *FIELDS, *PARTS, *SHARES}
MEASURES |= {"investment", "average", "min_investment", "max_investment"}
DIGITS = dict(zip("零一二三四五六七八九〇两兩", (*range(10), 0, 2, 2), strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
BEFORE = {
    "about": ("约", "約", "近", "接近"),
    "at_least": ("不少于", "不少於", "不低于", "不低於", "超过", "超過", "逾", "超", "至少"),
    "at_most": ("不超过", "不超過", "不高于", "不多于", "不足", "最多"),
}
AFTER = {
    "about": ("左右", "上下"),
    "at_least": ("以上", "以上的", "有余", "有餘", "强"),
    "at_most": ("以内", "以內", "以下"),
}


def test_there_are_fourteen_texts_in_fourteen_hands():
    assert len(TEXTS) >= 14
    assert len({plan.fields.city for plan in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("plan", TEXTS, ids=lambda plan: plan.name)
def test_a_text_is_as_long_as_a_plan_and_full_of_numbers(plan: PlanText):
    stated = {place for one in plan.stated for place in range(one.start, one.end)}
    others = [found for found in numbers(plan.text) if stated.isdisjoint(found)]
    excerpt = plan.name.startswith(("second_", "third_", "fourth_"))
    assert (600 if excerpt else 1500) <= len("".join(plan.text.split())) <= 4000
    assert 12 <= len(plan.projects) <= 60
    assert len(plan.stated) >= 12
    assert len(others) >= (20 if excerpt else 40)


@pytest.mark.parametrize("plan", TEXTS, ids=lambda plan: plan.name)
def test_every_stated_number_has_one_place(plan: PlanText):
    places = [(one.start, one.end) for one in plan.stated]
    assert all(count == 1 for count in Counter(places).values())
    for one in plan.stated:
        assert plan.text.count(one.sentence) == 1, one.sentence
        assert one.sentence.count(one.text) == 1, one.sentence
        assert plan.text[one.start : one.end] == one.text
        assert not re.match(r"[\d.,]", plan.text[one.start - 1]), "a number is not cut in two"


@pytest.mark.parametrize("plan", TEXTS, ids=lambda plan: plan.name)
def test_a_table_is_one_that_a_city_could_hand_in(plan: PlanText):
    firms = {row.credit_code: row.enterprise for row in plan.projects}
    assert len(set(firms.values())) == len(firms) < len(plan.projects)
    assert len({row.name for row in plan.projects}) == len(plan.projects)
    for row in plan.projects:
        assert row.software + row.hardware + row.service == row.investment >= 20
        assert "2024-06" <= row.start < row.finish <= "2026-12"
        assert LEVELS.index(row.level_before) < LEVELS.index(row.level_after)
        assert row.industry in plan.fields.industries
    assert total(plan.projects, "award") == plan.fields.transformation
    assert plan.fields.transformation + plan.fields.auxiliary == plan.fields.award


@pytest.mark.parametrize(("plan", "one"), CASES)
def test_the_words_say_the_number(plan: PlanText, one: Stated):
    if one.bound == "range":
        assert one.to is not None
        said = [written(end)[0] for end in ends(one.text)]
        assert said == [one.value, one.to]
    else:
        assert abs(written(one.text)[0] - one.value) < Decimal("0.01")
        assert one.to is None
    assert bounds_said(one) == ({one.bound} - {"exact", "range"})


@pytest.mark.parametrize(("plan", "one"), CASES)
def test_the_number_is_borne_out(plan: PlanText, one: Stated):
    assert one.measure in MEASURES
    truth = fact(plan, one)
    match one.bound:
        case "exact" if one.measure in COUNTS:
            assert one.value == truth
        case "exact":
            assert abs(one.value - truth) <= written(one.text)[1]
        case "about":
            assert abs(one.value - truth) <= one.value / 20
            if one.sentence.partition(one.text)[0].endswith("近"):
                assert one.value >= truth
        case "at_least":
            assert one.value <= truth <= one.value * Decimal("1.3")
        case "at_most":
            assert truth <= one.value <= truth * Decimal("1.3")
        case "range":
            assert one.to is not None
            assert one.value <= truth <= one.to


def fact(plan: PlanText, one: Stated) -> Decimal:
    """What a statement should come to, by the table and the fields alone."""
    scope = dict(one.scope)
    part = str(scope.pop("part", ""))
    rows = [row for row in plan.projects if in_scope(row, scope)]
    assert rows, "the scope holds no project"
    if one.measure == "industrial_firms":
        return Decimal(plan.fields.industrial_firms)
    if one.measure in FIELDS and not scope:
        return getattr(plan.fields, one.measure)
    if one.measure == "projects":
        return Decimal(len(rows))
    if one.measure == "firms":
        return Decimal(len({row.credit_code for row in rows}))
    amounts = [row.investment for row in rows]
    if one.measure == "average":
        return sum(amounts, Decimal(0)) / len(rows)
    if one.measure == "min_investment":
        return min(amounts)
    if one.measure == "max_investment":
        return max(amounts)
    if one.measure in SHARES:
        return share(plan, one.measure, rows, part)
    return total(rows, one.measure)


def share(plan: PlanText, measure: str, rows: list[Project], part: str) -> Decimal:
    if measure == "share_of_projects":
        return Decimal(100 * len(rows)) / len(plan.projects)
    if measure == "share_of_investment" and part:
        return 100 * total(rows, part) / total(rows, "investment")
    if measure == "share_of_award" and part:
        return 100 * getattr(plan.fields, part) / plan.fields.award
    column = measure.removeprefix("share_of_")
    return 100 * total(rows, column) / total(plan.projects, column)


def total(rows, column: str) -> Decimal:
    return sum((getattr(row, column) for row in rows), Decimal(0))


def in_scope(row: Project, scope) -> bool:
    holds = {
        "industry": lambda name: row.industry in names(name),
        "county": lambda name: row.county in names(name),
        "start_year": lambda year: row.start[:4] == str(year),
        "finish_year": lambda year: row.finish[:4] == str(year),
        "started_by": lambda month: row.start <= month,
        "finished_by": lambda month: row.finish <= month,
        "level": lambda level: row.level_after == level,
        "level_at_least": lambda level: LEVELS.index(row.level_after) >= LEVELS.index(level),
        "level_before": lambda level: row.level_before == level,
        "investment_at_least": lambda amount: row.investment >= amount,
        "investment_below": lambda amount: row.investment < amount,
    }
    return all(holds[key](wanted) for key, wanted in scope.items())


def names(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else wanted


def written(text: str) -> tuple[Decimal, Decimal]:
    """The number in a piece of text, as count, percent or 万元, and half of its last digit."""
    plain = re.sub("[,余餘多\\s]", "", unicodedata.normalize("NFKC", text))
    if hundredths := re.fullmatch("百分之(.+)", plain):
        whole, _, tenths = hundredths[1].partition("点")
        value = in_words(whole) + Decimal(
            "0." + "".join(str(DIGITS[one]) for one in tenths or "零")
        )
        return value, Decimal("0.5") / 10 ** len(tenths)
    if fraction := re.fullmatch("([二三四五])分之([一二三四])", plain):
        return 100 * in_words(fraction[2]) / in_words(fraction[1]), Decimal("0.5")
    if tenths := re.fullmatch("([一二三四五六七八九])成([一二三四五六七八九]?)", plain):
        value = 10 * in_words(tenths[1]) + (in_words(tenths[2]) if tenths[2] else 0)
        return Decimal(value), Decimal("0.5") if tenths[2] else Decimal(5)
    if plain in ("半数", "一半", "半數"):
        return Decimal(50), Decimal(5)
    is_money = plain.endswith("元")
    plain = plain.rstrip("元个個家项項户戶%")
    value, last = digits(plain) if re.search(r"\d", plain) else (in_words(plain), last_unit(plain))
    scale = 10**4 if is_money else 1
    return value / scale, last / scale / 2


def digits(plain: str) -> tuple[Decimal, Decimal]:
    """Arabic figures, each with its units: 2亿4806.6万."""
    value = last = Decimal(0)
    for figure, units in re.findall(r"([\d.]+)([千百万萬亿億]*)", plain):
        unit = Decimal(1)
        for name in units:
            unit *= UNITS[name]
        value += Decimal(figure) * unit
        last = unit / 10 ** len(figure.partition(".")[2])
    return value, last


def in_words(plain: str) -> Decimal:
    whole = section = 0
    digit: int | None = None
    for sign in plain:
        if sign in DIGITS:
            digit = DIGITS[sign]
            continue
        unit = UNITS[sign]
        if unit < 10**4:
            section += (1 if digit is None else digit) * unit
        else:
            whole = (whole + section + (digit or 0)) * unit
            section = 0
        digit = None
    return Decimal(whole + section + (digit or 0))


def last_unit(plain: str) -> Decimal:
    """The smallest unit that words name: 百万 in 二亿四千八百万."""
    unit = Decimal(1)
    for sign in reversed(plain):
        if sign in DIGITS:
            break
        unit *= UNITS[sign]
    return unit


def ends(text: str) -> tuple[str, str]:
    """Both ends of a range; a unit that is written once belongs to both."""
    first, second = re.split("[—~～至到-]+", text)
    unit = re.search(r"[^\d.,]*$", second)
    assert unit is not None
    return (first if re.search(r"[^\d.,]$", first) else first + unit[0]), second


def bounds_said(one: Stated) -> set[str]:
    """How firmly the words about a number say it."""
    before, _, after = one.sentence.partition(one.text)
    before, after = before.rstrip(), after.lstrip()
    found = {"at_least"} if re.search("[余餘多]", one.text) else set()
    # 「不超过」 ends in 「超过」: the longer word is the one that counts.
    last = max(
        (word for words in BEFORE.values() for word in words if before.endswith(word)),
        key=len,
        default="",
    )
    found |= {bound for bound, words in BEFORE.items() if last in words}
    return found | {bound for bound, words in AFTER.items() if after.startswith(words)}


def numbers(text: str) -> Iterator[range]:
    """Every number a reader would count, roughly: figures, and numerals before a measure."""
    words = "[零〇一二三四五六七八九十百千万萬亿億两兩]"
    counted = rf"(?<!第)百分之{words}+|{words}+(?=[余餘多]?[个個家项項户戶成年月日人次场場座条條款元级級类類名支])"
    for match in re.finditer(rf"\d[\d,.]*|{counted}", text):
        yield range(*match.span())
