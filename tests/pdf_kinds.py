"""The kinds of pages that show one number and may be read as another: each under the name that its test has."""

from __future__ import annotations

from collections.abc import Callable

from pdf_fixtures import stream
from pdf_lies import (
    BASE,
    DIGITS,
    EM,
    Font,
    Lie,
    composite,
    drawings,
    outline,
    page,
    placed,
    sentence,
    start,
    truetype,
)

KINDS: dict[str, Callable[[], Lie]] = {}
NUMBER = "2673"


def kind(make: Callable[[], Lie]) -> Callable[[], Lie]:
    KINDS[make.__name__] = make
    return make


def one(font: Font, drawn: str, *, how: bytes = b"", more: bytes = b"", **rest: object) -> Lie:
    """A page with one number in one font, and what is painted after it."""
    number = placed("D", font.show(drawn), start(), how=how)
    return Lie(page(sentence(number, font.wide(drawn)) + more, {"D": font}, **rest), drawn)  # type: ignore[arg-type]


def box(text: str, font: Font) -> bytes:
    """A rectangle around a number, as operands of ``re``."""
    return b"%.2f %.2f %.2f %.2f re" % (start() - 1, BASE - 3, font.wide(text) + 2, EM + 2)


# Digits without a character, or of one that nobody would expect.


def part_nameless(first: Font) -> Lie:
    """3 in a font that does not tell what it is, 5 in one that does."""
    other = truetype()
    number = placed("A", first.show("3"), start()) + placed("D", other.show("5"), start() + first.wide("3"))
    return Lie(page(sentence(number, first.wide("3") + other.wide("5")), {"A": first, "D": other}), "35")


for _code in (0x00, 0x01, 0x09, 0x0D, 0x1F, 0x20, 0x7F, 0xA0, 0xAD):
    KINDS[f"drawing_of_code_{_code:02x}_without_meaning"] = lambda code=_code: part_nameless(
        drawings({code: "3"}, None)
    )
    KINDS[f"drawing_of_code_{_code:02x}_left_out_of_the_meanings"] = lambda code=_code: part_nameless(
        drawings({code: "3", 0x41: "8"}, {0x41: "8"})
    )


MEANINGS = [
    *("", " ", "\u00a0", "\u00ad", "\u200b", "\x00", "\ufeff", "\u3000", "\ue003", "\ufffd", "\n", "\u0301"),
    *("A", ".", ",", "-", "\u00b7", "\u3001", "一", "元", "\u2464"),
]
for _text in MEANINGS:
    _name = "_".join(f"{ord(c):04x}" for c in _text) or "nothing"
    KINDS[f"digit_that_means_{_name}"] = lambda text=_text: part_nameless(drawings({0x33: "3"}, {0x33: text}))


@kind
def composite_with_a_digit_left_out() -> Lie:
    return one(composite({c: c for c in DIGITS if c != "6"}), NUMBER)


@kind
def composite_with_a_digit_that_means_nothing() -> Lie:
    return one(composite({c: "" if c == "2" else c for c in DIGITS}), NUMBER)


@kind
def digits_that_mean_two_each() -> Lie:
    return one(composite({c: c + c for c in DIGITS}), NUMBER)


# Tables of meanings and encodings that lie.

for _drawn, _read in ("17", "71", "38", "83", "06", "60", "69", "52", "41", "94"):
    KINDS[f"meanings_{_drawn}_for_{_read}"] = lambda drawn=_drawn, read=_read: one(
        truetype(said={ord(c): read if c == drawn else c for c in DIGITS}), f"2{drawn}5"
    )
    KINDS[f"drawings_{_drawn}_for_{_read}"] = lambda drawn=_drawn, read=_read: one(
        drawings({ord(c): c for c in DIGITS}, {ord(c): read if c == drawn else c for c in DIGITS}), f"2{drawn}5"
    )


@kind
def composite_that_lies() -> Lie:
    return one(composite({c: DIGITS[(int(c) + 1) % 10] for c in DIGITS}), NUMBER)


@kind
def encoding_that_lies() -> Lie:
    font = truetype(b"49 /seven 55 /one", {ord(c): c for c in DIGITS})
    return Lie(one(font, "2145").data, "2745")


@kind
def point_that_is_read_as_a_comma() -> Lie:
    return one(truetype(said={ord(c): "," if c == "." else c for c in DIGITS + "."}), "2.673")


