"""A pack as one file: a zip with the pack's files, the list of their SHA-256, and its signature.

Nothing of a foreign file is unpacked to the disk before its list, its hashes, its signature and
its names hold; no entry is read further than its size may be.
"""

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.pack import read_pack, text_of
from desktop_app.core.pack_lint import Problem, lint_pack
from desktop_app.core.pack_names import (
    fault_of_id,
    fault_of_name,
    fault_of_publisher,
    fault_of_version,
)
from desktop_app.core.pack_records import Listed, NotThis, PackList, from_json, to_json
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError, PackError, in_words
from desktop_app.jobs.pack_folder import files_in
from desktop_app.jobs.publisher import Publisher
from desktop_app.jobs.signing import fingerprint, is_signed, sign
from desktop_app.paths import PACK_SUFFIX
from desktop_app.storage.copying import beside, put_in_place

LIST = "pack.json"
SIGNATURE = "pack.sig"
LARGEST = 20_000_000
LARGEST_FILE = 5_000_000
LARGEST_ALL = 30_000_000
MOST_FILES = 300
_LARGEST_LIST = 200_000
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
# Of every zip entry, so that the same pack gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
# How many problems a refusal names; `lint` lists all.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack file whose list, hashes, signature and names hold, and that lint has nothing against.

    `key` is empty of a file that nobody signed.
    """

    name: str
    list: PackList
    files: Mapping[str, bytes]
    programme: Programme
    key: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key) if self.key else ""

    @property
    def digest(self) -> str:
        """What the content is known by: of one version it never changes."""
        return digest_of(self.files)


@dataclass(frozen=True, slots=True)
class Built:
    """A pack file that was written."""

    path: Path
    list: PackList

    @property
    def fingerprint(self) -> str:
        return fingerprint(bytes.fromhex(self.list.key)) if self.list.key else ""


def digest_of(files: Mapping[str, bytes]) -> str:
    """The SHA-256 over the names and hashes of a pack's files."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return whole.hexdigest()


def build_pack(folder: Path, out: Path | None = None, publisher: Publisher | None = None) -> Built:
    """Write a pack's folder as one file; raises AppError, and PackError for what lint finds.

    It is called 编号-版本: beside the folder without `out`, in it where that is a folder.
    """
    files = _folder_files(folder)
    programme = checked(files, folder.name)
    about = programme.about
    told = PackList(
        format=1,
        id=about.id,
        version=about.version,
        title=about.title,
        files={
            name: Listed(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
            for name, content in sorted(files.items())
        },
        publisher=publisher.name if publisher else "",
        key=publisher.key.hex() if publisher else "",
    )
    content = _zipped(files, told, publisher)
    if len(content) > LARGEST:
        raise AppError(f"规则包超过 {LARGEST // 1_000_000} MB;请删去不用的名单再试。")
    try:
        path = _place(folder, out, f"{about.id}-{about.version}{PACK_SUFFIX}")
        with beside(path) as temporary:
            temporary.write_bytes(content)
            put_in_place(temporary, path)
    except OSError as reason:
        raise AppError(f"规则包文件没有写成({in_words(reason)});请换一个位置。") from reason
    return Built(path, told)


def read_pack_file(path: Path) -> PackFile:
    """A pack file that may be installed; raises AppError with what is wrong and what to do."""
    name = path.name
    content = _content(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = _entries(name, archive)
            told, raw, signature = _list(name, archive, entries)
            key = _proved(name, told, raw, signature)
            files = _files(name, archive, entries, told)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError,
        NotImplementedError,
    ) as reason:  # fmt: skip
        raise _damaged(name) from reason
    programme = checked(files, name)
    if (programme.about.id, programme.about.version) != (told.id, told.version):
        raise AppError(f"「{name}」的清单与其中的 programme.toml 编号或版本不一致,不能安装。")
    return PackFile(name, told, files, programme, key)


def checked(files: Mapping[str, bytes], name: str) -> Programme:
    """The programme of a pack's files; PackError with file, line and key of what lint finds."""
    try:
        texts = {one: text_of(one, content) for one, content in files.items()}
    except PackError as reason:
        raise PackError(f"规则包 {name} 不能使用:{reason}") from reason
    problems = lint_pack(texts)
    if problems:
        raise PackError(_refusal(name, problems))
    return read_pack(texts)


def _place(folder: Path, out: Path | None, usual: str) -> Path:
    """Where the file goes; nothing is there yet."""
    path = out or folder.absolute().parent
    if out is None or out.is_dir():
        path = path / usual
    if path.suffix != PACK_SUFFIX:
        path = path.with_name(path.name + PACK_SUFFIX)
    if path.exists():
        raise AppError(f"「{path}」已经存在,没有覆盖;请删去它,或用 --out 另写一个名称。")
    return path


def _refusal(name: str, problems: list[Problem]) -> str:
    told = "\n".join(f"  {one}" for one in problems[:_NAMED])
    more = f"\n  …另有 {len(problems) - _NAMED} 处" if len(problems) > _NAMED else ""
    return f"规则包 {name} 有 {len(problems)} 处问题,请改好再来(lint 列出全部):\n{told}{more}"


def _folder_files(folder: Path) -> dict[str, bytes]:
    """The files that a pack is built of: none that could not be installed again."""
    files: dict[str, bytes] = {}
    room = LARGEST_ALL
    try:
        if not (folder / "programme.toml").is_file():
            raise AppError(f"「{folder}」里没有 programme.toml,不是规则包的文件夹。")
        for name, path in files_in(folder):
            if fault := fault_of_name(name):
                raise AppError(f"{fault},不能放进规则包;请移走或改名。")
            if path.is_symlink():
                raise AppError(f"「{name}」是链接,不能放进规则包;请换成文件本身。")
            size = path.stat().st_size
            room -= size
            if size > LARGEST_FILE:
                raise AppError(f"「{name}」超过 {LARGEST_FILE // 1_000_000} MB,不能放进规则包。")
            if room < 0:
                told = LARGEST_ALL // 1_000_000
                raise AppError(f"规则包的文件合计超过 {told} MB;请删去不用的名单再试。")
            if len(files) == MOST_FILES:
                raise AppError(f"规则包的文件超过 {MOST_FILES} 个;请检查是否选对了文件夹。")
            files[name] = path.read_bytes()
    except OSError as reason:
        raise AppError(f"「{folder}」读不出来({in_words(reason)});请检查路径和权限。") from reason
    return files


def _zipped(files: Mapping[str, bytes], told: PackList, publisher: Publisher | None) -> bytes:
    raw = to_json(told)
    parts = {LIST: raw}
    if publisher is not None:
        parts[SIGNATURE] = sign(publisher.secret, raw).hex().encode("ascii")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *sorted(files.items())):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise AppError(f"文件「{path}」不存在;请检查路径和文件名。")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as reason:
        why = in_words(reason) if isinstance(reason, OSError) else "不是文件名"
        raise AppError(f"文件「{path}」读不出来({why});请检查权限。") from reason
    if len(content) > LARGEST:
        raise AppError(f"「{path.name}」超过 {LARGEST // 1_000_000} MB,不是规则包文件。")
    return content


