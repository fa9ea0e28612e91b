"""What others send, in every disorder, with the truth known."""
