"""The kinds of fields of a plan file, for pydantic: each converts its text, and has its JSON Schema."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema

from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, Form, Rhythm, Word
from gongkai_cli.planfile.values import typed


def _choices(vocabulary: type[Word], more: Sequence[Any] = ()) -> WithJsonSchema:
    spellings = [spelling for member in vocabulary for spelling in (member.word, member.value)]
    return WithJsonSchema({"enum": [*spellings, *more]})


class _AlsoOne:
    """Allow a single item in the JSON Schema of a list, as the field does."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


_YEARS = r"^\s*[0-9]{4}年?\s*[-–—~～－至到]+\s*[0-9]{4}年?\s*$"

Text = Annotated[str, AfterValidator(typed.text), Field(min_length=1)]
Name = Annotated[str, AfterValidator(typed.name), Field(min_length=1)]
Day = Annotated[date, BeforeValidator(typed.day)]
Number = Annotated[int, Field(ge=1, le=999), BeforeValidator(typed.integer)]
Month = Annotated[int, Field(ge=1, le=12), BeforeValidator(typed.integer)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(typed.integer)]
Names = Annotated[tuple[Name, ...], BeforeValidator(typed.one_or_many), _AlsoOne()]
Texts = Annotated[tuple[Text, ...], BeforeValidator(typed.one_or_many), _AlsoOne()]
Truth = Annotated[bool, BeforeValidator(typed.truth), WithJsonSchema({"enum": [True, False, *typed.TRUTHS]})]
FormWord = Annotated[
    Form | str,
    BeforeValidator(typed.form),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "minLength": 1}, {"enum": [typed.BOTH_FORMS, typed.BOTH_FORMS[::-1]]}]}
    ),
]
Theme = Annotated[Text | None, BeforeValidator(typed.theme)]
When = Annotated[str, BeforeValidator(typed.when), WithJsonSchema({"type": "string", "minLength": 1})]
Hour = Annotated[str, BeforeValidator(typed.hour), WithJsonSchema({"type": "string", "minLength": 1})]
People = Annotated[int, Field(ge=0, le=999999), BeforeValidator(typed.integer)]
RhythmWord = Annotated[Rhythm, BeforeValidator(typed.rhythm), _choices(Rhythm)]
Due = Annotated[date | str, BeforeValidator(typed.due), WithJsonSchema({"type": "string", "minLength": 1})]
Years = Annotated[str, BeforeValidator(typed.years), WithJsonSchema({"type": "string", "pattern": _YEARS})]
Duties = Annotated[dict[str, Names], BeforeValidator(typed.duties)]
NumberOrText = Annotated[Text, WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "number"}]})]
"""A text that editors may take for a number, such as 3 or 13800000000."""
