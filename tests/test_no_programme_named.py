"""The program knows no programme: what a notice says stands in its pack and nowhere else.

Every sign of every module counts, comments and docstrings as well: a name in a comment is a name
that somebody relies on.
"""

import re
import tomllib
from pathlib import Path

from desktop_app.paths import FORMS

ROOT = Path(__file__).resolve().parent.parent / "desktop_app"
PROVINCES = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "台湾",
    "香港",
    "澳门",
]
# Provinces and the cities of the packs, in either script and in Latin letters.
PLACES = (
    *PROVINCES,
    *("內蒙古", "遼寧", "廣東", "廣州", "广州", "十堰", "呼和浩特", "铁岭"),
    *("Liaoning", "Beijing", "Guangzhou", "Shiyan", "Hohhot"),
)
# A clause by its place in a notice: 三、第2段, 六、(二), 三(六)17, 第5条.
CLAUSE = re.compile(
    "(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}、"
    "(?:第[0-9]+段|[(\uff08][一二三四五六七八九十]{1,2}[)\uff09]|[一二三四五六七八九]是)"
    "|[一二三四五六七八九十][(\uff08][一二三四五六七八九十]{1,2}[)\uff09][0-9]"
)


def packs() -> list[Path]:
    found = sorted(path.parent for path in FORMS.glob("*/programme.toml"))
    assert found
    return found


def words_of(pack: Path) -> set[str]:
    """What only this programme is called by: its id, titles, issuer, codes and place names."""
    about = tomllib.loads((pack / "programme.toml").read_text("utf-8"))
    rules = tomllib.loads((pack / "rules.toml").read_text("utf-8"))
    titles = {about[key] for key in ("id", "title", "issuer", "notice")}
    codes = {rule["code"] for rule in rules["rule"]}
    codes |= {note["code"] for note in about.get("note", ())}
    people = {part for one in about.get("contact", ()) for part in (one.get("phone"),) if part}
    return titles | codes | people


def test_no_module_names_a_programme_a_province_or_a_clause():
    own = set[str]().union(*map(words_of, packs()))
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text("utf-8")
        named = [word for word in (*own, *PLACES) if word in text]
        named += [match[0] for match in CLAUSE.finditer(text)]
        if named:
            found[path.relative_to(ROOT).as_posix()] = named
    assert not found


def test_a_module_that_names_one_would_be_found():
    """What is looked for is found where it stands: in the packs themselves."""
    for pack in packs():
        text = "".join(path.read_text("utf-8") for path in sorted(pack.glob("*.toml")))
        assert all(word in text for word in words_of(pack))
        assert [word for word in PLACES if word in text], pack.name
        assert CLAUSE.search(text), pack.name
