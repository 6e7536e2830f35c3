"""A document as YAML: whatever its texts, the file reads back as the same document."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from conftest import ROOT
from gongkai_cli.domain.text import clean_text, is_steering
from gongkai_cli.domain.vocabulary import ONGOING, Form, Rhythm
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.reading import read
from gongkai_cli.planfile.slips.names import clean_name
from gongkai_cli.planfile.writing.plan_file import plan_file
from gongkai_cli.planfile.writing.scalars import scalar
from gongkai_cli.planfile.writing.yaml_text import as_tree, yaml_text
from gongkai_cli.planfile.yaml_source import read_source

HOSTILE = [
    "", "no", "NO", "yes", "true", "False", "on", "Null", "~", "null", "12", "007", "1.5", "1e3", "0x1F", "1_000",
    "12:30", "2024-05-01", "2024-05-01 10:00:00", "100%", ".inf", "=", "<<", "# x", "x # y", "x#y", "*x", "&x",
    "!x", "!!str x", "|", ">", "%x", "@x", "`x`", "- x", "-x", "-", "－x", "— x", "—x", "? x", "?", ": ", "x: y",
    "x:", "x：y", "：x", "text：x", "title: x", "title:x", "no:1", "- no：1", "[x]", "[x", "{x: y}", "x, y", "'x'",
    "it's", '"x"', 'x "y', "x\\y", "\\n", "---", "...", " x", "x ", "\u3000x", "x\u3000", "a\tb", "a\nb", "a\r\nb",
    "a\u2028b", "a\x85b", "a\x07b", "\x1b[31m红", "a\u202eb", "\ufeffx", "\ufffe", "a\u200bb", "👨\u200d👩\u200d👧",
    "⾏⽉", "𠮷", "x" * 2000, "县政府办：牵头", "“三同步”：同步起草",
]  # fmt: skip
"""Texts that YAML, or a reader of it, takes for something else."""

TEXTS = st.sampled_from(HOSTILE) | st.text() | st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)
"""Any text, without half characters, which no plan file can hold."""


def read_back(text: str, folder: Path) -> Any:
    """Return the tree that the program's reader finds in a YAML text."""
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    return read_source(file).tree


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files of one test after another."""
    return tmp_path_factory.mktemp("yaml")


def check_everywhere(text: str, folder: Path) -> None:
    """Check that a text is the same in every place of a file, for our reader and for a common one."""
    tree = {
        "值": text,
        "短": [text, text],
        "长": [text, "长" * 30],
        "项": [{"甲": text, "乙": [text]}],
        "表": {"指导": {"丙": text}},
    }
    written = yaml_text({**tree, "键": {scalar(text, in_flow=True): "丁"}}, (), {})
    for seen in (read_back(written, folder), yaml.safe_load(written)):
        assert {key: value for key, value in seen.items() if key != "键"} == tree
        assert seen["键"] == {text: "丁"}
    assert not any(is_steering(mark) for mark in written.replace("\n", ""))


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 1000])
def test_a_hostile_text_stays_the_same_in_every_place(text: str, folder: Path) -> None:
    check_everywhere(text, folder)


@given(text=st.text(max_size=60))
def test_any_text_is_one_line_that_reads_back(text: str) -> None:
    for written in (scalar(text), f"[{scalar(text, in_flow=True)}]"):
        assert len(written.splitlines()) == 1
        assert yaml.safe_load(written) in (text, [text])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("公开政策", "公开政策"),
        ("“双随机、一公开”", "“双随机、一公开”"),
        ("http://x.cn/a#b", "http://x.cn/a#b"),
        ("备注：见附件", "备注：见附件"),
        ("title：见附件", '"title：见附件"'),
        ("100%", '"100%"'),
        ("no", '"no"'),
        ("甲 # 乙", '"甲 # 乙"'),
        ('"甲"', "'\"甲\"'"),
        ("甲\\乙", "甲\\乙"),
        ("- \\d '甲'", "'- \\d ''甲'''"),
        ("甲\n乙", '"甲\\u000a乙"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


# Documents.

WRITTEN = TEXTS.map(clean_text).filter(bool)
NAMES = TEXTS.map(lambda text: clean_name(text.replace("、", ""))).filter(bool)
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(date.isoformat)
ADDRESSES = st.sampled_from(
    ["http://x.cn", "https://x.cn/#a", "http://x.cn/a,b?c=[1]&d={2}", "http://x.cn/'\"", "HTTP://x.cn/:"]
)


def entries(needed: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings with all needed keys and some of the optional ones."""
    return st.fixed_dictionaries(needed, optional=optional)


