"""The same paper as a Word file, a page, Markdown and text; and the papers before and after an activity."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from conftest import Program
from word_templates import texts_of

PLAN = """plan:
  key: test-2024
  title: 演示县2024年工作要点
  year: 2024
  issuer: 演示县人民政府办公室
  issued_on: 2024-01-01
units:
  - {name: 县<教>育局, kind: 县政府部门}
tasks:
  - {no: 1, title: "规范 *网站* & <b>平台</b> | 建设", lead: [县<教>育局], due: 2024-08-31}
activities:
  - {no: 1, month: 10, date: 2024-10-15, time: "09:00", theme: 走进学校, organizer: 县<教>育局, form: open_day,
     place: 县一中, audience: 家长和居民, content: 参观校园。, people: 60}
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def small(gongkai: Program) -> Program:
    """The program over a plan with signs in its names that formats take for markup."""
    Path("small.yaml").write_text(PLAN, encoding="utf-8")
    answer = gongkai("load small.yaml --yes")
    assert answer.code == 0, answer.err
    return lambda *command: gongkai("--plan", "test-2024", *command[0].split())


def words(text: str) -> str:
    """Return a text without blanks and line ends."""
    return "".join(text.split())


def main_text(gongkai: Program, command: str) -> str:
    """Return the text of a paper up to its tables."""
    answer = gongkai(f"{command} -f txt")
    assert answer.code == 0, answer.err
    return words(answer.out.partition("\n附件1　")[0])


@pytest.mark.parametrize("command", ["bulletin --period 9月 --date 10月9日", "activity notice 1"])
def test_every_format_has_the_same_words(small: Program, command: str) -> None:
    expected = main_text(small, command)
    for suffix in ("docx", "html", "md"):
        answer = small(f"{command} -o 稿.{suffix}")
        assert answer.code == 0, answer.err
        assert answer.err.splitlines()[0] == f"已写入“{Path(f'稿.{suffix}').resolve()}”。"
    in_word = words("".join(texts_of(Path("稿.docx").read_bytes()))).partition("附件1任务")[0]
    page = Path("稿.html").read_text(encoding="utf-8").partition("<section>")[0]
    on_page = words(html.unescape(re.sub("<[^>]+>", "", page.partition("<body>")[2])))
    marked = MarkdownIt().enable("table").render(Path("稿.md").read_text(encoding="utf-8")).partition("<h2>附件1")[0]
    in_markdown = words(html.unescape(re.sub("<[^>]+>", "", marked)))
    blank = "年月日"
    assert in_word.removesuffix(blank) == expected.removesuffix(blank)
    assert on_page.removesuffix(blank) == expected.removesuffix(blank)
    assert in_markdown == expected.removesuffix(blank)


def test_the_tables_have_the_same_cells(small: Program) -> None:
    from docx import Document

    for suffix in ("docx", "html", "md"):
        assert small(f"bulletin --period 9月 -o 稿.{suffix}").code == 0
    in_word = [[cell.text for row in table.rows for cell in row.cells] for table in Document("稿.docx").tables]
    page = Path("稿.html").read_text(encoding="utf-8")
    on_page = [
        [html.unescape(cell) for cell in re.findall("<t[hd]>(.*?)</t[hd]>", table)]
        for table in re.findall("(?s)<table>(.*?)</table>", page)
    ]
    marked = MarkdownIt().enable("table").render(Path("稿.md").read_text(encoding="utf-8"))
    in_markdown = [
        [html.unescape(cell) for cell in re.findall("<t[hd]>(.*?)</t[hd]>", table)]
        for table in re.findall("(?s)<table>(.*?)</table>", marked)
    ]
    assert in_word == on_page == in_markdown
    assert in_word[0][7:9] == ["1", "规范 *网站* & <b>平台</b> | 建设"]


