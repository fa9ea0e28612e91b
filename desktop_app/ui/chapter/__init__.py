"""The chapters of the plan: their text as it will print, and what helps to write it."""
