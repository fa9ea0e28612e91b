"""Making a draft and changing single values in it."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.changes import (
    Change,
    Explain,
    SetValue,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.differences import differences, in_words
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.explaining import fingerprint, says_nothing
from desktop_app.core.findings import Finding, Severity
from desktop_app.core.pack_update import stamped
from desktop_app.core.programme import Programme
from desktop_app.core.readings import choosing, readings_of
from desktop_app.core.report_places import WRITTEN, report_words
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.errors import in_words as fault_in_words
from desktop_app.jobs.draft_rows import row_id
from desktop_app.jobs.finding_named import finding_named

NewId = Callable[[], str]
Now = Callable[[], datetime]
_LETTERS = "abcdefghjkmnpqrstuvwxyz"


def new_row_id() -> str:
    """A short id for a row; begins with a letter, so that it is never taken for a row number."""
    return "".join(secrets.choice(_LETTERS) for _ in range(7))


def starting_values(programme: Programme, new_id: NewId = new_row_id) -> Together:
    """What a new draft begins with: the version of the pack that it is made with, the defaults of
    fields and the given rows of tables."""
    draft = Draft(programme.id)
    changes: list[Change] = [stamped(draft, programme.about.version)]
    for section in programme.plan.section:
        for field in section.field:
            if field.default:
                changes.append(SetValue(f"{section.id}/{field.id}", "", field.default))
    for table in programme.plan.table:
        rows = [Row(new_id(), MappingProxyType(dict(cells))) for cells in table.rows]
        if rows:
            changes.append(append_rows(draft, table.id, rows))
    return Together("新建草稿", tuple(changes))


def assignments(
    programme: Programme,
    draft: Draft,
    pairs: Iterable[str],
    new_id: NewId = new_row_id,
    author: str = "",
    now: Now = datetime.now,
) -> Together:
    """The change that `PATH=VALUE …` describes.

    `table/+/column` (or `table/+2/column`) fills a new row, `table/<row>=` removes one; a row is
    named by its id or by its number. `@file` as VALUE is the text of that file, `@@…` a text that
    begins with @. Who chose a reading (`readings/CODE=id`), and when, is kept beside it.
    Raises AppError for a path that the programme does not have.
    """
    before = draft
    changes: list[Change] = []
    added: dict[tuple[str, str], dict[str, str]] = {}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals:
            raise AppError(f"「{pair}」缺少等号;请写成 路径=内容,例如 basic/city=某市。")
        parts = path.strip().split("/")
        if text.startswith("@"):
            text = text[1:] if text.startswith("@@") else _file_text(text[1:])
        if len(parts) == 3 and parts[1].startswith("+"):
            _known(programme, path)
            _typed(programme, parts[0])
            added.setdefault((parts[0], parts[1]), {})[parts[2]] = text
            continue
        if parts[0] == "readings" and len(parts) == 2:
            _known_reading(programme, parts[1], text)
            change: Change = choosing(draft, parts[1], text, author, now())
        else:
            change = _assignment(programme, draft, parts, text)
        draft = change.apply(draft)
        changes.append(change)
    for (table_id, _), cells in added.items():
        row = Row(new_id(), MappingProxyType({key: text for key, text in cells.items() if text}))
        change = append_rows(draft, table_id, [row])
        draft = change.apply(draft)
        changes.append(change)
    return Together(_label(programme, before, draft), tuple(changes))


def _label(programme: Programme, before: Draft, after: Draft) -> str:
    """What a person reads in the list of changes: the first place, and how many there are."""
    found = differences(before, after)
    if not found:
        return "填写"
    more = f"等{len(found)}处" if len(found) > 1 else ""
    return f"填写 {in_words(programme, before, after, found[0])}{more}"


def explanation(
    programme: Programme, draft: Draft, target: str, text: str, author: str, now: datetime
) -> Explain:
    """The change that explains a finding; `target` names it (see `finding_named`).

    Raises AppError when nothing is found under it, and as `explained`.
    """
    found = finding_named(programme, draft, audit(programme, draft).findings, target)
    return explained(draft, found, text, author, now)


def explained(draft: Draft, found: Finding, text: str, author: str, now: datetime) -> Explain:
    """The change that explains a finding of this draft.

    Without a text, an explanation that lapsed is confirmed for the values of now.
    Raises AppError when what is found has to be corrected, or when the text says nothing.
    """
    if found.severity is Severity.MUST:
        raise AppError(f"{found.spoken} 必须改正,不能用情况说明代替;请按提示修改后再核对。")
    old = draft.explanations.get(found.key)
    told = text.strip()
    if not told and old is not None:
        told = old.text
    if says_nothing(told):
        raise AppError("情况说明不能为空,也不能只写「同上」「无」;请写明具体原因。")
    new = Explanation(told, fingerprint(draft, found), author, now.isoformat(timespec="seconds"))
    return Explain(found.key, old, new)


def _assignment(programme: Programme, draft: Draft, parts: list[str], text: str) -> Change:
    path = "/".join(parts)
    table = programme.table(parts[0])
    if table is not None and len(parts) in (2, 3):
        found = row_id(draft, table.id, parts[1])
        if found is None:
            raise AppError(f"「{table.title}」没有第 {parts[1]} 行;请用 show 查看行号。")
        if len(parts) == 2 and not text:
            return remove_rows(draft, table.id, frozenset({found}))
        parts[1] = found
        path = "/".join(parts)
    _known(programme, path)
    if text:
        _typed(programme, parts[0])
    return set_path(draft, path, text)


def _known(programme: Programme, path: str) -> None:
    first, _, rest = path.partition("/")
    is_chapter = first == "chapters" and any(c.id == rest for c in programme.plan.chapter)
    is_written = first == WRITTEN and bool(report_words(programme, path))
    if not is_chapter and not is_written and programme.field(path) is None:
        raise AppError(f"没有填报项「{path}」;请用 show 查看可以填写的路径。")


def _typed(programme: Programme, table_id: str) -> None:
    """Raises AppError for a table that follows from the text: nothing is typed there."""
    table = programme.table(table_id)
    if table is not None and table.gathered is not None:
        named = [one.title for one in programme.plan.chapter if one.id in table.gathered.chapters]
        raise AppError(
            f"「{table.title}」由正文汇集,不用填写;请在「{'」「'.join(named)}」一章的任务末尾写明"
            f"({table.gathered.marks[0]}:…)。"
        )


def _known_reading(programme: Programme, code: str, reading: str) -> None:
    known = readings_of(programme, code)
    if known:
        if reading and reading not in known:
            raise AppError(f"{code} 没有理解方式「{reading}」;可选:{'、'.join(known)}。")
        return
    raise AppError(f"规则 {code} 没有不同的理解方式,不用选择。")


def _file_text(name: str) -> str:
    path = Path(name)
    try:
        raw = path.read_bytes()
    # ValueError: a name with a null or with half a surrogate pair is none for any file.
    except (OSError, ValueError) as reason:
        why = fault_in_words(reason) if isinstance(reason, OSError) else "不是文件名"
        raise AppError(
            f"文件「{name}」读不出来({why}),请检查路径;内容本身以 @ 开头的,请写成 @@。"
        ) from reason
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).rstrip("\n")
        except UnicodeDecodeError:
            continue
    raise AppError(f"文件「{name}」不是文本文件,请另存为 .txt 再试。")
