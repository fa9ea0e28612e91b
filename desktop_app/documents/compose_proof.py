"""一致性证明: names and counts as they were read back out of the finished files."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.own_words import USUAL, OwnWords
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    FormFoot,
    Section,
    Spacer,
    Table,
    paragraph,
)

_SHORT_SUM = 16


@dataclass(frozen=True, slots=True)
class Count:
    """How many projects either document has in one county or industry."""

    name: str
    plan: int
    summary: int


@dataclass(frozen=True, slots=True)
class ProvenFile:
    """A finished file with its SHA-256 as hexadecimal digits."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read back of two documents, `called` 方案 and 汇总表 for short.

    Totals are texts with their unit; `names` counts those that agree.
    `result` is the sentence that says whether plan and summary are 完全一致. `official` are those
    that say what was read back out of the issuer's own forms.
    """

    title: str
    plan_file: str
    summary_file: str
    plan_projects: int
    summary_projects: int
    names: int
    plan_total: str
    summary_total: str
    counties: tuple[Count, ...]
    industries: tuple[Count, ...]
    files: tuple[ProvenFile, ...]
    result: str
    mark: str
    called: tuple[str, str] = ("方案", "汇总表")
    applicant: str = ""
    signers: tuple[str, ...] = ("核对人", "复核人", "日期")
    official: tuple[str, ...] = ()
    words: OwnWords = USUAL


def compose_proof(proof: Proof, watermark: str = "") -> Document:
    """The page of proof, numbered."""
    blocks: list[Block] = [
        paragraph(proof.title, "title"),
        paragraph(
            f"《{proof.plan_file}》（以下简称{proof.called[0]}）与"
            f"《{proof.summary_file}》（以下简称{proof.called[1]}）成册后，由程序从成品文件中重新读取并逐字比对，结果如下。"
        ),
        paragraph(f"结论：{full_width(proof.result)}"),
        *(paragraph(full_width(one)) for one in proof.official),
        _overview(proof),
    ]
    if proof.counties or proof.industries:
        blocks.append(_counts(proof))
    blocks += [
        _files(proof.files),
        paragraph(proof.mark, "note"),
        Spacer(1),
        FormFoot(tuple((signer, "") for signer in proof.signers)),
    ]
    sections = (Section(tuple(blocks)),)
    return number(Document(proof.title, sections, proof.mark, proof.applicant, watermark))


def _overview(proof: Proof) -> Table:
    plan, summary = str(proof.plan_projects), str(proof.summary_projects)
    words = proof.words
    rows = (
        (f"{words.count}（{words.counter}）", plan, summary, _agree(plan, summary)),
        (
            f"逐字一致的{words.noun}名称（{words.counter}）",
            str(proof.names),
            str(proof.names),
            "是" if proof.names == proof.plan_projects == proof.summary_projects else "否",
        ),
        (
            full_width(words.money),
            proof.plan_total,
            proof.summary_total,
            _agree(proof.plan_total, proof.summary_total),
        ),
    )
    return Table(_columns("核对内容", proof), rows, "名称、数量和总额")


def _counts(proof: Proof) -> Table:
    words = proof.words
    county, industry = full_width(words.county), full_width(words.industry)
    columns = (Column("分组", 8, "center"), *_columns("名称", proof))
    grouped = ((county, proof.counties), (industry, proof.industries))
    told = "和".join(f"分{group}" for group, counts in grouped if counts)
    rows = tuple(
        (group, one.name, str(one.plan), str(one.summary), _agree(str(one.plan), str(one.summary)))
        for group, counts in grouped
        for one in counts
    )
    return Table(columns, rows, f"{told}{words.count}")


def _files(files: Sequence[ProvenFile]) -> Table:
    columns = (Column("文件", 26), Column("SHA-256（前16位）", 16, "center"))
    rows = tuple((one.name, one.sha256[:_SHORT_SUM].lower()) for one in files)
    return Table(columns, rows, "成品文件校验值")


def _columns(first: str, proof: Proof) -> tuple[Column, ...]:
    return (
        Column(first, 18),
        Column(proof.called[0], 9, "center"),
        Column(proof.called[1], 9, "center"),
        Column("一致", 5, "center"),
    )


def _agree(left: str, right: str) -> str:
    return "是" if left == right else "否"
