"""Photographs as they are published: upright, small, alike on every run, and without a word of what the camera knew."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import tracemalloc
from itertools import pairwise

import pytest
from picture_making import PLACE, bomb, camera, fault, made, opened, profile_of, scene, written
from PIL import Image

from generator.load.pictures.raster import MOST_PIXELS, TALLEST, WIDTHS

FORMS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_nothing_but_pixels_is_published(suffix: str, form: str) -> None:
    source = camera(scene(2000, 1500), 1, form)
    assert PLACE in source
    picture, contents = made(f"content/home/a.{suffix}", source + PLACE)  # and something hidden behind the end

    assert [v.width for v in picture.variants] == list(WIDTHS)
    for content in contents:
        image = opened(content)
        assert PLACE not in content
        assert dict(image.getexif()) == {}
        assert not {"icc_profile", "exif", "xmp", "comment", "XML:com.adobe.xmp", "Comment", "photoshop"} & set(
            image.info
        )
        assert _parts(content, form) <= ALLOWED[form]


# Markers of JPEG (APP0 is JFIF's own, APP14 Adobe's word on colours), chunks of PNG and of WebP.
ALLOWED = {
    "JPEG": {0xE0, 0xEE, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD},
    "PNG": {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"},
    "WEBP": {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"},
}


def _parts(data: bytes, form: str) -> set[object]:
    """The parts a file is made of, read independently of the library that wrote it."""
    out: set[object] = set()
    at = {"JPEG": 2, "PNG": 8, "WEBP": 12}[form]
    while at + 4 <= len(data):
        if form == "JPEG":
            out.add(data[at + 1])
            if data[at + 1] == 0xDA:  # pixels from here on; marks inside them are stuffed or restarts
                rest = data[at:]
                out |= {b for a, b in pairwise(rest) if a == 0xFF and b not in {0, 0xD9, *range(0xD0, 0xD8)}}
                return out
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        elif form == "PNG":
            out.add(data[at + 4 : at + 8])
            at += 12 + int.from_bytes(data[at : at + 4], "big")
        else:
            out.add(data[at : at + 4])
            size = int.from_bytes(data[at + 4 : at + 8], "little")
            at += 8 + size + size % 2
    return out


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("webp", "WEBP"), ("png", "PNG")])
def test_every_orientation_is_set_upright(orientation: int, suffix: str, form: str) -> None:
    upright = scene(300, 200)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transpositions that undo each
    lying = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    picture, (content,) = made(f"a.{suffix}", camera(lying, orientation, form))

    image = opened(content).convert("RGB")
    assert image.size == (picture.largest.width, picture.largest.height) == (300, 200)
    assert _near(image.getpixel((40, 90)), upright.getpixel((40, 90)), 60)
    red, _, blue = image.resize((2, 2)).getpixel((0, 0))
    assert red > 1.5 * blue


def test_a_photo_that_lies_is_as_tall_as_it_stands() -> None:
    picture, _ = made("a.jpg", camera(scene(4000, 3000), 6))

    assert [(v.width, v.height) for v in picture.variants] == [(720, 960), (1080, 1440), (1600, 2133)]


@pytest.mark.parametrize(
    ("width", "widths"), [(1, [1]), (300, [300]), (720, [720]), (899, [899]), (900, [720, 900]), (5000, list(WIDTHS))]
)
def test_no_picture_is_enlarged(width: int, widths: list[int]) -> None:
    assert [v.width for v in made("a.jpg", written(scene(width, 40), "JPEG", quality=95))[0].variants] == widths


def test_a_long_notice_stays_readable_and_a_longer_one_is_bounded() -> None:
    long, _ = made("a.png", written(scene(1080, 6000, "L"), "PNG"))
    longer, _ = made("a.png", written(scene(100, 20_000, "L"), "PNG"))

    assert (long.largest.width, long.largest.height) == (1080, 6000)
    assert (longer.largest.width, longer.largest.height) == (40, TALLEST)


def test_a_narrower_one_that_weighs_more_is_left_out() -> None:
    stripes = Image.new("1", (1600, 400))
    stripes.putdata([(x // 2 + y // 2) % 2 * 255 for y in range(400) for x in range(1600)])
    picture, contents = made("a.png", written(stripes, "PNG"))

    assert [v.width for v in picture.variants] == [1600]
    assert opened(contents[0]).mode == "1"


def test_a_profile_is_turned_into_srgb() -> None:
    image = Image.new("RGB", (60, 40), (250, 10, 10))
    _, (content,) = made("a.png", written(image, "PNG", icc_profile=profile_of("swapped")))

    red, _, blue = opened(content).convert("RGB").getpixel((5, 5))
    assert blue > 200
    assert red < 60
    _, (same,) = made("a.png", written(image, "PNG", icc_profile=profile_of("sRGB")))
    assert opened(same).convert("RGB").getpixel((5, 5)) == (250, 10, 10)
    _, (damaged,) = made("a.png", written(image, "PNG", icc_profile=b"no profile"))
    assert opened(damaged).convert("RGB").getpixel((5, 5)) == (250, 10, 10)


def test_what_is_clear_stays_clear() -> None:
    image = scene(1000, 500, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((1000, 500)))
    for suffix, form in (("png", "PNG"), ("webp", "WEBP")):
        for content in made(f"a.{suffix}", written(image, form))[1]:
            out = opened(content)
            assert out.mode == "RGBA"
            assert out.getchannel("A").getextrema()[0] < 10
            assert out.getchannel("A").getextrema()[1] > 245


@pytest.mark.parametrize(("suffix", "form"), [("png", "PNG"), ("gif", "GIF")])
def test_a_palette_keeps_its_colours_and_its_clear_one(suffix: str, form: str) -> None:
    image = scene(1000, 500).quantize(16)
    image.info["transparency"] = image.getpixel((10, 300))
    source = written(image, form, transparency=image.info["transparency"])
    picture, contents = made(f"a.{suffix}", source)

    whole = opened(contents[-1])
    assert whole.mode == "P"
    assert whole.convert("RGBA").tobytes() == opened(source).convert("RGBA").tobytes()
    for content in contents:
        shown = opened(content).convert("RGBA")
        assert shown.getchannel("A").getextrema() == (0, 255)
    assert picture.form == suffix


def test_sixteen_bits_keep_their_light() -> None:
    image = Image.new("I;16", (400, 20))
    image.putdata([x * 164 for _ in range(20) for x in range(400)])
    _, (content,) = made("a.png", written(image, "PNG"))

    out = opened(content)
    assert (out.mode, out.getpixel((0, 5)), out.getpixel((200, 5))) == ("L", 0, 128)
    assert out.getpixel((399, 5)) > 250


def test_the_colours_of_print_become_those_of_a_screen() -> None:
    _, (content,) = made("a.jpg", written(scene(300, 200).convert("CMYK"), "JPEG", quality=95))

    out = opened(content)
    assert out.mode == "RGB"
    assert _near(out.getpixel((40, 90)), scene(300, 200).getpixel((40, 90)), 70)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_published(mode: str) -> None:
    image = scene(800, 300).convert("L").convert(mode) if mode.startswith("I") else scene(800, 300).convert(mode)
    _, contents = made("a.png", written(image, "PNG"))
    assert opened(contents[-1]).size == (800, 300)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_photo_that_was_saved_coarser_is_not_saved_finer(mode: str) -> None:
    source = written(scene(700, 500, mode), "JPEG", quality=40)
    _, (content,) = made("a.jpg", source)
    if mode != "CMYK":
        assert len(content) <= 1.05 * len(source)
        assert opened(content).quantization == opened(source).quantization


def test_photos_are_progressive_and_lossless_stays_lossless() -> None:
    _, contents = made("a.jpg", written(scene(1000, 700), "JPEG", quality=95))
    assert all(opened(c).info.get("progressive") for c in contents)
    drawn = scene(300, 200)
    _, (content,) = made("a.webp", written(drawn, "WEBP", lossless=True))
    assert opened(content).convert("RGB").tobytes() == drawn.tobytes()


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("gif", "GIF")])
def test_the_same_file_gives_the_same_bytes_in_another_process(suffix: str, form: str, tmp_path) -> None:
    source = written(scene(1700, 900).quantize(64) if form == "GIF" else scene(1700, 900), form)
    (tmp_path / f"a.{suffix}").write_bytes(source)
    code = (
        "import sys, pathlib; from generator.load.pictures.prepare import prepare\n"
        f"p = prepare('a.{suffix}', pathlib.Path(sys.argv[1]).read_bytes()).picture; print(p)"
    )
    run = [sys.executable, "-c", code, str(tmp_path / f"a.{suffix}")]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(made(f"a.{suffix}", source)[0])


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "form"), FORMS.items())
def test_a_file_that_was_cut_off_is_told(suffix: str, form: str) -> None:
    source = written(scene(600, 400).quantize(64) if form == "GIF" else scene(600, 400), form)
    for share in (0.05, 0.3, 0.6, 0.9):
        assert fault(f"content/a.{suffix}", source[: int(len(source) * share)]).code == "image-broken"
    assert fault(f"content/a.{suffix}", b"").code == "image-empty"
    assert fault(f"content/a.{suffix}", b"no picture at all").code == "image-broken"


@pytest.mark.parametrize(("suffix", "form"), FORMS.items())
def test_spoilt_bytes_give_a_picture_or_a_word_never_a_crash(suffix: str, form: str) -> None:
    from generator.load.pictures.prepare import prepare  # noqa: PLC0415 - beside its use

    source = camera(scene(60, 40), 6, form) if form != "GIF" else written(scene(60, 40).quantize(8), form)
    for at in range(0, len(source), max(1, len(source) // 150)):
        spoilt = bytearray(source)
        spoilt[at] ^= 0xFF
        assert prepare(f"a.{suffix}", bytes(spoilt)).picture


def test_a_bomb_is_defused_before_it_is_unpacked() -> None:
    data = bomb(20_000, 20_000)
    assert len(data) < 100_000
    tracemalloc.start()
    start = time.process_time()
    told = fault("content/a.png", data)
    assert (told.code, told.params["width"], told.params["height"]) == ("image-pixels", "20000", "20000")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert time.process_time() - start < 1
    assert MOST_PIXELS < 20_000 * 20_000
    # and so is one whose header lies
    assert fault("a.png", data[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff" + data[24:]).code in {
        "image-pixels",
        "image-broken",
    }


@pytest.mark.parametrize(("suffix", "form"), [("gif", "GIF"), ("webp", "WEBP"), ("png", "PNG")])
def test_what_moves_is_refused(suffix: str, form: str) -> None:
    frames = [scene(60, 40).rotate(turn) for turn in (0, 90, 180)]
    data = written(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    assert fault(f"a.{suffix}", data).code == "image-moving"


def test_a_photo_with_previews_inside_is_one_photo() -> None:
    out = io.BytesIO()
    scene(600, 400).save(out, "MPO", save_all=True, append_images=[scene(300, 200), scene(60, 40)])
    _, (content,) = made("a.jpg", out.getvalue())
    assert getattr(opened(content), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.jpg", written(scene(9, 9), "PNG"), "png"),
        ("a.png", written(scene(9, 9), "JPEG"), "jpg"),
        ("a.webp", written(scene(9, 9), "GIF"), "gif"),
        ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "svg"),
        ("a.jpg", b"<!doctype html><script>alert(1)</script>", "html"),
        ("a.jpeg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        ("a.jpg", written(scene(9, 9), "BMP"), "bmp"),
        ("a.svg", written(scene(9, 9), "PNG"), "png"),
    ],
)
def test_a_name_that_does_not_fit_is_told_with_what_is_inside(name: str, data: bytes, found: str) -> None:
    told = fault(name, data)
    assert (told.code, told.params) == ("image-type", {"picture": name, "found": found})


def test_capitals_in_a_suffix_and_both_of_jpegs_are_fine() -> None:
    for name in ("A.JPG", "a.jpeg", "a.Jpeg"):
        assert made(name, written(scene(9, 9), "JPEG"))[0].form == "jpg"


def test_a_picture_that_is_a_page_as_well_is_only_a_picture() -> None:
    attack = b"<script>alert(1)</script>"
    data = written(scene(40, 30), "JPEG", comment=attack) + b"<!doctype html>" + attack + b"PK\x03\x04zip"
    _, (content,) = made("a.jpg", data)
    assert attack not in content
    assert b"PK\x03\x04" not in content
    assert content.endswith(b"\xff\xd9")


def test_without_a_photograph_the_library_that_reads_them_is_not_loaded() -> None:
    code = (
        "import sys; from generator.load.pictures.prepare import prepare\n"
        'print(prepare(\'a.svg\', b\'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\').picture)\n'
        "assert not any(m == 'PIL' or m.startswith('PIL.') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def _near(one: tuple[int, ...], other: tuple[int, ...], most: int) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))
