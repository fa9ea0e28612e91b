"""One of the processes that do many things at once: asked a line of JSON, it answers a line.

It ends when nobody asks any more, whatever it is doing then.
"""

import contextlib
import json
import os
import queue
import signal
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, NoReturn

from desktop_app.errors import AppError

Work = Callable[[Mapping[str, Any]], dict[str, Any]]


def serve(work: Work) -> NoReturn:
    """Answer what comes on standard input by `work`, until there is no more."""
    output = os.dup(1)
    # What a library prints must not get into the answers.
    os.dup2(2, 1)
    asked: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    with os.fdopen(output, "wb") as answering:
        while True:
            told = json.dumps(_answered(work, asked.get()), ensure_ascii=False)
            try:
                answering.write(told.encode("utf-8", "surrogatepass") + b"\n")
                answering.flush()
            except OSError:
                end()


def end() -> NoReturn:
    """End this process and the reading process that it may be waiting for."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _listen(asked: "queue.Queue[bytes]") -> None:
    with contextlib.suppress(OSError), os.fdopen(0, "rb", closefd=False) as lines:
        for line in lines:
            asked.put(line)
    end()


def _answered(work: Work, line: bytes) -> dict[str, Any]:
    try:
        return work(json.loads(line))
    except AppError as reason:
        return {"error": str(reason)}
    except MemoryError:
        return {"error": "内存不够,没有做完;请关掉别的程序,或者用 --processes 1 再做一次。"}
    except Exception as reason:  # noqa: BLE001 - a fault over one thing must not end the others
        place = _place_of(reason)
        return {"error": f"程序出错,没有做完({place});请把这份材料和这句话发给维护人员。"}


def _place_of(reason: BaseException) -> str:
    """Where the program went wrong, in few words: who mends it looks there."""
    frames = traceback.extract_tb(reason.__traceback__)
    ours = [one for one in frames if "desktop_app" in PurePath(one.filename).parts] or frames
    where = f" {PurePath(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(reason).__name__}{where}"
