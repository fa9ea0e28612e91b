"""The finding that a person names: by its code and row, as it is read out on the telephone."""

import re
from collections.abc import Sequence

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.jobs.draft_rows import row_id

_TOLD = 8
_ROW = re.compile(r"第?(\d+)行?")


def findings_named(
    programme: Programme, draft: Draft, findings: Sequence[Finding], target: str
) -> list[Finding]:
    """All findings that `target` names: CODE, CODE@ROW (a row's number or id, or what else stands
    behind the @ in a finding's key), or the code as it is spoken (CODE 第12行).

    Raises AppError when there are none.
    """
    wanted = target.strip()
    spoken = [one for one in findings if wanted in (one.spoken, one.key)]
    if spoken:
        return spoken
    code, _, row = wanted.replace("\u3000", " ").replace(" ", "@", 1).partition("@")
    of_code = [one for one in findings if one.code == code]
    if not of_code:
        raise AppError(f"现在没有编号为 {code} 的问题,无须处理;请先用「核对」查看问题编号。")
    if not row:
        return of_code
    match = _ROW.fullmatch(row)
    for table in programme.tables():
        found = row_id(draft, table.id, match[1] if match else row)
        start = f"{code}@{found}"
        of_row = [one for one in of_code if one.key == start or one.key.startswith(f"{start}.")]
        if found is not None and of_row:
            return of_row
    raise AppError(f"没有找到问题 {target};请先用「核对」查看问题编号。")


def finding_named(
    programme: Programme, draft: Draft, findings: Sequence[Finding], target: str
) -> Finding:
    """The one finding that `target` names; AppError where it names several or none."""
    found = findings_named(programme, draft, findings, target)
    if len(found) == 1:
        return found[0]
    keys = "、".join(f"{one.key}({one.row})" if one.row else one.key for one in found[:_TOLD])
    more = "……" if len(found) > _TOLD else ""
    raise AppError(f"{target} 有 {len(found)} 处,请写明是哪一处:{keys}{more}。")
