"""Where the reading process starts: with as little as it can, for somebody waits for each file."""

import sys

# msgspec asks for one name that `typing` has as well; loading this takes a fifth of the start.
sys.modules["typing_extensions"] = None  # type: ignore[assignment]

# Most files are workbooks: their reader is there by the time that the file was looked over.
import desktop_app.intake.spreadsheet  # noqa: E402, F401 - what stands above must come first
from desktop_app.intake.worker import SEVERAL, main, read_several  # noqa: E402

if __name__ == "__main__":
    read_several() if SEVERAL in sys.argv else main()
