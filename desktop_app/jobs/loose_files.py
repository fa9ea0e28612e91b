"""A folder in which somebody put a plan and a summary without our register: which is which?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, in_words
from desktop_app.intake.plain import Raw
from desktop_app.jobs.find_submissions import DOCUMENTS
from desktop_app.jobs.packs import load_programme, usable_programmes
from desktop_app.jobs.which_programme import plan_likeness, summary_likeness
from desktop_app.paths import is_left_behind

# More documents than a person puts beside a plan and a summary: something else lies here.
_MOST = 12
# Half of what a file can be like: below it a report of last year would count as a plan.
_LIKE_ENOUGH = 1.0
# The one that says most of its cells and places goes before the others of its name.
_BEST_FIRST = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".docx", ".pdf")


class NoneOfThem(AppError):
    """Everything in the folder was read, and neither a plan nor a summary is among it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The plan and the summary of a folder, as they were read.

    `others` are further formats of the same two, which were not compared.
    """

    programme: Programme
    plan: Path
    summary: Path
    read: Mapping[Path, Raw]
    others: tuple[str, ...] = ()


def pair_in(folder: Path, read: Callable[[Path], Raw], programme_id: str = "") -> Pair:
    """The one plan and the one summary of a folder, and whose they are unless that is named.

    Raises AppError, with the next step, where there is none of one or several, and never chooses
    between two: what is compared must be what is handed in.
    """
    raws, refusals = _read_all(folder, read)
    if programme_id:
        programmes = [load_programme(programme_id)]
    else:
        programmes, _ = usable_programmes()
    likest: tuple[float, Programme, list[Path], list[Path]] | None = None
    for programme in programmes:
        plans = {path: plan_likeness(programme, raw) for path, raw in raws.items()}
        summaries = {path: summary_likeness(programme, raw) for path, raw in raws.items()}
        found = (
            max(plans.values(), default=0.0) + max(summaries.values(), default=0.0),
            programme,
            [one for one in raws if plans[one] >= max(_LIKE_ENOUGH, summaries[one])],
            [one for one in raws if summaries[one] >= _LIKE_ENOUGH > plans[one]],
        )
        if likest is None or found[0] > likest[0]:
            likest = found
    if likest is None:
        raise AppError("没有安装申报事项,无法读取;请重新安装程序。")
    _, programme, plans, summaries = likest
    if not plans or not summaries:
        raise _not_found(folder, plans, summaries, refusals)
    plan = _only_one(folder, "方案", plans)
    summary = _only_one(folder, "汇总表", summaries)
    others = tuple(one.name for one in (*plans, *summaries) if one not in (plan, summary))
    return Pair(programme, plan, summary, raws, others)


def _read_all(folder: Path, read: Callable[[Path], Raw]) -> tuple[dict[Path, Raw], list[str]]:
    try:
        files = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in DOCUMENTS and not is_left_behind(path.name)
        )
    except OSError as reason:
        raise AppError(
            f"文件夹「{folder.name}」打不开({in_words(reason)});请检查权限或者磁盘。"
        ) from reason
    if len(files) > _MOST:
        raise AppError(
            f"「{folder.name}」里有 {len(files)} 个文件,认不出哪两个是方案和汇总表;"
            "请把一份方案和一份汇总表单独放进一个文件夹,再校验。"
        )
    raws: dict[Path, Raw] = {}
    refusals: list[str] = []
    for path in files:
        try:
            raws[path] = read(path)
        except AppError as reason:
            refusals.append(str(reason))
    return raws, refusals


def _only_one(folder: Path, called: str, found: Sequence[Path]) -> Path:
    """The paper of which `found` are formats; AppError where they are several papers."""
    if len({one.stem for one in found}) > 1:
        names = "、".join(f"「{one.name}」" for one in found)
        raise AppError(
            f"「{folder.name}」里像{called}的不止一份({names}),不知道校验哪一份;"
            "请只留下要校验的一份,或者写明两个文件:verify 方案 汇总表。"
        )
    return min(found, key=_rank)


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return _BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)


def _not_found(
    folder: Path, plans: Sequence[Path], summaries: Sequence[Path], refusals: Sequence[str]
) -> AppError:
    if refusals:
        # What could not be read is most likely what is missing.
        return AppError(refusals[0])
    kind = AppError if plans or summaries else NoneOfThem
    lacks = "没有认出汇总表" if plans else "没有认出方案"
    if kind is NoneOfThem:
        lacks = "没有认出方案和汇总表"
    return kind(
        f"「{folder.name}」不是成册材料,其中的文件里也{lacks};"
        "请检查文件是否齐全,或者写明两个文件:verify 方案 汇总表 --programme 编号。"
    )
