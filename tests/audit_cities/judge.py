"""Comparing what the program found with what was planted."""

import random
import re
import unicodedata
from dataclasses import dataclass

from desktop_app.core.findings import Audit, Finding
from desktop_app.core.programme import Programme
from desktop_app.core.rules import audit
from desktop_app.jobs.packs import load_programme
from tests.audit_cities.bench import Expected
from tests.audit_cities.city import a_city
from tests.audit_cities.faults import Planted, clean, plant

PROJECTS = (100, 300)
FAULTS = (1, 30)


@dataclass(frozen=True)
class Verdict:
    """What should have been found and was not; what was found and answers to nothing."""

    missed: tuple[Expected, ...]
    invented: tuple[Finding, ...]

    @property
    def is_right(self) -> bool:
        return not self.missed and not self.invented


def judge(planted: Planted, audit: Audit) -> Verdict:
    """Every expectation needs a finding, and every finding an expectation or a consequence; the
    same finding twice is one too many."""
    missed = [
        one
        for one in planted.expected
        if not any(_answers(finding, one) for finding in audit.findings)
    ]
    known = (*planted.expected, *planted.may_follow)
    invented: list[Finding] = []
    seen: set[tuple[str, str, str | None]] = set()
    for finding in audit.findings:
        same = (finding.code, finding.message, finding.left)
        if same in seen or not any(_answers(finding, one) for one in known):
            invented.append(finding)
        seen.add(same)
    return Verdict(tuple(missed), tuple(invented))


def run(seed: int, programme: Programme | None = None) -> tuple[Verdict, Verdict]:
    """A city of this seed under the program's rules: clean, and with faults."""
    programme = programme or load_programme("liaoning-2024")
    whole, planted = a_case(seed)
    return tuple(judge(one, audit(programme, one.city.draft())) for one in (whole, planted))  # type: ignore[return-value]


def a_case(seed: int) -> tuple[Planted, Planted]:
    """The clean city of a seed, and the same with faults."""
    rng = random.Random(seed)
    city = a_city(rng, rng.randint(*PROJECTS))
    return clean(city), plant(city, rng, rng.randint(*FAULTS))


def _answers(finding: Finding, one: Expected) -> bool:
    """Whether a finding is the one expected, or reports the number expected."""
    if finding.code != one.code or (one.kinds and finding.kind not in one.kinds):
        return False
    if one.path and not any(place.path.startswith(one.path) for place in finding.places):
        return False
    if one.quote:
        return one.quote in finding.message and _is_of_number(finding, one)
    told = "\n".join((finding.message, finding.left or "", finding.right or ""))
    return all(text in told for text in one.texts)


def _is_of_number(finding: Finding, one: Expected) -> bool:
    """Whether the finding's own words hold this number rather than another of its sentence."""
    told = finding.left or ""
    if _holds(told, one.numeral):
        return True
    return not any(_holds(told, other) for other in one.others)


def _holds(text: str, numeral: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    wanted = re.escape(unicodedata.normalize("NFKC", numeral).replace(",", ""))
    signs = r"\d.零〇一二三四五六七八九十百千"
    return re.search(rf"(?<![{signs}]){wanted}(?![{signs}])", plain) is not None
