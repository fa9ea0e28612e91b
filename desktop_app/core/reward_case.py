"""What a reward is computed of: one row and the form, with a name for every input that lacks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from desktop_app.core.expressions import Expression, NoData, Scope, compile_expression
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.reward_tiers import money
from desktop_app.core.values import MONEY_UNITS, NotUnderstood, parse, show_decimal

# 「其中:设备」 is told as 设备 where the parts are told one by one.
_PART_OF = re.compile(r"其中\s*[:：]\s*")


class Lacking(Exception):
    """An input is blank or not understood; the argument says which, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table with everything that its rewards may read.

    `cells` and `values` (single values by path) are as typed; `scope` has them as values.
    """

    programme: Programme
    table: Table
    cells: Mapping[str, str]
    values: Mapping[str, str]
    scope: Scope

    @property
    def unit(self) -> str:
        """The unit of all amounts."""
        return self.programme.rewards.unit

    def money(self, amount: Decimal) -> str:
        """An amount with its unit, as the steps show it."""
        return f"{money(amount)} {self.unit}"

    def holds(self, condition: str) -> bool:
        """Whether a condition is true; raises `Lacking`."""
        if not condition:
            return True
        try:
            return self.scope.holds(condition)
        except NoData as reason:
            raise Lacking(self._lacking(compile_expression(condition), str(reason))) from reason

    def count(self, text: str) -> Decimal:
        """The whole number that an expression yields; raises `Lacking`."""
        expression = compile_expression(text)
        try:
            value = self.scope.value(expression)
        except NoData as reason:
            raise Lacking(self._lacking(expression, str(reason))) from reason
        number = Decimal(str(value)) if isinstance(value, int | float) else Decimal(-1)
        if number < 0 or number != number.to_integral_value():
            raise Lacking(f"{self._named(expression)}应为不小于 0 的整数")
        return number

    def amount(self, column_id: str) -> Decimal | None:
        """The amount in a column of the row; None when blank. Raises `Lacking`."""
        return self._amount(self.column(column_id), self.cells.get(column_id, ""))

    def part(self, column_id: str) -> str:
        """What a reader calls a column among others."""
        return _PART_OF.sub("", self.column(column_id).label)

    def column(self, column_id: str) -> Field:
        """A column of the table; lint has seen that it is there."""
        for one in self.table.column:
            if one.id == column_id:
                return one
        raise KeyError(column_id)

    def stated(self, path: str) -> Decimal | None:
        """The number in the field at a path, or in a column of the row; None when blank."""
        field, typed = self._at(path)
        return self._amount(field, typed)

    def label(self, path: str) -> str:
        """What a reader calls a field or a column."""
        return self._at(path)[0].label

    def is_required(self, path: str) -> bool:
        return self._at(path)[0].required

    def _at(self, path: str) -> tuple[Field, str]:
        if "/" not in path:
            return self.column(path), self.cells.get(path, "")
        field = self.programme.field(path)
        assert field is not None, path
        return field, self.values.get(path, "")

    def _amount(self, field: Field, typed: str) -> Decimal | None:
        value = parse(field.kind, typed, field.unit, self.programme.options(field))
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Lacking(f"{field.label}(「{typed}」无法识别)")
        unit = MONEY_UNITS[self.unit]
        amount = Decimal(value) * MONEY_UNITS.get(field.unit, unit) / unit
        if amount < 0:
            raise Lacking(f"{field.label}(「{typed}」是负数)")
        return amount

    def _lacking(self, expression: Expression, key: str) -> str:
        """The inputs that an expression misses: those of the library's word for it, or all."""
        absent = [path.split(".") for path in sorted(expression.reads) if self._is_absent(path)]
        told = [parts for parts in absent if parts[-1] in key] or absent
        return "、".join(dict.fromkeys(self._input(parts) for parts in told)) or key

    def _is_absent(self, path: str) -> bool:
        source: object = self.scope.variables
        for part in path.split("."):
            if not isinstance(source, Mapping) or part not in source:
                return True
            source = cast("Mapping[str, object]", source)[part]
        return False

    def _named(self, expression: Expression) -> str:
        return "、".join(self._input(path.split(".")) for path in sorted(expression.reads))

    def _input(self, parts: list[str]) -> str:
        match parts:
            case ["row", column, *_] if any(one.id == column for one in self.table.column):
                field, typed = self.column(column), self.cells.get(column, "")
            case ["form", section, name, *_]:
                path = f"{section}/{name}"
                found = self.programme.field(path)
                if found is None:
                    return path
                field, typed = found, self.values.get(path, "")
            case ["facts", _, table_id, column]:
                table = self.programme.table(table_id)
                columns = () if table is None else table.column
                return next((one.label for one in columns if one.id == column), column)
            case ["lists", name, *_]:
                return f"「{self.programme.list_label(name)}」的名单"
            case _:
                return ".".join(parts)
        value = parse(field.kind, typed, field.unit, self.programme.options(field))
        return (
            f"{field.label}(「{typed}」无法识别)"
            if isinstance(value, NotUnderstood)
            else field.label
        )


def columns_read(texts: list[str]) -> list[str]:
    """The columns of the row that expressions read, in order."""
    paths = [path for text in texts if text for path in sorted(compile_expression(text).reads)]
    return list(dict.fromkeys(p.split(".")[1] for p in paths if p.startswith("row.")))


def typed_of(value: Any) -> str:
    """A value of an example as somebody would type it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return show_decimal(Decimal(str(value))) if isinstance(value, float) else str(value)
