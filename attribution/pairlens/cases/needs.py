"""Packages that only some of the work takes."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from pairlens.errors import OptionError


def needed(module: str, what: str) -> ModuleType:
    """A module of an optional package.

    Args:
        module: Its full name.
        what: What takes it, for the error.

    Raises:
        OptionError: The package is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise OptionError(
            f"{what} needs {package}, which is not installed.",
            'Install it with: pip install "pairlens[cases]".',
        ) from None
