"""The floor of a paper: docxtpl alone renders a plain template over paragraphs and rows, and writes the Word file.

The template, and the paragraphs and rows in a JSON file, come from another paper.
"""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

template, content, target = map(Path, sys.argv[1:])
document = DocxTemplate(template)
document.render(json.loads(content.read_text(encoding="utf-8")), autoescape=True)
document.save(target)
