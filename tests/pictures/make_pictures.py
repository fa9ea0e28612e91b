"""Write the reference pictures of the practice city's bundle again:  make pictures

Look at what has changed (git diff shows which) before it is committed.
"""

import sys
import tempfile
from pathlib import Path

from desktop_app.jobs.demo import run_demo
from tests.pictures.pictures import FOLDER, pictures, save


def main() -> int:
    """Build the practice city and put its pictures in the place of those that are there."""
    with tempfile.TemporaryDirectory() as folder:
        demo = run_demo(Path(folder))
        if demo.bundle is None:
            sys.stderr.write("the practice city was not built\n")
            return 1
        made = pictures(demo.bundle.folder)
    for path in FOLDER.glob("*.png"):
        path.unlink()
    for name, image in made.items():
        save(image, FOLDER / name)
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
