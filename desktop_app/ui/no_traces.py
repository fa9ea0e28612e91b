"""What Qt and the libraries under it would do outside of the program's own folders, prevented.

Found by tracing the whole window (`make offline`): looking for printers asked a print server over
the network, and choosing a file left the folders that were visited in the account's settings.
"""

from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QSettings

_PRINT_SERVER = "CUPS_SERVER"
_ON_THIS_COMPUTER = "/run/cups/cups.sock"


def prepare(environ: MutableMapping[str, str], folder: Path) -> None:
    """Keep Qt to this computer and to the folder. Call before the application is made."""
    if not environ.get(_PRINT_SERVER, "").startswith("/"):
        # Where the print service is not running, its library goes on to port 631, and a setting of
        # the system may name another computer. Printers in the network are this service's affair.
        environ[_PRINT_SERVER] = _ON_THIS_COMPUTER
    # Qt's own file dialog remembers where it was; on Windows the system's own is used.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
