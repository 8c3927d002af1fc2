"""One self-contained page: it opens from disk, asks no network, and is linked like the widget."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from pairlens import PairAttribution
from pairlens.card import card
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget.payload import matrix_bytes, pair_payload, picture_bytes
from pairlens_widget.seeing import seen

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="pairlens $version">
<title>$title</title>
<style>
body { margin: 0 auto; padding: 20px 24px 40px; max-width: 84rem; background: light-dark(#fff, #14171b); }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 560px) { body { padding: 10px 12px 24px; } }
</style>
</head>
<body>
<main>
<h1>$title</h1>
<div id="pairlens"></div>
</main>
<noscript>
$card
</noscript>
<script type="application/json" id="pairlens-data">$data</script>
<script>$script</script>
</body>
</html>
""")


def write_page(
    pair: PairAttribution,
    path: str | Path,
    chosen: Mapping[str, Any],
    title: str | None,
    *,
    revision: str = "1",
    variants: Sequence[Mapping[str, Any]] = (),
    lesson: Mapping[str, Any] | None = None,
    still: str | None = None,
) -> Path:
    """Write the page for an explanation.

    Args:
        pair: The explanation.
        path: Where to; an existing file is replaced.
        chosen: The values of `choices.names(pair)` when the page opens.
        title: The page's title; None is the caption, or what else was explained.
        revision: What the explanation is called in bookmarks.
        variants: What is shown beside it, see `variants.Variants.page`.
        lesson: Steps through it, whose bytes are text (see `lesson.Lesson`).
        still: HTML for viewers without JavaScript; None is a card of what is chosen.

    Returns:
        The path written to.
    """
    target = Path(path)
    text = page(pair, chosen, title, revision=revision, variants=variants, lesson=lesson, still=still)
    target.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return target


def page(
    pair: PairAttribution,
    chosen: Mapping[str, Any],
    title: str | None = None,
    *,
    revision: str = "1",
    variants: Sequence[Mapping[str, Any]] = (),
    lesson: Mapping[str, Any] | None = None,
    still: str | None = None,
) -> str:
    """The page as text; see `write_page`."""
    return document(
        title if title is not None else _title(pair),
        card(pair, seen(pair, chosen)) if still is None else still,
        {**page_data(pair, chosen), "revision": revision, "variants": [*variants], "lesson": lesson},
        ["export", *(["lesson"] if lesson else [])],
    )


def document(title: str, still: str, data: Mapping[str, Any], parts: Iterable[str]) -> str:
    """A page as text.

    Args:
        title: Of the page; text, never markup.
        still: HTML for viewers without JavaScript.
        data: What the script finds on the page; plain JSON. Its "main" names the part that draws it, if that is
            not the explorer.
        parts: Names of the parts of the view that the page has a use for.
    """
    from pairlens import __version__

    script = page_script(parts)
    return _PAGE.substitute(
        policy=_policy(script),
        version=escape(__version__),
        title=escape(title),
        card=still,
        data=_inert(data),
        script=script,
    )


def page_script(parts: Iterable[str]) -> str:
    """The script of a page: parts of the view by their names, each a function, and the core, which calls them.

    Args:
        parts: Those that the page has a use for.
    """
    listed = ",".join(f"{name}:{code.strip()}" for name, code in texts(parts).items())
    return f"globalThis.pairlensParts={{{listed}}};{bundle('page.js')}"


def texts(parts: Iterable[str]) -> dict[str, str]:
    """The texts of parts of the view by their names; see `js/src/parts.ts`."""
    return {name: bundle(f"{name}.js") for name in parts}


@cache
def bundle(name: str) -> str:
    """The text of a built script that ships in this package."""
    return (files("pairlens_widget") / "static" / name).read_text(encoding="utf-8")


def page_data(pair: PairAttribution, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """What a page holds of one explanation, bytes as Base64."""
    return {
        "pair": pair_payload(pair),
        "matrix": base64.b64encode(matrix_bytes(pair)).decode(),
        "pictures": {"a": _address(pair.a), "b": _address(pair.b)},
        "chosen": dict(chosen),
    }


def _title(pair: PairAttribution) -> str:
    texts = [side.text for side in (pair.a, pair.b) if isinstance(side, CaptionUnits)]
    return " × ".join(texts) or "Two pictures"


def _address(side: CaptionUnits | PictureUnits) -> str:
    """A picture as an address that holds it; empty for a caption."""
    data = picture_bytes(side)
    return f"data:image/png;base64,{base64.b64encode(data).decode()}" if data else ""


def _inert(data: Mapping[str, Any]) -> str:
    """JSON that no HTML parser takes for markup and no script parser for a line end."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(script: str) -> str:
    """Nothing may be fetched, framed or sent; the page's own script is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
