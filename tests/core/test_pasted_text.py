"""What comes out of Word, WPS and browsers as paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.pasted_text import from_html, from_plain

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {margin:0}</style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal><b><span style='font-family:楷体'>（一）总体目标。</span></b><span>到2026年底，
完成改造&nbsp;108个“小快轻准”项目<o:p></o:p></span></p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;&nbsp; </span></span>组织诊断</p>
<p class=MsoNormal><span style='mso-list:Ignore'>\uf0b7<span>&nbsp; </span></span>先诊断<br>后改造</p>
<table class=MsoTable><tr><td><p>指标</p></td><td><p>值</p></td></tr></table>
<p class=MsoNormal>&nbsp;</p><!--EndFragment--></body></html>"""


def test_a_piece_of_word_is_its_paragraphs_with_numbers_and_quotes():
    found = from_html(WORD)
    assert found.paragraphs == (
        "（一）总体目标。到2026年底，完成改造 108个“小快轻准”项目",
        "1. 组织诊断",
        "先诊断",
        "后改造",
    )
    assert found.tables == 1


def test_automatic_numbers_of_a_list_become_text():
    assert from_html("<ol start=3><li>甲</li><li>乙</li></ol>").paragraphs == ("3.甲", "4.乙")


def test_plain_text_with_cells_is_a_table_and_is_left_out():
    found = from_plain("前文\r\n甲\t乙\r\n丙\t丁\r\n·后文\v末行\u00a0")
    assert (found.paragraphs, found.tables) == (("前文", "后文", "末行"), 1)


@given(st.text(max_size=200))
def test_whatever_is_pasted_comes_out_as_lines(text):
    for found in (from_plain(text), from_html(text)):
        for one in found.paragraphs:
            assert one == one.strip() and one
            assert not set(one) & set("\n\r\t\u00a0\u2028\u2029")


@given(
    st.lists(st.text(st.sampled_from("甲乙“”‘’（）一1.、，。"), min_size=1, max_size=9), max_size=5)
)
def test_chinese_lines_are_kept_to_the_letter(lines):
    assert from_plain("\n".join(lines)).paragraphs == tuple(lines)