@kind
def actual_text_that_lies() -> Lie:
    font = truetype()
    shown = b"/Span << /ActualText (2675) >> BDC " + font.show(NUMBER) + b" EMC"
    return Lie(page(sentence(placed("D", shown, start()), font.wide(NUMBER)), {"D": font}), NUMBER)


# Print that nobody can see beside print that everybody sees.


def beside_hidden(paint: bytes, *, after: bytes = b"", **rest: object) -> Lie:
    """Digits painted in some way before digits that can be seen: only these are printed."""
    font = truetype()
    hidden = placed("D", font.show("94"), start(), how=paint)
    shown = placed("D", font.show(NUMBER), start() + font.wide("94"))
    wide = font.wide("94" + NUMBER)
    return Lie(page(sentence(hidden + after + shown, wide), {"D": font}, **rest), NUMBER)  # type: ignore[arg-type]


_OFF = b"/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>"
_LAYER = b"<< /Type /OCG /Name (a) >>"
_MASK = (
    b"<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 6 0 R >> >>",
    stream(
        b"0 g 0 0 595 842 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /CS /DeviceGray >>",
    ),
)


@kind
def hidden_white() -> Lie:
    return beside_hidden(b"1 g")


@kind
def hidden_nearly_white() -> Lie:
    return beside_hidden(b".99 g")


@kind
def hidden_in_mode_3() -> Lie:
    return beside_hidden(b"3 Tr")


@kind
def hidden_white_stroke() -> Lie:
    return beside_hidden(b"1 Tr 1 G")


@kind
def hidden_alpha() -> Lie:
    return beside_hidden(b"/G gs", resources=b"/ExtGState << /G << /ca 0 >> >>")


@kind
def hidden_by_a_soft_mask() -> Lie:
    return beside_hidden(b"/G gs", resources=b"/ExtGState << /G 5 0 R >>", extra=_MASK)


@kind
def hidden_by_a_clip() -> Lie:
    return beside_hidden(b"0 0 9 9 re W n")


@kind
def hidden_in_a_layer() -> Lie:
    font = truetype()
    hidden = b"/OC /L BDC\n" + placed("D", font.show("94"), start()) + b"EMC\n"
    shown = placed("D", font.show(NUMBER), start() + font.wide("94"))
    data = page(
        sentence(hidden + shown, font.wide("94" + NUMBER)),
        {"D": font},
        resources=b"/Properties << /L 5 0 R >>",
        catalogue=_OFF,
        extra=[_LAYER],
    )
    return Lie(data, NUMBER)


@kind
def hidden_by_white_paint() -> Lie:
    font = truetype()
    return beside_hidden(b"", after=b"q 1 g %s f Q\n" % box("94", font))


def retyped(aside: float) -> Lie:
    """A number painted out and another one printed over it, so many points to the right."""
    font = truetype()
    old = placed("D", font.show("9999"), start()) + b"q 1 g %s f Q\n" % box("9999", font)
    new = placed("D", font.show("1234"), start() + aside)
    return Lie(page(sentence(old + new, font.wide("1234")), {"D": font}), "1234")


@kind
def white_out_and_retype() -> Lie:
    font = truetype()
    old = placed("D", font.show("9999"), start())
    new = placed("D", font.show("1234"), start())
    return Lie(
        page(sentence(old + b"q 1 g %s f Q\n" % box("9999", font) + new, font.wide("1234")), {"D": font}), "1234"
    )


@kind
def retype_a_little_aside() -> Lie:
    font = truetype()
    old = placed("D", font.show("9999"), start())
    new = placed("D", font.show("1234"), start() + 3)
    return Lie(
        page(sentence(old + b"q 1 g %s f Q\n" % box("9999", font) + new, font.wide("1234")), {"D": font}), "1234"
    )


@kind
def overprinted_in_full() -> Lie:
    font = truetype()
    both = placed("D", font.show("5291"), start()) + placed("D", font.show("4836"), start() + 2.5)
    return Lie(page(sentence(both, font.wide("4836")), {"D": font}), "?")


