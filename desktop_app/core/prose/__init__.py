"""Reading the plan's text for numbers that state facts of the table: see `statements`."""

from desktop_app.core.prose.claims import Claim, Terms, Wording
from desktop_app.core.prose.places import Places
from desktop_app.core.prose.quantities import Quantity
from desktop_app.core.prose.statements import Statement, statements

__all__ = ["Claim", "Places", "Quantity", "Statement", "Terms", "Wording", "statements"]
