"""What a province and a country hand in, and one run of `verify` and of `check` over all of it."""
