"""Commands of papers: what is handed up, printed or put on a web site."""

from gongkai_cli.cli.program import WebPage
from gongkai_cli.cli.table.entry import Entry

PAPERS = (
    Entry(
        "board",
        "papers.board:board",
        WebPage,
        "写一个看板：一个网页文件，有全年数字、单位和任务的进度图、各月活动、逾期和未报送的，点开看明细；"
        "不联网，可以打印。",
        ("gongkai board -o 看板.html", "gongkai board --public -o 公开看板.html"),
    ),
)