def _entries(name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, each once, none of them anything but an ordinary file."""
    listed = archive.infolist()
    if len(listed) > MOST_FILES + 2:
        raise AppError(f"「{name}」里的文件太多,不是规则包文件。")
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for entry in listed:
        # The name as it stands in the file: `filename` is cut at a null.
        own = entry.orig_filename
        if own not in (LIST, SIGNATURE) and (fault := fault_of_name(own)):
            raise AppError(f"「{name}」不能安装:{fault}。")
        if own.casefold() in folded:
            raise AppError(f"「{name}」不能安装:「{own}」有两份。")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.flag_bits & 1 or kind not in (0, stat.S_IFREG):
            raise AppError(f"「{name}」不能安装:「{own}」是加密的内容或链接。")
        # Others are read by libraries that fail in ways of their own.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise AppError(
                f"「{name}」不能安装:「{own}」用了别的压缩方式;请用 pack build 生成的文件。"
            )
        folded.add(own.casefold())
        found[own] = entry
    return found


def _read(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int) -> bytes:
    """An entry that is not larger than it may be, whatever it says of itself."""
    with archive.open(entry) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise AppError(f"「{name}」不能安装:「{entry.filename}」展开后太大。")
    return content


def _list(
    name: str, archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]
) -> tuple[PackList, bytes, bytes]:
    if LIST not in entries:
        raise AppError(
            f"「{name}」不是规则包文件(没有清单);请用 pack build 生成的 {PACK_SUFFIX} 文件。"
        )
    raw = _read(name, archive, entries[LIST], _LARGEST_LIST)
    try:
        told = from_json(PackList, raw)
    except NotThis as reason:
        raise AppError(
            f"「{name}」的清单不是这个程序认识的格式;请更新程序,或请对方重新发送。"
        ) from reason
    except ValueError as reason:
        raise _damaged(name) from reason
    # The name of who signed stands in the question that a person says yes to.
    of_publisher = fault_of_publisher(told.publisher) if told.key or told.publisher else ""
    for fault in (fault_of_id(told.id), fault_of_version(told.version), of_publisher):
        if fault:
            raise AppError(f"「{name}」不能安装:{fault}。")
    signature = b""
    if SIGNATURE in entries:
        signature = bytes.fromhex(_read(name, archive, entries[SIGNATURE], 200).decode("ascii"))
    return told, raw, signature


def _proved(name: str, told: PackList, raw: bytes, signature: bytes) -> bytes:
    """The key that signed the list; empty where nobody did. Half a signature is none at all."""
    if not told.key and not signature:
        return b""
    key = bytes.fromhex(told.key)
    is_whole = len(key) == _KEY_BYTES and len(signature) == _SIGNATURE_BYTES
    if not is_whole or not is_signed(key, raw, signature):
        raise AppError(
            f"「{name}」的签名不对:文件被改动过,或者签名不是这份清单的;请向发布单位重新要。"
        )
    return key


def _files(
    name: str,
    archive: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    told: PackList,
) -> dict[str, bytes]:
    inside = set(entries) - {LIST, SIGNATURE}
    if extra := sorted(inside - set(told.files)):
        raise AppError(f"「{name}」不能安装:「{extra[0]}」不在清单里。")
    if missing := sorted(set(told.files) - inside):
        raise AppError(f"「{name}」不能安装:清单里的「{missing[0]}」不在文件里。")
    files: dict[str, bytes] = {}
    room = LARGEST_ALL
    for one in sorted(inside):
        content = _read(name, archive, entries[one], min(LARGEST_FILE, room))
        room -= len(content)
        if hashlib.sha256(content).hexdigest() != told.files[one].sha256:
            raise AppError(f"「{name}」不能安装:「{one}」与清单里的校验值不符,文件被改动过。")
        files[one] = content
    return files


def _damaged(name: str) -> AppError:
    return AppError(f"「{name}」不是规则包文件,或者已经损坏;请向发布单位重新要一份。")
