"""Which rows of the law no machine can check before a call, and why not: what is left to people."""

from campaigns.law.asks import Words

NOT_CHECKABLE: dict[str, Words] = {
    "FR-06": {
        "fr": "Décret annoncé, introuvable à ce jour : FR-03 à FR-05 restent appliquées.",
        "en": "A decree that is announced and was not found: FR-03 to FR-05 are kept meanwhile.",
    },
    "FR-14": {
        "fr": "Des sanctions : elles suivent une faute, elles n'en disent pas les conditions.",
        "en": "Sanctions: they follow a breach, they set no condition on a call.",
    },
    "FR-17": {
        "fr": "Rien dans un fichier ne dit si un mobile est l'outil d'un artisan ou son téléphone "
        "personnel : qui importe le déclare en B2C dans le doute.",
        "en": "Nothing in a file says whether a mobile is a sole trader's own: whoever imports it "
        "states B2C when in doubt.",
    },
    "FR-21": {
        "fr": "L'opérateur authentifie le numéro présenté, et coupe lui-même les appels qui ne le "
        "sont pas.",
        "en": "The carrier authenticates the number shown, and itself cuts calls that are not.",
    },
    "FR-22": {
        "fr": "Les opérateurs masquent eux-mêmes ces numéros ; FR-20 interdit déjà de les présenter.",
        "en": "Carriers hide these numbers themselves; FR-20 already forbids to show them.",
    },
    "FR-25": {
        "fr": "La collecte faite par un courtier se vérifie sur pièces, source par source.",
        "en": "How a broker collected data is verified on documents, source by source.",
    },
    "US-10": {
        "fr": "Annulée avant d'entrer en vigueur (IMC c. FCC, 2025) : elle n'a jamais lié personne.",
        "en": "Vacated before it came into force (IMC v. FCC, 2025): it never bound anybody.",
    },
    "US-TX": {
        "fr": "L'enregistrement et la caution de 10 000 dollars au Texas sont des démarches de la "
        "société, pas une condition d'un appel.",
        "en": "Registration and the bond of 10,000 dollars in Texas are the company's formalities, "
        "no condition of one call.",
    },
    "UK-13": {
        "fr": "Des amendes : elles suivent une faute, elles n'en disent pas les conditions.",
        "en": "Fines: they follow a breach, they set no condition on a call.",
    },
    "UK-note": {
        "fr": "Ce que l'Ofcom poursuit en priorité ne change pas ce qui est permis.",
        "en": "What Ofcom pursues first does not change what is allowed.",
    },
    "ES-03": {
        "fr": "Un code volontaire des opérateurs de télécommunications : le plan d'un tel opérateur "
        "le suit par ses heures.",
        "en": "A voluntary code of telecom operators: the plan of such an operator follows it by "
        "its hours.",
    },
    "IT-03": {
        "fr": "Le réseau bloque ces appels selon le pays d'où ils partent, que seul l'opérateur "
        "connaît.",
        "en": "Networks block these calls by the country they start from, which only the carrier "
        "knows.",
    },
    "CH-04": {
        "fr": "Des peines : elles suivent une faute, elles n'en disent pas les conditions.",
        "en": "Penalties: they follow a breach, they set no condition on a call.",
    },
    "MA/TN": {
        "fr": "L'appel suit le droit de la personne appelée ; le transfert de données vers le pays "
        "du téléprospecteur se règle par contrat, hors de chaque appel.",
        "en": "A call follows the law of the person called; data that go to the teleprospector's "
        "country are settled by contract, not call by call.",
    },
    "EU-04": {
        "fr": "Répondre en un mois à une demande est l'affaire d'une personne, qui en vérifie "
        "l'identité.",
        "en": "To answer a request within a month is a person's task, who checks the identity.",
    },
    "EU-05": {
        "fr": "Qui est responsable et qui est sous-traitant s'écrit dans les contrats.",
        "en": "Who is controller and who is processor is written in contracts.",
    },
    "EU-06": {
        "fr": "Un registre et une analyse d'impact sont des documents qu'une personne tient.",
        "en": "A record and an impact assessment are documents that a person keeps.",
    },
    "EU-07": {
        "fr": "Une violation de données se constate et se notifie en 72 heures par une personne.",
        "en": "A breach is noticed and notified within 72 hours by a person.",
    },
    "EU-08": {
        "fr": "Aucune liste de mots ne reconnaît sûrement une note sur la santé ou les opinions.",
        "en": "No list of words surely tells a note about health or opinions.",
    },
    "EU-10": {
        "fr": "Où l'opérateur garde les données se choisit dans son compte et ses contrats.",
        "en": "Where the carrier keeps data is chosen in its account and its contracts.",
    },
    "EU-11": {
        "fr": "Ce qui se passe au domicile du téléprospecteur se convient, et ne se mesure pas ; les "
        "numéros masqués et les journaux existent déjà.",
        "en": "What happens in a teleprospector's home is agreed, not measured; hidden numbers and "
        "journals exist already.",
    },
    "EU-12": {
        "fr": "Aucune voix artificielle ne parle ici ; le règlement sur l'IA est à vérifier.",
        "en": "No artificial voice speaks here; the AI act remains to be verified.",
    },
}
