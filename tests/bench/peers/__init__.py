"""Ways of writing: each module writes the same content, ours or with another library or program.

`write(content, path)` is what is timed; `prepare(content, path)` makes beforehand what a peer
starts from, beside `path`. A module with `IS_A_PROGRAM` runs one.
"""
