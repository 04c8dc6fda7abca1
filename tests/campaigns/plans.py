"""A short whole plan for tests, and ways to change it."""

from campaigns.plan import Plan, PlanProblems, read_plan

SHORT = """\
name: Trial
language: en
country: FR
currency: EUR
audience: B2B
objectives:
  metric: meetings
  target: 20
  start: 2026-11-30
  end: 2026-12-18
  price: 55.00
  accepted_when:
    - The person decides
  assumptions:
    contact_rate: {value: 15 %, origin: autumn campaign}
    argumentation: {value: 50 %, origin: autumn campaign}
    transformation: {value: 10 %, origin: autumn campaign}
    show_rate: {value: 80 %, origin: autumn campaign}
    dials_per_hour: {value: 25, origin: autumn campaign}
targets:
  segments:
    - name: Everybody
actions:
  resources:
    callers: 2
    hours_per_day: 5
    hourly_cost: 25.00
preparation:
  offer:
    name: insulation of workshops
    promise: Warm in winter
    points:
      - {feature: thick, advantage: warm, proof: measured}
  script:
    questions:
      - {key: decides, ask: Do you decide?, kind: yes_no}
    sections:
      - key: opening
        title: Opening
        blocks:
          - say: Hello {contact}
          - ask: decides
      - key: offer
        title: Offer
        presents_offer: yes
        blocks:
          - say: Here is the offer
          - end: meeting
kpis:
  - {kpi: contact_rate, target: 15 %, alarm: 10 %}
"""


def changed(*changes: tuple[str, str]) -> str:
    """The short plan with texts replaced; each must stand in it."""
    text = SHORT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def plan_of(*changes: tuple[str, str]) -> Plan:
    """The short plan, changed, as a value."""
    found = read_plan(changed(*changes))
    assert isinstance(found, Plan), found
    return found


def problems_of(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Place and found of every problem in a plan's text."""
    found = read_plan(text, language)
    assert isinstance(found, PlanProblems), "the plan was read without a problem"
    return [(problem.place, problem.found) for problem in found.problems]
