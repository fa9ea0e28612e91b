"""The named checks that rules.toml switches on with `check = "…"`.

A check takes the subject and its rule and yields findings; it raises `NoData` when its inputs
are blank and `NotApplicable` when there is nothing to check. Code, severity and clause are the
rule's, so that the notice stays in the pack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.core.checks import (
    agreement,
    content,
    duties,
    firms,
    listed,
    on_paper,
    rewards,
    stated,
    unwritten,
)
from desktop_app.core.checks.base import NotApplicable, Told
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme


@dataclass(frozen=True, slots=True)
class Check:
    """A check, what it reads (as `core.changed` names it), in the reader's words how it works and
    how what it finds is mended, and the `options` a rule may give."""

    run: Callable[[Subject, Rule], Iterator[Finding | Told]]
    reads: Callable[[Programme, Rule], frozenset[str]]
    how: str
    mend: str
    options: frozenset[str] = frozenset()


def _everything(programme: Programme, _: Rule) -> frozenset[str]:
    sections = {f"{section.id}/*" for section in programme.plan.section}
    return frozenset({"chapters/*", *sections, *_all_cells(programme)})


def _all_texts(programme: Programme, rule: Rule) -> frozenset[str]:
    return _everything(programme, rule) | {
        "explanations",
        "readings/*",
        "reports/*",
        "reports_made/*",
    }


def _all_cells(programme: Programme) -> set[str]:
    return {f"{table.id}.*" for table in programme.tables()}


def _projects(programme: Programme, _: Rule) -> frozenset[str]:
    """What tells a project from another, in the summary and in the plan's own list."""
    form = programme.summary
    columns = (
        form.name, form.enterprise, form.credit_code, form.county, form.industry, form.investment,
    )  # fmt: skip
    tables = (form.table.id, programme.plan.project_list.id)
    return frozenset(f"{table}.{column}" for table in tables for column in columns)


def _firms(programme: Programme, _: Rule) -> frozenset[str]:
    form = programme.summary
    columns = (form.enterprise, form.credit_code, form.county)
    return frozenset(f"{form.table.id}.{column}" for column in columns)


def _summary(programme: Programme, _: Rule) -> frozenset[str]:
    return frozenset({f"{programme.summary.table.id}.*"})


def _chapters(programme: Programme, _: Rule) -> frozenset[str]:
    tables = {f"{t}.*" for chapter in programme.plan.chapter for t in chapter.tables}
    return frozenset({"chapters/*", *tables})


def _industries(programme: Programme, rule: Rule) -> frozenset[str]:
    return frozenset({str(rule.options["form"]), f"{programme.summary.table.id}.*"})


def _stated(programme: Programme, _: Rule) -> frozenset[str]:
    form, table = programme.summary, programme.summary.table.id
    columns = (
        form.name, form.enterprise, form.county, form.industry, form.investment, form.start,
        form.finish, form.level, form.level_before, form.award, *form.parts,
    )  # fmt: skip
    sections = {f"{section.id}/*" for section in programme.plan.section}
    facts = {f"{one.id}.*" for one in programme.plan.table}
    # Figures of the form may speak of measures and rewards, which read any column of their rows.
    facts |= {f"{one.each}.*" for one in programme.measures}
    facts |= {f"{each}.*" for each in programme.rewards.tables()} | {"readings/*"}
    return frozenset({"chapters/*", *sections, *facts, *(f"{table}.{one}" for one in columns)})


def _gathered(programme: Programme, rule: Rule) -> frozenset[str]:
    table = str(rule.options.get("table", ""))
    return frozenset({"chapters/*", f"{table}.*"})


