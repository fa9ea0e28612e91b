"""常用语: phrases that a person keeps on this PC, in one readable file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from desktop_app.core.names import fold
from desktop_app.errors import AppError, in_words
from desktop_app.paths import free_name

FILE = "常用语.json"
_NAME_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text under the name by which it is found again; names differ."""

    name: str
    text: str


class Phrases:
    """The phrases in a file; each deed is written before it counts.

    A file that cannot be understood is put aside under another name, never written over; `trouble`
    then says where it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self._all = self._read()

    def found(self, words: str = "") -> tuple[Phrase, ...]:
        """The phrases that hold all these words, in the order they were kept, newest first."""
        asked = [fold(one) for one in words.split()]
        return tuple(p for p in self._all if all(w in fold(p.name + p.text) for w in asked))

    def keep(self, text: str, name: str = "") -> Phrase:
        """Keep a text as a phrase; without a name it is called by how it begins."""
        told = " ".join(name.split()) or _name_of(text)
        if not told:
            raise AppError("没有选中文字;请先在正文中选中要存的一段。")
        made = Phrase(self._free(told), text)
        self._write((made, *self._all))
        return made

    def rename(self, old: str, new: str) -> Phrase:
        """Call a phrase by another name; AppError for a name that is blank or taken."""
        told = " ".join(new.split())
        if not told:
            raise AppError("名称不能为空;请写几个字,便于以后查找。")
        if told != old and any(one.name == told for one in self._all):
            raise AppError(f"已有名为「{told}」的常用语;请换一个名称。")
        self._write(Phrase(told, one.text) if one.name == old else one for one in self._all)
        return next(one for one in self._all if one.name == told)

    def delete(self, name: str) -> None:
        """Take a phrase away."""
        self._write(one for one in self._all if one.name != name)

    def _free(self, name: str) -> str:
        taken = {one.name for one in self._all}
        number = 2
        found = name
        while found in taken:
            found = f"{name}({number})"
            number += 1
        return found

    def _read(self) -> tuple[Phrase, ...]:
        try:
            return tuple(_phrases(json.loads(self._path.read_text("utf-8"))))
        except FileNotFoundError:
            return ()
        except OSError as reason:
            self.trouble = f"常用语读不出来({in_words(reason)});请检查「{self._path}」。"
            return ()
        except ValueError:
            return self._put_aside()

    def _put_aside(self) -> tuple[Phrase, ...]:
        aside = free_name(self._path.with_name(f"{self._path.stem}(读不懂){self._path.suffix}"))
        try:
            self._path.rename(aside)
        except OSError as reason:
            self.trouble = f"常用语文件已损坏,也移不开({in_words(reason)});请检查「{self._path}」。"
            return ()
        self.trouble = f"常用语文件读不懂,已另存为「{aside.name}」,从空白重新开始。"
        return ()

    def _write(self, phrases: Iterable[Phrase]) -> None:
        kept = tuple(phrases)
        listed = [{"名称": one.name, "内容": one.text} for one in kept]
        beside = self._path.with_name(f"{self._path.name}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(listed, ensure_ascii=False, indent=1), "utf-8")
            beside.replace(self._path)
        except (OSError, UnicodeEncodeError) as reason:
            why = in_words(reason) if isinstance(reason, OSError) else "有不能保存的字符"
            raise AppError(f"常用语没有保存({why});请检查磁盘空间后再试。") from reason
        self._all = kept


def _phrases(read: Any) -> Iterable[Phrase]:
    """The phrases of a file; ValueError for anything else."""
    if not isinstance(read, list):
        raise ValueError("no list")
    for one in cast("list[Any]", read):
        if not isinstance(one, dict):
            raise ValueError("no phrase")
        told = cast("dict[str, Any]", one)
        name, text = told.get("名称"), told.get("内容")
        if not isinstance(name, str) or not isinstance(text, str):
            raise ValueError("no phrase")
        yield Phrase(name, text)


def _name_of(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NAME_LENGTH else f"{line[:_NAME_LENGTH]}…"
