"""The manual's guide 「一小时做一个规则包」: its own commands and fragments are walked, word by word,
and every key of the format stands in it."""

import re
import shlex
from pathlib import Path

import msgspec
import pytest

from desktop_app.core import (
    pack_papers,
    pack_reports,
    pack_rewards,
    pack_rules,
    programme,
)
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.record import Record
from desktop_app.core.unfinished import TO_FINISH
from desktop_app.jobs.packs import pack_files
from desktop_app.paths import MANUAL
from desktop_app.ui.help.help_pages import ORDER

# The walk first, in the order of the contents; then the pages of keys.
GUIDE = "\n".join(
    (MANUAL / f"{name}.md").read_text("utf-8") for name in ORDER if name.startswith("pack")
)
BLOCKS = re.findall(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
# The word that stands for what the command before shows.
PRINT = "指纹"
FORMAT = (programme, pack_rules, pack_rewards, pack_papers, pack_reports)


def records():
    found = {
        one
        for module in FORMAT
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Record) and one is not Record
    }
    return sorted(found, key=lambda one: one.__name__)


def finished(text: str) -> str:
    """What the guide says to do with the places that are marked."""
    return re.sub(rf"{TO_FINISH}[^:\n]*:", "", text)


@pytest.mark.usefixtures("data_folder")
def test_the_guide_is_walked_from_the_notice_to_next_years(shenbao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path("lvzhou-2026")
    told: dict[str, str] = {}
    for kind, info, text in BLOCKS:
        if kind == "text":
            Path(info).write_text(text, "utf-8")
            changed = text.replace("不少于3个", "不少于5个").replace("2026年", "2027年")
            Path("明年的通知.txt").write_text(f"{changed}四、项目资金须专款专用。\n", "utf-8")
        elif info.startswith("加到 "):
            path = Path(info.removeprefix("加到 "))
            path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
        for line in text.splitlines() if kind == "sh" else ():
            words = [told.get(word, word) for word in shlex.split(line)]
            assert words[0] == "shenbao"
            if words[1] == "lint":
                path = folder / "programme.toml"
                assert TO_FINISH in path.read_text("utf-8")
                path.write_text(finished(path.read_text("utf-8")), "utf-8")
            code, out, err = shenbao(*words[1:])
            if words[1:3] == ["pack", "update"]:
                # The one version that is installed is the newest.
                assert code == 0, err
                continue
            expected = 1 if words[1] == "check" or words[2] == "check-notice" else 0
            assert (code, err) == (expected, ""), line
            if words[1:3] == ["pack", "key"]:
                told[PRINT] = re.search(rf"{PRINT}:(\S+)", out)[1]
            elif words[1:3] == ["pack", "new"]:
                assert "截止:2026-06-30" in out
                assert "工作基础、更新目标、具体项目、资金安排、保障措施" in out
            elif words[1] == "check":
                assert {"LV-1", "LV-2"} <= set(re.findall(r"LV-\d", out))
            elif words[2] == "check-notice":
                assert "3个→5个" in out
                assert "专款专用" in out


@pytest.mark.usefixtures("data_folder")
def test_the_fragments_are_what_the_program_reads(shenbao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notice = next(text for kind, _, text in BLOCKS if kind == "text")
    Path("通知.txt").write_text(notice, "utf-8")
    shenbao("pack", "new", "lvzhou-2026", "--notice", "通知.txt")
    files = {name: finished(text) for name, text in pack_files(Path("lvzhou-2026")).items()}
    assert lint_pack(files) == []
    for kind, info, text in BLOCKS:
        if info.startswith("例 "):
            name = info.removeprefix("例 ")
            assert kind == name.rpartition(".")[2]
            files[name] = f"{files.get(name, '')}\n{text}".lstrip("\n")
    files["plan.toml"] = files["plan.toml"].replace('id = "phone"', 'id = "telephone"')
    files["rules.toml"] = files["rules.toml"].replace("basic/phone", "basic/telephone")
    assert lint_pack(files) == []
    found = read_pack(files)
    assert (found.about.moved[0].target, found.measures[0].id) == ("basic/telephone", "large")
    assert (found.letters[0].id, found.papers[0].label) == ("promise", "一项一档")
    assert (found.rewards.reward[0].id, found.reports[0].every) == ("renewal", "month")
    assert found.lists["blocks"].rows == (("和平里", "市住建局2026年1月公布"),)


@pytest.mark.parametrize("record", records(), ids=lambda one: one.__name__)
def test_every_key_of_the_format_is_told(record):
    rows = [line for line in GUIDE.splitlines() if line.startswith("|")]
    told = set(re.findall(r"`(\w+)`", "\n".join(rows)))
    fields = {one.encode_name for one in msgspec.structs.fields(record)}
    # A file's own lists stand as the headings of their keys.
    heads = set(re.findall(r"\[\[(?:\w+\.)?(\w+)\]\]", GUIDE))
    assert fields <= told | heads, sorted(fields - told - heads)


@pytest.mark.parametrize("record", records(), ids=lambda one: one.__name__)
def test_what_must_be_given_is_marked(record):
    """Each key of the record that has no default stands somewhere with its mark."""
    marked = set(re.findall(r"`(\w+)` ●", GUIDE))
    must = {one.encode_name for one in msgspec.structs.fields(record) if one.required}
    heads = {"rule", "paper", "report", "letter", "reward", "field", "column", "part", "figure"}
    assert must - heads <= marked, sorted(must - heads - marked)
