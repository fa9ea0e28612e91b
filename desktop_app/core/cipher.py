"""Signs for signs: a name made unreadable so that all that names share or differ in stays.

Each character has one other in its place, always the same, so two names are as alike as before.
Brackets, blanks, unseen signs, numerals and the plain words of projects stay as they are.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from desktop_app.core.names import fold, in_plain_script
from desktop_app.core.numerals import DIGITS, UNITS
from desktop_app.core.signs import unprintable

# What a project says of itself in every city. Its characters stay.
PLAIN_WORDS = (
    "项目 建设 改造 升级 系统 平台 数字化 智能化 自动化 信息 网络 设备 生产 产线 车间 工厂 工位 "
    "单元 机器人 工作站 管理 控制 质量 检测 检验 追溯 仓储 物流 能源 能耗 安全 环保 研发 设计 "
    "工艺 装配 加工 焊接 数控 柔性 精益 协同 采集 分析 监测 监控 可视 中心 示范 应用 提升 优化 "
    "集成 转型 高端 绿色 一体化 全流程 技术 执行 名称 防错 总装 结构件 冷链 分级 与 及 和 的 用 于"
)
# What tells how often, which part, and where the name of a firm ends: parted names are told by it.
_ALWAYS = f"{DIGITS}{UNITS}期号阶段标批线区代第公司厂有限责任股份集团控总分合伙企业工房内级务"
_PLAIN_LATIN = frozenset(
    re.findall(
        r"\w+",
        "mes erp plm wms scada aps qms cad cae cam capp pdm scm crm agv rfid ai it ot dcs plc iot "
        "g bi cnc lims eam srm tms oa app pc ups led i ii iii iv v vi vii viii ix x xi xii xiii",
    )
)
_LATIN = re.compile("[a-z]+")
# As long as this no number of a name is one that counts; it may be a telephone's or an account's.
LONGEST_NUMBER = 5
_LONG_NUMBER = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}", re.ASCII)
# Roman numerals are numbers.
_FIXED_LETTERS = "ivx"
# So many characters of a firm's own name in a row tell which firm it is.
TELLING = 4


class Cipher:
    """The characters that stand for others in one draft; `secret` decides which.

    `texts` are all texts of the draft, `names` those that `name` will be asked for, `own_names` the
    firms' names without 有限公司: what is left readable of a name never holds `TELLING` characters
    of one of them in a row.
    """

    def __init__(
        self,
        texts: Iterable[str],
        names: Iterable[str],
        own_names: Iterable[str],
        secret: bytes,
    ) -> None:
        self._secret = secret
        counted = Counter[str]()
        for text in texts:
            counted.update(text)
        runs = {run for name in names for run in _readable_runs(fold(name))}
        self._fixed = _fixed(counted)
        self._kept = set(PLAIN_WORDS) | set(_ALWAYS) | self._fixed
        self._hide(runs, own_names, counted)
        self._free = self._alphabet(counted)
        self._signs: dict[str, str] = {}
        letters = "".join(chr(code) for code in range(ord("a"), ord("z") + 1))
        moving = [letter for letter in letters if letter not in _FIXED_LETTERS]
        self._letters = dict(zip(moving, _rotated(self._shuffled(moving)), strict=True))
        self._digits = dict(zip("0123456789", _rotated(list("3816402975")), strict=True))

    def name(self, text: str) -> str:
        """A name with all that is not plain in it replaced, sign for sign."""
        latin = self._spelt(text)
        kept = self._kept
        return "".join(
            told if told != sign or sign in kept else self._sign(sign)
            for sign, told in zip(text, latin, strict=True)
        )

    def opaque(self, text: str) -> str:
        """A text of which nothing but its signs, numerals and shape is left."""
        return "".join(
            self._sign(sign) if sign not in _ALWAYS else sign for sign in self._spelt(text)
        )

    def _sign(self, sign: str) -> str:
        if not _is_word_sign(sign) or sign in self._fixed:
            return sign
        if sign not in self._signs:
            self._signs[sign] = next(self._free)
        return self._signs[sign]

    def _spelt(self, text: str) -> str:
        """Unknown Latin words and long numbers under another spelling, in their width and case."""
        plain = "".join(_plain_latin(sign) for sign in text)
        spelt = list(text)
        for match in _LATIN.finditer(plain):
            if match[0] not in _PLAIN_LATIN:
                for at in range(*match.span()):
                    spelt[at] = _like(text[at], self._letters.get(plain[at], plain[at]))
        for match in _LONG_NUMBER.finditer(plain):
            for at in range(*match.span()):
                spelt[at] = _like(text[at], self._digits[plain[at]])
        return "".join(spelt)

    def _hide(self, runs: set[str], own_names: Iterable[str], counted: Counter[str]) -> None:
        """Give up as many plain characters as keep a firm's name from being read."""
        telling = {
            name[at : at + TELLING]
            for name in own_names
            for at in range(max(len(name) - TELLING + 1, 0))
        }
        for stretch in sorted(stretch for run in runs for stretch in _stretches(run)):
            if stretch in telling and all(sign in self._kept for sign in stretch):
                losable = [sign for sign in stretch if sign not in _ALWAYS + "".join(self._fixed)]
                if losable:
                    self._kept.discard(min(losable, key=lambda sign: (counted[sign], sign)))

    def _alphabet(self, counted: Counter[str]) -> Iterator[str]:
        """Characters that nobody typed anywhere in the draft come first; no numerals."""
        unfit = {*self._kept, *PLAIN_WORDS, *unprintable("".join(_gb2312()))}
        known = [sign for sign in _gb2312() if sign not in unfit]
        unused = self._shuffled([sign for sign in known if sign not in counted])
        yield from unused
        yield from self._shuffled([sign for sign in known if sign in counted])
        # More characters than GB 2312 has; private ones would be findings.
        yield from (chr(code) for code in range(0x4E00, 0x9FA6) if chr(code) not in known)

    def _shuffled(self, signs: Iterable[str]) -> list[str]:
        return sorted(signs, key=lambda sign: hashlib.sha256(self._secret + sign.encode()).digest())


