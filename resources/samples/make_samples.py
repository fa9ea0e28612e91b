"""Write the practice cities: county workbooks, a plan in Word, typed fields, the answer key.

    python resources/samples/make_samples.py [FOLDER] [--programme ID] [--clean]

Same bytes every time. Without a folder all programmes' are written, each into its own; --clean
leaves the faults out.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator.beijing_faults import write_beijing  # noqa: E402
from generator.counties import write_counties  # noqa: E402
from generator.faults import clean_city, faulty_city  # noqa: E402
from generator.guangzhou_faults import write_guangzhou  # noqa: E402
from generator.hohhot import write_hohhot  # noqa: E402
from generator.key import answers, fields_text  # noqa: E402
from generator.plan import write_plan  # noqa: E402
from generator.sent import fields  # noqa: E402
from generator.shiyan_faults import write_shiyan  # noqa: E402

PROGRAMME = "liaoning-2024"
PLAN = "实施方案(送审稿).docx"
Write = Callable[[Path, bool], None]


def write_samples(folder: Path, clean: bool = False) -> None:
    """All files of the first programme's city into a folder; without faults when `clean`."""
    city = clean_city() if clean else faulty_city()
    folder.mkdir(parents=True, exist_ok=True)
    write_counties(city.table, folder / "counties")
    write_plan(city, folder / PLAN)
    (folder / "fields.toml").write_text(fields_text(fields(city)), "utf-8", newline="\n")
    if not clean:
        (folder / "answers.toml").write_text(answers(city.faults), "utf-8", newline="\n")


# The sample of every programme, by its id. Those after the first are made of `generator.anycity`.
SAMPLES: dict[str, Write] = {
    PROGRAMME: write_samples,
    "beijing-2023": write_beijing,
    "shiyan-2024": write_shiyan,
    "guangzhou-2024": write_guangzhou,
    "hohhot-2025": write_hohhot,
}


def clean(folder: Path) -> None:
    """The first city without a fault, and so without a key."""
    write_samples(folder, clean=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, help="of one programme; without it all")
    parser.add_argument("--programme", choices=SAMPLES, default=PROGRAMME)
    parser.add_argument("--clean", action="store_true")
    options = parser.parse_args()
    if options.folder is not None:
        SAMPLES[options.programme](options.folder, options.clean)
    else:
        for name, write in SAMPLES.items():
            write(HERE / name, options.clean)
