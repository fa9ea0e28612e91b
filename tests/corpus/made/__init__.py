"""Files that only other programs can make, kept with their truth."""
