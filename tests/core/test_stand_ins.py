"""Stand-ins repeat what makes two writings of a name differ, and codes stay as right as they were."""

import pytest

from desktop_app.core.names import fold
from desktop_app.core.stand_ins import StandIns, code_stand_in, misspelt_firms, phone_stand_in
from desktop_app.core.values import Kind, NotUnderstood, credit_code_checksum_holds, parse


def firms(*raws, misspelt=()):
    return StandIns(raws, "企业", misspelt, has_ending=True)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("银杉瑞铭有限公司", "企业01有限公司"),
        ("银杉瑞铭有限责任公司", "企业01有限责任公司"),
        ("盛垣机械（银杉）有限公司", "企业01（某）有限公司"),
        ("盛垣机械(银杉) 有限公司\u200b", "企业01(某) 有限公司\u200b"),
        ("盛垣 轴承厂", "企业01 厂"),
        ("\u3000瑞铭", "\u3000企业01"),
        ("瑞铭\U0001f600", "企业01\U0001f600"),
        ("公司", "企业01"),
    ],
)
def test_a_firm_keeps_its_signs_and_its_ending(raw, told):
    assert firms(raw).of(raw) == told


def test_writings_that_fold_alike_have_stand_ins_that_do_and_all_differ():
    raws = ["ABC厂", "ＡＢＣ厂", "abc厂", "A BC厂", "abc 厂", "Abc厂"]
    told = [firms(*raws).of(raw) for raw in raws]
    assert len(set(told)) == len(raws)
    assert {fold(one) for one in told} == {"企业01厂"}


def test_a_misspelt_firm_shares_the_number_and_differs():
    pairs = misspelt_firms(["金禾宏易汽车配件有限公司"], ["金禾宏屹汽车配件有限公司", "云陌机械厂"])
    known = firms("金禾宏屹汽车配件有限公司", "金禾宏易汽车配件有限公司", misspelt=pairs)
    told = known.written()
    assert told["金禾宏屹汽车配件有限公司"] == "企业01有限公司"
    assert told["金禾宏易汽车配件有限公司"] == "企业01甲有限公司"


def test_numbers_have_one_width_so_that_none_begins_like_another():
    known = StandIns([f"第{n}县" for n in range(120)], "县区")
    assert {len(one) for one in known.written().values()} == {5}
    assert known.of("第6县") == "县区007"
    lettered = StandIns(["甲县", "乙县"], "县区", lettered=True)
    assert not any(sign.isdecimal() for one in lettered.written().values() for sign in one)


RIGHT, WRONG = "91350100M000100Y43", "91350100M000100Y42"


@pytest.mark.parametrize("typed", [RIGHT, " 9135 0100-m000100y43", "９１350100M000100Y43"])
def test_a_code_whose_check_digit_holds_becomes_another_such_code(typed):
    told = code_stand_in(typed, 7)
    read = parse(Kind.CREDIT_CODE, told)
    assert isinstance(read, str)
    assert credit_code_checksum_holds(read)
    assert read != RIGHT
    assert "350100" not in read
    # Blanks and dashes stand where they stood.
    assert [sign for sign in told if sign in " -"] == [sign for sign in typed if sign in " -"]


def test_a_code_that_is_wrong_stays_wrong_and_different_codes_stay_different():
    told = code_stand_in(WRONG, 7)
    assert isinstance(parse(Kind.CREDIT_CODE, told), str)
    assert not credit_code_checksum_holds(told)
    assert len({code_stand_in(RIGHT, number) for number in range(1, 200)}) == 199


@pytest.mark.parametrize("typed", ["9135010OM000100Y43", RIGHT[:-1], RIGHT + "1", "无", "91-3501"])
def test_what_is_no_code_is_none_afterwards_and_looks_like_before(typed):
    told = code_stand_in(typed, 7)
    assert isinstance(parse(Kind.CREDIT_CODE, told), NotUnderstood)
    assert len(told) == len(typed)
    assert [sign.isdecimal() for sign in told] == [sign.isdecimal() for sign in typed]
    assert code_stand_in(typed, 7) == told


@pytest.mark.parametrize(
    "typed",
    ["13812345678", "+86 13812345678", "024-71234567", "0410-7001014", "（024）71234567", "71234567",
     "71234567-8001", "400-123-4567", "02471234567"],
)  # fmt: skip
def test_a_telephone_number_becomes_another_of_the_same_layout(typed):
    told = phone_stand_in(typed, 7)
    assert not isinstance(parse(Kind.PHONE, told), NotUnderstood)
    assert [one if not one.isdecimal() else "0" for one in told] == [
        one if not one.isdecimal() else "0" for one in typed
    ]
    for secret in ("12345", "7001014", "1234567", "024", "0410", "8001"):
        assert secret not in told
    assert phone_stand_in(typed, 8) != told


@pytest.mark.parametrize(
    "typed", ["1381234567", "13812345678/13912345678", "7123", "无", "见备注1"]
)
def test_what_is_no_telephone_number_is_none_afterwards(typed):
    told = phone_stand_in(typed, 3)
    assert isinstance(parse(Kind.PHONE, told), NotUnderstood)
    assert "12345" not in told
