"""Linting rewards.toml: everything in it that would fail in use, or that no example proves."""

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.core.pack import quote_occurs
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_rewards import Base, PerUnit, Reward, Tier
from desktop_app.core.programme import Programme
from desktop_app.core.reward_proof import proof_problems
from desktop_app.core.reward_tiers import Crossing, crossings_of
from desktop_app.core.rewards import FACTS
from desktop_app.core.rule_lint import expression_problems
from desktop_app.core.shown import placeholder_problems
from desktop_app.core.values import MONEY_UNITS, Kind

Found = Iterator[tuple[str, str]]
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ROW_NUMBER = re.compile(r"\brow\.number\b")
_MONEY = (Kind.AMOUNT, Kind.INTEGER)
# Without one, 「5万元」 is 50000 and taken for so many of the file's unit.
_NO_UNIT = f"「{{}}」没有写金额的单位,请写 unit({'、'.join(MONEY_UNITS)})"


def reward_problems(programme: Programme) -> Found:
    """What is wrong in rewards.toml: the key, and the message."""
    file = programme.rewards
    if not file.reward:
        if file.base or file.group or file.split or file.applied:
            yield "", "没有一条 [[reward]],其余各项没有用处"
        return
    if file.unit not in MONEY_UNITS:
        yield "unit", f"「{file.unit}」不是金额单位;可以写{'、'.join(MONEY_UNITS)}"
        return
    for message in placeholder_problems(programme, file.title):
        yield "title", message
    yield from _ids(programme)
    wrong_bases: set[str] = set()
    for n, base in enumerate(file.base):
        faults = list(_base(programme, f"base[{n}]", base))
        wrong_bases |= {base.id} if faults else set()
        yield from faults
    for n, reward in enumerate(file.reward):
        key = f"reward[{n}]"
        faults = list(_reward(programme, key, reward))
        yield from faults
        # What is wrong in itself cannot be computed.
        if not faults and reward.base not in wrong_bases:
            yield from ((f"{key}{at}", text) for at, text in proof_problems(programme, reward))
    yield from _groups(programme)
    yield from _splits(programme)
    yield from _applied(programme)
    yield from _quotes(programme)


def reward_crossings(programme: Programme) -> list[tuple[str, Crossing]]:
    """Where a lower level pays more than a higher one: the reward's title, and from what to what.

    It is the notice that says so: nothing to mend, but something that everybody should know.
    """
    rewards, unit = programme.rewards.reward, programme.rewards.unit
    return [(one.title, crossing) for one in rewards for crossing in crossings_of(one, unit)]


def _ids(programme: Programme) -> Found:
    file = programme.rewards
    taken = {rule.code for rule in programme.rules} | set(FACTS)
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("base", [one.id for one in file.base]),
        ("reward", [one.id for one in file.reward]),
        ("group", [one.id for one in file.group]),
        ("split", [one.id for one in file.split]),
    )
    for kind, ids in kinds:
        for n, name in enumerate(ids):
            if name in ids[:n]:
                yield f"{kind}[{n}].id", f"「{name}」重复"
            if not _NAME.fullmatch(name):
                yield f"{kind}[{n}].id", f"「{name}」须由小写字母、数字和下划线组成"
            if kind in ("reward", "group") and name in taken:
                yield f"{kind}[{n}].id", f"「{name}」已另有用处,请换一个编号"
        if kind in ("reward", "group"):
            taken |= set(ids)


def _base(programme: Programme, key: str, base: Base) -> Found:
    table = programme.table(base.each)
    if table is None:
        yield f"{key}.each", f"没有表「{base.each}」"
        return
    if not base.counts:
        yield f"{key}.counts", "缺少计入的列"
    for part in ("counts", "left_out"):
        for column in getattr(base, part):
            yield from _money_column(table, f"{key}.{part}", column)
    for column in set(base.counts) & set(base.left_out):
        yield f"{key}.left_out", f"列「{column}」不能又计入又不计入"


