"""Chapters as people head them."""

import re

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import Para, Xml, para, runs
from tests.corpus.words.content import BY_ID, CHAPTERS, CITY_TITLE, Chapter
from tests.corpus.words.files import Plan, WordFile, a_plan, bare, case, chinese, in_one_table
from tests.corpus.words.truth import Said
from tests.word_files import deleted, inserted

TITLE = (Para(CITY_TITLE, bold=True),)
SHUFFLED = tuple(BY_ID[one] for one in (
    "goals", "foundation", "funds", "duties", "projects", "route", "safeguards", "content"
))  # fmt: skip


@case("标题:标题1样式,没有编号")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title, level=1)]).file()


@case("标题:标题1样式,手写一、")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、{title}", level=1)]).file()


@case("标题:普通段落,手写一、")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、{title}")]).file(hand=True)


@case("标题:第一章")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"第{in_chinese(n)}章 {title}")]).file()


@case("标题:第一部分,全角空格")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"第{in_chinese(n)}部分\u3000{title}")]).file(hand=True)


@case("标题:1.加粗")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{n}.{title}", bold=True)]).file()


@case("标题:1、普通段落")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"{n}、{title}")]).file(hand=True)


@case("标题:全角数字1.")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"{chr(0xFF10 + n)}\uff0e{title}", bold=True)]).file()


@case("标题:(一)加粗")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"({in_chinese(n)}){title}", bold=True)],
                chapters=SHORT).file()  # fmt: skip


@case("标题:(1)加粗")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"（{n}）{title}", bold=True)], chapters=SHORT).file()


@case("标题:罗马数字Ⅰ、")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"{chr(0x215F + n)}、{title}", bold=True)]).file()


@case("标题:㈠")
def _() -> WordFile:
    return bare(
        lambda n, title: [Para(f"{chr(0x321F + n)}{title}", bold=True)], chapters=SHORT
    ).file()


@case("标题:自动编号的标题1")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title, level=1, listed=1)]).file(hand=True)


@case("标题:自动编号的普通段落")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title, listed=1)]).file(hand=True)


@case("标题:只有加粗")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title, bold=True)]).file()


@case("标题:只是普通的一行")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title)]).file()


@case("标题:同义的说法")
def _() -> WordFile:
    return a_plan(titles=lambda chapter: chapter.synonym).file()


@case("标题:次序打乱")
def _() -> WordFile:
    return a_plan(chapters=SHUFFLED).file()


@case("标题:缺两章")
def _() -> WordFile:
    kept = tuple(one for one in CHAPTERS if one.id not in ("route", "duties"))
    return a_plan(chapters=kept).file()


@case("标题:同一章写了两次")
def _() -> WordFile:
    plan = a_plan()
    plan.blocks += chinese(9, "保障措施")
    plan.chapter(BY_ID["safeguards"], "保障措施", ["定期调度通报,纳入年度考核。"])
    return plan.file()


@case("标题:各章在下一级")
def _() -> WordFile:
    plan = Plan([*TITLE])
    for n, (head, ids) in enumerate(
        (("总体要求", ("foundation", "goals", "route")), ("建设任务", ("projects", "content")),
         ("支持政策", ("funds", "safeguards", "duties"))), start=1
    ):  # fmt: skip
        plan.blocks.append(Para(f"{in_chinese(n)}、{head}", level=1))
        for m, chapter in enumerate(ids, start=1):
            plan.blocks.append(Para(f"({in_chinese(m)}){BY_ID[chapter].title}", level=2))
            plan.chapter(_deeper(BY_ID[chapter]))
            if chapter == "projects":
                in_one_table(plan)
    return plan.file()


@case("标题:与正文连在一行")
def _() -> WordFile:
    plan = Plan([*TITLE])
    for n, chapter in enumerate(CHAPTERS, start=1):
        first, *rest = _deeper(chapter).lines
        plan.blocks.append(Para(f"{in_chinese(n)}、{chapter.title}。{first}"))
        plan.text(*rest)
        plan.said.append(_said(chapter, (first, *rest)))
        if chapter.id == "projects":
            in_one_table(plan)
    return plan.file(hand=True)


@case("标题:与正文连在一行,用冒号")
def _() -> WordFile:
    plan = Plan([*TITLE])
    for n, chapter in enumerate(CHAPTERS, start=1):
        first, *rest = _deeper(chapter).lines
        plan.blocks.append(Para(f"{in_chinese(n)}、{chapter.title}：{first}"))
        plan.text(*rest)
        plan.said.append(_said(chapter, (first, *rest)))
        if chapter.id == "projects":
            in_one_table(plan)
    return plan.file()


