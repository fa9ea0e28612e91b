"""Files of an import whose columns are read as was put right for the same header before."""

from dataclasses import replace
from pathlib import Path

from desktop_app.jobs.column_memory import ColumnMemory, Recalled
from desktop_app.jobs.file_wishes import AS_IT_LOOKS, FileWishes
from desktop_app.jobs.import_prospect import Prospect
from desktop_app.jobs.understand_file import Incoming
from desktop_app.ui.importing.file_list import FileLine


class Recalling:
    """What was remembered for each file of the list."""

    def __init__(self, programme: str, memory: ColumnMemory) -> None:
        self._programme, self._memory = programme, memory
        self._known: dict[Path, Recalled] = {}

    def meet(self, incoming: Incoming, wishes: FileWishes) -> FileWishes:
        """How a file that was just read is to be read; what a person wished already stays."""
        if incoming.raw is None or wishes != AS_IT_LOOKS:
            return wishes
        found = self._memory.recall(self._programme, incoming.raw)
        if found is None:
            return wishes
        self._known[incoming.path] = found
        return replace(wishes, table=found.wishes)

    def told(self, path: Path) -> str:
        """A sentence about what was remembered for a file; "" for nothing."""
        found = self._known.get(path)
        return f"表头和以前「{found.sender}」的一样,已照那次改好的列来读。" if found else ""

    def forget(self, path: Path) -> None:
        """Not this time, and not the next."""
        found = self._known.pop(path, None)
        if found is not None:
            self._memory.forget(found.key)

    def keep(self, taken: Prospect) -> None:
        """Remember what was put right in the files that came in."""
        for one in taken.coming:
            sender = FileLine(one.understood.incoming.path, one).county
            name = one.understood.incoming.path.name
            self._memory.keep(self._programme, one.understood, sender or name)

    def clear(self) -> None:
        self._known.clear()
