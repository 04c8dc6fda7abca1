"""The sentences for ways to call that the law of the country does not allow."""

from campaigns.plan.wording import Wording, wording

CALLS: dict[str, Wording] = {
    "mode_needs_number": wording(
        (
            "« {mode} » avec le numéro présenté {found}",
            "`{mode}` with the caller ID {found}",
        ),
        (
            "un numéro polyvalent vérifié (0162, 0163, 0270, 0377, 0424, 0568, 0948…) dans "
            "« caller_id » : tout appel qui n'est pas déclenché un par un par une personne "
            "est automatisé ({rule})",
            "a verified general-purpose number (0162, 0163, 0270, 0377, 0424, 0568, 0948…) in "
            "`caller_id`: every call that a person does not set off one by one counts as "
            "automated ({rule})",
        ),
        (
            "Mettez un tel numéro, ou gardez « dial_mode: manual ».",
            "Put such a number, or keep `dial_mode: manual`.",
        ),
    ),
    "timer_by_hand": wording(
        (
            "{found} secondes d'aperçu alors que chaque appel est déclenché à la main",
            "{found} seconds of preview although each call is set off by hand",
        ),
        (
            "« dial_mode: progressive » : un appel qui part seul est automatisé",
            "`dial_mode: progressive`: a call that goes out by itself is automated",
        ),
        (
            "Retirez « preview_seconds », ou changez « dial_mode ».",
            "Remove `preview_seconds`, or change `dial_mode`.",
        ),
    ),
    "kept_too_long": wording(
        ("{found} jours", "{found} days"),
        ("{most} jours au plus pour un enregistrement", "at most {most} days for a recording"),
        ("Abaissez « keep_days ».", "Lower `keep_days`."),
    ),
    "everybody_agrees": wording(
        ("des appels enregistrés ({found})", "recorded calls ({found})"),
        (
            "aucun enregistrement : ce pays demande l'accord exprès de chacun, et non une annonce",
            "no recording: this country asks for everybody's express consent, not for a notice",
        ),
        ("Retirez « recording ».", "Remove `recording`."),
    ),
    "message_to_consumers": wording(
        ("un message enregistré pour des particuliers", "a recorded message to consumers"),
        (
            "un appel de personne à personne : un automate demande leur accord préalable (FR-23)",
            "a person who talks: a machine needs their consent beforehand (FR-23)",
        ),
        ("Retirez « machine_message ».", "Remove `machine_message`."),
    ),
}
