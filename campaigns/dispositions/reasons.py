"""The chips under a disposition: why they refused, why they are out, what they ask for."""

from campaigns.dispositions.codes import Reason

OTHER = Reason("other", {"fr": "Autre (à préciser en note)", "en": "Other (say it in the note)"})
# Whoever was insulted is offered two minutes without a call.
ABUSIVE = Reason("abusive", {"fr": "Propos injurieux", "en": "Was abusive"})

ARGUED_REFUSALS = (
    Reason("no_need", {"fr": "Pas de besoin", "en": "No need"}),
    Reason("has_supplier", {"fr": "Déjà un fournisseur", "en": "Has a supplier"}),
    Reason("no_budget", {"fr": "Pas de budget", "en": "No budget"}),
    Reason("too_expensive", {"fr": "Trop cher", "en": "Too expensive"}),
    Reason("bad_time", {"fr": "Pas le bon moment", "en": "Not the right time"}),
    Reason("not_convinced", {"fr": "Pas convaincu", "en": "Not convinced"}),
    Reason("decided_elsewhere", {"fr": "Décidé ailleurs (siège)", "en": "Decided elsewhere"}),
    ABUSIVE,
    OTHER,
)

REFUSALS_TO_LISTEN = (
    Reason("not_interested", {"fr": "Pas intéressé", "en": "Not interested"}),
    Reason("no_time", {"fr": "Pas le temps", "en": "No time"}),
    Reason("hung_up", {"fr": "A raccroché", "en": "Hung up"}),
    ABUSIVE,
    OTHER,
)

OUT_OF_TARGET = (
    Reason("closed_down", {"fr": "Activité cessée", "en": "Closed down"}),
    Reason("wrong_activity", {"fr": "Autre activité", "en": "Another activity"}),
    Reason("wrong_size", {"fr": "Taille hors cible", "en": "Wrong size"}),
    Reason("wrong_area", {"fr": "Secteur géographique", "en": "Wrong area"}),
    Reason("decides_nothing", {"fr": "Ne décide de rien ici", "en": "Decides nothing here"}),
    OTHER,
)

DUPLICATES = (
    Reason("already_customer", {"fr": "Déjà client", "en": "Already a customer"}),
    Reason(
        "in_contact", {"fr": "Déjà suivi par un commercial", "en": "Already with a sales person"}
    ),
    Reason("same_prospect", {"fr": "Même fiche deux fois", "en": "Same prospect twice"}),
)

# The rights of GDPR articles 15 to 18, 20 and 21.
DATA_REQUESTS = (
    Reason("access", {"fr": "Accès à ses données", "en": "Access to their data"}),
    Reason("rectification", {"fr": "Rectification", "en": "Rectification"}),
    Reason("erasure", {"fr": "Effacement", "en": "Erasure"}),
    Reason("restriction", {"fr": "Limitation", "en": "Restriction"}),
    Reason("portability", {"fr": "Portabilité", "en": "Portability"}),
    Reason("objection", {"fr": "Opposition", "en": "Objection"}),
    Reason("source", {"fr": "D’où vient mon numéro ?", "en": "Where is my number from?"}),
)
