"""What is said of a refused prospect file, in French and English."""

from dataclasses import dataclass

from telepro.files.file_codes import FileCode


@dataclass(frozen=True, slots=True)
class Words:
    """What was found, what was expected and what to do; `{found}` and `{most}` are filled in."""

    found: dict[str, str]
    expected: dict[str, str]
    fix: dict[str, str]


_FOUND = {"fr": "{found}", "en": "{found}"}
_SAVE_AS_CSV = {
    "fr": "Dans le tableur : Fichier, Enregistrer sous, CSV UTF-8.",
    "en": "In the spreadsheet: File, Save as, CSV UTF-8.",
}
_SAVE_AS_XLSX = {
    "fr": "Dans le tableur : Fichier, Enregistrer sous, Classeur Excel (.xlsx) ou CSV UTF-8.",
    "en": "In the spreadsheet: File, Save as, Excel workbook (.xlsx) or CSV UTF-8.",
}
_A_WORKBOOK = {
    "fr": "un classeur .xlsx sans macro ni mot de passe, ou un fichier CSV",
    "en": "an .xlsx workbook without macros or password, or a CSV file",
}

WORDS: dict[FileCode, Words] = {
    FileCode.UNREADABLE: Words(
        _FOUND,
        {"fr": "un fichier lisible", "en": "a file that can be read"},
        {
            "fr": "Vérifiez le chemin et les droits de lecture.",
            "en": "Check the path and the right to read it.",
        },
    ),
    FileCode.EMPTY: Words(
        {"fr": "un fichier vide", "en": "an empty file"},
        {"fr": "un titre par colonne, puis des lignes", "en": "a row of headings, then rows"},
        {"fr": "Exportez à nouveau le fichier.", "en": "Export the file again."},
    ),
    FileCode.TOO_LARGE: Words(
        _FOUND,
        {"fr": "{most} au plus", "en": "{most} at most"},
        {
            "fr": "Coupez le fichier, ou utilisez la commande import.",
            "en": "Cut the file into parts, or use the import command.",
        },
    ),
    FileCode.TOO_MANY_ROWS: Words(
        {"fr": "plus de {most} lignes", "en": "more than {most} rows"},
        {"fr": "{most} lignes au plus", "en": "{most} rows at most"},
        {
            "fr": "Coupez le fichier, ou utilisez la commande import (2 000 000 de lignes).",
            "en": "Cut the file into parts, or use the import command (2,000,000 rows).",
        },
    ),
    FileCode.TOO_MANY_COLUMNS: Words(
        {"fr": "{found} colonnes", "en": "{found} columns"},
        {"fr": "{most} colonnes au plus", "en": "{most} columns at most"},
        {
            "fr": "Supprimez les colonnes inutiles, ou vérifiez le séparateur.",
            "en": "Remove the columns that serve nothing, or check the separator.",
        },
    ),
    FileCode.LINE_TOO_LONG: Words(
        {
            "fr": "une ligne de plus de {most} caractères",
            "en": "a line of more than {most} characters",
        },
        {"fr": "une fiche par ligne", "en": "one prospect to a line"},
        {
            "fr": "Vérifiez que le fichier a des fins de ligne : exportez-le à nouveau en CSV.",
            "en": "Check that the file has line ends: export it again as CSV.",
        },
    ),
    FileCode.ENCODING_UNKNOWN: Words(
        {"fr": "l’encodage «\u00a0{found}\u00a0»", "en": "the encoding “{found}”"},
        {
            "fr": "un encodage connu, comme utf-8, cp1252 ou mac-roman",
            "en": "a known encoding, such as utf-8, cp1252 or mac-roman",
        },
        {"fr": "Corrigez --encoding.", "en": "Correct --encoding."},
    ),
    FileCode.ENCODING_WRONG: Words(
        {
            "fr": "l'octet {found}, qui n'existe pas en {most}",
            "en": "the byte {found}, which does not exist in {most}",
        },
        {"fr": "du texte en UTF-8 ou en Windows-1252", "en": "text in UTF-8 or Windows-1252"},
        {
            "fr": "Enregistrez le fichier en CSV UTF-8, ou nommez son encodage par --encoding.",
            "en": "Save the file as CSV UTF-8, or name its encoding with --encoding.",
        },
    ),
    FileCode.ENCODING_MIXED: Words(
        {
            "fr": "deux encodages : du UTF-8, et autre chose à la ligne {found}",
            "en": "two encodings: UTF-8, and something else at line {found}",
        },
        {"fr": "un seul encodage", "en": "one encoding"},
        {
            "fr": "Les lignes viennent sans doute de deux fichiers : corrigez les lettres accentuées "
            "de celle-ci, puis enregistrez en CSV UTF-8.",
            "en": "The lines probably come from two files: put the accented letters of this one right, "
            "then save as CSV UTF-8.",
        },
    ),
    FileCode.ENCODING_MAC: Words(
        {
            "fr": "l'octet 0x8E après une minuscule, qui se lirait Ž",
            "en": "the byte 0x8E after a small letter, which would read Ž",
        },
        {"fr": "du texte en UTF-8 ou en Windows-1252", "en": "text in UTF-8 or Windows-1252"},
        {
            "fr": "Le fichier vient sans doute d'un ancien Mac : enregistrez-le en CSV UTF-8, ou donnez "
            "--encoding mac-roman.",
            "en": "The file probably comes from an old Mac: save it as CSV UTF-8, or give "
            "--encoding mac-roman.",
        },
    ),
    FileCode.NOT_TEXT: Words(
        {
            "fr": "des octets nuls, qu'un texte n'a pas",
            "en": "NUL bytes, which text does not have",
        },
        {"fr": "un fichier CSV ou un classeur .xlsx", "en": "a CSV file or an .xlsx workbook"},
        _SAVE_AS_CSV,
    ),
    FileCode.OTHER_KIND: Words(
        {"fr": "un fichier {found}", "en": "a {found} file"},
        {"fr": "un fichier CSV ou un classeur .xlsx", "en": "a CSV file or an .xlsx workbook"},
        _SAVE_AS_CSV,
    ),
    FileCode.NO_ROWS: Words(
        {"fr": "des titres sans aucune ligne", "en": "headings without any row"},
        {"fr": "au moins une ligne sous les titres", "en": "at least one row below the headings"},
        {
            "fr": "Ajoutez des lignes, ou donnez --no-header si la première en est une.",
            "en": "Add rows, or give --no-header if the first line is one.",
        },
    ),
    FileCode.PHONE_COLUMN: Words(
        {"fr": "les colonnes {found}", "en": "the columns {found}"},
        {"fr": "une colonne de téléphones", "en": "a column of phone numbers"},
        {
            "fr": "Dites laquelle par --map phone=TITRE (ou --no-header et --map phone=NUMÉRO).",
            "en": "Say which with --map phone=HEADING (or --no-header and --map phone=NUMBER).",
        },
    ),
    FileCode.NAME_COLUMN: Words(
        {"fr": "les colonnes {found}", "en": "the columns {found}"},
        {"fr": "une colonne de noms", "en": "a column of names"},
        {
            "fr": "Dites laquelle par --map name=TITRE (ou --no-header et --map name=NUMÉRO).",
            "en": "Say which with --map name=HEADING (or --no-header and --map name=NUMBER).",
        },
    ),
    FileCode.FAULT: Words(
        {"fr": "une panne de lecture ({found})", "en": "a fault while reading ({found})"},
        {"fr": "un import sans incident", "en": "an import without incident"},
        {
            "fr": "Les lignes déjà lues sont gardées. Renvoyez le fichier ; si la panne revient, "
            "prévenez l'administrateur.",
            "en": "The rows read so far are kept. Send the file again; if the fault comes back, "
            "tell the administrator.",
        },
    ),
    FileCode.WORKBOOK_OLD: Words(
        {
            "fr": "un ancien classeur .xls, ou un classeur protégé par un mot de passe",
            "en": "an old .xls workbook, or a workbook with a password",
        },
        _A_WORKBOOK,
        _SAVE_AS_XLSX,
    ),
    FileCode.WORKBOOK_MACROS: Words(
        {"fr": "un classeur avec des macros", "en": "a workbook with macros"},
        _A_WORKBOOK,
        _SAVE_AS_XLSX,
    ),
    FileCode.WORKBOOK_DAMAGED: Words(
        {"fr": "un classeur abîmé ({found})", "en": "a damaged workbook ({found})"},
        _A_WORKBOOK,
        _SAVE_AS_XLSX,
    ),
    FileCode.WORKBOOK_BOMB: Words(
        {
            "fr": "un classeur qui se déploie démesurément ({found})",
            "en": "a workbook that unpacks out of all measure ({found})",
        },
        {"fr": "{most} au plus", "en": "{most} at most"},
        _SAVE_AS_CSV,
    ),
    FileCode.WORKBOOK_ENTITIES: Words(
        {
            "fr": "des définitions d'entités dans {found}",
            "en": "entity definitions in {found}",
        },
        _A_WORKBOOK,
        _SAVE_AS_XLSX,
    ),
    FileCode.WORKBOOK_HEAVY: Words(
        {
            "fr": "une feuille trop étendue pour être lue d'un bloc",
            "en": "a sheet too wide or too long to be read at once",
        },
        {"fr": "une feuille sans cellules perdues au loin", "en": "a sheet without stray cells"},
        _SAVE_AS_CSV,
    ),
    FileCode.WORKBOOK_EMPTY: Words(
        {"fr": "un classeur sans feuille remplie", "en": "a workbook without a filled sheet"},
        {"fr": "des titres et des lignes", "en": "headings and rows"},
        _SAVE_AS_XLSX,
    ),
}

