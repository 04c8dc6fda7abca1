"""Which state or province a North American number or postal code belongs to, and in which zones.

Every number there is written alike and may be carried along by whoever moves, so the area code says
where it was given out: the state it is presumed in where nothing better is known.
"""

from functools import lru_cache

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
US, CA = "US", "CA"

AREA_CODES: dict[str, dict[str, str]] = {
    US: {
        "AL": "205 251 256 334 659 938",
        "AK": "907",
        "AZ": "480 520 602 623 928",
        "AR": "327 479 501 870",
        "CA": "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661"
        " 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951",
        "CO": "303 719 720 748 970 983",
        "CT": "203 475 860 959",
        "DE": "302",
        "DC": "202 771",
        "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
        "GA": "229 404 470 478 678 706 762 770 912 943",
        "HI": "808",
        "ID": "208 986",
        "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872",
        "IN": "219 260 317 463 574 765 812 930",
        "IA": "319 515 563 641 712",
        "KS": "316 620 785 913",
        "KY": "270 364 502 606 859",
        "LA": "225 318 337 457 504 985",
        "ME": "207",
        "MD": "227 240 301 410 443 667",
        "MA": "339 351 413 508 617 774 781 857 978",
        "MI": "231 248 269 313 517 586 616 679 734 810 906 947 989",
        "MN": "218 320 507 612 651 763 924 952",
        "MS": "228 601 662 769",
        "MO": "235 314 417 557 573 636 660 816 975",
        "MT": "406",
        "NE": "308 402 531",
        "NV": "702 725 775",
        "NH": "603",
        "NJ": "201 551 609 640 732 848 856 862 908 973",
        "NM": "505 575",
        "NY": "212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934",
        "NC": "252 336 472 704 743 828 910 919 980 984",
        "ND": "701",
        "OH": "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937",
        "OK": "405 539 572 580 918",
        "OR": "458 503 541 971",
        "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
        "RI": "401",
        "SC": "803 821 839 843 854 864",
        "SD": "605",
        "TN": "423 615 629 731 865 901 931",
        "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936"
        " 940 945 956 972 979",
        "UT": "385 435 801",
        "VT": "802",
        "VA": "276 434 540 571 686 703 757 804 826 948",
        "WA": "206 253 360 425 509 564",
        "WV": "304 681",
        "WI": "262 274 353 414 534 608 715 920",
        "WY": "307",
    },
    CA: {
        "AB": "368 403 587 780 825",
        "BC": "236 250 257 604 672 778",
        "MB": "204 431 584",
        "NB": "428 506",
        "NL": "709 879",
        "NS": "782 902",
        "ON": "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942",
        "QC": "263 273 354 367 418 438 450 468 514 579 581 819 873",
        "SK": "306 474 639",
        "YT": "867",
    },
}  # fmt: skip
# The first three digits of a ZIP code, from and to.
ZIPS: dict[str, str] = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961", "CO": "800-816",
    "CT": "060-069", "DE": "197-199", "DC": "200-200 202-205 569-569", "FL": "320-339 341-349",
    "GA": "300-319 398-399", "HI": "967-968", "ID": "832-838", "IL": "600-629", "IN": "460-479",
    "IA": "500-528", "KS": "660-679", "KY": "400-427", "LA": "700-714", "ME": "039-049", "MD": "206-219",
    "MA": "010-027 055-055", "MI": "480-499", "MN": "550-567", "MS": "386-397", "MO": "630-658",
    "MT": "590-599", "NE": "680-693", "NV": "889-898", "NH": "030-038", "NJ": "070-089", "NM": "870-884",
    "NY": "005-005 100-149", "NC": "270-289", "ND": "580-588", "OH": "430-459", "OK": "730-732 734-749",
    "OR": "970-979", "PA": "150-196", "RI": "028-029", "SC": "290-299", "SD": "570-577", "TN": "370-385",
    "TX": "733-733 750-799 885-885", "UT": "840-847", "VT": "050-054 056-059", "VA": "201-201 220-246",
    "WA": "980-994", "WV": "247-268", "WI": "530-549", "WY": "820-831",
}  # fmt: skip
PROVINCES: dict[str, str] = {
    "A": "NL", "B": "NS", "C": "PE", "E": "NB", "G": "QC", "H": "QC", "J": "QC", "K": "ON", "L": "ON",
    "M": "ON", "N": "ON", "P": "ON", "R": "MB", "S": "SK", "T": "AB", "V": "BC", "X": "NT", "Y": "YT",
}  # fmt: skip
# Florida presumes that whoever has one of its area codes lives there (Florida Statutes 501.059).
PRESUMES_RESIDENT = frozenset({(US, "FL")})

