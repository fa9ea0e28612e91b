"""The reference of what the program says of files by itself, whatever the programme."""

from desktop_app.core.kind_words import GROUPS
from desktop_app.core.reference import ReferencePage, page, plain, table

KINDS_NAME = "kinds"


def kinds_page() -> ReferencePage:
    """Every kind that a comparison, a check of files or an import can give."""
    blocks: list[str] = []
    for title, words in GROUPS.items():
        rows = [(plain(one.means), plain(one.do), plain(kind)) for kind, one in words.items()]
        blocks += [f"## {title}", table(("意思", "怎么办", "代号"), rows)]
    return page(
        KINDS_NAME,
        "比对、校验、导入时的提示:是什么意思,怎么办",
        (
            "这些提示与申报事项无关,是程序读文件、比对两份文件时说的。窗口里写的是整句话,"
            "「代号」是命令行加 `--json` 时的写法,打电话时用不着。",
            *blocks,
        ),
    )
