"""Every way a command can end other than well: a message for the person, an exit code for the script."""


class GongkaiError(Exception):
    """A refusal that the person can act on: a line of Chinese for each problem says what, where and what to do.

    Each line is given apart, so that a line end within a value makes no second line.
    """

    exit_code = 1

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines
        self.message = "\n".join(lines)


class RefusedError(GongkaiError):
    """The request is understood and not allowed; the store is as it was."""


class BusyError(RefusedError):
    """Another program is writing; nothing is wrong with the store."""


class DamagedError(RefusedError):
    """A store is damaged or empty: a sound copy may take its place."""


class UsageError(GongkaiError):
    """The words of the command line do not make a request."""

    exit_code = 2


class PlanFileError(GongkaiError):
    """A plan file cannot be taken in; `lines` holds all its problems."""

    exit_code = 3


class NotFoundError(GongkaiError):
    """What was asked for is not there: a unit, a task, a plan, a file."""

    exit_code = 4


class OutputError(GongkaiError):
    """Standard output cannot be written: its disk is full, it is closed, or its terminal has gone."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"输出写不出去（{reason}）。请检查接收输出的磁盘、管道或终端，再运行一次。")
        self.reason = reason


class ReaderLeftError(OutputError):
    """The reader of standard output has read enough and left, as `head` does; nothing is wrong."""

    exit_code = 0


class UntoldError(GongkaiError):
    """The command has done its work, and its answer cannot be shown."""

    exit_code = 0

    def __init__(self, done: str, reason: str) -> None:
        super().__init__(f"{done}，只是结果没有显示出来（{reason}）。不用再运行一次。")
