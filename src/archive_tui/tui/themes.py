"""The looks: one accent per theme, everything else ink and paper.

Every theme defines every variable of ``VARIABLES``, so a stylesheet may use them without a fallback. "terminal" has
no colour of its own: it uses the terminal's sixteen, and is what NO_COLOR and 16-colour terminals get.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DEFAULT_THEME: Final = "lamplight"
PLAIN_THEME: Final = "terminal"

VARIABLES: Final = (
    "depth-1", "depth-2", "depth-3", "depth-4", "depth-5", "depth-6",
    "faint", "meta", "rule", "quote", "unread", "star", "hit", "spam", "new", "cursor-line",
)  # fmt: skip
"""Colours by meaning: guides by depth (then round again), and what a comment can be."""


def _theme(
    name: str,
    *,
    dark: bool,
    paper: str,
    ink: str,
    accent: str,
    raised: str,
    cursor: str,
    meta: str,
    faint: str,
    quote: str,
    star: str,
    spam: str,
    new: str,
    depths: tuple[str, str, str, str, str, str],
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=quote,
        accent=accent,
        warning=star,
        error=spam,
        success=new,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=raised,
        boost=raised,
        variables={
            **{f"depth-{n}": colour for n, colour in enumerate(depths, start=1)},
            "faint": faint,
            "meta": meta,
            "rule": faint,
            "quote": quote,
            "unread": accent,
            "star": star,
            "hit": star,
            "spam": spam,
            "new": new,
            "cursor-line": cursor,
            "footer-background": paper,
            "footer-key-foreground": accent,
            "block-cursor-background": cursor,
            "block-cursor-foreground": ink,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": cursor,
            "block-cursor-blurred-foreground": ink,
            "border": accent,
            "border-blurred": faint,
            "scrollbar": faint,
            "scrollbar-hover": meta,
            "scrollbar-active": accent,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "scrollbar-corner-color": paper,
            "link-color": accent,
            "input-cursor-background": accent,
            "input-selection-background": f"{accent} 35%",
        },
    )


THEMES: Final[tuple[Theme, ...]] = (
    _theme(
        "lamplight",
        dark=True, paper="#17161a", ink="#ddd8cf", accent="#e8a35c", raised="#201e23", cursor="#25222a",
        meta="#8f887e", faint="#4a4650", quote="#a3a08f", star="#e5c76b", spam="#b0625c", new="#8fb573",
        depths=("#8a6a4a", "#5f7d78", "#7a6488", "#7d7a4e", "#566f8e", "#8a5d62"),
    ),
    _theme(
        "harbour",
        dark=True, paper="#0f1820", ink="#cfdbe2", accent="#5fc3b8", raised="#16212b", cursor="#1a2833",
        meta="#7d909c", faint="#3b4c58", quote="#8fa8b0", star="#e3c46f", spam="#c0706a", new="#86b97a",
        depths=("#3f8f8a", "#5b7fae", "#8470a8", "#7f8a5a", "#a37a55", "#4f8a6a"),
    ),
    _theme(
        "daylight",
        dark=False, paper="#fbfaf7", ink="#25272b", accent="#2563a8", raised="#f1efe9", cursor="#eceff4",
        meta="#70737a", faint="#c3c2bc", quote="#5e6a62", star="#9a6b00", spam="#b0413e", new="#39792f",
        depths=("#5f8bbd", "#b58a56", "#6fa08a", "#a77fa8", "#8f9a55", "#b57a76"),
    ),
    _theme(
        "paper",
        dark=False, paper="#f3e9d4", ink="#3a2d20", accent="#9a2f2a", raised="#eadfc6", cursor="#e9dcbf",
        meta="#84705a", faint="#c7b493", quote="#6b5b3e", star="#8a5a00", spam="#a3483a", new="#4f6f2a",
        depths=("#b07a5a", "#7f8a5c", "#8c7396", "#a58a4a", "#5f8288", "#a5695f"),
    ),
    _theme(
        "contrast",
        dark=True, paper="#000000", ink="#ffffff", accent="#ffd800", raised="#1a1a1a", cursor="#2b2b2b",
        meta="#d0d0d0", faint="#8a8a8a", quote="#9fe8ff", star="#ffd800", spam="#ff8a80", new="#7dff7d",
        depths=("#ffd800", "#6fd7ff", "#ff9cf5", "#8dff8d", "#ffae6b", "#c9c9ff"),
    ),
    Theme(
        name=PLAIN_THEME,
        ansi=True,
        dark=True,
        primary="ansi_cyan",
        secondary="ansi_default",
        accent="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "depth-1": "ansi_cyan", "depth-2": "ansi_blue", "depth-3": "ansi_magenta",
            "depth-4": "ansi_yellow", "depth-5": "ansi_green", "depth-6": "ansi_red",
            "faint": "ansi_default", "meta": "ansi_default", "rule": "ansi_default", "quote": "ansi_default",
            "unread": "ansi_cyan", "star": "ansi_yellow", "hit": "ansi_yellow", "spam": "ansi_red",
            "new": "ansi_green", "cursor-line": "ansi_default",
            "block-cursor-background": "ansi_default", "block-cursor-foreground": "ansi_default",
            "block-cursor-text-style": "reverse",
            "border": "ansi_cyan", "border-blurred": "ansi_default",
            "scrollbar": "ansi_default", "scrollbar-hover": "ansi_default", "scrollbar-active": "ansi_cyan",
            "scrollbar-background": "ansi_default", "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default", "scrollbar-corner-color": "ansi_default",
            "ansi-background": "ansi_black", "ansi-foreground": "ansi_white",
            "input-cursor-background": "ansi_default", "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
        },
    ),
)  # fmt: skip
"""In the order in which F3 shows them."""

THEME_NAMES: Final = tuple(theme.name for theme in THEMES)
