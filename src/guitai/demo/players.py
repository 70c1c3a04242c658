"""Six people a reader can play. Three have a phone that is bound; three may still come to the counter.

Their names, numbers and PINs hang on no seed: the README and the tests name them.
"""

from datetime import date

from guitai.demo.numbers import card_number, id_number, mobile
from guitai.demo.people import Person

LIN = Person(
    "林晓雯",
    id_number(district=1, born_on=date(1998, 4, 12), sequence=26),
    card_number(10_010_007_281),
    mobile(1),
    "oJianghai_LinXiaowen_0000001",
    "258036",
)
CHEN = Person(
    "陈国强",
    id_number(district=2, born_on=date(1969, 9, 3), sequence=117),
    card_number(10_030_001_668),
    mobile(2),
    "oJianghai_ChenGuoqiang_00002",
    "690417",
)
ZHOU = Person(
    "周美华",
    id_number(district=3, born_on=date(1961, 6, 28), sequence=48),
    card_number(10_050_006_336),
    mobile(3),
    "oJianghai_ZhouMeihua_0000003",
    "315926",
)
SUN = Person(
    "孙丽娟",
    id_number(district=3, born_on=date(1984, 11, 7), sequence=164),
    card_number(10_060_005_471),
    mobile(4),
    pin="742085",
)
HE = Person(
    "何志远",
    id_number(district=5, born_on=date(1990, 2, 19), sequence=231),
    card_number(10_070_008_905),
    mobile(5),
    pin="406913",
)
XU = Person(
    "徐佳宁",
    id_number(district=2, born_on=date(2004, 8, 15), sequence=82),
    card_number(10_080_008_118),
    mobile(6),
    pin="831570",
)
SIX = (LIN, CHEN, ZHOU, SUN, HE, XU)
