"""The pages of the manual: those that are written, and the reference made of programmes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.core.reference import ReferencePage, page, plain
from desktop_app.core.reference_fields import field_pages
from desktop_app.core.reference_kinds import kinds_page
from desktop_app.core.reference_rules import own_judgement_page, rules_page
from desktop_app.paths import MANUAL

# The contents, in the order a person works; then those for who makes a pack.
GUIDE = (
    "start", "install", "import", "notice", "fields", "summary", "plan", "papers", "rewards",
    "check", "bundle", "official", "sending", "reports", "changes", "questions", "keys", "commands",
    "data", "input", "limits", "review", "ask",
)  # fmt: skip
PACK_GUIDE = (
    "pack", "pack-next", "pack-programme", "pack-plan", "pack-fields", "pack-rules", "pack-checks",
    "pack-rewards", "pack-papers",
)  # fmt: skip
ORDER = (*GUIDE, *PACK_GUIDE)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page of the manual as it is written, in Markdown."""

    name: str
    path: Path
    text: str

    @property
    def title(self) -> str:
        first = self.text.lstrip().partition("\n")[0]
        return first.removeprefix("#").strip() or self.name


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference of one programme: `index` leads to its pages."""

    title: str
    index: ReferencePage
    pages: tuple[ReferencePage, ...]


def written_pages(folder: Path = MANUAL) -> tuple[WrittenPage, ...]:
    """The pages that are there, in order; one that is missing leaves the others."""
    return tuple(_written(folder))


def _written(folder: Path) -> Iterator[WrittenPage]:
    for name in ORDER:
        path = folder / f"{name}.md"
        try:
            yield WrittenPage(name, path, path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue


def reference_of(programme: Programme) -> Reference:
    """The reference of a programme: what is filled in, what its codes mean, what it leaves to
    people."""
    pages = (*field_pages(programme), rules_page(programme), own_judgement_page(programme))
    title = programme.about.title
    links = "\n".join(f"- [{plain(one.title)}]({one.name}.md)" for one in pages)
    about = f"全部填报项、问题编号和要您自己判断的条款。这个事项的编号是 {programme.id}。"
    index = page(f"programme.{programme.id}", plain(title), (about, links))
    return Reference(title, index, pages)


def own_kinds() -> ReferencePage:
    """What the program says of files by itself."""
    return kinds_page()
