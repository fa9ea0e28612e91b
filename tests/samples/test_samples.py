"""The practice city itself: the same every time, and every disorder it promises."""

import ast
import datetime
import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2] / "resources" / "samples"
CITY = ROOT / "liaoning-2024"
FORMS = {"set", "cell", "remove", "add", "replace", "text", "explain"}
INVESTMENT = re.compile(r"总?投资|投资额|投资总额|计划总投资")

Sheet = list[list[object]]


def written(folder: Path, *options: str, seed: str = "0") -> Path:
    subprocess.run(
        [sys.executable, str(ROOT / "make_samples.py"), str(folder), *options],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files(folder)
    }


def parts(folder: Path) -> dict[str, bytes]:
    """The content of all files, those in zips unpacked, whatever zlib packed them."""
    out: dict[str, bytes] = {}
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                out |= {f"{name}!{part}": packed.read(part) for part in packed.namelist()}
        else:
            out[name] = path.read_bytes()
    return out


def in_file(path: Path, sheet: int = 0) -> Sheet:
    with CalamineWorkbook.from_path(str(path)) as book:
        return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def header_row(rows: Sheet) -> int:
    return next(n for n, row in enumerate(rows) if sum(bool(str(c).strip()) for c in row) > 8)


def column(rows: Sheet, heading: str) -> list[object]:
    """What stands under the first heading that matches, the rows of projects only."""
    at = header_row(rows)
    index = next(n for n, cell in enumerate(rows[at]) if re.search(heading, str(cell)))
    code = next(n for n, cell in enumerate(rows[at]) if "信用代码" in str(cell))
    return [row[index] for row in rows[at + 1 :] if re.fullmatch(r"9\w{17}", str(row[code]))]


def project_names(folder: Path) -> list[str]:
    """All project names of the county workbooks, by their heading."""
    return [
        str(name)
        for path in sorted((folder / "counties").iterdir())
        for name in column(in_file(path), "项目名称|^项目$")
    ]


def plan_text(folder: Path) -> Iterator[str]:
    document = docx.Document(str(next(folder.glob("*.docx"))))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    """County (two signs) → its first sheet."""
    found = sorted((CITY / "counties").iterdir())
    return {re.sub(r"^[\d.]+", "", path.name)[:2]: in_file(path) for path in found}


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    return written(tmp_path_factory.mktemp("clean"), "--clean")


@pytest.fixture(scope="module")
def faults() -> list[dict]:
    return tomllib.loads((CITY / "answers.toml").read_text("utf-8"))["fault"]


def test_two_runs_give_the_same_bytes(tmp_path):
    first, second = written(tmp_path / "a", seed="1"), written(tmp_path / "b", seed="2")
    assert hashes(first) == hashes(second)


def test_the_files_in_the_repository_are_what_the_script_writes(tmp_path):
    assert parts(written(tmp_path)) == parts(CITY)


def test_the_generator_knows_nothing_of_the_program():
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [alias.name for alias in getattr(node, "names", ())]
            assert not any(
                name.startswith("desktop_app")
                for name in [getattr(node, "module", "") or "", *named]
            ), path.name


def test_the_key_names_twenty_faults_with_code_and_correction(faults):
    assert [fault["number"] for fault in faults] == list(range(1, 21))
    assert all(fault["code"] and fault["title"] and all(fault["match"]) for fault in faults)
    for fault in faults:
        assert fault["match"]
        assert fault["correction"]
        assert {one["do"] for one in fault["correction"]} <= FORMS


def test_no_two_faults_share_a_project(faults):
    names = set(project_names(CITY))
    touched = [
        {text for text in fault["match"] if text in names or text.strip() in names}
        for fault in faults
    ]
    named = [name for group in touched for name in group]
    assert len(named) == len(set(named)) >= 10


def test_the_clean_city_has_no_key_and_the_same_files(clean):
    ours, theirs = set(hashes(clean)), set(hashes(CITY))
    assert theirs - ours == {"answers.toml"}
    assert ours < theirs


def test_plan_and_tables_of_the_clean_city_name_the_same_108_projects(clean):
    names = project_names(clean)
    assert len(names) == len(set(names)) == 108
    text = "\n".join(plan_text(clean))
    assert [name for name in names if name not in text] == []
    assert "共实施数字化转型项目108个" in text
    assert "共遴选108个数字化转型项目" in text


def test_every_credit_code_holds_its_check_digit_but_the_planted_one(faults, sheets):
    (wrong,) = next(fault["match"] for fault in faults if fault["code"] == "LN-T4")
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    failed = []
    for rows in sheets.values():
        for code in map(str, column(rows, "信用代码")):
            total = sum(signs.index(sign) * 3**n for n, sign in enumerate(code[:17]))
            if signs[-total % 31] != code[17]:
                failed.append(code)
    assert failed == [wrong]


