"""Start the program: the `gongkai` command and `python -m gongkai_cli`."""

import signal
import sys
from contextlib import suppress

from gongkai_cli.cli import endings
from gongkai_cli.errors import OutputError
from gongkai_cli.output.terminal.streams import abandon_output, prepare_streams


def main() -> None:
    """Run the command line that the process was started with, and end with its exit code and no traceback."""
    code: str | int | None = 0
    try:
        prepare_streams()  # before any file is opened
        from gongkai_cli.cli.app import app

        app(prog_name="gongkai")
    except SystemExit as ended:
        code = ended.code
    except BaseException as error:  # noqa: BLE001 - an interruption, a full memory or a bug ends in one line too
        code = endings.explain(error)
    # The answer is out: a Ctrl-C while Python ends would only add a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OutputError, MemoryError):  # the person has been told already
        if code == endings.INTERRUPTED:
            abandon_output()  # a reader that pauses would hold up the end
        sys.stdout.flush()
        # Python remembers a Ctrl-C in code made from text, as dataclasses have it, and would end by the signal even
        # where the Ctrl-C has been answered. The next such code lets it forget.
        exec("")  # noqa: S102
    sys.exit(code)


if __name__ == "__main__":
    main()
