"""Templates of a bulletin: written, changed, checked, used; hostile ones are refused and nothing of them is run."""

import io
import zipfile
from pathlib import Path

import pytest

from conftest import Answer, Program
from word_templates import BODY, CORE, FOOTER, built_in, changed, packed, parts_of, texts_of, with_paragraphs

pytestmark = pytest.mark.slow  # many templates

POPEN_IN_XML = "{{ cycler.__init__.__globals__.os.popen(&#39;touch ran&#39;).read() }}"
POPEN = "{{ cycler.__init__.__globals__.os.popen('touch ran').read() }}"
CLASSES = "{{ ''.__class__.__mro__[1].__subclasses__() }}"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(gongkai: Program, data: bytes) -> Answer:
    """Check a template."""
    Path("模板.docx").write_bytes(data)
    return gongkai("bulletin --check 模板.docx")


def use(gongkai: Program, data: bytes) -> Answer:
    """Make a bulletin with a template."""
    Path("模板.docx").write_bytes(data)
    return gongkai("bulletin --period 9月 --template 模板.docx -o 通报.docx --yes")


def refused(answer: Answer, line: str) -> None:
    """Check the one line of a refusal, and that there is no paper."""
    assert (answer.code, answer.out, answer.err) == (3, "", f"{line}\n")
    assert not Path("通报.docx").exists()
    assert not Path("ran").exists()


# In order


def test_the_template_that_is_written_is_the_one_that_is_used(gongkai: Program) -> None:
    answer = gongkai("bulletin --template-out 我的.docx")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [
        f"已写入“{Path('我的.docx').resolve()}”。在 WPS 或 Word 里改，花括号里的变量不要改错。",
        "改好后检查：gongkai bulletin --check 我的.docx　使用：gongkai bulletin --template 我的.docx -o 通报.docx",
    ]
    assert gongkai("bulletin --period 9月 -o 内置.docx").code == 0
    assert use(gongkai, Path("我的.docx").read_bytes()).code == 0
    assert Path("通报.docx").read_bytes() == Path("内置.docx").read_bytes()


def test_a_check_lists_the_variables_and_the_used_ones(gongkai: Program) -> None:
    answer = check(
        gongkai,
        with_paragraphs(built_in(gongkai), "{{ 标题 }}", "{%p for 段 in 滞后 %}", "{{ 段.文字 }}", "{%p endfor %}"),
    )
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[0] == "模板可以用的变量　30 个，这个模板用了 3 个"
    lines = {line.split()[0]: line for line in answer.out.splitlines()[3:] if line}
    assert "用到" in lines["滞后"]
    assert "用到" not in lines["未报送"]
    assert "成员：小标题、文字" in lines["滞后"]
    assert "成员：序号、任务、牵头单位、完成时限、状态、进度、序时" in lines["任务表"]
    assert answer.err == "模板“模板.docx”可以用：gongkai bulletin --template 模板.docx -o 通报.docx\n"


