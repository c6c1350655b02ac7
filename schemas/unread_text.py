"""Why a text does not fit the pattern, in words for the person who keyed it."""

import re

from schemas import grammar, number_words, qualifiers, units

_EXAMPLES = "'more than 420 billion yuan', '3637.51亿元', 'up 14.6 percent' or '30 to 40'"
_KNOWN_WORDS = [
    *number_words.ENGLISH,
    *number_words.PARTS,
    *number_words.HALVES,
    *number_words.MULTIPLES,
    *qualifiers.BEFORE,
    *qualifiers.INNER,
    *qualifiers.AFTER,
    *qualifiers.GROWTH_AFTER,
    *grammar.ADVERBS,
    *grammar.FILLERS,
    *grammar.COMPARISONS,
    *grammar.UNIT_WORDS,
    *units.SCALES,
    *units.spellings("to by of at and from between 至 到 百分之 分之 成 大关 mark barrier"),
]
# A word of letters is known as a whole only: the a of apples is none.
_LETTERS = [
    word for word in _KNOWN_WORDS if word.isascii() and word[0].isalpha() and word[-1].isalpha()
]
_OTHERS = [word for word in _KNOWN_WORDS if word not in _LETTERS]
_KNOWN = re.compile(
    rf"\b(?:{grammar.words(_LETTERS)})\b|{number_words.DECIMAL}|{grammar.words(_OTHERS)}"
    r"|[零一二两三四五六七八九十百千()~-]",
    re.ASCII,
)
_NUMBER_WORDS = [
    *(word for word in number_words.ENGLISH if word != "a"),
    *number_words.PARTS,
    *number_words.MULTIPLES,
]
_ANY_NUMBER = re.compile(rf"[0-9一二两三四五六七八九十百千半番]|\b(?:{'|'.join(_NUMBER_WORDS)})\b")


def expected_instead(text: str) -> str:
    """Say what was expected of normalised text that the pattern does not fit."""
    if not text:
        return f"a number, such as {_EXAMPLES}; the text is empty"
    if not _ANY_NUMBER.search(text):
        return f"a number, such as {_EXAMPLES}; none was found"
    unknown = " ".join(_KNOWN.sub(" ", text).split())
    if unknown:
        return f"one figure, such as {_EXAMPLES}; not understood: '{unknown}'"
    return f"one figure in a known order of words, such as {_EXAMPLES}"


def first_unknown(text: str) -> int | None:
    """Return the offset of the first sign of normalised text that is in no known word."""
    rest = _KNOWN.sub(lambda known: " " * len(known[0]), text)
    return None if rest.isspace() or not rest else len(rest) - len(rest.lstrip())
