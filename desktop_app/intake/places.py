"""Places in a workbook as people name them."""

from desktop_app.core.sheet_places import column_letters

__all__ = ["column_letters"]
