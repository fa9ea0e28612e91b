"""Whose turn it is with PDFium: the library is not made for threads, and a process has one of it.

A bundle that is read back and pages that are drawn to be looked at may come at the same time.
"""

import threading

PDFIUM = threading.RLock()
