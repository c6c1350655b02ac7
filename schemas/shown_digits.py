"""The digits of a number in the places that a number format has for them."""

from decimal import Decimal

from schemas.number_formats import Kind, NotShown, Piece

_GROUP_DIGITS = 3
Pieces = tuple[Piece, ...]


def shown_plain(value: Decimal, pieces: Pieces) -> str:
    """Return a number that is not below zero: its digits and whatever else the format shows."""
    if not any(piece.kind is Kind.DIGIT for piece in pieces):
        return _literals(pieces)
    whole, rest = _parts(pieces)
    whole, thousands, grouped = _commas(whole)
    rest, more, _ = _commas(rest)
    places = sum(piece.kind is Kind.DIGIT for piece in rest)
    number = _rounded(value.scaleb(-_GROUP_DIGITS * (thousands + more)), places)
    digits, _, decimals = number.partition(".")
    return _whole(digits.lstrip("0"), whole, grouped) + _decimals(decimals, rest)


def shown_scientific(value: Decimal, pieces: Pieces) -> str:
    """Return a number that is not below zero with a power of ten."""
    at = next(place for place, one in enumerate(pieces) if one.kind is Kind.EXPONENT)
    whole, rest = _parts(pieces[:at])
    if sum(piece.kind is Kind.DIGIT for piece in whole) != 1:
        raise NotShown("powers of ten in steps")
    places = sum(piece.kind is Kind.DIGIT for piece in rest)
    mantissa, _, power = (format(value, f".{places}e") if value else "0e0").partition("e")
    sign = "-" if int(power) < 0 else "+" if "+" in pieces[at].text else ""
    least = sum(piece.kind is Kind.DIGIT for piece in pieces[at + 1 :])
    digits, _, decimals = _rounded(Decimal(mantissa), places).partition(".")
    shown = _whole(digits.lstrip("0"), whole, False) + _decimals(decimals, rest)
    after = _literals([piece for piece in pieces[at + 1 :] if piece.kind is not Kind.DIGIT])
    return f"{shown}E{sign}{abs(int(power)):0{least}}{after}"


def _rounded(value: Decimal, places: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-places)), "f")


def _parts(pieces: Pieces) -> tuple[Pieces, Pieces]:
    """Return the pieces before the decimal point, and those from it on."""
    at = next((place for place, one in enumerate(pieces) if one.kind is Kind.POINT), None)
    return (pieces, ()) if at is None else (pieces[:at], pieces[at:])


def _commas(whole: Pieces) -> tuple[Pieces, int, bool]:
    """Return the pieces without commas, by how many thousands to divide, and whether to group."""
    digits = [place for place, one in enumerate(whole) if one.kind is Kind.DIGIT]
    if not digits:
        return whole, 0, False
    commas = [place for place, one in enumerate(whole) if one.kind is Kind.COMMA]
    grouped = any(digits[0] < place < digits[-1] for place in commas)
    trailing = 0
    while digits[-1] + trailing + 1 in commas:
        trailing += 1
    kept = tuple(one for place, one in enumerate(whole) if place not in commas)
    return kept, trailing, grouped


def _whole(digits: str, pieces: Pieces, grouped: bool) -> str:
    """Fill the places before the decimal point from the right; the first takes what is left."""
    first = next((place for place, one in enumerate(pieces) if one.kind is Kind.DIGIT), -1)
    # A digit left of which a zero must stand is not left out.
    must = next((at for at, one in enumerate(pieces) if one == Piece(Kind.DIGIT, "0")), len(pieces))
    out: list[str] = []
    used = 0
    for place in range(len(pieces) - 1, -1, -1):
        if pieces[place].kind is not Kind.DIGIT:
            out.append(_literal(pieces[place]))
            continue
        taken = len(digits) - used if place == first else 1
        for _ in range(max(taken, 1)):
            digit = digits[-1 - used] if used < len(digits) else _filler(pieces[place], place, must)
            comma = "," if grouped and used and used % _GROUP_DIGITS == 0 and digit.strip() else ""
            out.append(digit + comma)
            used += 1
    return "".join(reversed(out))


def _filler(piece: Piece, place: int, must: int) -> str:
    return "0" if place >= must else " " if piece.text == "?" else ""


def _decimals(decimals: str, pieces: Pieces) -> str:
    """Fill the places behind the decimal point; a point without decimals is left out."""
    kept = decimals
    for piece in reversed([one for one in pieces if one.kind is Kind.DIGIT]):
        if piece.text == "0" or not kept.endswith("0"):
            break
        kept = kept[:-1]
    out: list[str] = []
    places = 0
    for piece in pieces:
        if piece.kind is Kind.DIGIT:
            out.append(kept[places : places + 1])
            places += 1
        elif piece.kind is not Kind.POINT:
            out.append(_literal(piece))
        elif kept:
            out.append(".")
    return "".join(out)


def _literals(pieces: "Pieces | list[Piece]") -> str:
    return "".join(map(_literal, pieces))


def _literal(piece: Piece) -> str:
    return piece.text if piece.kind in (Kind.LITERAL, Kind.PERCENT, Kind.COMMA) else ""
