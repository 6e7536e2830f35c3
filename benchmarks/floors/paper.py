"""The floor of a paper: a minimal Typer program that renders a plain template with docxtpl alone.

The template, and the paragraphs and rows in a JSON file, come from another paper.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def write(
    template: Annotated[Path, typer.Argument(help="template")],
    content: Annotated[Path, typer.Argument(help="paragraphs and rows")],
    output: Annotated[Path, typer.Option("--output", "-o", help="file")],
) -> None:
    """Write a paper."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(json.loads(content.read_text(encoding="utf-8")), autoescape=True)
    document.save(output)


app()
