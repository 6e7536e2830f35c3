"""Start the program: the `gongkai` command and `python -m gongkai_cli`."""

import sys
from contextlib import suppress

from gongkai_cli import endings
from gongkai_cli.errors import OutputError


def main() -> None:
    """Run the command line that the process was started with, and end with its exit code and no traceback."""
    try:
        from gongkai_cli.output.streams import prepare_streams

        prepare_streams()  # before any file is opened
        from gongkai_cli.cli.app import app

        app(prog_name="gongkai")
    except SystemExit as ended:
        _end(ended.code)
    except BaseException as error:  # noqa: BLE001 - an interruption, a full memory or a bug ends in one line too
        _end(endings.tell(error))


def _end(code: str | int | None) -> None:
    import signal

    # The answer is out: a Ctrl-C while Python ends would only add a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python remembers a Ctrl-C in code made from text, as dataclasses have it, and would end by the signal even where
    # the Ctrl-C has been answered. The next such code lets it forget.
    exec("")  # noqa: S102
    with suppress(OutputError):  # it has been told of, or a refusal has
        sys.stdout.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
