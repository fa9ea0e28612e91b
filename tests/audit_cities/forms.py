"""The forms of sentences by which plans state the figures of their own tables.

{p} projects, {f} firms, {i} investment, {sp} and {si} their shares, all of the part that the form
is `over`, which {s} names; {P} {F} {I} are of the whole. {least} and {most} are investments,
{award} {trans} {aux} {match} {strans} {saux} the money; ! makes a number exact. {by_…} and its like
are lists over all parts. {T} is the city, {C} how many counties, {X} a number of candidates.
"""

from dataclasses import dataclass

_TEXT = ("foundation", "goals", "route", "projects", "content", "safeguards", "duties")


@dataclass(frozen=True, slots=True)
class Form:
    text: str
    over: str = ""
    chapters: tuple[str, ...] = ("goals", "projects", "content")


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list over the parts of a column: the ways to write one of them, and how many at most."""

    over: str
    ways: tuple[str, ...]
    most: int = 99


_ANYWHERE = _TEXT
_MONEY = ("funds", "goals", "safeguards")

FORMS: tuple[Form, ...] = (
    Form("{T}共实施数字化转型项目{p}，总投资{i}。", chapters=_ANYWHERE),
    Form("本次申报项目{p}，涉及实施企业{f}。", chapters=_ANYWHERE),
    Form("本次共遴选{p}数字化转型项目纳入试点，项目总投资{i}。", chapters=_ANYWHERE),
    Form("申报项目总数为{p}，投资总额{i}。"),
    Form("经县区初审、专家评审和市级复核，最终确定推荐项目{p}。"),
    Form("各县（市、区）累计征集意向项目{X}个，经专家评审择优确定{p!}。"),
    Form("在各县（市、区）征集的{X}个意向项目中，经现场核查和专家评审，本次遴选确定{p}项目上报。"),
    Form("项目汇总表所列{p!}项目全部由中小企业实施，实施企业共{f}。"),
    Form("推荐项目由{f}企业实施，计划总投资{i}。"),
    Form("共有{f}企业参与本次试点，申报项目{p}。", chapters=_ANYWHERE),
    Form("本次推荐的{p!}项目计划总投资{i}，全部在两年试点期内实施。"),
    Form("本次申报的试点项目总投资规模达{i}。"),
    Form("试点期内，本次申报的全部{p}项目完成改造并通过验收。", chapters=("goals", "content")),
    Form("本方案推荐的项目共计{p!}，与附件3项目汇总表一致。"),
    Form("{T}申报的项目合计{p}、实施企业合计{f}、总投资合计{i}。"),
    Form("申报项目中，单个项目投资额最低{least}，最高{most}。"),
    Form("申报项目的投资额在{least}至{most}之间。", chapters=("projects",)),
    Form("从投资规模看，申报项目投资额介于{least}和{most}之间，总投资{i}。"),
    Form("本次申报的项目数量为{range}，实施企业数量为{firm_range}。"),
    Form("本次申报的{p}项目全部实施后，将完成总投资{i}。"),
    Form("申报工作有三个特点：一是项目数量充足，共申报{p}；二是投资规模较大，总投资{i}；三是覆盖面较广，实施企业{f}。"),
    Form("（1）项目数量：本次申报{p}。（2）实施企业：{f}。（3）计划总投资：{i}。"),
    Form("申报项目情况如下：项目{p}，实施企业{f}，总投资{i}。"),
    Form("由市政府统筹、部门协同、县区落实，确保本次申报的{p}项目按期完成。", chapters=("safeguards", "duties")),
    Form("对列入汇总表的{p!}项目逐一明确责任单位和完成时限。", chapters=("safeguards", "duties")),
    Form("对{f}实施企业逐户建立“一企一档”。", chapters=("content", "safeguards")),
    Form("本次申报项目{p!}，其中，{by_industry}。"),
    Form("本次推荐项目{p!}，分行业看：{by_industry}。"),
    Form("按县（市、区）划分，申报项目{by_county}。"),
    Form("从区域分布看，{p!}申报项目分布在{C}个县（市、区），其中{by_county}。"),
    Form("申报项目较多的县（市、区）为{top_counties}。"),
    Form("从申报项目的启动时间看，{by_start}。"),
    Form("按完成时间划分，申报项目{by_finish}。"),
    Form("推荐项目改造后目标等级{by_level}。", chapters=("goals", "projects", "route")),
    Form("实施企业按改造后目标等级划分，{firms_by_level}。", chapters=("goals", "route")),
    Form("申报项目总投资{i}（{invested_by_industry}）。"),
    Form("申报项目共{p!}（{by_county}），总投资{i}。"),
    Form("申报项目投资的行业构成为：{invested_by_industry}。"),
    Form("申报项目投资的县区构成为：{invested_by_county}。"),
    Form("本次申报的项目中，{both_by_industry}。"),
    Form("各县（市、区）申报情况为：{both_by_county}。"),
    Form("各试点行业申报项目占项目总数的比重分别为：{share_by_industry}。"),
    Form("实施企业{f!}，其中{firms_by_county}。"),
    Form("实施企业{f!}，按行业分，{firms_by_industry}。"),
    Form("从申报项目的启动年份看，{invested_by_start}。"),
    Form("{T}申报的项目覆盖{C}个县（市、区），共{p}。其中：{by_county}。"),
    Form("{s}推荐项目{p}，总投资{i}。", "industry"),
    Form("{s}领域安排推荐项目{p}，涉及企业{f}。", "industry"),
    Form("围绕{s}，共申报{p}项目，占项目总数的{sp}。", "industry"),
    Form("{s}申报项目总投资{i}，占全部申报项目总投资的{si}。", "industry"),
    Form("{s}方向推荐项目{p}，重点推进设备联网、生产执行和质量追溯。", "industry", ("projects", "route")),
    Form("在{s}领域，由{f}企业实施{p}推荐项目，投资{i}。", "industry"),
    Form("从推荐项目看，{s}项目数量占{sp}、投资额占{si}。", "industry"),
    Form("（一）{s}：推荐项目{p}，实施企业{f}，总投资{i}。", "industry", ("projects",)),
    Form("{s}申报项目{p}，总投资{i}。", "county"),
    Form("{s}推荐{p}项目，实施企业{f}。", "county"),
    Form("由{s}人民政府负责组织实施辖区内{p}推荐项目。", "county", ("duties", "safeguards")),
    Form("{s}工业和信息化局负责辖区内{p}申报项目的调度和初验，项目总投资{i}。", "county", ("duties",)),
    Form("{s}共有{f}企业的项目列入本次申报。", "county"),
    Form("{s}申报的项目占全市申报项目总数的{sp}，总投资占{si}。", "county"),
    Form("申报项目中，{s}年启动{p}，投资{i}。", "start"),
    Form("{s}年启动实施的推荐项目{p}，占全部推荐项目的{sp}。", "start"),
    Form("推荐项目中，计划于{s}年完成的{p}。", "finish", ("goals", "content", "projects")),
    Form("到{s}年底，本次申报的项目累计完成{p}。", "finish by", ("goals", "content")),
    Form("{s}年完成的申报项目总投资{i}。", "finish"),
    Form("改造后目标等级为{s}的推荐项目{p}，占比{sp}。", "level", ("goals", "route", "projects")),
    Form("推荐项目全部实施后，达到{s}及以上的{p}，占项目总数的{sp}。", "level from", ("goals", "route")),
    Form("实施企业中，改造后目标等级为{s}的{f}。", "level", ("goals", "route")),
    Form("申报项目改造后数字化水平{s}及以上占比达到{sp}。", "level from", ("goals", "route")),
    Form("申报项目实施后，达到{s}及以上的实施企业{f}。", "level from", ("goals", "route")),
    Form("申请省级奖补资金{award}。", chapters=_MONEY),
    Form("申请奖补资金{award}，其中“智改数转网联”方向{trans}，辅助工作方向{aux}。", chapters=_MONEY),
    Form("在申请的奖补资金额度内，“智改数转网联”方向安排{trans}，占{strans}；辅助工作方向安排{aux}，占{saux}。", chapters=_MONEY),
    Form("市财政配套资金{match}，纳入年度预算。", chapters=_MONEY),
    Form("市财政安排配套资金{match}，与申请的省级奖补资金{award}统筹使用。", chapters=_MONEY),
    Form("辅助工作方向安排资金{aux}，通过政府购买服务用于诊断评测和人才培训。", chapters=("funds", "content")),
    Form("“智改数转网联”方向资金{trans}，以项目补助方式拨付企业。", chapters=("funds", "content")),
    Form("申请的奖补资金{award}按照“智改数转网联”方向{strans}、辅助工作方向{saux}安排。", chapters=_MONEY),
    Form("“智改数转网联”方向安排的资金占申请奖补资金额度的{strans}。", chapters=_MONEY),
    Form("奖补资金申请额度为{award}，市财政配套资金为{match}，其余由企业自筹。", chapters=_MONEY),
)  # fmt: skip

LISTS: dict[str, ListForm] = {
    "by_industry": ListForm(
        "industry", ("{s}{p!}", "{s}项目{p!}", "{s}领域{p!}", "{s}（{p!}）", "{s}方向安排{p!}")
    ),
    "by_county": ListForm("county", ("{s}{p!}", "{s}{p!}", "{s}申报{p!}", "{s}（{p!}）")),
    "top_counties": ListForm("county", ("{s}{p!}", "{s}（{p!}）"), most=3),
    "by_start": ListForm("start", ("{s}年启动{p!}", "{s}年启动的{p!}", "{s}年开始实施的项目{p!}")),
    "by_finish": ListForm("finish", ("{s}年完成{p!}", "{s}年计划完成{p!}", "{s}年竣工{p!}")),
    "by_level": ListForm("level", ("为{s}的{p!}", "为{s}的有{p!}", "是{s}的项目{p!}")),
    "firms_by_level": ListForm("level", ("{s}{f!}", "目标为{s}的{f!}", "{s}企业{f!}")),
    "invested_by_industry": ListForm("industry", ("{s}{i!}", "{s}项目{i!}", "{s}投资{i!}")),
    "invested_by_county": ListForm("county", ("{s}{i!}", "{s}投资{i!}")),
    "invested_by_start": ListForm("start", ("{s}年启动的项目总投资{i!}", "{s}年启动项目投资{i!}")),
    "both_by_industry": ListForm("industry", ("{s}项目{p!}，投资{i!}", "{s}{p!}、总投资{i!}")),
    "both_by_county": ListForm("county", ("{s}项目{p!}，总投资{i!}", "{s}{p!}、投资{i!}")),
    "share_by_industry": ListForm("industry", ("{s}{sp!}", "{s}占{sp!}")),
    "firms_by_county": ListForm("county", ("{s}{f!}", "{s}企业{f!}")),
    "firms_by_industry": ListForm("industry", ("{s}{f!}", "{s}企业{f!}")),
}
