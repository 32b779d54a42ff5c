"""English with the sounds of another language, as somebody says it who learnt it late.

Festival has few English recordings, but diphones of Czech, Finnish, Indian and Italian people. The English front end
says which phones are to be spoken, when, and how high; here is which foreign phones stand in for each: one, or two
that share its time. Where the recordings lack a pair, `left` and `right` give its first and second phone another to
try.
"""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Accent:
    """`phones`: for each phone of the radio set the phones that stand in for it. `silence`: the diphone of silence."""

    phones: dict[str, tuple[str, ...]]
    left: dict[str, str]
    right: dict[str, str]
    silence: str


def _phones(same: str, others: str) -> dict[str, tuple[str, ...]]:
    changed = {name: tuple(rest) for name, *rest in map(str.split, re.split(r"[;\n]", others.strip()))}
    return {**{name: (name,) for name in same.split()}, **changed}


def _pairs(pairs: str) -> dict[str, str]:
    return dict(pair.split(">") for pair in pairs.split())


_FINNISH = Accent(
    _phones(
        "b d f g k l m n p r s t v",
        """pau #; iy i:; ih i; ey e i; eh e; ae @; ah a; ax 7; aa a; ao o:; ow o u; oy o i; ay a i; aw a u; uh u; uw u:
        er 7: r; ch t s; jh t s; dh d; th t; hh h; w v; y j; ng N; zh s; sh s; dx d; z s
        """,
    ),
    _pairs("d>t N>n 7:>7 u:>u i:>i o:>o"),
    _pairs("7>e 7:>7 N>n o:>o"),
    "#-#",
)

ACCENTS = {
    "czech": Accent(
        _phones(
            "b d f g k l m n p r s t v z",
            """pau #; iy i:; ih i; ey e j; eh e; ae e; ah a; ax e; aa a:; ao o:; ow o u; oy o j; ay a j; aw a u; uh u
            uw u:; er e r; ch c~; jh dz~; dh d; th t; hh h; w v; y j; ng n; zh z~; sh s~; dx d""",
        ),
        _pairs("t>d d>t s>z z>s f>v v>f k>g g>k p>b b>p c~>dz~ dz~>c~ s~>z~ z~>s~ i:>i u:>u a:>a o:>o n>n*"),
        _pairs("a:>a o:>o i:>i u:>u"),
        "#-#",
    ),
    "italian": Accent(
        _phones(
            "b d f g k l m n p r s t v z",
            """pau #; iy i1; ih i; ey e1 i; eh E; ae E1; ah a; ax a; aa a1; ao O1; ow o1 u; oy O1 i; ay a1 i; aw a1 u
            uh u; uw u1; er E r; ch tS; jh dZ; dh d; th t; hh #; w w; y j; ng n; zh dZ; sh S; dx d""",
        ),
        _pairs("w>u i>i1 tS>ts S>s u1>u j>i dZ>dz m>n"),
        _pairs("w>u E1>E j>i O1>O"),
        "#-#",
    ),
    "finnish": _FINNISH,
    # One of the Finns was recorded with sounds that only loan words have.
    "fluent finnish": replace(_FINNISH, phones={**_FINNISH.phones, **_phones("w", "th T; sh S; zh S; ch t S; jh t S")}),
    "hindi": Accent(
        _phones(
            "b f g k l m n p r s v y ch sh",
            """pau pau; iy iy; ih ih; ey ee; eh eh; ae eh; ah a; ax a; aa aa; ao oh; ow oo; oy oh ih; ay aa ih
            aw aa uh; uh uh; uw uw; er a r; jh j; dh dh; th th; hh h; w v; ng n; zh j; dx D; z s; t T; d D""",
        ),
        _pairs("f>p"),
        _pairs("f>p"),
        "pau-pau",
    ),
}
