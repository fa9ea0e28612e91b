"""Mending the practice city at the window, as the answer key beside the samples says."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

from tests.drive.journey import Journey
from tests.drive.screen import press, until, write

# What is put right by a button of the finding: its number in the key, what to look for, the deed.
_BY_BUTTON = (
    (1, "银杉瑞铭车身冲压", "以汇总表为准"),
    (2, "霁川同泽粮油有限公司原料收储", "以方案为准"),
    (3, "松澜鑫澜阀门有限公司阀体", "以汇总表为准"),
    (5, "白榆永谦肉类加工", "在方案中补上"),
    (6, "LN-T3", "删去附件3 第64行"),
    (9, "LN-T5", "除以10000"),
)
# What is typed in the place of the finding: its number, its code.
_BY_HAND = (
    (10, "LN-C3"), (11, "LN-C2"), (12, "LN-B4"), (13, "LN-T4"),
    (16, "LN-B5"), (17, "LN-C5"), (19, "LN-T2"),
)  # fmt: skip
_TEXTS = ("goals", "projects", "funds")
_TITLES = {"goals": "二、工作目标", "projects": "四、具体项目", "funds": "六、资金使用方向"}


def mend(j: Journey) -> None:
    """核对: what the program offers to put right, each looked at and agreed to."""
    for number, words, deed in _BY_BUTTON:
        _offered(j, words, deed)
        _shorter(j, _fault(j, number)["match"])
    j.shot("mended-by-buttons")


def mend_by_hand(j: Journey) -> None:
    """核对: what only a person knows, typed in the place of the finding."""
    for number, code in _BY_HAND:
        value = next(one["value"] for one in _fault(j, number)["correction"] if "value" in one)
        _look_for(j, code)
        j.window.click("修改 附件3", "push button")
        press("ctrl+a")
        write(value)
        j.window.click("改好 附件3", "push button")
        until(f"{code} gone", lambda code=code: code not in _codes(j))
    # The plan's own list says the same of the one whose trade was another.
    _offered(j, "专用设备制造", "以汇总表为准")
    j.shot("mended-by-hand")


def add_row(j: Journey) -> None:
    """项目汇总表: the project that only the plan has, its row pasted as Excel copies it."""
    _offered(j, "青砚兴棠制动系统", "在汇总表中补上")
    (record,) = _fault(j, 4)["correction"]
    j.step("项目汇总表")
    j.cell("项目汇总表", 0, 0).click()
    press("ctrl+End", "Home")
    write("\t".join(record["cells"].get(one, "") for one in j.columns))
    j.shot("row-pasted")
    j.window.click("粘贴 1 行", "push button")
    code = record["cells"]["credit_code"]
    until("the row in the file", lambda: code in _all(j))
    j.saved()


def mend_texts(j: Journey) -> None:
    """实施方案: the sentences that are wrong, written anew in three chapters."""
    for chapter in _TEXTS:
        path = f"chapters/{chapter}"
        text = _value(j, path)
        for fault in _faults(j):
            for one in fault["correction"]:
                if one["do"] == "replace" and one["path"] == path:
                    text = text.replace(one["old"], one["new"])
        j.step(_TITLES[chapter])
        j.window.click("附件2 第.章.*正文", "text")
        press("ctrl+a")
        write(text)
        until(f"{chapter} in the file", lambda p=path, t=text: _value(j, p) == t)
    j.saved()
    j.shot("texts")


def explain(j: Journey) -> None:
    """核对: what stands all the same is explained; then nothing is left."""
    _look_for(j, "LN-C7")
    j.window.click("情况说明", "text")
    write("设备进口定制,合同约定交付期晚于试点期末,软件部分按期完成。")
    j.window.click("写入说明")
    j.shot("explained")
    until("nothing left to do", lambda: not _open(j))
    j.window.find("✓ 核对通过", "label")
    j.shot("passed")


def _offered(j: Journey, words: str, deed: str) -> None:
    """Find the finding, press its deed, look at what it does, agree."""
    _look_for(j, words)
    j.window.click(f"{deed},先看会改动什么", "push button")
    j.window.click(f"{deed},改这", "push button")


def _look_for(j: Journey, words: str) -> None:
    j.step("核对")
    j.window.fill("查找问题", words, "text")


def _shorter(j: Journey, texts: list[str]) -> None:
    """Wait until no finding holds all these texts."""

    def is_gone() -> bool:
        told = [json.dumps(one, ensure_ascii=False) for one in _open(j)]
        return not any(all(text in one for text in texts) for one in told)

    until(f"「{texts[0]}」 mended", is_gone)


def _open(j: Journey) -> list[dict[str, Any]]:
    found = j.says("check", str(j.draft))["findings"]
    return [one for one in found if one["severity"] != "hint" and not one["explanation"]]


def _codes(j: Journey) -> set[str]:
    return {one["code"] for one in _open(j)}


def _all(j: Journey) -> str:
    return json.dumps(j.says("show", str(j.draft)), ensure_ascii=False)


def _value(j: Journey, path: str) -> str:
    return str(j.says("show", str(j.draft))["values"].get(path, ""))


def _faults(j: Journey) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = tomllib.loads((j.samples / "answers.toml").read_text("utf-8"))[
        "fault"
    ]
    return told


def _fault(j: Journey, number: int) -> dict[str, Any]:
    return next(one for one in _faults(j) if one["number"] == number)


MENDING: tuple[Callable[[Journey], None], ...] = (mend, mend_by_hand, add_row, mend_texts, explain)

__all__ = ["MENDING"]
