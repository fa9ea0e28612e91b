"""The bundle in the office fonts of this account's font folder."""

import hashlib
from pathlib import Path

import pikepdf
import pytest

from desktop_app.documents.styles import FACES
from tests.pdf_facts import embedded
from tests.small_fonts import HANZI, a_font

COMMON = HANZI + "实施方案项目汇总表盖章页一二三四五六七八九十年月日人民政府"


@pytest.fixture
def fonts(tmp_path, monkeypatch) -> Path:
    """The account's font folder on any system, with fonts to use and one that must not be."""
    home = tmp_path / "家"
    for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folders = (".fonts", "Library/Fonts", "Microsoft/Windows/Fonts")
    for folder in folders:
        a_font(home / folder / "fang.ttf", "仿宋_GB2312", COMMON)
        a_font(home / folder / "title.ttf", "方正小标宋简体", COMMON, em=256)
        a_font(home / folder / "hei.ttf", "黑体", COMMON)
        a_font(home / folder / "song.ttf", "宋体", COMMON)
        a_font(home / folder / "kai.ttf", "楷体_GB2312", fs_type=2)
        (home / folder / "damaged.ttf").write_bytes(b"\0\1\0\0nonsense")
    return home


def pdfs(bundle):
    return sorted(Path(bundle).rglob("*.pdf"))


def own_fonts(document):
    """The fonts of a document's pages, without those of pages that it shows as pictures."""
    return {
        str(font.BaseFont)
        for page in document.pages
        for font in page.Resources.get("/Font", {}).values()
    }


def sums(bundle):
    return {
        path.relative_to(bundle): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(bundle).rglob("*")
        if path.is_file()
    }


def test_all_pdfs_of_a_bundle_go_by_one_choice_and_only_they(shenbao, city, tmp_path, fonts):
    build = ("build", city, "--out", tmp_path / "out", "--copy-numbers")
    code, own = shenbao.json(*build, "--office-fonts")
    assert code == 0
    assert own["verify"] == {"identical": True}
    _, usual = shenbao.json(*build)
    _, again = shenbao.json(*build, "--office-fonts")
    assert set(usual) == {"bundle", "files", "zip", "verify"}
    told = {one["face"]: one for one in own["fonts"]}
    assert [told[face]["used"] for face in ("title", "song", "hei", "fang", "kai")] == [
        True
    ] * 4 + [False]
    first, second, third = (Path(told["bundle"]) for told in (own, usual, again))
    assert sums(third) == sums(first)
    with_own, with_bundled = pdfs(first), pdfs(second)
    assert len(with_own) == len(with_bundled) > 6
    for path, other in zip(with_own, with_bundled, strict=True):
        assert all(embedded(path).values()), path.name
        with pikepdf.open(path) as one, pikepdf.open(other) as two:
            assert any(name.startswith("/OFFIC") for name in own_fonts(one)), path.name
            assert not any(name.startswith("/OFFIC") for name in own_fonts(two)), path.name
            assert len(one.pages) == len(two.pages), path.name
    # The numbers of copies are drawn as outlines over the pages.
    prints = [pikepdf.open(*folder.glob("打印/*.pdf")) for folder in (first, second)]
    numbers = [one.pages[0].Contents[-1].read_bytes() for one in prints]
    assert numbers[0] != numbers[1]
    for one in prints:
        one.close()
    changed = {path for path, value in sums(first).items() if sums(second)[path] != value}
    # The manifest holds the sums of the others.
    assert {path.suffix for path in changed} == {".pdf", ".json"}


def test_the_text_says_of_every_face_which_font_it_got(shenbao, city, tmp_path, fonts):
    code, out, _ = shenbao("build", city, "--out", tmp_path / "out", "--preview", "--office-fonts")
    assert code == 0
    assert "仿宋_GB2312:用电脑上的字体 " in out
    assert "楷体_GB2312:字体不允许嵌入,用自带字体" in out
    assert all(f"  {face.office}:" in out for face in FACES.values())
    _, out, _ = shenbao("build", city, "--out", tmp_path / "out", "--preview")
    assert "字体" not in out


def test_the_option_says_that_the_licence_decides(shenbao, capsys):
    with pytest.raises(SystemExit):
        shenbao("build", "--help")
    assert "许可" in capsys.readouterr().out
