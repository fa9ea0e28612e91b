"""A change as it was worked out for the screen, so that the disk need not work it out again.

It also gives both the same rows: what came back from the disk as rows of its own would be taken
for changed once more, all through the window and its audit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.core.changes import Change
from desktop_app.core.draft import Draft
from desktop_app.storage.tables import simple_changes

# The states between the steps are kept until the change is on the disk.
_MOST_STEPS = 16


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change makes of a draft; `states` are those after each of its steps, or none where
    there are too many."""

    before: Draft
    change: Change
    after: Draft
    states: tuple[Draft, ...] = ()

    def holds(self, draft: Draft) -> bool:
        """Whether it was worked out for this very draft."""
        return draft is self.before


def foresee(draft: Draft, make: Callable[[Draft], Change]) -> Foreseen:
    """Work out the change of a draft and what comes of it; raises `StaleChange`."""
    change = make(draft)
    steps = tuple(simple_changes(change))
    states: list[Draft] = []
    after = draft
    for step in steps:
        after = step.apply(after)
        if len(steps) <= _MOST_STEPS:
            states.append(after)
    return Foreseen(draft, change, after, tuple(states))
