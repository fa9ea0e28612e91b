"""Room between things, in steps of 4 px at 100 %, and sizes in the code: both grow with the text.

What was asked for stays with the layout or widget, so that the theme can set all anew while the
window is open.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHeaderView,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QSplitter,
    QWidget,
)

# Of room; of text: how wide a hanzi is, and how high a line with what stands above and below.
STEP, SIGN, LINE = 4, 14, 20
# Names of the properties that keep what was asked for.
_SCALE, _AROUND, _BETWEEN, _GAPS, _SIZES = "scale", "around", "between", "gaps", "sizes"
_SHARES, _GROWS = "shares", "grows"
# So often is laid out until the outermost layout knows of the innermost.
_ROUNDS = 6
# px at 100 %.
_HANDLE = 8


def scale() -> float:
    """The scale that the application wears."""
    application = QCoreApplication.instance()
    return (application.property(_SCALE) if application is not None else None) or 1.0


def px(at_100: float) -> int:
    """A size as it is at the scale that the application wears."""
    return round(at_100 * scale())


def around(held: QLayout | QWidget, left: int, top: int, right: int, bottom: int) -> None:
    """Margins of a layout, or of what is in a widget, in steps."""
    held.setProperty(_AROUND, [left, top, right, bottom])
    _set(held)


def between(layout: QLayout, steps: int, lines: int | None = None) -> None:
    """Room between what stands in a layout, in steps; `lines` is that from line to line of a
    grid, where it is another."""
    layout.setProperty(_BETWEEN, [steps, steps if lines is None else lines])
    _set(layout)


def apart(layout: QBoxLayout, steps: int) -> None:
    """Room more than usual before what is put into the layout next, in steps."""
    layout.setProperty(_GAPS, [*(layout.property(_GAPS) or []), steps])
    layout.addSpacing(px(steps * STEP))


def sized(widget: QWidget, **sizes: int) -> None:
    """Properties of a widget (`maximumWidth`, `minimumHeight`) in px at 100 %; `width` and
    `height` are fixed ones."""
    for side in ("width", "height"):
        if side in sizes:
            fixed = sizes.pop(side)
            sizes |= {f"{end}{side.title()}": fixed for end in ("minimum", "maximum")}
    widget.setProperty(_SIZES, {**(widget.property(_SIZES) or {}), **sizes})
    _set(widget)


def shared(splitter: QSplitter, *sizes: int) -> None:
    """The parts of a splitter in px at 100 %, until somebody moves them."""
    splitter.setProperty(_SHARES, list(sizes))
    _set(splitter)


def grows(header: QHeaderView, *sizes: int) -> None:
    """Columns that are as wide as a person left them, in the units of the scale; `sizes` are those
    to begin with, in px at 100 %, 0 for one that has its size already."""
    header.setProperty(_GROWS, True)
    for column, size in enumerate(sizes):
        if size:
            header.resizeSection(column, px(size))


def wear_scale(application: QApplication, worn: float) -> None:
    """Set all room and sizes anew, in every window there is."""
    ratio = worn / scale()
    application.setProperty(_SCALE, worn)
    if ratio == 1:
        return
    splitters: list[QSplitter] = []
    for top in application.topLevelWidgets():
        for one in (top, *top.findChildren(QWidget), *top.findChildren(QLayout)):
            _set(one)
            if isinstance(one, QHeaderView) and one.property(_GROWS):
                _grow(one, ratio)
            if isinstance(one, QSplitter) and one.property(_SHARES):
                splitters.append(one)
    _share_again(splitters, _ROUNDS)


def lay_out_again(application: QApplication) -> None:
    """Pages that are not seen keep the sizes of the type before; they forget them here."""
    for top in application.topLevelWidgets():
        for one in top.findChildren(QLayout):
            one.invalidate()


def _share_again(splitters: Sequence[QSplitter], rounds: int) -> None:
    """What stands in a splitter has its new least size only after it was laid out, from the inside
    to the outside."""
    for one in splitters:
        try:
            _set(one)
        except RuntimeError:
            # Qt has thrown it away meanwhile.
            continue
    if rounds:
        QTimer.singleShot(0, lambda: _share_again(splitters, rounds - 1))


def _grow(header: QHeaderView, ratio: float) -> None:
    last = header.count() - 1
    for column in range(header.count()):
        stretches = header.sectionResizeMode(column) == QHeaderView.ResizeMode.Stretch
        takes_rest = column == last and header.stretchLastSection()
        if not (stretches or takes_rest or header.isSectionHidden(column)):
            header.resizeSection(column, round(header.sectionSize(column) * ratio))


def _set(one: QObject) -> None:
    if isinstance(one, QLayout | QWidget) and (steps := one.property(_AROUND)):
        one.setContentsMargins(*(px(each * STEP) for each in steps))
    if isinstance(one, QWidget):
        for name, at_100 in (one.property(_SIZES) or {}).items():
            one.setProperty(name, px(at_100))
        if isinstance(one, QSplitter) and (shares := one.property(_SHARES)):
            # A style sheet's width is not heard here: the handle would lie over what is beside it.
            one.setHandleWidth(px(_HANDLE))
            one.setSizes(_parts(one, [px(each) for each in shares]))
        return
    if isinstance(one, QLayout) and (steps := one.property(_BETWEEN)):
        across, down = (px(each * STEP) for each in steps)
        if isinstance(one, QGridLayout):
            one.setHorizontalSpacing(across)
            one.setVerticalSpacing(down)
        else:
            one.setSpacing(across)
    if isinstance(one, QBoxLayout) and (gaps := one.property(_GAPS)):
        _set_gaps(one, gaps)


def _parts(splitter: QSplitter, sizes: list[int]) -> list[int]:
    """The sizes, with what is left over or missing on the parts that stretch."""
    is_across = splitter.orientation() == Qt.Orientation.Horizontal
    whole = splitter.width() if is_across else splitter.height()
    left = whole - splitter.handleWidth() * (len(sizes) - 1) - sum(sizes)
    policies = [splitter.widget(at).sizePolicy() for at in range(len(sizes))]
    weights = [one.horizontalStretch() if is_across else one.verticalStretch() for one in policies]
    if not splitter.isVisible() or not any(weights):
        return sizes
    return [
        size + left * weight // sum(weights) for size, weight in zip(sizes, weights, strict=True)
    ]


def _set_gaps(layout: QBoxLayout, gaps: list[int]) -> None:
    is_across = layout.direction() in (
        QBoxLayout.Direction.LeftToRight,
        QBoxLayout.Direction.RightToLeft,
    )
    for spacer, steps in zip(_gaps_in(layout), gaps, strict=False):
        room = px(steps * STEP)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if is_across:
            spacer.changeSize(room, 0, fixed, free)
        else:
            spacer.changeSize(0, room, free, fixed)
    layout.invalidate()


def _gaps_in(layout: QBoxLayout) -> Iterator[QSpacerItem]:
    """The spacers that do not stretch, in order."""
    for at in range(layout.count()):
        spacer = layout.itemAt(at).spacerItem()
        if spacer is not None and not spacer.expandingDirections():
            yield spacer
