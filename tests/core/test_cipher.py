"""Names made unreadable that stay as alike as they were."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.cipher import Cipher
from desktop_app.core.names import fold, nearest, numbers_in

SIGNS = "银杉瑞铭车身冲压有限公司项目建设改造一二12期（()） \u200bＭＥＳmesXYxy〇㎡ﬁé-"
NAMES = st.lists(st.text(SIGNS, min_size=1, max_size=14), min_size=1, max_size=6)


def a_cipher(*names, own_names=()):
    return Cipher(names, names, own_names, b"secret")


@given(NAMES)
def test_names_are_equal_folded_alike_and_near_exactly_when_they_were(names):
    cipher = a_cipher(*names)
    told = [cipher.name(name) for name in names]
    assert [[a == b for a in told] for b in told] == [[a == b for a in names] for b in names]
    folded, before = [fold(one) for one in told], [fold(one) for one in names]
    assert [[a == b for a in folded] for b in folded] == [[a == b for a in before] for b in before]
    left, right = names[::2], names[1::2]
    assert nearest(told[::2], told[1::2]) == nearest(left, right)


@given(NAMES)
def test_the_shape_of_a_name_stays(names):
    cipher = a_cipher(*names)
    for name in names:
        told = cipher.name(name)
        assert len(told) == len(name)
        plain = [sign for sign in name if not sign.isalpha()]
        assert [sign for sign in told if not sign.isalpha()] == plain
        assert len(numbers_in(told)) == len(numbers_in(name))


def test_what_is_said_everywhere_stays_and_all_else_goes():
    told = a_cipher("银杉瑞铭数字化车间改造项目（一期）").name("银杉瑞铭数字化车间改造项目（一期）")
    assert told.endswith("数字化车间改造项目（一期）")
    assert not set(told[:4]) & set("银杉瑞铭")


def test_no_stand_in_is_a_character_that_somebody_typed():
    typed = "".join(chr(code) for code in range(0x4E00, 0x5200))
    told = a_cipher(typed).opaque(typed)
    replaced = {sign for sign, one in zip(typed, told, strict=True) if sign != one}
    assert replaced
    assert not {one for sign, one in zip(typed, told, strict=True) if sign != one} & set(typed)


def test_a_firm_of_plain_words_is_not_left_readable():
    name = "数控设备加工单元改造"
    assert a_cipher(name).name(name) == name
    told = a_cipher(name, own_names=["银杉数控设备加工"]).name(name)
    assert all(name[at : at + 4] not in told for at in range(5))


def test_latin_words_that_nobody_knows_and_long_numbers_are_spelt_otherwise():
    told = a_cipher("x").name("MES与SHINZAN-2000线，ＳＨＩＮ 13812345678")
    assert told.startswith("MES与")
    assert told[5:12].isupper()
    for secret in ("SHINZAN", "13812345678", "ＳＨＩＮ"):
        assert secret not in told


def test_another_secret_gives_other_stand_ins():
    name = "银杉瑞铭"
    assert Cipher([name], [], [], b"a").name(name) != Cipher([name], [], [], b"b").name(name)
