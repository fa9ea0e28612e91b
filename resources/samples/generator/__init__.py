"""The practice city: its truth, the faults planted in it, and the files staff would send."""
