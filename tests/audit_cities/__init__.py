"""Random cities and random faults, made without any of the program's own reading of them."""
