"""Random cities with planted faults: every fault found, nothing invented, nothing on clean cities.

`make cities` runs 500 of them; here are as many as a run of all tests can bear.
"""

import os

import pytest

from desktop_app.jobs.packs import load_programme
from tests.audit_cities.judge import run

CITIES = 500 if os.environ.get("SHENBAO_CITIES") == "full" else 40
PROGRAMME = load_programme("liaoning-2024")


@pytest.mark.parametrize("seed", range(CITIES))
def test_a_clean_city_raises_nothing_and_a_faulty_one_what_was_planted(seed):
    clean, faulty = run(seed, PROGRAMME)
    assert [one.message for one in clean.invented] == []
    assert [one.message for one in faulty.invented] == []
    assert faulty.missed == ()
