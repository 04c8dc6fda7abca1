"""What the columns of a prospect file may mean, and the headings that say so in French and English."""

from enum import StrEnum


class Field(StrEnum):
    """What a column may mean; the values are the names that `--map` takes."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CONTACT = "contact"
    ROLE = "role"
    PHONE = "phone"
    EMAIL = "email"
    SIRET = "siret"
    SIREN = "siren"
    NAF = "naf"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    COUNTRY = "country"
    LANGUAGE = "language"
    NOTE = "note"
    EXTERNAL_ID = "external_id"
    HEADCOUNT = "headcount"
    REGION = "region"


class Treatment(StrEnum):
    """What is done with a column that has no meaning: kept under its heading, or not imported."""

    KEEP = "keep"
    SKIP = "skip"


TREATMENT_LABELS: dict[Treatment, dict[str, str]] = {
    Treatment.KEEP: {"fr": "Gardée telle quelle", "en": "Kept as it is"},
    Treatment.SKIP: {"fr": "Ne pas importer", "en": "Not imported"},
}
Meaning = Field | Treatment
"""What a person may say of a column."""

LABELS: dict[Field, dict[str, str]] = {
    Field.NAME: {"fr": "Société ou nom", "en": "Company or name"},
    Field.FIRST_NAME: {"fr": "Prénom du contact", "en": "Contact's first name"},
    Field.LAST_NAME: {"fr": "Nom du contact", "en": "Contact's last name"},
    Field.CONTACT: {"fr": "Contact", "en": "Contact"},
    Field.ROLE: {"fr": "Fonction", "en": "Role"},
    Field.PHONE: {"fr": "Téléphone", "en": "Phone"},
    Field.EMAIL: {"fr": "Courriel", "en": "E-mail"},
    Field.SIRET: {"fr": "SIRET", "en": "SIRET"},
    Field.SIREN: {"fr": "SIREN", "en": "SIREN"},
    Field.NAF: {"fr": "Code NAF", "en": "NAF code"},
    Field.ADDRESS: {"fr": "Adresse", "en": "Address"},
    Field.POSTAL_CODE: {"fr": "Code postal", "en": "Postal code"},
    Field.CITY: {"fr": "Ville", "en": "City"},
    Field.COUNTRY: {"fr": "Pays", "en": "Country"},
    Field.LANGUAGE: {"fr": "Langue", "en": "Language"},
    Field.NOTE: {"fr": "Note", "en": "Note"},
    Field.EXTERNAL_ID: {"fr": "Référence du fichier", "en": "Reference in the file"},
    Field.HEADCOUNT: {"fr": "Effectif", "en": "Headcount"},
    Field.REGION: {"fr": "État ou province", "en": "State or province"},
}

REPEATED = frozenset({Field.PHONE, Field.ADDRESS})
"""Fields that several columns may fill, in the order of the columns."""

NEEDED = (Field.PHONE, Field.NAME)

REPORT: dict[str, tuple[str, ...]] = {
    "fr": ("ligne", "colonne", "trouvé", "attendu", "à faire"),
    "en": ("line", "column", "found", "expected", "fix"),
}
"""What a file of rejected rows says after the sender's own columns; it is no part of a prospect."""

