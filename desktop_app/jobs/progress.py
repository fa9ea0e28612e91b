"""How a job tells how far it is; raising from the callback cancels the job."""

from collections.abc import Callable

Report = Callable[[int, int, str], None]


class Cancelled(Exception):
    """Raised by a callback of somebody who wants a job to stop; the job clears up after itself."""


def quiet(done: int, total: int, what: str) -> None:
    """For callers that show no progress."""
    del done, total, what
