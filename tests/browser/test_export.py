"""What the view's menu "Export" makes: taken from the exported page, with the network refused, and read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import samples
from pairlens import PairAttribution
from pairlens.latex import MACROS, seen_latex
from pairlens_widget.seeing import seen
from views import View

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
CHOSEN: dict[str, Any] = {
    "selected_tokens": [7, 8, 9],
    "selected_patches": [32, 33, 39, 40],
    "pins": [{"tokens": [1, 2, 3, 4]}, {"patches": [8, 9], "name": "<b>a & b</b>"}],
}


def opened(page: Page, pair: PairAttribution, path: Path, chosen: dict[str, Any]) -> View:
    view = View.opened(page, pair, path, **chosen)
    view.button("Export").click()
    return view


def taken(view: View, name: str, folder: Path) -> bytes:
    with view.page.expect_download() as waiting:
        view.button(name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(view.root.locator(".exports + .told")).to_contain_text("is with your downloads")
    return path.read_bytes()


def test_a_drawing_holds_what_is_seen(watch: tuple[Page, Any], out: Path, tmp_path: Path) -> None:
    pair = samples.husky()
    view = opened(watch[0], pair, out, CHOSEN)
    root = ET.fromstring(taken(view, "Picture as SVG", tmp_path))  # noqa: S314 - this view wrote it
    values = [
        float(cell.attrib["data-value"]) for cell in root.iter(f"{SVG}rect") if "data-value" in cell.attrib
    ]
    np.testing.assert_allclose(values, pair.heatmap("black dog").ravel(), rtol=1e-5, atol=1e-9)
    said = [node.text for node in root.iter(f"{SVG}text")]
    assert {"husky", "dog", "A", "B", "white husky", "<b>a & b</b>"} <= set(said)
    limit = seen(pair, CHOSEN | {"pins": []}).a.limit
    assert f"+{limit:.4f} for" in said
    image = next(root.iter(f"{SVG}image"))
    assert image.attrib["href"].startswith("data:image/png;base64,")
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "g", "rect", "text", "image", "line", "path", "linearGradient", "stop")
    }


def test_a_png_is_the_drawing_at_twice_its_size(watch: tuple[Page, Any], out: Path, tmp_path: Path) -> None:
    view = opened(watch[0], samples.husky(), out, CHOSEN)
    root = ET.fromstring(taken(view, "Picture as SVG", tmp_path))  # noqa: S314 - this view wrote it
    with Image.open(io.BytesIO(taken(view, "Picture as PNG", tmp_path))) as picture:
        assert picture.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
        shown = np.asarray(picture.convert("RGB")).astype(int)
    assert (shown[0, 0] == 255).all()
    orange = (shown[..., 0] > 150) & (shown[..., 2] < 90) & (shown[..., 1] < 150)
    assert orange.sum() > 2000


@pytest.mark.parametrize("name", ["husky", "trouble", "captions", "pictures", "turned"])
def test_numbers_are_those_of_python(name: str, watch: tuple[Page, Any], out: Path, tmp_path: Path) -> None:
    pair = getattr(samples, name)()
    view = opened(watch[0], pair, out, {})
    lines = list(csv.reader(io.StringIO(taken(view, "Numbers as CSV", tmp_path).decode(), newline="")))
    wanted = list(csv.reader(io.StringIO(pair.to_csv(), newline="")))
    assert [line[:-1] for line in lines] == [line[:-1] for line in wanted]
    np.testing.assert_allclose(
        [float(line[-1]) for line in lines[1:]],
        [float(line[-1]) for line in wanted[1:]],
        rtol=1e-5,
        atol=1e-9,
    )


def test_words_are_those_of_python(watch: tuple[Page, Any], out: Path, tmp_path: Path) -> None:
    chosen = {"selected_patches": [32, 33, 39, 40], "look": {"map": "yellow-violet"}}
    view = opened(watch[0], samples.trouble(), out, chosen)
    text = taken(view, "Words as LaTeX", tmp_path).decode()
    assert text.startswith(MACROS)
    assert text == seen_latex(samples.trouble(), seen(samples.trouble(), chosen))


def test_trouble_is_text_in_the_drawing_and_no_path_in_its_name(
    watch: tuple[Page, Any], out: Path, tmp_path: Path
) -> None:
    text = '../../<img src=x onerror=alert(1)> & "q" \x07 שלום 🐶 dog'
    view = opened(watch[0], samples.pair(text), out, {"selected_tokens": [1]})
    root = ET.fromstring(taken(view, "Picture as SVG", tmp_path))  # noqa: S314 - this view wrote it
    said = [node.text for node in root.iter(f"{SVG}text")]
    assert {"<", "img", "&", "dog", "🐶", "שלום"} <= set(said)
    assert [path.name for path in tmp_path.glob("*.svg")] == [
        "pairlens-img-src-x-onerror-alert-1-q-שלום-dog.svg"
    ]


@pytest.mark.parametrize("name", ["captions", "pictures", "tiny", "large", "oblong", "zeros"])
@pytest.mark.parametrize("panel", ["picture", "matrix"])
def test_any_pair_can_be_drawn_whatever_panel_is_open(
    name: str, panel: str, watch: tuple[Page, Any], out: Path, tmp_path: Path
) -> None:
    view = opened(watch[0], getattr(samples, name)(), out, {"look": {"panel": panel}})
    root = ET.fromstring(taken(view, "Picture as SVG", tmp_path))  # noqa: S314 - this view wrote it
    pictures = {"captions": 0, "pictures": 2}.get(name, 1)
    assert len(list(root.iter(f"{SVG}image"))) == pictures
    with Image.open(io.BytesIO(taken(view, "Picture as PNG", tmp_path))) as picture:
        assert min(picture.size) > 100


def test_a_page_offers_what_it_can_make_alone(watch: tuple[Page, Any], out: Path) -> None:
    view = opened(watch[0], samples.husky(), out, {})
    offered = view.root.locator(".exports button:visible").all_inner_texts()
    assert offered == ["SVG", "PNG", "LaTeX", "CSV"]
