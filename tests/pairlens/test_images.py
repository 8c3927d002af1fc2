from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from pairlens.errors import PictureError
from pairlens.images import pixels_of, read_picture

SHOW = np.random.default_rng(0).integers(0, 256, (6, 9, 3), dtype=np.uint8)


def read(source: object) -> np.ndarray:
    return pixels_of(read_picture(source).picture)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: bytes) -> bytes:
    """A PNG file written by hand, for what Pillow does not write."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    tail = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + tail


@pytest.mark.parametrize("name", ["p.png", "p.bmp", "p.tiff", "p.webp", "p.ppm"])
def test_lossless_files_come_back_exactly(tmp_path: Path, name: str) -> None:
    Image.fromarray(SHOW).save(tmp_path / name, lossless=True)
    opened = read_picture(tmp_path / name)
    np.testing.assert_array_equal(pixels_of(opened.picture), SHOW)
    assert opened.picture.mode == "RGB"
    assert opened.notes == ()
    np.testing.assert_array_equal(read(str(tmp_path / name)), SHOW)


def test_the_suffix_does_not_matter(tmp_path: Path) -> None:
    Image.fromarray(SHOW).save(tmp_path / "p.dat", format="PNG")
    np.testing.assert_array_equal(read(tmp_path / "p.dat"), SHOW)


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    Image.new("RGB", (1, 1), (1, 2, 3)).save(tmp_path / "p.png")
    assert read(tmp_path / "p.png").tolist() == [[[1, 2, 3]]]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_exif_says(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(SHOW).save(tmp_path / "p.png", exif=exif)
    turned = SHOW.swapaxes(0, 1)
    views = [
        SHOW,
        SHOW[:, ::-1],
        SHOW[::-1, ::-1],
        SHOW[::-1],
        turned,
        turned[:, ::-1],
        turned[::-1, ::-1],
        turned[::-1],
    ]
    expected = views[orientation - 1]
    opened = read_picture(tmp_path / "p.png")
    np.testing.assert_array_equal(pixels_of(opened.picture), expected)
    assert len(opened.notes) == (orientation != 1)
    with Image.open(tmp_path / "p.png") as picture:
        np.testing.assert_array_equal(read(picture), expected)


def test_broken_exif_is_ignored_as_viewers_do(tmp_path: Path) -> None:
    Image.fromarray(SHOW).save(tmp_path / "p.png", exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff")
    np.testing.assert_array_equal(read(tmp_path / "p.png"), SHOW)


@pytest.mark.parametrize("name", ["p.gif", "p.webp", "p.png"])
def test_of_an_animation_the_first_frame_is_shown(tmp_path: Path, name: str) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200))]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], lossless=True, duration=100)
    opened = read_picture(tmp_path / name)
    assert pixels_of(opened.picture)[0, 0].tolist() == [200, 0, 0]
    assert opened.notes == ("The picture is animated: frame 1 of 3 is used.",)


def test_of_an_open_animation_its_own_frame_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ((200, 0, 0), (0, 200, 0))]
    frames[0].save(tmp_path / "p.gif", save_all=True, append_images=frames[1:])
    with Image.open(tmp_path / "p.gif") as picture:
        picture.seek(1)
        opened = read_picture(picture)
        assert picture.tell() == 1
    assert pixels_of(opened.picture)[0, 0].tolist() == [0, 200, 0]
    assert "frame 2 of 2" in opened.notes[0]


def test_of_a_file_of_several_pages_the_first_is_shown(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (4, 4), colour) for colour in ((200, 0, 0), (0, 200, 0))]
    pages[0].save(tmp_path / "p.tiff", save_all=True, append_images=pages[1:])
    opened = read_picture(tmp_path / "p.tiff")
    assert pixels_of(opened.picture)[0, 0].tolist() == [200, 0, 0]
    assert opened.notes == ("The file holds several pictures: frame 1 of 2 is used.",)


@pytest.mark.parametrize("name", ["p.png", "p.tiff", "p.pgm"])
def test_sixteen_bit_grey_is_scaled_not_cut(tmp_path: Path, name: str) -> None:
    deep = np.array([[0, 257, 32768, 65535]], dtype=np.uint16)
    if name == "p.pgm":
        (tmp_path / name).write_bytes(b"P5 4 1 65535\n" + deep.astype(">u2").tobytes())
    else:
        Image.fromarray(deep).save(tmp_path / name)
    opened = read_picture(tmp_path / name)
    assert pixels_of(opened.picture)[0, :, 0].tolist() == [0, 1, 128, 255]
    assert opened.notes == ("Scaled from 16 to 8 bits.",)


def test_sixteen_bit_colour_keeps_its_brightness(tmp_path: Path) -> None:
    deep = np.array([[[0, 32768, 65535], [65535, 257 * 90, 0]]], dtype=">u2")
    (tmp_path / "p.png").write_bytes(png(2, 1, 16, 2, b"\0" + deep.tobytes()))
    assert np.abs(read(tmp_path / "p.png")[0].astype(int) - [[0, 128, 255], [255, 90, 0]]).max() <= 1


def test_numbers_beyond_sixteen_bits_are_refused() -> None:
    with pytest.raises(PictureError, match=r"run from -3 to 70000"):
        read_picture(Image.fromarray(np.array([[-3, 70000]], dtype=np.int32)))


def test_floating_point_pictures_are_scaled_from_one(tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 0.5, 1]], dtype=np.float32)).save(tmp_path / "p.tiff")
    assert read(tmp_path / "p.tiff")[0, :, 0].tolist() == [0, 128, 255]
    for wrong in (np.array([[0, 200.0]], np.float32), np.array([[0, np.nan]], np.float32)):
        with pytest.raises(PictureError, match="within 0 to 1"):
            read_picture(Image.fromarray(wrong))


@pytest.mark.parametrize("name", ["p.jpg", "p.tiff"])
def test_cmyk_is_converted_as_a_viewer_would(tmp_path: Path, name: str) -> None:
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(tmp_path / name)
    opened = read_picture(tmp_path / name)
    red, green, blue = pixels_of(opened.picture)[4, 4].astype(int)
    assert red > 230
    assert max(green, blue) < 25
    assert "CMYK" in opened.notes[0]


def test_a_palette_is_looked_up(tmp_path: Path) -> None:
    Image.fromarray(SHOW).quantize(54).save(tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as picture:
        assert picture.mode == "P"
    np.testing.assert_array_equal(read(tmp_path / "p.png"), SHOW)


def test_a_palette_with_a_clear_colour_is_shown_on_white(tmp_path: Path) -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([10, 20, 30, 200, 0, 0])
    picture.putpixel((1, 0), 1)
    picture.save(tmp_path / "p.gif", transparency=0)
    opened = read_picture(tmp_path / "p.gif")
    assert pixels_of(opened.picture)[0].tolist() == [[255, 255, 255], [200, 0, 0]]
    assert opened.notes == ("Transparent parts are shown on white.",)


def test_half_clear_colours_are_mixed_with_white() -> None:
    assert read(Image.new("RGBA", (1, 1), (200, 0, 100, 0))).tolist() == [[[255, 255, 255]]]
    assert (
        np.abs(read(Image.new("RGBA", (1, 1), (200, 0, 100, 128))).astype(int) - [[[227, 127, 177]]]).max()
        <= 1
    )
    assert read(Image.new("LA", (1, 1), (40, 0))).tolist() == [[[255, 255, 255]]]


def test_a_clear_key_colour_is_shown_on_white(tmp_path: Path) -> None:
    key = chunk(b"tRNS", struct.pack(">HHH", 9, 8, 7))
    (tmp_path / "p.png").write_bytes(png(2, 1, 8, 2, bytes([0, 9, 8, 7, 1, 2, 3]), key))
    assert read(tmp_path / "p.png")[0].tolist() == [[255, 255, 255], [1, 2, 3]]


@pytest.mark.parametrize(
    "mode", ["1", "L", "P", "RGBX", "YCbCr", "HSV", "LAB", "PA", "La", "RGBa", "I", "F", "I;16"]
)
def test_every_kind_of_picture_becomes_rgb(mode: str) -> None:
    opened = read_picture(Image.new(mode, (3, 2)))
    assert (opened.picture.mode, opened.picture.size) == ("RGB", (3, 2))


def test_the_picture_handed_over_stays_as_it_was() -> None:
    mine = Image.fromarray(SHOW)
    theirs = read_picture(mine).picture
    theirs.putpixel((0, 0), (0, 0, 0))
    np.testing.assert_array_equal(np.asarray(mine), SHOW)


def missing(folder: Path) -> Path:
    return folder / "none.png"


def empty(folder: Path) -> Path:
    (folder / "p.png").touch()
    return folder / "p.png"


def text(folder: Path) -> Path:
    (folder / "p.png").write_text("no picture at all")
    return folder / "p.png"


def cut(folder: Path, name: str = "p.png") -> Path:
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / name)
    (folder / name).write_bytes((folder / name).read_bytes()[:2000])
    return folder / name


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (missing, "There is no file .*none.png"),
        (lambda folder: folder, "is a folder"),
        (empty, "0 bytes"),
        (text, "not a picture that Pillow can read.*Convert it"),
        (cut, "damaged or cut off"),
        (lambda folder: cut(folder, "p.jpg"), "damaged or cut off"),
        (lambda folder: cut(folder, "p.bmp"), "damaged or cut off"),
        (lambda folder: cut(folder, "p.tiff"), "damaged or cut off|not a picture"),
        (lambda folder: f"{folder}/\0.png", "cannot be looked up|no file"),
        (lambda folder: f"https://{folder.name}.org/dog.png", "is an address.*Download"),
        (lambda folder: folder / ("x" * 5000), "cannot be looked up|no file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, make: Callable[[Path], Any], message: str
) -> None:
    with pytest.raises(PictureError, match=message) as caught:
        read_picture(make(tmp_path))
    assert caught.value.remedy.endswith(".")


def test_a_checksum_that_is_wrong_is_damage(tmp_path: Path) -> None:
    data = bytearray(png(2, 2, 8, 2, bytes([0, 1, 2, 3, 4, 5, 6] * 2)))
    data[-20] ^= 255
    (tmp_path / "p.png").write_bytes(data)
    with pytest.raises(PictureError, match="damaged"):
        read_picture(tmp_path / "p.png")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for side in (12_000, 60_000):
        (tmp_path / "p.png").write_bytes(png(side, side, 8, 0, b""))
        with pytest.raises(PictureError, match=r"larger than .* pixels.*Scale it down"):
            read_picture(tmp_path / "p.png")


def test_a_truncated_open_picture_is_refused_too(tmp_path: Path) -> None:
    with Image.open(cut(tmp_path)) as picture, pytest.raises(PictureError, match="cut off"):
        read_picture(picture)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (SHOW, SHOW),
        (SHOW[:, :, 0], SHOW[:, :, [0, 0, 0]]),
        (SHOW[:, :, :1], SHOW[:, :, [0, 0, 0]]),
        (SHOW / 255, SHOW),
        ((SHOW / 255).astype(np.float16), SHOW),
        (SHOW.astype(np.uint16) * 257, SHOW),
        (SHOW[:, ::-1][:, :4], SHOW[:, ::-1][:, :4]),
        (np.dstack([SHOW, np.full((6, 9), 255, np.uint8)]), SHOW),
        (np.dstack([SHOW, np.zeros((6, 9), np.uint8)]), np.full_like(SHOW, 255)),
        (np.dstack([SHOW / 255, np.ones((6, 9))]), SHOW),
    ],
)
def test_arrays_are_read(values: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_array_equal(read(values), expected)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.full((2, 2, 3), np.nan), "NaN"),
        (np.full((2, 2, 3), np.inf), "infinite"),
        (np.full((2, 2, 3), 200.0), "run from 200 to 200.*uint8"),
        (np.full((2, 2, 3), -0.5), "within 0 to 1"),
        (np.zeros((2, 2, 3), np.int64), "int64.*uint8"),
        (np.zeros((2, 2, 3), bool), "bool"),
        (np.zeros((2, 2, 3), complex), "complex"),
        (np.zeros((2, 2), object), "object"),
        (np.zeros((3, 20, 20), np.uint8), r"transpose\(1, 2, 0\)"),
        (np.zeros((2, 2, 2), np.uint8), "channels"),
        (np.zeros((1, 3, 20, 20), np.uint8), "Give one picture"),
        (np.zeros(5, np.uint8), "channels"),
        (np.zeros((0, 5, 3), np.uint8), "no pixels"),
    ],
)
def test_an_array_that_is_no_picture_says_why(values: np.ndarray, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        read_picture(values)


@pytest.mark.parametrize("source", [None, 7, b"bytes", [[1]]])
def test_other_objects_are_refused(source: object) -> None:
    with pytest.raises(PictureError, match=f"type {type(source).__name__}"):
        read_picture(source)


def test_upright_agrees_with_pillow() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.fromarray(SHOW)
    picture.info["exif"] = exif.tobytes()
    np.testing.assert_array_equal(read(picture), np.asarray(ImageOps.exif_transpose(picture)))
