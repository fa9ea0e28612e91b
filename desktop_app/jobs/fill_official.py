"""The kept forms of the issuer filled from a draft, read back, and proven to say what it says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.own_form import CHAPTERS, Attachment, FormMap
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_own import compose_own
from desktop_app.documents.fill_docx import fill_docx, paragraphs_of
from desktop_app.documents.fill_xlsx import FilledForm, fill_xlsx
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.kept_forms import FOLDER, KeptForm, attachment_name
from desktop_app.jobs.prove_own import OwnProof, prove_own
from desktop_app.paths import counted
from desktop_app.temporary import TemporaryFolder

_NAMED = 8


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """A filled form: its name in the bundle, what was read back of it, and what a person should
    know."""

    attachment: Attachment
    name: str
    title: str
    proof: OwnProof
    notes: tuple[str, ...]

    @property
    def told(self) -> str:
        """The outcome of reading it back, in one sentence."""
        parts = [
            f"{count} {what}"
            for count, what in (
                (self.proof.projects, "个项目"),
                (self.proof.chapters, "章正文"),
                (self.proof.cells, "处填报项"),
            )
            if count
        ]
        what = f"官方表样《{Path(self.name).name}》({self.title})"
        return f"{what}已照草稿填好并读回:{'、'.join(parts)}与草稿完全一致。"


def fill_form(programme: Programme, draft: Draft, form: FormMap, content: bytes) -> FilledForm:
    """The empty form filled in; raises AppError where that cannot be done without harm."""
    own = compose_own(programme, draft, form)
    return (fill_xlsx if form.kind == "xlsx" else fill_docx)(content, form, own)


def write_official(
    programme: Programme,
    draft: Draft,
    forms: Sequence[KeptForm],
    folder: Path,
    read: Callable[[Path], Raw],
    say: Callable[[str], None] = lambda _: None,
) -> tuple[OfficialFile, ...]:
    """Write each kept form filled into 官方表样/ of a folder, and prove it.

    Raises AppError where a form cannot be used, or says something else when it is read back.
    """
    names: set[str] = set()
    return tuple(_write(programme, draft, one, folder, read, say, names) for one in forms)


def _write(
    programme: Programme,
    draft: Draft,
    kept: KeptForm,
    folder: Path,
    read: Callable[[Path], Raw],
    say: Callable[[str], None],
    names: set[str],
) -> OfficialFile:
    form = kept.form
    if form is None or kept.trouble:
        raise AppError(kept.trouble)
    name = _free(f"{safe_name(Path(form.file).stem)}.{form.kind}", names)
    say(name)
    filled = fill_form(programme, draft, form, kept.content)
    path = folder / FOLDER / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(filled.content)
    with TemporaryFolder() as apart:
        blank = apart / f"blank.{form.kind}"
        blank.write_bytes(kept.content)
        empty = read(blank)
    texts = paragraphs_of(kept.content) if form.kind == "docx" else []
    proof = prove_own(programme, draft, form, empty, read(path), texts)
    if proof.differences:
        raise AppError(
            f"官方表样「{name}」填好以后读回来与草稿不一致({proof.differences[0]});材料没有生成,"
            "请看一看它的对应关系,改好后再成册。"
        )
    title = attachment_name(programme, kept.attachment)
    notes = (*filled.notes, *_without_place(programme, draft, form))
    return OfficialFile(kept.attachment, f"{FOLDER}/{name}", title, proof, notes)


def _without_place(programme: Programme, draft: Draft, form: FormMap) -> Iterator[str]:
    """What the draft says and the form has no place for."""
    left: list[str] = []
    if form.attachment == "plan":
        placed = {one.chapter for one in form.headings}
        placed |= {one.path.removeprefix(CHAPTERS) for one in form.cells}
        left = [
            f"「{one.title}」一章"
            for one in programme.plan.chapter
            if one.id not in placed and draft.values.get(f"{CHAPTERS}{one.id}", "").strip()
        ]
    else:
        table = programme.summary.table
        given = {field for one in form.tables for field in one.fields}
        rows = draft.filled_rows(table.id)
        left = [
            f"「{one.label}」"
            for one in table.column
            if one.printed
            and one.id not in given
            and any(row.cells.get(one.id, "").strip() for row in rows)
        ]
    if left:
        more = f"等 {len(left)} 项" if len(left) > _NAMED else ""
        yield f"官方表样「{form.file}」里没有地方填:{'、'.join(left[:_NAMED])}{more}。"


def _free(name: str, names: set[str]) -> str:
    """A name that no other of the forms has."""
    stem, _, suffix = name.rpartition(".")
    found = counted(stem, lambda one: f"{one}.{suffix}".casefold() in names)
    names.add(f"{found}.{suffix}".casefold())
    return f"{found}.{suffix}"
