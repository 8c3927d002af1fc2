"""Hugging Face datasets: the columns of `pairlens.cases.formats.arrow`, and `image`, the picture as the model saw it.

A dataset holds everything but categories and the order of items. No network and no loading script is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pairlens.cases.formats import arrow, table
from pairlens.cases.formats.blobs import checked
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.gathering import Gathering
from pairlens.cases.formats.optional import needed
from pairlens.cases.formats.seen import pictures_of

if TYPE_CHECKING:
    import datasets


def to_dataset(bundle: Bundle, pictures: str | None = None) -> "datasets.Dataset":
    """Cases as a dataset.

    Args:
        bundle: What it shall hold.
        pictures: "embed" (as usual), or "none": no images, explanations and pictures as they came.

    Raises:
        OptionError: datasets is not installed, or `pictures` is something else.
    """
    library = needed("datasets", "A dataset")
    embed = checked(pictures, "embed", ("embed", "none")) == "embed"
    names = {
        "string": "string",
        "double": "float64",
        "int64": "int64",
        "bool": "bool",
        "binary": "large_binary",
    }
    kinds = {name: library.Value(names[kind]) for name, kind in arrow.kinds(bundle).items()}
    kinds["pictures"] = library.List(
        {"sha256": library.Value("string"), "data": library.Value("large_binary")}
    )
    kinds["image"] = library.Image()
    rows = [
        row | {"image": _image(bundle, row["item"], embed=embed)} for row in arrow.rows(bundle, embed=embed)
    ]
    columns = {name: [row[name] for row in rows] for name in kinds}
    made: datasets.Dataset = library.Dataset.from_dict(columns, features=library.Features(kinds))
    return made


def from_dataset(dataset: "datasets.Dataset") -> Bundle:
    """Cases from such a dataset; images are not looked at.

    Raises:
        FileError: A line is not as it should be; the line is named, counted from 1.
    """
    wanted = [
        name for name in (*table.CASE, *table.LAST, "history", *arrow.BLOBS) if name in dataset.column_names
    ]
    gathering = Gathering("The dataset")
    arrow.take_all(dataset.select_columns(wanted).with_format(None), "The dataset", gathering)
    return gathering.bundle()


def _image(bundle: Bundle, name: str, *, embed: bool) -> dict[str, Any] | None:
    """The first picture of an item, where there is one."""
    item = bundle.item(name)
    if not embed or item is None or item.picture is None or name not in bundle.explanations:
        return None
    return {"bytes": pictures_of(bundle, item)[item.picture.sha256], "path": f"{item.picture.sha256}.png"}