def test_a_template_without_variables_is_told(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    gongkai("bulletin --period 9月 -o 旧通报.docx")
    answer = gongkai("bulletin --check 旧通报.docx")
    advice = "请加上变量，或改用内置的样子：gongkai bulletin --template-out 模板.docx"
    told = f"模板“旧通报.docx”里没有变量，照它写出来的每次都一样。{advice}\n"
    assert (answer.code, answer.err) == (0, told)


def test_a_template_of_the_office_s_own(gongkai: Program) -> None:
    own = with_paragraphs(
        built_in(gongkai),
        "督查通报 {{ 时段 }}",
        "{%p for 段 in 未报送 %}",
        "{{ loop.index }}、{{ 段.文字 }}",
        "{%p endfor %}",
        "{%p if 好的 %}",
        "{{ 好的|length }} 条",
        "{%p else %}",
        "没有好的",
        "{%p endif %}",
        "{{ 发文字号 if 发文字号 else '无文号' }} “{{ 台账号 }}”",
    )
    assert use(gongkai, own).code == 0
    texts = texts_of(Path("通报.docx").read_bytes())
    assert texts[0] == "督查通报 9月份"
    assert texts[1].startswith("1、9月份应报事项均未报送的单位37个：")
    assert texts[2:] == ["没有好的", "无文号 “1”"]


def test_a_template_saved_by_a_word_processor_with_tags_in_pieces(gongkai: Program) -> None:
    """A word processor cuts a text into runs wherever it likes, and makes Chinese quotation marks."""
    data = with_paragraphs(built_in(gongkai), "TAG", "{{ ‘是’ if 好的 else “否” }}")
    pieces = "{|{ 标|题 }|}".replace("|", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>")
    assert use(gongkai, changed(data, BODY, "TAG", pieces)).code == 0
    assert texts_of(Path("通报.docx").read_bytes()) == [
        "石城县人民政府办公室关于《石城县2024年政务公开工作要点》9月份落实情况的通报",
        "否",
    ]


def test_values_are_never_markup_or_code(gongkai: Program) -> None:
    number = "<w:b/>&{{ 标题 }}{_{ 标题 }_}{%p if x %}"
    Path("模板.docx").write_bytes(with_paragraphs(built_in(gongkai), "{{ 主送 }}"))
    answer = gongkai("bulletin", "--period", "9月", "--to", number, "--template", "模板.docx", "-o", "通报.docx")
    assert answer.code == 0, answer.err
    assert texts_of(Path("通报.docx").read_bytes()) == ["<w:b/>&{{ 标题 }}{{ 标题 }}{%p if x %}"]


# Faults in words, with their place


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (["好", "{{ 标提 }}"], "正文第 2 段：没有变量“标提”"),
        (["{%p for 节 in 各节 %}", "{{ 节.题目 }}", "{%p endfor %}"], "正文第 2 段：“节”没有“题目”"),
        (["一", "二", "{{ 标题"], "正文第 3 段：“{{ 标题”没有写完，后面要有 }}"),
        (["一", "标题 }}"], "正文第 2 段：多了一个 }}，前面没有 {{"),
        (["一", "{{ 标题 + }}"], "正文第 2 段：无法识别 {{ 标题 + }}"),
        (["{%p for 节 in 各节 %}", "二"], "正文第 1 段：{%p for 节 in 各节 %} 没有结尾，后面要有 {%p endfor %}"),
        (["一", "{%p endif %}"], "正文第 2 段：{%p endif %} 前面没有对应的 if"),
        (["{%p if 好的 %}", "{% endif %}"], "正文第 2 段：{% endif %} 与开头的 {%p if 好的 %}（正文第 1 段）不成对"),
        (["{{ 各节 }}", "二"], "正文第 1 段：“各节”有许多值，要用 {% for %} 逐个写"),
        (["{%p for 字 in 标题 %}", "{%p endfor %}"], "正文第 1 段：“标题”只有一个值，不能用 for"),
        (["{{p 标题 }}", "二"], "正文第 1 段：{{p 里的 p 要去掉，写成 {{ 标题 }}"),
        (["{% cellbg 标题 %}", "二"], "正文第 1 段：不能用“cellbg”：模板里只写变量、if 和 for"),
        (["{{ 标题|upper }}", "二"], "正文第 1 段：不能用这个过滤器：模板里只写变量、if 和 for"),
        (["{% set 甲 = 1 %}", "二"], "正文第 1 段：不能用“set”：模板里只写变量、if 和 for"),
        (["{{ 各节|join('、') }}", "二"], "正文第 1 段：“各节”不是一列文字，不能用 join"),
        (["{{ 开头|join(各节) }}", "二"], "正文第 1 段：“各节”有许多值，要用 {% for %} 逐个写"),
        (["{{ 标题 ~ 各节 }}", "二"], "正文第 1 段：“各节”有许多值，要用 {% for %} 逐个写"),
        (["{{ 各节 or 标题 }}", "二"], "正文第 1 段：“这里”有许多值，要用 {% for %} 逐个写"),
        (["{{ 标题 if 年度 else 各节 }}", "二"], "正文第 1 段：“这里”有许多值，要用 {% for %} 逐个写"),
        (["{{ 开头|length|join }}", "二"], "正文第 1 段：“这里”不是一列文字，不能用 join"),
        (["{% if 1 in 标题 %}{% endif %}", "二"], "正文第 1 段：in 的两边不能是数"),
        (
            ["{% if 字数 &gt; 2000 %}{% endif %}", "二"],
            "正文第 1 段：只有数能比大小：loop.index、加了 |length 的和写出的数；变量都是文字",
        ),
        (["{%p include '甲.docx' %}", "二"], "正文第 1 段：不能用“include”：模板里只写变量、if 和 for"),
    ],
)
def test_a_fault_is_told_with_its_paragraph(gongkai: Program, texts: list[str], fault: str) -> None:
    data = with_paragraphs(built_in(gongkai), *texts)
    answer = check(gongkai, data)
    assert answer.code == 3
    assert answer.out.startswith("模板可以用的变量　30 个")
    assert answer.err.splitlines() == ["模板“模板.docx”有 1 处问题，可以用的变量见上表：", f"{fault}。"]
    refused(
        use(gongkai, data),
        f"模板“模板.docx”不能用：有 1 处问题，第一处是{fault}。用 gongkai bulletin --check 模板.docx 逐处查看。",
    )


