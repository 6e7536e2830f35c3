"""Public versions of answers."""

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from gongkai_cli.output.listing import Listing, Page

PUBLIC_MARK = "公开版"
"""The words in the title of a public version."""


def public_version(listing: Listing, inner: Collection[str]) -> Listing:
    """Return a listing without its inner fields, in a sheet as in JSON, and without advice.

    Columns and events read the rows themselves: where a listing has any, its rows must come without inner values.

    Args:
        listing: the listing.
        inner: the JSON keys of the fields to leave out.
    """

    def record(row: Any) -> dict[str, Any]:
        values = listing.record(row)
        if not isinstance(values, dict):
            values = {one.name: getattr(values, one.name) for one in fields(values)}
        return {key: value for key, value in values.items() if key not in inner}

    kept = [one for one in listing.fields if one.key not in inner]
    return replace(
        listing,
        title=f"{listing.title}　{PUBLIC_MARK}",
        fields=kept,
        record=record,
        footer="",
        layout=listing.layout.of(one.key for one in kept),
        filer=listing.filer._replace(contact=None),
    )


def public_page(page: Page) -> Page:
    """Return a page of public versions whose title says so, with its overview."""
    overview = page.overview and public_page(page.overview)
    return replace(page, title=f"{page.title}　{PUBLIC_MARK}", overview=overview)
