"""What the program must reach, in the order of the first table, and why a figure may miss it."""

TARGETS = {
    "start": "first usable window ≤ 3 × a bare PySide6 main window",
    "open": "open a draft of 2,000 projects ≤ 1 s",
    "audit": "full audit of 2,000 projects ≤ 1 s",
    "edit": "one edit → its findings ≤ 100 ms at 5,000 rows",
    "key": "typing is never blocked: a key ≤ 16 ms at 5,000 rows, the audit beside it",
    "bundle": "whole bundle of 120 projects, verified, ≤ 3 s",
    "bundle growth": "whole bundle: time by the number of projects",
    "pdf office": "summary pdf, 2,000 rows: ≥ 30 × faster than LibreOffice converting the same docx",
    "pdf typst": "summary pdf from 2,000 rows up: faster than typst",
    "pdf memory": "summary pdf from 2,000 rows up: a tenth of typst's memory",
    "pdf small": "plan pdf, and summary pdf of 120 rows: ≤ 1.5 × typst",
    "docx": "docx of 10,000 rows ≤ 2 × writing the bare XML",
    "xlsx": "xlsx of 10,000 rows ≤ 1.3 × XlsxWriter alone",
    "paste": "paste 5,000 × 15 cells, one change, ≤ 200 ms",
    "import": "import 10,000 × 12 xlsx ≤ 3 × raw calamine",
    "memory open": "memory with 10,000 projects open in the window ≤ 300 MB",
    "memory bundle": "memory while a bundle of 10,000 projects is built (command line) ≤ 300 MB",
    "memory both": "memory with 10,000 projects open in the window and their bundle built in it ≤ 300 MB",
    "step": "another step of the guide ≤ 100 ms, the first time too (our own aim)",
    "package": "frozen program: start ≤ 1.2 × from source; folder ≤ 200 MB (our own aims)",
    "scale": "verify the bundles of 300 cities",
}

# Said in the table where the figure is missed, and only there.
REASONS = {
    "open": "the whole journal is read, chained and replayed before anything of the file is believed",
    "bundle": "three quarters of the time is reading every finished file back by another path",
    "pdf memory": "the page streams stay uncompressed in reportlab until the file is written",
    "memory bundle": "the files read back hold each row once more, beside the draft and its audit",
    "memory both": "the build audits the draft and reads the files back in the window's own process, "
    "beside the draft and the audit that the window shows",
    "step": "a page's widgets are made when it is shown for the first time",
    "package": "Qt wants the data of ICU whole (32 MB), and the fonts hold every hanzi of the "
    "standards (34 MB)",
    "xlsx": "every text is cleaned for the file's XML and given its column's look, one by one",
    "paste": "75,000 cells are compared, replaced and journalled one by one in Python",
}
# The size of those targets that speak of one: a quick run stops before it.
_LARGEST = 10_000
NOT_HERE = "not measured in this run"
# Proven by tests that count and do not time: no figure of the bench.
ELSEWHERE = (
    "Crash loop, power cut, damage, hostile files and fuzz, and that the program opens no socket, "
    "are no matter of speed: `make crash`, `make fuzz` and `make test` prove them."
)


def at_full_size(target: str, size: int) -> str:
    """The target, if so many rows are what it speaks of; else none."""
    return target if size == _LARGEST else ""
