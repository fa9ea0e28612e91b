"""What the program can do, each job one module; the command line and the window call the same."""
