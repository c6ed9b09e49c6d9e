"""Drawings as they are published: what draws is kept, what acts, fetches, moves or runs on is refused with its line."""

from __future__ import annotations

import time
from xml.parsers import expat

import pytest
from picture_making import PLACE, fault, made

from generator.load.pictures.prepare import prepare

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, more: str = 'width="40" height="30"') -> bytes:
    return f"<svg {NS} {more}>\n{inside}\n</svg>".encode()


ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script of the other name": '<script xlink:href="https://evil.example/x.js"/>',
    "script under a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "script of HTML": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "event": '<rect onclick="alert(1)" width="4" height="4"/>',
    "event in capitals": '<rect ONLOAD="alert(1)"/>',
    "event under a prefix": '<rect x:onload="alert(1)" xmlns:x="urn:x"/>',
    "a page inside": '<foreignObject><h:body xmlns:h="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "an iframe": '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
    "a link": '<a href="javascript:alert(1)"><rect/></a>',
    "a link elsewhere": '<a xlink:href="https://evil.example"><rect/></a>',
    "a picture elsewhere": '<image href="https://evil.example/x.png"/>',
    "a picture inside": '<image href="data:image/png;base64,AAAA"/>',
    "a part of another file": '<use href="other.svg#a"/>',
    "a part of data": '<use xlink:href="data:image/svg+xml,x#a"/>',
    "a filter that fetches": '<filter id="f"><feImage href="https://evil.example/x.png"/></filter>',
    "a fill elsewhere": '<rect fill="url(https://evil.example/x.svg#a)"/>',
    "a fill elsewhere, quoted": "<rect style=\"fill: URL( 'https://evil.example/x.svg#a' )\"/>",
    "a fill, its end hidden": '<rect fill="url(https://evil.example/x"/>',
    "escaped CSS": '<rect style="fill:\\75rl(https://evil.example)"/>',
    "CSS with a comment inside": '<rect style="fill:url(/**/https://evil.example)"/>',
    "import": "<style>@import 'https://evil.example/x.css';</style>",
    "import, CDATA": "<style><![CDATA[@import url(https://evil.example/x.css);]]></style>",
    "import split by a comment": "<style>@imp/**/ort 'x'; .a{fill:url(//evil.example)}</style>",
    "a font": "<style>@font-face{font-family:x;src:local(x)}</style>",
    "images of CSS": "<style>.a{background:image-set('x.png' 1x)}</style>",
    "a style with elements in it": "<style>.a{}<rect/>@import 'x'</style>",
    "movement": '<rect><animate attributeName="x" values="0;9" dur="1s" repeatCount="indefinite"/></rect>',
    "movement that sets": '<a href="#b"><set attributeName="href" to="javascript:alert(1)"/></a>',
    "movement of CSS": "<style>@keyframes a{to{opacity:0}} rect{animation:a 1s infinite}</style>",
    "a handler": '<handler type="application/ecmascript">alert(1)</handler>',
    "a style sheet's instruction": '<?xml-stylesheet href="https://evil.example/x.css"?>',
    "an unknown element": "<marquee/>",
    "a part in itself": '<g id="a"><use href="#a"/></g>',
    "two parts in each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "a pattern in itself": '<pattern id="p"><rect fill="url(#p)"/></pattern>',
    "a pattern in itself by any element": "<style>* {fill:url(#p)}</style><pattern id='p'><rect/></pattern>",
    "a pattern in itself by a long way": "<style>svg > g rect.a:not(.b){fill:url(#p)}</style><pattern id='p'><rect class='a'/></pattern>",
    "a pattern in itself by class": "<style>.a{fill:url(#p)}</style><pattern id='p'><rect class='a'/></pattern>",
    "very deep": "<g>" * 200 + "</g>" * 200,
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_what_acts_fetches_or_moves_is_refused_with_its_line(attack: str) -> None:
    told = fault("content/home/a.svg", svg(attack))
    assert told.code == "image-unsafe"
    assert told.params["picture"] == "content/home/a.svg"
    assert told.params["line"] in {"1", "2"}
    assert told.line == int(told.params["line"])


def test_entities_are_never_declared_let_alone_expanded() -> None:
    ten = "&l{};" * 10
    lol = "".join(f'<!ENTITY l{n} "{ten.format(*[n - 1] * 10)}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY l0 "x">{lol}]>\n<svg {NS}><text>&l11;</text></svg>'
    file = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg {NS}><text>&x;</text></svg>'
    plain = f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg {NS}/>'
    start = time.process_time()
    for text in (bomb, file, plain):
        told = fault("a.svg", text.encode())
        assert (told.code, told.params["what"]) == ("image-unsafe", "<!DOCTYPE>")
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_an_attack_in_another_encoding_is_seen(encoding: str) -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>' if encoding == "iso-8859-1" else ""
    data = f"{head}<svg {NS}><script>alert(1)</script></svg>".encode(encoding)
    assert fault("a.svg", data).code == "image-unsafe"


def test_few_lines_that_repeat_themselves_without_end_are_refused() -> None:
    use = '<use href="#s{}"/>'
    steps = "".join(f'<g id="s{n}">{use.format(n - 1) * 10}</g>' for n in range(1, 12))
    start = time.process_time()
    told = fault("a.svg", svg(f'<rect id="s0"/>{steps}<use href="#s11"/>'))
    assert told.code == "image-unsafe"
    by_class = "".join(f".c{n}{{fill:url(#s{n})}}" for n in range(12))
    rect = '<rect class="c{}"/>'
    nested = "".join(f'<pattern id="s{n}">{rect.format(n - 1) * 10}</pattern>' for n in range(1, 12))
    assert (
        fault("a.svg", svg(f"<style>{by_class}</style><rect id='s0'/>{nested}<rect class='c11'/>")).code
        == "image-unsafe"
    )
    chain = "".join(f'<g id="s{n}"><use href="#s{n - 1}"/></g>' for n in range(1, 3000))
    assert fault("a.svg", svg(chain)).code == "image-unsafe"
    assert fault("a.svg", svg("<g/>" * 60_000)).code == "image-unsafe"
    assert fault("a.svg", svg("<!--" + "x" * 1_100_000 + "-->")).code == "image-large"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "inside",
    [
        "<style>" + "a" * 900_000 + "</style>",
        "<style>" + "/*" * 450_000 + "</style>",
        "<style>" + "url(" * 220_000 + "</style>",
        "<style>.a{fill:url(" + " " * 900_000 + "</style>",
        "<style>" + "a" * 400_000 + " x{fill:url(#a)}" + "</style>",
        "<style>" + "{" * 900_000 + "</style>",
        "<style>" + ".a{fill:url(#a)}" * 40_000 + "</style>" + "<g/>" * 40_000,
        '<rect style="' + "url(#a) " * 100_000 + '"/>',
        '<svg width="' + "1" * 900_000 + 'x"/>',
        '<g id="a">' * 90 + "<g/>" * 40_000 + "</g>" * 90,
        "<g " + " ".join(f'a{n}="x"' for n in range(60_000)) + "/>",
    ],
)
def test_no_text_makes_reading_slow(inside: str) -> None:
    start = time.process_time()
    prepare("a.svg", svg(inside))
    prepare("a.svg", svg("", f'width="{"1" * 900_000}x" viewBox="{"1 " * 400_000}"'))
    assert time.process_time() - start < 20  # a second or two; what grows with the square takes minutes


def test_what_draws_is_kept_and_what_tells_of_the_author_is_not() -> None:
    source = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {PLACE.decode()} -->
<svg {NS} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.example/x"
  width="200" height="100" viewBox="0 0 200 100" inkscape:export-filename="{PLACE.decode()}" data-x="{PLACE.decode()}">
 <title>{PLACE.decode()}</title><metadata><rdf:RDF xmlns:rdf="urn:rdf"><cc>{PLACE.decode()}</cc></rdf:RDF></metadata>
 <sodipodi:namedview><inkscape:grid name="{PLACE.decode()}"/></sodipodi:namedview>
 <style type="text/css"><![CDATA[ /* {PLACE.decode()} */ .a > .b {{ fill: url(#g); stroke: red }} .curl {{}} ]]></style>
 <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>
  <clipPath id="c"><rect width="9" height="9"/></clipPath></defs>
 <g class="a animated" clip-path="url(#c)" transform="rotate(3)"><path class="b" d="M0 0L9 9&#10;Z"/></g>
 <text x="1" y="20" xml:space="preserve" font-family='"A &amp; B"'>一 &lt; 二<tspan dy="1em">三</tspan></text>
 <use xlink:href="#g"/>
</svg>""".encode()
    picture, (content,) = made("a.svg", source)

    text = content.decode()
    assert PLACE.decode() not in text
    assert all(word not in text for word in ("inkscape", "sodipodi", "metadata", "<title", "<!--", "xlink", "data-x"))
    for kept in (
        'clip-path="url(#c)"',
        "fill: url(#g)",
        'd="M0 0L9 9&#10;Z"',
        "一 &lt; 二<tspan",
        "A &amp; B",
        '<use href="#g"/>',
    ):
        assert kept in text
    assert (picture.largest.width, picture.largest.height) == (200, 100)
    parser = expat.ParserCreate()
    parser.Parse(content, True)
    assert made("a.svg", content)[1] == [content]  # cleaning what is clean changes nothing


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="400" height="300"', (400, 300)),
        ('width="400px" height="300px"', (400, 300)),
        ('width="10cm" height="5cm"', (378, 189)),
        ('width="210mm" height="297mm" viewBox="0 0 210 297"', (794, 1123)),
        ('width="400" viewBox="0 0 4 3"', (400, 300)),
        ('height="300" viewBox="0 0 4 3"', (400, 300)),
        ('viewBox="0 0 4 3"', (648, 486)),
        ('viewBox="-2,-2 4,3"', (648, 486)),
        ('width="100%" height="100%" viewBox="0 0 4 3"', (648, 486)),
        ('viewBox="0 0 0 0"', (648, 324)),
        ('viewBox="nonsense"', (648, 324)),
        ('width="-4" height="x"', (648, 324)),
        ("", (648, 324)),
        ('width="1e9" height="1e9"', (1600, 1600)),
        ('width="1" height="1e99"', (1, 8000)),
        ('width="99999999999999999999" height="1"', (1600, 1)),
    ],
)
def test_a_drawing_has_the_size_it_asks_for(attributes: str, size: tuple[int, int]) -> None:
    picture, (content,) = made("a.svg", svg("", attributes))
    assert (picture.largest.width, picture.largest.height) == size
    assert f' width="{size[0]}"' in content.decode()
    assert f' height="{size[1]}"' in content.decode()


def test_a_drawing_that_is_made_smaller_is_shown_whole() -> None:
    picture, (content,) = made("a.svg", svg("<rect/>", 'width="3200" height="1000"'))
    assert (picture.largest.width, picture.largest.height) == (1600, 500)
    assert 'viewBox="0 0 3200 1000"' in content.decode()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<svg><rect/></svg>",  # no namespace: no browser shows it
        svg("<g>"),
        svg("&nbsp;"),
        svg("<g></svg>"),
        b'<html xmlns="urn:x"><svg/></html>',
        b'<?xml version="1.0" encoding="no-such"?><svg/>',
        b"<svg xmlns='http://www.w3.org/2000/svg'>\xff\xfe</svg>",
        b"\xff\xfe<\0s\0",
    ],
)
def test_what_is_no_drawing_is_told(data: bytes) -> None:
    assert fault("a.svg", data).code == "image-broken"
