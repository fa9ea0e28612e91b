"""Who pays: an amount split by shares that add up to it, to the 分."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache

from desktop_app.core.programme import Programme
from desktop_app.core.reward_tiers import exact, fen_of, money
from desktop_app.core.values import parse

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Shares:
    """The payers with their shares in per cent; without `payers` nothing can be split, and
    `problem` says why (blank where the programme splits nothing)."""

    payers: Mapping[str, Decimal]
    fen: Decimal
    problem: str = ""

    def of(self, amount: Decimal) -> dict[str, Decimal]:
        """What each pays of an amount. The 分 that rounding leaves go to those who lost most."""
        return dict(_parts(amount, tuple(self.payers.items()), self.fen))


@lru_cache(maxsize=16384)
def _parts(
    amount: Decimal, shares: tuple[tuple[str, Decimal], ...], fen: Decimal
) -> tuple[tuple[str, Decimal], ...]:
    raw = {payer: amount * share / _WHOLE for payer, share in shares}
    parts = {payer: one.quantize(fen, ROUND_DOWN) for payer, one in raw.items()}
    left = amount - sum(parts.values(), Decimal(0)) if shares else Decimal(0)
    order = sorted(parts, key=lambda payer: parts[payer] - raw[payer])
    for payer in order[: int(left / fen)]:
        parts[payer] += fen
    return tuple((payer, one.normalize() + 0) for payer, one in parts.items())


def shares_of(programme: Programme, values: Mapping[str, str]) -> Shares:
    """The shares as the pack and the form state them."""
    splits = programme.rewards.split
    fen = fen_of(programme.rewards.unit)
    found: dict[str, Decimal] = {}
    for one in splits:
        if one.rest:
            found[one.id] = _WHOLE - sum(found.values(), Decimal(0))
            continue
        if one.share is not None:
            found[one.id] = exact(one.share)
            continue
        field = programme.field(one.share_at)
        assert field is not None, one.share_at
        typed = values.get(one.share_at, "")
        value = parse(field.kind, typed, field.unit)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            words = f"「{typed}」无法识别" if typed.strip() else "未填"
            return Shares({}, fen, f"{field.label}{words},无法分摊")
        found[one.id] = Decimal(value)
    whole = sum(found.values(), Decimal(0))
    if splits and (whole != _WHOLE or min(found.values()) < 0):
        shown = "、".join(f"{one.title} {money(found[one.id])}%" for one in splits)
        return Shares({}, fen, f"分担比例应合计 100%:{shown},合计 {money(whole)}%,无法分摊")
    return Shares(found, fen)
