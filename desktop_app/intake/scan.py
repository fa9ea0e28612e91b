"""A scan of what was printed: the codes of its pages, read part by part in guarded processes."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.intake.guard import read_apart
from desktop_app.intake.opening import changed, state_of
from desktop_app.intake.plain import ScannedPage
from desktop_app.intake.sniff import Sniffed, is_pdf
from desktop_app.intake.unreadable import Unreadable

# Hundreds of sheets in colour.
LARGEST_SCAN = 2_000_000_000
_AGAIN = "请重新扫描成 PDF(200 dpi、黑白或灰度)后再校验。"
_WORDS = {
    "slow": f"扫描件「{{name}}」读了很久还没有读完,已停止;{_AGAIN}",
    "heavy": f"扫描件「{{name}}」读取时占用内存过多或已损坏;{_AGAIN}",
    "damaged": f"扫描件「{{name}}」已损坏或格式不标准,打不开;{_AGAIN}",
    "encrypted": "扫描件「{name}」已加密;请去掉密码后再校验。",
    "empty": f"扫描件「{{name}}」是空的(0 字节);{_AGAIN}",
    "large": f"扫描件「{{name}}」超过 {LARGEST_SCAN // 1_000_000_000} GB;请分成几个文件再校验。",
    "picture": "「{name}」是图片;请在扫描仪上选择存成 PDF,或把图片合成一个 PDF 后再校验。",
}


def read_scan(
    path: Path, report: Callable[[int, int], None] = lambda done, of: None
) -> list[ScannedPage]:
    """The pages of a scanned PDF in order; `report` hears how many of how many are read.

    Raises `Unreadable` for whatever is wrong with the file.
    """
    try:
        if not is_pdf(path, LARGEST_SCAN):
            raise Unreadable("unsupported", f"「{path.name}」不是 PDF;{_AGAIN}")
        pages: list[ScannedPage] = []
        state = state_of(path)
        while True:
            raw = read_apart(path, Sniffed("scan", ".pdf"), first=len(pages))
            if state_of(path) != state:
                # Its parts are read by processes of their own, each of which opens it.
                raise changed(path)
            pages += raw.scanned
            report(len(pages), raw.page_count)
            if not raw.scanned or len(pages) >= raw.page_count:
                return pages
    except Unreadable as reason:
        sentence = _WORDS.get(reason.reason, "")
        if not sentence:
            raise
        raise Unreadable(reason.reason, sentence.format(name=path.name)) from reason
