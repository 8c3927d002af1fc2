"""Fetch a dual encoder of the `transformers` library by the name of its repository, or from a local folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from pairlens.encoders.base import Encoder
from pairlens.errors import ModelError

_OFFLINE = 'load_encoder("embedded") needs nothing.'


def load_from_hub(name: str, revision: str | None, device: torch.device) -> Encoder:
    """An encoder around a pretrained model of transformers, with its own processor.

    Args:
        name: A repository on the Hugging Face Hub ("kakaobrain/align-base"), or the path of a folder that
            `save_pretrained` wrote.
        revision: A branch, tag or commit of the repository; None for its main branch.
        device: Where to compute.

    Raises:
        ModelError: transformers is not installed, the model cannot be had, or it is no dual encoder.
    """
    try:
        import transformers
    except ImportError as error:
        raise ModelError(
            'Names that begin with "hf:" are loaded by transformers, which is not installed.',
            "Run: pip install 'pairlens[hub]'.",
        ) from error
    from pairlens.encoders.loading import wrap

    _check_folder(name)
    asked = {} if revision is None else {"revision": revision}
    kinds: Any = transformers  # its loaders are partly untyped
    try:
        model = kinds.AutoModel.from_pretrained(name, **asked)
        processor = kinds.AutoProcessor.from_pretrained(name, **asked)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise _not_loaded(name, error) from error
    label = Path(name).name if Path(name).is_dir() else name
    # stored weights are often in half precision; the path wants float32, and nobody else holds this copy
    return wrap(model.float().to(device).eval(), processor, name=label)


def _check_folder(name: str) -> None:
    if name.startswith(("/", ".", "~")) and not Path(name).is_dir():
        raise ModelError(
            f"There is no folder {name}.",
            'Give the folder that save_pretrained wrote, or a repository as in "hf:kakaobrain/align-base".',
        )


def _not_loaded(name: str, error: Exception) -> ModelError:
    """Say what was asked of whom, how to fetch it beforehand, and what needs nothing."""
    said = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"
    if Path(name).is_dir():
        files = ", ".join(sorted(path.name for path in Path(name).iterdir())) or "nothing"
        return ModelError(
            f"The folder {name} could not be loaded by transformers: {said.rstrip('.')}. It holds {files}.",
            "Save the model and its processor there, each with save_pretrained.",
        )
    return ModelError(
        f"{name} could not be loaded: {said.rstrip('.')}. It was asked of the Hugging Face repository {name}.",
        f"On a machine with network access run `hf download {name}`, then either copy its cache folder here, or "
        f'download with --local-dir and pass "hf:/path/to/that/folder". {_OFFLINE}',
    )
