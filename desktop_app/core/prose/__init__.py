"""Reading the plan's text for numbers that state facts of the table.

`plain_text` makes it one script and width; `clauses` cut it, `enumerations` write out what it tells
once for several parts, `headings` and `selection` tell what is not of these projects; `context`
keeps whose projects and which part (`places`, `scopes`, `parts`, `subjects`) are spoken of; then
`quantities` find the numbers, and `counts`, `form_figures`, `investments` and `shares` say what
each may claim. `statements` is the way through.
"""

from desktop_app.core.prose.claims import Claim, Terms, Wording
from desktop_app.core.prose.places import Places
from desktop_app.core.prose.quantities import Quantity
from desktop_app.core.prose.statements import Statement, statements

__all__ = ["Claim", "Places", "Quantity", "Statement", "Terms", "Wording", "statements"]
