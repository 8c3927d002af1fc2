"""How long one hover or one step of a drag takes: script, style and layout, in the exported page.

A caption that fills 77 units over a grid of 32 × 32 patches. Each sample is one pointer move: onto another word or
patch, a step of a box or of a brush that is drawn over the picture, or onto another cell of the matrix. It is
dispatched in the page and followed by a forced layout, so that it holds everything but painting.

    python benchmarks/hover.py [--samples 400]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import samples
from chromium import window
from pairlens import PairAttribution
from pairlens_widget import Explorer

COUNTED = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")

WORDS = "two small dogs and a black cat under the wooden table near a green door while it rains on snow"
CAPTION = f"{WORDS} and {WORDS} and {WORDS}"
"""Sixty words, some of two pieces: all that 77 units hold beside begin and end."""

PANELS = {"word": "picture", "patch": "picture", "box": "picture", "brush": "picture", "matrix": "matrix"}
"""What is pointed at, and the panel on which it is."""

HOVERS = """async ([kind, count]) => {
  const frame = document.querySelector('.pairlens');
  const root = frame.shadowRoot;
  const place = root.querySelector(kind === 'matrix' ? '.matrix' : '.picture');
  const box = place.getBoundingClientRect();
  const units = [...root.querySelectorAll('.caption .unit')];
  const at = (down, across) => ({ bubbles: true, composed: true, pointerId: 1, button: 0,
    clientX: box.left + box.width * across, clientY: box.top + box.height * down });
  const draws = kind === 'box' || kind === 'brush';
  if (kind === 'brush') [...root.querySelectorAll('button')].find(b => b.textContent.trim() === 'Brush').click();
  if (draws) place.dispatchEvent(new PointerEvent('pointerdown', at(0.01, 0.01)));
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const next = 7919 * (i + 1);
    const target = kind === 'word' ? units[next % units.length] : place;
    const event = new PointerEvent('pointermove', at((next % 997) / 997, (next % 1009) / 1009));
    const start = performance.now();
    target.dispatchEvent(event);
    void root.querySelector('.view').offsetHeight;
    times.push(performance.now() - start);
    if (i % 5 === 0) await new Promise(requestAnimationFrame);
  }
  if (draws) place.dispatchEvent(new PointerEvent('pointercancel', at(0.5, 0.5)));
  return times;
}"""


def main() -> None:
    """Print the median and the 95th percentile per kind of hover, in milliseconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=400, help="hovers of each kind")
    count = parser.parse_args().samples
    with tempfile.TemporaryDirectory() as folder, window(1280, 900) as (page, machine):
        pair = samples.pair(CAPTION, rows=32, cols=32, height=384, width=384)
        print(f"{machine}, {count} hovers each; milliseconds")
        print(f"{'':8}{'median':>8}{'95 %':>8}   of the mean: script, style, layout")
        for kind, panel in PANELS.items():
            _open(page, pair, panel, Path(folder) / "page.html")
            _report(page, kind, count)


def _open(page: Page, pair: PairAttribution, panel: str, path: Path) -> None:
    explorer = Explorer(pair)
    explorer.look = {"panel": panel}
    page.goto(explorer.to_html(path).as_uri())
    page.locator(".panel").wait_for()
    page.wait_for_timeout(500)  # what is drawn at first is not what is measured


def _report(page: Page, kind: str, count: int) -> None:
    page.evaluate(HOVERS, [kind, 50])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = _counters(session)
    times = page.evaluate(HOVERS, [kind, count])
    spent = [1000 * (after - start) / count for start, after in zip(before, _counters(session), strict=True)]
    high = statistics.quantiles(times, n=20)[-1]
    shares = ", ".join(f"{part:.2f}" for part in spent)
    print(f"{kind:8}{statistics.median(times):8.2f}{high:8.2f}   {shares}")


def _counters(session: CDPSession) -> list[float]:
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: float(metric["value"]) for metric in metrics}
    return [values[name] for name in COUNTED]


if __name__ == "__main__":
    main()