def _reward(programme: Programme, key: str, reward: Reward) -> Found:
    table = programme.table(reward.each)
    if table is None:
        yield f"{key}.each", f"没有表「{reward.each}」"
        return
    if not reward.clause or not reward.quote:
        yield key, "缺少 clause 或 quote"
    base = next((one for one in programme.rewards.base if one.id == reward.base), None)
    if reward.base and base is None:
        yield f"{key}.base", f"没有计算基数「{reward.base}」"
    elif base is not None and base.each != reward.each:
        yield f"{key}.base", f"计算基数在表「{base.each}」中,奖补在表「{reward.each}」中"
    if reward.group and reward.group not in {one.id for one in programme.rewards.group}:
        yield f"{key}.group", f"没有分组「{reward.group}」"
    columns = {one.id for one in table.column}
    for part in ("once_for", "cap_for"):
        column = getattr(reward, part)
        if column and column not in columns:
            yield f"{key}.{part}", f"表「{table.id}」没有列「{column}」"
    if reward.once_for and reward.cap_for:
        yield key, "once_for(只享受一次)和 cap_for(合计不超过上限)只能写一个"
    yield from _ways(programme, table, key, reward)
    texts = {f"{key}.when": reward.when}
    texts |= {f"{key}.excluded[{n}].when": one.when for n, one in enumerate(reward.excluded)}
    yield from _expressions(programme, table, texts)


def _ways(programme: Programme, table: Table, key: str, reward: Reward) -> Found:
    """The reward's own way to its amount, and those of its readings."""
    readings = [one for one in reward.reading if one.tier or one.per_unit]
    if not reward.tier and reward.per_unit is None and len(readings) < max(len(reward.reading), 1):
        yield key, "tier(档次)和 per_unit(按数量)必须且只能写一种"
    has_base = bool(reward.base)
    yield from _way(programme, table, key, reward.tier, reward.per_unit, has_base=has_base)
    caps = [one.cap_at or one.cap for way in (reward, *reward.reading) for one in way.tier]
    caps += [w.per_unit.cap for w in (reward, *reward.reading) if w.per_unit is not None]
    if reward.cap_for and not any(caps):
        yield f"{key}.cap_for", "没有上限,不能合计不超过上限"
    if reward.pick == "highest" and len(reward.tier) < 2:
        yield f"{key}.pick", "只有一档,无从取高"
    if len(reward.reading) == 1:
        yield f"{key}.reading", "只有一种理解,不必写 reading"
    if reward.reading:
        yield from _asked(programme, key, reward.ask, reward.ask_at)
    for n, one in enumerate(reward.reading):
        at = f"{key}.reading[{n}]"
        if one.id in {other.id for other in reward.reading[:n]}:
            yield f"{at}.id", f"「{one.id}」重复"
        yield from _way(programme, table, at, one.tier, one.per_unit, has_base=has_base)
        yield from _expressions(programme, table, {f"{at}.when": one.when})


def _way(
    programme: Programme,
    table: Table,
    key: str,
    tiers: Sequence[Tier],
    per_unit: PerUnit | None,
    *,
    has_base: bool,
) -> Found:
    if tiers and per_unit is not None:
        yield key, "tier(档次)和 per_unit(按数量)必须且只能写一种"
    for n, tier in enumerate(tiers):
        at = f"{key}.tier[{n}]"
        yield from _tier(programme, table, at, tier, has_base=has_base)
        if tier.title in {one.title for one in tiers[:n]}:
            yield f"{at}.title", f"「{tier.title}」重复"
        if tier.rank and tier.rank in {one.rank for one in tiers[:n]}:
            yield f"{at}.rank", f"次序 {tier.rank} 重复"
    if per_unit is not None:
        at = f"{key}.per_unit"
        yield from _positive(at, per_unit, ("each", "first", "cap", "from_count"))
        if per_unit.cap is not None and per_unit.cap < (per_unit.first or 0):
            yield f"{at}.cap", "上限低于起始金额 first"
        yield from _expressions(programme, table, {f"{at}.count": per_unit.count})


