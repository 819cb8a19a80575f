"""The small values a policy is made of: text in languages, partial dates, numbers with ranges, money."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from coprod_tools.policy.currencies import CODES
from coprod_tools.words import say

MAX_TEXT = 20_000
MAX_LINE = 500
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Bidirectional overrides and isolates can make a page show other words than the file holds.
_OVERRIDES = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def refuse(message_id: str, *, at: str = "", **values: object) -> PydanticCustomError:
    """Make the one kind of error that value checks raise.

    Parameters
    ----------
    message_id : str
        Id of a sentence in words/en/policy.yaml; it says what is wrong (what to write instead).
    at : str
        The field, in the file's words, where a check of a whole record found the fault.
    """
    context = {"message": say(f"policy.{message_id}", **values)} | ({"field": at} if at else {})
    return PydanticCustomError("coprod", "{message}", context)


def clean_text(value: str, limit: int = MAX_TEXT) -> str:
    """Return `value` in NFC without outer blanks; refuse control, surrogate and bidirectional-override characters."""
    text = value.strip()
    if len(text) > limit:
        raise refuse("text_too_long", length=len(text), limit=limit)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        _refuse_unsafe(text)
    return text


def _refuse_unsafe(text: str) -> None:
    for character in text:
        if not character.isprintable() and _is_unsafe(character):
            raise refuse("unsafe_character", code=f"U+{ord(character):04X}")


def _is_unsafe(character: str) -> bool:
    return (
        character in _OVERRIDES
        or (character < " " and character not in "\n\t")
        or unicodedata.category(character) in {"Cs", "Co", "Cn"}
        or "\x7f" <= character <= "\x9f"
    )


class Text(str):
    """Words for people, in one language or several; as a `str` it reads in its first language.

    Attributes
    ----------
    languages : dict of str to str
        Language tag (BCP 47) to words; empty when the policy gave one plain string.
    """

    languages: dict[str, str]

    def __new__(cls, value: str, languages: dict[str, str] | None = None) -> Self:
        """Make text of `value`, which is what it reads as; `languages` keeps all versions."""
        text = super().__new__(cls, value)
        text.languages = dict(languages or {})
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, dict[str, str]]]:
        return Text, (str(self), self.languages)

    def within(self, language: str) -> str:
        """Return the words in `language` where given, else in the first language."""
        return self.languages.get(language, str(self))

    @classmethod
    def read(cls, value: Any) -> Text:
        """Make Text from a string or a mapping of language tag to string."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls(clean_text(value))
        if isinstance(value, dict) and value:
            words = {}
            for tag, part in value.items():
                if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
                    raise refuse("language_tag")
                if not isinstance(part, str):
                    raise refuse("language_words")
                words[tag] = clean_text(part)
            return cls(next(iter(words.values())), words)
        raise refuse("text")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda text: dict(text.languages) if getattr(text, "languages", None) else str(text)
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        words = {"type": "string", "maxLength": MAX_TEXT}
        return {"anyOf": [words, {"type": "object", "additionalProperties": words, "minProperties": 1}]}


class PartialDate(str):
    """A date as written, YYYY, YYYY-MM or YYYY-MM-DD; it stands for the whole interval it may mean."""

    @property
    def first(self) -> datetime.date:
        """The first day it may mean."""
        year, month, day = _DATE.fullmatch(self).groups()  # type: ignore[union-attr]
        return datetime.date(int(year), int(month or 1), int(day or 1))

    @property
    def last(self) -> datetime.date:
        """The last day it may mean."""
        first = self.first
        if len(self) == 4:
            return first.replace(month=12, day=31)
        if len(self) == 7:
            following = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return following - datetime.timedelta(days=1)
        return first

    def surely_before(self, other: PartialDate) -> bool:
        """True when every day this may mean lies before every day `other` may mean."""
        return self.last < other.first

    @classmethod
    def read(cls, value: Any) -> PartialDate:
        """Make a date from its text; datetime.date is taken as a full date."""
        text = value.isoformat() if isinstance(value, datetime.date) else value
        if not isinstance(text, str) or not _DATE.fullmatch(text.strip()):
            raise refuse("date")
        date = cls(text.strip())
        try:
            if not 1800 <= date.first.year <= 2999:
                raise ValueError
        except ValueError:
            raise refuse("date") from None
        return date

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def read_number(value: Any) -> Any:
    """Turn the text of a plain number into Decimal; words, thousands marks, NaN and infinity are refused."""
    if isinstance(value, bool):
        raise refuse("number")
    if isinstance(value, (Decimal, int)):
        number = Decimal(value)
    elif isinstance(value, str) and len(value) < 80 and _NUMBER.fullmatch(value.strip()):
        number = Decimal(value.strip())
    else:
        raise refuse("number")
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise refuse("number_size")
    return number


def read_whole(value: Any) -> Any:
    """Turn the text of a whole number into int."""
    number = read_number(value)
    if number != number.to_integral_value():
        raise refuse("whole_number")
    return int(number)


def read_yes_no(value: Any) -> Any:
    """Turn yes, no, true or false into bool."""
    if isinstance(value, bool):
        return value
    words = {"yes": True, "no": False, "true": True, "false": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise refuse("yes_no")


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise refuse("below_zero")
    return value


Number = Annotated[
    Decimal,
    BeforeValidator(read_number),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?[0-9.]+([eE][+-]?\d+)?$"}]}),
]
Whole = Annotated[int, BeforeValidator(read_whole)]
YesNo = Annotated[
    bool,
    BeforeValidator(read_yes_no),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "unknown"]}]}),
]
NotNegative = Annotated[Number, AfterValidator(_not_negative)]
CURRENCY = r"^[A-Z]{3}$"


def read_currency(value: Any) -> str:
    """Return a currency's three capital letters (ISO 4217)."""
    if not isinstance(value, str) or not re.fullmatch(CURRENCY, value.strip()):
        raise refuse("currency")
    code = value.strip()
    if code not in CODES:
        raise refuse("currency_unknown")
    return code


def refuse_end_before_start(start: PartialDate | None, end: PartialDate | None, at: str) -> None:
    """Refuse an end that surely lies before its start; `at` is the field that holds the end."""
    if start and end and end.surely_before(start):
        raise refuse("end_before_start", at=at, start=start)


Currency = Annotated[str, BeforeValidator(read_currency), WithJsonSchema({"type": "string", "pattern": CURRENCY})]
Line = Annotated[str, AfterValidator(lambda value: clean_text(value, MAX_LINE)), Field(max_length=MAX_LINE)]
ExternalIds = dict[Line, Line]
