"""Workbooks in every disorder, with the truth known."""
