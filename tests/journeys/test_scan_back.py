"""The printed sets come back as a scan: the command line says whether all of it is there."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest

PLAN, SUMMARY, LETTER = 20, 15, 1


@pytest.fixture
def bundle(practice) -> Path:
    return practice / "材料"


@pytest.fixture
def printed(bundle) -> Path:
    (path,) = (bundle / "打印").glob("*.pdf")
    return path


def rearranged(source: Path, target: Path, change) -> Path:
    """A scan of the pages that `change` makes of the list of all pages' numbers from 1."""
    with pikepdf.open(source) as document, pikepdf.new() as scan:
        numbers = list(range(1, len(document.pages) + 1))
        for number in change(numbers):
            scan.pages.append(document.pages[number - 1])
        scan.save(target)
    return target


def test_a_whole_scan_is_complete_with_the_bundle_or_the_draft(shenbao, bundle, printed, practice):
    code, told = shenbao.json("verify", bundle, printed)
    assert code == 0
    assert told["complete"] is True
    assert told["findings"] == []
    assert [(one["pages"], one["copies"], one["found"]) for one in told["documents"]] == [
        (PLAN, 3, 3 * PLAN),
        (SUMMARY, 3, 3 * SUMMARY),
        (LETTER, 1, LETTER),
    ]
    # Blank backs: of the summary's odd number of pages thrice, of the letter.
    assert (told["pages"], told["blank"]) == (3 * PLAN + 3 * (SUMMARY + 1) + LETTER + 1, 4)
    draft = practice / "练习城市.shenbao"
    code, with_draft = shenbao.json("verify", printed, "--draft", draft)
    assert (code, with_draft["documents"]) == (0, told["documents"])


def test_missing_repeated_and_exchanged_pages_are_named(shenbao, bundle, printed, tmp_path):
    def change(pages: list[int]) -> list[int]:
        # Page 5 of the plan is gone, page 7 is there twice, page 10 lies behind page 12.
        return [*pages[:4], 6, 7, 7, 8, 9, 11, 12, 10, *pages[12:]]

    scan = rearranged(printed, tmp_path / "盖章扫描.pdf", change)
    code, told = shenbao.json("verify", bundle, scan)
    assert code == 1
    assert told["complete"] is False
    assert [(one["kind"], one["page"]) for one in told["findings"]] == [
        ("repeated", 7),
        ("order", 12),
        ("missing", 0),
    ]
    words = "".join(one["message"] for one in told["findings"])
    for part in ("第1份第7页", "第1份第10页", "第1份第9页之后", "第1份缺第5页"):
        assert part in words
    assert told["documents"][0]["missing"] == [{"copy": 1, "pages": [5]}]
    code, out, _ = shenbao("verify", bundle, scan)
    assert code == 1
    assert "有 3 处问题" in out


def test_pages_of_an_older_revision_are_told(shenbao, city, bundle, printed, tmp_path):
    """Someone corrected a telephone number and printed again, but sealed a page of before."""
    shenbao("set", city, "basic/phone=024-70000101", "--author", "赵六")
    code, built = shenbao.json("build", city, "--out", tmp_path)
    assert code == 0, built
    (again,) = (Path(built["bundle"]) / "打印").glob("*.pdf")
    mixed = tmp_path / "混.pdf"
    with pikepdf.open(again) as new, pikepdf.open(printed) as old:
        new.pages[3] = old.pages[3]
        new.save(mixed)
    code, told = shenbao.json("verify", built["bundle"], mixed)
    assert code == 1
    assert [(one["kind"], one["page"]) for one in told["findings"]] == [("revision", 4)]
    code, told = shenbao.json("verify", bundle, again)
    assert {one["kind"] for one in told["findings"]} == {"revision"}


def test_several_scans_are_one_pile(shenbao, bundle, printed, tmp_path):
    first = rearranged(printed, tmp_path / "一.pdf", lambda pages: pages[:50])
    second = rearranged(printed, tmp_path / "二.pdf", lambda pages: pages[50:])
    assert shenbao.json("verify", bundle, first, second)[0] == 0
    code, alone = shenbao.json("verify", "--scan", first, second)
    assert (code, alone["complete"], alone["documents"][0]["title"]) == (0, True, "文件1")
    code, told = shenbao.json("verify", bundle, second, first)
    assert code == 1
    assert {one["kind"] for one in told["findings"]} == {"order"}


def test_scans_of_one_name_are_told_apart(shenbao, bundle, printed, tmp_path):
    for folder, change in (("甲", lambda pages: pages[:50]), ("乙", lambda pages: pages[51:])):
        (tmp_path / folder).mkdir()
        rearranged(printed, tmp_path / folder / "1.pdf", change)
    parts = (tmp_path / "乙" / "1.pdf", tmp_path / "甲" / "1.pdf")
    code, told = shenbao.json("verify", bundle, *parts)
    assert code == 1
    assert {one["file"] for one in told["findings"]} == {"乙/1.pdf", ""}
    assert "「乙/1.pdf」第1页" in told["findings"][0]["message"]


def test_a_zip_of_the_bundle_does_as_well(shenbao, bundle, printed, tmp_path):
    archive = shutil.make_archive(str(tmp_path / "材料"), "zip", bundle.parent, bundle.name)
    assert shenbao.json("verify", archive, printed)[0] == 0


def test_without_marks_there_is_nothing_to_verify(shenbao, city, tmp_path):
    _, built = shenbao.json("build", city, "--out", tmp_path, "--no-marks", "--print", "document")
    (letter,) = (Path(built["bundle"]) / "打印").glob("*函*.pdf")
    code, told = shenbao.json("verify", letter)
    assert code == 1
    assert [one["kind"] for one in told["findings"]] == ["no_marks"]
    code, _, err = shenbao("verify", built["bundle"], letter)
    assert code == 2
    assert "没有带识别码的打印文件" in err


def test_wrong_calls_say_what_to_do(shenbao, practice, bundle, printed, tmp_path):
    picture = tmp_path / "扫描.jpg"
    picture.write_bytes(b"\xff\xd8\xff" + b"0" * 100)
    for words, expected in (
        (("--scan", bundle), "还要给出扫描件"),
        ((bundle, tmp_path / "无.pdf"), "不存在"),
        (("--scan", picture), "存成 PDF"),
        ((tmp_path / "无", printed), "不存在"),
        ((bundle, printed, "--draft", practice / "练习城市.shenbao"), "只给一个"),
    ):
        code, out, err = shenbao("verify", *words)
        assert (code, out) == (2, ""), words
        assert re.search(expected, err), (words, err)