_CSV_UTF_8 = {
    "fr": "Enregistrez le fichier en CSV UTF-8, puis envoyez-le à nouveau.",
    "en": "Save the file as CSV UTF-8, then send it again.",
}
_IN_PARTS = {
    "fr": "Coupez-le en plusieurs fichiers et envoyez-les l'un après l'autre.",
    "en": "Cut it into several files and send one after the other.",
}

ON_PAGES: dict[FileCode, dict[str, str]] = {
    FileCode.TOO_LARGE: _IN_PARTS,
    FileCode.TOO_MANY_ROWS: _IN_PARTS,
    FileCode.ENCODING_WRONG: _CSV_UTF_8,
    FileCode.ENCODING_MAC: {
        "fr": "Le fichier vient sans doute d'un ancien Mac : enregistrez-le en CSV UTF-8, puis "
        "envoyez-le à nouveau.",
        "en": "The file probably comes from an old Mac: save it as CSV UTF-8, then send it again.",
    },
    FileCode.NO_ROWS: {
        "fr": "Ajoutez des lignes ; si la première est déjà un prospect, cochez-le dans le formulaire.",
        "en": "Add rows; if the first one already holds a prospect, tick that in the form.",
    },
    FileCode.PHONE_COLUMN: {
        "fr": "À la ligne de la colonne qui les contient, choisissez «\u00a0Téléphone\u00a0».",
        "en": "In the row of the column that holds them, choose “Phone”.",
    },
    FileCode.NAME_COLUMN: {
        "fr": "À la ligne de la colonne qui les contient, choisissez «\u00a0Société ou nom\u00a0».",
        "en": "In the row of the column that holds them, choose “Company or name”.",
    },
}
"""What somebody at a page does instead, where `WORDS` name an option of a command."""
