"""The small programme with two sets to send: everything by mail, plan and letter by hand."""

from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.small_pack import FILES, PLAN, PROGRAMME

SENDINGS = """
[[sending]]
id = "mail"
title = "电子邮件发送"
way = "mail"
papers = ["letter:application", "plan", "summary"]
formats = ["docx", "xlsx"]
stamped = true
recipient = "样板厅综合处"
address = "yangban@example.cn"
subject = "{basic.city}样板工程"
message = \"\"\"
样板厅：
现报送{basic.city}样板工程申报材料。
\"\"\"
largest = 20.0
hint = "通知没有限定"
recorded_on = "delivery/sent_on"
subject_at = "delivery/subject"
quote = "项目数量不少于2个"
[[sending]]
id = "paper"
title = "纸质报送"
way = "hand"
papers = ["letter:application", "plan"]
recipient = "样板厅综合处"
address = "中山路1号"
copies_at = "delivery/copies"
"""
_DELIVERY = """
[[section]]
id = "delivery"
title = "报送情况"
after = true
[[section.field]]
id = "sent_on"
label = "发送日期"
kind = "date"
[[section.field]]
id = "subject"
label = "邮件标题"
kind = "text"
[[section.field]]
id = "copies"
label = "纸质材料份数"
kind = "integer"
[[chapter]]
id = "goals"
"""
LETTERS = """
[[letter]]
id = "application"
title = "申报函"
text = "样板厅：\\n现报送材料。"
signed = "{basic.city}"
[[letter]]
id = "label"
title = "邮寄标签"
text = "样板厅收"
layout = "label"
"""
SENDING_FILES = {
    **FILES,
    "programme.toml": PROGRAMME + SENDINGS,
    "plan.toml": PLAN.replace('\n[[chapter]]\nid = "goals"\n', _DELIVERY, 1),
    "letters.toml": LETTERS,
}


def a_sending_programme(sendings: str = SENDINGS) -> Programme:
    return read_pack({**SENDING_FILES, "programme.toml": PROGRAMME + sendings})
