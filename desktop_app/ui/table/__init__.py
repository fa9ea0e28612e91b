"""A table of a draft on the screen: a grid that people know from Excel and WPS."""
