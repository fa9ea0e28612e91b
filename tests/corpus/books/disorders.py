"""The disorders in which workbooks come, and how each is entered.

What must become of their values is in the table of `tests/corpus/test_books.py`; `tells` are the
kinds of doubt that a disorder must bring, and the only ones when it stands alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.corpus.books.making import Making


@dataclass(frozen=True)
class Disorder:
    """One disorder. Two that share one of `groups` are never combined; a producer that lacks one
    of `needs` cannot show it. `is_alone` when it leaves nothing for others to act on."""

    name: str
    apply: Callable[[Making], None]
    groups: frozenset[str]
    tells: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    is_alone: bool = False


@dataclass
class Register:
    """Where the modules of disorders enter theirs."""

    disorders: list[Disorder] = field(default_factory=list)

    def __call__(
        self,
        group: str,
        tells: str = "",
        needs: str = "",
        *,
        is_alone: bool = False,
    ) -> Callable[[Callable[[Making], None]], Callable[[Making], None]]:
        """Enter a function as the disorder of its name."""

        def enter(apply: Callable[[Making], None]) -> Callable[[Making], None]:
            name = apply.__name__.strip("_")
            self.add(name, apply, group, tells, needs, is_alone=is_alone)
            return apply

        return enter

    def add(
        self,
        name: str,
        apply: Callable[[Making], None],
        group: str,
        tells: str = "",
        needs: str = "",
        *,
        is_alone: bool = False,
    ) -> None:
        """Enter a disorder that is one of a family."""
        groups, known, wanted = (frozenset(words.split()) for words in (group, tells, needs))
        self.disorders.append(Disorder(name, apply, groups, known, wanted, is_alone))
