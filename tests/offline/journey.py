"""Every command of the command line, each at least once, as one story of a city and its counties."""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.offline.world import ROOT, World

SAMPLES = ROOT / "resources" / "samples"
FIRST = "liaoning-2024"
ALL = ("liaoning-2024", "beijing-2023", "guangzhou-2024", "shiyan-2024", "hohhot-2025")
# A sheet as some county keeps it: saved as text by an office program.
_CSV = "项目名称,企业名称,县(市、区),项目总投资(万元)\n{mark}数字化改造项目,{mark}公司,银州区,66\n"


class Clerk:
    """Runs commands of the program in a world, and remembers which.

    `unexpected` are those that ended otherwise than they do with a network; the journey goes on.
    """

    def __init__(self, world: World, command: Sequence[str], say: Callable[[str], None]) -> None:
        self.world, self.command, self._say = world, command, say
        self.titles: list[str] = []
        self.unexpected: list[str] = []

    def __call__(self, *words: object, codes: Sequence[int] = (0,)) -> str:
        """What the command said."""
        told = [str(one) for one in words]
        title = f"shenbao {' '.join(told)}".replace(str(self.world.root), "…")
        self.titles.append(title[:160])
        ended = self.world.run(self.command, told)
        self._say(f"  {ended.returncode}  {title[:120]}")
        if ended.returncode not in codes:
            told_of_it = f"{ended.stdout[-800:]}{ended.stderr[-800:]}"
            self.unexpected.append(f"{title[:160]}: {ended.returncode}\n{told_of_it}")
        return ended.stdout

    def json(self, *words: object, codes: Sequence[int] = (0,)) -> Any:
        return json.loads(self(*words, "--json", codes=codes))


def short_journey(shenbao: Clerk) -> None:
    """From new to verified, for one programme."""
    world = shenbao.world
    draft = world.drafts / "新建.shenbao"
    shenbao("new", draft, "--programme", FIRST, "--set", "basic/city=铁岭市")
    counties = sorted((SAMPLES / FIRST / "counties").iterdir())
    kinds = [next(one for one in counties if one.suffix == kind) for kind in (".xls", ".xlsx")]
    shenbao("import", draft, *kinds)
    shenbao("check", draft, codes=(1,))
    shenbao("build", draft, "--preview", "--zip", "--out", world.out / "先看")
    (packed,) = (world.out / "先看").glob("*.zip")
    shenbao("verify", packed, codes=(0, 1))


def whole_journey(shenbao: Clerk) -> None:
    """All of it."""
    _practise(shenbao)
    world = shenbao.world
    passed = Path(shutil.copy(_draft_of(world, FIRST), world.drafts / "城市.shenbao"))
    _take_in(shenbao, passed)
    _work_on(shenbao, passed)
    _hand_in(shenbao, passed)
    _other_programmes(shenbao)
    _packs(shenbao)


def _draft_of(world: World, programme: str) -> Path:
    return world.out / programme / "练习城市.shenbao"


def _practise(shenbao: Clerk) -> None:
    shenbao("--version")
    shenbao("programmes")
    shenbao("lint")
    for programme in ALL:
        shenbao("demo", "--programme", programme, "--out", shenbao.world.out / programme)
    shenbao("self-test")
    shenbao("manual", "--out", shenbao.world.out / "说明书.pdf")


def _take_in(shenbao: Clerk, passed: Path) -> None:
    """What comes from outside: sheets of every kind, plans, chat, the issuer's own form."""
    world, samples = shenbao.world, SAMPLES / FIRST
    draft = world.drafts / "收件.shenbao"
    shenbao("new", draft, "--programme", FIRST, "--set", "basic/city=铁岭市")
    shenbao("set", draft, "basic/filled_by=林晓舟", "money/award=3000")
    shenbao("collect", draft, "--out", world.out / "收集表", "--county", "银州区")
    sheet = world.received / "县里.csv"
    sheet.write_text(_CSV.format(mark="银州"), "utf-8")
    built = world.out / FIRST / "材料"
    (pdf,) = built.glob("*方案.pdf")
    (table,) = built.glob("*汇总表.docx")
    (packed,) = (shutil.make_archive(str(world.received / "打包"), "zip", samples / "counties"),)
    shenbao("import", draft, *sorted((samples / "counties").iterdir()), "--dry-run")
    shenbao("import", draft, *sorted((samples / "counties").iterdir()))
    shenbao("import", draft, *samples.glob("*.docx"))
    shenbao("import", draft, sheet, codes=(0, 1))
    shenbao("import", draft, pdf, codes=(0, 1))
    shenbao("import", draft, table, codes=(0, 1))
    # Refused with a sentence: it has to be unpacked first.
    shenbao("import", draft, packed, codes=(1, 2))
    shenbao("counties", draft)
    shenbao("show", draft)
    shenbao("check", draft, "--out", world.out / "问题.xlsx", codes=(1,))
    found = shenbao.json("check", draft, codes=(1,))["findings"]
    shenbao(
        "check", draft, "--why", found[0]["code"], "--out", world.out / "报告.docx", codes=(0, 1)
    )
    codes = [one["code"] for one in found]
    mended = next(one for one in found if one["fixes"] and codes.count(one["code"]) == 1)
    shenbao("fix", draft, mended["code"], mended["fixes"][0])
    late = next(one for one in found if one["severity"] == "explain")
    shenbao("explain", draft, late["code"], "合同约定,分两期完成。")
    shenbao("margins", draft)
    form = world.received / "附件3 空白.xlsx"
    _blank_form(form)
    shenbao("official", draft, form)
    shenbao("official", draft, "--list")
    shenbao("official", draft, "--forget")
    shenbao("lists", FIRST)
    shenbao("lists", FIRST, "--add", "industries", "汽车零部件制造")
    shenbao("lists", FIRST, "--reset", "industries")
    shenbao("compare", draft, passed, "--out", world.out / "对照表.docx", codes=(0, 1))
    other = Path(shutil.copy(draft, world.drafts / "同事.shenbao"))
    shenbao("set", other, "basic/phone=024-1")
    shenbao("merge", draft, other, codes=(0, 1))


