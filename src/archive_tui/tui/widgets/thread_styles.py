"""The looks of the thread widget.

Component classes, their default colours, and the Rich styles made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

PARTS: Final = (
    "guide-1", "guide-2", "guide-3", "guide-4", "guide-5", "guide-6",
    "bar", "cursor", "mark", "number", "author", "writer", "meta", "depth", "unread", "star", "pick", "tag", "new",
    "spam", "hidden", "stub", "preview", "body", "context", "quote", "quote-bar", "link", "hit",
    "kicker", "title", "dek", "note", "rule", "memo", "memo-bar",
)  # fmt: skip
"""Each is a component class ``thread--PART`` that a stylesheet can restyle."""

COMPONENTS: Final = frozenset(f"thread--{part}" for part in PARTS)

DEFAULT_CSS: Final = """
ThreadWidget {
    background: $surface; color: $foreground;
    overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
    & > .thread--guide-1 { color: $primary 50%; }
    & > .thread--guide-2 { color: $success 50%; }
    & > .thread--guide-3 { color: $warning 50%; }
    & > .thread--guide-4 { color: $error 50%; }
    & > .thread--guide-5 { color: $accent 50%; }
    & > .thread--guide-6 { color: $secondary 50%; }
    & > .thread--bar { color: $accent; }
    & > .thread--cursor { background: $foreground 6%; }
    & > .thread--mark { color: $accent; }
    & > .thread--number { color: $foreground 60%; }
    & > .thread--author { text-style: bold; }
    & > .thread--writer { color: $accent; }
    & > .thread--meta { color: $foreground 60%; }
    & > .thread--depth { color: $foreground 60%; }
    & > .thread--unread { color: $accent; text-style: bold; }
    & > .thread--star { color: $warning; }
    & > .thread--pick { color: $success; text-style: bold; }
    & > .thread--tag { color: $success; }
    & > .thread--memo { text-style: italic; }
    & > .thread--memo-bar { color: $accent; }
    & > .thread--new { color: $success; text-style: bold; }
    & > .thread--spam { color: $foreground 50%; text-style: dim; }
    & > .thread--hidden { color: $foreground 50%; }
    & > .thread--stub { color: $foreground 50%; text-style: italic; }
    & > .thread--preview { color: $foreground 70%; }
    & > .thread--quote { color: $foreground 65%; text-style: italic; }
    & > .thread--context { color: $foreground 50%; }
    & > .thread--quote-bar { color: $foreground 40%; }
    & > .thread--link { text-style: underline; }
    & > .thread--hit { background: $warning 40%; }
    & > .thread--kicker { color: $accent; }
    & > .thread--title { text-style: bold; }
    & > .thread--dek { text-style: italic; }
    & > .thread--note { color: $foreground 60%; }
    & > .thread--rule { color: $foreground 60%; }
}
"""


def part_styles(widget: Widget) -> dict[str, Style]:
    """Return the style of every part, to be laid over "base", the widget's own.

    Translucent colours are blended.
    """
    return {"base": widget.rich_style, **{part: component_style(widget, f"thread--{part}") for part in PARTS}}


def component_style(widget: Widget, component: str) -> Style:
    """Return what a component class sets, and no more; Textual's own partial styles drop translucency."""
    _, ground = widget.background_colors
    rules = widget.get_component_styles(component)
    colour = background = None
    if rules.has_rule("color") and rules.color.a > 0:
        colour = (ground + rules.color if rules.color.a < 1 else rules.color).rich_color
    if rules.has_rule("background") and rules.background.a > 0:
        over = rules.background
        background = (ground + over if over.a < 1 else over).rich_color
    return Style(color=colour, bgcolor=background) + rules.text_style
