from collections import Counter

from academy.demo.pesantren import pesantren, regencies


def test_the_same_pesantren_are_invented_each_time():
    assert pesantren.__wrapped__() == pesantren()


def test_four_hundred_pesantren_in_all_38_regencies():
    houses = pesantren()
    assert len(houses) == 400
    assert {house.regency for house in houses} == {row["name"] for row in regencies()}
    assert len({house.regency for house in houses}) == 38


def test_names_repeat_as_real_ones_do_and_numbers_never():
    names = Counter(house.name for house in pesantren())
    assert names["Miftahul Ulum"] == 11
    assert names.most_common(1) == [("Miftahul Ulum", 11)]
    assert len({house.nspp for house in pesantren()}) == 400
    assert all(len(house.nspp) == 12 and house.nspp.isdigit() for house in pesantren())


def test_a_district_lies_in_its_regency():
    assert all(house.district_code.startswith(house.regency_code) for house in pesantren())


def test_no_two_pesantren_sell_under_one_name():
    assert len({house.product for house in pesantren()}) == 400
