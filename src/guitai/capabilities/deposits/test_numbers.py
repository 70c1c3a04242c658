from guitai.capabilities.deposits.numbers import checked, deposit_number


def test_a_number_is_of_the_banks_series_and_its_check_digits_find_every_wrong_digit():
    number = deposit_number(1001, 2)
    slips = [
        f"{number[:at]}{digit}{number[at + 1 :]}"
        for at in range(len(number))
        for digit in "0123456789"
        if digit != number[at]
    ]

    assert number.startswith("8021")
    assert checked(number)
    assert not any(map(checked, slips))


def test_numbers_differ_by_owner_by_how_many_there_were_and_by_try():
    drawn = {deposit_number(*of) for of in ((1001, 1, 0), (1002, 1, 0), (1001, 2, 0), (1001, 1, 1))}

    assert len(drawn) == 4
    assert deposit_number(1001, 1) == deposit_number(1001, 1)
