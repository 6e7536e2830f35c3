"""What an editor says about a plan file, by its JSON Schema."""

from datetime import date
from typing import Any

import yaml
from jsonschema import Draft202012Validator

LISTED = (
    ("  - name: 县政府各部门\n    kind: 县政府部门", "  - name: 县政府各部门\n    kind: [县政府部门]"),
    ("  - name: 各乡镇\n    kind: 乡镇", "  - name: 各乡镇\n    kind: [乡镇]"),
)
"""The sound plan with every list written as a list."""


def as_an_editor_reads(text: str) -> Any:
    """Return a YAML text with its numbers and truths, days as ISO text, and the key `no` as the word it is."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {"no" if key is False else key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(yaml.safe_load(text))


def complaints_of(schema: dict[str, Any], text: str) -> list[str]:
    """Return what a schema has against a plan file, by place."""
    found = Draft202012Validator(schema).iter_errors(as_an_editor_reads(text))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.validator}" for error in found]
