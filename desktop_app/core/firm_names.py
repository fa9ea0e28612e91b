"""Names of firms: which words only tell the kind of company, and where a firm stands in a name.

All texts here are folded already (`names.fold`) and in simplified characters.
"""

import re

from desktop_app.core.likeness import is_one_slip, ratio

_KIND_OF_FIRM = (
    r"(?:\(集团\)|集团|控股|股份|有限|责任|独资|总|公司|工?厂|合伙企业"
    r"|\((?:有限|普通|特殊普通)合伙\))"
)
_ENDING = re.compile(rf"{_KIND_OF_FIRM}+$")
# 智能工厂, 厂房 and 公司级 are no ends of firms.
_IN_FRONT = re.compile(r"(?P<firm>.{1,40}?(?:公司(?!级)|(?<!工)(?<!分)厂(?![房区内级务])))(?=..)")
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
# A shorter beginning (数字) is as likely a word of the project as one of the firm.
_SHORTEST_BEGINNING = 3
# No firm is longer; what is looks through this much of it only.
_LONGEST = 60
# Two firms of one place and trade differ by two signs of eight.
_SAME_FIRM = 85.0


def words(text: str) -> str:
    """The text without brackets, dashes and other signs; the text itself when nothing is left."""
    return _NO_WORD.sub("", text) or text


def bare_firm(name: str) -> str:
    """The firm without the words for its kind: 有限公司, 有限责任公司, 集团, 厂."""
    end = max(0, len(name) - _LONGEST)
    return name[:end] + _ENDING.sub("", name[end:]) or name


def firm_kind(name: str) -> str:
    """The words at the end that tell the kind of company, blank when there are none."""
    bare = bare_firm(name)
    return name[len(bare) :]


def without_firm(name: str, enterprise: str) -> tuple[str, str]:
    """The firm of a project, bare, and the name without it; a blank firm where none is known.

    The firm is that of the enterprise's column when it is given, or the one that the name begins
    with. A name that is nothing but the firm's stays whole.
    """
    firm = bare_firm(enterprise)
    if not firm:
        match = _IN_FRONT.match(name)
        if match is None:
            return "", name
        return bare_firm(match["firm"]), name[match.end() :]
    rest = _taken_out(name, enterprise, firm)
    return firm, rest if len(words(rest)) > 1 else name


def are_alike(left: str, right: str) -> bool:
    """Whether two bare firms may be one: equal, one short for the other, or misspelt."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) < 2:
        return False
    if short in long:
        return True
    if _NUMBER.findall(left) != _NUMBER.findall(right):
        return False
    return ratio(left, right, _SAME_FIRM) > 0 or is_one_slip(left, right)


def needed_to_be_alike(left: int, right: int) -> int:
    """How many characters two firms of these lengths have in common when they are alike."""
    longest = max(left, right)
    by_ratio = -int(-(left + right) * _SAME_FIRM // 200)
    return max(1, min(by_ratio, left, right, longest - 1))


def _taken_out(name: str, enterprise: str, firm: str) -> str:
    if enterprise in name:
        return name.replace(enterprise, "", 1)
    if len(firm) > 1 and firm in name:
        before, _, behind = name.partition(firm)
        return before + re.sub(rf"^{_KIND_OF_FIRM}+", "", behind)
    match = _IN_FRONT.match(name)
    if match is not None and are_alike(bare_firm(match["firm"]), firm):
        return name[match.end() :]
    longest = min(len(name), len(firm), _LONGEST)
    length = next((n for n in range(longest, 0, -1) if name[:n] in firm), 0)
    return name[length:] if length >= _SHORTEST_BEGINNING else name
