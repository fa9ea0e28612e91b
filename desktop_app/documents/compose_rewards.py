"""奖补资金测算表: what every row gets with the steps that led there, the totals, who pays."""

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.core.draft import Draft
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState
from desktop_app.core.reward_lint import reward_crossings
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import Rewards, RowRewards, Sum
from desktop_app.core.shown import filled
from desktop_app.documents.compose_summary import foot
from desktop_app.documents.compose_text import SERIAL, applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    FormFoot,
    Section,
    Table,
    paragraph,
)

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROWS = Column("行数", 8, "center")
_AMOUNT = Column("金额", 12, "number", total=True)


def compose_rewards(
    programme: Programme,
    draft: Draft,
    found: Rewards,
    watermark: str = "",
    standing: str = "",
    supposed: Sequence[str] = (),
) -> Document:
    """The computation of `draft`; `supposed` are the values that it was computed with instead of
    the draft's, which every page then says."""
    title = filled(programme, draft, programme.rewards.title)
    mark = revision_mark(draft, standing)
    author = applicant(programme, draft)
    blocks: list[Block] = [
        paragraph(title, "title"),
        paragraph(author, "subtitle"),
        paragraph(full_width(_verdict(found))),
        *totals(programme, found),
        _details(programme, found),
        *(paragraph(text, "note") for text in _notes(programme, draft, found, supposed)),
        FormFoot(foot(programme, draft)),
    ]
    section = Section(tuple(blocks), landscape=True)
    drawn = watermark or ("假设测算" if supposed else "")
    return number(Document(title, (section,), mark, author, drawn))


def _verdict(found: Rewards) -> str:
    total = found.total
    text = f"共 {total.rows} 行享受奖补,合计 {money(total.amount)} {found.programme.rewards.unit}"
    if total.missing:
        text += f";另有 {total.missing} 行缺数据,无法测算,未计入"
    return f"{text}。"


def totals(programme: Programme, found: Rewards) -> Iterator[Table]:
    """The sums by reward, by county, by firm, and who pays."""
    words = own_words(programme)
    columns = (SERIAL, Column("奖补事项", 30), Column("条款", 14), _ROWS, _AMOUNT)
    rewards = [(one, found.by_reward[one.id]) for one in programme.rewards.reward]
    rows = [
        (full_width(one.title), full_width(one.clause), *_counted(total))
        for one, total in rewards
        if total.rows or total.missing
    ]
    yield _table(programme, "按奖补事项合计", columns, rows, _sum(found.total))
    counties = {full_width(k) or "未填": v for k, v in found.by_county.items() if v.amount}
    if len(counties) > 1:
        label = full_width(words.county)
        yield _by_name(programme, f"按{label}合计", label, counties, found.total)
    firms = {name: one for name, one in found.by_firm.items() if name and one.rows > 1}
    if firms:
        label = full_width(words.enterprise)
        yield _by_name(programme, f"享受多项奖补的{label}", label, firms, None)
    if found.by_payer:
        payers = {one.id: one for one in programme.rewards.split}
        rows = [
            (
                full_width(payers[key].title),
                full_width(payers[key].clause),
                f"{money(found.shares.payers[key])}%",
                money(amount),
            )
            for key, amount in found.by_payer.items()
        ]
        columns = (
            SERIAL, Column("承担方", 24), Column("条款", 14), Column("比例", 10, "center"), _AMOUNT,
        )  # fmt: skip
        yield _table(programme, "资金分担", columns, rows, money(found.total.amount))


def _by_name(
    programme: Programme, caption: str, label: str, sums: Mapping[str, Sum], total: Sum | None
) -> Table:
    columns = (SERIAL, Column(label, 30), _ROWS, _AMOUNT)
    rows = [(name, *_counted(one)) for name, one in sums.items()]
    return _table(programme, caption, columns, rows, "" if total is None else _sum(total))