def _tier(programme: Programme, table: Table, at: str, tier: Tier, *, has_base: bool) -> Found:
    ways = [
        name
        for name, is_given in (
            ("rate", tier.rate is not None),
            ("rate_at", bool(tier.rate_at)),
            ("amount", tier.amount is not None),
            ("decided", bool(tier.decided)),
        )
        if is_given
    ]
    if len(ways) != 1:
        yield at, "rate、rate_at、amount、decided 四者必须且只能有一个"
    if ways[:1] in (["rate"], ["rate_at"]) and not has_base:
        yield at, "按比例计算,缺少奖补的 base(计算基数)"
    if tier.rate is not None and not 0 < tier.rate <= 1:
        yield f"{at}.rate", "比例须大于 0、不超过 1(20% 写 0.2)"
    yield from _positive(at, tier, ("cap", "amount"))
    if tier.cap is not None and tier.cap_at:
        yield f"{at}.cap", "cap 和 cap_at 只能写一个"
    if tier.amount is not None and (tier.cap is not None or tier.cap_at):
        yield f"{at}.cap", "定额奖励不必写上限"
    yield from _stated(programme, table, f"{at}.rate_at", tier.rate_at, (Kind.PERCENT,))
    yield from _stated(programme, table, f"{at}.cap_at", tier.cap_at, _MONEY)
    yield from _stated(programme, table, f"{at}.decided", tier.decided, _MONEY)
    yield from _expressions(programme, table, {f"{at}.when": tier.when})


def _stated(
    programme: Programme, table: Table, key: str, path: str, kinds: tuple[Kind, ...]
) -> Found:
    """A path of a single field, or a column of the table, of one of these kinds."""
    if not path:
        return
    field: Field | None = programme.field(path)
    if "/" not in path:
        field = next((one for one in table.column if one.id == path), None)
    if field is None:
        yield key, f"没有填报项或列「{path}」"
    elif field.kind not in kinds:
        yield key, f"「{path}」须是 {'、'.join(kinds)} 类的填报项"
    elif kinds is _MONEY and field.unit not in MONEY_UNITS:
        yield key, _NO_UNIT.format(path)


def _groups(programme: Programme) -> Found:
    for n, group in enumerate(programme.rewards.group):
        key = f"group[{n}]"
        if not group.clause or not group.quote:
            yield key, "缺少 clause 或 quote"
        members = [one for one in programme.rewards.reward if one.group == group.id]
        if len(members) < 2 and not (group.by and members):
            yield key, "分组中不足两条奖补,无从取高"
        for table_id in dict.fromkeys(one.each for one in members if group.by):
            table = programme.table(table_id)
            if table is not None and group.by not in {one.id for one in table.column}:
                yield f"{key}.by", f"表「{table_id}」没有列「{group.by}」"
        if group.reading:
            yield from _asked(programme, key, group.ask, group.ask_at)
        for m, one in enumerate(group.reading):
            if one.id in {other.id for other in group.reading[:m]}:
                yield f"{key}.reading[{m}].id", f"「{one.id}」重复"


