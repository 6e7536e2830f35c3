"""A paper → the bytes of a Word file. The built-in template and an office's own go the same way."""

import io
import zipfile

from jinja2 import TemplateError

from gongkai_cli.papers.content import Paper
from gongkai_cli.papers.word.base import letter_template, packed
from gongkai_cli.papers.word.built_in import built_in, known_variables
from gongkai_cli.papers.word.checking import Checked, check
from gongkai_cli.papers.word.names import values_of
from gongkai_cli.papers.word.opening import broken_as, check_extra, open_template, unusable
from gongkai_cli.papers.word.sandbox import Sandbox

_BUILT_IN = "内置模板"


def check_template(data: bytes, name: str) -> Checked:
    """Return what is wrong with a template; nothing of it is rendered.

    Raises:
        RefusedError: the libraries for Word files are not installed.
        InputFileError: it is no sound Word document, or goes beyond the limits.
    """
    check_extra()
    document = open_template(data, name)
    with broken_as(name):
        return check(document, known_variables())


def render_bulletin(paper: Paper, template: bytes | None = None, name: str = _BUILT_IN) -> bytes:
    """Return a bulletin as a Word file.

    Args:
        paper: the bulletin.
        template: the bytes of another template; None is the built-in one.
        name: the name of its file, for messages.

    Raises:
        RefusedError: the libraries for Word files are not installed.
        InputFileError: the template has faults; each is a line.
    """
    if template is None:
        return _rendered(paper, built_in(), _BUILT_IN)
    faults = check_template(template, name).faults
    if faults:
        raise unusable(
            name,
            f"有 {len(faults)} 处问题，第一处是{faults[0].rstrip('。')}",
            f"用 gongkai bulletin --check {name} 逐处查看",
        )
    return _rendered(paper, template, name)


def render_letter(paper: Paper) -> bytes:
    """Return a paper without attached tables as a Word file; raises as `render_bulletin`."""
    return _rendered(paper, letter_template(), _BUILT_IN)


def _rendered(paper: Paper, template: bytes, name: str) -> bytes:
    check_extra()
    document = open_template(template, name)
    stream = io.BytesIO()
    try:
        with broken_as(name):
            document.render(values_of(paper), Sandbox(), autoescape=True)
            document.save(stream)
    except (TemplateError, OverflowError, RecursionError):
        raise unusable(name, "照它写出来的文件太大，或写不出来", "请减少 for 的层数") from None
    return _repacked(stream.getvalue())


def _repacked(data: bytes) -> bytes:
    """Return a Word file whose bytes depend on its content alone, not on the moment of writing."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return packed({part.filename: file.read(part) for part in file.infolist()})
