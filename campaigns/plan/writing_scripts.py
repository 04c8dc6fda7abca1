"""Writes a script as the tree that a plan's YAML is made of."""

from campaigns.plan.yaml_text import Bare, Tree
from campaigns.script import (
    Ask,
    Block,
    Branch,
    End,
    LegalNotice,
    Objection,
    ObjectionRef,
    Question,
    Say,
    Script,
    Section,
)


def script_tree(script: Script) -> Tree:
    """The script as plain mappings and lists, in the keys that a plan uses."""
    tree = {
        "questions": [_question(question) for question in script.questions],
        "objections": [_objection(card) for card in script.objections],
        "sections": [_section(section) for section in script.sections],
    }
    return {key: value for key, value in tree.items() if value}


def _question(question: Question) -> Tree:
    tree: Tree = {"key": question.key, "ask": question.label, "kind": str(question.kind)}
    return tree | ({"choices": list(question.choices)} if question.choices else {})


def _objection(card: Objection) -> Tree:
    tree = {
        "key": card.key,
        "label": card.label,
        "cause": card.cause,
        "dig": card.dig,
        "restate": card.restate,
        "answer": card.answer,
        "proof": card.proof,
        "check": card.check,
        "motives": [str(each) for each in card.motives],
        "profiles": list(card.profiles),
    }
    return {key: value for key, value in tree.items() if value}


def _section(section: Section) -> Tree:
    tree: Tree = {"key": section.key, "title": section.title}
    if section.presents_offer:
        tree["presents_offer"] = Bare("yes")
    return tree | {"blocks": [_block(block) for block in section.blocks]}


def _block(block: Block) -> Tree:
    match block:
        case Say(text, title):
            return ({"title": title} if title else {}) | {"say": text}
        case LegalNotice(rule, text):
            return {"rule": rule, "legal": text}
        case Ask(question):
            return {"ask": question}
        case Branch(question, routes):
            return {"branch": question, "routes": {r.answer: r.section for r in routes}}
        case ObjectionRef(objection):
            return {"objection": objection}
        case End(disposition):
            return {"end": str(disposition)}
