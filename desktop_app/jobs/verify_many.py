"""One of many submissions verified: a bundle, its archive, or a plan with a summary."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.reading_together import reading_together
from desktop_app.jobs.find_submissions import Kind
from desktop_app.jobs.loose_files import pair_in
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.read_bundle import MANIFEST, opened_bundle
from desktop_app.jobs.verify import Verified, verify_bundle, verify_files


@dataclass(frozen=True, slots=True)
class Submission:
    """What was verified, under which programme; `not_compared` are further formats of the two
    files of a folder, which nobody held against anything."""

    programme: Programme
    verified: Verified
    not_compared: tuple[str, ...] = ()


class Verifier:
    """Verifies one submission after another; packs are loaded once."""

    def __init__(self, load: Callable[[str], Programme] = load_programme) -> None:
        self._load = load
        self._known: dict[str, Programme] = {}

    def verify(self, path: Path, kind: Kind, programme_id: str = "") -> Submission:
        """Verify what was found at a path; raises AppError with one sentence.

        `programme_id` is for files that do not say themselves whose they are.
        """
        if kind == "files":
            return self._pair(path, programme_id)
        with opened_bundle(path) as folder:
            if kind == "archive" and not (folder / MANIFEST).is_file():
                raise AppError(
                    f"压缩包「{path.name}」里没有成册材料(缺少 {MANIFEST});"
                    "请解压后再校验解压出来的文件夹。"
                )
            used: list[Programme] = []

            def load(name: str) -> Programme:
                used.append(self._programme(name))
                return used[-1]

            # One sender's files share a process, whose start is half of their time.
            with reading_together() as read:
                verified = verify_bundle(folder, load, read=read)
        return Submission(used[-1], verified)

    def _pair(self, folder: Path, programme_id: str) -> Submission:
        pair = pair_in(folder, read_raw, programme_id)
        verified = verify_files(pair.programme, pair.plan, pair.summary, read=pair.read.__getitem__)
        return Submission(pair.programme, verified, pair.others)

    def _programme(self, name: str) -> Programme:
        if name not in self._known:
            self._known[name] = self._load(name)
        return self._known[name]