@kind
def black_on_black() -> Lie:
    font = truetype()
    ground = b"q 0 g %s f Q\n" % box("94", font)
    hidden = placed("D", font.show("94"), start())
    shown = placed("D", font.show(NUMBER), start() + font.wide("94") + 1)
    return Lie(page(sentence(ground + hidden + shown, font.wide("94" + NUMBER) + 1), {"D": font}), NUMBER)


def annotated(appearance: bytes) -> Lie:
    """Part of a number below an annotation."""
    font = truetype()
    wide = font.wide("94")
    note = b"<< /Type /Annot /Subtype /Square /F 4 /Rect [%.2f %.2f %.2f %.2f] /AP << /N 6 0 R >> >>" % (
        start() - 1, BASE - 3, start() + wide, BASE + EM,
    )  # fmt: skip
    form = stream(appearance, b"/Type /XObject /Subtype /Form /BBox [0 0 50 50]")
    return Lie(one(font, "94" + NUMBER, entries=b"/Annots [5 0 R]", extra=[note, form]).data, NUMBER)


@kind
def below_a_white_annotation() -> Lie:
    return annotated(b"1 g 0 0 50 50 re f")


def image(data: bytes, size: int, bits: int) -> bytes:
    """A grey picture of ``size`` by ``size`` pixels."""
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace /DeviceGray"
    return stream(data, entries % (size, size, bits))