def _details(programme: Programme, found: Rewards) -> Table:
    """Every reward of every row with its steps; a row that nothing concerns is left out."""
    titles = {one.id: one.title for one in programme.rewards.reward}
    columns = (
        SERIAL,
        Column("位置", 9),
        Column(full_width(own_words(programme).enterprise), 14),
        Column("奖补事项", 11),
        Column("测算过程", 44),
        Column("条款", 8),
        Column("结果", 6, "center"),
        Column("金额", 8, "number", total=True),
    )
    rows = [
        (
            where,
            name,
            full_width(titles[one.reward]),
            _steps(one),
            _clauses(one),
            one.told,
            "" if one.state is RewardState.NO_DATA else money(one.paid),
        )
        for where, name, row in _rows(programme, found)
        for one in row.told
    ]
    return _table(programme, "测算明细", columns, rows, _sum(found.total))


def rewards_of_row(programme: Programme, row: RowRewards) -> Table:
    """The computation of one row alone, for a paper about it."""
    titles = {one.id: one.title for one in programme.rewards.reward}
    columns = (
        SERIAL,
        Column("奖补事项", 12),
        Column("测算过程", 40),
        Column("条款", 9),
        Column("结果", 7, "center"),
        Column("金额", 9, "number", total=True),
    )
    rows = [
        (full_width(titles[one.reward]), _steps(one), _clauses(one), one.told,
         "" if one.state is RewardState.NO_DATA else money(one.paid))
        for one in row.told
    ]  # fmt: skip
    if not rows:
        rows = [("没有适用的奖补条款", "", "", "", money(row.paid))]
    return _table(programme, "奖补测算", columns, rows, "" if row.missing else money(row.paid))


def _rows(programme: Programme, found: Rewards) -> Iterator[tuple[str, str, RowRewards]]:
    summary = programme.summary
    for table_id in programme.rewards.tables():
        table = programme.table(table_id)
        title = "" if table is None or table.id == summary.table.id else table.title
        for serial, row in enumerate(found.rows.get(table_id, ()), start=1):
            cells = row.row.cells
            columns = (summary.enterprise, summary.name)
            name = next((text for c in columns if (text := cells.get(c, "").strip())), "")
            yield f"{title}第{serial}行", name, row


def _steps(outcome: Outcome) -> str:
    texts = [_printed(step.text) for step in outcome.steps]
    if len(texts) == 1:
        return texts[0]
    marks = (*_CIRCLED, *(f"({n})" for n in range(len(_CIRCLED) + 1, len(texts) + 1)))
    return "".join(f"{mark}{text}；" for mark, text in zip(marks, texts, strict=False))[:-1]


def _clauses(outcome: Outcome) -> str:
    return "、".join(dict.fromkeys(full_width(s.clause) for s in outcome.steps if s.clause))


def _notes(
    programme: Programme, draft: Draft, found: Rewards, supposed: Sequence[str]
) -> Iterator[str]:
    file = programme.rewards
    notes = [*file.note]
    if supposed:
        notes.append(f"本表是假设「{'」「'.join(supposed)}」的测算,草稿没有改动,不作为申报依据。")
    notes += [
        f"{title}:{crossing}。这是条款本身的结果。"
        for title, crossing in reward_crossings(programme)
    ]
    for one in (*file.reward, *file.group):
        if one.reading:
            chosen = draft.values.get(f"readings/{one.id}", "")
            title = next((r.title for r in one.reading if r.id == chosen), "")
            counts = title or f"{one.reading[0].title}(尚未选定)"
            notes.append(f"{one.title}的条款有不同理解,本表按「{counts}」测算。")
    notes += [f"{one.title}:{one.note}" for one in file.reward if one.note]
    if found.shares.problem:
        notes.append(f"{found.shares.problem}。")
    for serial, note in enumerate(notes, start=1):
        yield _printed(f"{serial}. {note}")


def _table(
    programme: Programme,
    caption: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    total: str,
) -> Table:
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, start=1))
    last = ("", "合计", *("" for _ in columns[3:]), total) if total else ()
    return Table(
        columns, numbered, caption=caption, unit=f"单位：{programme.rewards.unit}", total=last
    )


def _counted(one: Sum) -> tuple[str, str]:
    return str(one.rows), _sum(one)


def _sum(one: Sum) -> str:
    return money(one.amount)


def _printed(text: str) -> str:
    """A sentence of the screen as it is printed; the sign behind a quoted name is ours too."""
    return full_width(text).replace("」:", "」：").replace("」,", "」，").replace("」;", "」；")