# Area codes that two zones share, of which the library knows one.
SHARED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(["219", "270", "364", "574", "606", "812", "930", "423", "448", "850", "906", "931"], (EASTERN, CENTRAL)),
    **dict.fromkeys(["308", "605", "620", "701", "785", "432"], (CENTRAL, MOUNTAIN)),
    **dict.fromkeys(["208", "986", "458", "541", "775"], (MOUNTAIN, PACIFIC)),
    "928": ("America/Phoenix", MOUNTAIN),
    "807": ("America/Toronto", "America/Winnipeg"),
    **dict.fromkeys(("236", "250", "257", "672", "778"), ("America/Vancouver", "America/Edmonton")),
    "867": (
        "America/Whitehorse", "America/Yellowknife", "America/Rankin_Inlet", "America/Iqaluit",
    ),
}  # fmt: skip
_CODES = {
    (country, code): region
    for country, regions in AREA_CODES.items()
    for region, codes in regions.items()
    for code in codes.split()
}


def area_code(e164: str) -> str | None:
    """The three digits after +1; None for numbers of other plans."""
    return e164[2:5] if e164.startswith("+1") and len(e164) == 12 else None


@lru_cache(maxsize=65536)
def regions_of(
    country: str, stated: str | None, postal_code: str | None, e164: str
) -> frozenset[str]:
    """The states of the US, or provinces of Canada, whose rules a number is under; none when unknown.

    A stated one (FL, US-FL), else that of the postal code, goes before that of the area code, which
    stays beside it where a state presumes its owners resident.
    """
    if country not in AREA_CODES:
        return frozenset()
    of_number = _CODES.get((country, area_code(e164) or ""))
    of_person = _stated(country, stated) or of_postal_code(country, postal_code)
    if of_person is None:
        return frozenset({of_number} if of_number else ())
    beside = of_number if (country, of_number) in PRESUMES_RESIDENT else None
    return frozenset(filter(None, (of_person, beside)))


def of_postal_code(country: str, postal_code: str | None) -> str | None:
    """The state of a ZIP code, or the province of a Canadian postal code; None when it names none."""
    code = "".join((postal_code or "").upper().split())
    if country == CA:
        return PROVINCES.get(code[:1]) if len(code) in (3, 6) and code[1:2].isdigit() else None
    digits = code.split("-")[0]
    if country != US or len(digits) not in (5, 9) or not digits.isdecimal():
        return None
    return next((state for state, spans in ZIPS.items() if _within(digits[:3], spans)), None)


def zones_of(e164: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The zones in which a number may ring: those `known`, with those that share its area code."""
    return tuple(dict.fromkeys((*known, *SHARED.get(area_code(e164) or "", ()))))


def is_region(country: str, region: str) -> bool:
    """Tell whether a code of two letters is a state of the US or a province of Canada."""
    return region in AREA_CODES.get(country, {}) or (country == CA and region in PROVINCES.values())


def _stated(country: str, stated: str | None) -> str | None:
    region = (stated or "").strip().upper().removeprefix(f"{country}-")
    return region if is_region(country, region) else None


def _within(digits: str, spans: str) -> bool:
    return any(
        first <= digits <= last for first, last in (each.split("-") for each in spans.split())
    )
