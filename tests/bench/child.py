"""One measurement in a process of its own: says on its last line how long and how much memory.

    python -m tests.bench.child compose FORM PROGRAMME PROJECTS CONTENT
    python -m tests.bench.child prepare|write MODULE CONTENT FILE
    python -m tests.bench.child bundle PROGRAMME PROJECTS FOLDER

Imports are not in the time of the work: the program has them behind it when it writes.
"""

import importlib
import json
import sys
import time
from pathlib import Path

from tests.bench.measuring import peak_megabytes, peak_of_children


def main(job: str, *told: str) -> None:
    if job == "compose":
        spent = _compose(*told)
    elif job == "bundle":
        spent = _bundle(*told)
    else:
        spent = _write(job, *told)
    print(json.dumps(spent))


def _compose(form: str, programme_id: str, projects: str, file: str) -> dict[str, object]:
    from desktop_app.jobs.packs import load_programme
    from tests.bench.city import a_city
    from tests.bench.content import content_of, save

    module = importlib.import_module(f"desktop_app.documents.compose_{form}")
    compose = getattr(module, f"compose_{form}")
    programme = load_programme(programme_id)
    draft = a_city(programme, int(projects))
    start = time.perf_counter()
    document = compose(programme, draft)
    spent = _spent(start)
    save(content_of(document), Path(file))
    return spent


def _write(job: str, name: str, content_file: str, file: str) -> dict[str, object]:
    from tests.bench.content import load

    peer = importlib.import_module(f"tests.bench.peers.{name}")
    content = load(Path(content_file))
    start = time.perf_counter()
    if job == "prepare":
        peer.prepare(content, Path(file))
        # There is a file now, where the measurement will put its own.
        Path(file).touch()
    else:
        peer.write(content, Path(file))
    spent = _spent(start)
    if getattr(peer, "IS_A_PROGRAM", False):
        spent["peak"] = peak_of_children()
    return spent


def _bundle(programme_id: str, projects: str, folder: str) -> dict[str, object]:
    from desktop_app.jobs.build_bundle import build_bundle
    from desktop_app.jobs.packs import load_programme
    from tests.bench.city import a_city

    programme = load_programme(programme_id)
    draft = a_city(programme, int(projects))
    start = time.perf_counter()
    build_bundle(programme, draft, Path(folder), preview=True)
    return _spent(start)


def _spent(start: float) -> dict[str, object]:
    return {"work": time.perf_counter() - start, "peak": peak_megabytes()}


if __name__ == "__main__":
    main(*sys.argv[1:])
