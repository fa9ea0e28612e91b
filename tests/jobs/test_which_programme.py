"""Two files of which nobody says whose they are: they are read by the programme they belong to."""

from functools import cache

import pytest

from desktop_app.intake.plain import Raw
from desktop_app.intake.worker import read_here
from desktop_app.jobs.demo import input_files, sample_folder
from desktop_app.jobs.packs import installed_ids, load_programme
from desktop_app.jobs.which_programme import which_programme
from desktop_app.paths import SAMPLES
from tests.small_pack import a_small_programme

CITIES = sorted(path.parent.name for path in SAMPLES.glob("*/answers.toml"))


@cache
def files_of(programme: str) -> tuple[Raw, Raw]:
    """The plan and the first county's table of a practice city."""
    *tables, plan = input_files(sample_folder(programme))
    return read_here(plan), read_here(tables[0])


@pytest.mark.parametrize("city", CITIES)
def test_the_files_of_every_practice_city_are_known_for_its_own(city):
    programmes = [a_small_programme(), *(load_programme(one) for one in installed_ids())]
    for order in (programmes, programmes[::-1]):
        assert which_programme(order, *files_of(city)).id == city


def test_files_that_belong_to_none_are_read_by_the_first():
    nothing = Raw("text", [])
    first = a_small_programme()
    others = [first, *(load_programme(one) for one in installed_ids())]
    assert which_programme(others, nothing, nothing) is first
