"""Places in a workbook as people name them."""


def column_letters(index: int) -> str:
    """Excel's letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
