"""Rows of the two tables: what a project is, and what a firm's projects share."""

import random
from dataclasses import replace
from decimal import Decimal

from tests.audit_cities.firms import Firm
from tests.audit_cities.records import Listed, Month, Project
from tests.audit_cities.truth import LEVELS

_STAGES = (
    "生产管控、质量管理", "设备管理、生产管控", "仓储物流、采购管理", "工艺设计、生产管控", "质量检测、追溯",
    "生产计划排程", "能耗管理、设备管理", "研发设计、工艺管理", "生产管控、财务管理",
)  # fmt: skip
_PROVIDERS = (
    "辰帆数字科技有限公司",
    "云栈工业软件有限公司",
    "智枢信息技术有限公司",
    "衡远自动化工程有限公司",
    "",
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("明", "志强", "丽", "建国", "晓东", "敏", "海涛", "春燕", "国栋", "静", "立新", "艳")
_QUALITIES = ("无", "无", "创新型中小企业", "省级专精特新", "国家级小巨人", "")
_START: Month = (2024, 6)
_END: Month = (2026, 12)


def an_investment(rng: random.Random) -> Decimal:
    """20–3000万元 with up to two decimals; most are below 600."""
    places = rng.choice((0, 0, 1, 2))
    top = 3000 if rng.random() < 0.08 else 600
    return Decimal(rng.randint(20 * 10**places, top * 10**places)).scaleb(-places)


def split(investment: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """What of an investment is software, hardware and service."""
    software = (investment * Decimal("0.4")).quantize(Decimal("0.01"))
    service = (investment * Decimal("0.1")).quantize(Decimal("0.01"))
    return software, investment - software - service, service


def listed(one: Project) -> Listed:
    """The project as the plan's own list has it."""
    return Listed(
        f"q{one.id[1:]}", one.name, one.enterprise, one.county, one.industry, one.investment
    )


def a_project(rng: random.Random, firm: Firm, number: int, name: str, like: Project) -> Project:
    """A project of a firm; what the firm itself is stays as in `like`."""
    investment = an_investment(rng)
    software, hardware, service = split(investment)
    start = _month(rng, _START, (2025, 12))
    return Project(
        id=f"p{number}",
        name=name,
        enterprise=firm.name,
        credit_code=firm.credit_code,
        county=firm.county,
        industry=firm.industry,
        size=like.size,
        above_scale=like.above_scale,
        quality=like.quality,
        level_before=like.level_before,
        level_after=like.level_after,
        stage=rng.choice(_STAGES),
        content="部署数据采集、生产执行和质量管理系统" if rng.random() < 0.6 else "",
        investment=investment,
        software=software,
        hardware=hardware,
        service=service,
        award=Decimal(0),
        start=start,
        finish=_month(rng, _later(start, 3), _END),
        provider=rng.choice(_PROVIDERS),
        contact=like.contact,
        phone=like.phone,
        industry_code=like.industry_code,
    )


def like_any(rng: random.Random) -> Project:
    """What a firm is, in the form of a project: size, levels, whom to call."""
    before = rng.choice(("", "无", "一级", "一级", "二级"))
    zero = Decimal(0)
    return Project(
        id="", name="", enterprise="", credit_code="", county="", industry="",
        size=rng.choice(("中型", "小型", "小型", "微型")), above_scale=rng.random() < 0.7,
        quality=rng.choice(_QUALITIES), level_before=before,
        level_after=rng.choice((*LEVELS[1:3], *LEVELS[1:3], *LEVELS[1:])), stage="", content="",
        investment=zero, software=zero, hardware=zero, service=zero, award=zero,
        start=_START, finish=_END, provider="",
        contact=rng.choice(SURNAMES) + rng.choice(GIVEN),
        phone=f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
        industry_code=rng.choice(("", "C3670", "C3484", "1310", "C3591")),
    )  # fmt: skip


def with_investment(one: Project, amount: Decimal) -> Project:
    """The project at another investment, its parts adding up to it."""
    software, hardware, service = split(amount)
    return replace(one, investment=amount, software=software, hardware=hardware, service=service)


def _month(rng: random.Random, first: Month, last: Month) -> Month:
    at = rng.randint(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1)
    return at // 12, at % 12 + 1


def _later(month: Month, by: int) -> Month:
    at = month[0] * 12 + month[1] - 1 + by
    return at // 12, at % 12 + 1
