"""Decides what the debugger's codes about <Gather> and <Record> mean, in English and in French."""

from collections.abc import Mapping
from types import MappingProxyType

HEARD: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        13310: {
            "en": "finishOnKey of <Gather> is not valid",
            "fr": "finishOnKey de <Gather> n'est pas valable",
        },
        13312: {
            "en": "The method of <Gather> is not valid",
            "fr": "La méthode de <Gather> n'est pas valable",
        },
        13313: {
            "en": "The timeout of <Gather> is not valid",
            "fr": "Le délai de <Gather> n'est pas valable",
        },
        13314: {
            "en": "numDigits of <Gather> is not valid",
            "fr": "numDigits de <Gather> n'est pas valable",
        },
        13320: {
            "en": "This verb can't stand in <Gather>",
            "fr": "Ce verbe ne peut pas figurer dans <Gather>",
        },
        13326: {
            "en": "input of <Gather> is not valid",
            "fr": "input de <Gather> n'est pas valable",
        },
        13327: {
            "en": "speechTimeout of <Gather> is not valid",
            "fr": "speechTimeout de <Gather> n'est pas valable",
        },
        13328: {
            "en": "maxSpeechTime of <Gather> is not valid",
            "fr": "maxSpeechTime de <Gather> n'est pas valable",
        },
        13329: {
            "en": "partialResultCallbackMethod of <Gather> is not valid",
            "fr": "partialResultCallbackMethod de <Gather> n'est pas valable",
        },
        13332: {
            "en": "bargeIn of <Gather> is not valid",
            "fr": "bargeIn de <Gather> n'est pas valable",
        },
        13333: {
            "en": "profanityFilter of <Gather> is not valid",
            "fr": "profanityFilter de <Gather> n'est pas valable",
        },
        13336: {
            "en": "debug of <Gather> is not valid",
            "fr": "debug de <Gather> n'est pas valable",
        },
        13338: {
            "en": "actionOnEmptyResult of <Gather> is not valid",
            "fr": "actionOnEmptyResult de <Gather> n'est pas valable",
        },
        13339: {
            "en": "enhanced of <Gather> is not valid",
            "fr": "enhanced de <Gather> n'est pas valable",
        },
        13610: {
            "en": "The method of <Record> is not valid",
            "fr": "La méthode de <Record> n'est pas valable",
        },
        13611: {
            "en": "The timeout of <Record> is not valid",
            "fr": "Le délai de <Record> n'est pas valable",
        },
        13612: {
            "en": "maxLength of <Record> is not valid",
            "fr": "maxLength de <Record> n'est pas valable",
        },
        13613: {
            "en": "finishOnKey of <Record> is not valid",
            "fr": "finishOnKey de <Record> n'est pas valable",
        },
        13614: {
            "en": "transcribe of <Record> is not valid",
            "fr": "transcribe de <Record> n'est pas valable",
        },
        13616: {
            "en": "playBeep of <Record> is not valid",
            "fr": "playBeep de <Record> n'est pas valable",
        },
        13621: {
            "en": "The recording's event subscribed to is not known",
            "fr": "L'événement d'enregistrement demandé est inconnu",
        },
        13622: {
            "en": "The track to record is not valid",
            "fr": "La piste à enregistrer n'est pas valable",
        },
        13699: {
            "en": "trim of a recording is not valid",
            "fr": "trim d'un enregistrement n'est pas valable",
        },
    }
)
