"""申报匣: from county spreadsheets to a sealed application package."""

__version__ = "0.1.0"
