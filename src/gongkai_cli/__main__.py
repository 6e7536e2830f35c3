"""Start the program: the `gongkai` command and `python -m gongkai_cli`."""

import sys


def main() -> None:
    """Run the command line that the process was started with."""
    try:
        from gongkai_cli.cli.app import app

        app(prog_name="gongkai")
    except KeyboardInterrupt:  # before the program had begun, or after it had ended
        sys.exit(130)


if __name__ == "__main__":
    main()
