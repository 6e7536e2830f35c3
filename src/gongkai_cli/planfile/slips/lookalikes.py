"""Names that look alike and are written differently: with a blank, or in full-width letters."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.planfile.problems import Location, Problem


class Registered(NamedTuple):
    """A name where it is registered, and what it is a name of."""

    location: Location
    name: str
    owner: str


def registered_alike(names: Iterable[Registered]) -> Iterator[Problem]:
    """Yield a problem for each name that looks like an earlier one of another owner and is another text."""
    first: dict[str, Registered] = {}
    for one in names:
        earlier = first.setdefault(seen(one.name), one)
        if one.name != earlier.name and one.owner != earlier.owner:
            yield alike(one.location, one.name, earlier.name, earlier.location)


def alike(location: Location, name: str, right: str, other: Location | None) -> Problem:
    """Return the problem of a name that looks like the registered name `right`."""
    what = f"“{name}”与“{right}”看上去一样，只差空格或全角、半角"
    return Problem(location, what, "请统一写法", other=other)


def by_look(places: Mapping[str, Location | None]) -> dict[str, tuple[str, Location | None]]:
    """Return the look of each name → the name and its place."""
    return {seen(name): (name, place) for name, place in places.items()}
