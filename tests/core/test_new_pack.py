"""A pack begun from a notice: what is told by its text, with clause and quote, lint-clean or told."""

import tomllib
from time import monotonic

import pytest

from desktop_app.core.limit_reading import limits_in
from desktop_app.core.new_pack import begin_pack
from desktop_app.core.notice_changes import compare_notice, quotes_of
from desktop_app.core.notice_reading import read_notice
from desktop_app.core.notice_sentences import sentences
from desktop_app.core.notice_text import clause_span, quote_spans
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.unfinished import TO_FINISH
from desktop_app.jobs.packs import installed_ids, load_programme
from desktop_app.paths import FORMS

NOTICE = """关于申报2026年度绿洲市街区更新样板项目的通知
各区人民政府:
一、申报条件
(一)申报单位为各区人民政府。
(二)项目数量不少于3个,单个项目投资额不低于50万元。原则上每区不超过2个街区。
(三)市级补助不超过项目投资额的30%或200万元。
(四)资金不得用于楼堂馆所建设。鼓励采用新技术。
二、申报材料
实施方案需包括工作基础、更新目标、具体项目、资金安排和保障措施等内容。
一是实施方案(一式贰份、盖章)。二是项目汇总表(一式叁份)。
项目名称和数量应完全一致。
三、报送要求
(一)请于6月30日前报送至绿洲市住房和城乡建设局。
(二)联系方式:
城建科:林远 0999-5550123
邮寄地址:绿洲市和平路1号
"""
TRADITIONAL = """關於申報2026年度綠洲市街區更新樣板項目的通知
一、申報條件
(一)項目數量不少於3個。
(二)資金不得用於樓堂館所建設。
"""


def test_what_a_notice_tells_is_read_with_clause_and_words():
    found = read_notice(NOTICE)
    assert (found.title, found.year) == ("2026年度绿洲市街区更新样板项目", 2026)
    assert (found.issuer, found.applicant) == ("绿洲市住房和城乡建设局", "各区人民政府")
    assert (found.deadline.isoformat(), found.deadline_told.quote) == ("2026-06-30", "6月30日前")
    assert [(one.title, one.copies, one.sealed, one.is_summary) for one in found.papers] == [
        ("实施方案", 2, True, False),
        ("项目汇总表", 3, False, True),
    ]
    assert found.chapters == ("工作基础", "更新目标", "具体项目", "资金安排", "保障措施")
    assert found.chapters_told.clause == "二、第1段"
    assert [(one.office, one.person, one.phone) for one in found.contacts] == [
        ("城建科", "林远", "0999-5550123")
    ]
    assert found.address.text == "绿洲市和平路1号"


def test_every_limit_becomes_a_rule_and_every_duty_a_note():
    made = begin_pack("lvzhou-2026", NOTICE, 2026)
    programme = read_pack(made.files)
    limits = [rule for rule in programme.rules if rule.margin]
    assert [(rule.require, rule.severity) for rule in limits] == [
        ("facts.count.projects >= 3", "must"),
        ("row.investment >= 50.0", "must"),
        ("form.limits.limit_1 <= 2", "explain"),
    ]
    notes = {note.quote: note.text for note in programme.about.note}
    assert TO_FINISH in notes["资金不得用于楼堂馆所建设。"]
    assert "reading" in notes["市级补助不超过项目投资额的30%或200万元。"]
    left = [one.text for one in made.left]
    assert "鼓励采用新技术。" in left
    assert not any("不得" in one for one in left)


def test_a_duty_beside_a_limit_of_one_part_becomes_a_note():
    text = "关于申报样板的通知\n一、条件\n项目应不少于3个、不得用于楼堂馆所。\n"
    made = begin_pack("lvzhou-2026", text, 2026)
    (note,) = read_pack(made.files).about.note
    assert "不得用于楼堂馆所" in note.quote


def test_lint_says_exactly_what_is_left_to_write():
    made = begin_pack("lvzhou-2026", NOTICE, 2026)
    problems = lint_pack(made.files)
    lines = made.files["programme.toml"].splitlines()
    marked = [n for n, line in enumerate(lines, 1) if TO_FINISH in line and line[0] != "#"]
    assert [(one.file, one.line, one.key) for one in problems] == [
        ("programme.toml", n, "text") for n in marked
    ]
    assert marked