def _splits(programme: Programme) -> Found:
    splits = programme.rewards.split
    for n, one in enumerate(splits):
        key = f"split[{n}]"
        if sum((one.share is not None, bool(one.share_at), one.rest)) != 1:
            yield key, "share、share_at、rest 三者必须且只能有一个"
        if one.rest and n + 1 < len(splits):
            yield f"{key}.rest", "承担余下部分的须写在最后"
        if one.share is not None and not 0 <= one.share <= 100:
            yield f"{key}.share", "分担比例须在 0 到 100 之间(单位:%)"
        if one.share_at:
            field = programme.field(one.share_at)
            if field is None or one.share_at.count("/") != 1:
                yield f"{key}.share_at", f"没有填报项「{one.share_at}」"
            elif field.kind is not Kind.PERCENT:
                yield f"{key}.share_at", f"「{one.share_at}」须是 percent 类的填报项"
    fixed = [one.share for one in splits if one.share is not None]
    if splits and len(fixed) == len(splits) and abs(sum(fixed) - 100) > 1e-9:
        yield "split", f"各方分担比例合计为 {sum(fixed):g}%,应为 100%"


def _applied(programme: Programme) -> Found:
    file = programme.rewards
    for table_id, column in file.applied.items():
        table = programme.table(table_id)
        if table is None or table_id not in file.tables():
            yield f"applied.{table_id}", f"没有对表「{table_id}」的奖补"
        else:
            # A fix puts in what was computed, with its 分.
            yield from _money_column(table, f"applied.{table_id}", column, (Kind.AMOUNT,))
    if file.applied and not any(rule.check == "rewards" for rule in programme.rules):
        yield "applied", 'rules.toml 中没有 check = "rewards" 的规则,申请金额不会核对'


def _quotes(programme: Programme) -> Found:
    file = programme.rewards
    quoted = [(f"base[{n}].quote", one.quote) for n, one in enumerate(file.base)]
    quoted += [(f"group[{n}].quote", one.quote) for n, one in enumerate(file.group)]
    quoted += [(f"split[{n}].quote", one.quote) for n, one in enumerate(file.split)]
    for n, reward in enumerate(file.reward):
        key = f"reward[{n}]"
        quoted.append((f"{key}.quote", reward.quote))
        quoted += [(f"{key}.excluded[{m}].quote", x.quote) for m, x in enumerate(reward.excluded)]
        quoted += [(f"{key}.tier[{m}].quote", x.quote) for m, x in enumerate(reward.tier)]
        for r, reading in enumerate(reward.reading):
            at = f"{key}.reading[{r}]"
            quoted += [(f"{at}.tier[{m}].quote", x.quote) for m, x in enumerate(reading.tier)]
    for key, quote in quoted:
        if quote and not quote_occurs(quote, programme.notice):
            yield key, f"通知原文中没有「{quote}」"


def _asked(programme: Programme, key: str, ask: str, ask_at: str) -> Found:
    if not ask:
        yield f"{key}.ask", "条款有不同理解,缺少 ask(可以直接念的电话询问)"
    if ask_at and ask_at not in {contact.office for contact in programme.about.contact}:
        yield f"{key}.ask_at", f"没有联系处室「{ask_at}」"


def _money_column(
    table: Table, key: str, column_id: str, kinds: tuple[Kind, ...] = _MONEY
) -> Found:
    column = next((one for one in table.column if one.id == column_id), None)
    if column is None:
        yield key, f"表「{table.id}」没有列「{column_id}」"
    elif column.kind not in kinds:
        yield key, f"列「{column_id}」不是金额(kind 须是 {'、'.join(kinds)})"
    elif column.unit not in MONEY_UNITS:
        yield key, _NO_UNIT.format(column_id)


def _positive(key: str, record: Tier | PerUnit, names: Iterable[str]) -> Found:
    for name in names:
        value = getattr(record, name)
        if value is not None and value <= 0:
            yield f"{key}.{name}", "须大于 0"


def _expressions(programme: Programme, table: Table, texts: dict[str, str]) -> Found:
    for key, text in texts.items():
        if not text:
            continue
        for message in expression_problems(programme, table, text):
            yield key, message
        if "facts.reward" in text:
            yield key, "奖补的条件不能读取奖补的结果(facts.reward)"
        if _ROW_NUMBER.search(text):
            yield key, "奖补不能看行号(row.number):挪动一行,金额就变了;请改用这一行填写的内容"
