"""Run every benchmark that the documentation quotes, one after the other, on this machine.

    python benchmarks/all.py [--device cuda]

Takes about an hour on two CPU cores; run nothing else meanwhile. The reference code needs 10 GB of memory.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

RUNS = (
    ["speed.py", "--model", "ViT-B-32", "--exclip"],
    ["speed.py", "--model", "ViT-B-16"],
    ["speed.py", "--model", "ViT-L-14", "--repeats", "5"],
    ["speed.py", "--model", "ViT-B-32", "--layer", "6", "--tokens", "16", "--repeats", "1", "--exclip"],
    ["speed.py", "--model", "ViT-B-32", "--layer", "0", "--tokens", "16", "--repeats", "1", "--exclip"],
    ["throughput.py", "many"],
    ["throughput.py", "many", "--model", "ViT-B-16", "--pairs", "32"],
    ["throughput.py", "host"],
    ["throughput.py", "edit"],
    ["throughput.py", "layers", "--model", "ViT-B-16", "--step", "4"],
    ["throughput.py", "layers", "--model", "RN50", "--step", "4"],
    ["throughput.py", "memory"],
    ["perturbation.py", "--split", "test", "--items", "4", "--budgets", "512", "--image", "4"],
    ["mosaic.py", "--items", "5"],
    ["hover.py"],
    ["annotate.py"],
    ["live.py"],
    ["many.py"],
    ["store.py"],
    ["collection.py"],
    ["gallery.py"],
    ["grounding.py", "--split", "dev", "--items", "40"],
    ["grounding.py", "--split", "test", "--items", "150"],
    ["mixture.py", "--split", "test", "--items", "100", "--steps", "6"],
)

NO_DEVICE = {"annotate.py", "hover.py", "live.py", "many.py", "collection.py", "gallery.py", "store.py"}
"""What computes nothing that a device could."""


def main() -> int:
    """Run all; stop at the first that fails."""
    for script, *words in RUNS:
        extra = [] if script in NO_DEVICE else sys.argv[1:]
        print(f"\n$ python benchmarks/{script} {' '.join(words + extra)}", flush=True)
        subprocess.run([sys.executable, str(HERE / script), *words, *extra], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
