"""The program as a process that stops, dies or looks around at the moments when it touches files."""

import subprocess
import sys
from pathlib import Path

from posix_only import need_posix

_PROGRAM = """
import os, signal, sqlite3, stat, sys
action, place, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
NAMES = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.chown", "os.mkdir", "sqlite3.connect"}
seen, modes, busy = 0, set(), False

def moment():
    global seen
    seen += 1
    if action == "kill" and seen == wanted:
        os.kill(os.getpid(), signal.SIGKILL)

def look():
    global busy
    busy = True
    for entry in os.scandir(place):
        if entry.name.startswith(".gongkai-"):
            modes.add(stat.S_IMODE(entry.stat().st_mode))
    busy = False

def hook(event, args):
    if busy:
        return
    if event in NAMES and any(place in os.fspath(arg) for arg in args if isinstance(arg, (str, os.PathLike))):
        moment()
        if action == "look":
            look()
        if action == "stop" and event == "os.rename" and seen >= wanted:
            os.kill(os.getpid(), signal.SIGSTOP)

def connect(*args, **options):
    connection = really_connect(*args, **options)
    connection.set_trace_callback(lambda statement: moment())
    return connection

from gongkai_cli.cli.app import app
if action in {"count", "kill"}:
    really_connect, sqlite3.connect = sqlite3.connect, connect
sys.addaudithook(hook)
try:
    app(sys.argv[4:])
finally:
    if action == "count":
        print("moments", seen, file=sys.stderr)
    if action == "look":
        print("modes", *sorted(oct(mode) for mode in modes), file=sys.stderr)
"""


def started(action: str, folder: Path, wanted: int, *words: str) -> "subprocess.Popen[str]":
    """Start the program with an eye on the files of a folder.

    Args:
        action: `count` its moments or `look` at the modes of drafts, both told at the end on standard error; `kill`
            it at a moment; `stop` it before it puts a file in place.
        folder: where a moment has to be.
        wanted: which moment, from 1.
        words: the command line.
    """
    if action in {"kill", "stop"}:
        need_posix("the signals that kill and stop")
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, action, str(folder), str(wanted), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def moments(folder: Path, *words: str) -> int:
    """Run the program to its end, and return how many moments it had."""
    _, said = started("count", folder, 0, *words).communicate(timeout=60)
    return int(said.splitlines()[-1].removeprefix("moments "))


def killed(folder: Path, moment: int, *words: str) -> int:
    """Kill the program at a moment, and return its exit code."""
    process = started("kill", folder, moment, *words)
    process.communicate(timeout=60)
    return process.returncode
