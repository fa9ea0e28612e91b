"""The licences of what is frozen into the program, for it to lie beside it."""

import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_TITLES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def licences_of(modules: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a text and the folder that it goes to, for the libraries with one of the modules.

    A library that came without a text of its own has its metadata there, which names the licence.
    """
    owners = metadata.packages_distributions()
    names = {owner for one in modules for owner in owners.get(one.partition(".")[0], ())}
    found = [(str(path), "licences/python") for path in _pythons_own()]
    for name in sorted(names):
        library = metadata.distribution(name)
        texts = [
            Path(str(library.locate_file(path)))
            for path in library.files or ()
            if ".dist-info" in path.parts[0] and path.name.upper().startswith(_TITLES)
        ]
        texts = texts or [
            Path(str(library.locate_file(path)))
            for path in library.files or ()
            if path.name == "METADATA"
        ]
        found += [(str(path), f"licences/{name}") for path in texts]
    return found


def _pythons_own() -> list[Path]:
    base = Path(sys.base_prefix)
    places = (base / "LICENSE.txt", Path(sys.prefix) / "lib" / "python3.11" / "LICENSE.txt")
    return [path for path in places if path.is_file()]
