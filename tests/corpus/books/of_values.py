"""Disorders in the cells: numbers, dates, codes and texts as people and programs leave them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.corpus.books.disorders import Register
from tests.corpus.books.grid import Fault, Formula, Quoted, Rich, Shown, Value
from tests.corpus.books.making import AMOUNTS, MONTHS, Making

OF_VALUES = Register()
_enter = OF_VALUES
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_NUMERALS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


def _amounts(change: Callable[[Decimal], Value], keys: tuple[str, ...] = AMOUNTS):
    def apply(m: Making) -> None:
        for n, project in enumerate(m.projects):
            for key in keys:
                value = Decimal(project[key]) * m.factor.get(key, 1)
                m.put[n, key] = change(value)

    return apply


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


_enter.add("numbers_as_text", _amounts(_digits), "amounts")
_enter.add("thousand_separators", _amounts(lambda v: f"{v.normalize():,f}"), "amounts")
_enter.add("full_width_digits", _amounts(lambda v: _digits(v).translate(_WIDE)), "amounts")
_enter.add("blanks_around_numbers", _amounts(lambda v: f" {_digits(v)}\u00a0"), "amounts")
_enter.add("numbers_quoted", _amounts(lambda v: Quoted(_digits(v))), "amounts", needs="types")


def _with_unit(form: Callable[[Decimal], str]) -> Callable[[Making], None]:
    """A unit in the cell says it all, whatever the heading gives."""

    def apply(m: Making) -> None:
        for n, project in enumerate(m.projects):
            for key in AMOUNTS:
                m.put[n, key] = form(Decimal(project[key]))

    return apply


_enter.add("wan_in_cells", _with_unit(lambda v: f"{_digits(v)}万"), "amounts")
_enter.add("wan_yuan_in_cells", _with_unit(lambda v: f"{_digits(v)} 万元"), "amounts")
_enter.add("yuan_in_cells", _with_unit(lambda v: f"{_digits(v * 10_000)}元"), "amounts")
_enter.add("yi_in_cells", _with_unit(lambda v: f"{_digits(v / 10_000)}亿元"), "amounts")


@_enter("amounts")
def _about(m: Making) -> None:
    for n in (0, 2):
        m.put[n, "investment"] = f"约{m.projects[n]['investment']}"


@_enter("amounts", "shown_otherwise", "types")
def _percentages(m: Making) -> None:
    m.put[1, "award"] = Shown(0.25, "0%")
    m.want[1, "award"] = "25%"


@_enter("amounts", "shown_otherwise", "types")
def _shown_in_wan(m: Making) -> None:
    """A number in 元 that its format shows in 万元."""
    for n in range(3):
        amount = Decimal(m.projects[n]["investment"])
        m.put[n, "investment"] = Shown(float(amount * 10_000), "0!.0000")


@_enter("amounts", needs="types")
def _shown_rounded(m: Making) -> None:
    """Rounding in the display only is how everybody works."""
    for n, project in enumerate(m.projects):
        amount = Decimal(project["investment"]) * m.factor.get("investment", 1)
        m.put[n, "investment"] = Shown(float(amount), "#,##0")


@_enter("amounts", needs="types results")
def _formulas(m: Making) -> None:
    for n, project in enumerate(m.projects):
        amount = Decimal(project["investment"]) * m.factor.get("investment", 1)
        m.put[n, "investment"] = Formula(f"={amount}+0", float(amount))


@_enter("amounts", "lost", "types")
def _formulas_without_results(m: Making) -> None:
    for n in (0, 3):
        m.put[n, "investment"] = Formula("=100+20")


@_enter("amounts", "lost", "types")
def _error_values(m: Making) -> None:
    m.put[0, "award"] = Fault("#N/A")
    m.put[2, "investment"] = Fault("#REF!")


@_enter("texts", "lost", "types")
def _error_in_a_name(m: Making) -> None:
    m.put[1, "enterprise"] = Fault("#REF!")


@_enter("amounts", needs="types")
def _booleans_for_amounts(m: Making) -> None:
    m.put[1, "award"] = True


@_enter("truths", needs="types")
def _booleans(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "above_scale"] = project["above_scale"] == "是"


@_enter("truths")
def _ticks(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "above_scale"] = "√" if project["above_scale"] == "是" else "×"


@_enter("codes", "damaged", "types")
def _codes_damaged(m: Making) -> None:
    for n in (0, 2):
        m.put[n, "credit_code"] = 912101002024110000 + n * 1000
        m.want[n, "credit_code"] = f"9121010020241101{n}1"


@_enter("codes", "damaged")
def _codes_damaged_and_saved_as_text(m: Making) -> None:
    m.put[1, "credit_code"] = "912101002024110000"
    m.want[1, "credit_code"] = "912101002024110117"


@_enter("codes")
def _codes_in_groups(m: Making) -> None:
    for n, project in enumerate(m.projects):
        code = project["credit_code"]
        m.put[n, "credit_code"] = f"{code[:6].lower()} {code[6:12]} {code[12:]}"


@_enter("codes", needs="types")
def _phones_as_numbers(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "phone"] = int(project["phone"])


def _months(form: Callable[[int, int], Value]) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        for n, project in enumerate(m.projects):
            for key in MONTHS:
                year, month = project[key].rstrip("月").split("年")
                m.put[n, key] = form(int(year), int(month))

    return apply


def _in_numerals(year: int, month: int) -> str:
    ten = {10: "十", 11: "十一", 12: "十二"}
    return f"{''.join(_NUMERALS[sign] for sign in str(year))}年{ten.get(month, _NUMERALS[str(month)[-1]])}月"


for _name, _form in (
    ("months_with_dots", lambda y, n: f"{y}.{n:02d}"),
    ("months_with_dashes", lambda y, n: f"{y}-{n:02d}"),
    ("days_with_slashes", lambda y, n: f"{y}/{n}/15"),
    ("months_in_one", lambda y, n: f"{y}{n:02d}"),
    ("days_in_chinese", lambda y, n: f"{y}年{n}月1日"),
    ("months_in_numerals", _in_numerals),
):
    _enter.add(_name, _months(_form), "months")


def _day(year: int, month: int) -> date:
    return date(year, month, 20)


_enter.add("real_dates", _months(_day), "months")


@_enter("months", needs="types")
def _dates_counted_from_1904(m: Making) -> None:
    _months(_day)(m)
    m.is_1904 = True


@_enter("months", "serial_date", "types")
def _serials(m: Making) -> None:
    """Days that lost their format: 45444 instead of 2024-06-01."""
    m.put[0, "start"] = 45444
    m.want[0, "start"] = "2024年6月"


@_enter("months", "serial_date", "types")
def _serials_counted_from_1904(m: Making) -> None:
    _serials(m)
    m.put[0, "start"] = 45444 - 1462  # as a workbook that begins in 1904 counts the same day
    m.is_1904 = True


@_enter("months", needs="types")
def _serials_out_of_range(m: Making) -> None:
    for n, serial in enumerate((60, 2958466, 999999)):
        m.put[n, "start"] = Shown(float(serial), "yyyy-mm-dd")


@_enter("months", "ambiguous_month")
def _october_or_january(m: Making) -> None:
    m.put[0, "start"] = 2024.1
    m.want[0, "start"] = "2024年10月"


@_enter("months")
def _months_in_words(m: Making) -> None:
    m.put[0, "finish"] = "2025年底"
    m.put[1, "start"] = "待定"


def _names(change: Callable[[str], str]) -> Callable[[Making], None]:
    """Names come in as they are, with whatever is in them."""

    def apply(m: Making) -> None:
        for n, project in enumerate(m.projects):
            project["name"] = change(project["name"])
            m.put[n, "name"] = project["name"]

    return apply


_enter.add("names_with_outer_blanks", _names(lambda t: f" {t}\u3000"), "names")
_enter.add("names_with_nbsp", _names(lambda t: f"{t[:4]}\u00a0{t[4:]}"), "names")
_enter.add("names_with_zero_width", _names(lambda t: f"{t[:3]}\u200b{t[3:]}\ufeff"), "names")
_enter.add("names_with_line_breaks", _names(lambda t: f"{t[:6]}\n{t[6:]}"), "names")
_enter.add("names_with_brackets", _names(lambda t: f"{t}（一期)【二】"), "names")
_enter.add("names_like_formulas", _names(lambda t: f"=+{t}"), "names")
_enter.add("names_like_errors", _names(lambda t: f"#{t}"), "names")
_enter.add("names_with_sums_in_them", _names(lambda t: f"{t}合计系统"), "names")
_enter.add("names_with_separators", _names(lambda t: f'{t},"甲;乙"\t丙'), "names")


@_enter("names")
def _names_with_escapes(m: Making) -> None:
    """Excel writes a text like _x0041_ with an escape of its own, and so must a reader undo it."""
    _names(lambda t: f"{t}_A_x")(m)


@_enter("names", needs="control types")
def _names_with_control_signs(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "name"] = f"{project['name'][:3]}\x0b{project['name'][3:]}"


@_enter("names", needs="types")
def _rich_names(m: Making) -> None:
    for n, project in enumerate(m.projects):
        name = project["name"]
        m.put[n, "name"] = Rich((name[:3], name[3:6], name[6:]))


@_enter("texts")
def _texts_with_outer_blanks(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "enterprise"] = f"\u00a0{project['enterprise']} \u3000"


@_enter("texts")
def _long_texts(m: Making) -> None:
    for n, project in enumerate(m.projects):
        project["note"] = f"说明{n}," + "内容" * 8000
        m.put[n, "note"] = project["note"]


@_enter("codes", needs="types")
def _apostrophes(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "credit_code"] = Quoted(project["credit_code"])


@_enter("codes")
def _apostrophes_in_the_text(m: Making) -> None:
    """An apostrophe that was typed after all, or that a CSV keeps."""
    m.put[0, "credit_code"] = f"'{m.projects[0]['credit_code']}"
    m.put[1, "phone"] = f"'{m.projects[1]['phone']}"


@_enter("choices codes months merges")
def _blank_cells(m: Making) -> None:
    for n in range(len(m.projects)):
        for key in m.chance.sample(("note", "phone", "level_before", "finish", "platform"), 2):
            m.put[n, key] = ""
            m.want[n, key] = ""


@_enter("choices")
def _choices_in_other_words(m: Making) -> None:
    for n, project in enumerate(m.projects):
        m.put[n, "size"] = f" {project['size']}企业"
        m.put[n, "level_after"] = f"{project['level_after']}（含）"


@_enter("choices")
def _choices_unknown(m: Making) -> None:
    m.put[0, "size"] = "规模以上"
    m.put[1, "level_after"] = "五星"
