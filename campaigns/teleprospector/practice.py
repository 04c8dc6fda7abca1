"""Decides whom a teleprospector practises on: invented people, what each says, and which results fit.

Nobody here exists, and the numbers are reserved for fiction. No call of a practice is a row anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.dispositions import Disposition

Words = Mapping[str, str]


class PickUp(StrEnum):
    """Who or what answers."""

    PERSON = "person"
    MACHINE = "machine"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Invented:
    """A prospect that does not exist, in one language."""

    name: str
    contact: str
    role: str
    city: str
    postal_code: str
    number: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A call to practise: who answers after how long, what they say one line after the other, and
    which results `fit` it; `hint` says why, for who chose another. `objects` scenes want a card of
    objections opened, `listens` ones the offer; `hangs_up` ones end by themselves."""

    code: str
    prospect: Mapping[str, Invented]
    picks_up: PickUp
    ring_seconds: int
    says: tuple[Words, ...]
    fits: tuple[Disposition, ...]
    hint: Words
    objects: bool = False
    listens: bool = False
    hangs_up: bool = False


# In a scene that objects, stands for the label of the campaign's own first objection card.
OBJECTION = "{objection}"

SCENES = (
    Scene(
        "refusal",
        {
            "fr": Invented("École des Cerisiers", "Hélène Marchal", "Directrice", "Rennes", "35000", "+33261910101"),
            "en": Invented("Cherry Lane School", "Helen Marsh", "Head teacher", "Leeds", "LS1 4AP", "+441632960101"),
        },
        PickUp.PERSON,
        3,
        (
            {"fr": "Allô, oui ?", "en": "Hello?"},
            {"fr": "Non merci, cela ne m’intéresse pas. Au revoir.", "en": "No thank you, I’m not interested. Goodbye."},
        ),
        (Disposition.REFUSED_TO_LISTEN, Disposition.ARGUED_REFUSED),
        {"fr": "elle a dit non : 7, puis pourquoi", "en": "she said no: 7, then why"},
        hangs_up=True,
    ),
    Scene(
        "nobody",
        {
            "fr": Invented("Collège du Grand-Pré", "Marc Tessier", "Principal", "Nantes", "44000", "+33261910102"),
            "en": Invented("Great Meadow College", "Mark Tennant", "Principal", "York", "YO1 7HH", "+441632960102"),
        },
        PickUp.NOBODY,
        15,
        (),
        (Disposition.NO_ANSWER,),
        {"fr": "personne n’a décroché : 1 suffit, sans attendre", "en": "nobody picked up: 1 is enough, without waiting"},
    ),
    Scene(
        "gatekeeper",
        {
            "fr": Invented("Institut Bellerive", "Sophie Caradec", "Directrice", "Angers", "49000", "+33261910103"),
            "en": Invented("Riverside Institute", "Sophie Carter", "Director", "Derby", "DE1 2PU", "+441632960103"),
        },
        PickUp.PERSON,
        3,
        (
            {"fr": "Institut Bellerive, bonjour. C’est de la part de qui ?", "en": "Riverside Institute, good morning. Who is calling, please?"},
            {"fr": "La directrice est en réunion. C’est à quel sujet ?", "en": "The director is in a meeting. What is it about?"},
            {"fr": "Rappelez plutôt demain matin, elle sera là.", "en": "Better ring again tomorrow morning, she will be in."},
        ),
        (Disposition.CALLBACK, Disposition.GATEKEEPER, Disposition.AWAY),
        {"fr": "on vous a donné un moment : 4, puis lequel", "en": "you were given a moment: 4, then which one"},
    ),
    Scene(
        "objection",
        {
            "fr": Invented("École Les Tournesols", "Karine Lefort", "Directrice", "Vannes", "56000", "+33261910104"),
            "en": Invented("Sunflower School", "Karen Leigh", "Head teacher", "Bath", "BA1 1LZ", "+441632960104"),
        },
        PickUp.PERSON,
        4,
        (
            {"fr": "Oui, bonjour, c’est moi.", "en": "Yes, hello, speaking."},
            {"fr": OBJECTION, "en": OBJECTION},
            {"fr": "Hmm… Vu comme cela. Envoyez-moi d’abord une documentation.", "en": "Hm… Put like that. Send me some information first."},
        ),
        (Disposition.DOCUMENTATION, Disposition.INTERESTED_LATER, Disposition.CALLBACK),
        {"fr": "elle demande à lire : 5, puis la documentation", "en": "she asks for something to read: 5, then the information"},
        objects=True,
        listens=True,
    ),
    Scene(
        "callback",
        {
            "fr": Invented("Lycée Saint-Clair", "Olivier Prigent", "Proviseur", "Laval", "53000", "+33261910105"),
            "en": Invented("Saint Clare High School", "Oliver Price", "Deputy head", "Truro", "TR1 2JH", "+441632960105"),
        },
        PickUp.PERSON,
        3,
        (
            {"fr": "Oui ? Je suis en rendez-vous, là.", "en": "Yes? I’m in a meeting right now."},
            {"fr": "Rappelez-moi demain après-midi, d’accord ?", "en": "Ring me tomorrow afternoon, will you?"},
        ),
        (Disposition.CALLBACK,),
        {"fr": "il demande un rappel : 4, puis le moment qu’il a dit", "en": "he asks for a callback: 4, then the moment he named"},
        hangs_up=True,
    ),
    Scene(
        "machine",
        {
            "fr": Invented("École du Vieux Pont", "Anne Rouault", "Directrice", "Le Mans", "72000", "+33261910106"),
            "en": Invented("Old Bridge School", "Anne Rowe", "Head teacher", "Ely", "CB7 4DL", "+441632960106"),
        },
        PickUp.MACHINE,
        5,
        ({"fr": "Bonjour, vous êtes bien sur le répondeur de l’école du Vieux Pont. Laissez un message après le bip.", "en": "Hello, this is the answering machine of Old Bridge School. Leave a message after the tone."},),
        (Disposition.MACHINE,),
        {"fr": "c’était un répondeur : 2", "en": "it was an answering machine: 2"},
    ),
    Scene(
        "meeting",
        {
            "fr": Invented("Groupe scolaire Les Ormes", "Claire Baudry", "Directrice", "Saint-Malo", "35400", "+33261910107"),
            "en": Invented("Elm Park Schools", "Claire Baldwin", "Head teacher", "Bristol", "BS1 5TR", "+441632960107"),
        },
        PickUp.PERSON,
        4,
        (
            {"fr": "Allô, Claire Baudry.", "en": "Claire Baldwin speaking."},
            {"fr": "Ah, cela tombe bien, j’y pensais justement. Comment cela se passe-t-il ?", "en": "Oh, that is timely, I was just thinking about it. How does it work?"},
            {"fr": "Cela me plaît. Voyons-nous, jeudi à 14 heures ?", "en": "I like that. Shall we meet, Thursday at two?"},
        ),
        (Disposition.MEETING,),
        {"fr": "elle propose un jour : 6, puis le moment et le lieu", "en": "she names a day: 6, then when and where"},
        listens=True,
    ),
)  # fmt: skip
FIRST = SCENES[:1]


def lines_of(scene: Scene, objection: str, language: str) -> tuple[str, ...]:
    """What the prospect says, in a script's language; `objection` is the campaign's own, in the words
    of a card, empty where it has none."""
    usual = {"fr": "Je n’ai pas le temps.", "en": "I don’t have the time."}
    own = objection or usual[language]
    return tuple(each[language].replace(OBJECTION, own) for each in scene.says)
