"""Run by the frozen program before its own code: `socket` and `ssl` are there by name alone.

The frozen program is made without `_socket`, `_ssl` and OpenSSL, so that no code in it can open a
connection. Some modules import the two and never use them here (`xml.sax.saxutils` through
`urllib.request`, `email.utils`, `stdnum.util`); for them these stand in, empty.
"""

import sys
from types import ModuleType

for _name in ("socket", "ssl"):
    sys.modules[_name] = ModuleType(_name, "This program has no network.")
# What functions of the standard library name as a default when they are defined.
sys.modules["socket"]._GLOBAL_DEFAULT_TIMEOUT = None
