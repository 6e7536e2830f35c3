"""The list of settings."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from pathlib import Path

from gongkai_cli.domain.answers import Setting
from gongkai_cli.domain.vocabulary import SettingSource
from gongkai_cli.output.content import parsing
from gongkai_cli.output.content.columns import text_column
from gongkai_cli.output.listing import Column, Field, Kind, Listing

DEFAULT_WORDS = {
    "db": "用户文件夹里的台账",
    "plan": "最新年度的工作要点",
    "by": "账户名",
    "pager": "系统的分页程序",
    "ambiguous": "看终端",
    "period": "本月",
}
"""Setting → its default in words, where that is no fixed text."""

_SOURCE_WORDS = {source.value: source.word for source in SettingSource}

_FIELDS = (
    Field("name", "设置", attrgetter("name"), parse=parsing.parse_text),
    Field("value", "值", attrgetter("value"), parse=parsing.parse_text),
    Field("source", "来自", attrgetter("source"), Kind.WORD, _SOURCE_WORDS, parse=parsing.word_parser(_SOURCE_WORDS)),
)


def settings_listing(rows: Sequence[Setting], meanings: Mapping[str, str], file: Path | None) -> Listing:
    """Return the settings with their sources.

    Args:
        rows: the settings.
        meanings: setting → its meaning for the screen.
        file: the settings file, existing or not; None where the person has no folder for it.
    """

    def meaning(row: Setting) -> str:
        return meanings[row.name]

    return Listing(
        title=f"设置 {len(rows)} 项　设置文件 {file or '没有地方放（找不到用户文件夹）'}",
        columns=(
            text_column("设置", "name"),
            Column("值", _value, least=20),
            Column("来自", _source),
            Column("含义", meaning, least=12),
        ),
        rows=rows,
        name="设置",
        fields=_FIELDS,
        empty="没有设置。",
        footer="设置：gongkai config set 名称 值　回到默认：gongkai config unset 名称",
        is_faint=_is_default,
    )


def _value(row: Setting) -> str:
    return f"（{DEFAULT_WORDS[row.name]}）" if row.value is None else row.value


def _source(row: Setting) -> str:
    return row.source.word


def _is_default(row: Setting) -> bool:
    return row.source is SettingSource.DEFAULT
