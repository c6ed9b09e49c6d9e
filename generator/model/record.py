"""The base of all frozen records, and texts in two languages."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
PAGE_ID_PATTERN = r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$"

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
PageId = Annotated[str, Field(pattern=PAGE_ID_PATTERN, max_length=120)]


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True)


class Text(Record):
    """A short text: Chinese, and English where it has been written.

    Authors may write a plain string for the Chinese alone.
    """

    zh: str
    en: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"zh": str(value)} if isinstance(value, (str, int, float)) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}

    def get(self, lang: Lang) -> str:
        """The text in `lang`, or in Chinese where it is not translated."""
        return (self.en if lang == "en" else None) or self.zh

    def has(self, lang: Lang) -> bool:
        """Whether the text has been written in `lang`."""
        return bool(self.zh if lang == "zh" else self.en)
