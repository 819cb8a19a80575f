"""Nothing live gets into a page, whatever the words are."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools.render.safe import ATTRIBUTES, TAGS, cleaned, picture, prose

# Kinds of payload from the OWASP list of filter evasions, each with something that would run or fetch.
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<a href='http://evil.example/x'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<object data='https://evil.example'></object>",
    "<embed src='https://evil.example'>",
    "<form action='https://evil.example'><input name=x><button>go</button></form>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<div style='background:url(https://evil.example/x.png)'>x</div>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<img src='https://evil.example/x.png'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<video src='https://evil.example/x.mp4' autoplay></video>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<table background='https://evil.example/x.png'>",
    "<b onmouseover=alert(1)>x</b>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
)


class Seen(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its attributes."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note the words between tags."""
        self.words.append(data)


def assert_harmless(text: str) -> None:
    """Only tags and attributes of the fixed list, and no address but https, mailto and the page itself."""
    for tag, attributes in Seen(text).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"rel"}
        assert (attributes.get("href") or "#").startswith(("https://", "mailto:", "#"))
        assert (attributes.get("src") or "data:image/").startswith("data:image/")
    assert "<script" not in text.lower()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_html_comes_out_dead(payload: str) -> None:
    """Outputs of a notebook may hold any HTML."""
    assert_harmless(cleaned(payload))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_markdown_comes_out_dead(payload: str) -> None:
    """Markdown may hold any HTML too, and link schemes of its own."""
    assert_harmless(prose(f"# A {payload}\n\n{payload}\n\n[x](javascript:alert(1)) ![y](https://evil.example/y.png)"))


@given(st.text())
def test_any_text_comes_out_dead(text: str) -> None:
    """Not only the payloads somebody thought of."""
    assert_harmless(cleaned(text))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=200))
def test_escaped_words_come_out_as_they_went_in(text: str) -> None:
    """The page's text is the policy's text."""
    assert "".join(Seen(cleaned(html.escape(text))).words) == text


def test_links_to_https_and_mail_stay() -> None:
    """Sources can be followed."""
    assert 'href="https://govt.nz"' in prose("[a](https://govt.nz)")
    assert 'href="mailto:a@b.nz"' in prose("[a](mailto:a@b.nz)")


def test_a_picture_carries_its_own_bytes_and_its_description_is_escaped() -> None:
    """`eA==` is base64 for the letter x."""
    assert (
        picture(b"x", "image/png", '"><script>')
        == '<img src="data:image/png;base64,eA==" alt="&#34;&gt;&lt;script&gt;">'
    )