def some(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    """Return short lists."""
    return st.lists(items, min_size=least, max_size=3)


KEYS = st.sampled_from(["no", "null", "12", "2024", "1e3", "demo-2024"])
RHYTHMS = st.sampled_from([one.word for one in Rhythm])
NUMBERS = st.integers(1, 999).map(str)
DOCUMENTS = entries(
    {
        "plan": entries(
            {"key": KEYS, "title": WRITTEN, "year": st.just("2024"), "issued_on": DAYS},
            {"region": WRITTEN, "issuer": WRITTEN, "ends_on": DAYS, "source": ADDRESSES, "based_on": some(WRITTEN)},
        ),
        "units": some(entries({"name": NAMES, "kind": NAMES}, {"aliases": some(NAMES)}), 1),
        "tasks": some(
            entries(
                {"no": NUMBERS, "title": WRITTEN},
                {
                    "lead": some(NAMES),
                    "responsible": some(NAMES),
                    "due": DAYS | st.just(ONGOING),
                    "measures": some(
                        entries(
                            {"text": WRITTEN},
                            {"indicator": WRITTEN, "rhythm": RHYTHMS, "due": DAYS},
                        )
                    ),
                },
            ),
            1,
        ),
    },
    {
        "collectives": some(
            entries({"name": NAMES, "kind": some(NAMES, 1)}, {"indefinite": st.sampled_from(["true", "false"])})
            | entries({"name": NAMES, "members": some(NAMES, 1)}, {})
        ),
        "activities": some(
            entries(
                {"no": NUMBERS, "month": st.integers(1, 12).map(str), "theme": WRITTEN, "organizer": NAMES},
                {"form": st.sampled_from([one.word for one in Form]), "note": WRITTEN},
            )
            | entries({"no": NUMBERS, "date": DAYS, "theme": WRITTEN, "organizer": NAMES}, {})
        ),
    },
)  # fmt: skip


@given(tree=DOCUMENTS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_a_document_is_the_same_after_yaml(tree: dict[str, Any], folder: Path) -> None:
    document = PlanDocument.model_validate(tree)
    assert PlanDocument.model_validate(read_back(plan_file(document), folder)) == document


def test_the_bundled_plan_is_laid_out_as_it_was_typed() -> None:
    seed = ROOT / "data" / "seed_2024.yaml"
    written = plan_file(read(seed)).splitlines()
    typed = [line for line in seed.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    lines = [line for line in written if line and not line.startswith("#")]
    differing = [(ours, theirs) for ours, theirs in zip(lines, typed, strict=True) if ours != theirs]
    assert differing == [
        ("    kind: [县政府部门]", "    kind: 县政府部门"),
        ("    kind: [乡镇]", "    kind: 乡镇"),
        ("    kind: [县直单位]", "    kind: 县直单位"),
        ("        indicator: 至少1次", '        indicator: "至少1次"'),
        ("        indicator: 至少1次", '        indicator: "至少1次"'),
    ]
    assert all(line.startswith("#") for line in written if "#" in line)


class Inner(BaseModel):
    """An entry within a list."""

    text: str
    is_open: bool = False


class Anything(BaseModel):
    """A model with every type of field that a plan file may have."""

    no: int
    text: str | None = None
    count: int | None = None
    day: date | None = None
    is_sure: bool | None = None
    names: tuple[str, ...] = ()
    listed: list[str] = []
    others: dict[str, list[str]] = {}
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()


@example(value=Anything(no=1, is_sure=False, others={"no": ["12"], "负责考核：": []}))
@given(
    value=st.builds(
        Anything,
        text=st.none() | TEXTS,
        names=st.lists(TEXTS, max_size=4).map(tuple),
        listed=st.lists(TEXTS, max_size=4),
        others=st.dictionaries(TEXTS.filter(lambda text: len(text) < 500), st.lists(TEXTS, max_size=3), max_size=3),
        many=st.lists(st.builds(Inner, text=TEXTS), max_size=2).map(tuple),
    )
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_a_field_of_any_type_is_written_without_being_known(value: Anything, folder: Path) -> None:
    text = yaml_text(as_tree(value), ("说明",), {"names": ("名称",)})
    tree = read_back(text, folder)
    assert Anything.model_validate(tree) == value
    unset = {name for name, field in Anything.model_fields.items() if getattr(value, name) == field.get_default()}
    assert set(tree) == set(Anything.model_fields) - unset
