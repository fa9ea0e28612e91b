"""Projects that a city does not have yet."""

import random

from tests.audit_cities.bench import Bench
from tests.audit_cities.firms import Firm, a_credit_code, rebranded
from tests.audit_cities.records import Project
from tests.audit_cities.rows import a_project, like_any
from tests.audit_cities.titles import titles


def new_firms_project(bench: Bench, rng: random.Random) -> Project | None:
    """A project of a firm that the city does not have yet."""
    known = rng.choice(bench.projects)
    name = rebranded(rng, known.enterprise)
    if name in bench.enterprises():
        return None
    number = bench.next_number()
    code = a_credit_code(rng, number)
    firm = Firm(name, name[:6], code, rng.choice(bench.city.counties), known.industry)
    (title,) = titles(rng, firm, 1, set(bench.names))
    return a_project(rng, firm, number, title.text, like_any(rng))


def known_firms_project(bench: Bench, rng: random.Random) -> Project | None:
    """One more project of a firm without faults."""
    one = bench.free(rng)
    if one is None:
        return None
    firm = Firm(one.enterprise, one.enterprise[:6], one.credit_code, one.county, one.industry)
    (title,) = titles(rng, firm, 1, set(bench.names))
    return a_project(rng, firm, bench.next_number(), title.text, one)