def test_numbers_have_a_size_and_texts_can_be_joined(gongkai: Program) -> None:
    own = with_paragraphs(
        built_in(gongkai),
        "{% if 任务表|length &gt;= 12 %}多{% endif %}",
        "{% for 行 in 标题各行 %}{% if loop.index &lt; 3 %}{{ loop.index }}{% endif %}{% endfor %}",
        "{{ 标题各行|join('／') }}",
    )
    assert use(gongkai, own).code == 0
    title = "石城县人民政府办公室关于／《石城县2024年政务公开工作要点》／9月份落实情况的通报"
    assert texts_of(Path("通报.docx").read_bytes()) == ["多", "12", title]


def test_all_faults_are_told_at_once(gongkai: Program) -> None:
    answer = check(gongkai, with_paragraphs(built_in(gongkai), "{{ 甲 }}{{ 乙 }}", "{{ 标题", "{{ 丙.丁 }}"))
    assert answer.err.splitlines()[1:] == [
        "正文第 2 段：“{{ 标题”没有写完，后面要有 }}。",
        "正文第 1 段：没有变量“甲”。",
        "正文第 1 段：没有变量“乙”。",
        "正文第 3 段：没有变量“丙”。",
    ]


def test_headers_footers_and_properties_are_looked_at_too(gongkai: Program) -> None:
    data = built_in(gongkai)
    answer = check(gongkai, changed(data, FOOTER, "— ", "{{ 页码 }}"))
    assert answer.err.splitlines()[1:] == ["页脚：没有变量“页码”。"]
    answer = check(gongkai, changed(data, CORE, "{{ 标题 }}", "{{ 题目 }}"))
    assert answer.err.splitlines()[1:] == ["文档属性（标题、作者等）：没有变量“题目”。"]


# Hostile


@pytest.mark.parametrize("code", [POPEN, CLASSES, "{{ 标题.__class__ }}", "{{ 各节.append(1) }}", "{{ lipsum() }}"])
@pytest.mark.parametrize(
    ("part", "piece"),
    [(BODY, "{{ 主送 }}"), (FOOTER, "— "), (CORE, "{{ 标题 }}"), (CORE, "{{ 落款 }}")],
    ids=["body", "footer", "title", "author"],
)
def test_code_is_refused_and_never_run(gongkai: Program, code: str, part: str, piece: str) -> None:
    answer = use(gongkai, changed(built_in(gongkai), part, piece, code.replace("'", "&#39;")))
    assert (answer.code, answer.out) == (3, "")
    (line,) = answer.err.splitlines()
    assert line.startswith("模板“模板.docx”不能用：有 1 处问题，第一处是")
    assert line.endswith("用 gongkai bulletin --check 模板.docx 逐处查看。")
    assert not Path("通报.docx").exists()
    assert not Path("ran").exists()


