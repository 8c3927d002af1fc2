"""A small stand-in for fiftyone, which needs a MongoDB: the classes that Pairlens uses, with fiftyone 1.22's arguments.

What it takes was compared with fiftyone itself; it refuses fields that BSON cannot hold, as the database does.
"""

from __future__ import annotations

import numpy as np


class _Document:
    def __init__(self, **fields: object) -> None:
        _check(fields)
        self.fields = fields

    def __getattr__(self, name: str) -> object:
        return self.__dict__["fields"][name]


class Sample(_Document):
    def __init__(self, filepath: str, tags: object = None, metadata: object = None, **fields: object) -> None:
        super().__init__(filepath=filepath, tags=tags, metadata=metadata, **fields)


class Classification(_Document):
    pass


class Classifications(_Document):
    pass


class Detection(_Document):
    def __init__(self, *, label: str, bounding_box: list[float], mask: np.ndarray, **fields: object) -> None:
        assert all(0 <= share <= 1 for share in bounding_box)
        assert mask.ndim == 2
        super().__init__(label=label, bounding_box=bounding_box, mask=mask, **fields)


class Detections(_Document):
    pass


class Dataset:
    def __init__(self, name: str | None = None, persistent: bool = False, overwrite: bool = False) -> None:  # noqa: FBT001, FBT002 - fiftyone's
        self.name, self.persistent, self.overwrite = name, persistent, overwrite
        self.info: dict = {}
        self.samples: list[Sample] = []

    def add_samples(self, samples: list[Sample], dynamic: bool = False, progress: object = None) -> None:  # noqa: FBT001, FBT002, ARG002 - fiftyone's
        self.samples += samples

    def values(self, field: str) -> list[object]:
        return [sample.fields.get(field) for sample in self.samples]


def _check(value: object) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            assert name.isidentifier()
            _check(each)
    elif isinstance(value, list):
        for each in value:
            _check(each)
    elif isinstance(value, str):
        value.encode()
        assert "\0" not in value
    else:
        assert value is None or isinstance(value, bool | int | float | np.ndarray | _Document)
