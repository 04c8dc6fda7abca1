"""A plan that says everything a plan can say, for tests of what reads, writes and compares plans."""

from tests.campaigns.plans import changed

FIT = """\
      where:
        - {field: naf, nomenclature: NAFrev2, starts_with: ["82.2", "70"]}
        - {field: area, in: ["35", "2A"]}
        - {field: role, not_in: [Stagiaire]}
  fit:
    - {points: 20, field: updated_on, within_days: 180}
    - {points: 10, field: last_result, equals: interested_later}
"""
ACTIONS = """\
  max_attempts: 5
  recording: {purpose: quality, share: 20 %, keep_days: 90, notice: script}
  machine_message: We shall call again tomorrow.
  call_lists: {low_water: 2, high_water: 9}
  cadence:
    - {after: no_answer, wait: 4 hours, attempt: 1}
    - {after: no_answer, wait: 1 day, slot: other}
  channels:
    - {after: no_answer, attempt: 2, channel: email, owner: teleprospector, within: 4 hours, what: Three lines and two dates}
    - {after: documentation, channel: letter, owner: marketing, within: 2 days, what: The brochure}
"""
PREPARATION = """\
  legal: {basis: legitimate_interest, because: They buy insulation for their workshops.}
  test_wave: {calls: 50, go_on_if: [One contact in ten calls, No complaint]}
  not_offered: [quote]
  stages: {won: Signed}
  quiz_required: yes
  quiz:
    needed: 1
    questions:
      - {key: price, ask: What does a square metre cost?, choices: [40 euros, 90 euros], right: 40 euros, why: It is on the tariff.}
      - {key: zone, ask: Where do we work?, choices: [Brittany, France], right: Brittany}
  need_score:
    framework: bant
    qualified_from: 3
    criteria:
      - {criterion: authority, question: decides, confirmed: ["yes"], weak: ["no"]}
      - {criterion: need, question: need}
"""
OFFER = """\
    version: autumn 2026
    tariff:
      - {item: insulation, price: 40.00, unit: square metre}
      - {item: survey, price: 0.00}
"""
CARD = """\
    objections:
      - {key: price, label: Too dear, cause: Unknown, dig: Compared with what?, restate: I see., answer: Here is why., check: Is that so?, motives: [money, security], profiles: [Owner]}
"""
KPIS = """\
  - {kpi: per_argued, label: Meetings per argued contact, above: [meetings_booked], below: [argued], target: 12 %, alarm: 5 %, audience: [manager, company], alarm_to: [Bob@example.org, carla@example.org]}
  - {kpi: pay_hour, label: Earned per hour, above: [earned_cents], below: [logged_s, -break_s], unit: cents_per_hour, target: 30.00}
"""


def full_text(*changes: tuple[str, str]) -> str:
    """The text of the plan that says everything, with texts replaced."""
    text = changed(
        ("    - name: Everybody\n", "    - name: Everybody\n" + FIT),
        ("actions:\n", "actions:\n" + ACTIONS),
        ("preparation:\n", "preparation:\n" + PREPARATION),
        ("    promise: Warm in winter\n", "    promise: Warm in winter\n" + OFFER),
        ("proof: measured}", "proof: measured, motives: [comfort], profiles: [Works manager]}"),
        ("    sections:\n", CARD + "    sections:\n"),
        (
            "kind: yes_no}\n",
            "kind: yes_no}\n      - {key: need, ask: What would you improve?}\n",
        ),
    )
    text += KPIS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
