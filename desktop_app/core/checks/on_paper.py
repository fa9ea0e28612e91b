"""Checks on single signs: can each be printed, and does each leave a trace on paper?"""

from collections.abc import Callable, Iterator, Sequence

from desktop_app.core.changes import set_path
from desktop_app.core.checks.base import cell_place, finding
from desktop_app.core.draft import Row
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import place_label, row_words
from desktop_app.core.signs import UNSEEN, altered, is_mark, plain, unprintable, unseen

# A cell of a workbook holds no more (ECMA-376 leaves it open; Excel's own limit), and Excel counts
# a sign above U+FFFF as two.
LONGEST_CELL = 32_767
_SIGNS_TOLD = 8
_PRIVATE = range(0xE000, 0xF900)
# Place, key, text and the signs found in it.
_Signs = tuple[Place, str, str, Sequence[str]]


def printable(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Every sign stands in a bundled font, a name reads out of every file as it was typed, and
    every cell fits into a workbook's."""
    for place, key, text, signs in _with_signs(subject, unprintable):
        message = f"{place.label}中的{_told(signs)}没有字体可以印出来;{_advice(signs)}"
        yield finding(rule, message, (place,), key, left=text)
    yield from _unlike(subject, rule)
    yield from _too_long(subject, rule)


def seen(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """No text carries signs that leave no trace on paper but make names differ."""
    for place, key, text, signs in _with_signs(subject, unseen):
        numbers = "、".join(map(_number, signs[:_SIGNS_TOLD]))
        message = (
            f"{place.label}夹有看不见的字符({numbers}),印出来没有痕迹,却会使名称对不上;"
            "请删去后重新输入"
        )
        yield finding(
            rule, message, (place,), key, left=text, fixes=_without_unseen(subject, place)
        )


def _without_unseen(subject: Subject, place: Place) -> tuple[Fix, ...]:
    """Take the unseen signs out of a text, where it is one of the draft's own values."""
    path = place.path
    if path.startswith("explanations/"):
        return ()
    text = subject.draft.value(path)
    return (Fix("去掉看不见的字符", set_path(subject.draft, path, UNSEEN.sub("", text))),)


def _with_signs(subject: Subject, look: Callable[[str], Sequence[str]]) -> Iterator[_Signs]:
    """Place, key, text and the signs found, of every text in which there are some."""
    for path, text in subject.draft.values.items():
        if signs := look(text):
            yield Place(path, place_label(subject.programme, path)), path, text, signs
    for key, explanation in subject.draft.explanations.items():
        label = f"{key.partition('@')[0]} 的情况说明"
        told = ((label, "", explanation.text), (f"{label}的署名", ".author", explanation.author))
        for label, part, text in told:
            if signs := look(text):
                yield Place(f"explanations/{key}", label), f"explanations.{key}{part}", text, signs
    for table in subject.programme.tables():

        def signs_of(row: Row, number: int, table: Table = table) -> tuple[_Signs, ...]:
            # Nearly always there are none: one look over the whole row tells.
            if not look("\n".join(row.cells.values())):
                return ()
            return tuple(
                (cell_place(subject, table, number, row.id, column), f"{row.id}.{column}", text, s)
                for column, text in row.cells.items()
                if (s := look(text))
            )

        for found in subject.per_row(table.id, f"signs {look.__name__}", signs_of, bool):
            yield from found


def _unlike(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Names that would read otherwise out of a finished file than they were typed."""
    for table in subject.programme.tables():
        fields = [field for field in table.column if field.compared]

        def unlike(
            row: Row, number: int, table: Table = table, fields: Sequence[Field] = fields
        ) -> tuple[Finding, ...]:
            told = (_unlike_name(subject, rule, table, row, number, field) for field in fields)
            return tuple(one for one in told if one is not None)

        for found in subject.per_row(table.id, f"unlike {rule.code}", unlike, bool):
            yield from found


def _unlike_name(
    subject: Subject, rule: Rule, table: Table, row: Row, number: int, field: Field
) -> Finding | None:
    text = row.cells.get(field.id, "")
    signs = altered(text)
    is_heading = fold(text) == fold(field.label)
    if not signs and not is_heading:
        return None
    place = cell_place(subject, table, number, row.id, field.id)
    if is_heading:
        message = f"{place.label}与表头的文字相同,成册后会被当作表头;请写明名称"
    else:
        numbers = "、".join(map(_number, signs[:_SIGNS_TOLD]))
        message = (
            f"{place.label}夹有换行、特殊空格、连体字母或看不见的字符({numbers}),"
            "从 PDF 中读出来与填写的不同,方案与汇总表就不能逐字一致;请删去,或改成普通空格"
        )
    spoken = row_words(subject.programme, table, number)
    fixes = (Fix("去掉这些字符", set_path(subject.draft, place.path, plain(text))),)
    return finding(
        rule,
        message,
        (place,),
        f"{row.id}.{field.id}",
        left=text,
        fixes=fixes if signs else (),
        row=spoken,
    )


def _too_long(subject: Subject, rule: Rule) -> Iterator[Finding]:
    """Texts that do not fit into a cell; a chapter goes into no workbook, any field may."""
    for path, text in subject.draft.values.items():
        long = 0 if path.startswith("chapters/") else _excel_length(text)
        if long > LONGEST_CELL:
            place = Place(path, place_label(subject.programme, path))
            yield finding(rule, _shorten(place, long), (place,), path)
    for table in subject.programme.tables():

        def long_cells(row: Row, number: int, table: Table = table) -> tuple[Finding, ...]:
            found: list[Finding] = []
            for column, text in row.cells.items():
                long = _excel_length(text)
                if long > LONGEST_CELL:
                    place = cell_place(subject, table, number, row.id, column)
                    key = f"{row.id}.{column}"
                    spoken = row_words(subject.programme, table, number)
                    told = _shorten(place, long)
                    found.append(finding(rule, told, (place,), key, row=spoken))
            return tuple(found)

        for found in subject.per_row(table.id, f"long {rule.code}", long_cells, bool):
            yield from found


def _shorten(place: Place, long: int) -> str:
    return (
        f"{place.label}有{long}个字,超过 Excel 单元格的上限{LONGEST_CELL}个字"
        "(部分生僻字按两个计);请缩短,详细内容写进方案正文"
    )


def _excel_length(text: str) -> int:
    if len(text) <= LONGEST_CELL // 2:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _told(signs: Sequence[str]) -> str:
    told = "、".join(f"「{sign}」({_number(sign)})" for sign in signs[:_SIGNS_TOLD])
    return told + (f"等{len(signs)}个字" if len(signs) > _SIGNS_TOLD else "")


def _number(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _advice(signs: Sequence[str]) -> str:
    if any(ord(sign) in _PRIVATE for sign in signs):
        return "这是旧编码的自造字,换一台电脑就变样;请改用标准的字"
    if all(map(is_mark, signs)):
        return "同一个字上叠加的声调会印在一起;请改用带声调的字母,如 ǚ"
    return "请核对是不是打错的字或表情符号,人名、企业名中的生僻字请按营业执照上的写法核对"
