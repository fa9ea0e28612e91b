"""Where the reading process starts: with as little as it can, for somebody waits for each file."""

import sys

# msgspec asks for one name that `typing` has as well; loading this takes a fifth of the start.
sys.modules["typing_extensions"] = None  # type: ignore[assignment]

from desktop_app.intake.worker import main  # noqa: E402 - what stands above must come first

if __name__ == "__main__":
    main()
