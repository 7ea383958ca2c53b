"""Texts that try to be more than text, for every exporter's property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from archive_tui.text.clean import clean

PIECES = (
    "#", "##", "=", "===", "-", "---", "+", "*", "**", "_", "__", "`", "```", "~~~", "~~", "|", "| - |",
    ":--", "> ", ">", "[", "]", "](", "[a]: b", "(", ")", "!", "<", ">", "</p>", "<b>", "<!--", "-->",
    "<![CDATA[", "]]>", "&", "&lt;", "&#35;", "&nbsp;", "\\", "1. ", "1) ", "12. ", "\n", "\n\n",
    "\n\n\n", "  ", "    ", " ", "\u3000", "http://a.example/x", "https://b.example/(y)",
    "www.c.example", "a@b.example", "From ", ">From ", "\n.\n", "\nFrom ", "=", "@", "+1", '"', "'", ",",
    ";", "%", "{{", "}}", "$x$", "word", "Two words", "sentence.", "é", "日本", "درخت", "🍐",
    "\ud83d\udc69\u200d\ud83c\udf3e", "\u2028", "\u001b[31m", "\u202e", "Reply", "Name says:",
    "on June 4, 2011 at 5:23 pm", "3 Comments", "Comments are closed.", "• ", "·", "—",
)  # fmt: skip

hostile = (
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(clean).map(lambda text: text.strip("\n"))
)
"""Clean texts, as the library holds them, that look like structure."""

lines = hostile.map(lambda text: " ".join(text.split()))
