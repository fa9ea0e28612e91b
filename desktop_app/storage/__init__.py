"""The draft file: SQLite, journal, migrations."""
