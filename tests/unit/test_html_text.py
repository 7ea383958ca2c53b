"""HTML becomes the text that it shows, whatever is in it."""

import re
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tui.text.html import html_to_text
from archive_tui.text.markup import names, scan
from archive_tui.text.paragraphs import paragraphs

SHOWN = [
    ("plain", "Ducks &amp; geese  swim", "Ducks & geese swim"),
    ("separators", "One<p>two<p>three", "One\n\ntwo\n\nthree"),
    ("breaks", "one<br>two<br/>three<br><br><br><br>four", "one\ntwo\nthree\n\nfour"),
    ("empty paragraphs", "<p>one&nbsp;</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo"),
    ("boxes", "<div>one</div><div><div>two</div></div>three", "one\ntwo\nthree"),
    ("white space", "<p>\n  one\n  <b>two</b> <i> three</i>\n</p>", "one two three"),
    ("quotation", "<blockquote><p>a</p><p>b<br>c</p></blockquote>d", "> a\n>\n> b\n> c\n\nd"),
    (
        "quotations in one another",
        "<blockquote>a<blockquote>b</blockquote>c</blockquote>",
        "> a\n>\n> > b\n>\n> c",
    ),
    ("a list", "x<ul><li>a</li><li>b</li></ul>y", "x\n\n- a\n- b\n\ny"),
    ("a list without ends", "<ul><li>a<li>b</ul>", "- a\n- b"),
    ("lists in lists", "<ol><li>a<ul><li>b<br>c</ul><li>d</ol>", "1. a\n   - b\n     c\n2. d"),
    ("a list that begins late", "<ol start=9><li><p>a</p><p>b</p><li>c</ol>", "9. a\n\n   b\n\n10. c"),
    ("a list in a quotation", "<blockquote><ul><li>a<li>b</ul></blockquote>", "> - a\n> - b"),
    ("terms", "<dl><dt>duck<dd>a bird<dd>a dodge<dt>pond</dl>", "duck\n  a bird\n  a dodge\npond"),
    ("a table", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a | b\nc | d"),
    ("a program", "so:<pre><code>if a:\n\n    b()\n</code></pre>done", "so:\n\nif a:\n\n    b()\n\ndone"),
    ("an indented program", "x<pre>\n  a\n  b</pre>", "x\n\n  a\n  b"),
    ("a line", "a<hr>b", "a\n\n* * *\n\nb"),
    ("a heading", "<h3>Duck</h3>text", "Duck\n\ntext"),
    ("said", "<q> so </q>!", "“so”!"),
    ("a link", 'see <a href="https://e.org/a">this page</a>.', "see this page <https://e.org/a>."),
    ("its own address", '<a href="https://e.org/a">https://e.org/a</a>', "https://e.org/a"),
    ("its address without a scheme", '<a href="https://www.e.org/">e.org</a>', "e.org"),
    (
        "an address cut off",
        '<a href="https://e.org/long/way">https://e.org/lon...</a>',
        "https://e.org/long/way",
    ),
    ("an address cut inside", '<a href="https://e.org/long/way">e.org/l…way</a>', "https://e.org/long/way"),
    ("a mail address", '<a href="mailto:ann@e.org?subject=x">ann@e.org</a>', "ann@e.org"),
    ("a mention", '<a class="u-url mention" href="https://m.e.org/@ann">@<span>ann</span></a>', "@ann"),
    ("a link within the page", 'as <a href="#c3">above</a>', "as above"),
    ("a link to a program", '<a href="javascript:alert(1)">here</a>', "here"),
    ("a relative link", '<a href="/a">here</a>', "here"),
    ("a link without words", '<a href="https://e.org/a.jpg"><img src="t.jpg"></a>', "<https://e.org/a.jpg>"),
    ("a link around nothing", 'a <a href="https://e.org/"></a>b', "a b"),
    ("a link around lines", '<a href="https://e.org/">a<br>b</a> c', "a\nb <https://e.org/> c"),
    ("an address with spaces", '<a href="https://e.org/a b">x</a>', "x <https://e.org/a%20b>"),
    ("a broken address", '<a href="https://[::1/">x</a>', "x <https://[::1/>"),
    ("a picture", 'x <img src=a alt="a wet duck">', "x [a wet duck]"),
    ("a smiley", 'x <img class="wp-smiley" alt=":-)"> <img class="emoji" alt="duck">', "x :-) duck"),
    ("a film", '<iframe src="https://e.org/v"></iframe>x', "<https://e.org/v>\nx"),
    ("scripts", "a<script>if (a<b) x('</p>')</script><style>p{}</style>b", "ab"),
    ("a form", "a<form><textarea>no</textarea><select><option>no</select>b</form>", "a\nb"),
    ("hidden things", 'a<span style="display: none">no<span>no</span></span>b<p hidden>no<p>c', "ab\n\nc"),
    ("comments", "a<!-- <p>no</p> -->b<!-->c<!doctype x><?php no ?>d<!-- no", "abcd"),
    ("CDATA", "<![CDATA[1 < 2]]>", "1 < 2"),
    ("no tags", "1 < 2 <3 and 4 > 3 </ x", "1 < 2 <3 and 4 > 3"),
    ("twice escaped", "&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ("a number too large", "a&#99999999999;b&#x110000;", "a\ufffdb\ufffd"),
    ("a cut tag", 'one <b>two</b> <a href="htt', "one two"),
    ("ends of nothing", "</li></ul></blockquote></a></q>x</div></pre>", "”x"),
]


@pytest.mark.parametrize(("markup", "text"), [pair[1:] for pair in SHOWN], ids=[pair[0] for pair in SHOWN])
def test_what_is_shown(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_a_base_resolves_links() -> None:
    assert html_to_text('<a href="/a">here</a>', base="https://e.org/b/c") == "here <https://e.org/a>"
    assert html_to_text('<a href="//e.org/a">x</a>', base="http://[") == "x <https://e.org/a>"
    assert html_to_text('<a href="a">x</a>', base="http://[") == "x"


def test_the_ends_of_lines_can_be_meant() -> None:
    markup = "one\r\ntwo\n\n\n\n<b>three</b>\nfour"
    assert html_to_text(markup, newlines=True) == "one\ntwo\n\nthree\nfour"
    assert html_to_text(markup) == "one two three four"
    assert html_to_text(" one\n two \n\n\n\nthree\n", newlines=True) == "one\ntwo\n\nthree"


def test_quotations_are_read_as_such() -> None:
    text = html_to_text("<p>Hm.</p><blockquote><p>a b</p><p>c</p></blockquote><p>No.</p>")
    assert [paragraph.level for paragraph in paragraphs(text)] == [0, 1, 0]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x",
        "<blockquote>x" * 100_000,
        "<ul><li>x" * 100_000,
        "<li>x</ul>" * 100_000,
        "<dd>x" * 100_000,
        "<a href=http://e.org>x<br>" * 50_000,
        '<a b="c ' * 100_000,
        "<!--" * 100_000,
        "<title>" * 100_000,
        "<pre>x\n" * 100_000,
        "&" * 1_000_000,
        "&#" + "9" * 1_000_000,
        "<p title='" + "x" * 5_000_000 + "'>y",
    ],
    ids=lambda markup: markup[:12],
)
def test_hostile_markup_takes_no_more_than_its_length(markup: str) -> None:
    assert len(html_to_text(markup)) < 45 * len(markup)


_TAGS = sorted(
    names("p div br blockquote ul ol li dl dt dd pre a q b i table tr td hr h2 img script style span x:y")
)
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(
        ['<a href="https://e.org/a">', "<p hidden>", "<!--", "-->", "<", "&lt;", "\n", " ", '"', ">"]
    ),
    st.text("abc", min_size=1, max_size=5),
)


