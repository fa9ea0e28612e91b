"""Asking for help from the command line."""

import zipfile


def test_the_help_package_says_what_is_in_it_and_to_read_it_first(shenbao, city, tmp_path):
    code, told, err = shenbao("help-package", city, "--out", tmp_path / "求助.zip")
    assert (code, err) == (0, "")
    for name in ("求助材料-请先过目.docx", "草稿-已替换名称.shenbao", "问题.json"):
        assert name in told
    assert "从头看一遍" in told
    assert "替换对照表-自己留存.xlsx" in told
    assert "不要发送" in told
    code, err = shenbao("help-package", city, "--out", tmp_path / "求助.zip")[::2]
    assert code == 2
    assert "没有覆盖" in err


def test_the_draft_in_the_package_opens_like_any_other(shenbao, city, tmp_path):
    code, made = shenbao.json("help-package", city, "--out", tmp_path / "求助.zip")
    assert code == 0
    assert made["same_findings_as_original"]
    with zipfile.ZipFile(made["package"]) as package:
        package.extractall(tmp_path / "收到")
    (draft,) = (tmp_path / "收到").glob("*/*.shenbao")
    theirs, ours = shenbao.json("check", draft), shenbao.json("check", city)
    assert theirs[0] == ours[0]
    assert theirs[1]["counts"] == ours[1]["counts"]
    codes = [[one["code"] for one in found["findings"]] for _, found in (theirs, ours)]
    assert codes[0] == codes[1]
    assert "铁岭" not in shenbao("show", draft)[1]
