"""What is sent: the tables, the plan's list, what the clerk types, and the faults among them."""

from dataclasses import dataclass, field
from typing import Any

from generator.city import BUREAU, CITY, INDUSTRIES, Project


@dataclass
class Fault:
    """One planted fault and what a clerk does about it.

    `match` are texts that the finding must hold; `also` names codes of findings that follow
    from the fault.
    """

    title: str
    code: str
    match: list[str]
    clause: str
    correction: list[dict[str, Any]]
    kind: str = ""
    also: list[str] = field(default_factory=list)


def corrected(name: str, column: str, value: str, table: str = "projects") -> dict[str, Any]:
    """The correction that puts a text into a cell of the row with this name."""
    where = {"name": name}
    return {"do": "cell", "table": table, "where": where, "column": column, "value": value}


@dataclass
class City:
    """What is sent: the rows of the county tables, the plan's list, and other slips."""

    table: list[Project]
    plan: list[Project]
    truth: list[Project]
    faults: list[Fault] = field(default_factory=list)
    stated_count: int = 0
    total_unit: str = "亿元"
    has_duties: bool = True
    forbidden: str = ""
    money: dict[str, str] = field(default_factory=dict)


def fields(city: City) -> dict[str, str]:
    """What a clerk types by hand, by path."""
    basic = {
        "city": CITY, "applicant": "市人民政府", "bureau": BUREAU,
        "industries": "、".join(INDUSTRIES), "industrial_firms": "170",
        "approval": "铁政纪要〔2024〕18号", "approval_date": "2024年11月8日",
        "filled_by": "林晓舟", "reviewed_by": "程远", "phone": "024-70000100",
        "date": "2024年11月12日",
    }  # fmt: skip
    return {
        **{f"basic/{key}": text for key, text in basic.items()},
        **{f"money/{key}": text for key, text in city.money.items()},
    }


def row_cells(one: Project) -> dict[str, str]:
    """A project as the cells of the draft's summary."""
    return {
        "name": one.name, "enterprise": one.enterprise, "credit_code": one.credit_code,
        "county": one.county, "industry": one.industry, "size": one.size,
        "above_scale": "是" if one.above_scale else "否", "quality": one.quality,
        "level_before": one.level_before, "level_after": one.level_after, "stage": one.stage,
        "content": one.content, "investment": one.investment, "software": one.software,
        "hardware": one.hardware, "service": one.service, "award": one.award,
        "start": f"{one.start[0]}年{one.start[1]}月",
        "finish": f"{one.finish[0]}年{one.finish[1]}月",
        "provider": one.provider, "platform": "是", "contact": one.contact, "phone": one.phone,
    }  # fmt: skip