@given(st.lists(_PIECES, max_size=40), st.booleans())
@example(["<ul>", "<li>", "</ul>", "<li>", "a", "</blockquote>", "b"], False)
def test_nothing_raises_and_nothing_shown_is_blank_twice(pieces: list[str], newlines: bool) -> None:
    text = html_to_text("".join(pieces), newlines=newlines)
    assert text == text.strip("\n")
    if "<pre>" not in pieces:
        assert "\n\n\n" not in text
        assert not re.search(r" $", text, re.MULTILINE)


@given(
    st.lists(
        st.sampled_from([*[f"<{tag}>" for tag in _TAGS if tag not in {"script", "style"}], "</p>", "</li>"])
    )
)
def test_every_word_stays_in_order(tags: list[str]) -> None:
    words = [f"w{number}" for number in range(len(tags) + 1)]
    markup = words[0] + "".join(f"{tag} {word} " for tag, word in zip(tags, words[1:], strict=True))
    assert re.findall(r"w\d+", html_to_text(markup)) == words


@given(st.text())
def test_text_without_markup_is_kept(text: str) -> None:
    assert html_to_text(escape(text)).split() == text.replace("\x00", "\ufffd").split() or not text.isascii()


class _Names:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def start(self, name: str, attributes: object, *, closed: bool) -> None:
        self.heard.append(f"<{name} {attributes}{'/' if closed else ''}>")

    def end(self, name: str) -> None:
        self.heard.append(f"</{name}>")

    def text(self, text: str) -> None:
        self.heard.append(text)


def test_attributes_are_read_as_browsers_do() -> None:
    names = _Names()
    scan("<A x=1 x=2 Y='a>b' z = \"c&amp;d\" e/f=g/ h=>t</a b='>'><br/>", names)
    attributes = {"x": "1", "y": "a>b", "z": "c&d", "e": "", "f": "g/", "h": ""}
    assert names.heard == [f"<a {attributes}>", "t", "</a>", "<br {}/>"]
