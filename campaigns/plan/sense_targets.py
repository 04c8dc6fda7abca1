"""The sentences for rules on prospects that name what does not exist."""

from campaigns.plan.wording import Wording, wording

TARGETS: dict[str, Wording] = {
    "naf": wording(
        ("« {found} »", "`{found}`"),
        (
            "un code d'activité ou son début, par exemple 82.20Z ou 82",
            "an activity code or the beginning of one, such as 82.20Z or 82",
        ),
        (
            "Cherchez le code dans la nomenclature de l'Insee.",
            "Look the code up in the nomenclature of Insee.",
        ),
    ),
    "nomenclature": wording(
        ("« nomenclature » avec « {found} »", "`nomenclature` with `{found}`"),
        (
            "equals, in, not_in ou starts_with : un code d'activité n'est ni un nombre ni une date",
            "equals, in, not_in or starts_with: an activity code is no number and no date",
        ),
        (
            "Comparez des codes, ou retirez « nomenclature ».",
            "Compare codes, or remove `nomenclature`.",
        ),
    ),
    "result": wording(
        ("« {found} »", "`{found}`"),
        (
            "ce qu'a donné un appel, par exemple no_answer, busy ou interested_later",
            "what came of a call, such as no_answer, busy or interested_later",
        ),
        (
            "Choisissez-le dans la liste, ou écrivez son code.",
            "Choose it from the list, or write its code.",
        ),
    ),
    "area": wording(
        ("la zone inconnue « {found} »", "the unknown area `{found}`"),
        (
            "une zone de {country} : en France un département (35, 2A, 974), en Grande-Bretagne les "
            "lettres d'un code postal (SW)",
            "an area of {country}: in France a département (35, 2A, 974), in Great Britain the "
            "letters of a postcode (SW)",
        ),
        ("Corrigez la zone.", "Correct the area."),
    ),
}
