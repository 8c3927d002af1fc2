"""How a gallery of many pairs opens, scrolls, sorts and finds, in a real JupyterLab and Chromium.

    python benchmarks/gallery.py [--pairs 20000] [--store FILE]

Explanations have the size of a ViT-B-32's (77 × 50 numbers, a picture of 224 × 224 pixels) and lie in a store with
their measures. The clock of "opened" starts where `Gallery(store)` is called, after imports, and ends at the first
frame with captions, and with every picture in sight decoded. Scrolling is measured frame by frame: through the whole
wall faster than anybody looks, and at a speed at which pictures follow; memory before and after it, with garbage
collected. "sort" and "filter" are the time from the event to the end of the frame that shows it; "find" is the longest
task after the pause in typing, of those that browsers report, which are those of 50 ms or more.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

sys.path.append(str(Path(__file__).resolve().parent))
sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from collection import filled

from cells import Notebook
from chromium import window
from notebooks import lab

FIRST = "import time\nfrom pairlens.cases import Store\nfrom pairlens_widget import Gallery\nGallery([])"
CODE = "began = time.time()\ngallery = Gallery({store!r}, sort='residual')\nmade = time.time()\ngallery"
TELL = "print(began, made)"

WATCH = """() => {
  window.seen = new Promise(resolve => {
    let captions = null;
    const look = () => {
      const root = [...document.querySelectorAll('.gallery-box')].at(-1)?.shadowRoot;
      const shelf = root?.querySelector('.shelf')?.getBoundingClientRect();
      const tiles = [...(root?.querySelectorAll('.pair') ?? [])].filter(tile => {
        const { top, bottom } = tile.getBoundingClientRect();
        return bottom > shelf.top && top < shelf.bottom;
      });
      const told = tiles.length > 1 && tiles.every(tile => tile.querySelector('.said-of').textContent !== '…');
      if (told && captions === null) captions = Date.now();
      const drawn = ({ complete, naturalWidth }) => complete && naturalWidth > 0;
      if (told && tiles.every(tile => drawn(tile.querySelector('img')))) resolve([captions, Date.now()]);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""

SCROLL = """([speed, seconds]) => new Promise(resolve => {
  const shelf = [...document.querySelectorAll('.gallery-box')].at(-1).shadowRoot.querySelector('.shelf');
  shelf.scrollTop = 0;
  const frames = [];
  let began = null, last = null;
  const step = now => {
    began ??= now;
    if (last !== null) frames.push(now - last);
    last = now;
    shelf.scrollTop = speed * (now - began) / 1000;
    const end = shelf.scrollTop + shelf.clientHeight >= shelf.scrollHeight - 1;
    if (end || now - began > 1000 * seconds) resolve([frames, shelf.scrollTop]);
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

ASK = """async ([label, value]) => {
  const root = [...document.querySelectorAll('.gallery-box')].at(-1).shadowRoot;
  const field = root.querySelector(`[aria-label="${label}"]`);
  const option = [...(field.options ?? [])].find(({ text }) => text.startsWith(value));
  field.value = option ? option.value : value;
  const began = performance.now();
  field.dispatchEvent(new Event(option ? 'change' : 'input', { bubbles: true }));
  if (!option) { // it waits for a pause in typing, which is not counted
    const work = await new Promise(resolve => new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve(list.getEntries());
    }).observe({ type: 'longtask' }) || setTimeout(() => resolve([]), 600));
    return work.length ? Math.max(...work.map(({ duration }) => duration)) : null;
  }
  return new Promise(resolve => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // after what this frame draws
    channel.port1.onmessage = () => resolve(performance.now() - began);
    channel.port2.postMessage(null);
  }));
}"""


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument(
        "--store", type=Path, help="made by an earlier run; by default one is made, which takes a minute"
    )
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        lab(Path(folder)) as server,
        window(1400, 1100) as (page, machine),
    ):
        store = asked.store.resolve() if asked.store else Path(folder) / "pairs.db"
        if not store.exists():
            filled(store, asked.pairs, measured=True)
        book = Notebook(page, server.notebook("g.ipynb", [FIRST, CODE.format(store=str(store)), TELL]))
        print(machine)
        _opened(book)
        cdp = page.context.new_cdp_session(page)
        before = _memory(cdp)
        _scrolled(page, "whole wall", 40_000, 60)
        _scrolled(page, "looked at", 1_500, 15)
        page.wait_for_timeout(2000)
        after = _memory(cdp)
        for name, unit in (("heap", "MB"), ("nodes", "")):
            print(f"{name}: {before[name]:.0f} {unit} before scrolling, {after[name]:.0f} {unit} after")
        _asked(page)


def _opened(book: Notebook) -> None:
    book.run(0)
    book.page.evaluate(WATCH)
    book.run(1)
    captions, pictures = book.page.evaluate("() => window.seen")
    began, made = map(float, book.run(2).inner_text().split())
    print(
        f"opened: {made - began:.2f} s until it is made in Python, {captions / 1000 - began:.2f} s until the wall "
        f"stands with its captions, {pictures / 1000 - began:.2f} s with every picture in sight"
    )


def _scrolled(page: Page, name: str, speed: int, seconds: float) -> None:
    frames, to = page.evaluate(SCROLL, [speed, seconds])
    high = statistics.quantiles(frames, n=20)[-1]
    print(
        f"scrolled, {name} ({to:,.0f} pixels at {speed:,} a second): frames of {statistics.median(frames):.1f} ms "
        f"(median), {high:.1f} (95 %), {max(frames):.1f} (longest) of {len(frames)}",
        flush=True,
    )


def _memory(cdp: CDPSession) -> Mapping[str, float]:
    cdp.send("HeapProfiler.enable")
    cdp.send("HeapProfiler.collectGarbage")
    counters: dict[str, Any] = cdp.send("Memory.getDOMCounters")
    used = cdp.send("Runtime.getHeapUsage")["usedSize"]
    return {"heap": used / 1e6, "nodes": counters["nodes"]}


def _asked(page: Page) -> None:
    for name, label, values in (
        ("sort", "Sort by", ("Score", "Residual", "On special units", "as they come")),
        ("filter", "class", ("class 3", "any")),
        ("find", "Find", ("husky dogs", "")),
    ):
        for value in values:
            took = [page.evaluate(ASK, [label, value]) for _ in range(5)]
            page.wait_for_timeout(200)
            known = [each for each in took if each is not None]
            told = f"{statistics.median(known):.0f} ms" if known else "less than 50 ms"
            print(f"{name} {value!r}: {told}", flush=True)


if __name__ == "__main__":
    main()
