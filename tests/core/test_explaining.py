import pytest

from desktop_app.core.draft import Draft, Explanation
from desktop_app.core.explaining import fingerprint, lapsed, says_nothing, still_explains
from desktop_app.core.findings import Finding, Severity

DRAFT = Draft("x")


def a_finding(message):
    return Finding("C1", Severity.EXPLAIN, message)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "同上", "同上。", " 同 上 ", "见上", "无", "无。。。", "略", "情况属实", "已核实", "已核实无误", "属实属实",
     "1111", "123456", "。。。。。", "啊啊啊啊", "以上情况属实", "符合要求", "特此说明", "N/A", "test"],
)  # fmt: skip
def test_what_explains_nothing_is_known(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "设备进口,交货期12个月",
        "规上企业数以统计局年报为准",
        "已向省厅电话确认,可以申报",
        "企业2024年9月更名,执照已换",
    ],
)
def test_a_reason_is_a_reason(text):
    assert not says_nothing(text)


def test_an_explanation_holds_while_the_values_do():
    one = a_finding("规上企业98家")
    told = Explanation("统计口径不同", fingerprint(DRAFT, one))
    assert still_explains(DRAFT, one, told)
    assert not still_explains(DRAFT, a_finding("规上企业96家"), told)


def test_the_question_tells_what_was_so_then_and_what_is_now():
    told = Explanation("统计口径不同", fingerprint(DRAFT, a_finding("规上企业98家,项目12.5万元")))
    assert lapsed(a_finding("规上企业96家,项目12.5万元"), told) == (
        "当时是98家,现在96家,说明「统计口径不同」仍成立吗?"
    )


def test_where_the_words_differ_the_old_ones_are_told():
    told = Explanation("统计口径不同", fingerprint(DRAFT, a_finding("项目「甲」晚于期末")))
    question = lapsed(a_finding("项目「乙」晚于期末"), told)
    assert question == "当时的情况是「项目「甲」晚于期末」,说明「统计口径不同」仍成立吗?"


def test_an_explanation_of_an_earlier_version_lapses_with_words_of_its_own():
    told = Explanation("统计口径不同", "0123456789abcdef")
    question = lapsed(a_finding("规上企业96家"), told)
    assert question == "所说明的数据已变,说明「统计口径不同」仍成立吗?"


def test_the_hash_of_an_earlier_version_still_explains():
    one = a_finding("规上企业96家")
    told = Explanation("统计口径不同", fingerprint(DRAFT, one)[:16])
    assert still_explains(DRAFT, one, told)
