"""How long an annotator waits: from the key that submits to the next pair on the screen.

A real JupyterLab, kernel, store and Chromium. Each pair is labelled with one key and submitted with the next; the clock
runs from the event of the submitting key to the first frame with another pair, its picture decoded and its heat drawn.
"saved" is the time from the same key until the store has confirmed.

    python benchmarks/annotate.py [--pairs 60] [--pause 0.6] [--patches 14]

With `--pause 0` keys follow each other as fast as a program can press them, faster than pairs are fetched ahead.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from cells import Notebook
from chromium import window
from notebooks import lab

CODE = """\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import annotations, samples
from pairlens_widget import Annotator
pairs = [samples.pair(text, rows={patches}, cols={patches}, seed=i)
         for i, text in enumerate(annotations.captions({pairs}))]
annotator = Annotator(pairs, "failures.db", reviewer="ada")
annotator"""

WATCH = """() => {
  const outer = document.querySelector('.annotator-box').shadowRoot;
  const inner = () => outer.querySelector('.pairlens').shadowRoot;
  const picture = () => inner().querySelector('.picture canvas');
  window.waits = null;
  addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    const since = performance.now(), before = picture();
    window.waits = new Promise(resolve => {
      let shown = null;
      const look = () => {
        const now = performance.now();
        const image = inner().querySelector('.picture img');
        if (shown === null && picture() !== before && (!image || image.complete)) shown = now - since;
        const saved = outer.querySelector('.saved').dataset.phase === 'saved';
        if (shown !== null && saved) resolve([shown, now - since]);
        else if (now - since > 20000) resolve(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, true);
}"""


def main() -> None:
    """Print the median and the 95th percentile, in milliseconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=60, help="how many are judged")
    parser.add_argument("--pause", type=float, default=0.6, help="seconds that a person looks at each")
    parser.add_argument("--patches", type=int, default=14, help="rows and columns of the grid")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        lab(Path(folder)) as server,
        window(1400, 1000) as (page, machine),
    ):
        code = CODE.format(pairs=asked.pairs, patches=asked.patches)
        Notebook(page, server.notebook("annotate.ipynb", [code])).run(0)
        page.locator(".annotator-box h2", has_text="What is wrong?").click(timeout=60_000)
        waits = _judged(page, asked.pairs - 1, asked.pause)
        print(f"{machine}, {len(waits)} pairs of {asked.patches} x {asked.patches} patches; milliseconds")
        print(f"{'':8}{'median':>8}{'95 %':>8}")
        for name, values in zip(("shown", "saved"), zip(*waits, strict=True), strict=True):
            high = statistics.quantiles(values, n=20)[-1]
            print(f"{name:8}{statistics.median(values):8.0f}{high:8.0f}")


def _judged(page: Page, count: int, pause: float) -> list[tuple[float, float]]:
    page.evaluate(WATCH)
    found = []
    for i in range(count):
        page.wait_for_timeout(1000 * pause)
        page.keyboard.press(str(i % 9 + 1))
        page.keyboard.press("Enter")
        waited = page.evaluate("() => window.waits")
        if waited is None:
            raise TimeoutError(f"Pair {i + 2} was not shown, or pair {i + 1} not saved.")
        found.append((waited[0], waited[1]))
    return found


if __name__ == "__main__":
    main()
