"""Prints what becomes of every workbook of the corpus: `python -m tests.corpus.books`."""

import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from tests.corpus.books.cases import all_cases
from tests.corpus.books.reading import programme, verdict_on
from tests.corpus.made.make_made import FOLDER, kept_files


def main() -> int:
    """One line for each disorder: its workbooks, and its values when it stands alone."""
    pack = programme()
    books: dict[str, Counter[str]] = defaultdict(Counter)
    values: dict[str, Counter[str]] = defaultdict(Counter)
    makers: Counter[str] = Counter()
    silent: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        found = [
            (one.producer.name, [d.name for d in one.disorders], *one.write(Path(folder)))
            for one in all_cases()
        ]
        found += [(k.producer, k.disorders, FOLDER / k.file, k.truth) for k in kept_files()]
        for producer, names, path, truth in found:
            verdict = verdict_on(pack, path, truth)
            makers[f"{producer.split()[0]} {path.suffix}"] += 1
            silent += [f"{path.name} {names}: {one}" for one in verdict.silent]
            for name in names or ["(tidy)"]:
                books[name][verdict.outcome] += 1
            if len(names) < 2:
                key = names[0] if names else "(tidy)"
                values[key].update(right=verdict.right, reported=verdict.reported)
    for name, counts in books.items():
        alone = values[name]
        print(  # noqa: T201
            f"{name:36} workbooks {dict(counts)}; alone: {alone['right']} values right, "
            f"{alone['reported']} reported"
        )
    print(len(found), "workbooks by", dict(makers))  # noqa: T201
    print("silently wrong:", silent or "none")  # noqa: T201
    return bool(silent)


if __name__ == "__main__":
    sys.exit(main())
