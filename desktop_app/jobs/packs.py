"""Installed programme packs: finding, loading and linting them."""

from collections.abc import Mapping
from pathlib import Path

from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import Problem, lint_pack, pack_notes
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, PackError, in_words
from desktop_app.jobs.own_lists import laid_over
from desktop_app.paths import FORMS

_SUFFIXES = {".toml", ".csv", ".txt"}


def installed(forms: Path = FORMS) -> list[Path]:
    """The folders of all installed packs, by name."""
    if not forms.is_dir():
        return []
    return sorted(path.parent for path in forms.glob("*/programme.toml"))


def pack_folder(name: str, forms: Path = FORMS) -> Path:
    """The folder of a pack given by its id or by a path; AppError when there is none."""
    for folder in (forms / name, Path(name)):
        if (folder / "programme.toml").is_file():
            return folder
    known = "、".join(folder.name for folder in installed(forms)) or "无"
    raise AppError(f"没有申报事项「{name}」;已安装的有:{known}。请用其中一个编号。")


def load_programme(name: str, forms: Path = FORMS, *, with_own: bool = True) -> Programme:
    """The programme of an installed pack, with the user's own lists in the place of the pack's
    unless asked otherwise; PackError names what is wrong with its files."""
    folder = pack_folder(name, forms)
    try:
        programme = read_pack(pack_files(folder))
    except PackError as reason:
        raise PackError(f"规则包 {folder.name} 不能使用:{reason}") from reason
    return laid_over(programme) if with_own else programme


def lint(name: str, forms: Path = FORMS) -> list[Problem]:
    """All problems of a pack; empty when it is sound."""
    folder = pack_folder(name, forms)
    return lint_pack(pack_files(folder))


def lint_notes(name: str, forms: Path = FORMS) -> list[str]:
    """What a sound pack's reader should know of the notice itself: nothing to mend."""
    return pack_notes(pack_files(pack_folder(name, forms)))


def pack_files(folder: Path) -> Mapping[str, str]:
    """The text of a pack's files by their name within it."""
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _SUFFIXES:
            name = path.relative_to(folder).as_posix()
            try:
                files[name] = path.read_text("utf-8")
            except UnicodeDecodeError as reason:
                raise PackError(f"{name} 不是 UTF-8 文本,请另存为 UTF-8。") from reason
            except OSError as reason:
                raise PackError(f"{name} 读不出来({in_words(reason)}),请检查文件权限。") from reason
    return files