def _fixed(counted: Counter[str]) -> set[str]:
    """Signs of which the folding or the printing says more than a stand-in could repeat."""
    fixed: set[str] = set(unprintable("".join(counted)))
    for sign in counted:
        folded = in_plain_script(sign)
        if folded != sign and _is_word_sign(sign):
            fixed |= {sign, *folded}
    return {sign for sign in fixed if not _plain_latin(sign).isascii()}


def _is_word_sign(sign: str) -> bool:
    return sign.isalpha() and not _plain_latin(sign).isascii()


def _plain_latin(sign: str) -> str:
    """A letter or digit of any width in its plain form, of other signs the sign."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain.lower() if plain.isascii() and len(plain) == 1 else sign


def _like(sign: str, plain: str) -> str:
    """A plain letter or digit in the case and width of a sign."""
    narrow = unicodedata.normalize("NFKC", sign)
    told = plain.upper() if narrow.isupper() else plain
    return told if narrow == sign else chr(ord(told) + 0xFEE0)


def _rotated(signs: list[str]) -> list[str]:
    """For each of the sorted signs its successor in the list: none stands for itself."""
    following = dict(zip(signs, [*signs[1:], *signs[:1]], strict=True))
    return [following[sign] for sign in sorted(signs)]


def _readable_runs(text: str) -> Iterator[str]:
    return (run for run in re.findall(r"\w+", text) if len(run) >= TELLING)


def _stretches(run: str) -> Iterator[str]:
    return (run[at : at + TELLING] for at in range(len(run) - TELLING + 1))


def _gb2312() -> Iterator[str]:
    """The 6763 characters of GB 2312: everybody has them in a font."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            sign = bytes((high, low)).decode("gb2312", "ignore")
            if sign:
                yield sign
