"""A publisher's key in a file of its own: made once, kept apart from the packs it signs."""

import os
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.pack_names import LONGEST_PUBLISHER, fault_of_publisher
from desktop_app.core.pack_records import KeyFile, from_json, to_json
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.signing import fingerprint, new_secret, public_of
from desktop_app.storage.copying import beside, publish
from desktop_app.storage.refusals import NameTaken

_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who signs packs; `secret` never leaves the key file."""

    name: str
    secret: bytes
    key: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


def make_key(path: Path, name: str) -> Publisher:
    """A new key in a new file that only its owner may read; a file that is there is kept."""
    told = " ".join(name.split())
    if fault_of_publisher(told):
        raise AppError(
            f"请用 --name 写明发布单位(不超过 {LONGEST_PUBLISHER} 个字),例如 某市工信局。"
        )
    secret = new_secret()
    content = to_json(KeyFile(publisher=told, secret=secret.hex()))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        # Half a key is none: it gets its name when all of it is on the disk.
        with beside(path) as temporary:
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(content)
            publish(temporary, path)
    except NameTaken as reason:
        raise AppError(
            f"「{path}」已经存在,没有覆盖;密钥丢了就不能再发更新,请另写一个文件名。"
        ) from reason
    except (OSError, ValueError) as reason:
        why = in_words(reason) if isinstance(reason, OSError) else "不是文件名"
        raise AppError(f"密钥没有写成({why});请换一个可以写入的位置。") from reason
    return Publisher(told, secret, public_of(secret))


def read_key(path: Path) -> Publisher:
    """The publisher of a key file; raises AppError."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
        told = from_json(KeyFile, content)
        secret = bytes.fromhex(told.secret)
        if fault := fault_of_publisher(told.publisher):
            raise AppError(f"密钥「{path}」里{fault};请用 pack key 重新生成。")
        return Publisher(told.publisher, secret, public_of(secret))
    except OSError as reason:
        raise AppError(f"密钥「{path}」读不出来({in_words(reason)});请检查路径。") from reason
    except ValueError as reason:
        raise AppError(f"「{path}」不是发布密钥;请用 pack key 生成的文件。") from reason
