"""Reading what others made, in a limited child process, into plain values."""