CHECKS: dict[str, Check] = {
    "chapters": Check(
        content.chapters,
        _chapters,
        "通知要求的每一章都要有正文,或者有自己填写的表格。",
        "到这一章写上正文,或者填写它自己的表格;别的科室写好的方案可以导入。",
    ),
    "credit_code": Check(
        content.credit_code,
        _summary,
        "按 GB 32100—2015 由前17位算出第18位校验码,与填写的比较。",
        "对照营业执照重新抄写;末几位变成0的,多半是在表格里丢失的,请向企业要原件。",
        frozenset({"column"}),
    ),
    "duplicates": Check(
        agreement.duplicates,
        _projects,
        "名称去掉全角半角、括号、空格的差别后相同,或同一企业在两个县区报了几乎同名、同额的项目。",
        "是同一个的,按「删去…」留一行;确是两个的,把名称写得能区分开。",
    ),
    "firms": Check(
        firms.firms,
        _firms,
        "同一信用代码的企业名称应相同,同一企业名称的信用代码应相同。",
        "对照营业执照,看是名称写错还是代码写错;名称对的,按「都写作…」一次改齐。",
    ),
    "forbidden_words": Check(
        content.forbidden_words,
        _everything,
        "在资金章节和资金安排表中逐句查找不得支持的用途,写明「不得」「严禁」的句子除外。",
        "这笔支出通知不支持的,从正文或表里删去;句子本来就是说「不得」的,写明「不得」。",
        frozenset({"words", "chapters", "tables"}),
    ),
    "gathered": Check(
        duties.gathered,
        _gathered,
        "从正文中找出每项任务和它写明的责任单位:没有写明的、同一单位有两种写法的、同一任务写了两次的,"
        "以及表中填写了而正文没有的。",
        "到正文那一项任务的末尾写上「(责任单位:…)」,同一单位只用一种写法;表里自己填写的行删去。",
        frozenset({"table", "look"}),
    ),
    "not_listed": Check(
        listed.not_listed,
        _summary,
        "企业名称去掉全角半角、括号、空格和繁简的差别后与名单逐一比较,信用代码逐位比较;"
        "只差一个字的名称提示核实。",
        "确在名单里的不能申报,从汇总表中删去;只是名称像的,写情况说明,写明是另一家企业。",
        frozenset({"lists", "name", "code", "listed_code"}),
    ),
    "placeholders": Check(
        unwritten.placeholders,
        _everything,
        "逐字查找「XX市」「××」「【待填】」「____」和没有数值的「{…}」这样留着待填的地方。",
        "按「改这里」到那一句,填上真实内容;用不着的话整句删去。",
    ),
    "printable": Check(
        on_paper.printable,
        _all_texts,
        "逐字查找字体中没有的字、读回来会变样的字和超长的单元格。",
        "按「去掉这些字符」,或者换一个写法;人名、地名里的生僻字请改用标准字形。",
    ),
    "required": Check(
        content.required,
        _everything,
        "必填的填报项和表格列都要有内容。",
        "按「改这里」到那一格填写;暂时没有的,向报送单位要。",
    ),
    "rewards": Check(
        rewards.rewards,
        rewards.reads,
        "按奖补条款逐行测算(计入范围、比例、上限、就高、不重复),与填写的申请金额比较。",
        "按「按测算填写」,先看原来 → 现在再确认;不认可测算的,到「奖补测算」看每一步和条款。",
    ),
    "same_counts": Check(
        agreement.same_counts,
        _projects,
        "分县区、分行业数方案和汇总表的项目数,两边应相同。",
        "先改好名称不同、只在一边有的,个数随着就对上;还不对的,看这几个的县区、行业两边写得是否一样。",
    ),
    "same_details": Check(
        agreement.same_details,
        _projects,
        "两边都有的项目,企业名称逐字比较,投资额按数值比较。",
        "看哪一边对,按「以方案为准」或「以汇总表为准」;两边都不对的,按「改这里」重填。",
    ),
    "same_industries": Check(
        content.same_industries,
        _industries,
        "方案选定的每个行业,在汇总表中至少要有一个项目。",
        "汇总表中补上这个行业的一行,或者从选定的行业里去掉它。",
        frozenset({"form", "column"}),
    ),
    "same_names": Check(
        agreement.same_names,
        _projects,
        "先逐字比较,再去掉全角半角、括号、空格、看不见的字符比较,剩下的找最相近的配对;两个方向都查。",
        "到「名称核对台」逐对看,按用哪一边的;只在一边有的,补上或删去。括号、空格、全角半角也算不同。",
    ),
    "seen": Check(
        on_paper.seen,
        _all_texts,
        "逐字查找零宽空格等看不见的字符。",
        "按「去掉看不见的字符」。",
    ),
    "stated_numbers": Check(
        stated.stated_numbers,
        _stated,
        "逐句找出正文中说本次申报项目的数字(个数、家数、金额、占比),与汇总表和填报项算出的数比较;"
        "约、近、余、以上、区间按其含义,四舍五入的金额允许差末位的一半。",
        "看表里的数对不对:对的,按按钮把正文改成它;正文说的是别的事,把话写明白,或者写情况说明。",
    ),
    "understood": Check(
        content.understood,
        _everything,
        "填写的内容要能按这一项的类型读懂。",
        "照提示的写法重填,例如金额只写数字、日期写 2024-11-20;原来的字在改好以前一直留着。",
    ),
}

__all__ = ["CHECKS", "Check", "NotApplicable", "Told"]
