"""Word files in every disorder that offices send: all they say comes out right, or is reported.

What each file means is known from the one who made it; it is never read back to find out.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop_app.errors import AppError
from desktop_app.intake.sniff import sniff
from desktop_app.intake.worker import read_here
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.understand_file import (
    Incoming,
    Understood,
    refuse_blank,
    take_in,
    understand,
)
from tests.corpus.words import (  # noqa: F401 - each adds its files
    corners,
    forms,
    fronts,
    headings,
    marks,
    mixtures,
    names,
    strangers,
    summaries,
)
from tests.corpus.words.files import CASES, WordFile
from tests.corpus.words.office_files import MADE, made_files
from tests.corpus.words.truth import Truth, differences, silent


class Expected(NamedTuple):
    """What becomes of a file: all of it right, or some of it reported, or all of it refused; and
    the kinds of doubts it is told of with, no others."""

    outcome: str
    doubts: frozenset[str] = frozenset()


RIGHT = Expected("right")
REFUSED = Expected("refused")


def right_and(*kinds: str) -> Expected:
    """Everything is right, and something else is told as well."""
    return Expected("right", frozenset(kinds))


def reported(*kinds: str) -> Expected:
    """Something is not taken over as it was meant, and each such thing is told."""
    return Expected("reported", frozenset(kinds))


# fmt: off
EXPECTED = {
    "标题:标题1样式,没有编号": RIGHT,
    "标题:标题1样式,手写一、": RIGHT,
    "标题:普通段落,手写一、": RIGHT,
    "标题:第一章": RIGHT,
    "标题:第一部分,全角空格": RIGHT,
    "标题:1.加粗": RIGHT,
    "标题:1、普通段落": RIGHT,
    "标题:全角数字1.": RIGHT,
    "标题:(一)加粗": RIGHT,
    "标题:(1)加粗": RIGHT,
    "标题:罗马数字Ⅰ、": RIGHT,
    "标题:㈠": RIGHT,
    "标题:自动编号的标题1": RIGHT,
    "标题:自动编号的普通段落": RIGHT,
    "标题:只有加粗": RIGHT,
    "标题:只是普通的一行": RIGHT,
    "标题:同义的说法": RIGHT,
    "标题:次序打乱": RIGHT,
    "标题:缺两章": RIGHT,
    "标题:同一章写了两次": reported("unknown_chapter"),
    "标题:各章在下一级": RIGHT,
    "标题:与正文连在一行": RIGHT,
    "标题:与正文连在一行,用冒号": RIGHT,
    "标题:编号与标题之间有空格、制表符": RIGHT,
    "标题:字与字之间有空格": RIGHT,
    "标题:编号后软回车": RIGHT,
    "标题:标题里软回车": RIGHT,
    "标题:标题与正文之间软回车": RIGHT,
    "标题:末尾有冒号": RIGHT,
    "标题:标题2样式,题目是标题1": RIGHT,
    "标题:自定义样式一级标题": RIGHT,
    "标题:段落大纲级别": RIGHT,
    "标题:拆成许多段,带书签": RIGHT,
    "标题:在内容控件里": RIGHT,
    "标题:修订中": right_and("tracked_changes"),
    "标题:超过四十字": RIGHT,
    "标题:多出一章": right_and("unknown_chapter"),
    "标题:一章兼两章": right_and("shared_heading"),
    "标题:每章都编成一、": RIGHT,
    "前面:封面": RIGHT,
    "前面:目录,手打的点线": RIGHT,
    "前面:目录,手打的制表符": RIGHT,
    "前面:目录,没有页码": RIGHT,
    "前面:目录,没有页码,标题没有编号": RIGHT,
    "前面:目录,没有「目录」二字也没有页码": RIGHT,
    "前面:自动目录,目录样式": RIGHT,
    "前面:自动目录,正文样式的域": RIGHT,
    "前面:页眉页脚": RIGHT,
    "前面:分节分栏,横向页": RIGHT,
    "后面:落款、附件和函": RIGHT,
    "前面:编制说明在第一章之前": RIGHT,
    "前面:文本框里的各章标题": RIGHT,
    "表格:表名在上": RIGHT,
    "表格:表名在下": RIGHT,
    "表格:没有表名": RIGHT,
    "表格:表名是表内第一行": RIGHT,
    "表格:列名用同义的说法": RIGHT,
    "表格:有序号列": RIGHT,
    "表格:两行表头": RIGHT,
    "表格:竖向合并": RIGHT,
    "表格:行列互换": RIGHT,
    "表格:跨页,表头重复": RIGHT,
    "表格:跨页,没有表头": RIGHT,
    "表格:金额带单位,表头单位是元": RIGHT,
    "表格:资金表有合计行": RIGHT,
    "表格:资金表合计不对": right_and("total_differs"),
    "表格:在文本框里": RIGHT,
    "表格:在内容控件里,行和格也是": RIGHT,
    "表格:行前空一格": RIGHT,
    "表格:格里又有表": right_and("unknown_table"),
    "表格:多出一张别的表": right_and("unknown_table"),
    "表格:多出一列": right_and("ignored_column"),
    "表格:单元格自动编号,多段文字": RIGHT,
    "项目:一张表": RIGHT,
    "项目:只有序号和名称的表": RIGHT,
    "项目:分行业几张表": RIGHT,
    "项目:分县区几张表,县名在表名里": RIGHT,
    "项目:表内分行业小节、小计和合计": RIGHT,
    "项目:合计与各行之和不符": right_and("total_differs"),
    "项目:跨页的两张表,表头重复": RIGHT,
    "项目:跨页的两张表,第二张没有表头": RIGHT,
    "项目:左右两栏的表": RIGHT,
    "项目:每个项目一张卡片表": RIGHT,
    "项目:行列互换的表": RIGHT,
    "项目:1.编号段落,括号里有企业": RIGHT,
    "项目:(1)编号段落,冒号后有企业": RIGHT,
    "项目:①编号段落,只有名称": RIGHT,
    "项目:1)编号段落,书名号": RIGHT,
    "项目:自动编号段落": RIGHT,
    "项目:项目1:、项目2:": RIGHT,
    "项目:项目一:、项目二:": RIGHT,
    "项目:圆点列表": RIGHT,
    "项目:没有编号的列表": RIGHT,
    "项目:编号后各占一段的明细": RIGHT,
    "项目:项目名称:之后": RIGHT,
    "项目:分行业编号,每组从1开始": RIGHT,
    "项目:分县区编号": RIGHT,
    "项目:标题3样式,下面是说明": RIGHT,
    "项目:正文中书名号": reported("mentioned"),
    "项目:正文中引号": reported("mentioned"),
    "项目:只有两个编号项目": RIGHT,
    "项目:只在附件里": RIGHT,
    "项目:正文和附件各一次": right_and("repeated_list"),
    "项目:名称合并两行": right_and("merged_row"),
    "项目:县区和行业竖向合并": RIGHT,
    "项目:上一年已实施的另列一表": right_and("past_projects"),
    "项目:列表中夹着说明": right_and("left_out"),
    "项目:表在文字框外的单元格里": RIGHT,
    "名称:拆成一个字一段": RIGHT,
    "名称:软回车": RIGHT,
    "名称:脚注符号": right_and("footnotes"),
    "名称:修订中": right_and("tracked_changes"),
    "名称:移动的文字": right_and("tracked_changes"),
    "名称:零宽字符": RIGHT,
    "名称:软连字符和不间断连字符": RIGHT,
    "名称:隐藏文字": right_and("hidden"),
    "名称:智能标记和超链接": RIGHT,
    "名称:域的结果": RIGHT,
    "名称:在内容控件里": RIGHT,
    "名称:没有填的内容控件": RIGHT,
    "名称:注音": RIGHT,
    "名称:字体里的符号": right_and("signs"),
    "名称:前后有空格": RIGHT,
    "名称:各种括号": RIGHT,
    "名称:批注": right_and("comments"),
    "正文:脚注": right_and("footnotes"),
    "正文:脚注里有表": right_and("footnotes", "tables_aside"),
    "正文:标题上的脚注": right_and("footnotes"),
    "正文:隐藏的段落": right_and("hidden"),
    "正文:整段删除、整段插入": right_and("tracked_changes"),
    "正文:域和内容控件里的数字": RIGHT,
    "正文:图片": right_and("pictures"),
    "正文:嵌入的Excel表": right_and("embedded"),
    "正文:嵌入的其他文件(altChunk)": right_and("embedded"),
    "汇总表:整齐的": RIGHT,
    "汇总表:手写的OOXML": RIGHT,
    "汇总表:列名用同义的说法,次序不同": RIGHT,
    "汇总表:分县区小节": RIGHT,
    "汇总表:分县区小节,没有县区一列": RIGHT,
    "汇总表:小计和合计": RIGHT,
    "汇总表:合计不对": right_and("total_differs"),
    "汇总表:县区竖向合并": RIGHT,
    "汇总表:金额带单位": RIGHT,
    "汇总表:表头单位是元": RIGHT,
    "汇总表:单位在表上面一行": RIGHT,
    "汇总表:两行表头,其中软件硬件服务": RIGHT,
    "汇总表:跨页,表头重复": RIGHT,
    "汇总表:跨页,没有表头": RIGHT,
    "汇总表:表名是表内第一行": RIGHT,
    "汇总表:每个县一张表": RIGHT,
    "汇总表:每个县一张表,县名只在表名里": RIGHT,
    "汇总表:只有一个县,县名在表名里": RIGHT,
    "汇总表:修订中的行和名称": right_and("tracked_changes"),
    "汇总表:繁体字": right_and("traditional_heading"),
    "汇总表:行列互换": right_and("turned"),
    "汇总表:页眉里也有一张表": right_and("tables_aside"),
    "汇总表:页眉用表排版": RIGHT,
    "汇总表:左右两栏": right_and("table_beside"),
    "汇总表:左右两栏,跨页": right_and("table_beside"),
    "汇总表:两张列不同的表": right_and("several_sheets"),
    "汇总表:多出一列": right_and("ignored_column"),
    "汇总表:前面有填表说明的表": RIGHT,
    "汇总表:横向的节里": RIGHT,
    "其他:空白文件": REFUSED,
    "其他:会议通知": REFUSED,
    "其他:会议通知里有一张表": REFUSED,
    "其他:只有一张图": REFUSED,
    "其他:繁体字的方案": RIGHT,
    "其他:从聊天里粘贴,整篇一段": RIGHT,
    "其他:从聊天里粘贴,项目一段": RIGHT,
    "其他:从聊天里粘贴,夹着人名和时间": RIGHT,
    "其他:从网页粘贴,不间断空格和空段": RIGHT,
    "其他:正文里有像标题的句子": RIGHT,
    "其他:只有几张表的方案": RIGHT,
    "标题:1 后面是空格": RIGHT,
    "标题:第1章": RIGHT,
    "标题:在方括号里": RIGHT,
    "标题:圆点加粗": RIGHT,
    "标题:前面加市名": RIGHT,
    "标题:后面有年份括号": RIGHT,
    "标题:有文字的上级标题": RIGHT,
    "标题:只有一半有编号": RIGHT,
    "标题:编号有跳号和重号": RIGHT,
    "版式:整篇在一个边框里": RIGHT,
    "版式:左边章名、右边正文的表": REFUSED,
    "版式:章名各在一个单格表里": RIGHT,
    "项目:表头里有软回车和空格": RIGHT,
    "项目:末尾有空行和只有序号的行": RIGHT,
    "项目:省略号一行": right_and("left_out"),
    "项目:每个行业序号从1开始": RIGHT,
    "项目:隐藏的行": right_and("hidden_rows"),
    "项目:两行表头": RIGHT,
    "项目:备注一列空着": RIGHT,
    "项目:备注一列有内容": right_and("ignored_column"),
    "项目:没有具体项目一章,编号段落在别的章里": RIGHT,
    "项目:四列卡片表": RIGHT,
    "项目:清单之后又有每个项目的卡片": right_and("repeated_list"),
    "项目:名称分两段写在一格里": RIGHT,
    "项目:表前有各行业个数的编号段落": RIGHT,
    "项目:表前有一句编号的概述": RIGHT,
    "汇总表:在边框里": RIGHT,
    "汇总表:在文本框里": RIGHT,
    "汇总表:打勾的符号": RIGHT,
    "汇总表:只在第一行写县名,下面空着": RIGHT,
}
MADE_BY_OFFICE = {
    "网页转存.docx": RIGHT,
    "网页转存-标题样式.docx": RIGHT,
    "RTF转存.docx": RIGHT,
    "ODF转存.docx": RIGHT,
    "再存一次.docx": RIGHT,
    "再存一次-自动编号.docx": RIGHT,
    "再存一次-合并单元格.docx": RIGHT,
    "再存一次-脚注.docx": right_and("footnotes"),
    "再存一次-文本框.docx": RIGHT,
    "旧格式.doc": REFUSED,
    "开放格式.odt": REFUSED,
    "富文本.rtf": REFUSED,
}
# fmt: on
MIXED = [name for name in CASES if name.startswith("混合:")]


@pytest.fixture(scope="module")
def programme():
    return load_programme("liaoning-2024")


def read(programme, path: Path) -> Understood:
    """The file as the program takes it in, but for the process of its own."""
    try:
        sniff(path)
        raw = read_here(path)
        refuse_blank(path.name, raw)
    except AppError as reason:
        return understand(programme, Incoming(path, refusal=str(reason)))
    return understand(programme, Incoming(path, raw))


def judge(truth: Truth, found: Understood, expected: Expected) -> None:
    wrong = differences(truth, found)
    told = [f"{one.kind}: {one.message}" for one in found.doubts]
    assert silent(truth, found, wrong) == [], told
    if expected.outcome == "refused":
        assert "请" in found.refusal, "a refusal tells what to do"
        return
    assert found.refusal == ""
    outcome = "reported" if wrong else "right"
    assert (outcome, {one.kind for one in found.doubts}) == expected, (wrong, told)


def write(name: str, folder: Path) -> tuple[WordFile, Path]:
    file, path = CASES[name](), folder / "方案.docx"
    file.write(path)
    return file, path


def test_the_table_says_of_every_file_what_becomes_of_it():
    assert set(EXPECTED) == set(CASES) - set(MIXED)
    assert set(MADE_BY_OFFICE) == set(made_files()) == {one.name for one in MADE.glob("*.[!j]*")}
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_comes_out_right_or_is_reported(programme, tmp_path, name):
    file, path = write(name, tmp_path)
    judge(file.truth, read(programme, path), EXPECTED[name])


@pytest.mark.parametrize("name", MIXED)
def test_several_disorders_in_one_file_come_out_right(programme, tmp_path, name):
    file, path = write(name, tmp_path)
    judge(file.truth, read(programme, path), RIGHT)


@pytest.mark.parametrize("name", MADE_BY_OFFICE)
def test_a_file_that_libreoffice_saved_comes_out_right_or_is_refused(programme, name):
    judge(made_files()[name], read(programme, MADE / name), MADE_BY_OFFICE[name])


@pytest.mark.parametrize("name", ["表格:表名在上", "汇总表:修订中的行和名称"])
def test_a_file_comes_out_the_same_through_the_guard(programme, tmp_path, name):
    file, path = write(name, tmp_path)
    judge(file.truth, understand(programme, take_in(path)), EXPECTED[name])


def test_an_old_file_is_refused_by_the_guard_with_advice(programme):
    found = understand(programme, take_in(MADE / "旧格式.doc"))
    assert "另存为 .docx" in found.refusal


@pytest.mark.parametrize(
    "spoil",
    [
        lambda truth: replace(truth, projects=truth.projects[:-1]),
        lambda truth: replace(truth, projects=(*truth.projects, {"name": "没有的项目"})),
        lambda truth: replace(truth, projects=truth.projects[::-1]),
        lambda truth: replace(truth, projects=({**truth.projects[0], "investment": "121"},)),
        lambda truth: replace(truth, said=truth.said[:-1]),
        lambda truth: replace(
            truth, said=(*truth.said[:-1], replace(truth.said[-1], lines=("没有的一段。",)))
        ),
        lambda truth: replace(truth, said=(*truth.said, replace(truth.said[0], chapter="没有"))),
        lambda truth: replace(truth, tables={}),
        lambda truth: replace(truth, tables={**truth.tables, "tasks": truth.tables["tasks"][:1]}),
        lambda truth: replace(truth, told=("没有说的话",)),
        lambda truth: replace(truth, kind="projects"),
    ],
)
def test_the_judge_sees_whatever_is_lost_invented_or_changed(programme, tmp_path, spoil):
    file, path = write("表格:表名在上", tmp_path)
    found = read(programme, path)
    truth = spoil(file.truth)
    assert silent(truth, found, differences(truth, found))
