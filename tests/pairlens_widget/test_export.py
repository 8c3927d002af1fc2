from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

import pairlens_widget
import samples
from pairlens_widget import Explorer, Lesson, Step
from pairlens_widget.export import bundle, page, page_script

STATIC = Path(pairlens_widget.__file__).parent / "static"
PARTS = sorted({path.stem for path in STATIC.glob("*.js")} - {"loader", "page", "widget"})
ON_PAGES = ("export", "lesson")


def _nothing() -> dict[str, list[int]]:
    return {"selected_tokens": [], "selected_patches": [], "pins": []}


def _scripts(text: str) -> list[str]:
    return re.findall(r"<script[^>]*>(.*?)</script>", text, flags=re.DOTALL)


def test_the_page_refuses_the_network_and_names_no_address() -> None:
    text = page(samples.husky(), _nothing())
    assert "default-src 'none'" in text
    assert "unsafe-eval" not in text
    assert "script-src 'unsafe-inline'" not in text
    addresses = re.findall(r"https?://[^\s\"'`)]+", text)
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}, addresses
    assert not re.search(r"<(link|iframe|base|form)\b|(src|href)=\"(?!data:)", text)


def test_the_policy_allows_the_page_script_and_no_other() -> None:
    text = page(samples.husky(), _nothing())
    script = _scripts(text)[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in text
    assert script == page_script(["export"])
    assert script.endswith(bundle("page.js"))


def test_a_page_holds_the_parts_that_it_has_a_use_for_and_no_other(tmp_path: Path) -> None:
    plain = page(samples.husky(), _nothing())
    lesson = Lesson(samples.husky(), [Step("One")])
    taught = lesson.to_html(tmp_path / "lesson.html").read_text(encoding="utf-8")
    lesson.close()
    held = {name: bundle(f"{name}.js").strip() for name in PARTS}
    assert {name for name in PARTS if held[name] in plain} == {"export"}
    assert {name for name in PARTS if held[name] in taught} == {"export", "lesson"}


def test_a_caption_of_markup_and_line_separators_stays_data() -> None:
    caption = "</script><script>alert(1)</script> <!-- a\u2028b"
    text = page(samples.pair(caption), _nothing())
    assert "\u2028" not in text.split('id="pairlens-data"')[1]
    assert "alert(1)</script>" not in text
    data = json.loads(_scripts(text)[0])
    assert data["pair"]["b"]["text"] == caption
    assert len(_scripts(text)) == 2


def test_the_title_is_the_caption_as_text_or_what_one_gives() -> None:
    assert "<title>&lt;script&gt;alert" in page(samples.trouble(), _nothing())
    assert "<title>Dogs &amp; co</title>" in page(samples.husky(), _nothing(), "Dogs & co")


def test_without_scripts_a_still_picture_and_the_numbers_are_there() -> None:
    text = page(samples.husky(), _nothing())
    still = text.split("<noscript>")[1].split("</noscript>")[0]
    assert "data:image/png;base64," in still
    assert "white husky" in still


def test_the_page_opens_with_what_is_chosen_and_pinned(tmp_path: Path) -> None:
    explorer = Explorer(samples.husky())
    explorer.selected_tokens = [1, 2]
    explorer.pins = [{"patches": [3]}]
    path = explorer.to_html(tmp_path / "dogs.html")
    data = json.loads(_scripts(path.read_text(encoding="utf-8"))[0])
    assert data["chosen"]["selected_tokens"] == [1, 2]
    assert data["chosen"]["pins"] == [{"tokens": [], "patches": [3], "colour": 0}]
    explorer.close()


@pytest.mark.parametrize(
    ("name", "title", "pictures"),
    [("captions", f"{samples.HUSKY} × {samples.NAP}", 0), ("pictures", "Two pictures", 2)],
)
def test_a_page_of_two_of_one_kind_holds_both_sides(
    name: str, title: str, pictures: int, tmp_path: Path
) -> None:
    explorer = Explorer(samples.ALIKE[name]())
    explorer.selected_a = [1]
    explorer.pins = [{"b": [2]}]
    text = explorer.to_html(tmp_path / "two.html").read_text(encoding="utf-8")
    data = json.loads(_scripts(text)[0])
    assert f"<title>{title}</title>" in text
    assert data["chosen"] == {
        "selected_a": [1],
        "selected_b": [],
        "pins": [{"a": [], "b": [2], "colour": 0}],
        "focused_pin": None,
        "look": {},
        "bookmarks": [],
    }
    assert sum(address.startswith("data:image/png") for address in data["pictures"].values()) == pictures
    assert text.split("<noscript>")[1].count("<img") == pictures
    explorer.close()


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_the_bundles_are_small_and_cannot_close_their_script(path: Path) -> None:
    """The limits of js/build.mjs: the loader comes with every explorer, all else once a page."""
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) <= (2_000 if path.name == "loader.js" else 150_000)
    assert "</script" not in text.lower()
    assert "<!--" not in text


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_one_function_that_takes_from_the_core_what_the_core_has(name: str) -> None:
    text = bundle(f"{name}.js").strip()
    assert text.startswith("core=>{")
    assert text.endswith("}")
    taken = set(re.findall(r'\bcore\("([^"]+)"\)', text))
    cores = [core for core in ("widget.js", "page.js") if all(f'"{each}":' in bundle(core) for each in taken)]
    assert taken
    assert "widget.js" in cores
    assert "page.js" in cores or name not in ON_PAGES
