"""A grid of labels and values on a sheet whose columns are another table's."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.grid_layout import grid_cuts, grid_edges


@given(st.lists(st.floats(1, 500), min_size=4, max_size=30))
def test_every_column_of_a_grid_has_a_column_of_the_sheet_and_none_is_left_over(widths):
    cuts = grid_cuts(widths)
    assert len(cuts) == 5
    assert (cuts[0], cuts[-1]) == (0, len(widths))
    assert list(cuts) == sorted(set(cuts))


@given(st.floats(100, 1000))
def test_the_edges_of_a_grid_fill_its_measure(measure):
    edges = grid_edges(measure)
    assert (edges[0], round(edges[-1], 6)) == (0, round(measure, 6))
    assert list(edges) == sorted(set(edges))
