"""XLSX and ODS workbooks made by hand, to hold what no program would write."""

import io
import zipfile
from collections.abc import Iterable

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>'
)
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("table", "text", "office")
)
HEADER = ("figure_id", "source_id", "park", "indicator", "period", "printed")


def archive(parts: dict[str, Iterable[str]]) -> bytes:
    """Return a ZIP archive of parts, each made of pieces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, pieces in parts.items():
            with made.open(name, "w") as part:
                for piece in pieces:
                    part.write(piece.encode())
    return out.getvalue()


def xlsx(
    sheet: Iterable[str], string: str = "a", first: str = "", more: dict[str, str] | None = None
) -> bytes:
    """Return a workbook whose one sheet and one shared string hold this XML."""
    start = [f'{first}<worksheet xmlns="{_MAIN}">']
    parts: dict[str, Iterable[str]] = {
        "[Content_Types].xml": [_TYPES],
        "xl/workbook.xml": [_WORKBOOK],
        "xl/_rels/workbook.xml.rels": [_LINKS],
        "xl/sharedStrings.xml": [f'<sst xmlns="{_MAIN}"><si><t>{string}</t></si></sst>'],
        "xl/worksheets/sheet1.xml": (
            one for part in (start, sheet, ["</worksheet>"]) for one in part
        ),
    }
    return archive(parts | {name: [text] for name, text in (more or {}).items()})


def row(number: int, texts: Iterable[str], last: str = "") -> str:
    """Return a row of texts, and perhaps one more cell."""
    cells = (
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in zip("ABCDEF", texts, strict=False)
    )
    return f'<row r="{number}">{"".join(cells)}{last}</row>'


def ods(rows: str, manifest: str = "<a/>", name: str = "T") -> bytes:
    """Return an ODS workbook whose one sheet holds these rows."""
    content = (
        f"<office:document-content {_ODS}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"META-INF/manifest.xml": [manifest], "content.xml": [content]})
