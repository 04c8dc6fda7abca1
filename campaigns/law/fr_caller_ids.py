"""Which French numbers may be shown to the person called, and which never (Arcep 2022-1583)."""

# Numéros polyvalents vérifiés: the only numbers an automated system may show.
NPV = (
    *(
        f"+33{prefix}"
        for prefix in (
            "162", "163", "270", "271", "377", "378", "424", "425", "568", "569", "948", "949",
        )
    ),
    "+5909475",
    "+5949476",
    "+5969477",
    "+2629478",
    "+2629479",
)  # fmt: skip

MOBILES = (
    "+336",
    "+337",
    "+59069",
    "+59070",
    "+59469",
    "+59470",
    "+59669",
    "+59670",
    "+26263",
    "+26269",
    "+26270",
    "+50870",
)
