"""The generated cities are what they claim to be, and the judge tells right from wrong."""

import ast
import json
import random
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.core.findings import Audit, Finding, Place, Severity
from desktop_app.core.rules import audit
from desktop_app.jobs.packs import load_programme
from tests.audit_cities import spelling
from tests.audit_cities.bench import Expected
from tests.audit_cities.city import CITIES, a_city
from tests.audit_cities.elsewhere import ELSEWHERE
from tests.audit_cities.faults import Planted, plant
from tests.audit_cities.figures import figure_of
from tests.audit_cities.firms import a_credit_code, is_valid_code
from tests.audit_cities.forms import FORMS
from tests.audit_cities.judge import a_case, judge, run
from tests.audit_cities.records import WHOLE, City, Project, Style
from tests.audit_cities.truth import Truth, borne_out

SEEDS = range(5)
PROSE = "LN-G4-3"
ALLOWED = {
    "desktop_app.core.draft", "desktop_app.core.findings", "desktop_app.core.programme",
    "desktop_app.core.rules", "desktop_app.jobs.packs",
}  # fmt: skip


@pytest.fixture(scope="module")
def programme():
    return load_programme("liaoning-2024")


@pytest.fixture(scope="module", params=SEEDS)
def city(request) -> City:
    rng = random.Random(request.param)
    return a_city(rng, rng.randint(100, 300))


@pytest.fixture(scope="module", params=SEEDS)
def planted(request) -> Planted:
    return a_case(request.param)[1]


def test_nothing_of_the_programs_own_reading_is_used():
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                is_ours = name.startswith(("desktop_app", "generator", "tests.")) and (
                    not name.startswith("tests.audit_cities")
                )
                assert not is_ours or name in ALLOWED, f"{path.name}: {name}"


def test_there_are_many_forms_of_sentences():
    assert len({form.text for form in FORMS}) >= 60
    assert len({text for texts in ELSEWHERE.values() for text in texts}) >= 60


def test_every_form_is_used_sooner_or_later():
    told = "\n".join(p.text for seed in range(8) for p in a_city(_rng(seed), 120).paragraphs)
    for form in FORMS:
        longest = max(re.split(r"\{\w+!?\}", form.text), key=len)
        assert longest in told or longest.translate(str.maketrans("，：；（）", ",:;()")) in told


def test_every_unit_script_and_degree_of_firmness_comes_up():
    styles = [one.figure.style for seed in range(8) for one in a_city(_rng(seed), 120).stated()]
    assert {style.firmly for style in styles} == {
        "exact", "range", *spelling.BEFORE, *spelling.WITHIN, "以上", "左右",
    }  # fmt: skip
    assert {style.script for style in styles} == {"arabic", "grouped", "wide", "chinese"}
    assert {style.unit for style in styles} == {
        "个", "项", "家", "户", "万元", "亿元", "亿万元", "%", "百分之", "成",
    }  # fmt: skip


def test_the_columns_are_those_of_the_pack(programme, city):
    draft = city.draft()
    for table_id, rows in draft.tables.items():
        table = programme.table(table_id)
        known = {column.id for column in table.column}
        assert all(set(row.cells) <= known for row in rows), table_id
    for path in draft.values:
        first, _, name = path.partition("/")
        if first == "chapters":
            assert name in {chapter.id for chapter in programme.plan.chapter}
        else:
            assert programme.field(path) is not None, path


def test_the_cities_may_apply(programme):
    may = set(programme.lists["cities"].options()) - set(
        programme.lists["national_pilots"].options()
    )
    assert set(CITIES) <= may


def test_a_clean_city_keeps_every_rule(programme, city):
    """The numbers in its prose, which the program may misread, are left to the property test."""
    found = audit(programme, city.draft()).findings
    assert [one for one in found if one.code != PROSE] == []


def test_every_number_stated_in_a_clean_city_is_true(city):
    truth = Truth(city.projects, city.money)
    stated = list(city.stated())
    assert len(stated) > 60
    assert {truth.of(one.figure) for one in stated} == {"true"}
    assert all(one.figure.text in one.sentence for one in stated)


def test_the_figures_are_those_of_a_plain_count(city):
    truth = Truth(city.projects, city.money)
    rows = city.projects

    def amounts(part: list[Project]) -> Decimal:
        return sum((Decimal(str(one.investment)) for one in part), Decimal(0))

    assert truth.actual("projects", WHOLE) == (len(rows),)
    assert truth.actual("firms", WHOLE) == (len({one.enterprise for one in rows}),)
    assert truth.actual("investment", WHOLE) == (amounts(list(rows)),)
    for county, many in Counter(one.county for one in rows).items():
        assert truth.actual("projects", ("county", county)) == (many,)
    for industry in city.industries:
        part = [one for one in rows if one.industry == industry]
        assert truth.actual("investment", ("industry", industry)) == (amounts(part),)
        share = truth.actual("share_of_projects", ("industry", industry))[0]
        assert float(share) == pytest.approx(100 * len(part) / len(rows))
    early = [one for one in rows if one.finish < (2026, 1)]
    assert truth.actual("projects", ("finish by", "2025")) == (len(early),)
    high = [one for one in rows if one.level_after in ("三级", "四级")]
    assert truth.actual("projects", ("level from", "三级")) == (len(high),)


