"""Printed text in one form: one width, one case, simplified characters, single spaces."""

import unicodedata

# The traditional characters of the word tables, each before its simplified form; 圆 is 元.
_SIMPLER = (
    "億亿萬万兩两餘余過过將将達达長长點点數数臺台幣币圓元圆元歐欧韓韩鎊镑項项減减驟骤個个約约間间負负從从於于漲涨"
    "幾几種种輛辆戶户畝亩頃顷銳锐縮缩較较環环計计為为總总實实專专業业單单盧卢銖铢條条隻只關关來来"
)
_DASHES = "−‐‑‒–—―"
_INVISIBLE = "\u200b\u2060\ufeff"
_FOLD = {
    **str.maketrans(_SIMPLER[::2], _SIMPLER[1::2]),
    **str.maketrans(_DASHES + "⁄〜∼", "-" * len(_DASHES) + "/~~"),
    **str.maketrans("", "", _INVISIBLE),
}


def normalise(printed: str) -> str:
    """Fold width, case, spaces, dashes and traditional characters; keep footnote marks apart."""
    text = printed
    if not text.isascii():
        text = text.replace("m²", "m2")
        if not unicodedata.is_normalized("NFKC", text):
            text = "".join(_apart(character) for character in text)
        text = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return " ".join(text.lower().split()).rstrip(".,;。")


def _apart(character: str) -> str:
    # Without the space NFKC would make 19161 of 1916 with the footnote mark ¹.
    return f" {character}" if unicodedata.category(character) == "No" else character
