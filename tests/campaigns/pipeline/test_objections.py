"""What forbids a move between stages."""

from datetime import UTC, datetime

from campaigns.pipeline import Evidence, Stage, may_move, objections
from campaigns.pipeline.objections import WORDS, Objection

MAY = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
JUNE = datetime(2026, 6, 4, 10, 0, tzinfo=UTC)


def test_a_target_is_contacted() -> None:
    assert may_move(Stage.TARGET, Stage.CONTACTING)


def test_a_target_is_not_won_at_once() -> None:
    (problem, _) = objections(Stage.TARGET, Stage.WON, Evidence(), "en")
    assert problem.sentence() == (
        "stage: found Won, expected a stage that follows “Qualified target”. "
        "Choose one of these: Contacting, Invalid, Opposed."
    )


def test_a_loss_needs_its_reason() -> None:
    assert not may_move(Stage.NEGOTIATION, Stage.LOST)
    assert may_move(Stage.NEGOTIATION, Stage.LOST, Evidence(reason="too_expensive"))


def test_a_win_needs_a_signed_document() -> None:
    assert not may_move(Stage.NEGOTIATION, Stage.WON)
    assert may_move(Stage.NEGOTIATION, Stage.WON, Evidence(document_id="D-2026-17"))


def test_only_a_newer_consent_leads_out_of_opposed() -> None:
    older = Evidence(opposed_at=JUNE, consent_at=MAY)
    newer = Evidence(opposed_at=MAY, consent_at=JUNE)
    assert not may_move(Stage.OPPOSED, Stage.TARGET)
    assert not may_move(Stage.OPPOSED, Stage.TARGET, older)
    assert not may_move(Stage.OPPOSED, Stage.TARGET, Evidence(consent_at=JUNE))
    assert not may_move(Stage.OPPOSED, Stage.TARGET, Evidence(opposed_at=MAY))
    assert may_move(Stage.OPPOSED, Stage.TARGET, newer)


def test_a_newer_consent_leads_back_to_the_start_only() -> None:
    newer = Evidence(opposed_at=MAY, consent_at=JUNE)
    assert not may_move(Stage.OPPOSED, Stage.MEETING_SET, newer)


def test_out_of_opposed_there_is_nothing_to_choose() -> None:
    (problem,) = objections(Stage.OPPOSED, Stage.CONTACTING, Evidence(), "fr")
    assert problem.fix == "Choisissez l’une de celles-ci : aucune."


def test_every_objection_has_words_in_both_languages() -> None:
    assert all(set(WORDS[language]) == set(Objection) for language in ("fr", "en"))
