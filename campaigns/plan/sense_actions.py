"""The sentences for a way of going on that leads nowhere: hidden steps, scripts that go round."""

from campaigns.plan.wording import Wording, wording

ACTIONS: dict[str, Wording] = {
    "step_twice": wording(
        (
            "un second délai après « {found} » pour les mêmes tentatives",
            "a second wait after `{found}` for the same attempts",
        ),
        (
            "un délai par résultat et par tentative : le premier cacherait celui-ci",
            "one wait for each outcome and attempt: the first would hide this one",
        ),
        (
            "Retirez-en un, ou donnez à l'un des deux un numéro de tentative.",
            "Remove one, or give one of them an attempt number.",
        ),
    ),
    "step_unreached": wording(
        (
            "un délai après la tentative {found}, alors qu'il n'y en a que {most}",
            "a wait after attempt {found}, though there are only {most}",
        ),
        ("une tentative avant la dernière", "an attempt before the last"),
        (
            "Retirez ce délai ou relevez « max_attempts ».",
            "Remove this wait or raise `max_attempts`.",
        ),
    ),
    "ring": wording(
        (
            "un script qui tourne en rond : {found}",
            "a script that goes round in a ring: {found}",
        ),
        (
            "une réponse au moins qui mène à la fin de l'appel",
            "at least one answer that leads to the end of the call",
        ),
        (
            "Changez une des suites (« routes ») ou ajoutez un bloc « end ».",
            "Change one of the `routes` or add an `end` block.",
        ),
    ),
}