def test_code_in_a_header_is_refused(gongkai: Program) -> None:
    parts = parts_of(built_in(gongkai))
    header = parts[FOOTER].decode().replace("w:ftr", "w:hdr").replace("— ", POPEN.replace("'", "&#39;"))
    parts["word/header1.xml"] = header.encode()
    relation = (
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" '
        'Target="header1.xml"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].decode().replace("</Relationships>", relation).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/header1.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    answer = use(gongkai, packed(parts))
    refused(
        answer,
        "模板“模板.docx”不能用：有 1 处问题，第一处是页眉：不能用调用函数：模板里只写变量、if 和 for。"
        "用 gongkai bulletin --check 模板.docx 逐处查看。",
    )


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:p><w:r><w:drawing><w:x descr="{POPEN_IN_XML}"/></w:drawing></w:r></w:p>',
        f"<w:p><w:r><w:instrText>{POPEN_IN_XML}</w:instrText></w:r></w:p>",
        "<w:p><w:bookmarkStart w:name='{% for x in range(10**9) %}'/><w:bookmarkEnd w:name='{% endfor %}'/></w:p>",
    ],
    ids=["attribute", "field", "bookmark"],
)
def test_code_outside_the_texts_is_refused(gongkai: Program, xml: str) -> None:
    data = changed(built_in(gongkai), BODY, "<w:body>", f"<w:body>{xml}")
    answer = use(gongkai, data)
    refused(
        answer,
        "模板“模板.docx”不能用：有 1 处问题，第一处是正文："
        "文字以外的地方（图片说明、域代码等）写了标签，只能写在文字里。"
        "用 gongkai bulletin --check 模板.docx 逐处查看。",
    )


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in range(10**9) %}x{% endfor %}",
        "{{ 10**10**10 }}",
        "{{ '甲' * 10**10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 标题 ~ 标题|center(10**9) }}",
        "{% for a in 单位表 %}" * 4 + "x" + "{% endfor %}" * 4,
        "{% for a in 单位表 recursive %}{{ loop(单位表) }}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% if 1 %}" * 60 + "{% endif %}" * 60,
        "{{ " + "(" * 240 + "1" + ")" * 240 + " }}",
        "{{ " * 40_000,
        "{%p " * 40_000,
    ],
    ids=range(12),
)
def test_what_would_never_end_does_not_begin(gongkai: Program, text: str) -> None:
    answer = use(gongkai, with_paragraphs(built_in(gongkai), text))
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.err.splitlines()) == 1
    assert not Path("通报.docx").exists()


def test_loops_that_go_round_too_often_end(gongkai: Program) -> None:
    loops = "{% for a in 单位表 %}{% for b in 单位表 %}{% for c in 单位表 %}x{% endfor %}{% endfor %}{% endfor %}"
    answer = use(gongkai, with_paragraphs(built_in(gongkai), *[loops] * 20))
    refused(answer, "模板“模板.docx”不能用：照它写出来的文件太大，或写不出来。请减少 for 的层数。")


def test_a_paper_that_grows_too_large_ends(gongkai: Program) -> None:
    text = "很长" * 4_000
    loops = "{% for a in 单位表 %}{% for b in 单位表 %}{% for c in 任务表 %}" + text + "{% endfor %}" * 3
    answer = use(gongkai, with_paragraphs(built_in(gongkai), loops))
    refused(answer, "模板“模板.docx”不能用：照它写出来的文件太大，或写不出来。请减少 for 的层数。")


# Files that are no templates


SAVE_AS = "请用 WPS 或 Word 另存为 .docx，或用 gongkai bulletin --template-out 模板.docx 重新写一个。"


