"""Fifty explorers in one JupyterLab notebook: how it scrolls, and what is left when they are closed.

Ten cells of five explorers. Scrolling goes down and up again, 60 pixels a frame; the time between two frames is 16.7 ms
where nothing is late. What the page holds is counted after its garbage was collected.

    python benchmarks/many.py [--turns 3]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from chromium import window
from crowd import Crowd
from notebooks import lab

SCROLL = """async () => {
  const wide = [...document.querySelectorAll('.jp-Notebook *, .jp-Notebook')].filter(e =>
    e.scrollHeight > e.clientHeight + 400 && /auto|scroll/.test(getComputedStyle(e).overflowY));
  const view = wide.sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
  const frame = () => new Promise(requestAnimationFrame);
  const gaps = [];
  view.scrollTop = 0;
  for (let i = 0; i < 10; i += 1) await frame();
  let last = await frame();
  for (const step of [60, -60]) {
    for (let i = 0; i < 300; i += 1) {
      view.scrollTop += step;
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
  }
  return [gaps, view.scrollHeight];
}"""


def main() -> None:
    """Print the gaps between frames while scrolling, and what the page holds, turn by turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=3, help="how often fifty are shown and closed")
    turns = parser.parse_args().turns
    with (
        tempfile.TemporaryDirectory() as folder,
        lab(Path(folder)) as server,
        window(1280, 900) as (page, machine),
    ):
        print(machine)
        crowd = Crowd(page, server)
        crowd.run(1, closing=False)
        crowd.run(0, closing=True)
        told(crowd, "none")
        for _ in range(turns):
            crowd.run(5, closing=False)
            scrolled(page)
            told(crowd, "fifty shown")
            crowd.run(5, closing=False)
            told(crowd, "run again")
            crowd.run(0, closing=True)
            told(crowd, "all closed")


def scrolled(page: Page) -> None:
    gaps, height = page.evaluate(SCROLL)
    gaps.sort()
    print(
        f"{height} pixels high; between frames: median {statistics.median(gaps):.1f} ms, "
        f"95 % {gaps[int(0.95 * len(gaps))]:.1f} ms, most {gaps[-1]:.1f} ms"
    )


def told(crowd: Crowd, name: str) -> None:
    held = crowd.count()
    print(
        f"{name:12} {held['nodes']:7} nodes {held['listeners']:7} listeners {held['heap'] / 1e6:7.1f} MB of heap"
    )


if __name__ == "__main__":
    main()
