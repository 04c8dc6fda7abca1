"""The sentences for values that are well written but can't be meant together."""

from campaigns.plan.wording import Wording, wording

SENSE: dict[str, Wording] = {
    "end_before_start": wording(
        ("la fin ({end}) avant le début ({start})", "the end ({end}) before the start ({start})"),
        ("une fin le jour du début ou après", "an end on or after the day of the start"),
        ("Corrigez l'une des deux dates.", "Correct one of the two dates."),
    ),
    "too_long": wording(
        ("une campagne de {days} jours", "a campaign of {days} days"),
        ("732 jours au plus", "at most 732 days"),
        ("Coupez la campagne en plusieurs plans.", "Cut the campaign into several plans."),
    ),
    "metric_needs": wording(
        (
            "rien, alors que l'objectif en dépend",
            "nothing, though the objective depends on it",
        ),
        ("le taux « {rate} » avec son origine", "the rate `{rate}` with its origin"),
        ("Ajoutez « {rate} » aux hypothèses.", "Add `{rate}` to the assumptions."),
    ),
    "one_operator": wording(
        ("{count} comparaison(s)", "{count} comparison(s)"),
        ("une seule de : {known}", "exactly one of: {known}"),
        ("Écrivez une règle par comparaison.", "Write one rule for each comparison."),
    ),
    "day": wording(
        ("« {key} »", "`{key}`"),
        (
            "un jour (mon, tue, wed, thu, fri, sat, sun) ou une suite comme mon-fri",
            "a day (mon, tue, wed, thu, fri, sat, sun) or a run of days such as mon-fri",
        ),
        ("Corrigez ce jour.", "Correct this day."),
    ),
    "day_twice": wording(
        ("des horaires de {day} pour la seconde fois", "hours of {day} for the second time"),
        ("chaque jour une seule fois", "each day once"),
        ("Réunissez les deux lignes.", "Merge the two lines."),
    ),
    "caller_id": wording(
        ("« {found} »", "`{found}`"),
        (
            "un numéro de téléphone au format international, par exemple +33199001234",
            "a telephone number in international form, such as +33199001234",
        ),
        (
            "Écrivez le numéro en entier, entre guillemets.",
            "Write the whole number, between quotes.",
        ),
    ),
    "mobile_caller_id": wording(
        ("le numéro mobile « {found} »", "the mobile number `{found}`"),
        (
            "un numéro fixe : en France un 06 ou 07 ne peut pas être présenté (FR-20)",
            "a fixed number: in France a 06 or 07 may not be shown (FR-20)",
        ),
        ("Mettez un numéro fixe de l'entreprise.", "Put a fixed number of the company."),
    ),
    "country": wording(
        ("« {found} »", "`{found}`"),
        (
            "le code à deux lettres d'un pays, par exemple FR",
            "a country's two-letter code, such as FR",
        ),
        ("Corrigez le pays.", "Correct the country."),
    ),
    "alarm_side": wording(
        (
            "une alarme ({alarm}) plus exigeante que l'objectif ({target})",
            "an alarm ({alarm}) that is stricter than the target ({target})",
        ),
        ("une alarme du mauvais côté de l'objectif", "an alarm on the bad side of the target"),
        (
            "Échangez les deux valeurs ou retirez l'alarme.",
            "Swap the two values or remove the alarm.",
        ),
    ),
    "one_block": wording(
        ("{found}", "{found}"),
        ("un seul de : {known}", "exactly one of: {known}"),
        ("Écrivez un bloc par tiret.", "Write one block to a dash."),
    ),
    "unknown_reference": wording(
        ("« {found} »", "`{found}`"),
        ("un nom défini dans ce plan : {known}", "a name defined in this plan: {known}"),
        ("Définissez-le ou corrigez-le.", "Define it or correct it."),
    ),
    "mistyped_reference": wording(
        ("« {found} »", "`{found}`"),
        ("un nom défini dans ce plan : {known}", "a name defined in this plan: {known}"),
        ("Vouliez-vous dire « {nearest} » ?", "Did you mean `{nearest}`?"),
    ),
    "unknown_field": wording(
        ("le champ inconnu « {found} »", "the unknown field `{found}`"),
        ("un de : {known}", "one of: {known}"),
        ("Corrigez le nom entre accolades.", "Correct the name between braces."),
    ),
    "mistyped_field": wording(
        ("le champ inconnu « {found} »", "the unknown field `{found}`"),
        ("un de : {known}", "one of: {known}"),
        ("Vouliez-vous dire « {nearest} » ?", "Did you mean `{nearest}`?"),
    ),
    "no_offer": wording(
        ("aucune section qui présente l'offre", "no section that presents the offer"),
        (
            "« presents_offer: yes » sur une section : l'ouvrir compte le contact comme argumenté",
            "`presents_offer: yes` on a section: opening it counts the contact as argued",
        ),
        ("Ajoutez-le à la section d'argumentation.", "Add it to the section that argues."),
    ),
    "choices": wording(
        ("{count} réponse(s) proposée(s)", "{count} answer(s) on offer"),
        (
            "au moins 2 réponses pour une question à choix, aucune pour les autres",
            "at least 2 answers for a question of kind choice, none for the others",
        ),
        ("Complétez « choices » ou changez « kind ».", "Complete `choices` or change `kind`."),
    ),
    "always_offered": wording(
        ("« {found} »", "`{found}`"),
        ("une qualification que le plan peut retirer", "a disposition that a plan may leave out"),
        (
            "Gardez-la : on doit toujours pouvoir l'enregistrer.",
            "Keep it: it must always be possible to record it.",
        ),
    ),
    "waters": wording(
        (
            "{low}, alors que la liste est remplie à {high}",
            "{low}, though lists are filled to {high}",
        ),
        ("moins que « high_water »", "less than `high_water`"),
        (
            "Abaissez « low_water » ou relevez « high_water ».",
            "Lower `low_water` or raise `high_water`.",
        ),
    ),
    "slot_days": wording(
        ("« {found} »", "`{found}`"),
        (
            "des jours entiers : « slot » change de moment de la journée",
            "whole days: `slot` changes the time of day",
        ),
        ("Écrivez par exemple 1 jour, ou retirez « slot ».", "Write 1 day, or remove `slot`."),
    ),
}