def test_every_county_sends_eight_to_eighteen_projects(sheets):
    assert len(sheets) == 9
    assert all(8 <= len(column(rows, "信用代码")) <= 18 for rows in sheets.values())


def test_two_workbooks_are_of_the_old_kind():
    heads = [path.read_bytes()[:4] for path in sorted((CITY / "counties").iterdir())]
    assert heads.count(b"\xd0\xcf\x11\xe0") == 2
    assert heads.count(b"PK\x03\x04") == 7


def test_headers_stand_in_rows_one_to_five(sheets):
    assert {header_row(rows) for rows in sheets.values()} == {0, 1, 2, 3, 4}


def test_titles_stand_above_most_headers(sheets):
    assert sum("项目" in str(rows[0][0]) and header_row(rows) > 0 for rows in sheets.values()) >= 5


def test_a_header_has_two_rows_with_merged_cells():
    path = next((CITY / "counties").glob("*银杉*"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    ranges = [(r.min_row, r.max_row, r.min_col, r.max_col) for r in sheet.merged_cells.ranges]
    assert any(a == 3 and b == 4 and c == d for a, b, c, d in ranges)
    (group,) = [(c, d) for a, b, c, d in ranges if a == b == 3 and d > c]
    assert "项目投资" in str(sheet.cell(3, group[0]).value)
    children = [str(sheet.cell(4, n).value) for n in range(group[0], group[1] + 1)]
    assert children == ["总投资", "其中：软件", "硬件", "服务"]


def test_columns_come_in_different_orders_and_words(sheets):
    heads = [
        [str(cell) for cell in rows[header_row(rows)] if str(cell).strip()]
        for rows in sheets.values()
    ]
    assert len({tuple(head) for head in heads}) == 9
    assert any(
        head.index("企业划型") < 3 or head.index("所属行业") < 3
        for head in heads
        if "所属行业" in head
    )
    words = {word for head in heads for word in head}
    assert {"企业名称", "实施单位", "承担单位", "建设单位"} <= words
    assert {"所属县区", "所在县区"} <= words
    assert len([word for word in words if INVESTMENT.search(word)]) >= 5


def test_some_send_columns_nobody_asked_for_and_some_leave_columns_out(sheets):
    assert "乡镇意见" in map(str, sheets["沐泉"][3])
    assert "2023年营业收入(万元)" in map(str, sheets["银杉"][2])
    assert not any("县" in str(cell) for cell in sheets["霁川"][1])
    assert "服务商" not in map(str, sheets["青砚"][1])
    assert "主要改造内容" not in map(str, sheets["云陌"][2])


def test_a_county_is_merged_over_its_rows():
    path = next((CITY / "counties").glob("松澜县*"))
    with CalamineWorkbook.from_path(str(path)) as book:
        ranges = book.get_sheet_by_index(0).merged_cell_ranges or []
    assert any(last[0] - first[0] == 12 and first[1] == last[1] for first, last in ranges)
    assert [name for name in column(in_file(path), "县") if name] == ["松澜县"]


def test_sections_and_sums_stand_between_the_rows(sheets):
    first = [str(row[0]) for row in sheets["沐泉"]]
    assert [text for text in first if text.endswith("行业")] == [
        "一、汽车零部件制造行业", "二、专用设备制造行业", "三、农产品加工行业",
    ]  # fmt: skip
    assert first.count("小计") == 3
    assert first.count("合计") == 1


def test_sums_stand_in_the_first_or_in_the_second_column(sheets):
    places = {n for rows in sheets.values() for row in rows for n in (0, 1) if row[n] == "合计"}
    assert places == {0, 1}


@pytest.mark.parametrize("county", ["银杉", "云陌", "白榆", "金禾"])
def test_sums_are_right(sheets, county):
    rows = sheets[county]
    at = header_row(rows)
    index = next(n for n, cell in enumerate(rows[at]) if INVESTMENT.search(str(cell)))
    total = next(row[index] for row in rows if "合计" in map(str, row[:2]))
    known = [cell for cell in column(rows, INVESTMENT.pattern) if isinstance(cell, float | int)]
    assert total == pytest.approx(sum(known), abs=0.06)


def test_blank_rows_stand_between_projects(sheets):
    for county in ("白榆", "霁川"):
        rows = sheets[county][header_row(sheets[county]) + 1 :]
        assert any(not any(str(cell).strip() for cell in row) for row in rows[:-2])


def test_one_workbook_has_an_empty_second_sheet_and_one_instructions():
    empty = in_file(next((CITY / "counties").glob("*银杉*")), 1)
    assert not any(str(cell).strip() for row in empty for cell in row)
    told = in_file(next((CITY / "counties").glob("金禾*")), 1)
    assert str(told[0][0]) == "填表说明"


def test_one_county_writes_all_money_in_yuan(sheets, clean):
    rows = sheets["青砚"]
    headings = [str(cell) for cell in rows[1] if "元" in str(cell)]
    assert len(headings) == 5
    assert all("(元)" in heading for heading in headings)
    assert all(float(str(cell)) >= 200_000 for cell in column(rows, r"投资额\(元\)"))


@pytest.mark.parametrize(
    ("county", "shape"),
    [
        ("松澜", r"1,\d{3}\.\d\d"),
        ("松澜", r"\d{2,3}\.\d\d"),
        ("沐泉", r"[０-９]+(．[０-９])?"),
        ("望溪", r"[\d.]+万元"),
        ("望溪", "约五十"),
    ],
)
def test_amounts_are_written_as_people_write_them(sheets, county, shape):
    cells = column(sheets[county], INVESTMENT.pattern)
    assert any(isinstance(cell, str) and re.fullmatch(shape, cell) for cell in cells)


@pytest.mark.parametrize(
    ("county", "shape"),
    [
        ("青砚", r"202[45]\.\d{1,2}"),
        ("银杉", r"202[45]年\d{1,2}月"),
        ("望溪", r"202[45]/\d{1,2}"),
        ("霁川", r"202[45]-\d\d-01"),
    ],
)
def test_months_are_written_as_people_write_them(sheets, county, shape):
    starts = column(sheets[county], "^开")
    assert all(isinstance(cell, str) and re.fullmatch(shape, cell) for cell in starts)


@pytest.mark.parametrize("county", ["松澜", "云陌"])
def test_some_months_are_real_dates(sheets, county):
    assert all(isinstance(cell, datetime.date) for cell in column(sheets[county], "^开"))


def test_some_months_are_serial_numbers(sheets):
    starts = column(sheets["白榆"], "^开")
    assert all(isinstance(cell, float | int) and 45_444 <= cell < 46_000 for cell in starts)


def test_yes_is_written_in_three_ways(sheets):
    said = {str(cell) for rows in sheets.values() for cell in column(rows, "入库")}
    assert said == {"是", "√", "已入库", "未入库"}


def test_telephones_are_numbers_in_one_county_and_credit_codes_texts_in_all(sheets):
    assert all(isinstance(cell, float | int) for cell in column(sheets["云陌"], "电话"))
    assert all(str(cell).startswith("024-") for cell in column(sheets["银杉"], "电话"))
    assert all(str(cell).startswith("0410-") for cell in column(sheets["青砚"], "联系方式"))
    assert all(isinstance(c, str) for rows in sheets.values() for c in column(rows, "信用代码"))


def test_foot_lines_stand_under_tables(sheets):
    feet = [str(row[0]) for rows in sheets.values() for row in rows[-2:]]
    assert sum(text.startswith("填报单位（盖章）：") and "填报人：" in text for text in feet) >= 4
    assert sum(text.startswith("日期：") for text in feet) >= 4


def test_the_plan_mixes_real_headings_with_bold_text():
    document = docx.Document(str(next(CITY.glob("*.docx"))))
    chapters = [p for p in document.paragraphs if re.match("[一二三四五六七八]、", p.text)]
    assert [p.text[0] for p in chapters] == list("一二三四五六七")
    real = [p for p in chapters if p.style is not None and p.style.name == "Heading 1"]
    by_hand = [p for p in chapters if p not in real]
    assert len(real) == 4
    assert all(run.bold for p in by_hand for run in p.runs)


def test_the_plan_lists_two_industries_in_tables_and_one_in_numbered_paragraphs():
    document = docx.Document(str(next(CITY.glob("*.docx"))))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    lists = [
        head for head in heads if head == ["序号", "项目名称", "实施企业", "县区", "总投资（万元）"]
    ]
    assert len(lists) == 3
    item = re.compile(r"\d+\.\S.*（.+，.{2}[县区]，总投资[\d.]+万元）")
    assert sum(bool(item.fullmatch(p.text)) for p in document.paragraphs) == 30


def test_the_clean_plan_has_the_table_of_duties_that_the_faulty_one_lacks(clean):
    def heads(folder: Path) -> list[str]:
        document = docx.Document(str(next(folder.glob("*.docx"))))
        return ["/".join(cell.text for cell in table.rows[0].cells) for table in document.tables]

    duties = "序号/重点任务/牵头部门/配合部门/完成时限"
    assert duties in heads(clean)
    assert duties not in heads(CITY)