@case("标题:编号与标题之间有空格、制表符")
def _() -> WordFile:
    signs = ("\u3000", "\t", "  ", "\u00a0", "\u2003", "\t", "\u3000\u3000", " ")
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、{signs[n - 1]}{title}")]).file()


@case("标题:字与字之间有空格")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、{' '.join(title)}", level=1)]).file()


@case("标题:编号后软回车")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、\n{title}", level=1)]).file(hand=True)


@case("标题:标题里软回车")
def _() -> WordFile:
    return bare(
        lambda n, title: [Para(f"{in_chinese(n)}、{title[:2]}\n{title[2:]}", level=1)]
    ).file()  # fmt: skip


@case("标题:标题与正文之间软回车")
def _() -> WordFile:
    plan = Plan([*TITLE])
    for n, chapter in enumerate(CHAPTERS, start=1):
        first, *rest = _deeper(chapter).lines
        plan.blocks.append(Para(f"{in_chinese(n)}、{chapter.title}\n{first}"))
        plan.text(*rest)
        plan.said.append(_said(chapter, (first, *rest)))
        if chapter.id == "projects":
            in_one_table(plan)
    return plan.file(hand=True)


@case("标题:末尾有冒号")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{in_chinese(n)}、{title}：")]).file()


@case("标题:标题2样式,题目是标题1")
def _() -> WordFile:
    return a_plan(
        lambda n, title: [Para(title, level=2)], before=(Para(CITY_TITLE, level=1),)
    ).file()


@case("标题:自定义样式一级标题")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(title, properties='<w:pStyle w:val="yj"/>')]).file(
        hand=True
    )


@case("标题:段落大纲级别")
def _() -> WordFile:
    level = '<w:outlineLvl w:val="0"/>'
    return a_plan(lambda n, title: [Para(title, properties=level)]).file(hand=True)


@case("标题:拆成许多段,带书签")
def _() -> WordFile:
    def heading(n: int, title: str):
        mark = f'<w:bookmarkStart w:id="{n}" w:name="_Toc{n}"/>'
        inner = f'{mark}{runs(f"{in_chinese(n)}、{title}", 5)}<w:bookmarkEnd w:id="{n}"/>'
        return [Para(xml=f'<w:proofErr w:type="spellStart"/>{inner}', level=1)]

    return a_plan(heading).file(hand=True)


@case("标题:在内容控件里")
def _() -> WordFile:
    def heading(n: int, title: str):
        inner = para(Para(f"{in_chinese(n)}、{title}", level=1))
        return [Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>")]

    return a_plan(heading).file(hand=True)


@case("标题:修订中")
def _() -> WordFile:
    def heading(n: int, title: str):
        number = runs(f"{in_chinese(n)}、")
        return [
            Para(xml=f"{number}{inserted(title[:2])}{deleted('旧的')}{runs(title[2:])}", level=1)
        ]

    return a_plan(heading).file(hand=True)


@case("标题:超过四十字")
def _() -> WordFile:
    long = "(分业分级推进、链式集群转型、样板示范推广相结合的中小企业数字化转型总体路径与推广办法)"
    return a_plan(
        titles=lambda one: one.title + (long if one.id == "route" else "")
    ).file()  # fmt: skip


@case("标题:多出一章")
def _() -> WordFile:
    plan = a_plan()
    plan.blocks += chinese(9, "领导讲话")
    plan.text("同志们,大家辛苦了。")
    return plan.file("领导讲话")


@case("标题:一章兼两章")
def _() -> WordFile:
    kept = tuple(one for one in CHAPTERS if one.id not in ("duties",))
    plan = a_plan(
        chapters=kept,
        titles=lambda one: "保障措施和责任分工" if one.id == "safeguards" else one.title,
    )
    return plan.file("责任分工")


@case("标题:每章都编成一、")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"一、{title}", level=1)]).file()


_NUMBER = re.compile(r"\(.\)|\d\.")
# Chapters without headings of their own, which would look like those above them.
SHORT = tuple(
    Chapter(one.id, one.title, one.synonym, tuple(_NUMBER.sub("", line) for line in one.lines))
    for one in CHAPTERS
)


def _deeper(chapter: Chapter) -> Chapter:
    return next(one for one in SHORT if one.id == chapter.id)


def _said(chapter: Chapter, lines: tuple[str, ...]) -> Said:
    return Said(chapter.id, chapter.title, lines)
