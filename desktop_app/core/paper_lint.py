"""Linting the further papers of a pack: tables, columns, paths, expressions, quotes, folders."""

from collections.abc import Iterator

from desktop_app.core.copies import ORIGINALS
from desktop_app.core.expressions import ExpressionFault, compile_expression
from desktop_app.core.file_names import can_be_a_folder
from desktop_app.core.pack import quote_occurs
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_papers import PAPER_FOLDERS_TAKEN, Paper, PaperPart
from desktop_app.core.papers import expressions_of
from desktop_app.core.programme import Programme
from desktop_app.core.rule_lint import expression_problems
from desktop_app.core.trial import Result, trial_problems

_FILE = "papers.toml"
_FORMS = ("plan", "summary")
# File, key and message.
Found = tuple[str, str, str]


def paper_problems(programme: Programme) -> Iterator[Found]:
    """What is wrong with papers.toml: file, key and message."""
    folders: dict[str, str] = {}
    for n, paper in enumerate(programme.papers):
        key = f"paper[{n}]"
        if paper.id in [one.id for one in programme.papers[:n]]:
            yield _FILE, f"{key}.id", f"「{paper.id}」重复"
        if paper.id in _FORMS:
            yield _FILE, f"{key}.id", f"「{paper.id}」是方案或汇总表的编号,不能再用"
        for where, message in _of_paper(programme, paper, folders):
            yield _FILE, f"{key}.{where}" if where else key, message


def _of_paper(
    programme: Programme, paper: Paper, folders: dict[str, str]
) -> Iterator[tuple[str, str]]:
    table = programme.table(paper.each) if paper.each else None
    if paper.each and table is None:
        yield "each", f"没有表「{paper.each}」"
        return
    if not paper.part:
        yield "part", "没有内容:每份材料至少要有一个 part"
    if not paper.formats:
        yield "formats", "没有写明格式"
    if paper.when and not paper.each:
        yield "when", "when 只用于逐行(each)的材料"
    if paper.joined and (not paper.each or "pdf" not in paper.formats):
        yield "joined", "joined 只用于逐行(each)、有 pdf 的材料"
    if paper.copies and "pdf" not in paper.formats:
        yield "copies", "要印成纸的材料须有 pdf"
    if paper.copies < 0:
        yield "copies", "份数不能是负数"
    if not 0 <= paper.originals <= paper.copies:
        yield "originals", ORIGINALS.format(paper.originals, paper.copies)
    if paper.sealed and not paper.signed:
        yield "sealed", "要盖章的材料须写明由谁落款(signed)"
    if paper.quote and not quote_occurs(paper.quote, programme.notice):
        yield "quote", f"通知原文中没有「{paper.quote}」"
    yield from _folder(paper, folders)
    if table is not None and "row." not in paper.title:
        yield "title", "逐行的材料,标题里要有 {row.…},不然分不出是谁的"
    if table is not None and table.id == programme.summary.table.id:
        name = programme.summary.name
        if not _prints(paper, name):
            yield "part", f"没有印出「{name}」,读回时不能证明是哪一行的"
    for key, text in expressions_of(paper):
        if not key.endswith(".where"):
            result = "truth" if key == "when" else "any"
            for message in _problems(programme, table, None, text, result):
                yield key, message
    ids = [part.id for part in paper.part]
    for n, part in enumerate(paper.part):
        if part.id in ids[:n]:
            yield f"part[{n}].id", f"「{part.id}」重复"
        for key, message in _of_part(programme, paper, table, part):
            yield f"part[{n}].{key}" if key else f"part[{n}]", message


def _folder(paper: Paper, folders: dict[str, str]) -> Iterator[tuple[str, str]]:
    folder = paper.folder
    if not folder:
        if paper.each:
            yield "folder", "逐行的材料要有自己的文件夹(folder)"
        return
    if not can_be_a_folder(folder):
        yield "folder", f"「{folder}」不能作文件夹的名称"
    if folder in PAPER_FOLDERS_TAKEN:
        yield "folder", f"「{folder}」是程序自己用的文件夹,请换一个"
    other = folders.setdefault(folder.casefold(), paper.id)
    if other != paper.id and paper.each:
        yield "folder", f"「{folder}」已用于「{other}」;逐行的材料各用各的文件夹"


def _of_part(
    programme: Programme, paper: Paper, owner: Table | None, part: PaperPart
) -> Iterator[tuple[str, str]]:
    says = (part.text, part.fields, part.table, part.indicator, part.rewards, part.note)
    if not any(says):
        yield "", "没有内容:text、fields、table、indicator、rewards 至少要有一个"
    if part.rewards and owner is not None and owner.id not in programme.rewards.tables():
        yield "rewards", f"表「{owner.id}」没有奖补(rewards.toml),无从测算"
    columns = {column.id for column in owner.column} if owner else set[str]()
    for path in part.fields:
        if "/" in path:
            if programme.field(path) is None:
                yield "fields", f"没有填报项「{path}」"
        elif owner is None:
            yield "fields", f"「{path}」要写成填报项的路径(只有逐行的材料才能写列)"
        elif path not in columns:
            yield "fields", f"表「{owner.id}」没有列「{path}」"
    table = programme.table(part.table) if part.table else None
    if part.table and table is None:
        yield "table", f"没有表「{part.table}」"
    if table is None and (part.columns or part.where):
        yield "columns" if part.columns else "where", "没有写明是哪张表(table)"
    known = {column.id for column in table.column} if table else set[str]()
    for column in part.columns if table else ():
        if column not in known:
            yield "columns", f"表「{part.table}」没有列「{column}」"
    if part.where and table is not None:
        for message in _problems(programme, table, owner, part.where, "truth"):
            yield "where", message
    if paper.each and table is not None and "owner." not in part.where:
        yield "where", "逐行的材料印一张表时,要用 where 写明哪些行是它的(如 row.x == owner.x)"
    if part.rewards and not programme.rewards.reward:
        yield "rewards", "规则包没有奖补条款(rewards.toml),无从测算"
    if part.optional and not (part.fields or part.table):
        yield "optional", "optional 只用于有 fields 或 table 的部分"
    ids = [one.id for one in part.indicator]
    for n, one in enumerate(part.indicator):
        if one.id in ids[:n]:
            yield f"indicator[{n}].id", f"「{one.id}」重复"
        if one.quote and not quote_occurs(one.quote, programme.notice):
            yield f"indicator[{n}].quote", f"通知原文中没有「{one.quote}」"


def _prints(paper: Paper, column: str) -> bool:
    """Whether a paper prints a column of its row."""
    read = f"row.{column}"
    if any(column in part.fields for part in paper.part):
        return True
    texts = [paper.title, *(part.title + part.text for part in paper.part)]
    return any(f"{{{read}}}" in text.replace(" ", "") for text in texts)


def _problems(
    programme: Programme, table: Table | None, owner: Table | None, text: str, result: Result
) -> Iterator[str]:
    """What is wrong with an expression over `row` of one table and `owner` of another."""
    try:
        expression = compile_expression(text)
    except ExpressionFault as reason:
        yield str(reason)
        return
    known = {"number"} | ({column.id for column in owner.column} if owner else set[str]())
    faults: list[str] = []
    for path in sorted(expression.reads):
        first, _, rest = path.partition(".")
        if first == "owner" and (owner is None or rest.partition(".")[0] not in known):
            faults.append(f"表达式读取了不存在的「{path}」")
    told = expression_problems(programme, table, text)
    faults += [message for message in told if "「owner." not in message]
    yield from faults or trial_problems(programme, text, table, owner, result=result)
