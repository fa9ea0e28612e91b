"""A random city that keeps every rule of the notice and whose plan tells the truth."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from itertools import islice

from tests.audit_cities.elsewhere import ELSEWHERE, a_stranger
from tests.audit_cities.firms import TRADES, firms
from tests.audit_cities.forms import FORMS
from tests.audit_cities.records import (
    WHOLE,
    City,
    Paragraph,
    Passage,
    Project,
)
from tests.audit_cities.rows import GIVEN, SURNAMES, a_project, like_any, listed
from tests.audit_cities.spelling import chinese
from tests.audit_cities.telling import Teller, with_narrow_signs
from tests.audit_cities.titles import titles
from tests.audit_cities.truth import Truth

CITIES = (
    "鞍山市", "抚顺市", "本溪市", "丹东市", "锦州市", "营口市", "阜新市", "辽阳市", "盘锦市", "铁岭市", "朝阳市",
    "葫芦岛市",
)  # fmt: skip
_COUNTIES = (
    "青河区", "银杉县", "白榆区", "松澜县", "望溪区", "沐泉县", "云陌区", "金禾县", "霁川县", "石桥市", "临江县",
    "双台区", "高新区", "经济开发区", "北票岭县", "河东区", "河西区", "大洼子区",
)  # fmt: skip
_HEADS = {
    "foundation": ("产业基础较好。", "数字化基础逐步改善。", "服务资源加快集聚。", ""),
    "goals": ("总体目标。", "分行业目标：", "分年度目标：", ""),
    "route": ("分业推进。", "分级改造。", "链式带动。", ""),
    "projects": ("遴选情况。", "总体情况：", "行业分布。", "区域分布：", ""),
    "content": ("开展诊断评测。", "推进深度改造。", "强化服务供给。", "加强项目管理。", ""),
    "funds": ("资金安排。", "使用方向。", "资金监管。", ""),
    "safeguards": ("加强组织领导。", "强化政策支持。", "加强宣传推广。", ""),
    "duties": ("", ""),
}


def a_city(rng: random.Random, projects: int) -> City:
    """A city with so many projects (100–300) that passes every rule, without even a hint."""
    name = rng.choice(CITIES)
    pool = [*_COUNTIES, f"{name[:-1]}县"]
    counties = tuple(rng.sample(pool, rng.randint(3, 9)))
    industries = tuple(rng.sample(list(TRADES), rng.randint(1, 3)))
    money = _money(rng)
    rows = _with_awards(list(_projects(rng, name, counties, industries, projects)), money)
    values = _values(rng, name, industries, money, projects)
    teller = Teller(rng, Truth(rows, money), name, counties, industries)
    return City(
        values=values,
        money=money,
        counties=counties,
        industries=industries,
        projects=tuple(rows),
        plan=() if rng.random() < 0.12 else tuple(listed(one) for one in _plan_order(rng, rows)),
        others=_other_tables(money),
        paragraphs=_paragraphs(rng, teller, values),
        month_form=rng.choice(("{year}年{month}月", "{year}-{month:02d}", "{year}.{month}")),
        plan_places=rng.choice((0, 0, 2)),
    )


def _projects(
    rng: random.Random,
    city: str,
    counties: tuple[str, ...],
    industries: tuple[str, ...],
    count: int,
) -> Iterator[Project]:
    """The rows, the firms of a county mostly together."""
    taken: set[str] = set()
    made: list[Project] = []
    for firm in firms(rng, city, counties, industries):
        like = like_any(rng)
        # Two at least for the first of each county, so that no county is ever left without.
        many = rng.choice((1, 1, 1, 1, 2, 2, 3)) if len(made) >= 2 * len(counties) else 2
        for title in islice(titles(rng, firm, many, taken), count - len(made)):
            row = a_project(rng, firm, len(made) + 1, title.text, like)
            made.append(replace(row, reordered=title.reordered))
        if len(made) >= count:
            break
    if rng.random() < 0.7:
        made.sort(key=lambda one: counties.index(one.county))
    yield from made


def _plan_order(rng: random.Random, rows: list[Project]) -> list[Project]:
    """The plan lists the projects as the summary does, or industry by industry."""
    return sorted(rows, key=lambda one: one.industry) if rng.random() < 0.5 else rows


def _with_awards(rows: list[Project], money: Mapping[str, Decimal]) -> list[Project]:
    """Each project asks for the same share of its investment, together less than there is."""
    total = sum((one.investment for one in rows), Decimal(0))
    share = min(Decimal("0.3"), money["transformation"] * Decimal("0.92") / total)
    cent = Decimal("0.01")
    return [
        replace(one, award=(one.investment * share).quantize(cent, ROUND_FLOOR)) for one in rows
    ]


def _money(rng: random.Random) -> dict[str, Decimal]:
    """The two directions use up the award, which only 90% and 10% do."""
    award = Decimal(rng.choice((3000, 3000, 2860, 2480, 2345, rng.randrange(1800, 3000))))
    auxiliary = award / 10
    return {
        "award": award,
        "transformation": award - auxiliary,
        "auxiliary": auxiliary,
        "local_match": Decimal(rng.choice((1000, 1200, 850, 1500, rng.randrange(300, 2000)))),
    }


def _values(
    rng: random.Random,
    city: str,
    industries: tuple[str, ...],
    money: Mapping[str, Decimal],
    projects: int,
) -> dict[str, str]:
    day = rng.randint(1, 15)
    return {
        "basic/city": city,
        "basic/applicant": "市人民政府",
        "basic/bureau": f"{city}工业和信息化局",
        "basic/industries": "、".join(industries),
        # 60% of them are fewer than the projects, with room for some to be dropped.
        "basic/industrial_firms": str(rng.randint(projects, projects * 8 // 5)),
        "basic/approval": f"{city[0]}政〔2024〕{rng.randint(2, 60)}号",
        "basic/approval_date": f"2024年11月{day}日",
        "basic/filled_by": rng.choice(SURNAMES) + rng.choice(GIVEN),
        "basic/phone": f"024-7{rng.randrange(10**7):07d}",
        "basic/date": f"2024年11月{min(day + 2, 17)}日",
        **{f"money/{key}": f"{amount:f}" for key, amount in money.items()},
    }


def _other_tables(money: Mapping[str, Decimal]) -> dict[str, tuple[Mapping[str, str], ...]]:
    """Targets no lower than asked for, and the money by direction; nothing to count in them."""
    targets = (
        ("projects", "实施数字化转型项目数", "个", "≥100"),
        ("level2_share", "规上工业中小企业和省级专精特新中小企业数字化水平二级及以上占比", "%", "60"),
        ("level2_giants", "国家级专精特新“小巨人”企业数字化水平二级及以上占比", "%", "100"),
        ("all_changed", "规上工业中小企业和专精特新中小企业“应改尽改”完成率", "%", "100"),
        ("models", "转型样板企业数", "家", "15"),
    )  # fmt: skip
    directions = (("“智改数转网联”方向", "transformation"), ("辅助工作方向", "auxiliary"))
    return {
        "targets": tuple(
            {"key": key, "indicator": indicator, "unit": unit, "final": final}
            for key, indicator, unit, final in targets
        ),
        "funding": tuple(
            {
                "source": "省级奖补资金",
                "direction": direction,
                "first": f"{money[key] / 2:f}",
                "second": f"{money[key] / 2:f}",
                "total": f"{money[key]:f}",
            }
            for direction, key in directions
        ),
        "schedule": (
            {"stage": "第一年", "period": "自批复之日起至2025年12月", "work": "组织改造"},
        ),
        "tasks": ({"task": "统筹试点工作", "lead": "市工业和信息化局", "due": "2026年12月"},),
    }


def _paragraphs(
    rng: random.Random, teller: Teller, values: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    """The eight chapters: facts and sentences about other things, shuffled and set together."""
    passages = _facts(rng, teller)
    for chapter, forms in ELSEWHERE.items():
        city, firms_there = values["basic/city"], values["basic/industrial_firms"]
        for form in rng.sample(forms, rng.randint(len(forms) // 2, len(forms))):
            text = a_stranger(rng, form, city, firms_there)
            passages[chapter].append(Passage((text,)))
    out: list[Paragraph] = []
    has_narrow_signs = rng.random() < 0.15
    for chapter, told in passages.items():
        rng.shuffle(told)
        typed = [with_narrow_signs(one) if has_narrow_signs else one for one in told]
        out += _set_together(rng, chapter, typed)
    return tuple(out)


def _facts(rng: random.Random, teller: Teller) -> dict[str, list[Passage]]:
    """Passages by chapter; no stretch that one of them may be quoted by stands in another."""
    out: dict[str, list[Passage]] = {chapter: [] for chapter in _HEADS}
    quotable: list[str] = []
    often = rng.uniform(0.6, 0.95)
    for form in FORMS:
        if rng.random() > often:
            continue
        scopes = [WHOLE]
        if form.over:
            scopes = teller.parts_of(form.over)
            scopes = rng.sample(scopes, min(len(scopes), rng.choice((1, 1, 2, 3))))
        for scope in scopes:
            passage = teller.passage(form, scope)
            chapter = rng.choice(form.chapters)
            mine = {one.sentence for one in Paragraph(chapter, "", (passage,)).stated()}
            if not any(a in b or b in a for a in mine for b in quotable):
                quotable += mine
                out[chapter].append(passage)
    return out


def _set_together(rng: random.Random, chapter: str, passages: list[Passage]) -> Iterator[Paragraph]:
    """Paragraphs of one to four passages, numbered in the chapter's way."""
    way = rng.randrange(5)
    at = number = 0
    while at < len(passages):
        many = rng.choice((1, 1, 2, 2, 3, 4))
        lead = _lead(way, number) + rng.choice(_HEADS[chapter])
        yield Paragraph(chapter, lead, tuple(passages[at : at + many]))
        at += many
        number += 1


def _lead(way: int, number: int) -> str:
    spoken = chinese(number + 1)
    return ("", f"{number + 1}.", f"（{number + 1}）", f"{spoken}是", f"（{spoken}）")[way]
