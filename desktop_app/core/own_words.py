"""What a programme calls its rows, their money and its two forms, in sentences and headings."""

import re
from dataclasses import dataclass

from desktop_app.core.programme import Programme


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words by which rows are spoken of.

    `listed` is how the plan's sentences call those it lists (推荐项目), `summed` how they call
    their money there; `money` heads a column of it. `plan` and `summary` are the two forms for
    short; `county`, `industry` and `enterprise` are what the columns of these parts tell.
    """

    noun: str = "项目"
    counter: str = "个"
    listed: str = "推荐项目"
    money: str = "总投资"
    summed: str = "总投资"
    plan: str = "方案"
    summary: str = "汇总表"
    county: str = "县(市、区)"
    industry: str = "行业"
    enterprise: str = "企业"

    @property
    def count(self) -> str:
        """What heads a column of how many there are: 项目数."""
        return f"{self.noun}数"


USUAL = OwnWords()
# 企业名称 and 实施企业全称 are columns of names; what is named are 企业.
_NAME = re.compile("(?:名称|全称)$")


def own_words(programme: Programme) -> OwnWords:
    """The words of a programme: the pack's own, else those that suit projects, or firms."""
    plan, form = programme.plan, programme.summary
    is_firms = form.lists_firms
    noun = form.noun or ("企业" if is_firms else USUAL.noun)
    labels = {one.id: one.label for one in form.table.column}
    label = labels.get(form.investment, "")
    industry = labels.get(form.industry, USUAL.industry)
    verb = plan.verb
    money = summed = USUAL.money
    if form.noun:
        money, summed = label or money, f"{label or money}合计"
    elif is_firms:
        money, summed = "总投入", f"{label or money}合计"
    if not verb and not form.noun:
        verb = "被改造" if is_firms else "推荐"
    return OwnWords(
        noun=noun,
        counter=form.counter or ("家" if is_firms else USUAL.counter),
        listed=f"{verb}{noun}",
        money=money,
        summed=summed,
        plan=plan.short or USUAL.plan,
        summary=form.short or USUAL.summary,
        county=labels.get(form.county, USUAL.county),
        # 试点细分行业 is told in a word.
        industry=USUAL.industry if USUAL.industry in industry else industry,
        enterprise=_NAME.sub("", labels.get(form.enterprise, "")) or USUAL.enterprise,
    )