def _work_on(shenbao: Clerk, draft: Path) -> None:
    """Undo, versions, copies, what a leader changed, asking for help."""
    world = shenbao.world
    shenbao("version", draft, "送审稿")
    shenbao("set", draft, "basic/phone=024-2")
    shenbao("undo", draft)
    shenbao("redo", draft)
    shenbao("undo", draft)
    shenbao("history", draft)
    shenbao("diff", draft, "送审稿", codes=(0, 1))
    shenbao("recover", draft)
    shenbao("recover", draft, "--restore", 1, "--out", world.drafts / "找回.shenbao")
    (plan,) = (world.out / FIRST / "材料").glob("*方案.docx")
    shenbao("take-back", draft, plan, codes=(0, 1))
    shenbao("help-package", draft, "--out", world.out / "求助.zip")
    shenbao("clean-copy", draft, "--out", world.drafts / "副本.shenbao")


def _hand_in(shenbao: Clerk, draft: Path) -> None:
    """定稿, the bundle as folder and as file, what comes back as a scan, 报送."""
    world = shenbao.world
    shenbao("check", draft)
    shenbao("freeze", draft, "报批稿")
    shenbao("build", draft, "--zip", "--out", world.out / "成册")
    bundle = world.out / "成册" / "材料"
    (packed,) = (world.out / "成册").glob("*.zip")
    shenbao("verify", bundle)
    shenbao("verify", packed)
    shenbao("verify", bundle, *(bundle / "打印").glob("*.pdf"))
    (plan,), (summary,) = bundle.glob("*方案.docx"), bundle.glob("*汇总表.xlsx")
    shenbao("verify", plan, summary, "--draft", draft)
    shenbao("report", draft, "--way", "邮寄", "--receipt", "EMS 1001")


def _other_programmes(shenbao: Clerk) -> None:
    """What only some notices ask for."""
    world = shenbao.world
    bundle = world.out / "beijing-2023" / "材料"
    scans = sorted((bundle / "打印").glob("*.pdf"))
    shenbao("send", bundle, "--scan", *scans, "--out", world.out / "寄出", codes=(0, 1))
    duties = _draft_of(world, "shiyan-2024")
    shenbao("duties", duties, "--out", world.out / "任务.docx")
    periods = _draft_of(world, "hohhot-2025")
    # What a reviewer does with what all sent in: many at once, in processes of their own.
    shenbao("verify", world.out, "--report", world.out / "校验.xlsx", codes=(0, 1, 2))
    shenbao("check", world.out, "--jsonl", codes=(0, 1, 2))
    shenbao("rewards", periods, "--out", world.out / "测算.pdf", codes=(0, 1))
    shenbao("period-report", periods, "--out", world.out / "月报", codes=(0, 1))


def _packs(shenbao: Clerk) -> None:
    """A pack from its notice to its installing."""
    world = shenbao.world
    notice = ROOT / "forms" / FIRST / "notice.txt"
    shenbao("pack", "new", "lvzhou-2026", "--notice", notice, "--out", world.out / "lvzhou-2026")
    shenbao("pack", "check-notice", FIRST, notice, codes=(0, 1))
    key = world.out / "某市.sbkey"
    shenbao("pack", "key", key, "--name", "某市工信局")
    pack = world.out / "规则包.sbpack"
    shenbao("pack", "build", _newer_pack(world), "--key", key, "--out", pack)
    # Before the print of the key is agreed to, the program says which it is and installs nothing.
    told = shenbao.json("pack", "install", pack, codes=(2,))["error"]
    (trust,) = re.findall(r"--trust ([0-9A-F-]+)", told)
    shenbao("pack", "install", pack, "--trust", trust)
    shenbao("pack", "list")
    moved = Path(shutil.copy(_draft_of(world, FIRST), world.drafts / "换新版.shenbao"))
    shenbao("pack", "update", moved)
    shenbao("pack", "remove", f"{FIRST}@2099.1")


def _newer_pack(world: World) -> Path:
    """The first pack under a later version, as the issuer would send it."""
    folder = Path(shutil.copytree(ROOT / "forms" / FIRST, world.received / FIRST))
    about = folder / "programme.toml"
    text = about.read_text("utf-8")
    about.write_text(re.sub(r'(?m)^version = ".*"$', 'version = "2099.1"', text), "utf-8")
    return folder


def _blank_form(path: Path) -> None:
    from tests.official_files import whole

    path.write_bytes(whole().content)
