"""The command line: `pairlens explain`, `pairlens lab` and `pairlens cases`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pairlens.errors import OptionError, PairlensError
from pairlens_widget import cli_cases

_EXPLAIN = """\
Explain which words of a caption met which part of a picture, and print a summary.

examples:
  pairlens explain photo.jpg "a black dog" --html out.html
  pairlens explain photo.jpg "a black dog" --model ViT-B-16 --pretrained laion2b_s34b_b88k
"""


_OUTPUTS = ("html", "png", "svg", "pdf", "csv", "latex", "npz")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Words after the program's name; None takes them from the shell.

    Returns:
        0 if all went well, 1 if the request could not be met, 130 if it was interrupted. Wrong usage exits with 2.
    """
    chosen = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except PairlensError as error:
        sys.stderr.write(f"pairlens: {error.cause}\n  {error.remedy}\n")
        return 1
    except BrokenPipeError:  # the reader, e.g. `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("pairlens: interrupted\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    from pairlens import __version__

    parser = argparse.ArgumentParser(prog="pairlens", description="Explain dual encoders such as CLIP.")
    parser.add_argument("--version", action="version", version=f"pairlens {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    explain = commands.add_parser(
        "explain",
        help="explain a picture and a caption",
        description=_EXPLAIN,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_explain_arguments(explain)
    explain.set_defaults(run=_explain)
    lab = commands.add_parser("lab", help="open JupyterLab on the notebooks")
    lab.add_argument(
        "--folder", type=Path, default=Path("pairlens-notebooks"), help="where to keep your copies"
    )
    lab.add_argument("options", nargs="*", metavar="-- OPTION", help="passed on to JupyterLab")
    lab.set_defaults(run=_lab)
    cli_cases.add(commands)
    return parser


def _add_explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a picture file")
    parser.add_argument("caption", metavar="CAPTION", help="the caption, in quotes")
    model = parser.add_argument_group("model")
    model.add_argument(
        "--model", default="embedded", help="embedded (the default), an open_clip name, or hf:REPOSITORY"
    )
    model.add_argument("--pretrained", help="weights: an open_clip tag or a checkpoint file")
    model.add_argument("--device", help="cpu, cuda, …; by default cuda where there is one")
    how = parser.add_argument_group("attribution")
    how.add_argument("--method", default="jacobians", help="jacobians (the default), occlusion, banzhaf, …")
    how.add_argument("--layer", type=_layer, metavar="K or I,T", help="layer, or image layer and text layer")
    how.add_argument("--steps", type=_steps, help='jacobians: nodes on the path, or "auto" (the default)')
    how.add_argument("--tol", type=float, help="jacobians: relative error asked for (default 0.001)")
    output = parser.add_argument_group("output")
    output.add_argument("--html", type=Path, metavar="FILE", help="write the linked page; it works offline")
    output.add_argument("--png", type=Path, metavar="FILE", help="write a picture of the strongest phrases")
    for kind in ("svg", "pdf"):
        output.add_argument(f"--{kind}", type=Path, metavar="FILE", help="the same for paper, text as text")
    output.add_argument("--csv", type=Path, metavar="FILE", help="write the numbers of words and patches")
    output.add_argument("--latex", type=Path, metavar="FILE", help="write the words, underlined by value")
    output.add_argument(
        "--npz", type=Path, metavar="FILE", help="write the explanation, for PairAttribution.load"
    )
    output.add_argument("--quiet", action="store_true", help="print no progress")


def _layer(text: str) -> Any:  # noqa: ANN401 - an integer or a pair; the encoder checks the range
    parts = [int(part) for part in text.split(",")]
    return parts[0] if len(parts) == 1 else tuple(parts)


def _steps(text: str) -> int | str:
    return text if text == "auto" else int(text)


def _options(chosen: argparse.Namespace) -> dict[str, Any]:
    """What was said of the path; a method that has none refuses it by name."""
    return {name: getattr(chosen, name) for name in ("steps", "tol") if getattr(chosen, name) is not None}


def _explain(chosen: argparse.Namespace) -> int:
    _check_outputs([getattr(chosen, name) for name in _OUTPUTS])
    say = (lambda _: None) if chosen.quiet else _say
    say(f"Loading {chosen.model} …")
    import pairlens
    from pairlens.images import read_picture
    from pairlens.summary import summary

    # a picture that cannot be read should not cost the loading of a large model
    picture = read_picture(chosen.image).picture
    encoder = pairlens.load_encoder(chosen.model, chosen.pretrained, device=chosen.device)
    with _bar(quiet=chosen.quiet):
        pair = pairlens.explain(
            encoder, picture, chosen.caption, layer=chosen.layer, method=chosen.method, **_options(chosen)
        )
    sys.stdout.write(summary(pair) + "\n")
    sys.stdout.flush()
    for path, write in _writers(pair, chosen):
        write(path)
        say(f"Wrote {path}")
    return 0


def _writers(pair: Any, chosen: argparse.Namespace) -> list[tuple[Path, Callable[[Path], object]]]:  # noqa: ANN401 - a result, whose class is imported late
    def page(path: Path) -> None:
        from pairlens_widget.export import write_page

        write_page(pair, path, {"selected_tokens": [], "selected_patches": [], "pins": []}, None)

    def still(path: Path) -> None:
        from pairlens.plot import png_bytes

        path.write_bytes(png_bytes(pair.plot()))

    def paper(path: Path) -> None:
        kind = "svg" if path == chosen.svg else "pdf"
        pair.plot(width="page").savefig(path, format=kind)

    def latex(path: Path) -> None:
        path.write_text(pair.to_latex(), encoding="utf-8", newline="\n")

    writers = (page, still, paper, paper, pair.to_csv, latex, pair.save)
    wanted = [(getattr(chosen, name), write) for name, write in zip(_OUTPUTS, writers, strict=True)]
    return [(path, write) for path, write in wanted if path is not None]


def _check_outputs(paths: Sequence[Path | None]) -> None:
    """Refuse a place that cannot be written to before anything is computed."""
    for path in paths:
        if path is None:
            continue
        if path.is_dir():
            raise OptionError(f"{path} is a folder.", "Name a file in it.")
        if not path.absolute().parent.is_dir():
            raise OptionError(f"The folder {path.absolute().parent} does not exist.", "Make it first.")
        if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
            raise OptionError(
                f"{path} cannot be written to.", "Choose another place, or change its permissions."
            )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@contextmanager
def _bar(*, quiet: bool) -> Iterator[None]:
    """A progress bar on the terminal, for what takes longer than a second."""
    from tqdm import tqdm

    from pairlens.progress import listening

    hidden = quiet or not sys.stderr.isatty()
    with tqdm(desc="Explaining", delay=1, leave=False, disable=hidden, file=sys.stderr) as bar:

        def tell(what: str, done: int, total: int) -> None:
            bar.set_postfix_str(what, refresh=False)
            bar.total, bar.n = total, done
            bar.refresh()

        with listening(tell):
            yield


def _lab(chosen: argparse.Namespace) -> int:
    from importlib.util import find_spec

    if find_spec("jupyterlab") is None:
        raise OptionError("JupyterLab is not installed.", 'Install it with: pip install "pairlens[lab]"')
    import subprocess

    folder = copy_notebooks(chosen.folder)
    _say(f"Notebooks are in {folder.absolute()} (your changes are kept there).")
    first = min(folder.glob("*.ipynb")).name
    command = [sys.executable, "-m", "jupyter", "lab", "--notebook-dir", str(folder)]
    command += [f"--LabApp.default_url=/lab/tree/{first}", *chosen.options]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return subprocess.run(command, check=False).returncode


def copy_notebooks(folder: Path) -> Path:
    """Put the notebooks where a person can change them; a copy that is already there is left alone.

    Args:
        folder: Where to; made if it is not there.
    """
    import shutil

    folder.mkdir(parents=True, exist_ok=True)
    source = notebooks()
    for path in sorted(p for p in source.rglob("*") if p.is_file() and ".ipynb_checkpoints" not in p.parts):
        target = folder / path.relative_to(source)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


def notebooks() -> Path:
    """Where the notebooks are: inside an installed wheel, or in the source tree of an editable install."""
    here = Path(__file__).parent
    inside = here / "notebooks"
    return inside if inside.is_dir() else here.parents[1] / "notebooks"


if __name__ == "__main__":
    sys.exit(main())
