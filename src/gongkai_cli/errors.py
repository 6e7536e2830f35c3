"""The ways in which a command fails: a message for the person, an exit code for the script."""


class GongkaiError(Exception):
    """A refusal that the person can act on.

    Each problem is one line of Chinese: the fault, its place and the remedy. Lines are separate arguments, so a
    line end within a value makes no second line.
    """

    exit_code = 1

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines
        self.message = "\n".join(lines)


class RefusedError(GongkaiError):
    """The request is clear but not allowed; the store is unchanged."""


class BusyError(RefusedError):
    """Another program is writing to the store, which is sound."""


class DamagedError(RefusedError):
    """The store is damaged or empty; a sound copy may take its place."""


class UsageError(GongkaiError):
    """The command line is not a valid request."""

    exit_code = 2


class InputFileError(GongkaiError):
    """A file that was given to read cannot be read; `lines` holds all its problems."""

    exit_code = 3


class PlanFileError(InputFileError):
    """A plan file is not valid; `lines` holds all its problems."""


class NotFoundError(GongkaiError):
    """A unit, a task, a plan or a file does not exist."""

    exit_code = 4


class OutputError(GongkaiError):
    """Standard output cannot be written: the disk is full, or the stream or terminal is closed."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"输出失败（{reason}）。请检查接收输出的磁盘、管道或终端，再运行一次。")
        self.reason = reason


class ReaderLeftError(OutputError):
    """The reader of standard output closed it after enough lines, as `head` does. This is no failure."""

    exit_code = 0


class UntoldError(GongkaiError):
    """The command is done, but its answer cannot be shown."""

    exit_code = 0

    def __init__(self, done: str, reason: str) -> None:
        super().__init__(f"{done}，只是结果没有显示出来（{reason}）。不用再运行一次。")


class FieldError(ValueError):
    """A value that a field of a plan file cannot have, in Chinese without a full stop.

    Args:
        what: the fault.
        advice: the remedy; None is the common one, 请改正, and an empty text says that `what` holds it.
    """

    def __init__(self, what: str, advice: str | None = None) -> None:
        super().__init__(f"{what}，{advice}" if advice else what)
        self.what = what
        self.advice = advice
