"""Cities of any size for measuring."""

from dataclasses import replace
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme

_TEXTS = {
    "enterprise": "银杉恒拓精密铸造有限公司{n}",
    "credit_code": "91350100M000100Y43",
    "county": "银杉县",
    "industry": "专用设备制造",
    "size": "小型",
    "above_scale": "是",
    "quality": "省级专精特新",
    "level_before": "一级",
    "level_after": "二级",
    "stage": "生产管控、质量管理",
    "content": "部署数据采集、生产执行和质量管理系统,改造关键工序设备",
    "investment": "120.5",
    "software": "50.5",
    "hardware": "60",
    "service": "10",
    "award": "12",
    "start": "2024年7月",
    "finish": "2025年10月",
    "provider": "云栈工业软件有限公司",
    "platform": "是",
    "contact": "周明",
    "phone": "024-72600001",
}


def a_city(programme: Programme, start: Draft, projects: int) -> Draft:
    """A draft with this many projects and chapters of ordinary length."""
    rows = tuple(
        Row(
            f"r{n}",
            MappingProxyType(
                {
                    "name": f"银杉恒拓精密铸造有限公司第{n}号车间数字化改造项目",
                    **{key: text.format(n=n) for key, text in _TEXTS.items()},
                }
            ),
        )
        for n in range(1, projects + 1)
    )
    prose = "坚持分业分级、链式推进,聚焦生产过程等关键环节,推进数据采集和系统互联互通。" * 12
    values = {f"chapters/{chapter.id}": prose for chapter in programme.plan.chapter}
    values |= {"basic/city": "铁岭市", "basic/industries": "专用设备制造"}
    tables = {**start.tables, programme.summary.table.id: rows}
    return replace(
        start,
        revision=1,
        values=MappingProxyType({**start.values, **values}),
        tables=MappingProxyType(tables),
    )
