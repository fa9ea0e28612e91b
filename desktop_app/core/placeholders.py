"""What was left to be filled in: 「XX市」, 「××」, 「【待填】」, 「____」, a name in braces."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desktop_app.core.live_values import TOKEN

# One look for these is many times quicker than trying every pattern at every sign.
_BEGINS = re.compile(r"[×Ｘｘ✕╳Xx○〇◯_＿*＊【\[［〔(（{｛ \u3000]")
_TOLD = "待(?:填|补|定|核|完善|明确|确认|续)|此处|请(?:填|补|写|输入|插入|替换)|填写|示例"
_UNFILLED = re.compile(
    # 「二〇〇八年」 is a number, MAXX and XX-100 are names.
    r"[×Ｘｘ✕╳]{2,}"
    r"|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9]|-\d)"
    r"|(?<![一二三四五六七八九零\d])[○〇◯]{2,}(?![一二三四五六七八九零\d])"
    r"|[_＿]{2,}"
    r"|[*＊]{2,}(?=[市县区镇省年月日万亿元个家项%％])"
    rf"|【(?:{_TOLD})[^【】\n]{{0,30}}】"
    rf"|[\[［〔(（](?:{_TOLD})[^\[\]［］〔〕()（）\n]{{0,20}}[\]］〕)）]"
    r"|【[ \u3000]*】"
    r"|[ \u3000]{2,}年[ \u3000]+月(?:[ \u3000]+日)?"
    r"|\{[^{}\n]{1,60}\}|｛[^｛｝\n]{1,60}｝|\{\{[^{}\n]{1,60}\}\}"
)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A stretch of a text that is to be filled in. `name` is what stands in braces, or ""."""

    start: int
    end: int
    text: str
    name: str = ""


def unfilled(text: str, known: Collection[str] = ()) -> Iterator[Unfilled]:
    """What is left to be filled in; tokens of the `known` names have a value."""
    for match in _matches(text):
        token = TOKEN.fullmatch(match[0])
        if token is not None and token[1] in known:
            continue
        yield Unfilled(match.start(), match.end(), match[0].strip(), token[1] if token else "")


def _matches(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while (begin := _BEGINS.search(text, at)) is not None:
        match = _UNFILLED.match(text, begin.start())
        if match is None:
            at = begin.end()
        else:
            yield match
            at = match.end()
