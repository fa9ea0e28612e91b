"""How a job tells how far it is; raising from the callback cancels the job."""

from collections.abc import Callable

Report = Callable[[int, int, str], None]


def quiet(done: int, total: int, what: str) -> None:
    """For callers that show no progress."""
    del done, total, what
