"""How the numbers of plans in many hands are read: no false alarm, and wrong numbers noticed."""

import re
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.core.checks.stated import ground_of_draft
from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.stated import unborne
from desktop_app.jobs.packs import load_programme
from tests.plan_texts import PlanText, Stated, load_texts

TEXTS = load_texts()
PROGRAMME = load_programme("liaoning-2024")
NOTICES = sorted((Path(__file__).parent / "notice_texts").glob("*.txt"))
COLUMNS = (
    "name", "enterprise", "credit_code", "county", "industry", "start", "finish", "investment",
    "software", "hardware", "service", "award", "level_before", "level_after",
)  # fmt: skip
# Of every hundred numbers that state a fact, so many at least are noticed when they are wrong.
NOTICED = 90


def a_ground(plan: PlanText):
    rows = tuple(
        Row(f"r{n}", MappingProxyType({column: str(getattr(one, column)) for column in COLUMNS}))
        for n, one in enumerate(plan.projects)
    )
    fields = plan.fields
    values = {
        "basic/city": fields.city,
        "basic/industries": "、".join(fields.industries),
        "basic/industrial_firms": str(fields.industrial_firms),
        "money/award": str(fields.award),
        "money/transformation": str(fields.transformation),
        "money/auxiliary": str(fields.auxiliary),
        "money/local_match": str(fields.local_match),
    }
    tables = MappingProxyType({"projects": rows})
    draft = Draft(PROGRAMME.id, 0, MappingProxyType(values), tables)
    return ground_of_draft(Subject(PROGRAMME, draft))


def altered(text: str) -> str:
    """The number with its first digit, Arabic or Chinese, one step up."""
    arabic = re.search(r"[0-9]", text)
    if arabic:
        digit = str(int(arabic[0]) % 9 + 1)
        return text[: arabic.start()] + digit + text[arabic.end() :]
    steps = dict(zip("一二三四五六七八九两", "三五七六八九三四二五", strict=True))
    found = next((at for at, sign in enumerate(text) if sign in steps), None)
    return text if found is None else text[:found] + steps[text[found]] + text[found + 1 :]


def is_noticed(plan: PlanText, stated: Stated, ground) -> bool:
    new = altered(stated.text)
    text = plan.text[: stated.start] + new + plan.text[stated.end :]
    end = stated.start + len(new)
    return any(
        one.statement.start < end and stated.start < one.statement.end
        for _, one in unborne(text, ground)
    )


@pytest.mark.parametrize("plan", TEXTS, ids=lambda plan: plan.name)
def test_no_true_number_and_no_number_about_something_else_alarms(plan):
    assert [one.statement.text for _, one in unborne(plan.text, a_ground(plan))] == []


@pytest.mark.parametrize("notice", NOTICES, ids=lambda path: path.stem)
@pytest.mark.parametrize("plan", TEXTS[:5], ids=lambda plan: plan.name)
def test_the_text_of_a_notice_states_nothing_about_a_city_s_projects(plan, notice):
    text = notice.read_text("utf-8")
    assert [one.statement.sentence for _, one in unborne(text, a_ground(plan))] == []


def test_a_wrong_number_is_noticed():
    exact = [
        (plan, stated)
        for plan in TEXTS
        for stated in plan.stated
        if stated.bound == "exact" and altered(stated.text) != stated.text
    ]
    grounds = {plan.name: a_ground(plan) for plan in TEXTS}
    noticed = sum(is_noticed(plan, stated, grounds[plan.name]) for plan, stated in exact)
    assert noticed * 100 >= NOTICED * len(exact)
