"""Further papers in a bundle: made for every row, read back, refused when one is not what it is."""

import json
from collections import Counter
from types import MappingProxyType

import pikepdf
import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.pack_papers import PAPER_FOLDERS_TAKEN
from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.further_papers import write_further
from desktop_app.jobs.inner_papers import PRINTS
from desktop_app.jobs.papers import INTERNAL, LETTERS
from desktop_app.jobs.progress import Cancelled
from tests.duty_pack import a_duty_draft, a_duty_programme
from tests.paper_pack import PAPERS, a_paper_draft, a_paper_programme
from tests.reward_pack import a_reward_draft, a_reward_programme
from tests.sending_pack import SENDINGS, a_sending_programme
from tests.sets_pack import a_programme_of_sets
from tests.small_pack import a_passing_draft


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return build_bundle(a_paper_programme(), a_paper_draft(), tmp_path_factory.mktemp("out"))


def manifest(bundle):
    return json.loads((bundle.folder / "manifest.json").read_text("utf-8"))


def cells_of(path):
    raw = read_here(path)
    return [cell for sheet in raw.sheets for row in sheet.rows for cell in row]


def test_each_row_has_its_paper_in_every_format_and_in_its_folder(bundle):
    made = sorted(path.name for path in (bundle.folder / "一企一档").iterdir())
    assert made == [
        "一企一档（合订）.pdf", "乙厂改造项目一企一档.docx", "乙厂改造项目一企一档.pdf",
        "甲厂改造项目一企一档.docx", "甲厂改造项目一企一档.pdf",
    ]  # fmt: skip
    assert [path.name for path in sorted((bundle.folder / "改造合同").iterdir())] == [
        "乙厂改造项目改造合同.docx", "乙厂改造项目改造合同.pdf", "改造合同（合订）.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_paper_bears_what_its_row_says(bundle, kind):
    cells = cells_of(bundle.folder / f"一企一档/甲厂改造项目一企一档.{kind}")
    assert {"甲厂改造项目", "甲机械有限公司", "30", "2024年7月", "上云", "上软件"} <= set(cells)
    assert not {"乙厂改造项目", "上设备"} & set(cells)


def test_a_single_paper_is_written_in_all_its_formats(bundle):
    for kind in ("docx", "pdf", "xlsx"):
        assert {"改造项目数", "66.7%", "未达到"} <= set(
            cells_of(bundle.folder / f"某市月报.{kind}")
        )


def test_the_manifest_tells_whose_each_file_is(bundle):
    told = manifest(bundle)
    assert told["papers"] == [
        {"id": "file", "title": "一企一档", "rows": 2},
        {"id": "contract", "title": "改造合同", "rows": 1},
    ]
    mine = [one for one in told["files"] if one.get("row") == "p1"]
    assert [one["file"] for one in mine] == [
        "一企一档/甲厂改造项目一企一档.pdf", "一企一档/甲厂改造项目一企一档.docx",
    ]  # fmt: skip
    assert mine[0]["keys"] == {
        "name": "甲厂改造项目", "enterprise": "甲机械有限公司", "investment": "30",
    }  # fmt: skip


def test_the_joined_pdf_holds_every_paper_where_its_list_says(bundle):
    told = {one["file"]: one for one in manifest(bundle)["files"]}
    ranges = [(name, one["joined_pages"]) for name, one in told.items() if one.get("joined_pages")]
    with pikepdf.open(bundle.folder / "一企一档/一企一档（合订）.pdf") as joined:
        for name, (first, last) in ranges:
            if not name.startswith("一企一档"):
                continue
            with pikepdf.open(bundle.folder / name) as one:
                assert last - first + 1 == len(one.pages)
                for at, page in enumerate(one.pages, start=first):
                    assert joined.pages[at - 1].Contents.read_bytes() == page.Contents.read_bytes()
        with joined.open_outline() as outline:
            assert [entry.title for entry in outline.root] == [
                "目录", "甲厂改造项目一企一档", "乙厂改造项目一企一档",
            ]  # fmt: skip


def test_what_goes_out_on_paper_is_listed_sealed_and_printed(bundle):
    handed = cells_of(bundle.folder / "内部/申报材料移交清单.docx")
    assert {"月报", "改造合同（共1份，合订）"} <= set(handed)
    guide = "".join(line.text for line in read_here(bundle.folder / "内部/盖章导航单.pdf").lines)
    assert "改造合同（共1份，合订）" in guide
    with (
        pikepdf.open(bundle.folder / bundle.prints[0]) as prints,
        prints.open_outline() as outline,
    ):
        runs = Counter(entry.title.partition("　")[2] for entry in outline.root)
    assert runs["改造合同（共1份，合订）"] == 2
    assert runs["月报"] == 1


def test_the_same_draft_gives_the_same_files(bundle, tmp_path):
    again = build_bundle(a_paper_programme(), a_paper_draft(), tmp_path)
    assert manifest(again) == manifest(bundle)


def with_names(*names):
    """A draft whose projects have these names, in plan and summary."""
    draft = a_paper_draft(goals="", basic_firms=str(len(names)))
    rows = tuple(
        Row(f"p{n}", MappingProxyType({"name": name, "county": f"{n}区", "investment": f"3{n}"}))
        for n, name in enumerate(names)
    )
    plan = tuple(Row(f"q{n}", MappingProxyType({"name": name})) for n, name in enumerate(names))
    tables = {**draft.tables, "projects": rows, "plan_projects": plan}
    return Draft(draft.programme, 1, draft.values, MappingProxyType(tables))


def test_file_names_are_safe_and_each_rows_own(tmp_path):
    further(tmp_path, read_here, with_names("甲/乙:厂", "Alpha厂", "ALPHA厂", "甲/乙:厂"))
    names = sorted(path.name for path in (tmp_path / "一企一档").glob("*.docx"))
    assert names == [
        "ALPHA厂一企一档(2).docx", "Alpha厂一企一档.docx",
        "甲_乙_厂一企一档(2).docx", "甲_乙_厂一企一档.docx",
    ]  # fmt: skip


def test_a_long_paper_is_read_back_over_its_pages(tmp_path):
    draft = a_paper_draft()
    tasks = tuple(
        Row(f"t{n}", MappingProxyType({"task": f"第{n}项" + "任务" * (n % 40), "lead": "东港区"}))
        for n in range(120)
    )
    huge = Row("t-huge", MappingProxyType({"task": "很长的任务。" * 900, "lead": "东港区"}))
    tables = MappingProxyType({**draft.tables, "tasks": (*tasks, huge)})
    long = Draft(draft.programme, 1, draft.values, tables)
    made = further(tmp_path, read_here, long)
    assert made.per_row[0].made[0].pages > 5


def further(folder, read, draft=None):
    """Only the further papers, written and read back."""
    programme = a_paper_programme()
    subject = Subject(programme, draft or a_paper_draft())
    return write_further(programme, subject, folder, lambda name: None, read)


def exchanged(old, new):
    """A reader that finds in one file what stands in another."""

    def read(path):
        return read_here(path.with_name(path.name.replace(old, new)))

    return read


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_paper_that_is_another_rows_is_refused(tmp_path, kind):
    first, second = (f"{name}改造项目一企一档.{kind}" for name in ("乙厂", "甲厂"))
    with pytest.raises(AppError, match="乙厂改造项目"):
        further(tmp_path, exchanged(first, second))


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize(("old", "new"), [("上设备", "上设备2"), ("70", "71"), ("66.7%", "66%")])
def test_a_paper_with_another_figure_or_text_is_refused(tmp_path, kind, old, new):
    def read(path):
        raw = read_here(path)
        if path.name == f"某市月报.{kind}":
            for sheet in raw.sheets:
                sheet.rows[:] = [
                    [new if cell == old else cell for cell in row] for row in sheet.rows
                ]
        return raw

    with pytest.raises(AppError, match="某市月报"):
        further(tmp_path, read)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_value_that_stands_in_another_column_is_refused(tmp_path, kind):
    draft = a_paper_draft()
    alone = Row("t-alone", MappingProxyType({"task": "上平台"}))
    tables = MappingProxyType({**draft.tables, "tasks": (*draft.rows("tasks"), alone)})

    def read(path):
        raw = read_here(path)
        if path.name == f"某市月报.{kind}":
            row = next(row for sheet in raw.sheets for row in sheet.rows if "上平台" in row)
            row[1], row[2] = row[2], row[1]
        return raw

    with pytest.raises(AppError, match=r"4｜上平台｜.*4｜｜上平台"):
        further(tmp_path, read, Draft(draft.programme, 1, draft.values, tables))


@pytest.mark.parametrize("change", [lambda rows: rows.append(rows[-1]), lambda rows: rows.pop()])
def test_a_row_too_many_or_too_few_in_a_paper_is_refused(tmp_path, change):
    def read(path):
        raw = read_here(path)
        if path.name == "某市月报.docx":
            change(raw.sheets[-1].rows)
        return raw

    with pytest.raises(AppError, match="某市月报"):
        further(tmp_path, read)


def test_a_file_that_is_no_rows_is_refused(tmp_path):
    def report(done, total, what):
        if what == "一企一档/乙厂改造项目一企一档.pdf":
            folder = next(tmp_path.glob(".shenbao-*")) / "一企一档"
            (folder / "多出来的.pdf").write_bytes(b"%PDF-1.4")

    with pytest.raises(AppError, match="多出来的"):
        build_bundle(a_paper_programme(), a_paper_draft(), tmp_path, report=report)


def test_a_joined_pdf_that_holds_another_paper_is_refused(tmp_path):
    def report(done, total, what):
        if what == "一企一档/一企一档（合订）.pdf":
            folder = next(tmp_path.glob(".shenbao-*")) / "一企一档"
            first, second = sorted(folder.glob("*厂*.pdf"))
            first.write_bytes(second.read_bytes())

    with pytest.raises(AppError, match=r"合订.*读回后与各份材料不一致"):
        build_bundle(a_paper_programme(), a_paper_draft(), tmp_path, report=report)


def test_a_joined_pdf_keeps_a_font_that_its_papers_share_once(tmp_path):
    """Nine papers of the same words take hardly more room than one."""
    sizes = []
    for count in (1, 9):
        draft = a_paper_draft()
        rows = tuple(
            Row(f"p{n}", MappingProxyType({"name": "甲厂改造项目", "enterprise": "甲厂"}))
            for n in range(count)
        )
        tables = MappingProxyType({**draft.tables, "projects": rows})
        folder = tmp_path / str(count)
        folder.mkdir()
        further(folder, read_here, Draft(draft.programme, 1, draft.values, tables))
        path = folder / "一企一档/一企一档（合订）.pdf"
        sizes.append(path.stat().st_size)
        with pikepdf.open(path) as pdf:
            fonts = {font.objgen for page in pdf.pages[2:] for _, font in page_fonts(page)}
    assert len(fonts) < 6
    assert sizes[1] < 2 * sizes[0]


def page_fonts(page):
    resources = page.obj.get("/Resources", {})
    return resources["/Font"].items() if "/Font" in resources else ()


def test_progress_is_told_file_by_file_and_stops_when_asked(tmp_path):
    told = []

    def report(done, total, what):
        told.append((done, total, what))
        if "乙厂改造项目一企一档" in what:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_bundle(a_paper_programme(), a_paper_draft(), tmp_path, report=report)
    assert list(tmp_path.iterdir()) == []
    names = [what for _, _, what in told]
    assert "一企一档/甲厂改造项目一企一档.docx" in names
    assert all(done < total for done, total, _ in told)


SECOND = """
[[sending]]
id = "district"
title = "区里一套"
way = "hand"
papers = ["plan"]
recipient = "样板区"
address = "中山路2号"
"""
PACKS = {
    "papers": (a_paper_programme(), a_paper_draft()),
    "papers of no row": (a_paper_programme(PAPERS.replace("35.0", "9999.0")), a_paper_draft()),
    "sendings": (a_sending_programme(), a_passing_draft()),
    "sendings to two places": (a_sending_programme(SENDINGS + SECOND), a_passing_draft()),
    "sets of papers": (a_programme_of_sets(), a_paper_draft()),
    "rewards": (a_reward_programme(), a_reward_draft([{"name": "甲项目", "level": "三级"}])),
    "duties": (a_duty_programme(), a_duty_draft()),
}


# The draft with rewards does not pass, so it has a preview only.
BUILDS = [(pack, preview) for pack in PACKS for preview in sorted({True, pack == "rewards"})]


@pytest.mark.parametrize(("pack", "preview"), BUILDS)
def test_a_whole_build_counts_every_step_once(tmp_path, pack, preview):
    told = []
    programme, draft = PACKS[pack]
    made = build_bundle(
        programme, draft, tmp_path, preview=preview, report=lambda *step: told.append(step)
    )
    assert isinstance(made, Bundle)
    assert [done for done, _, _ in told] == list(range(len(told)))
    assert {total for _, total, _ in told} == {len(told)}


def test_the_folders_that_packs_may_not_use_are_those_of_the_bundle():
    assert set(PAPER_FOLDERS_TAKEN) == {LETTERS, INTERNAL, PRINTS}


def test_a_pack_without_papers_has_no_word_of_them_in_its_manifest(tmp_path):
    made = build_bundle(a_paper_programme(""), a_paper_draft(), tmp_path)
    assert "papers" not in manifest(made)
    assert PAPERS


def test_strange_texts_are_read_back_as_they_were_written(tmp_path):
    """No text is refused because paper breaks, joins or folds it."""
    texts = (
        "=1+1", "A&B<企业>\"'", "]]>", "行一\n\n行二", " 前后  空格 ", "甲\t乙", "零\u200b宽", "ﬁﬂ①½㎡",
        "一、甲", "合计", "单位：万元", "— 1 —", "0012", "1,200.00", "𬭎㛃镕", "\x00丙\ud800", "长" * 3000,
    )  # fmt: skip
    draft = a_paper_draft()
    rows = tuple(
        Row(
            f"p{n}",
            MappingProxyType({"name": f"第{n}个", "enterprise": text, "industry": text[:60]}),
        )
        for n, text in enumerate(texts)
    )
    tasks = tuple(Row(f"t{n}", MappingProxyType({"task": text})) for n, text in enumerate(texts))
    tables = MappingProxyType({**draft.tables, "projects": rows, "tasks": tasks})
    made = further(tmp_path, read_here, Draft(draft.programme, 1, draft.values, tables))
    assert len(made.per_row[0].made) == len(texts)


@pytest.mark.parametrize(
    ("duplex", "first", "second"), [(True, (3, 3), (5, 5)), (False, (2, 2), (3, 3))]
)
def test_on_both_sides_of_the_paper_each_begins_a_sheet(tmp_path, duplex, first, second):
    programme = a_paper_programme()
    made = write_further(
        programme, Subject(programme, a_paper_draft()), tmp_path, lambda _: None, read_here,
        duplex=duplex,
    )  # fmt: skip
    joined = made.per_row[0].joined
    assert joined.ranges == (first, second)
    with pikepdf.open(tmp_path / "一企一档/一企一档（合订）.pdf") as whole:
        assert len(whole.pages) == joined.pages
