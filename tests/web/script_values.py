"""A literal script as the desk shows it, and the objections that go with it."""

from campaigns.dispositions import Disposition
from campaigns.script import (
    AnswerKind,
    Piece,
    PieceKind,
    Question,
    RenderedObjection,
    RenderedSection,
)
from campaigns.script.blocks import Route

QUESTION = Question(
    "renewal", "Quand renouvelez-vous ce contrat ?", AnswerKind.CHOICE, ("cette année", "plus tard")
)

SCRIPT = (
    RenderedSection(
        "opening",
        "Accroche",
        False,
        22,
        (
            Piece(
                PieceKind.SAY,
                "Bonjour Claire Vasseur, Nadia Morel, pour Papeterie de l’Ouest.",
                "Contact",
            ),
            Piece(
                PieceKind.LEGAL,
                "Je vous appelle à titre commercial. Vous pouvez vous opposer à tout autre appel.",
                rule="FR-09",
            ),
            Piece(
                PieceKind.SAY,
                "Je vous appelle au sujet des fournitures de rentrée de votre école : avez-vous deux minutes ?",
                "Raison de l’appel",
            ),
            Piece(PieceKind.OBJECTION, "Je n’ai pas le temps", objection="no_time"),
        ),
    ),
    RenderedSection(
        "need",
        "Besoin",
        False,
        31,
        (
            Piece(
                PieceKind.SAY, "Comment commandez-vous vos fournitures aujourd’hui ?", "Découverte"
            ),
            Piece(PieceKind.ASK, QUESTION.label, question=QUESTION),
            Piece(
                PieceKind.ASK,
                "Combien de classes équipez-vous ?",
                question=Question(
                    "classes", "Combien de classes équipez-vous ?", AnswerKind.NUMBER
                ),
            ),
            Piece(PieceKind.BRANCH, question=QUESTION, routes=(Route("plus tard", "closing"),)),
        ),
    ),
    RenderedSection(
        "offer",
        "Offre",
        True,
        40,
        (
            Piece(
                PieceKind.SAY,
                "Nos écoles reçoivent leurs trousseaux prêts, par classe, avant le 25 août.",
                "Avantage",
            ),
        ),
    ),
    RenderedSection(
        "closing",
        "Rendez-vous",
        False,
        18,
        (
            Piece(
                PieceKind.SAY,
                "Préférez-vous jeudi à 10 heures ou vendredi à 14 heures ?",
                "Deux créneaux",
            ),
            Piece(PieceKind.END, disposition=Disposition.MEETING),
        ),
    ),
)
OBJECTIONS = (
    RenderedObjection(
        "no_time",
        "Je n’ai pas le temps",
        "Il ne voit pas l’intérêt.",
        "Quand seriez-vous plus disponible ?",
        "Vous êtes en plein travail, je comprends.",
        "Deux minutes suffisent pour savoir si cela vous concerne.",
        "Est-ce que cela vous va ?",
        "",
    ),
    RenderedObjection(
        "send_mail",
        "Envoyez-moi un mail",
        "Il veut raccrocher poliment.",
        "Qu’aimeriez-vous y trouver ?",
        "Vous préférez lire à tête reposée.",
        "Je vous l’envoie, et nous en parlons jeudi.",
        "Jeudi 10 heures ?",
        "240 écoles du département",
    ),
    RenderedObjection(
        "supplier",
        "Nous avons déjà un fournisseur",
        "Il est satisfait.",
        "Qu’est-ce qui vous plaît chez lui ?",
        "Il vous livre à l’heure.",
        "Nous complétons souvent un premier fournisseur.",
        "Voulez-vous comparer ?",
        "",
    ),
)
