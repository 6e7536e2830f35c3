"""The floor of a reading command: a minimal Typer, Rich and sqlite3 program that prints the same rows."""

import sqlite3
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(add_completion=False)
Store = Annotated[str, typer.Option(envvar="FLOOR_DB")]


def show(store: str, *tables: str) -> None:
    """Print tables of texts."""
    console = Console()
    for name in tables:
        cursor = sqlite3.connect(store).execute(f"SELECT * FROM {name}")  # noqa: S608 - names from below
        table = Table(*(column[0] for column in cursor.description))
        for row in cursor:
            table.add_row(*row)
        console.print(table)


@app.command()
def tasks(dept: Annotated[str, typer.Option(help="unit")], db: Store) -> None:
    """Print a unit's tasks."""
    show(db, "tasks")
    assert dept


@app.command()
def schedule(month: Annotated[int, typer.Option(help="month")], db: Store) -> None:
    """Print a month's activities."""
    show(db, "schedule")
    assert month


@app.command()
def upcoming(db: Store) -> None:
    """Print what comes up."""
    show(db, "upcoming")


@app.command()
def status(db: Store) -> None:
    """Print the year."""
    show(db, "status_tasks", "status_months", "status_attention")


app()