@kind
def below_a_picture() -> Lie:
    font = truetype()
    cover = b"q %.2f 0 0 %.2f %.2f %.2f cm /I Do Q\n" % (font.wide("94"), EM + 2, start(), BASE - 3)
    picture = stream(
        b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
    return beside_hidden(b"", after=cover, resources=b"/XObject << /I 5 0 R >>", extra=[picture])


# Digits that are drawn, but no text.


def aside(figure: bytes, **rest: object) -> Lie:
    """A drawn 3, then the text 5."""
    font = truetype()
    wide = font.wide("3")
    at = b"q %f 0 0 %f %.2f %.2f cm %s Q\n" % (EM / 2048, EM / 2048, start(), BASE, figure)
    data = page(sentence(at + placed("D", font.show("5"), start() + wide), 2 * wide), {"D": font}, **rest)  # type: ignore[arg-type]
    return Lie(data, "35")


@kind
def digit_drawn_as_a_path() -> Lie:
    return aside(outline("3"))


@kind
def digit_drawn_in_a_form() -> Lie:
    form = stream(outline("3"), b"/Type /XObject /Subtype /Form /BBox [0 -500 2048 2048]")
    return aside(b"/X Do", resources=b"/XObject << /X 5 0 R >>", extra=[form])


@kind
def digit_drawn_in_a_picture() -> Lie:
    rows = ["00111100", "01000010", "00000010", "00011100", "00000010", "01000010", "00111100", "00000000"]
    data = bytes(255 ^ int(row, 2) for row in rows)
    picture = stream(
        data, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    )
    return aside(b"1200 0 0 1500 0 0 cm /I Do", resources=b"/XObject << /I 5 0 R >>", extra=[picture])


@kind
def digit_drawn_over_another() -> Lie:
    font = truetype()
    patch = b"q 1 g %.2f %.2f %.2f %.2f re f Q\n" % (start(), BASE - 1, font.wide("2") - 0.3, EM)
    new = b"q %f 0 0 %f %.2f %.2f cm %s Q\n" % (EM / 2048, EM / 2048, start(), BASE, outline("9"))
    return Lie(one(font, NUMBER, more=patch + new).data, "9673")


# Spacing that joins or tears.


def spaced(apart: float, drawn: str) -> Lie:
    font = truetype()
    shown = b"%g Tc " % apart + font.show(drawn)
    return Lie(page(sentence(placed("D", shown, start()), font.wide(drawn) + apart * len(drawn)), {"D": font}), drawn)


@kind
def digits_set_wide() -> Lie:
    return spaced(1.5, NUMBER)


@kind
def digits_set_far_apart() -> Lie:
    return spaced(5, NUMBER)


@kind
def digits_set_tight() -> Lie:
    return spaced(-3, "2113")


@kind
def digits_set_very_tight() -> Lie:
    return spaced(-5.5, "21113")


@kind
def digits_set_narrow() -> Lie:
    font = truetype()
    wide = 0.3 * font.wide("2113")
    return Lie(page(sentence(placed("D", b"30 Tz " + font.show("2113"), start()), wide), {"D": font}), "2113")


@kind
def stacked() -> Lie:
    font = truetype()
    both = placed("D", font.show("20"), start(), BASE + 5) + placed("D", font.show("21"), start(), BASE - 7)
    return Lie(page(sentence(both, font.wide("20")), {"D": font}), "20 21")


@kind
def stacked_small() -> Lie:
    font = truetype()
    up = placed("D", b"0 Ts /D 6 Tf " + font.show("20"), start(), BASE + 5)
    low = placed("D", b"0 Ts /D 6 Tf " + font.show("21"), start(), BASE - 2)
    return Lie(page(sentence(up + low, font.wide("20", 6)), {"D": font}), "20 21")


@kind
def drawn_from_right_to_left() -> Lie:
    font = truetype()
    steps = [start() + font.wide(NUMBER[:k]) for k in range(len(NUMBER))]
    parts = [placed("D", font.show(c), x) for c, x in zip(NUMBER, steps, strict=True)]
    return Lie(page(sentence(b"".join(reversed(parts)), font.wide(NUMBER)), {"D": font}), NUMBER)


@kind
def mirrored() -> Lie:
    font = truetype()
    wide = font.wide("2673")
    shown = b"q BT /D %g Tf -1 0 0 1 %.3f %.3f Tm %s ET Q\n" % (EM, start() + wide, BASE, font.show("2673"))
    return Lie(page(sentence(shown, wide), {"D": font}), "?")


@kind
def upside_down() -> Lie:
    font = truetype()
    wide = font.wide("6896")
    shown = b"q BT /D %g Tf -1 0 0 -1 %.3f %.3f Tm %s ET Q\n" % (EM, start() + wide, BASE + 9, font.show("6896"))
    return Lie(page(sentence(shown, wide), {"D": font}), "?")


# Font files that took harm.


def flipped(places: Callable[[int], range], mask: int = 0xFF) -> Callable[[bytes], bytes]:
    def damage(file: bytes) -> bytes:
        found = bytearray(file)
        for at in places(len(found)):
            found[at] ^= mask
        return bytes(found)

    return damage


HARM: dict[str, Callable[[bytes], bytes]] = {
    "head_of_the_file": flipped(lambda _: range(4)),
    "number_of_tables": flipped(lambda _: range(4, 6)),
    "table_of_tables": flipped(lambda _: range(12, 160, 16)),
    "cut_in_half": lambda file: file[: len(file) // 2],
    "cut_to_nothing": lambda file: file[:10],
    "all_the_middle": flipped(lambda size: range(size // 3, 2 * size // 3)),
    "every_tenth_byte": flipped(lambda size: range(200, size, 10)),
    "every_hundredth_byte": flipped(lambda size: range(200, size, 100)),
    "one_bit_in_fifty": flipped(lambda size: range(300, size, 50), 0x10),
    "zeros": lambda file: file[:300] + bytes(len(file) - 300),
}

for _harm, _damage in HARM.items():
    KINDS[f"harmed_truetype_{_harm}"] = lambda damage=_damage: one(truetype(damaged=damage), "37")
    KINDS[f"harmed_composite_{_harm}"] = lambda damage=_damage: one(
        composite({c: c for c in DIGITS}, damaged=damage), "37"
    )


def _beside_harmed(damage: Callable[[bytes], bytes]) -> Lie:
    """3 in a font that took harm, 7 in one that did not."""
    bad, good = composite({c: c for c in DIGITS}, damaged=damage), truetype()
    number = placed("A", bad.show("3"), start()) + placed("D", good.show("7"), start() + bad.wide("3"))
    return Lie(page(sentence(number, bad.wide("3") + good.wide("7")), {"A": bad, "D": good}), "37")


for _harm, _damage in HARM.items():
    KINDS[f"beside_harmed_{_harm}"] = lambda damage=_damage: _beside_harmed(damage)


@kind
def plain() -> Lie:
    """A page that does not lie, without which none of the others says anything."""
    return one(truetype(), NUMBER)


@kind
def plain_drawings() -> Lie:
    return one(drawings({ord(c): c for c in DIGITS}, {ord(c): c for c in DIGITS}), NUMBER)


@kind
def plain_composite() -> Lie:
    return one(composite({c: c for c in DIGITS}), NUMBER)


HONEST = ("plain", "plain_drawings", "plain_composite")
