"""The whole way of a clerk through the window, each stage pictured and checked from outside."""

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.drive.eyes import Seen, Window
from tests.drive.screen import picture, press, until, write

CITY = "铁岭市"
PROJECTS = 108
COUNTIES = "县区报来"
FIELDS = {
    "申报主体": "市人民政府",
    "填报单位": "铁岭市工业和信息化局",
    "选定的试点行业": "汽车零部件制造、农产品加工、专用设备制造",
    "本地区规上工业企业数": "170",
    "市政府审核同意文号": "铁政纪要〔2024〕18号",
    "市政府审核同意日期": "2024年11月8日",
    "填报人": "林晓舟",
    "审核人": "程远",
    "联系电话": "024-70000100",
    "编制日期": "2024年11月12日",
    "申请奖补资金额度": "3000",
    "“智改数转网联”方向": "2700",
    "辅助工作方向": "300",
    "市财政配套资金": "1200",
}


class Journey:
    """One clerk, one program. What stages learn is kept on it."""

    def __init__(self, shenbao: str, home: Path, pictures: Path, samples: Path) -> None:
        self.shenbao, self.home, self.pictures, self.samples = shenbao, home, pictures, samples
        self.window = Window(0)
        self.number = 0
        shutil.copytree(samples, home / COUNTIES)

    @property
    def draft(self) -> Path:
        """The draft that was made at the window."""
        return until("the draft file", lambda: next(self.home.glob("*.shenbao"), None))

    @property
    def columns(self) -> list[str]:
        """The columns of the project table, as the pack lists them."""
        forms = self.samples.parents[2] / "forms" / self.samples.name
        told = tomllib.loads((forms / "projects.toml").read_text("utf-8"))
        return [one["id"] for one in told["table"]["column"]]

    @property
    def bundle(self) -> Path:
        """The folder with the papers that were made at the window."""
        return until("the papers", lambda: next(self.home.rglob("材料*/"), None))

    def says(self, *words: str) -> Any:
        """What the command line says of the very file that the window has open."""
        done = subprocess.run(
            [self.shenbao, *words, "--json"],
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return json.loads(done.stdout)

    def shot(self, name: str) -> None:
        """The next picture."""
        self.number += 1
        picture(self.pictures / f"{self.number:02}-{name}.png")

    def step(self, title: str) -> None:
        """Click a step of the rail."""
        self.window.click(title, "list item")

    def cell(self, table: str, row: int, column: int) -> Seen:
        """A cell of a table, from 0."""
        node = self.window.find(table, "table").node
        cell = node.get_table_iface().get_accessible_at(row, column)
        return Seen(cell, cell.get_role_name(), cell.get_name() or "")

    def saved(self) -> None:
        """Wait until the bar says that everything is on the disk."""
        self.window.find("草稿已保存|已定稿|已报送", "label")


def begin(j: Journey) -> None:
    """新建 from the programme: the city is all that is asked."""
    j.window.find("开始", "label", within=40)
    j.shot("start")
    j.window.click("为「2024年度")
    j.window.fill("申报单位", CITY)
    j.shot("new")
    j.window.click("新建并打开")
    j.window.find("步骤", "list")
    j.window.find("通知要点", "label")
    j.shot("notice")
    told = json.dumps(j.says("show", str(j.draft)), ensure_ascii=False)
    assert CITY in told, "the city is in the file"


def fill(j: Journey) -> None:
    """基本信息: all its fields, by name, with keys."""
    j.step("基本信息")
    for name, text in FIELDS.items():
        j.window.fill(f"{name}(\\(|$)", text)
    j.saved()
    j.shot("fields")
    told = json.dumps(j.says("show", str(j.draft)), ensure_ascii=False)
    for text in ("铁岭市工业和信息化局", "170", "铁政纪要〔2024〕18号", "2700"):
        assert text in told, f"{text} is in the file"


def take_in(j: Journey) -> None:
    """导入: nine county files and the plan, by the folder dialog."""
    j.step("项目汇总表")
    j.window.click("导入县区表格")
    j.window.find("选择文件夹", "push button")
    j.shot("import-empty")
    j.window.click("选择文件夹")
    j.window.find("目录", "text")
    write(str(j.home / COUNTIES))
    j.shot("folder-dialog")
    press("Return")
    j.window.find("将导入 10 个文件", "label", within=60)
    j.shot("import-read")
    j.window.click("导入$", "button")
    j.window.find("项目汇总表$", "table", within=60)
    j.window.find("已导入 10 个文件", "label")
    j.window.find("撤销:导入", "push button")
    j.saved()
    j.shot("table")
    shown = json.dumps(j.says("check", str(j.draft))["counts"])
    assert '"must": 0' not in shown, "the planted faults are found"


def edit(j: Journey) -> None:
    """A cell is typed over, then Ctrl+Z takes exactly that back."""
    before = j.cell("项目汇总表", 2, 0).name
    j.cell("项目汇总表", 2, 0).click(2)
    press("ctrl+a")
    write("驱动测试项目")
    press("Return")
    j.window.find("撤销:填写", "push button")
    assert "驱动测试项目" in json.dumps(j.says("show", str(j.draft)), ensure_ascii=False)
    j.shot("cell")
    press("ctrl+z")
    j.window.find("重做:填写", "push button")
    assert j.cell("项目汇总表", 2, 0).name == before
    assert "驱动测试项目" not in json.dumps(j.says("show", str(j.draft)), ensure_ascii=False)


def write_chapter(j: Journey) -> None:
    """八、责任分工: a sentence."""
    sentence = "市工业和信息化局牵头,各县(市、区)负责本地项目。"
    j.step("八、责任分工")
    j.window.click("附件2 第八章.*正文", "text")
    write(sentence)
    j.saved()
    j.shot("chapter")
    until(
        "the sentence in the file",
        lambda: sentence in json.dumps(j.says("show", str(j.draft)), ensure_ascii=False),
    )


def check(j: Journey) -> None:
    """核对: F8 to the next finding."""
    j.step("核对")
    j.window.find("还剩", "label")
    press("F8")
    j.shot("check")


def leave(j: Journey) -> None:
    """首页: the draft is on the list with where it was left, and opens there again."""
    j.window.click("回到首页")
    j.window.find("最近的草稿", "label")
    recent = f".*{CITY}", "button|list item|panel"
    j.window.find(*recent)
    j.shot("home")
    j.window.click(*recent)
    j.window.find("步骤", "list")
    j.window.find("还剩", "label")


def build(j: Journey) -> None:
    """成册与打印: 生成材料, its papers verified from outside."""
    j.step("成册与打印")
    j.window.click("生成材料$", "push button")
    j.window.find("材料已生成", "label", within=120)
    j.shot("built")
    told = j.says("verify", str(j.bundle))
    assert told["identical"] is True
    assert told["plan"]["projects"] == told["summary"]["projects"] == PROJECTS


def print_to_pdf(j: Journey) -> None:
    """打印成 PDF 文件."""
    j.window.click("打印 一致性证明")
    j.window.click("打印成 PDF")
    j.window.find("文件名", "text")
    press("ctrl+a")
    paper = j.home / "print.pdf"
    write(str(paper))
    press("Return")
    until("the printed PDF", lambda: paper.exists() and paper.stat().st_size > 1000, 60)
    j.shot("printed")
    assert paper.read_bytes().startswith(b"%PDF")
    j.window.click("返回成册")


def freeze(j: Journey) -> None:
    """定稿."""
    j.window.click("定稿,固定")
    j.window.find("已定稿", "label")
    j.shot("frozen")


def send(j: Journey) -> None:
    """报送登记."""
    j.step("报送登记")
    j.window.find("寄什么,寄到哪里", "label")
    j.shot("sending")
    j.window.click("登记报送,记下", "push button")
    j.window.find("已报送", "label")
    j.shot("sent")


def close(j: Journey) -> None:
    """Alt+F4: the window goes, and the program with it."""
    press("alt+F4")
    until("the program's end", lambda: j.window.app is None)


# The mending comes between the two: tests/drive/mending.py.
FIRST: tuple[Callable[[Journey], None], ...] = (
    begin, fill, take_in, edit, write_chapter, check, leave,
)  # fmt: skip
LAST: tuple[Callable[[Journey], None], ...] = (build, print_to_pdf, freeze, send, close)


def again(j: Journey) -> None:
    """A new start: the draft is on the list, and opens where it was left."""
    j.window.find("开始", "label", within=40)
    j.shot("again")
    j.window.click(f".*{CITY}", "button|list item|panel")
    j.window.find("步骤", "list")
    j.window.find("报送登记$", "label")
    j.shot("reopened")


__all__ = ["FIRST", "LAST", "Journey", "again"]
