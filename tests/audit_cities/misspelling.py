"""The ways in which a name is written otherwise on one side than on the other."""

import random
import re
from collections.abc import Callable

from tests.audit_cities.records import Project

IN_FORM = frozenset({"differs_in_form"})
NEAR = frozenset({"near_match"})
EITHER = IN_FORM | NEAR
# A way to write a project's name, or None where it has nothing to write so.
Way = Callable[[random.Random, Project], str | None]
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_LATIN = re.compile("[0-9A-Za-z]+")
# Signs that are, or are part of, a number: changed they tell of another project.
_NUMERALS = set("零〇一二三四五六七八九十百千万亿两双")
_LOOKING_ALIKE = dict(
    zip(
        "改造化车间智能升级系统建设数字产线项目管理检测",
        "该选花东问知态开极糸铳健没教宇严钱顶日菅埋捡侧",
        strict=True,
    )
)
_TRADITIONAL = dict(
    zip(
        "车间数产线项级设备联网质统业应执",
        "車間數產線項級設備聯網質統業應執",
        strict=True,
    )
)


def bracket(rng: random.Random, one: Project) -> str | None:
    name = one.name
    if "（" in name or "）" in name:
        both = name.replace("（", "(").replace("）", ")")
        return rng.choice((both, both, name.replace("（", "(")))
    if "(" in name:
        return name.replace("(", "（").replace(")", "）")
    return None


def blank(rng: random.Random, one: Project) -> str | None:
    at = rng.randint(1, len(one.name))
    return one.name[:at] + rng.choice((" ", " ", "\u3000")) + one.name[at:]


def invisible(rng: random.Random, one: Project) -> str | None:
    at = rng.randint(0, len(one.name))
    return one.name[:at] + rng.choice("\u200b\u00a0\ufeff") + one.name[at:]


def full_width(rng: random.Random, one: Project) -> str | None:
    found = _LATIN.search(one.name)
    if found is None:
        return None
    return one.name[: found.start()] + found[0].translate(_WIDE) + one.name[found.end() :]


def wrong_sign(rng: random.Random, one: Project) -> str | None:
    at = _chinese_place(rng, one.name, _LOOKING_ALIKE)
    return one.name[:at] + _LOOKING_ALIKE[one.name[at]] + one.name[at + 1 :] if at >= 0 else None


def missing_sign(rng: random.Random, one: Project) -> str | None:
    at = _chinese_place(rng, one.name)
    return one.name[:at] + one.name[at + 1 :] if at >= 0 else None


def added_sign(rng: random.Random, one: Project) -> str | None:
    at = _chinese_place(rng, one.name)
    return (
        one.name[:at] + rng.choice((one.name[at], "的", "及")) + one.name[at:] if at >= 0 else None
    )


def phase_in_digits(rng: random.Random, one: Project) -> str | None:
    for spoken, digit in (("一期", "1期"), ("二期", "2期")):
        if spoken in one.name:
            return one.name.replace(spoken, digit)
    return None


def kind_of_company(rng: random.Random, one: Project) -> str | None:
    if "有限责任公司" in one.name:
        return one.name.replace("有限责任公司", "有限公司")
    if "有限公司" in one.name and "股份有限公司" not in one.name:
        return one.name.replace("有限公司", "有限责任公司")
    return None


def traditional(rng: random.Random, one: Project) -> str | None:
    """From one to four signs: what a machine set to the other script makes of a word."""
    places = [at for at, sign in enumerate(one.name) if sign in _TRADITIONAL]
    if not places:
        return None
    chosen = set(rng.sample(places, min(len(places), rng.randint(1, 4))))
    return "".join(_TRADITIONAL[s] if at in chosen else s for at, s in enumerate(one.name))


def reordered(rng: random.Random, one: Project) -> str | None:
    return one.reordered or None


WAYS: dict[str, tuple[Way, frozenset[str]]] = {
    "括号全角与半角": (bracket, IN_FORM),
    "多一个空格": (blank, IN_FORM),
    "看不见的字符": (invisible, IN_FORM),
    "全角字母数字": (full_width, IN_FORM),
    "错一个字": (wrong_sign, NEAR),
    "少一个字": (missing_sign, NEAR),
    "多一个字": (added_sign, NEAR),
    "一期与1期": (phase_in_digits, EITHER),
    "有限公司与有限责任公司": (kind_of_company, NEAR),
    "繁体字": (traditional, EITHER),
    "词序颠倒": (reordered, NEAR),
}


def _chinese_place(rng: random.Random, name: str, among: dict[str, str] | None = None) -> int:
    """A place in the name where a Chinese sign stands that is no numeral, or one of `among`."""
    places = [
        at
        for at, sign in enumerate(name)
        if ("\u4e00" <= sign <= "\u9fff" and sign not in _NUMERALS)
        and (among is None or sign in among)
    ]
    return rng.choice(places) if places else -1
