"""The window itself: its bars, the open draft with its steps, and what is told when it breaks."""
