"""The further papers: a form for each row, and what it will look like."""
