"""Answers, by chance, in place of every dialog that would leave the program."""

from pathlib import Path
from random import Random

from desktop_app.ui.prompts import Leave, Prompts


class ChancePrompts(Prompts):
    """Chooses files of the soak's own folders, or gives up, as people do."""

    def __init__(
        self,
        chance: Random,
        folder: Path,
        drafts: list[Path],
        arrived: list[Path],
        packs: list[Path],
    ):
        self._chance, self._folder = chance, folder
        self.drafts, self._arrived, self._packs = drafts, arrived, packs
        self.sure: Path | None = None
        self.told: list[str] = []
        self.not_written: list[str] = []
        self._number = 0

    def draft_to_open(self, parent):
        # Whoever is sure gives up what was begun, too: it stays until the draft is open.
        return self.sure or self._or_nothing(self.drafts)

    def draft_to_save(self, parent, suggested):
        return self._new(".shenbao")

    def files_to_import(self, parent):
        number = self._chance.choice((0, 1, 1, 2, 3))
        return self._chance.sample(self._arrived, number)

    def folder_to_import(self, parent):
        return self._or_nothing([self._arrived[0].parent])

    def folder_to_use(self, parent, suggested):
        return self._some_folder()

    def folder_for_bundle(self, parent, suggested):
        return self._some_folder()

    def paper_to_save(self, parent, title, suggested, kinds=""):
        return self._new(self._chance.choice((".pdf", ".docx")))

    def pdf_to_save(self, parent, suggested):
        return self._new(".pdf")

    def earlier_plan(self, parent):
        return self._or_nothing([*self.drafts, *self._plans()])

    def official_form(self, parent):
        blanks = [*self._folder.rglob("*.xlsx"), *self._folder.rglob("*.docx")]
        return self._or_nothing(sorted(blanks))

    def pack_to_install(self, parent):
        return self._or_nothing([*self._packs, *self._arrived])

    def list_to_load(self, parent):
        return self._or_nothing(self._arrived)

    def scans_to_check(self, parent, start):
        papers = sorted(self._folder.rglob("*.pdf"))
        return tuple(self._chance.sample(papers, min(len(papers), 2)))

    def show_file(self, path):
        return self._chance.random() < 0.7

    def tell(self, parent, sentence):
        self.told.append(sentence)

    def agrees(self, parent, sentence, deed):
        return self.sure is not None or self._chance.random() < 0.7

    def leave(self, parent, sentence):
        # The disk of a soak is in order, so that this is never asked.
        self.not_written.append(sentence)
        return Leave.ABANDON

    def _plans(self) -> list[Path]:
        return [one for one in self._arrived if one.suffix == ".docx"]

    def _or_nothing(self, paths):
        return None if self._chance.random() < 0.2 else self._chance.choice(paths)

    def _some_folder(self):
        if self._chance.random() < 0.2:
            return None
        folder = self._folder / f"材料{self._chance.randrange(3)}"
        folder.mkdir(exist_ok=True)
        return folder

    def _new(self, suffix):
        if self._chance.random() < 0.2:
            return None
        self._number += 1
        return self._folder / f"另存{self._number}{suffix}"
