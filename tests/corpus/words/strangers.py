"""Files that are no plan, or hardly one: empty, something else, pasted from a chat, traditional."""

from opencc import OpenCC

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import Grid, Para
from tests.corpus.words.content import CHAPTERS, CITY_TITLE, PROJECTS, TABLES
from tests.corpus.words.files import FORM_OF, Plan, WordFile, a_plan, bare, case, chinese
from tests.corpus.words.names import details
from tests.corpus.words.truth import Said, Truth


@case("其他:空白文件")
def _() -> WordFile:
    return WordFile((Para(), Para("  ")), Truth("refused", told=("没有文字",)))


@case("其他:会议通知")
def _() -> WordFile:
    lines = ("关于召开座谈会的通知", "各县(市、区):", "定于12月3日上午召开座谈会。", "请准时参加。")
    return WordFile(tuple(map(Para, lines)), Truth("refused", told=("没有表格",)))


@case("其他:会议通知里有一张表")
def _() -> WordFile:
    table = Grid((("时间", "地点"), ("12月3日", "三楼会议室")))
    return WordFile((Para("关于召开座谈会的通知"), table), Truth("refused", told=("没有找到表头",)))


@case("其他:只有一张图")
def _() -> WordFile:
    drawing = "<w:r><w:drawing/></w:r>"
    return WordFile((Para(xml=drawing),), Truth("refused", told=("没有文字",)), hand=True)


@case("其他:繁体字的方案")
def _() -> WordFile:
    turned = OpenCC("s2t").convert
    plan = a_plan()
    blocks = []
    for block in plan.blocks:
        if isinstance(block, Grid):
            rows = tuple(tuple(map(turned, row)) for row in block.rows)
            blocks.append(Grid(rows, block.merged))
        else:
            blocks.append(Para(turned(block.text), block.level, block.bold))
    truth = Truth(
        "plan",
        tuple(
            Said(one.chapter, turned(one.heading), tuple(map(turned, one.lines)))
            for one in plan.said
        ),
        tuple({key: turned(text) for key, text in row.items()} for row in plan.projects),
        {
            form: tuple({key: turned(text) for key, text in row.items()} for row in rows)
            for form, rows in plan.tables.items()
        },
    )
    return WordFile(tuple(blocks), truth)


@case("其他:从聊天里粘贴,整篇一段")
def _() -> WordFile:
    lines, said = [CITY_TITLE], []
    for n, chapter in enumerate(CHAPTERS, start=1):
        lines += [f"{in_chinese(n)}、{chapter.title}", *chapter.lines]
        said.append(Said(chapter.id, chapter.title, chapter.lines))
    return WordFile((Para("\n".join(lines)),), Truth("plan", tuple(said)), hand=True)


@case("其他:从聊天里粘贴,项目一段")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        plan.blocks.append(
            Para(
                "\n".join(
                    f"{n}.{one.name}{details(one)}" for n, one in enumerate(PROJECTS, start=1)
                )
            )
        )
        plan.projects += [
            one.cells("name", "enterprise", "county", "investment") for one in PROJECTS
        ]

    return bare(projects=projects).file()


@case("其他:从聊天里粘贴,夹着人名和时间")
def _() -> WordFile:
    def heading(n: int, title: str):
        return [Para(f"联系人 09:{n:02d}:00"), *chinese(n, title)]

    plan = bare(heading)
    last = plan.said
    for n, one in enumerate(last[:-1]):
        last[n] = Said(one.chapter, one.heading, (*one.lines, f"联系人 09:{n + 2:02d}:00"))
    return plan.file()


@case("其他:从网页粘贴,不间断空格和空段")
def _() -> WordFile:
    plan = bare(
        lambda n, title: [
            Para("\u00a0"),
            Para(f"\u00a0\u00a0{in_chinese(n)}、{title}\u00a0"),
            Para(),
        ]
    )
    plan.blocks = [
        Para(f"\u00a0\u00a0{one.text}\u00a0") if isinstance(one, Para) and one.text else one
        for one in plan.blocks
    ]
    return plan.file(hand=True)


@case("其他:正文里有像标题的句子")
def _() -> WordFile:
    plan = bare()
    lines = ("一、二级专精特新企业协同发展。", "落实工作目标,抓好保障措施。", "实施内容见后。")
    plan.text(*lines)
    last = plan.said[-1]
    plan.said[-1] = Said(last.chapter, last.heading, (*last.lines, *lines))
    return plan.file()


@case("其他:只有几张表的方案")
def _() -> WordFile:
    plan = Plan([Para(CITY_TITLE)])
    for n, chapter in enumerate(TABLES, start=1):
        one = next(item for item in CHAPTERS if item.id == chapter)
        plan.blocks += chinese(n, one.title)
        plan.said.append(Said(chapter, one.title, ("",)))
        _, columns, headings, _, rows = TABLES[chapter]
        plan.blocks.append(Grid((headings, *rows)))
        plan.tables[FORM_OF[chapter]] = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return plan.file()
