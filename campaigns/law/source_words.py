"""What the source of a rule is called in French, where its English holds more than names and numbers."""

from collections.abc import Mapping

from campaigns.law.asks import Words

IN_FRENCH: Mapping[str, str] = {
    "16 CFR 310.4(b)(4)(ii): fifteen seconds or four rings": (
        "16 CFR 310.4(b)(4)(ii) : quinze secondes ou quatre sonneries"
    ),
    "16 CFR 310.4(b)(4)(iii); 47 CFR 64.1200(a)(7)": (
        "16 CFR 310.4(b)(4)(iii) ; 47 CFR 64.1200(a)(7)"
    ),
    "16 CFR 310.4(b)(4)(iv); as long as the records of 310.5, since it states no time": (
        "16 CFR 310.4(b)(4)(iv) ; aussi longtemps que les pièces de 310.5, faute de délai dit"
    ),
    "16 CFR 310.4(b)(4); 47 CFR 64.1200(a)(7)": "16 CFR 310.4(b)(4) ; 47 CFR 64.1200(a)(7)",
    "16 CFR 310.5 (calls dialled by hand are exempt: kept all the same, the stricter)": (
        "16 CFR 310.5 (les appels composés à la main en sont dispensés : gardés quand même, le plus strict)"
    ),
    "16 CFR 310.6(b)(7); 89 FR 26760 (not for office or cleaning supplies)": (
        "16 CFR 310.6(b)(7) ; 89 FR 26760 (hors fournitures de bureau ou d’entretien)"
    ),
    "47 CFR 64.1200(a)(10), the part that revokes all at once; FCC DA 26-12": (
        "47 CFR 64.1200(a)(10), la partie qui révoque tout à la fois ; FCC DA 26-12"
    ),
    "47 CFR 64.1200(c)(1); 16 CFR 310.4(c)": "47 CFR 64.1200(c)(1) ; 16 CFR 310.4(c)",
    "47 CFR 64.1200(d) and (a)(10)": "47 CFR 64.1200(d) et (a)(10)",
    "47 CFR 64.1200(f)(5): 18 months, 3 months, taken as months of thirty days": (
        "47 CFR 64.1200(f)(5) : 18 mois, 3 mois, comptés comme des mois de trente jours"
    ),
    "47 USC 227(b); predictive dialing counts with recorded and artificial voices, the "
    "stricter reading since Facebook v. Duguid (2021)": (
        "47 USC 227(b) ; la numérotation prédictive compte avec les voix enregistrées ou "
        "artificielles, lecture la plus stricte depuis Facebook v. Duguid (2021)"
    ),
    "AEPD, Circular 1/2023": "AEPD, circulaire 1/2023",
    "C. conso. L.223-1, al. 4 (loi 2020-901, then loi 2025-594)": (
        "C. conso. L.223-1, al. 4 (loi 2020-901, puis loi 2025-594)"
    ),
    "C. conso. L.223-1, version before loi 2025-594": (
        "C. conso. L.223-1, version antérieure à la loi 2025-594"
    ),
    "C. conso. L.223-1: consent is revocable, so a refusal is prudently taken as its withdrawal": (
        "C. conso. L.223-1 : le consentement est révocable, un refus est donc pris par prudence "
        "comme son retrait"
    ),
    "C. conso. L.223-5; D.223-9 for the hours": "C. conso. L.223-5 ; D.223-9 pour les heures",
    "CDE VI.110 and VI.111: no consent is needed until the person objects": (
        "CDE VI.110 et VI.111 : pas de consentement à demander tant que la personne ne s’oppose pas"
    ),
    "CDE VI.111 to VI.114; five working days, taken as five days": (
        "CDE VI.111 à VI.114 ; cinq jours ouvrables, pris comme cinq jours"
    ),
    "CPCE L.34-5; CNIL (own customers, for similar products, need none)": (
        "CPCE L.34-5 ; CNIL (inutile pour ses propres clients et des produits analogues)"
    ),
    "CRTC, UTR part II": "CRTC, règles UTR, partie II",
    "CRTC, UTR part II; lnnte-dncl.gc.ca": "CRTC, règles UTR, partie II ; lnnte-dncl.gc.ca",
    "CRTC, UTR part III": "CRTC, règles UTR, partie III",
    "CRTC, UTR part III: a calendar month": "CRTC, règles UTR, partie III : un mois civil",
    "CRTC, UTR part III: three years and fourteen days": (
        "CRTC, règles UTR, partie III : trois ans et quatorze jours"
    ),
    "CRTC, UTR part III: within 14 days": "CRTC, règles UTR, partie III : dans les 14 jours",
    "CRTC, UTR part IV": "CRTC, règles UTR, partie IV",
    "Codice di condotta (Garante); binds those who subscribe to it, held for all: the stricter": (
        "Codice di condotta (Garante) ; il lie ceux qui y adhèrent, tenu pour tous : le plus strict"
    ),
    "Compilations of state law (ClickPoint, Drop Cowboy, 2025); the stricter where they differ": (
        "Compilations du droit des États (ClickPoint, Drop Cowboy, 2025) ; le plus strict où elles "
        "diffèrent"
    ),
    "DPR 26/2022, L. 5/2018: before each campaign, a check holds for fifteen days": (
        "DPR 26/2022, L. 5/2018 : avant chaque campagne, une vérification vaut quinze jours"
    ),
    "GDPR art. 14(3)": "RGPD art. 14(3)",
    "GDPR art. 14; CNIL": "RGPD art. 14 ; CNIL",
    "GDPR art. 21(2) and (3); CNIL": "RGPD art. 21(2) et (3) ; CNIL",
    "GDPR art. 5(1)(e); CNIL; UWG §7a for the proof of consent": (
        "RGPD art. 5(1)(e) ; CNIL ; UWG §7a pour la preuve du consentement"
    ),
    "GDPR art. 6; CNIL": "RGPD art. 6 ; CNIL",
    "L. 5/2018: contracts that run, or ended less than thirty days ago": (
        "L. 5/2018 : contrats en cours, ou finis depuis moins de trente jours"
    ),
    "LCD art. 3(1)(u); unlisted numbers since 2021. It states no age: thirty days, our own": (
        "LCD art. 3(1)(u) ; numéros non inscrits depuis 2021. Sans délai dit : trente jours, le nôtre"
    ),
    "LGTel 11/2022, art. 66.1.b; AEPD, Circular 1/2023": (
        "LGTel 11/2022, art. 66.1.b ; AEPD, circulaire 1/2023"
    ),
    "LOPDGDD art. 23; it states no age: thirty days, our own": (
        "LOPDGDD art. 23 ; sans délai dit : trente jours, le nôtre"
    ),
    "Ley 10/2025: consent is renewed every two years": (
        "Ley 10/2025 : le consentement se renouvelle tous les deux ans"
    ),
    "Ley 10/2025; numbering resolutions planned for the end of summer 2026, adoption not seen": (
        "Ley 10/2025 ; résolutions de numérotation prévues fin de l’été 2026, adoption non constatée"
    ),
    "No source found: usual hours, which a plan may change": (
        "Pas de source trouvée : heures d’usage, qu’un plan peut changer"
    ),
    "No statute: hours of the plan, which its manager may change": (
        "Pas de texte : heures du plan, que son responsable peut changer"
    ),
    "No statute: the trade's hours (DDV), the shorter of the two that are told": (
        "Pas de texte : heures de la profession (DDV), les plus courtes des deux que l’on cite"
    ),
    "No statute: the trade's hours (DMA), which a plan may change": (
        "Pas de texte : heures de la profession (DMA), qu’un plan peut changer"
    ),
    "No statutory rate found: three in a hundred, our policy, as elsewhere": (
        "Pas de taux légal trouvé : trois pour cent, notre règle, comme ailleurs"
    ),
    "Ofcom, CLI guidance (29 January 2025)": "Ofcom, lignes directrices CLI (29 janvier 2025)",
    "Ofcom, Persistent Misuse statement of 20 December 2016": (
        "Ofcom, déclaration Persistent Misuse du 20 décembre 2016"
    ),
    "Ofcom, policies of 2006 to 2010 (two seconds; one page says one)": (
        "Ofcom, règles de 2006 à 2010 (deux secondes ; une page dit une)"
    ),
    "Ofcom, policies of 2006 to 2010": "Ofcom, règles de 2006 à 2010",
    "Ofcom, policies of 2006 to 2010; still good practice": (
        "Ofcom, règles de 2006 à 2010 ; toujours de bonne pratique"
    ),
    "Ofcom, policy of 2008 revised in 2010": "Ofcom, règle de 2008 revue en 2010",
    "Ofcom, policy of 2010": "Ofcom, règle de 2010",
    "PECR reg. 21 (2004 amendment): companies, partnerships with limits, public bodies": (
        "PECR reg. 21 (modifié en 2004) : sociétés, sociétés de personnes à responsabilité limitée, "
        "organismes publics"
    ),
    "PECR reg. 21 and 24; Ofcom, CLI guidance (29 January 2025)": (
        "PECR reg. 21 et 24 ; Ofcom, lignes directrices CLI (29 janvier 2025)"
    ),
    "PECR reg. 21 and 26": "PECR reg. 21 et 26",
    "PECR reg. 21: sole traders and partnerships stand on the TPS; both lists, the stricter": (
        "PECR reg. 21 : indépendants et sociétés de personnes sont au TPS ; les deux listes, le plus "
        "strict"
    ),
    "PECR reg. 21A (2018) and 21B (2019)": "PECR reg. 21A (2018) et 21B (2019)",
    "State law; where lists of such states differ, all of them": (
        "Droit des États ; où leurs listes diffèrent, toutes"
    ),
    "UWG §7(2) and §20 (fines up to 300,000 euros)": (
        "UWG §7(2) et §20 (amendes jusqu’à 300 000 euros)"
    ),
    "UWG §7a and §20(2) (fines up to 50,000 euros)": (
        "UWG §7a et §20(2) (amendes jusqu’à 50 000 euros)"
    ),
}


def source_words(source: str) -> Words:
    """A source in both languages; one of names and numbers reads the same in each."""
    return {"fr": IN_FRENCH.get(source, source), "en": source}