# The first spelling that a file has wins; the ones after it are then kept as they are.
HEADINGS: dict[Field, str] = {
    Field.NAME: """raison_sociale|denomination|denomination_sociale|societe|nom_societe
        |nom_de_la_societe|entreprise|nom_entreprise|nom_de_l_entreprise|nom_de_l_etablissement
        |nom_etablissement|etablissement|nom_commercial|enseigne|organisation|organisme|structure
        |association|company|company_name|account_name|account|organization|organisation_name
        |organization_name|business_name|business|employer|firm|hospital_name|practice_name
        |school_name|facility_name|store_name|client|nom_du_client|nom_client|customer
        |customer_name|prospect|nom_complet|full_name|nom|name""",
    Field.FIRST_NAME: """prenom|prenom_contact|prenom_du_contact|contact_prenom|first_name
        |firstname|given_name|contact_first_name|forename""",
    Field.LAST_NAME: """nom_contact|nom_du_contact|contact_nom|nom_de_famille|last_name|lastname
        |surname|family_name|contact_last_name""",
    Field.CONTACT: """contact|interlocuteur|nom_prenom|nom_et_prenom|prenom_nom|nom_de_l_interlocuteur
        |nom_complet_du_contact|contact_name|contact_person|contact_principal|dirigeant
        |nom_du_dirigeant|gerant|decideur|responsable""",
    Field.ROLE: """fonction|poste|role|titre|intitule_de_poste|fonction_contact|fonction_du_contact
        |job_title|title|position|job|job_role|function""",
    Field.PHONE: """telephone|tel|phone|telephone_fixe|tel_fixe|fixe|ligne_directe|standard
        |tel_standard|telephone_standard|numero_de_telephone|numero_telephone|no_de_telephone
        |n_de_telephone|n_telephone|no_telephone|num_tel|numero_tel|no_tel|n_tel|numero|portable
        |tel_portable|telephone_portable|port|mobile|tel_mobile|telephone_mobile|gsm|cellulaire
        |tel_pro|telephone_pro|telephone_professionnel|telephone_principal|autre_telephone
        |tel_direct|phone_number|telephone_number|phone_no|tel_no|contact_number|main_phone
        |work_phone|business_phone|office_phone|direct_phone|direct_line|landline|other_phone
        |mobile_phone|mobile_number|cell|cell_phone|cellphone|home_phone|switchboard""",
    Field.EMAIL: """email|e_mail|mail|courriel|adresse_mail|adresse_email|adresse_e_mail
        |adresse_electronique|adresse_courriel|email_address|e_mail_address|mail_contact
        |email_contact|contact_email|work_email""",
    Field.SIRET: """siret|numero_siret|no_siret|n_siret|code_siret|siren_siret|siret_siren
        |siret_etablissement|siret_number|numero_de_siret|siretisation""",
    Field.SIREN: "siren|numero_siren|no_siren|n_siren|code_siren|siren_number",
    Field.NAF: """naf|ape|code_naf|code_ape|naf_ape|code_naf_ape|ape_naf|code_ape_naf|naf_code
        |ape_code|activite_principale""",
    Field.ADDRESS: """adresse|adresse_postale|adresse_complete|rue|voie|complement_d_adresse
        |complement_adresse|address|street|street_address|address_line|postal_address
        |mailing_address""",
    Field.POSTAL_CODE: """code_postal|cp|codepostal|postal_code|postcode|post_code|zip|zip_code
        |zipcode|code_postal_etablissement""",
    Field.CITY: """ville|commune|nom_commune|nom_de_la_commune|localite|libelle_commune|city|town
        |locality|post_town""",
    Field.COUNTRY: "pays|code_pays|country|country_code|nom_pays",
    Field.LANGUAGE: "langue|langue_parlee|language|preferred_language|lang|locale",
    Field.NOTE: """note|notes|commentaire|commentaires|remarque|remarques|observation|observations
        |comment|comments|remark|remarks""",
    Field.EXTERNAL_ID: """identifiant|identifiant_externe|identifiant_de_l_etablissement|reference
        |ref|reference_client|code_client|numero_client|n_client|external_id|external_reference
        |customer_id|client_id|account_id|provider_id|record_id|lead_id|uai|id""",
    Field.HEADCOUNT: """effectif|effectifs|nombre_de_salaries|nb_salaries|nombre_d_employes
        |nb_employes|headcount|employees|number_of_employees|employee_count|company_size""",
    Field.REGION: """state|us_state|state_code|state_or_province|state_province|province|province_code
        |province_state|billing_state|mailing_state|etat_ou_province""",
}

# `Nom` beside `Société` is the person's; alone it is the prospect's.
PERSON_OR_PROSPECT = frozenset({"nom", "name"})
