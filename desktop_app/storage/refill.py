"""A new draft file from what was salvaged of a damaged one, with its history where it is whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.storage.about import write_sources, write_told
from desktop_app.storage.copying import beside, check_free, publish
from desktop_app.storage.draft_file import DraftFile, Now, create
from desktop_app.storage.history import history_of
from desktop_app.storage.journal import replay, write_entry
from desktop_app.storage.opening import Opened, configure
from desktop_app.storage.refusals import not_copied
from desktop_app.storage.salvage import Salvaged
from desktop_app.storage.schema import APPLICATION_ID, migrate
from desktop_app.storage.tables import write_change

_LABEL = "抢救:从损坏的草稿中读出"


def refill(found: Salvaged, target: Path, *, author: str, now: Now) -> None:
    """Write what was salvaged as a draft of its own; raises `NameTaken` or `NotMade`.

    The history comes along as far as its chain is whole, and what was read beyond it is one
    change after it; without any, the content is what the new draft begins with.
    """
    if not found.entries:
        first = change_between(Draft(found.programme), found.draft, _LABEL)
        create(target, found.programme, first, author=author, now=now).close()
        return
    check_free(target)
    try:
        with beside(target) as temporary:
            _fill(temporary, found, author, now)
            publish(temporary, target)
    except (OSError, sqlite3.Error) as reason:
        raise not_copied(target.name, reason) from reason


def _fill(path: Path, found: Salvaged, author: str, now: Now) -> None:
    draft = replay(found.programme, found.entries)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        configure(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        migrate(db)
        db.execute("begin immediate")
        about = write_told(db, found.told)
        for entry in found.entries:
            write_entry(db, entry)
        write_change(
            db, change_between(Draft(found.programme), draft, _LABEL), Draft(found.programme)
        )
        write_sources(db, found.sources)
        db.execute("commit")
        history = history_of(entry.moment for entry in found.entries)
        opened = Opened(db, about, draft, found.entries[-1].tip, history)
        beyond = change_between(draft, found.draft, _LABEL)
        if beyond.changes:
            DraftFile(path, opened, author=author, now=now).do(beyond, _LABEL)
