"""Invented firms: names as registers hold them, valid credit codes, and what they want to change."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# fmt: off
_BRANDS = (
    "恒拓", "博岳", "鑫澜", "启辰", "远嘉", "瑞铭", "同泽", "宏屹", "天衡", "正川", "佳禾", "丰沃", "汇昌", "盛垣",
    "卓凡", "安钧", "明灏", "益川", "德阜", "兴棠", "泰珩", "顺沅", "庆屿", "福临", "永谦", "金钺", "华屿", "新崧",
    "北辰", "东旭", "长泓", "广屹", "嘉禾源", "凯硕", "利丰", "茂源", "诺恩", "鹏宇", "勤达", "荣臻", "森瀚", "腾骏",
    "万里", "祥瑞", "雅韵", "中冀", "众诚", "亿嘉", "一诺", "双岭", "三和", "百川", "千山", "九鼎", "信达", "科锐",
)
# Firms of stories about others; none of them is in the tables.
STRANGERS = (
    "沃岚重工", "晨曜精工", "澄心食品", "昊坤机电", "锦栎纺织", "蓝屿新材料", "启元轴承", "辽塔电缆", "云舫乳业",
)
# industry → what its firms are called, where they want to change something
TRADES = {
    "汽车零部件制造": (
        ("汽车配件", "制动系统", "传动部件", "车身冲压", "橡塑制品", "汽车电子", "汽车内饰"),
        ("冲压车间", "焊装产线", "机加车间", "总成装配线", "注塑车间", "涂装产线", "模具中心"),
    ),
    "农产品加工": (
        ("米业", "食品", "菌业", "肉类加工", "乳制品", "粮油", "饲料"),
        ("稻米加工产线", "包装车间", "冷链仓储", "分割车间", "灌装产线", "烘干工段", "原料库"),
    ),
    "专用设备制造": (
        ("矿山机械", "橡胶机械", "环保设备", "农业装备", "起重设备", "包装机械", "工程机械"),
        ("结构件车间", "总装车间", "钣金车间", "数控加工单元", "试验中心", "下料工段", "焊接产线"),
    ),
    "通用设备制造": (
        ("阀门", "泵业", "轴承", "压缩机", "锅炉", "换热设备", "减速机"),
        ("阀体加工单元", "装配车间", "磨削产线", "热处理工段", "检测中心", "立体仓库", "机加产线"),
    ),
    "铸造": (
        ("铸造", "铸钢", "铸件", "球铁", "铸业", "冶铸", "铸管"),
        ("熔炼工段", "造型产线", "制芯车间", "清理工段", "砂处理系统", "浇注产线", "铸件库"),
    ),
    "精密铸造": (
        ("精密铸造", "精铸", "熔模铸造", "精工铸业", "航铸", "精密合金", "钛铸"),
        ("蜡模车间", "型壳产线", "精铸车间", "脱蜡工段", "精整车间", "光谱检测室", "合金库"),
    ),
    "新材料": (
        ("新材料", "碳素", "陶瓷", "耐火材料", "复合材料", "特种玻璃", "石墨"),
        ("配料车间", "压制产线", "窑炉工段", "浸渍车间", "石墨化工段", "成品库", "分析室"),
    ),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Firm:
    """`short` is what a project's name calls it."""

    name: str
    short: str
    credit_code: str
    county: str
    industry: str


def firms(
    rng: random.Random, city: str, counties: tuple[str, ...], industries: tuple[str, ...]
) -> Iterable[Firm]:
    """Firms without end in sight, no two of one brand and trade, nor of one code."""
    pairs = [
        (brand, trade, industry)
        for industry in industries
        for trade in TRADES[industry][0]
        for brand in _BRANDS
    ]
    rng.shuffle(pairs)
    is_wide = rng.random() < 0.8
    for number, (brand, trade, industry) in enumerate(pairs):
        county = counties[number] if number < len(counties) else rng.choice(counties)
        name = _name(rng, city[:-1], county, brand, trade)
        if not is_wide:
            name = name.replace("（", "(").replace("）", ")")
        yield Firm(name, f"{brand}{trade}", a_credit_code(rng, number), county, industry)


def renamed(rng: random.Random, name: str) -> str:
    """The name as the same firm might be entered another time: changed, or typed wrongly."""
    ways = [name.replace("有限责任公司", "有限公司")]
    if name.endswith("有限公司") and "股份" not in name:
        ways = [f"{name[:-4]}有限责任公司", f"{name[:-4]}股份有限公司", f"{name[:-4]}集团有限公司"]
    elif name.endswith("股份有限公司"):
        ways = [f"{name[:-6]}有限公司"]
    elif name.endswith("集团"):
        ways = [f"{name}有限公司"]
    return rng.choice([way for way in (*ways, rebranded(rng, name)) if way != name])


def rebranded(rng: random.Random, name: str) -> str:
    """The name with another brand: that of another firm, or of the same one under a new name."""
    brand = next(one for one in _BRANDS if one in name)
    return name.replace(brand, rng.choice([one for one in _BRANDS if one != brand]))


def a_credit_code(rng: random.Random, number: int) -> str:
    """A credit code with valid check signs (GB 32100-2015), another one for each number."""
    region = f"9121{rng.randrange(1, 15):02d}{rng.randrange(0, 100):02d}"
    body = f"MA{_SIGNS[rng.randrange(10, 31)]}{number % 100_000:05d}"
    return _with_check_sign(region + _organisation(body))


def is_valid_code(code: str) -> bool:
    """Whether both check signs fit: that of the organisation's nine and that of all eighteen."""
    return _organisation(code[8:16]) == code[8:17] and _with_check_sign(code[:17]) == code


def _with_check_sign(first: str) -> str:
    total = sum(_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(first))
    return first + _SIGNS[-total % 31]


def _organisation(body: str) -> str:
    total = sum(int(s, 36) * weight for s, weight in zip(body, _BODY_WEIGHTS, strict=True))
    return body + "0123456789X"[-total % 11]


def _name(rng: random.Random, city: str, county: str, brand: str, trade: str) -> str:
    place = rng.choice((city, county[:-1], ""))
    match rng.randrange(10):
        case 0 | 1:
            return f"{brand}{trade}（{place or '辽宁'}）有限公司"
        case 2:
            return f"{place}{brand}{trade}有限责任公司"
        case 3:
            return f"{place}{brand}{trade}股份有限公司"
        case 4:
            return f"{place}{brand}{trade}集团有限公司"
        case 5:
            return f"{place or '辽宁'}{brand}{trade}集团"
        case _:
            return f"{place}{brand}{trade}有限公司"
