"""Parts of the page that is shown while no draft is open."""
