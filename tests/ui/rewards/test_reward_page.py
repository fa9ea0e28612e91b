"""奖补测算 at the window: reading the steps, filling in, trying out, choosing a reading."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTabWidget

from desktop_app.core.changes import append_rows, remove_rows, set_path
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.ui.rewards.reward_model import lines_of
from desktop_app.ui.rewards.reward_page import RewardPage
from tests.reward_pack import a_reward_draft, a_reward_programme
from tests.ui.at_a_desk import AtADesk
from tests.ui.conftest import Clerk as WindowClerk

PROGRAMME = a_reward_programme()
FIRM = {"county": "东港区", "level": "三级", "software": "40"}


def a_draft():
    return a_reward_draft(
        [
            {**FIRM, "name": "甲厂改造", "enterprise": "甲公司", "subsidy": "30"},
            {
                **FIRM,
                "name": "乙厂改造",
                "enterprise": "乙公司",
                "county": "西山县",
                "software": "100",
            },
            {"name": "丙厂改造", "enterprise": "丙公司", "software": "40"},
            {
                "name": "丁厂改造",
                "enterprise": "丁公司",
                "level": "二级",
                "software": "50",
                "subsidy": "35",
            },
        ],
        [{"enterprise": "戊公司", "kind": "贯标", "level": "二级", "asked": "200000"}],
        basic_province_share="50",
    )


class Clerk(AtADesk):
    """Follows the draft as the window does, and remembers where a person wanted to go."""

    def __init__(self, qtbot, folder, **wishes):
        self.jumps, self.told = [], []
        super().__init__(qtbot, folder, PROGRAMME, a_draft(), RewardPage, **wishes)
        self.session.changed.connect(self.part.show_draft)
        self.part.jump_asked.connect(self.jumps.append)
        self.part.told.connect(lambda sentence, _: self.told.append(sentence))
        self.part.show_draft(self.session.draft)
        self.until(lambda: self.lines("rewards"))

    def steps(self):
        return "\n".join(one.text() for one in self.visible(QLabel, "step"))

    def tab(self, title):
        tabs = next(one for one in self.visible(QTabWidget, None) if one.count() > 2)
        tabs.setCurrentIndex([tabs.tabText(n) for n in range(tabs.count())].index(title))

    def cells(self, line):
        return self.lines("rewards")[line]


@pytest.fixture
def clerk(qtbot, tmp_path):
    return Clerk(qtbot, tmp_path)


def test_every_row_is_listed_with_what_it_gets_and_how_it_compares(clerk):
    found = [(line[0], line[4], line[5], line[6]) for line in clerk.lines("rewards")]
    assert found == [
        ("第1行", "20", "30", "▲ 不同"),
        ("第2行", "50", "", "▲ 不同"),
        ("第3行", "", "", "? 缺数据"),
        ("第4行", "35", "35", "✓ 一致"),
        ("奖励申报表第1行", "20", "200000 元", "✓ 一致"),
    ]
    assert "奖补合计 125 万元,4 行享受;另有 1 行缺数据" in clerk.label("rewards told")
    assert "投入低于 70 万元时,二级的金额高于三级" in clerk.label("reward anomaly")


def test_the_steps_of_a_row_lead_to_the_words_of_the_notice(clerk):
    clerk.click("rewards", 0)
    assert "三级:40 × 50% = 20 万元" in clerk.steps()
    assert "按二级为 28 万元" in clerk.steps()
    assert "填写的是 30" in clerk.label("chosen sum")
    clerk.press("look up quote", 1)
    assert clerk.jumps == ["notice/「达到二级水平的企业按照改造投入的70%进行补贴」"]
    clerk.click("rewards", 2)
    assert "缺 改造后水平" in clerk.label("chosen sum")


def test_a_row_is_filled_in_by_key_and_undone(clerk):
    clerk.click("rewards", 0)
    clerk.key(Qt.Key.Key_Return)
    assert clerk.focus().objectName() == "fill row"
    clerk.key(Qt.Key.Key_Space)
    clerk.until(lambda: clerk.draft.value("projects/p1/subsidy") == "20")
    clerk.until(lambda: clerk.cells(0)[6] == "✓ 一致")
    assert clerk.told == ["已按测算填写 第1行。"]
    clerk.undo()
    assert clerk.draft.value("projects/p1/subsidy") == "30"


def test_all_rows_are_filled_in_as_one_change_that_is_shown_before(clerk):
    assert clerk.buttons("fill all")[0].text() == "全部按测算填写(2 行)"
    clerk.press("fill all")
    assert "会改动 2 处" in clerk.label("would change")
    before = clerk.draft
    clerk.press("agree to rewards")
    clerk.until(lambda: not clerk.buttons("fill all")[0].isEnabled())
    assert clerk.draft.value("projects/p2/subsidy") == "50"
    assert clerk.draft.value("projects/p3/subsidy") == ""
    clerk.undo()
    assert clerk.draft.tables == before.tables


def test_the_list_is_narrowed_and_told_of(clerk):
    clerk.ground.findChild(QLineEdit, "reward filter").setText("乙公司")
    assert [line[0] for line in clerk.lines("rewards")] == ["第2行"]
    assert "列出的 1 行合计 50 万元" in clerk.label("rewards told")
    clerk.ground.findChild(QLineEdit, "reward filter").setText("")
    state = clerk.ground.findChild(QComboBox, "reward state")
    state.setCurrentText("? 缺数据")
    assert [line[0] for line in clerk.lines("rewards")] == ["第3行"]


def test_ctrl_enter_goes_to_the_row_in_its_table(clerk):
    clerk.click("rewards", 4)
    clerk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clerk.jumps == ["claims/c1/asked"]


def test_totals_are_by_reward_county_and_payer(clerk):
    clerk.tab("合计")
    found = {(line[0], line[1]): line[3] for line in clerk.lines("reward totals")}
    assert found["全部", ""] == "125"
    assert found["事项", "贯标奖励"] == "20"
    assert found["县区", "西山县"] == "50"
    assert found["承担", "省级 50%"] == "62.5"
    assert len(clerk.labels("to know")) == 3


def test_trying_out_tells_the_result_and_leaves_the_draft_alone(clerk):
    before = clerk.draft
    clerk.tab("试一试")
    clerk.until(lambda: clerk.label("try result") == "28 万元")
    field = clerk.ground.findChild(QLineEdit, "try software")
    field.setFocus()
    field.selectAll()
    clerk.type("100")
    clerk.until(lambda: clerk.label("try result") == "35 万元")
    clerk.ground.findChild(QComboBox, "try level").setCurrentText("三级")
    clerk.until(lambda: clerk.label("try result") == "50 万元")
    assert "三级:100 × 50% = 50 万元" in clerk.steps()
    clerk.ground.findChild(QComboBox, "try reward").setCurrentText("链式服务")
    clerk.until(lambda: clerk.label("try result") == "30 万元")
    clerk.ground.findChild(QLineEdit, "try count").clear()
    clerk.until(lambda: clerk.label("try result") == "缺 家数")
    assert clerk.draft == before


def test_a_reading_is_chosen_with_what_it_gives(clerk):
    clerk.tab("理解")
    choice = "reading change best_level"
    clerk.until(lambda: "合计 133 万元" in clerk.label("given change best_level"))
    assert "合计 125 万元" in clerk.label("given change own_level")
    clerk.press(choice)
    clerk.press("choose change")
    clerk.until(lambda: clerk.cells(0)[4] == "28")
    assert clerk.draft.values["readings/change"] == "best_level"
    assert "王工" in clerk.label("chosen by change")
    clerk.undo()
    clerk.until(lambda: clerk.cells(0)[4] == "20")


def test_the_question_about_a_reading_is_copied(clerk):
    clerk.tab("理解")
    clerk.press("copy change")
    assert QGuiApplication.clipboard().text() == "请问三级企业能否就高按二级的比例补贴?"


def test_a_draft_only_to_be_read_offers_no_filling_in(qtbot, tmp_path):
    clerk = Clerk(qtbot, tmp_path, can_write=False)
    clerk.click("rewards", 0)
    assert not clerk.buttons("fill all")[0].isEnabled()
    assert not clerk.buttons("fill row")[0].isEnabled()


@pytest.mark.parametrize("tab", ["过程", "合计", "试一试", "理解"])
def test_every_control_has_a_name_and_is_reached_by_tab(clerk, tab):
    clerk.click("rewards", 0)
    clerk.tab(tab)
    assert clerk.unfit() == []


def test_a_place_in_the_list_is_come_back_to(clerk):
    assert clerk.part.go_to("rewards:rows/claims/c1")
    assert clerk.part.place == "rewards:rows/claims/c1"
    assert clerk.label("chosen row") == "奖励申报表第1行 戊公司"
    assert not clerk.part.go_to("projects/p1/name")


def test_a_row_that_a_filter_hides_is_shown_when_it_is_gone_to(clerk):
    clerk.ground.findChild(QLineEdit, "reward filter").setText("乙公司")
    assert clerk.part.go_to("rewards:rows/projects/p1")
    assert clerk.label("chosen row").startswith("第1行")
    assert clerk.part.place == "rewards:rows/projects/p1"
    assert len(clerk.lines("rewards")) == 5


def test_a_row_that_is_not_there_does_not_take_the_focus_when_it_comes_later(clerk):
    gone = clerk.draft.rows("claims")
    clerk.session.do("删去", lambda draft: remove_rows(draft, "claims", frozenset({"c1"})))
    clerk.until(lambda: len(clerk.lines("rewards")) == 4)
    clerk.part.go_to("rewards:rows/claims/c1")
    clerk.session.do("修改", lambda draft: set_path(draft, "projects/p3/software", "41"))
    clerk.until(lambda: clerk.cells(2)[4] == "")
    field = clerk.ground.findChild(QLineEdit, "reward filter")
    field.setFocus()
    line = clerk.part.place
    seen = clerk.label("rewards told")
    clerk.session.do("修改", lambda draft: set_path(draft, "projects/p1/software", "60"))
    clerk.until(lambda: clerk.label("rewards told") != seen)
    clerk.session.do("添加", lambda draft: append_rows(draft, "claims", gone))
    clerk.until(lambda: len(clerk.lines("rewards")) == 5)
    assert (clerk.focus(), clerk.part.place) == (field, line)


def test_a_computation_that_fails_is_told_and_the_next_is_shown(clerk):
    troubles = []
    clerk.part.troubled.connect(troubles.append)
    clerk.part.show_draft(a_broken_draft(clerk.draft))
    clerk.until(lambda: troubles)
    assert "测算没有完成" in clerk.label("rewards told")
    clerk.part.show_draft(clerk.draft)
    clerk.until(lambda: "奖补合计 125 万元" in clerk.label("rewards told"))


def a_broken_draft(draft):
    """A draft that no program makes: whatever reads its rows fails."""
    return Draft(draft.programme, 2, draft.values, {"projects": (None,)})


def test_lines_whose_rows_came_to_the_same_stay_the_same():
    draft = a_reward_draft([{**FIRM, "enterprise": f"企业{n}"} for n in range(300)])
    subject = Subject(PROGRAMME, draft)
    lines = lines_of(PROGRAMME, subject.rewards)
    changed = set_path(draft, "projects/p7/software", "80").apply(draft)
    after = lines_of(PROGRAMME, Subject(PROGRAMME, changed, subject).rewards, lines)
    assert [n for n, one in enumerate(after) if one is not lines[n]] == [6]


def test_the_step_stands_before_the_check_where_there_is_money(qtbot, prompts, draft_file):
    clerk = WindowClerk(qtbot, prompts, load=lambda _: PROGRAMME)
    clerk.open(draft_file(a_draft()))
    titles = [one.partition(":")[0] for one in clerk.steps()]
    assert titles.index("奖补测算") == titles.index("核对") - 1
    clerk.go("奖补测算")
    clerk.until(lambda: "125 万元" in clerk.label("rewards told"))
    clerk.press("look up quote")
    clerk.until(lambda: clerk.label("rewards told") == "")
