"""Cuts from the whole face what French and English pages are written with; the whole one stays beside it.

A browser fetches the whole face only where a page has another letter (`unicode-range` in base.css). The
same versions of fonttools and brotli give the same bytes; the lock of vendored files holds their hash.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parent.parent / "telepro/static/fonts"
WHOLE = FONTS / "atkinson-hyperlegible-next-latin.woff2"
CUT = FONTS / "atkinson-hyperlegible-next.woff2"
ASCII = range(0x20, 0x7F)
# With the app's own marks; base.css names the same ones.
OTHERS = "\u00a0£§©«°·»×÷ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜàâäæçèéêëîïôöùûüÿŒœŸ–—‘’“”•…€−"
WEIGHTS = (300, 400, 700)
FEATURES = ["kern", "tnum"]
SEEN = 12  # thousandths of the face's size: a fifth of a pixel of the usual text
ADVANCE_VARIES = 0x40  # of a value's format: it differs by weight


def main() -> None:
    """Write the cut face."""
    face = _letters(TTFont(WHOLE, recalcTimestamp=False))
    lighter = instancer.instantiateVariableFont(face, {"wght": WEIGHTS})
    lighter.flavor = "woff2"
    # Its date would make other bytes of the same letters.
    lighter.recalcTimestamp = False
    lighter.save(CUT)
    print(f"{CUT.name}: {CUT.stat().st_size} bytes")


def _letters(face: Any) -> Any:
    options = subset.Options(layout_features=FEATURES, hinting=False, drop_tables=["STAT", "MVAR"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[*ASCII, *map(ord, OTHERS)])
    cutter.subset(face)
    _kern_alike(face)
    # The instancer wants every table as it is read from a file.
    kept = BytesIO()
    face.flavor = None
    face.save(kept)
    kept.seek(0)
    return TTFont(kept, recalcTimestamp=False)


def _kern_alike(face: Any) -> None:
    """Pairs stand as far apart in every weight as in the usual one, and only where it is seen."""
    for lookup in face["GPOS"].table.LookupList.Lookup:
        for pairs in lookup.SubTable:
            for value in _values(pairs):
                value.__dict__.pop("XAdvDevice", None)
                if abs(value.XAdvance or 0) < SEEN:
                    value.XAdvance = 0
            pairs.ValueFormat1 &= ~ADVANCE_VARIES


def _values(pairs: Any) -> Iterator[Any]:
    if pairs.Format == 1:
        yield from (each.Value1 for group in pairs.PairSet for each in group.PairValueRecord)
        return
    yield from (each.Value1 for row in pairs.Class1Record for each in row.Class2Record)


if __name__ == "__main__":
    main()