def bomb(parts: dict[str, bytes]) -> bytes:
    """Return an archive that unpacks to far more than its bytes."""
    return packed({**parts, "word/media/image1.png": b"\0" * (80 * 1024 * 1024)})


def lying(parts: dict[str, bytes]) -> bytes:
    """Return an archive whose directory names a smaller size than its part has."""
    data = bytearray(packed({BODY: b"<a/>" * 3_000_000, **{name: parts[name] for name in parts if name != BODY}}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(BODY).file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def test_files_that_are_no_template(gongkai: Program) -> None:
    parts = parts_of(built_in(gongkai))
    entity = parts[BODY].replace(b"<w:document", b'<!DOCTYPE d [<!ENTITY a "b">]><w:document', 1)
    cases = {
        "文件是空的": b"",
        "不是 Word 文档（.docx）": "只是文字".encode(),
        "这是 PDF，不是 Word 文档": b"%PDF-1.4\n",
        "这是旧格式的文档（.doc 或 .wps）": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "文件不完整或已损坏": packed(parts)[:-300],
        "文件不完整，或里面有无法识别的内容": packed({**parts, BODY: b"<w:document"}),
    }
    for fault, data in cases.items():
        refused(use(gongkai, data), f"模板“模板.docx”不能用：{fault}。{SAVE_AS}")
    for data, fault in (
        (b"x" * (50 * 1024 * 1024), "超过 16 MB。请删去里面的图片，再试一次。"),
        (bomb(parts), "文件展开后超过 64 MB，不像模板。请核对是不是选错了文件。"),
        (
            packed({**parts, "word/styles.xml": b"<a>" + b"<b/>" * 500_000 + b"</a>"}),
            f"文字和样式超过 8 MB，不像模板。{SAVE_AS}",
        ),
        (
            packed({**parts, BODY: entity}),
            "文件里有不该有的 DOCTYPE 声明。请用 Word、Excel 或 WPS 打开它，另存为 .docx 或 .xlsx，再试一次。",
        ),
        (lying(parts), "文件不完整或已损坏。请用 Word 或 WPS 打开它，另存为 .docx，再试一次。"),
    ):
        refused(use(gongkai, data), f"模板“模板.docx”不能用：{fault}")


def test_a_template_that_is_not_there(gongkai: Program) -> None:
    answer = gongkai("bulletin --check 没有.docx")
    assert (answer.code, answer.out, answer.err) == (
        4,
        "",
        (
            f"没有文件“{Path('没有.docx').resolve()}”。"
            "请核对文件名；要一个模板，用 gongkai bulletin --template-out 模板.docx。\n"
        ),
    )


def test_a_template_behind_links_that_go_round(gongkai: Program) -> None:
    Path("甲.docx").symlink_to("乙.docx")
    Path("乙.docx").symlink_to("甲.docx")
    answer = gongkai("bulletin --check 甲.docx")
    line = f"模板“{Path('甲.docx').absolute()}”读不出来（链接绕成了圈）。请检查权限，再试一次。\n"
    assert (answer.code, answer.out, answer.err) == (3, "", line)


def test_a_template_without_a_name(gongkai: Program) -> None:
    answer = gongkai("bulletin", "--template-out", "")
    assert (answer.code, answer.out, answer.err) == (2, "", "文件名是空的。请写出文件名。\n")


def test_a_template_is_overwritten_only_with_a_yes(gongkai: Program) -> None:
    Path("模板.docx").write_bytes(b"mine")
    answer = gongkai("bulletin --template-out 模板.docx")
    assert answer.code == 1
    assert answer.err.startswith(f"“{Path('模板.docx').resolve()}”已经存在，将被覆盖。")
    assert Path("模板.docx").read_bytes() == b"mine"
    assert gongkai("bulletin --template-out 模板.docx --yes").code == 0
    answer = gongkai("bulletin --template-out 模板.doc")
    assert (answer.code, answer.err) == (
        2,
        "模板是 Word 文件，不能写成“模板.doc”。请把后缀改为 .docx，如 --template-out 模板.docx。\n",
    )
