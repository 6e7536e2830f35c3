"""The floor of loading many plans: PyYAML's C loader parses the files, and sqlite3 inserts the rows they make.

Prints the seconds that the two take together; reading the rows to insert is not counted.
"""

import sqlite3
import sys
import time
from pathlib import Path

import yaml

files, loaded, made = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
start = time.perf_counter()
for file in sorted(files.glob("*.yaml")):
    with file.open("rb") as stream:
        yaml.load(stream, yaml.CSafeLoader)
seconds = time.perf_counter() - start

source = sqlite3.connect(loaded)
made.unlink(missing_ok=True)
target = sqlite3.connect(made, isolation_level=None)
target.execute("BEGIN")
objects = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
tables = source.execute(objects, ("table",)).fetchall()
for _, statement in [*tables, *source.execute(objects, ("index",))]:
    target.execute(statement)
for name, _ in tables:
    rows = source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - its own names
    if rows:
        start = time.perf_counter()
        target.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
        seconds += time.perf_counter() - start
start = time.perf_counter()
target.execute("COMMIT")
seconds += time.perf_counter() - start
sys.stdout.write(f"{seconds}\n")
