"""Radicals of Unicode beside the letters that they look like.

Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database. The radicals from U+2F00 on are not here; NFKC
turns them into the same letters.
"""

_FIRST, _LAST = 0x2E81, 0x2EF3
_UNASSIGNED = 0x2E9A
_LETTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺"
    "母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿"
    "肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青"
    "韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)

LETTER_OF_RADICAL = dict(
    zip((code for code in range(_FIRST, _LAST + 1) if code != _UNASSIGNED), _LETTERS, strict=True),
)
"""Code of a radical in the CJK Radicals Supplement → its letter, as `str.translate` takes it."""
