"""The document tree, its composers, one style table and the writers."""
