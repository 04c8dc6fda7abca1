"""What the editors of a campaign's script and of a plan's share: the page, and the panel beside the text."""

from flask import render_template

from campaigns.dispositions import RULES
from campaigns.plan.script_check import CheckedScript
from campaigns.problems import Problem
from campaigns.script import SCRIPT_FIELDS
from telepro.services.plan_scripts import PlanScript
from telepro.services.scripts import ScriptPage
from telepro.web.manager_missions import gutter_of

LABELS = {str(code): rule.labels for code, rule in RULES.items()}


def editor(
    template: str, page: ScriptPage | PlanScript, base: int, beside: tuple[Problem, ...]
) -> str:
    """The page with the script as it stands, and what is wrong beside it; `base` is what it changes."""
    return render_template(
        template,
        page=page,
        checked=page.checked,
        gutter=gutter_of(page.draft.text, page.checked.problems),
        labels=LABELS,
        beside=beside,
        base=base,
        fields=SCRIPT_FIELDS,
    )


def panel(checked: CheckedScript, text: str) -> str:
    """What the text says now."""
    gutter = gutter_of(text, checked.problems)
    return render_template(
        "manager/_script_checked.html", checked=checked, gutter=gutter, labels=LABELS
    )
