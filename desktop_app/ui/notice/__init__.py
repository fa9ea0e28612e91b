"""通知要点: what a notice asks for, and its text."""
