"""The manual from the command line: the real pages, one programme's reference or all."""

import pypdfium2

from desktop_app.jobs.packs import installed_ids


def words(path):
    pdf = pypdfium2.PdfDocument(path)
    told = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return told


def test_the_manual_of_one_programme_tells_its_codes_and_no_others(shenbao, tmp_path):
    one, other, *_ = installed_ids()
    code, out = shenbao.json("manual", "--out", tmp_path / "a.pdf", "--programme", one)
    assert (code, out["programmes"], out["faults"]) == (0, [one], [])
    assert out["pages"] > 60
    told = words(tmp_path / "a.pdf")
    _, shown = shenbao.json("programmes")
    titles = {entry["id"]: entry["title"] for entry in shown["programmes"]}
    assert titles[one] in told.replace("\r\n", "")
    assert titles[other] not in told.replace("\r\n", "")


def test_a_programme_that_is_not_installed_is_one_sentence(shenbao, tmp_path):
    code, _, err = shenbao("manual", "--out", tmp_path / "a.pdf", "--programme", "nowhere-1999")
    assert code == 2
    assert err.startswith("没有申报事项「nowhere-1999」")
    assert list(tmp_path.iterdir()) == []