def test_a_notice_in_traditional_characters_is_read_and_quoted_as_it_stands():
    made = begin_pack("lvzhou-2026", TRADITIONAL, 2026)
    programme = read_pack(made.files)
    (limit,) = [rule for rule in programme.rules if rule.margin]
    assert (limit.require, limit.quote) == ("facts.count.projects >= 3", "項目數量不少於3個")
    assert [note.quote for note in programme.about.note] == ["資金不得用於樓堂館所建設。"]


IN_TRADITIONAL = """綠洲市街區更新辦公室關於申報2026年度綠洲市街區更新樣板項目的通知
各區人民政府:
一、申報條件
(一)申報單位為各區人民政府。
(二)項目數量不少於3個,街區改造面積占總面積不低於50%。
二、申報材料
實施方案需包括工作基礎、更新目標、具體項目、資金安排和保障措施等內容。
一是《實施方案》(一式貳份、蓋章)。二是項目匯總表(一式叁份)。
三、報送要求
(一)請於6月30日前報送至綠洲市住房和城鄉建設局。
(二)聯系方式:
城建科:鍾國強 0999-5550123
聯系人:葉遠,聯系電話:0999-5550124
郵寄地址:綠洲市和平路1號
"""


def test_what_is_written_from_a_traditional_notice_is_as_the_notice_has_it():
    found = read_notice(IN_TRADITIONAL)
    assert found.notice == IN_TRADITIONAL.splitlines()[0]
    assert found.title == "2026年度綠洲市街區更新樣板項目"
    assert (found.issuer, found.applicant) == ("綠洲市街區更新辦公室", "各區人民政府")
    assert [one.title for one in found.papers] == ["實施方案", "項目匯總表"]
    assert [one.is_summary for one in found.papers] == [False, True]
    assert found.chapters == ("工作基礎", "更新目標", "具體項目", "資金安排", "保障措施")
    assert [(one.office, one.person) for one in found.contacts] == [
        ("城建科", "鍾國強"),
        ("联系人", "葉遠"),
    ]
    assert found.address.text == "綠洲市和平路1號"


def test_the_pack_of_a_traditional_notice_prints_its_words():
    programme = read_pack(begin_pack("lvzhou-2026", IN_TRADITIONAL, 2026).files)
    about, plan = programme.about, programme.plan
    told = [
        about.title, about.issuer, about.notice, about.applicant,
        *(text for one in about.contact for text in (one.office, one.person)),
        *(one.title for one in about.deliverable),
        *(one.title for one in plan.chapter),
    ]  # fmt: skip
    for text in told:
        assert text in IN_TRADITIONAL or text == "联系人"
    ids = [one.id for one in plan.chapter]
    assert ids == ["base", "goals", "projects", "funds", "safeguards"]
    (limits,) = [section for section in plan.section if section.id == "limits"]
    assert [one.label for one in limits.field] == ["街區改造面積占總面積"]
    assert programme.rules[0].title == "項目數量不少于3个"


@pytest.mark.parametrize("text", ["", "\n", "。", "关于", "x" * 3000, '一、"\\\n(一)须"""\\。\n'])
def test_any_text_gives_a_pack_that_can_be_read(text):
    made = begin_pack("a", text, 2026)
    assert read_pack(made.files).notice == text
    assert all("还没有写完" in one.message for one in lint_pack(made.files))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("单个项目投资额度不低于20万元", [("单个项目投资额度", True, 20, "万元")]),
        ("原则上每市不超过三个", [("每市", False, 3, "个")]),
        ("安排不超过奖补资金额度90%资金", [("资金", False, 90, "%")]),
        ("开发50个以上解决方案", [("开发解决方案", True, 50, "个")]),
        ("项目不少于100个或企业数的60%", []),
        ("项目不少于3个以上", [("项目", True, 3, "个")]),
        (
            "投资额不低于20万元且不超过1亿元",
            [("投资额", True, 20, "万元"), ("投资额", False, 1, "亿元")],
        ),
        (
            "企业不少于100家、改造投入不低于30万元",
            [("企业", True, 100, "家"), ("改造投入", True, 30, "万元")],
        ),
        (
            "补助不超过投资额的30%、不超过200万元",
            [("补助", False, 30, "%"), ("补助", False, 200, "万元")],
        ),
        ("一式三份,2026年6月30日前报送", []),
    ],
)
def test_limits_are_read_with_what_they_bound(text, told):
    found = limits_in(text)
    assert [(one.subject, one.is_least, one.number, one.unit) for one in found] == told


