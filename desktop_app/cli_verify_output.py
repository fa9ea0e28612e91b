"""What the command line prints of files that were read back: verify, and scans of sealed paper."""

from typing import Any

from desktop_app.cli_audit_output import finding
from desktop_app.cli_say import say, say_json
from desktop_app.core.findings import SEVERITY_WORDS, Severity, State


def verified_record(result: Any) -> dict[str, Any]:
    """A comparison as `verify --json` gives it."""
    record: dict[str, Any] = {
        "identical": result.identical,
        "plan": _side(result.plan),
        "summary": _side(result.summary),
        "findings": [
            {
                "kind": one.kind,
                "plan": _place(one.plan),
                "summary": _place(one.summary),
                "message": one.message,
                "files": list(one.files),
            }
            for one in result.findings
        ],
    }
    if result.changed:
        record["changed"] = list(result.changed)
    return record


def verified(result: Any, as_json: bool) -> None:
    if as_json:
        say_json(verified_record(result))
        return
    words = result.words
    for called, side in zip(result.called, (result.plan, result.summary), strict=True):
        say(f"{called.ljust(3, '　')} {side.file}:{words.noun} {len(side.named)} {words.counter}")
    for side in (result.plan, result.summary):
        for doubt in side.doubts:
            say(f"请看一眼 {side.file}:{doubt}")
    for name in result.changed:
        say(f"注意:「{name}」在成册以后被改动过,以下按现在的内容比对。")
    for number, one in enumerate(result.findings, start=1):
        say(f"{number}. {one.message}")
        if len(one.files) > 2:
            say(f"    见于:{'、'.join(one.files)}")
    if result.identical:
        say(f"{words.noun}名称和数量完全一致。")
    else:
        say(f"不一致:{len(result.findings)} 处。")
    if result.following:
        sentences = {one.plan for one in result.following}
        say(f"另外,方案正文中有 {len(sentences)} 处数字因上述差异而对不上;改好以后再校验一次。")
    if result.audit is not None:
        _audited(result)


def scanned(found: Any, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "complete": found.is_complete,
                "revision": found.revision,
                "check_code": found.check_code,
                "pages": found.pages,
                "blank": found.blank,
                "documents": [
                    {
                        "document": one.number,
                        "title": one.title,
                        "pages": one.pages,
                        "copies": one.copies,
                        "found": one.found,
                        "missing": [
                            {"copy": copy, "pages": list(pages)}
                            for copy, pages in one.missing.items()
                        ],
                    }
                    for one in found.documents
                ],
                "findings": [
                    {
                        "kind": one.kind,
                        "message": one.message,
                        "file": one.file,
                        "page": one.page,
                    }
                    for one in found.findings
                ],
            }
        )
        return
    blank = f",其中空白 {found.blank} 页" if found.blank else ""
    say(f"扫描件共 {found.pages} 页{blank}。")
    if found.documents:
        say(f"数据版本 {found.revision} · 校验码 {found.check_code}")
    for one in found.documents:
        say(f"  {one.title}:{one.pages} 页 × {one.copies} 份,扫到 {one.found} 页")
    for number, one in enumerate(found.findings, start=1):
        say(f"{number}. {one.message}")
    if found.is_complete:
        say("各份各页齐全,次序正确,都是同一版本。")
    else:
        say(f"有 {len(found.findings)} 处问题,请处理后重新扫描、校验。")


def _audited(result: Any) -> None:
    """What the rules find in files whose names were compared, beyond what that told."""
    counts = " · ".join(f"{SEVERITY_WORDS[s]} {result.audit.count(s)}" for s in Severity)
    say(f"按审核公式核对这两份文件:{counts}")
    for severity in (Severity.MUST, Severity.EXPLAIN):
        for one in result.beyond:
            if one.severity is severity:
                finding(one)
    told = result.audit.count(Severity.MUST) + result.audit.count(Severity.EXPLAIN)
    if told > len(result.beyond):
        say(f"其余 {told - len(result.beyond)} 处就是上面列出的差异。")
    blank = sum(one.state is State.NO_DATA for one in result.audit.outcomes)
    if blank:
        reason = "缺数据" if result.has_draft else "没有草稿不能核对(可加 --draft)"
        say(f"审核公式 {len(result.audit.outcomes)} 条,其中 {blank} 条{reason}。")


def _side(side: Any) -> dict[str, Any]:
    return {"file": side.file, "projects": len(side.named), "names": list(side.names)}


def _place(place: tuple[str, str] | None) -> dict[str, str] | None:
    return None if place is None else {"text": place[0], "where": place[1]}
