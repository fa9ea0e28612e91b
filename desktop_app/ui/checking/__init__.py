"""核对: the findings and what is done about them, thresholds, formulas, names, what if."""
