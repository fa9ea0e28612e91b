"""What all tests share: the tests' own modules can be imported by name."""