def test_money_adds_up(city):
    for one in city.projects:
        assert one.software + one.hardware + one.service == one.investment
        assert 20 <= one.investment <= 3000
        assert 0 < one.award <= one.investment
        assert (2024, 6) <= one.start <= one.finish <= (2026, 12)
    assert city.money["transformation"] + city.money["auxiliary"] == city.money["award"]
    assert sum(one.award for one in city.projects) <= city.money["transformation"]


def test_every_firm_has_one_valid_code_and_some_have_several_projects(city):
    codes = {one.enterprise: one.credit_code for one in city.projects}
    assert all(is_valid_code(code) for code in codes.values())
    assert len(set(codes.values())) == len(codes)
    assert all(codes[one.enterprise] == one.credit_code for one in city.projects)
    assert len(codes) < len(city.projects)


def test_a_code_with_a_wrong_sign_is_not_valid():
    code = a_credit_code(_rng(1), 7)
    assert is_valid_code(code)
    assert not is_valid_code(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert is_valid_code("91350100M000100Y43")


def test_names_are_distinct_and_of_usual_length(city):
    names = [one.name for one in city.projects]
    assert len(set(names)) == len(names)
    assert all(10 <= len(name) <= 35 for name in names)


def test_the_plans_list_names_what_the_summary_names(city):
    if city.plan:
        assert {(one.name, one.enterprise, one.investment) for one in city.plan} == {
            (one.name, one.enterprise, one.investment) for one in city.projects
        }


def test_no_stretch_that_states_a_fact_stands_in_another(city):
    mine = [(one.chapter, one.sentence) for one in city.stated()]
    for chapter, sentence in set(mine):
        others = [text for where, text in set(mine) if where == chapter and text != sentence]
        assert not any(sentence in other for other in others)


def test_a_seed_gives_the_same_city_and_the_same_faults():
    (one, faulty), (same, as_faulty) = a_case(5), a_case(5)
    assert one == same
    assert faulty == as_faulty
    assert a_case(6)[0] != one


def test_cities_and_faults_can_be_written_down(city, planted):
    assert json.loads(city.as_json())["industries"] == list(city.industries)
    assert json.loads(planted.as_json())["faults"] == list(planted.faults)


@pytest.mark.parametrize("how_many", [1, 7, 30])
def test_as_many_faults_are_planted_as_asked_for(how_many):
    for seed in range(6):
        rng = _rng(seed)
        planted = plant(a_city(rng, 150), rng, how_many)
        assert len(planted.faults) == how_many
        assert planted.expected


def test_all_kinds_of_faults_come_up():
    kinds: set[str] = set()
    for seed in range(12):
        rng = _rng(seed)
        planted = plant(a_city(rng, 150), rng, 30)
        kinds |= {one.partition(":")[0] for one in planted.faults}
    assert len(kinds) >= 22, kinds


def test_what_is_expected_of_the_prose_stands_in_it(planted):
    draft = planted.city.draft()
    for one in planted.expected:
        if one.quote:
            text = draft.values[one.path]
            assert one.quote in text
            assert one.numeral in one.quote


def test_a_true_number_is_not_expected_to_be_reported(planted):
    wrong = Counter((one.path, one.quote, one.numeral) for one in planted.expected if one.quote)
    truth = Truth(planted.city.projects, planted.city.money)
    stated = [(truth.of(one.figure), one) for one in planted.city.stated()]
    assert wrong == Counter(
        (f"chapters/{one.chapter}", one.sentence, one.figure.numeral)
        for verdict, one in stated
        if verdict == "false"
    )


def test_a_judge_is_content_with_exactly_what_was_planted(planted):
    found = tuple(_finding(one, n) for n, one in enumerate(planted.expected))
    assert judge(planted, Audit(found)).is_right
    for left_out in (0, len(found) - 1):
        fewer = found[:left_out] + found[left_out + 1 :]
        missed = judge(planted, Audit(fewer)).missed
        assert planted.expected[left_out] in missed or _is_covered(planted, left_out)


def test_a_judge_sees_what_was_invented(planted):
    strange = Finding("LN-C3", Severity.MUST, "投资额不足", (Place("projects/p1/investment", ""),))
    assert judge(planted, Audit((strange,))).invented == (strange,)
    for one in planted.true:
        place = Place(f"chapters/{one.chapter}", "")
        if any(other.quote == one.sentence for other in (*planted.expected, *planted.may_follow)):
            continue
        alarm = Finding(PROSE, Severity.MUST, f"原句:「{one.sentence}」", (place,))
        assert judge(planted, Audit((alarm,))).invented == (alarm,)
        return


def test_a_finding_about_another_number_of_the_sentence_is_no_answer():
    expected = Expected(
        PROSE, path="chapters/goals", quote="共2个,投资3万元", numeral="3", others=("2",)
    )
    planted = replace(a_case(1)[0], expected=(expected,))
    place = (Place("chapters/goals", ""),)
    right = Finding(PROSE, Severity.MUST, "「共2个,投资3万元」", place, left="投资3万元")
    wrong = replace(right, left="共2个")
    assert judge(planted, Audit((right,))).is_right
    assert judge(planted, Audit((wrong,))).invented == (wrong,)


def test_a_run_judges_the_clean_and_the_faulty_city(programme):
    clean, faulty = run(3, programme)
    assert clean.missed == ()
    assert {one.code for one in clean.invented} <= {PROSE}
    assert {one.code for one in faulty.invented} <= {PROSE, "LN-G4"}


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("108", Style("个", "chinese"), "一百零八个"),
        ("12", Style("家", "chinese"), "十二家"),
        ("210", Style("个", "chinese", firmly="余"), "二百一十余个"),
        ("108", Style("个", "wide"), "１０８个"),
        ("24806.6", Style("万元", "grouped", 1), "24,806.6万元"),
        ("24800", Style("亿元", places=2), "2.48亿元"),
        ("24806.6", Style("亿万元", places=1), "2亿4806.6万元"),
        ("24807", Style("万元", "chinese"), "二亿四千八百零七万元"),
        ("20807", Style("万元", "chinese"), "二亿零八百零七万元"),
        ("24000", Style("万元", "chinese", firmly="余"), "二亿四千余万元"),
        ("24000", Style("亿元", places=1, firmly="多"), "2.4亿多元"),
        ("24000", Style("亿元", places=1, firmly="超过"), "超过2.4亿元"),
        ("39.8", Style("%", places=1), "39.8%"),
        ("39.8", Style("百分之", "chinese", 1), "百分之三十九点八"),
        ("40", Style("成", "chinese", firmly="近"), "近四成"),
        ("40", Style("成", "chinese", firmly="以上"), "四成以上"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_officials_write_them(value, style, text):
    assert spelling.written(Decimal(value), style) == text


@pytest.mark.parametrize(
    ("value", "style", "actual", "verdict"),
    [
        ("108", Style("个"), "108", "true"),
        ("108", Style("个"), "109", "false"),
        ("100", Style("个", firmly="余"), "108", "true"),
        ("100", Style("个", firmly="余"), "99", "false"),
        ("100", Style("个", firmly="余"), "100", "doubtful"),
        ("100", Style("个", firmly="以上"), "100", "true"),
        ("100", Style("个", firmly="超过"), "100", "doubtful"),
        ("110", Style("个", firmly="近"), "108", "true"),
        ("110", Style("个", firmly="近"), "90", "false"),
        ("110", Style("个", firmly="约"), "106", "true"),
        ("110", Style("个", firmly="约"), "95", "false"),
        ("110", Style("个", firmly="不超过"), "111", "false"),
        ("105", Style("个", firmly="不少于"), "104", "false"),
        ("24800", Style("亿元", places=2), "24849.9", "true"),
        ("24800", Style("亿元", places=2), "25100", "false"),
        ("24800", Style("万元", "chinese"), "24806.6", "true"),
        ("24806", Style("万元", "chinese"), "24806.6", "false"),
    ],
)
def test_a_number_binds_as_firmly_as_it_is_worded(value, style, actual, verdict):
    measure = "projects" if style.unit == "个" else "investment"
    figure = figure_of(measure, WHOLE, Decimal(value), style)
    assert borne_out(figure, Decimal(actual)) == verdict


def _rng(seed: int) -> random.Random:
    return random.Random(seed)


def _finding(one: Expected, number: int) -> Finding:
    """What a program without fault would report."""
    kind = min(one.kinds, default="")
    message = f"{number}「{one.quote}」" if one.quote else f"{number}{one.texts}"
    text = "\n".join(one.texts) or one.numeral
    return Finding(one.code, Severity.MUST, message, (Place(one.path, ""),), left=text, kind=kind)


def _is_covered(planted: Planted, number: int) -> bool:
    """Whether another expectation is answered by the same finding: one sentence, equal numbers."""
    one = planted.expected[number]
    same = [other for other in planted.expected if other.quote == one.quote and one.quote]
    return len(same) > 1
