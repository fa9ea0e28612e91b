"""Write the reference pictures of the practice city's papers again:  make pictures

Those that show the same page stay as they are, whatever its check code. Look at what has changed
before it is committed.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image

from desktop_app.jobs.demo import run_demo
from tests.example_documents import PRACTICE_DAY
from tests.pictures.pictures import FOLDER, differences, pictures, save


def looks_like(image: Image.Image, path: Path) -> bool:
    """Whether the picture that is there shows the same."""
    if not path.exists():
        return False
    with Image.open(path) as kept:
        return not list(differences(image, kept))


def main() -> int:
    """Build the practice city and write the pictures that differ; says which."""
    with tempfile.TemporaryDirectory() as folder:
        demo = run_demo(Path(folder), now=lambda: PRACTICE_DAY)
        if demo.bundle is None:
            sys.stderr.write("the practice city was not built\n")
            return 1
        beside = Path(folder) / "beside"
        beside.mkdir()
        made = pictures(Path(folder), demo.bundle.folder, beside)
    for path in FOLDER.glob("*.png"):
        if path.name not in made:
            path.unlink()
    for name, image in made.items():
        if not looks_like(image, FOLDER / name):
            save(image, FOLDER / name)
            sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
