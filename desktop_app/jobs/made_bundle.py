"""A bundle that was made before, as its manifest tells: what it holds and of which revision."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.jobs.read_bundle import MANIFEST, manifest_of


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file: its name in the bundle, what lists call it ("" for what has no title of its own),
    how many copies of it are handed in on paper (`is_scanned`: only sealed and scanned), of which
    `originals` are 正本 where they are told apart; `is_print`
    holds every copy in order already, `of_row` is one of hundreds, a row's own, `is_mailed` is a
    copy that lies ready for a mail."""

    name: str
    title: str = ""
    form: str = ""
    copies: int = 0
    is_print: bool = False
    of_row: bool = False
    is_scanned: bool = False
    is_mailed: bool = False
    originals: int = 0

    @property
    def is_pdf(self) -> bool:
        return self.name.lower().endswith(".pdf")


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A finished bundle on the disk."""

    folder: Path
    revision: int
    check_code: str
    standing: str
    projects: int
    is_preview: bool
    files: tuple[MadeFile, ...]

    def stale(self, draft: Draft, mark: str) -> str:
        """A sentence when the draft is not what the bundle was made of any more; "" while it is.

        `mark` is what the feet of pages say of the draft now.
        """
        made, now = self.revision, draft.revision
        what = "预览稿" if self.is_preview else "册材料"
        if now != made:
            return f"这{what}是第 {made} 版做的,草稿已改到第 {now} 版;打印、盖章前请重新生成。"
        if draft.check_code() != self.check_code:
            return f"这{what}是第 {made} 版做的,草稿又有了改动;打印、盖章前请重新生成。"
        if mark and mark != self.standing and not self.is_preview:
            return f"这册材料是在「{mark}」以前做的,页脚没有印上;打印、盖章前请重新生成。"
        return ""


def made_bundle(folder: Path) -> MadeBundle:
    """What a bundle's folder holds; AppError when it is none any more."""
    # It brings all that writes papers along, which nobody needs before there is a bundle.
    from desktop_app.jobs.bundle_folder import safe_name
    from desktop_app.jobs.inner_papers import PRINTS

    manifest = manifest_of(folder)
    mails = tuple(f"{safe_name(str(one['title']))}/" for one in manifest.get("mails", ()))
    files = [
        MadeFile(
            str(one["file"]),
            str(one.get("title", "")),
            str(one.get("form", "")),
            _whole(one.get("copies")),
            str(one["file"]).startswith(f"{PRINTS}/"),
            "row" in one,
            bool(one.get("scanned")),
            str(one["file"]).startswith(mails),
            _whole(one.get("originals")),
        )
        for one in manifest["files"]
        if (folder / one["file"]).exists()
    ]
    return MadeBundle(
        folder,
        _whole(manifest.get("revision")),
        str(manifest.get("check_code", "")),
        str(manifest.get("standing", "")),
        _whole(manifest.get("projects")),
        bool(manifest.get("preview")),
        (*files, MadeFile(MANIFEST)),
    )


def _whole(told: object) -> int:
    return told if isinstance(told, int) else 0
