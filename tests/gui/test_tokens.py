"""Every colour on every ground it lies on, in all three themes (look.md 2)."""

from dataclasses import replace

import pytest

from auditdesk.ui.tokens import COLOURS, ZOOMS, Colours, Theme, larger, smaller

TEXT, BODY, EDGE = 4.5, 7.0, 3.0
PAIRS = {
    ("text", "canvas"): BODY,
    ("text", "surface"): BODY,
    ("text", "sunken"): BODY,
    ("text", "tint"): BODY,
    ("muted", "canvas"): TEXT,
    ("muted", "surface"): TEXT,
    ("muted", "sunken"): TEXT,
    ("muted", "tint"): TEXT,
    ("primary", "canvas"): TEXT,
    ("primary", "surface"): TEXT,
    ("primary", "sunken"): TEXT,
    ("primary", "tint"): TEXT,
    ("on_primary", "primary"): TEXT,
    ("on_primary", "primary_hover"): TEXT,
    ("edge", "canvas"): EDGE,
    ("edge", "surface"): EDGE,
    ("edge", "sunken"): EDGE,
    ("ring", "ring_line"): EDGE,
    **{
        (token, ground): TEXT
        for token in ("ok", "warn", "bad", "outstanding", "good", "requires_improvement", "inadequate")
        for ground in ("surface", "canvas", "tint")
    },
    **{(token, f"{token}_tint"): TEXT for token in ("ok", "warn", "bad")},
    **{("text", f"{token}_tint"): BODY for token in ("ok", "warn", "bad")},
    **{("muted", f"{token}_tint"): TEXT for token in ("ok", "warn", "bad")},
    ("not_judged", "surface"): TEXT,
    ("not_judged", "canvas"): TEXT,
    **{
        ("on_primary", token): TEXT
        for token in ("outstanding", "good", "requires_improvement", "inadequate", "not_judged")
    },
}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_close(colours: Colours) -> list[str]:
    """Pairs that cannot be told apart as well as they must."""
    found = {pair: contrast(*(getattr(colours, token) for token in pair)) for pair in PAIRS}
    return [
        f"{ink} on {ground}: {found[ink, ground]:.2f}"
        for ink, ground in PAIRS
        if found[ink, ground] < PAIRS[ink, ground]
    ]


@pytest.mark.parametrize("theme", COLOURS)
def test_a_colour_can_be_told_from_every_ground_it_lies_on(theme):
    assert too_close(COLOURS[theme]) == []


def test_a_colour_that_is_too_pale_is_found():
    assert too_close(replace(COLOURS[Theme.LIGHT], muted="#8B99A8")) != []


@pytest.mark.parametrize("theme", COLOURS)
def test_one_tone_of_the_ring_is_seen_on_every_ground(theme):
    colours = COLOURS[theme]

    for ground in ("canvas", "surface", "tint"):
        tones = (contrast(tone, getattr(colours, ground)) for tone in (colours.ring, colours.ring_line))
        assert max(tones) >= EDGE


def test_yellow_alone_on_white_would_be_found():
    assert contrast("#FFD21F", "#FFFFFF") < EDGE


def test_every_theme_that_can_be_shown_has_colours():
    assert set(COLOURS) == set(Theme) - {Theme.SYSTEM}


def test_zoom_goes_up_and_down_by_one_step_and_stops_at_the_ends():
    assert [larger(step) for step in ZOOMS] == [*ZOOMS[1:], 400]
    assert [smaller(step) for step in ZOOMS] == [100, *ZOOMS[:-1]]
