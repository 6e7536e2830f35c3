"""Start the program: the `gongkai` command and `python -m gongkai_cli`."""


def main() -> None:
    """Run the command line that the process was started with."""
    from gongkai_cli.cli.app import app

    app(prog_name="gongkai")


if __name__ == "__main__":
    main()
