"""正本 and 副本: which of a paper's copies are originals, and how lists and files tell of them."""

ORIGINAL, DUPLICATE = "正本", "副本"
_NUMBERS = "零壹贰叁肆伍陆柒捌玖拾"
# What lint says of too many (or fewer than none; of a letter that is none of its own any is).
ORIGINALS = "正本 {} 份,份数 {} 份:份数是正本加副本,正本不能超过份数"


def originals_of(copies: int, originals: int) -> int:
    """How many of these copies are originals; an office may print fewer than the notice asks."""
    return max(min(copies, originals), 0)


def both(copies: int, originals: int) -> str:
    """「正本1份、副本4份」; "" where originals are not told apart."""
    first = originals_of(copies, originals)
    if not first:
        return ""
    rest = copies - first
    return f"正本{first}份、副本{rest}份" if rest else f"正本{first}份"


def told_copies(copies: int, originals: int) -> str:
    """「正本1份、副本4份」, or 「3份」 where originals are not told apart."""
    return both(copies, originals) or f"{copies}份"


def asked(copies: int, originals: int) -> str:
    """「正本1份、副本4份」, or 「一式叁份」 as notices write it where there are no originals."""
    if copies <= 1:
        return both(copies, originals) or f"{copies}份"
    number = _NUMBERS[copies] if copies < len(_NUMBERS) else str(copies)
    return both(copies, originals) or f"一式{number}份"


def counted(copies: int, originals: int) -> str:
    """「正本1、副本4」 or 「3」: the same where a heading says what is counted."""
    return told_copies(copies, originals).replace("份", "")


def standing_of(copy: int, copies: int, originals: int) -> str:
    """「正本」 or 「副本第2份」: what one copy of a set is; "" where it makes no difference."""
    first = originals_of(copies, originals)
    if not first:
        return ""
    if copy <= first:
        return ORIGINAL if first == 1 else f"{ORIGINAL}第{copy}份"
    return DUPLICATE if copies - first == 1 else f"{DUPLICATE}第{copy - first}份"


def kind_of(standing: str) -> str:
    """「正本」 or 「副本」, as it is stamped on a cover."""
    return standing[: len(ORIGINAL)]


def is_original(standing: str) -> bool:
    """Whether a copy's standing says that it is an original."""
    return standing.startswith(ORIGINAL)
