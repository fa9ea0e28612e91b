"""求助材料 to read before it is sent, and the key to its stand-ins that stays at home."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from desktop_app.core.draft import Draft
from desktop_app.core.findings import SEVERITY_WORDS, Audit, Finding, Severity
from desktop_app.core.programme import Programme
from desktop_app.core.redactor import Substitute
from desktop_app.documents.compose_audit import by_weight
from desktop_app.documents.compose_text import revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import Block, Column, Document, Heading, Section, Table, paragraph
from desktop_app.documents.write_register import Heading as Title
from desktop_app.documents.write_register import Register, Sheet

READ_FIRST = "求助材料-请先过目"
KEY = "替换对照表-自己留存"
_MOST = 300
_REPLACED = (
    ("企业、服务商", "企业07有限公司（编号按出现先后；名称中的括号、空格、看不见的字符照原样）"),
    (
        "项目名称",
        "企业换成上面的编号，其余只留“数字化”“车间”“改造”等各地通用的字，别的字换成生僻字",
    ),
    ("县区", "县区03；非如此不能保持问题不变时写成县区甲丁，企业也改为逐字换成生僻字"),
    ("城市", "某市或甲市；只能从名单中选的栏目，换成名单中的另一个名称，不是真实的城市"),
    ("人员", "人员12"),
    ("电话、信用代码", "编造的号码；校验位对的仍然对，错的仍然错，认不出的仍然认不出"),
    ("地址、邮箱、文号、账号", "某地址、someone@example.com、把数字改成 0"),
    ("方案正文、改造内容", "只留问题引用的句子，其余写成“……（略,38字）”；非留不可时多留几句"),
    ("情况说明", "只留字数，不留署名和时间"),
    ("来源文件名", "文件02"),
    ("修改记录、备份、旧版本", "一概不带"),
)
_KEPT = (
    "金额、日期、年月、是否、划型、等级等数据，以及试点行业的名称，照原样保留；"
    "印不出来的字和看不见的字符也照原样保留。没有它们，看不出问题出在哪里。"
)
_DUTY = (
    "替换由程序自动完成，只认得表中填写过的名称；问题引用的原句里如果还有不宜外传的内容，"
    "请先在草稿副本中改掉再重新生成，或者不要发送。"
)


def compose_help(
    programme: Programme,
    draft: Draft,
    audit: Audit,
    day: date,
    version: str,
    machine: str,
    is_faithful: bool,
) -> Document:
    """What the clerk reads before sending: what it is, what was replaced, the findings.

    `draft` and `audit` are the redacted ones; `is_faithful` says that these are the findings of
    the original.
    """
    about = programme.about
    told = (
        ("程序", f"申报匣 {version}"),
        ("规则包", f"{about.id}，版本 {about.version}"),
        ("申报事项", full_width(about.title)),
        ("电脑", machine),
        ("草稿（替换以后）", revision_mark(draft)),
        ("生成日期", f"{day.year}年{day.month}月{day.day}日"),
    )
    counts = "，".join(f"{SEVERITY_WORDS[kind]}{audit.count(kind)}项" for kind in Severity)
    blocks: list[Block] = [
        paragraph(READ_FIRST, "title"),
        paragraph(
            "这份材料用于向程序的维护人员求助：里面的草稿与您的草稿有同样的问题，"
            "但企业、地名、人员和号码都换成了代号。发送之前请您从头看一遍。"
        ),
        paragraph(_DUTY),
        paragraph(f"《{KEY}》记着每个代号原来是什么，不在材料之中，请不要发送。"),
        Heading("材料的来历", 1),
        Table((Column("事项", 8), Column("内容", 34)), told),
        Heading("替换了什么", 1),
        Table((Column("原来的内容", 12), Column("换成", 30)), _REPLACED),
        paragraph(_KEPT, "note"),
        Heading("核对出的问题", 1),
        paragraph(f"{counts}。{_likeness(is_faithful)}"),
        *_findings(audit),
    ]
    mark = revision_mark(draft)
    return number(Document(READ_FIRST, (Section(tuple(blocks)),), mark))


def compose_key(key: Sequence[Substitute]) -> Register:
    """Which stand-in is who: one row each, to be looked up when an answer comes."""
    rows = tuple(
        (str(serial), one.kind, one.substitute, one.original)
        for serial, one in enumerate(key, start=1)
    )
    counted = Counter(one.kind for one in key)
    told = "，".join(f"{kind}{many}个" for kind, many in counted.items())
    notes = (
        "收到答复以后，用它查出代号原来是什么；里面都是真实的名称，请自己留存，不要发送。",
        told or "没有替换任何名称。",
    )
    headings = (
        Title("序号", 4, "number"),
        Title("种类", 8, "center"),
        Title("代号", 30),
        Title("原来的内容", 40),
    )
    return Register(KEY, (Sheet(KEY, notes, headings, rows),))


def _likeness(is_faithful: bool) -> str:
    if is_faithful:
        return "替换以后重新核对过，问题与原草稿逐条相同。"
    return "注意：替换以后重新核对，问题与原草稿不完全相同，求助时请说明原来的问题。"


def _findings(audit: Audit) -> list[Block]:
    if not audit.findings:
        return []
    findings = by_weight(audit.findings)
    columns = (
        Column("轻重", 5, "center"),
        Column("电话编号", 8),
        Column("问题", 28),
        Column("位置", 11),
    )
    blocks: list[Block] = [Table(columns, tuple(_row(one) for one in findings[:_MOST]))]
    if len(findings) > _MOST:
        blocks.append(paragraph(f"另有{len(findings) - _MOST}条，见“问题.json”。", "note"))
    return blocks


def _row(one: Finding) -> tuple[str, ...]:
    where = "；".join(full_width(place.label) for place in one.places[:3])
    more = f"等{len(one.places)}处" if len(one.places) > 3 else ""
    state = "（已说明）" if one.explanation else ""
    return SEVERITY_WORDS[one.severity] + state, one.spoken, full_width(one.message), where + more
