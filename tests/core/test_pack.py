import pytest

from desktop_app.core.pack import line_of, read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.errors import PackError
from tests.small_pack import FILES


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {**FILES, name: FILES[name].replace(old, new, 1)}


def messages(files: dict[str, str]) -> str:
    return "\n".join(str(problem) for problem in lint_pack(files))


def test_the_small_pack_has_no_problem():
    assert lint_pack(FILES) == []


def test_an_unknown_key_is_refused_with_file_line_and_key():
    files = changed("rules.toml", 'title = "项目数量"', 'title = "项目数量"\ncolour = "red"')
    line = files["rules.toml"].splitlines().index('colour = "red"') + 1
    with pytest.raises(
        PackError, match=rf"rules.toml 第{line}行 rule\[1\]\.colour:不认识的键「colour」"
    ):
        read_pack(files)


def test_a_missing_key_is_refused_with_the_record_it_is_missing_from():
    files = changed("rules.toml", 'title = "名称一致"\n', "")
    with pytest.raises(PackError, match=r"rule\[2\]\.title:缺少必需的键「title」"):
        read_pack(files)


def test_a_wrong_kind_of_value_is_refused():
    with pytest.raises(PackError, match=r"programme.toml 第\d+行 year"):
        read_pack(changed("programme.toml", "year = 2024", 'year = "2024"'))


def test_broken_toml_is_refused_with_its_line():
    with pytest.raises(PackError, match=r"plan.toml 第2行"):
        read_pack({**FILES, "plan.toml": 'title = "x"\ntitle = = 3\n'})


def test_a_missing_file_is_named():
    files = {name: text for name, text in FILES.items() if name != "rules.toml"}
    with pytest.raises(PackError, match=r"rules\.toml"):
        read_pack(files)


def test_a_list_row_of_another_length_is_refused():
    with pytest.raises(PackError, match="第3行"):
        read_pack({**FILES, "lists/cities.csv": "名称,来源\n某市,网\n另市\n"})


WATER = """[[figure]]
id = "water"
title = "用水量"
words = ["用水量"]
value = "form.basic.firms"
unit = "吨"
"""
TWIN = """[[table]]
id = "twin"
title = "责任分工表"
[[table.column]]
id = "task"
label = "任务"
kind = "text"
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "rules.toml",
            "单个项目投资额度不低于20万元",
            "单个项目投资额度不低于30万元",
            "通知原文中没有",
        ),
        ("rules.toml", "row.investment >= 20.0", "row.investmant >= 20.0", "row.investmant"),
        ("rules.toml", "row.investment >= 20.0", "row.investment >= ", "表达式有误"),
        ("rules.toml", "row.investment >= 20.0", "nowhere.x >= 20.0", "nowhere"),
        ("rules.toml", 'at = ["investment"]', 'at = ["money"]', "没有列「money」"),
        ("rules.toml", 'at = ["projects"]', 'at = ["basic/mayor"]', "没有填报项「basic/mayor」"),
        ("rules.toml", 'check = "same_names"', 'check = "same_nams"', "不认识的核对"),
        ("rules.toml", "investment = 19.99", "investment = 20.01", "例子写的是「不成立」"),
        ("rules.toml", "investment = 19.99", 'investment = "x"', "S-1"),
        ("rules.toml", "{row.investment}", "{row.investmant}", "row.investmant"),
        ("rules.toml", 'each = "projects"', 'each = "project"', "没有表「project」"),
        ("rules.toml", 'code = "S-2"', 'code = "S-1"', "「S-1」重复"),
        ("rules.toml", 'clause = "二"\n', "", "缺少 clause"),
        ("plan.toml", 'tables = ["tasks"]', 'tables = ["task"]', "没有表「task」"),
        ("plan.toml", 'tables = ["tasks"]', "tables = []", "不会印出来"),
        ("plan.toml", "[project_list]", f"{WATER}[project_list]", "以「吨」为单位的读不出来"),
        ("plan.toml", "[[table]]", f"{TWIN}[[table]]", "标题相同"),
        ("programme.toml", 'form = "summary"', 'form = "plan"', "「plan」重复"),
        ("plan.toml", "{basic.city}", "{basic.town}", "占位符「{basic.town}」"),
        ("plan.toml", "lists_projects = true", "", "lists_projects"),
        ("projects.toml", 'synonyms = ["企业名称"]', 'synonyms = ["项目"]', "同时属于列"),
        ("projects.toml", 'county = "county"', 'county = "district"', "汇总表没有列「district」"),
    ],
)
def test_lint_finds_what_would_fail_in_use(name, old, new, told):
    assert told in messages(changed(name, old, new))


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('layout = "label"\nsigned = "某市"', "标签须单独成页"),
        ('layout = "label"\ngoes_with = "plan"', "标签须单独成页"),
        ("right = true", "不必写 right"),
        ("copies = 0", "份数只用于单独的函件"),
        ('copies = 2\ngoes_with = "plan"', "份数只用于单独的函件"),
        ('text = "{basic.town}"', "占位符「{basic.town}」"),
        ('text = "{basic/city}"', "占位符「{basic/city}」写法不对"),
        ('text = "{basic.start-date}"', "占位符「{basic.start-date}」写法不对"),
        ('text = "{ basic.city }"', "占位符「{ basic.city }」写法不对"),
        ('text = "{projects.p1.name}"', "占位符「{projects.p1.name}」写法不对"),
        ('text = "{city}"', "占位符「{city}」写法不对"),
        ('text = "{basic.city"', "占位符「{basic.city」写法不对"),
    ],
)
def test_lint_finds_letters_that_cannot_be_made(keys, told):
    text = "" if keys.startswith("text") else 'text = "某厅："\n'
    letter = f'[[letter]]\nid = "a"\ntitle = "函"\n{text}{keys}\n'
    assert told in messages({**FILES, "letters.toml": letter})


def test_letters_of_every_kind_are_right():
    letters = """
