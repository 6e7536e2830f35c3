"""Measure gongkai against floors and peers: one table on the screen, all figures in a JSON file.

    python benchmarks/run.py                 a country: 2,844 plans; some forty minutes
    python benchmarks/run.py --smallest      three plans, one run of each; only to see that it runs
    python benchmarks/run.py --section start-up --section scale
    python benchmarks/run.py --section scale --editions 5

It runs where processes are POSIX's. It is no test and fails on nothing: figures over their target are marked and stand
there.
"""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path

import drafting
import exchange
import exporting
import loading
import papers
import peers
import scale
import startup
from workshop import Figure, Workshop

COUNTRY = 2844
"""How many counties and districts there are."""

_LIBRARIES = ("typer", "rich", "sqlmodel", "SQLAlchemy", "pydantic", "PyYAML", "XlsxWriter")
_SIZES = (12, 1_000, 10_000, 100_000)


def main() -> None:
    """Run the sections that are asked for."""
    asked = _arguments()
    plans, runs = (3, 1) if asked.smallest else (asked.plans, asked.runs)
    sizes = _SIZES[:1] if asked.smallest else _SIZES
    sections: dict[str, Callable[[Workshop], Iterator[Figure]]] = {
        startup.SECTION: startup.measure,
        scale.SECTION: scale.measure,
        loading.SECTION: loading.measure,
        exporting.SECTION: exporting.measure,
        exchange.SECTION: exchange.measure,
        drafting.SECTION: drafting.measure,
        papers.SECTION: papers.measure,
        peers.SECTION: partial(peers.measure, sizes=sizes),
    }
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as scratch:
        shop = Workshop(Path(scratch), plans, runs, asked.editions)
        for name in asked.section or sections:
            for figure in sections[name](shop):
                figures.append(figure)
                _say(_line(_cells(figure)), sys.stderr.fileno())
    machine = _machine()
    _say(f"{plans:,} plans, medians of {runs} interleaved runs, on {machine['processor']}, Python {machine['python']}")
    _say(_line(("section", "what", "ours", "floor", "found", "target", "spread", "memory", "against")))
    for figure in figures:
        _say(_line(_cells(figure)))
    said = {"machine": machine, "plans": plans, "runs": runs, "figures": [asdict(figure) for figure in figures]}
    asked.json.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _say(f"All of it is in {asked.json}.")


def _arguments() -> argparse.Namespace:
    names = [
        startup.SECTION,
        scale.SECTION,
        loading.SECTION,
        exporting.SECTION,
        exchange.SECTION,
        drafting.SECTION,
        papers.SECTION,
        peers.SECTION,
    ]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smallest", action="store_true", help="three plans, one run of each case")
    parser.add_argument("--plans", type=int, default=COUNTRY, help="how many plans the country has")
    parser.add_argument("--editions", type=int, default=1, help="how many editions each plan of the country has")
    parser.add_argument("--runs", type=int, default=11, help="how many interleaved runs")
    parser.add_argument("--section", action="append", choices=names, help="only this section; may be repeated")
    parser.add_argument("--json", type=Path, default=Path("benchmark.json"), help="where the figures go")
    return parser.parse_args()


def _cells(figure: Figure) -> Sequence[str]:
    over = figure.target is not None and figure.value > figure.target
    heavy = figure.memory is not None and figure.memory_target is not None and figure.memory > figure.memory_target
    return (
        figure.section,
        figure.name,
        _seconds(figure.ours),
        _seconds(figure.floor),
        f"{figure.value:.2f}{figure.unit}{' !' * over}",
        "" if figure.target is None else f"{figure.target:.2f}{figure.unit}",
        f"{figure.spread:.0%}" if figure.spread else "",
        "" if figure.memory is None else f"{figure.memory:.0f} MB{' !' * heavy}",
        figure.against,
    )


def _seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.0f} ms" if value < 10 else f"{value:.1f} s"


def _line(cells: Sequence[str]) -> str:
    widths = (9, 39, 8, 8, 9, 8, 6, 9, 0)
    filled = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(filled).rstrip()


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(mark) in "WF") for mark in text)


def _machine() -> dict[str, object]:
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), processor)
    tools = {name: _tool(name) for name in ("sqlite3", "sqlite-utils", "task", "todo") if shutil.which(name)}
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "libraries": {name: version(name) for name in _LIBRARIES},
        "tools": tools,
    }


def _tool(name: str) -> str:
    said = subprocess.run([name, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
    return said.splitlines()[0].strip() if said else ""


def _say(text: str, descriptor: int = 1) -> None:
    os.write(descriptor, f"{text}\n".encode())


if __name__ == "__main__":
    main()
