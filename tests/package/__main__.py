"""`make package`, second half: the `.deb` tried in minimal roots, of an old system and a newer one.

    python -m tests.package [--arch amd64|arm64] [--suites NAME …]

Ends with 1 where something is not as it must be.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from resources.package.freeze import wheels_for_windows
from resources.package.make_package import size_of
from resources.package.parts import NAME, ROOT, VERSION
from tests.package.trial import Trial

# The oldest that is still served, and a newer one: what comes along must get on with either's own.
SUITES = ("bullseye", "bookworm")
OUT = ROOT / "build" / "package"


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.package", description=__doc__)
    parser.add_argument("--arch", default="amd64", choices=("amd64", "arm64"))
    parser.add_argument(
        "--suites", nargs="+", default=SUITES, help="Debian's names of the systems to install it in"
    )
    told = parser.parse_args()
    made = OUT / f"linux-{told.arch}"
    passed = True
    for suite in told.suites:
        print(f"a minimal {suite}", flush=True)
        root = _bare_root(suite, told.arch)
        pictures = made / "pictures" / suite
        for one in Trial(root, made / f"{NAME}_{VERSION}_{told.arch}.deb", pictures).run():
            passed &= one.passed
            print(f"{'ok    ' if one.passed else 'FAILED'} {one.what}: {one.seen}", flush=True)
    has_wheels = wheels_for_windows()
    passed &= has_wheels
    print(f"{'ok    ' if has_wheels else 'FAILED'} every library has a wheel for Windows")
    print(f"the folder: {size_of(made / NAME) / 1e6:.0f} MB")
    return 0 if passed else 1


def _bare_root(suite: str, arch: str) -> Path:
    """A fresh copy of a minimal system; the first one is fetched and kept."""
    kept = OUT / "roots" / f"bare-{suite}-{arch}"
    if not (kept / ".bootstrapped").exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", f"--arch={arch}", "--variant=minbase", suite, kept],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (kept / ".bootstrapped").touch()
    root = OUT / "roots" / f"trial-{arch}"
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "--archive", kept, root], check=True)
    return root


if __name__ == "__main__":
    sys.exit(main())
