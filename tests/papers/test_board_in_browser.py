"""The page in a real browser: it opens, filters, unfolds and prints, asks for nothing, and fits a telephone."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from test_board import BARE, HAPPENED, PIECES, with_texts

from big_plans import big_plan
from conftest import run

CHROMIUM = shutil.which("chromium")
PDF_READER = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.slow,  # a browser takes seconds to start
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on PATH"),
    pytest.mark.skipif(PDF_READER is None, reason="pdftotext is not on PATH"),
]

WIDTHS = (1280, 390)
"""An office's screen and a telephone, in pixels."""


class Opened:
    """A page that is open: what it asked for, and what it complained of."""

    def __init__(self, browser: Browser, file: Path, width: int = 1280, scheme: str = "light") -> None:
        self.requests: list[str] = []
        self.messages: list[str] = []
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
        )
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.goto(file.as_uri())

    def _refuse(self, dialog: Dialog) -> None:
        self.messages.append(dialog.message)
        dialog.dismiss()

    def shown(self, where: str) -> list[str]:
        """Return the texts of the elements that are shown."""
        return [one.inner_text() for one in self.page.locator(where).all() if one.is_visible()]

    def seek(self, words: str) -> None:
        """Type into the filter."""
        self.page.get_by_label("筛选").fill(words)

    def printed(self) -> list[str]:
        """Print the page, and return the text of each sheet of paper."""
        assert PDF_READER is not None
        content = self.page.pdf(prefer_css_page_size=True)
        read = subprocess.run([PDF_READER, "-raw", "-", "-"], input=content, capture_output=True, check=True)
        return read.stdout.decode().split("\f")[:-1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def lived_in(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which things have happened."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("lived-in") / "gongkai.db"))
    for command in HAPPENED:
        assert run(("--db", str(path), "--as-of", "2024-10-08", *command.split(" "))).code == 0
    return path


def written(store: Path, folder: Path) -> Path:
    """Return the page of a store, as a file."""
    file = folder / "看板.html"
    answer = run(("--db", str(store), "--as-of", "2024-10-08", "board", "-o", str(file), "--yes"))
    assert answer.code == 0, answer.err
    return file


@pytest.fixture(scope="module")
def board(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of that store."""
    return written(lived_in, tmp_path_factory.mktemp("board"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_without_a_message_and_asks_for_nothing(
    browser: Browser, board: Path, width: int, scheme: str
) -> None:
    opened = Opened(browser, board, width, scheme)
    opened.page.wait_for_timeout(300)
    assert (opened.requests, opened.messages) == ([board.as_uri()], [])
    ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(22, 24, 27)" if scheme == "dark" else "rgb(255, 255, 255)")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_unit_is_on_the_map_once(browser: Browser, board: Path, width: int) -> None:
    names = Opened(browser, board, width).shown("#map tbody th")
    assert len(names) == len(set(names)) == 40
    assert {"县司法局", "琴江镇"} < set(names)


def test_a_telephone_scrolls_the_map_and_not_the_page(browser: Browser, board: Path) -> None:
    page = Opened(browser, board, 390).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("[...document.querySelectorAll('summary')].every((one) => one.scrollWidth <= one.clientWidth)")
    inside, box = page.evaluate(
        "(() => { const box = document.querySelector('#map .box'); return [box.scrollWidth, box.clientWidth]; })()"
    )
    assert inside > box
    page.evaluate("document.querySelector('#map .box').scrollLeft = 200")
    name = page.locator("#map tbody th").first.bounding_box()
    assert name is not None
    assert name["x"] < 20  # the names stay in sight


def test_the_filter_hides_what_does_not_match(browser: Browser, board: Path) -> None:
    opened = Opened(browser, board)
    opened.seek("司法局")
    assert opened.shown("#map tbody th") == ["县司法局"]
    assert opened.shown("#units summary b") == ["县司法局"]
    assert opened.shown("#filter output")[0].startswith("1 个单位，")
    opened.seek("乡镇 未报送")
    assert {name[-1] for name in opened.shown("#map tbody th")} == {"乡", "镇"}
    opened.seek("ＸＹＺ")
    assert opened.shown("#map tbody th") == []
    opened.seek("保密审查")
    assert opened.shown("#tasks summary b") == ["落实保密审查和信息发布制度"]
    opened.seek("")
    assert len(opened.shown("#map tbody th")) == 40
    assert opened.messages == []


def test_a_name_on_the_map_opens_the_units_fold(browser: Browser, board: Path) -> None:
    opened = Opened(browser, board)
    assert "样本偏少" not in "".join(opened.shown("#units p"))
    opened.page.locator("#map").get_by_role("link", name="县司法局").click()
    opened.page.locator("#units details[open]").wait_for()
    assert "存在问题：样本偏少" in opened.shown("#units p")
    opened.page.locator("#units").get_by_role("link", name="3 加强重大政策宣传联动").click()
    opened.page.locator("#tasks details[open]").wait_for()
    assert "牵头单位 县政府办、县行政审批局、县司法局" in "".join(opened.shown("#tasks details[open] p"))
    assert opened.requests == [board.as_uri()]


def test_a_cell_is_read_by_the_keyboard(browser: Browser, board: Path) -> None:
    opened = Opened(browser, board)
    opened.page.locator("#map tbody td[title]").first.focus()
    first = opened.shown("#told")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowRight")
    second = opened.shown("#told")
    assert first[0].startswith("县住建局　任务2 ")
    assert second != first
    assert "任务" in second[0]
    assert opened.page.evaluate("document.querySelectorAll('td[tabindex=\"0\"]').length") == 1


def test_a_reader_of_the_screen_hears_the_word_of_a_mark(browser: Browser, board: Path) -> None:
    page = Opened(browser, board).page
    assert page.get_by_role("row", name="县住建局").get_by_role("cell", name="!30 受阻").count() == 1


def test_it_prints_on_three_pages_and_folds_where_asked(browser: Browser, board: Path) -> None:
    opened = Opened(browser, board)
    paper = opened.printed()
    assert len(paper) <= 3
    text = "".join(paper)
    assert all(word in text for word in ("时间进度", "县消防救援大队", "各月活动", "未报送的单位"))
    assert "样本偏少" not in text
    assert "筛选" not in text
    opened.page.get_by_label("打印时带上明细").check()
    assert "样本偏少" in "".join(opened.printed())
    assert opened.page.locator("details[open]").count() == 0


def test_dark_screens_print_on_white(browser: Browser, board: Path) -> None:
    opened = Opened(browser, board, scheme="dark")
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ground')") == "#fff"


def test_hostile_texts_run_nothing(browser: Browser, lived_in: Path, tmp_path: Path) -> None:
    file = written(with_texts(lived_in, tmp_path, "".join(PIECES)), tmp_path)
    opened = Opened(browser, file)
    opened.page.wait_for_timeout(300)
    assert (opened.requests, opened.messages) == ([file.as_uri()], [])
    assert len(opened.shown("#map tbody th")) == 40


def test_a_plan_without_units_opens(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BARE, encoding="utf-8")
    assert run(("--db", str(tmp_path / "bare.db"), "load", str(tmp_path / "plan.yaml"))).code == 0
    opened = Opened(browser, written(tmp_path / "bare.db", tmp_path))
    opened.seek("公开")
    assert opened.shown("#filter output") == ["0 个单位，1 项任务"]
    assert opened.messages == []


def test_a_big_plan_opens_filters_and_prints(browser: Browser, tmp_path: Path) -> None:
    """80 units that all have a part in each of 60 tasks, and have reported on all of them."""
    (tmp_path / "big.yaml").write_text(big_plan(80, 60), encoding="utf-8")
    store = tmp_path / "big.db"
    note = "已通过门户网站和政务新媒体公开重点领域信息，组织业务培训，并在政务服务大厅设置专区"
    words = (
        "--percent",
        "40",
        "--note",
        note,
        "--problem",
        note,
        "--next",
        note,
        "--link",
        "https://www.moyun.gov.cn/a",
    )
    for command in (("load", str(tmp_path / "big.yaml")), ("mark", "1-60", "--all", "--yes", *words)):
        answer = run(("--db", str(store), "--as-of", "2024-10-08", *command))
        assert answer.code == 0, answer.err
    file = written(store, tmp_path)
    assert file.stat().st_size <= 1_000_000
    opened = Opened(browser, file, 390)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    opened.seek("第7镇")
    assert opened.shown("#map tbody th") == ["第7镇人民政府"]
    opened.seek("")
    assert len(opened.printed()) <= 3
    assert (opened.requests, opened.messages) == ([file.as_uri()], [])
