"""Every file of a pack in every broken shape: lint, build and a file to be installed refuse it in
one Chinese sentence; what an editor or a system merely writes otherwise is no fault."""

import re

import pytest

from desktop_app.errors import AppError, PackError
from desktop_app.jobs.pack_file import build_pack, read_pack_file
from desktop_app.jobs.packs import lint, load_programme
from tests.pack_builders import a_folder, a_pack_file, parts_of, signed_again
from tests.small_pack import FILES

TOML = ("programme.toml", "plan.toml", "projects.toml", "rules.toml", "rewards.toml", "papers.toml")
LIST = "lists/cities.csv"
BROKEN_TOML = {
    "没有编码": b"\xff\xfea\x00",
    "引号没有完": 'title = "样板\n'.encode(),
    "两个等号": b"title = = 3\n",
    "写了两次": b"[a]\n[a]\n",
    "数字太长": b"a = " + b"9" * 5000,
    "括号太深": b"a = " + b"[" * 2000,
    "点太多": b"a." * 3000 + b"a = 1",
    "不认识的键": b"nowhere = 1\n",
}
BROKEN_LIST = {
    "没有编码": b"\xb3\xc7\xca\xd0\n",
    "引号没有完": '名称,来源\n"某市,网\n另市,网\n'.encode(),
    "引号后面很长": '名称,来源\n"某市,'.encode() + b"x" * 200_000,
    "缺一格": "名称,来源\r某市\r".encode(),
    "空的": b"\xef\xbb\xbf",
}
ABOUT = FILES["programme.toml"]
CASES = [
    *((name, what, content) for name in TOML for what, content in BROKEN_TOML.items()),
    *((LIST, what, content) for what, content in BROKEN_LIST.items()),
    ("programme.toml", "日期加了引号", ABOUT.replace("2024-11-20", '"下月"').encode()),
    ("programme.toml", "日期是数字", ABOUT.replace("2024-11-20", "7").encode()),
    ("rewards.toml", "该写列的地方是数字", b"applied = { projects = 3 }\n"),
]


def english_in(sentence):
    """Words of a library in what is told, besides the names of files, keys and TOML itself."""
    told = re.sub(
        r"「[^」]*」|[\w/-]+\.(?:toml|csv|txt|sbpack)| [\w.\[\]]+:|（[^）]*）", "", sentence
    )
    return set(re.findall("[A-Za-z]{3,}", told)) - {"TOML", "UTF", "true", "false", "lint", "pack"}


def with_file(tmp_path, name, content):
    folder = a_folder(tmp_path / "pack")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


def installable(tmp_path, name, content):
    parts = parts_of(a_pack_file(tmp_path))
    return signed_again(tmp_path / "hostile.sbpack", parts | {name: content})


def lint_told(folder):
    try:
        return "\n".join(map(str, lint(str(folder))))
    except PackError as reason:
        return str(reason)


@pytest.mark.parametrize(
    ("name", "content"),
    [pytest.param(name, content, id=f"{name} {what}") for name, what, content in CASES],
)
def test_a_broken_file_is_refused_in_chinese_however_it_comes(tmp_path, name, content):
    folder = with_file(tmp_path, name, content)
    told = [lint_told(folder)]
    with pytest.raises(PackError) as of_building:
        build_pack(folder)
    told.append(str(of_building.value))
    with pytest.raises(AppError) as of_installing:
        read_pack_file(installable(tmp_path, name, content))
    told.append(str(of_installing.value))
    for sentence in told:
        assert name in sentence
        assert english_in(sentence) == set()


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_saved_by_another_editor_is_no_fault(tmp_path, name):
    content = b"\xef\xbb\xbf" + FILES[name].replace("\n", "\r\n").encode()
    folder = with_file(tmp_path, name, content)
    assert lint(str(folder)) == []
    assert build_pack(folder).path.exists()
    assert read_pack_file(installable(tmp_path, name, content)).programme.id == "small-2024"


def test_a_list_with_the_line_ends_of_an_old_mac_is_a_list(tmp_path):
    content = "\ufeff名称,来源\r某市,网\r".encode()
    folder = with_file(tmp_path, LIST, content)
    assert lint(str(folder)) == []
    assert load_programme(str(folder)).lists["cities"].rows == (("某市", "网"),)
    assert read_pack_file(installable(tmp_path, LIST, content))
