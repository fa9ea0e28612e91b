"""Moving a draft file to another version of its programme, and what is waiting to be told of it."""

from dataclasses import dataclass

from desktop_app.core.draft import Draft
from desktop_app.core.pack_names import AT, VERSION_PATH, in_order_of
from desktop_app.core.pack_update import moving
from desktop_app.core.programme import Programme
from desktop_app.core.update_report import Unused, UpdateReport, report_of, unused
from desktop_app.errors import AppError
from desktop_app.jobs.packs import load_programme, versions_of
from desktop_app.storage.draft_file import DraftFile


@dataclass(frozen=True, slots=True)
class Offer:
    """A version that a draft may be moved to, with what that does; `before` is the programme that
    it was made with, where that is still installed."""

    to: Programme
    before: Programme | None
    report: UpdateReport


def offer(draft: Draft, version: str = "") -> Offer:
    """What moving to a version, or to the newest, would do; AppError where it is not installed."""
    to = load_programme(f"{draft.programme}{AT}{version}" if version else draft.programme)
    before = made_with(draft)
    return Offer(to, before, report_of(draft, to, before))


def newer_offer(draft: Draft) -> Offer | None:
    """The newest version, for a draft that is worked on with an older one; None for none.

    A draft that tells no version is worked on with the newest already.
    """
    version = draft.values.get(VERSION_PATH, "")
    installed = versions_of(draft.programme)
    if not version or not installed:
        return None
    newest = installed[0]
    if in_order_of(newest.version) <= in_order_of(version):
        return None
    return offer(draft, newest.version)


def missing_version(draft: Draft) -> str:
    """The version that a draft was made with, where that is not installed any more; else ""."""
    version = draft.values.get(VERSION_PATH, "")
    known = {one.version for one in versions_of(draft.programme)}
    return version if version and known and version not in known else ""


@dataclass(frozen=True, slots=True)
class PackStanding:
    """What is to be told over a draft that is opened: a newer version, that its own is `missing`,
    and what is typed that has no place any more."""

    offer: Offer | None = None
    missing: str = ""
    unused: tuple[Unused, ...] = ()


def pack_standing(draft: Draft, programme: Programme) -> PackStanding:
    """How a draft stands to the packs that are installed."""
    missing = missing_version(draft)
    found = offer(draft) if missing else newer_offer(draft)
    return PackStanding(found, missing, unused_of(draft, programme))


def update(file: DraftFile, version: str = "") -> Offer:
    """Move a draft to a version, or to the newest; AppError where it is there already."""
    found = offer(file.draft, version)
    if file.draft.values.get(VERSION_PATH, "") == found.to.about.version:
        raise AppError(
            f"草稿用的已经是 {found.to.about.version} 版,不用移动;"
            "要用别的版本,请用 --to 写明(pack list 列出已装的版本)。"
        )
    change = moving(file.draft, found.to, found.before)
    file.do(change, change.label)
    return found


def made_with(draft: Draft) -> Programme | None:
    """The programme of the version that a draft was made with; None where it is not here."""
    version = draft.values.get(VERSION_PATH, "")
    if not version:
        return None
    try:
        return load_programme(f"{draft.programme}{AT}{version}")
    except AppError:
        return None


def unused_of(draft: Draft, programme: Programme) -> tuple[Unused, ...]:
    """What is typed that the programme has no place for, called as another version calls it."""
    found = unused(draft, programme)
    if not found:
        return ()
    for one in versions_of(draft.programme):
        if one.version == programme.about.version:
            continue
        try:
            return unused(draft, programme, load_programme(one.name))
        except AppError:
            continue
    return found
