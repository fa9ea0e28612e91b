"""Files of an import whose columns are read as was put right for the same header before."""

from pathlib import Path

from desktop_app.jobs.column_memory import ColumnMemory, Recalled
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.import_prospect import Prospect
from desktop_app.jobs.understand_file import Incoming


class Recalling:
    """What was remembered for each file of the list."""

    def __init__(self, programme: str, memory: ColumnMemory) -> None:
        self._programme, self._memory = programme, memory
        self._known: dict[Path, Recalled] = {}

    def meet(self, incoming: Incoming, wishes: FileWishes) -> FileWishes:
        """How a file that was just read is to be read; what a person wished already stays."""
        if incoming.raw is None:
            return wishes
        wishes, found = self._memory.meet(self._programme, incoming.raw, wishes)
        if found is not None:
            self._known[incoming.path] = found
        return wishes

    def told(self, path: Path) -> str:
        """A sentence about what was remembered for a file; "" for nothing."""
        found = self._known.get(path)
        return found.told if found else ""

    def forget(self, path: Path) -> None:
        """Not this time, and not the next."""
        found = self._known.pop(path, None)
        if found is not None:
            self._memory.forget(found.key)

    def keep(self, taken: Prospect) -> None:
        """Remember what was put right in the files that came in."""
        for one in taken.coming:
            self._memory.keep(self._programme, one.understood)

    def clear(self) -> None:
        self._known.clear()
