"""What can go wrong with the world; every message is one Chinese sentence with the next step."""


class AppError(Exception):
    """The world's fault or a wrong call (missing file, full disk): tell the user and stop.

    The text is shown as it stands, so it says what happened and what to do.
    """


class PackError(AppError):
    """A programme pack that cannot be used; the text names file, line and key."""
