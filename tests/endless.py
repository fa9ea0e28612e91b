"""Long input made to tire the readers out: what the tests read, and the bench times as it grows."""

# Each is one thing said over and over, as no plan says it and no reader may stumble over.
ENDLESS = {
    "one endless sentence": "全市推进数字化转型的项目",
    "ten thousand numbers": "3个",
    "only brackets": "（",
    "brackets in brackets": "（其中银州区1个",
    "parts of parts": "其中银州区3个、",
    "names without end": "银州区、",
    "lists without end": "银州区、清河区分别为3个、4个，",
    "blank lines": "\n",
    "items": "（1）项目3个\n",
    "sums of money": "总投资1.2亿元",
    "choices": "征集9个，评审确定8个。",
}
_LIKE_NAMES = ("甲", "甲乙", "公司", "一", "Ⅰ期")


def endless(kind: str, length: int) -> str:
    """So many characters of one kind, broken off in the middle of whatever stands there."""
    said = ENDLESS[kind]
    return (said * (length // len(said) + 1))[:length]


def endless_names(length: int) -> list[str]:
    """Names of so many characters that are one sign, word or number over and over."""
    return [said * (length // len(said)) for said in _LIKE_NAMES]
