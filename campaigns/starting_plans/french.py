"""The words of a plan that starts from a French brief."""

from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from campaigns.script import (
    AnswerKind,
    Ask,
    End,
    Objection,
    ObjectionRef,
    Question,
    Say,
    Script,
    Section,
)
from campaigns.starting_plans.shape import StartingPlan, reasons

FRENCH = StartingPlan(
    heading="# Plan prérempli à partir de la mission : relisez chaque partie avant de lancer.\n"
    "# Les clés restent en anglais ; les valeurs sont à vous.\n",
    advantage="À préciser avec l'entreprise : ce que le prospect y gagne, en une phrase.",
    proof="À préciser avec l'entreprise : un chiffre, une référence, une démonstration.",
    limit="À préciser avec l'entreprise : ce que l'offre ne fait pas.",
    origins={
        "contact_rate": "hypothèse prudente en B2B ; à remplacer après 200 appels",
        "argumentation": "hypothèse (usuel : 40 à 70 % des contacts)",
        "transformation": "hypothèse (usuel en B2B : 5 à 15 % des contacts argumentés)",
        "show_rate": "hypothèse (usuel : 70 à 85 % des rendez-vous pris)",
        "dials_per_hour": "hypothèse, appel sur clic après lecture de la fiche",
    },
    checklist=(
        "Avantages, preuves et limites de l'offre complétés avec l'entreprise",
        "Segments et exclusions précisés selon le fichier",
        "Fichier importé, source et base légale indiquées",
        "Numéro présenté vérifié, il rappelle bien chez l'entreprise",
        "Script lu à voix haute par chaque téléprospecteur",
    ),
    reasons=reasons(
        ("budget", "Pas de budget"),
        ("equipe", "Déjà équipé ou déjà un fournisseur"),
        ("besoin", "Pas de besoin"),
        ("moment", "Pas le moment"),
        ("autre", "Autre raison"),
    ),
    stages={
        Stage.TARGET: "Cible qualifiée",
        Stage.CONTACTING: "Prise de contact",
        Stage.DISCOVERY: "Découverte",
        Stage.MEETING_SET: "Rendez-vous pris",
        Stage.PROPOSAL: "Devis",
        Stage.WON: "Gagnée",
        Stage.LOST: "Perdue",
    },
    script=Script(
        "fr",
        (
            Section(
                "accroche",
                "Accroche",
                (
                    Say(
                        "Bonjour {interlocuteur}, {moi} à l'appareil, pour {entreprise}. "
                        "Suis-je bien avec {société} ?",
                        "Prise de contact",
                    ),
                    Say(
                        "Je souhaite parler à la personne qui décide sur ce sujet. "
                        "À quel moment est-elle joignable ?",
                        "Passage du barrage",
                    ),
                    Say(
                        "Je vous appelle au sujet suivant : {offre}. Avez-vous deux minutes pour voir "
                        "si cela vous concerne ?",
                        "Raison de l'appel",
                    ),
                    ObjectionRef("temps"),
                ),
            ),
            Section(
                "besoin",
                "Besoin",
                (
                    Ask("decideur"),
                    Ask("situation"),
                    Ask("besoin"),
                    Ask("echeance"),
                    Say(
                        "Si je résume, voilà ce qui compte pour vous. C'est bien cela ?",
                        "Reformulation",
                    ),
                ),
            ),
            Section(
                "offre",
                "Offre",
                (
                    Say("Voici ce que {entreprise} propose.", "Caractéristique"),
                    Say("Pour vous, l'avantage est le suivant.", "Avantage"),
                    Say("Et voici ce qui le montre.", "Preuve"),
                    Say("Qu'en pensez-vous, dans votre situation ?", "Retour de l'interlocuteur"),
                    ObjectionRef("budget"),
                    ObjectionRef("fournisseur"),
                ),
                presents_offer=True,
            ),
            Section(
                "rendez_vous",
                "Rendez-vous",
                (
                    Say(
                        "Le plus simple est d'en parler vingt minutes. Plutôt mardi après-midi, "
                        "ou jeudi matin ?",
                        "Proposition de deux créneaux",
                    ),
                    ObjectionRef("courriel"),
                    Ask("courriel"),
                    Say(
                        "Je récapitule : {rendez-vous}, confirmation envoyée à {courriel}. "
                        "Notez-vous la date pendant que je suis en ligne ?",
                        "Verrouillage",
                    ),
                    End(Disposition.MEETING),
                ),
            ),
            Section(
                "conge",
                "Congé",
                (
                    Say(
                        "Merci {interlocuteur} pour votre accueil, bonne journée.", "Prise de congé"
                    ),
                ),
            ),
        ),
        (
            Question("decideur", "Est-ce vous qui décidez sur ce sujet ?", AnswerKind.YES_NO),
            Question("situation", "Comment faites-vous aujourd'hui ?"),
            Question("besoin", "Qu'aimeriez-vous améliorer en premier ?"),
            Question(
                "echeance",
                "À quelle échéance ?",
                AnswerKind.CHOICE,
                ("Moins de trois mois", "Cette année", "Plus tard"),
            ),
            Question("courriel", "À quelle adresse vous écrire ?", AnswerKind.EMAIL),
        ),
        (
            Objection(
                "temps",
                "Je n'ai pas le temps",
                "L'appel tombe mal.",
                "Est-ce le moment de l'appel, ou le sujet ?",
                "Vous voulez bien en parler, mais pas maintenant.",
                "Je vous propose vingt minutes à un moment choisi par vous.",
                "Plutôt le matin ou en fin de journée ?",
            ),
            Objection(
                "budget",
                "Nous n'avons pas de budget",
                "Budget déjà engagé, ou prix inconnu.",
                "Quand votre prochain budget se décide-t-il ?",
                "La question est donc le montant et la date.",
                "Le rendez-vous vous donne un montant ferme, sans engagement.",
                "Avec ce montant, pourriez-vous en parler en interne ?",
            ),
            Objection(
                "fournisseur",
                "Nous avons déjà un fournisseur",
                "Habitude, ou contrat en cours.",
                "Qu'appréciez-vous le plus chez lui ? Que changeriez-vous ?",
                "Vous êtes satisfaits dans l'ensemble.",
                "Je ne vous demande pas d'en changer, mais de pouvoir comparer le moment venu.",
                "À quelle date revoyez-vous ce contrat ?",
            ),
            Objection(
                "courriel",
                "Envoyez-moi une documentation",
                "Refus poli, ou envie de lire avant.",
                "Que souhaitez-vous y trouver en premier ?",
                "Vous voulez juger sur pièces.",
                "Je vous l'envoie aujourd'hui ; quelques minutes suffiront pour la lire ensemble.",
                "Nous la parcourons ensemble jeudi ?",
            ),
        ),
    ),
)