def test_a_page_fetches_nothing(small: Program) -> None:
    assert small("bulletin --period 9月 -o 稿.html").code == 0
    page = Path("稿.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert re.findall(r"(?i)<script|src=|href=|url\(|@import", page) == []


def test_a_paper_on_a_narrow_screen_loses_no_character(terminal: Callable[..., str], small: Program) -> None:
    seen = terminal("--plan test-2024 bulletin --period 9月", width=60)
    on_screen = words(seen)
    assert main_text(small, "bulletin --period 9月") in on_screen
    assert max(len(line) for line in seen.splitlines()) <= 60


def test_a_word_file_does_not_go_to_a_screen(terminal: Callable[..., str]) -> None:
    seen = terminal("bulletin --period 9月 -f docx", width=80)
    assert seen == "Word 文件不能显示在屏幕上。请写进文件，如 -o 通报.docx。\n"


# The papers of an activity


def test_the_notice_of_an_activity(small: Program) -> None:
    answer = small("activity notice 1")
    assert (answer.code, answer.err) == (0, "约 183 字（上限 4000）。\n")
    assert answer.out.splitlines() == [
        "关于举办“走进学校”政府开放日活动的预告",
        "",
        "　　根据《演示县2024年工作要点》安排，县<教>育局将举办“走进学校”政府开放日活动，现将有关事项预告如下。",
        "　　一、活动主题",
        "　　走进学校。",
        "　　二、活动时间",
        "　　2024年10月15日（星期二）9时。",
        "　　三、活动地点",
        "　　县一中。",
        "　　四、主办单位",
        "　　县<教>育局。",
        "　　五、活动形式",
        "　　政府开放日。",
        "　　六、参加对象",
        "　　家长和居民。",
        "　　七、参加人数",
        "　　60人。",
        "　　八、活动内容",
        "　　参观校园。",
        "",
        "　　县<教>育局",
        "　　年　　月　　日",
    ]


def test_what_is_not_recorded_is_asked_for_with_each_command_on_its_line(gongkai: Program) -> None:
    answer = gongkai("activity notice 17")
    assert "活动地点" not in answer.out
    assert answer.err.splitlines()[1:] == [
        "未登记、未写的：日期、时刻、地点、形式、参加对象、内容。",
        "登记：gongkai activity plan 17 --date 日期 --time 时刻 --place 地点 --form 形式",
        "参加对象、内容写在计划文件里：gongkai export --what plan -o 计划.yaml",
    ]
    assert "--theme 主题" in gongkai("activity notice 19").err  # 自主选定 is no theme


def test_a_notice_of_a_day_that_is_over_says_so(small: Program) -> None:
    line = "活动 1 原定的时间已过，预告里的时间要改。先定日期：gongkai activity plan 1 --date 日期"
    assert line in small("activity notice 1 --as-of 2024-10-16").err.splitlines()
    assert line not in small("activity notice 1 --as-of 2024-10-15").err.splitlines()


def test_the_days_of_an_activity_in_words(gongkai: Program) -> None:
    gongkai("activity plan 17 --date 10月15日-16日")
    assert "　　2024年10月15日（星期二）至16日（星期三）。" in gongkai("activity notice 17").out.splitlines()
    gongkai("activity plan 18 --date 10月31日-11月1日 --time 14:30")
    assert "　　2024年10月31日（星期四）至2024年11月1日（星期五）" in gongkai("activity notice 18").out


def test_a_theme_with_quotation_marks_and_a_content_with_its_own_end(small: Program) -> None:
    plan = PLAN.replace("theme: 走进学校", "theme: “阳光”招生").replace("content: 参观校园。", "content: 欢迎参观！")
    Path("small.yaml").write_text(plan, encoding="utf-8")
    assert small("load small.yaml --yes --since 2024-01-02").code == 0
    lines = small("activity notice 1").out.splitlines()
    assert lines[0] == "关于举办“‘阳光’招生”政府开放日活动的预告"
    assert "　　欢迎参观！" in lines


def test_the_summary_of_an_activity(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日 --place 县文化馆 --people 60 --form 政府开放日 --note 现场答疑12件")
    gongkai("activity publish 13 --link http://x.gov.cn/a")
    answer = gongkai("activity summary 13 -o 小结.docx")
    assert (answer.code, answer.out) == (0, "")
    assert texts_of(Path("小结.docx").read_bytes()) == [
        "“文旅产业发展”政府开放日活动小结",
        "",
        "根据《石城县2024年政务公开工作要点》安排，县文广旅局举办了“文旅产业发展”政府开放日活动，现将举办情况小结如下。",
        "一、基本情况",
        "2024年8月20日（星期二），县文广旅局在县文化馆举办“文旅产业发展”政府开放日活动，60人参加。",
        "二、有关说明",
        "现场答疑12件。",
        "三、公开情况",
        "举办情况已向社会公开，网址：http://x.gov.cn/a",
        "",
        "",
        "县文广旅局",
        "　　年　月　日",
    ]
    assert len(answer.err.splitlines()) == 2


def test_a_summary_asks_for_the_link(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日 --place 县文化馆 --people 60 --form 政府开放日")
    answer = gongkai("activity summary 13")
    assert answer.err.splitlines()[1:] == [
        "未登记、未写的：公开链接。",
        "登记：gongkai activity publish 13 --link 网址",
    ]


@pytest.mark.parametrize(
    ("before", "command", "code", "line"),
    [
        (
            "activity cancel 18 --reason 与大会同日",
            "activity notice 18",
            1,
            "活动 18 已取消，未写预告。若重新安排，先用 gongkai activity plan 18 --date 日期。",
        ),
        (
            "activity held 13 --date 8月20日",
            "activity notice 13",
            1,
            "活动 13 已举办，不用预告。写小结用 gongkai activity summary 13。",
        ),
        (
            "status",
            "activity summary 17",
            1,
            (
                "活动 17 待定，还没有记为已举办，未写小结。"
                "办过之后先登记：gongkai activity held 17 --date 日期 --people 人数"
            ),
        ),
        ("status", "activity notice 99", 4, "没有活动 99。“石城县2024年政务公开工作要点”的活动是 1–28。"),
        ("status", "activity summary 十九甲", 2, "“十九甲”不是活动序号。请写数字，如 17。"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(gongkai: Program, before: str, command: str, code: int, line: str) -> None:
    assert gongkai(before).code == 0
    answer = gongkai(command)
    assert (answer.code, answer.out, answer.err) == (code, "", f"{line}\n")
