"""The floor of drafting: the program's reader alone, which is imported and reads the notice into blocks."""

import sys
from pathlib import Path

from gongkai_cli.notice.sources.reading import read_notice

file = Path(sys.argv[1])
blocks = read_notice(file.name, file.read_bytes()).blocks
sys.stdout.write(f"{len(blocks)}\n")
