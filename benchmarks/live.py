"""How long the map takes to follow a person who types: from a keystroke to another heat map on the screen.

A real JupyterLab, kernel and Chromium; the embedded model on the CPU; the caption is edited where it stands, letter by
letter, and the clock runs from the key's event to the first frame with another heat map. It holds the pause in which
the view waits for another key, both ways between browser and kernel, the explanation, and drawing.

    python benchmarks/live.py [--layer 4 0] [--layer 5 3] [--ready 10]

With `--ready` the field has been open for so many seconds before the first letter: the vectors that drafts share are
prepared by then. Without it the first letters come while they are not.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

import torch
from playwright.sync_api import Page

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))


from cells import Notebook
from chromium import window
from notebooks import lab

SCENE = Path(__file__).resolve().parents[1] / "notebooks" / "pictures" / "scene.png"
CAPTION = "a striped green mushroom, a pink car and a small purple car"
TYPED = " and a large blue mushroom near a yellow star"

CODE = """\
import pairlens
from pairlens_widget import Explorer
explorer = Explorer(pairlens.load_encoder("embedded", device="cpu"), {scene!r}, {caption!r}, layer={layer})
explorer.selected_tokens = explorer.pair.indices("mushroom")
explorer"""

WATCH = """() => {
  const view = document.querySelector('.pairlens').shadowRoot;
  const heat = () => view.querySelector('.picture canvas'); // each explanation has a canvas of its own
  window.since = null;
  addEventListener('keydown', () => { window.since = performance.now(); window.before = heat(); }, true);
  window.follow = patience => new Promise(resolve => {
    const look = () => {
      const now = performance.now();
      if (heat() !== window.before) resolve(now - window.since);
      else if (now - window.since > patience) resolve(-1);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""


def main() -> None:
    """Print the median and the 95th percentile per pair of layers, in milliseconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--layer", type=int, nargs=2, default=(4, 0), help="layers of the picture and the caption"
    )
    parser.add_argument("--patience", type=float, default=10, help="seconds to wait for one map")
    parser.add_argument(
        "--ready", type=float, default=0, help="seconds for which the field is open before the first letter"
    )
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        lab(Path(folder)) as server,
        window(1280, 1000) as (page, machine),
    ):
        code = CODE.format(scene=str(SCENE), caption=CAPTION, layer=tuple(asked.layer))
        book = Notebook(page, server.notebook("live.ipynb", [code]))
        book.run(0)
        book.view(0)
        times = _typed(page, asked.patience, asked.ready)
        load = os.getloadavg()[0]
        print(
            f"{machine}, {platform.processor() or platform.machine()}, "
            f"{torch.get_num_threads()} threads, load {load:.1f}; layers {tuple(asked.layer)}"
        )
    _report(times)


def _typed(page: Page, patience: float, ready: float) -> list[float]:
    """Milliseconds from each letter to the map that follows it; the first letters, which warm up, are left out."""
    page.locator(".pairlens .to-edit").first.click()
    page.wait_for_timeout(1000 * ready)
    page.evaluate(WATCH)
    times = []
    for word in TYPED.split():
        page.keyboard.press("Space")
        for letter in word:
            page.keyboard.press(letter)
            times.append(float(page.evaluate("patience => window.follow(patience)", 1000 * patience)))
            page.wait_for_timeout(100)
    return times[3:]


def _report(times: list[float]) -> None:
    seen = [time for time in times if time >= 0]
    print(f"{len(seen)} of {len(times)} letters changed the map in time")
    if len(seen) > 1:
        high = statistics.quantiles(seen, n=20)[-1]
        print(f"median {statistics.median(seen):.0f} ms, 95 % {high:.0f} ms, slowest {max(seen):.0f} ms")


if __name__ == "__main__":
    main()