[[letter]]
id = "truth"
title = "真实性声明"
text = "{basic.city}声明。"
goes_with = "summary"
right = true
signed = "{basic.city}人民政府"
[[letter]]
id = "cover"
title = "申报函"
text = "某厅："
copies = 3
[[letter]]
id = "label"
title = "邮寄标签"
text = "某厅"
layout = "label"
"""
    assert lint_pack({**FILES, "letters.toml": letters}) == []


def test_lint_gives_the_line_of_the_rule_that_is_wrong():
    files = changed("rules.toml", 'check = "same_names"', 'check = "same_nams"')
    (problem,) = lint_pack(files)
    assert files["rules.toml"].splitlines()[problem.line - 1] == 'check = "same_nams"'


def test_a_check_of_its_own_is_not_run_row_by_row_as_well():
    files = changed("rules.toml", 'check = "same_names"', 'check = "same_names"\neach = "projects"')
    assert "不能同时写 each" in messages(files)


def test_a_rule_needs_an_example_that_holds_and_one_that_does_not():
    files = changed(
        "rules.toml", "[[rule.example]]\nrow = { investment = 20.0 }\nholds = true\n", ""
    )
    assert "至少要有一个成立" in messages(files)


MARGIN = """[[rule.margin]]
title = "最低投资"
value = "row.investment"
least = "20.0"
unit = "万元"
"""
FIX = '[[rule.fix]]\ntitle = "改为20"\nat = "investment"\nto = "20.0"\n'
FIRST_EXAMPLE = "[[rule.example]]\nrow = { investment = 19.99 }"


def with_keys(keys):
    return changed("rules.toml", FIRST_EXAMPLE, keys + FIRST_EXAMPLE)


def test_a_threshold_and_a_remedy_that_are_right_are_no_problem():
    assert lint_pack(with_keys(MARGIN + FIX)) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (MARGIN.replace("20.0", "10.0"), "没有刚好达到「最低投资」的例子"),
        (MARGIN.replace("20.0", "20.01"), "没有刚好达到「最低投资」的例子"),
        (MARGIN.replace("20.0", "19.99"), "没有刚好达不到「最低投资」的例子"),
        (MARGIN.replace("row.investment", "row.investmant"), "row.investmant"),
        (MARGIN + 'most = "30.0"\n', "必须且只能写一个"),
        (FIX.replace('at = "investment"', 'at = "name"'), "不在本条的 at 之中"),
        (FIX.replace('"20.0"', '"row.investmant"'), "row.investmant"),
    ],
)
def test_lint_finds_thresholds_and_remedies_that_would_fail(keys, told):
    assert told in messages(with_keys(keys))


def test_an_ambiguous_clause_needs_a_question_to_ask():
    question = 'ask = "请问项目 {facts.count.projects} 个是否符合要求?"\n'
    assert "缺少 ask" in messages(changed("rules.toml", question, ""))
    assert "没有联系处室" in messages(
        changed("rules.toml", question, f'{question}ask_at = "某处"\n')
    )


def test_lines_are_counted_past_texts_that_look_like_keys():
    text = 'a = """\nb = 1\n[c]\n"""\n[c]\nb = 2\n[[d]]\nx = 1\n[[d]]\n[[d.e]]\nx = 3\n'
    assert [line_of(text, path) for path in ("a", "c.b", "d[0].x", "d[1].e[0].x")] == [1, 6, 8, 11]
