"""Commands of papers: what is handed up, printed or put on a web site."""

from gongkai_cli.cli.program import Paper, WebPage
from gongkai_cli.cli.table.entry import Entry

PAPERS = (
    Entry(
        "bulletin",
        "papers.bulletin:bulletin",
        Paper,
        "写一个时段的通报：依据、总体情况、好的、滞后的、未报送的、较上期变化、活动、下步要求和附表，"
        "格式按党政机关公文（GB/T 9704）；也写 .html、.md、.txt。",
        (
            "gongkai bulletin --period 9月 -o 通报.docx",
            "gongkai bulletin --period 第三季度 --number 石府办字〔2024〕12号",
            "gongkai bulletin --template-out 模板.docx",
            "gongkai bulletin --check 模板.docx",
        ),
    ),
    Entry(
        "board",
        "papers.board:board",
        WebPage,
        "写一个看板：一个网页文件，有全年数字、单位和任务的进度图、各月活动、逾期和未报送的，点开看明细；"
        "不联网，可以打印。",
        ("gongkai board -o 看板.html", "gongkai board --public -o 公开看板.html"),
    ),
    Entry(
        "activity notice",
        "papers.activities:notice",
        Paper,
        "写活动的预告：主题、时间、地点、对象，照登记的写；没有登记的不写，并说明怎样登记。",
        ("gongkai activity notice 19 -o 预告.docx",),
    ),
    Entry(
        "activity summary",
        "papers.activities:summary",
        Paper,
        "写活动的小结：何时何地举办、多少人参加、公开在哪里，照登记的写。",
        ("gongkai activity summary 17 -o 小结.docx",),
    ),
)
