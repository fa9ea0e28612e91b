"""What `official` says of the issuer's forms."""

from collections.abc import Sequence
from typing import Any

from desktop_app.cli_say import say, say_json
from desktop_app.core.own_form import FormMap, OwnTable, attachment_of
from desktop_app.core.own_places import places, targets, unfit
from desktop_app.core.programme import Programme
from desktop_app.jobs.kept_forms import KeptForm, attachment_name

FINE, FINDINGS = 0, 1
_LEFT = "(不填)"


def proposed(
    programme: Programme, form: FormMap, doubts: Sequence[str], is_dry: bool, as_json: bool
) -> int:
    """The map of a form, place by place; exit 1 while it cannot be used."""
    wrong = unfit(programme, form)
    if as_json:
        record = _record(programme, form)
        say_json({**record, "kept": not is_dry, "doubts": list(doubts), "problems": list(wrong)})
        return FINDINGS if wrong else FINE
    say(f"{attachment_name(programme, form.attachment)}:{form.file}")
    for table in form.tables:
        say(f"  {table_told(table)}")
    for one in places(form):
        label = targets(programme, form, one).get(one.target, one.target) or _LEFT
        say(f"  {one.key}  「{one.text}」 → {label}")
    if form.has_guidance:
        kept = "保留在正文上面" if form.keeps_guidance else "由正文代替(要保留,加 --keep-guidance)"
        say(f"  表样中的填写说明{kept}")
    if doubts:
        say("请看一看:")
    for text in doubts:
        say(f"  {text}")
    for text in wrong:
        say(f"还不能用:{text}")
    if not wrong:
        say(
            "这只是查看,没有存;去掉 --dry-run 就存下。"
            if is_dry
            else "已存下;以后成册会照这个文件的版式填一份,放在「官方表样」文件夹,并读回比对。"
        )
    return FINDINGS if wrong else FINE


def listed(programme: Programme, kept: Sequence[KeptForm], as_json: bool) -> int:
    """The forms that are kept."""
    if as_json:
        say_json({"programme": programme.id, "forms": [_kept(programme, one) for one in kept]})
        return FINE
    if not kept:
        say("还没有存官方表样;收到空白附件后,用 official 草稿 文件 存下。")
    for one in kept:
        told = one.trouble or (one.form.file if one.form is not None else "")
        say(f"{attachment_name(programme, one.attachment)}:{told}")
    return FINE


def forgotten(programme: Programme, gone: Sequence[str], as_json: bool) -> int:
    """The forms that are used no longer."""
    if as_json:
        say_json({"forgotten": list(gone)})
        return FINE
    for one in map(attachment_of, gone):
        if one is not None:
            say(f"不再使用{attachment_name(programme, one)}的官方表样。")
    if not gone:
        say("没有存着的官方表样,没有改动。")
    return FINE


def table_told(table: OwnTable) -> str:
    """Where a table is filled in, in the words of whoever has the file open."""
    rows = f"第{table.header + 1}" + (f"-{table.first}" if table.first > table.header + 1 else "")
    total = f",合计在第{table.total + 1}行" if table.total >= 0 else ""
    ready = f"预留 {table.ready} 行,不够时自动加行"
    return f"「{table.name}」{rows}行是表头,从第{table.first + 1}行填起,{ready}{total}"


def _record(programme: Programme, form: FormMap) -> dict[str, Any]:
    listed_places = [
        {
            "key": one.key,
            "kind": one.kind,
            "text": one.text,
            "target": one.target,
            "label": targets(programme, form, one).get(one.target, ""),
        }
        for one in places(form)
    ]
    tables = [
        {
            "table": one.table,
            "name": one.name,
            "header": one.header + 1,
            "first": one.first + 1,
            "ready": one.ready,
            "total": one.total + 1 if one.total >= 0 else None,
        }
        for one in form.tables
    ]
    return {
        "attachment": form.attachment,
        "file": form.file,
        "sha256": form.sha256,
        "tables": tables,
        "places": listed_places,
    }


def _kept(programme: Programme, one: KeptForm) -> dict[str, Any]:
    told = {} if one.form is None else _record(programme, one.form)
    return {"attachment": one.attachment, **told, "problem": one.trouble}