@pytest.mark.parametrize("pack", installed_ids())
def test_the_clause_of_a_sentence_leads_to_its_paragraph(pack):
    notice = load_programme(pack).notice
    for one in sentences(notice):
        assert notice[slice(*one.span)] == one.text
        span = clause_span(notice, one.clause)
        if one.clause != "开头" and span is not None:
            # At the paragraph, at the head of the clause that it belongs to, or, of a short
            # heading, right below it.
            assert not notice[one.span[1] : span[0]].strip()


def test_a_long_notice_of_many_numbers_is_read_at_once():
    lines = [f"(十{'一' * (n % 7 + 1)})第{n}项须落实。" for n in range(6000)]
    begun = monotonic()
    assert len(sentences("\n".join(["一、任务", *lines]))) == 6000
    assert monotonic() - begun < 5


# ---------------------------------------------------------------- next year's notice


@pytest.mark.parametrize("pack", installed_ids())
def test_the_same_notice_changes_nothing(pack):
    programme = load_programme(pack)
    found = compare_notice(programme, programme.notice)
    assert found.gone == found.changed == ()
    assert not [one for one in found.unmoved if one.is_moved]
    assert len(found.unmoved) == sum(1 for _ in quotes_of(programme))


def quotes_in(told):
    """Every value under a key `quote`, however deep."""
    if isinstance(told, list):
        return [quote for one in told for quote in quotes_in(one)]
    if not isinstance(told, dict):
        return []
    own = [told["quote"]] if told.get("quote") else []
    return own + [quote for one in told.values() for quote in quotes_in(one)]


@pytest.mark.parametrize("pack", installed_ids())
def test_no_quote_of_any_file_is_left_out_of_the_comparison(pack):
    written = [
        (path.name, quote)
        for path in (FORMS / pack).glob("*.toml")
        for quote in quotes_in(tomllib.loads(path.read_text("utf-8")))
    ]
    told = [(one.file, one.quote) for one in quotes_of(load_programme(pack))]
    assert sorted(told) == sorted(written)


def a_programme():
    return read_pack(begin_pack("lvzhou-2026", NOTICE, 2026).files)


def test_a_changed_number_is_told_first_with_the_new_sentence():
    found = compare_notice(a_programme(), NOTICE.replace("不低于50万元", "应不低于80万元"))
    (one,) = found.changed
    assert (one.quote, one.now) == ("单个项目投资额不低于50万元", "单个项目投资额应不低于80万元")
    assert one.signs == ("50万元→80万元", "无→应")
    assert one.now_clause == "一、(二)"
    assert found.needs_work


def test_a_quote_in_another_clause_is_moved_and_the_others_are_not():
    gone = NOTICE.replace("(四)资金不得用于楼堂馆所建设。", "(四)")
    text = gone.replace("(二)联系方式:", "(二)资金不得用于楼堂馆所建设。\n(三)联系方式:")
    moved = [one for one in compare_notice(a_programme(), text).unmoved if one.is_moved]
    # What stands behind it is one clause further down.
    assert {(one.quote, one.now_clause) for one in moved} == {
        ("资金不得用于楼堂馆所建设。", "三、(二)"),
        ("邮寄地址:绿洲市和平路1号", "三、(三)"),
    }


def test_what_is_gone_and_what_is_new_are_told():
    text = NOTICE.replace("(四)资金不得用于楼堂馆所建设。鼓励采用新技术。", "(四)鼓励采用新技术。")
    text = text.replace("三、报送要求", "三、报送要求\n逾期不予受理。")
    found = compare_notice(a_programme(), text)
    assert [one.quote for one in found.gone] == ["资金不得用于楼堂馆所建设。"]
    assert "逾期不予受理。" in [one.text for one in found.new]


def test_the_other_script_is_the_same_notice():
    programme = read_pack(begin_pack("lvzhou-2026", TRADITIONAL, 2026).files)
    simplified = "关于申报2026年度绿洲市街区更新样板项目的通知\n一、申报条件\n(一)项目数量不少于3个。\n(二)资金不得用于楼堂馆所建设。\n"
    found = compare_notice(programme, simplified)
    assert not found.needs_work
    for one in quotes_of(programme):
        assert quote_spans(TRADITIONAL, one.quote)
