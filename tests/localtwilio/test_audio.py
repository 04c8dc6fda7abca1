import io
import tracemalloc
import wave
from array import array
from datetime import timedelta
from itertools import pairwise

from telepro.localtwilio import audio
from telepro.localtwilio.score import (
    Gap,
    Heard,
    Passage,
    PauseBehavior,
    Score,
    Side,
    Sound,
    Track,
    compose,
    of_track,
    trimmed,
)
from tests.localtwilio.bench import AT_NINE

QUIET, VOICE, TALK = Sound.SILENCE, Sound.VOICE, Sound.TALK


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def samples(score: Score, channels: int) -> list["array[int]"]:
    """Each channel's samples, read back as any player would."""
    content = b"".join(audio.blocks(score, channels, 0, audio.length(score, channels)))
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getframerate(), file.getsampwidth()) == (8000, 2)
        assert file.getnchannels() == channels
        read = array("h", file.readframes(file.getnframes()))
    return [read[place::channels] for place in range(channels)]


def loud(part: "array[int]") -> bool:
    return max(map(abs, part), default=0) > 1000


def pitch(part: "array[int]") -> int:
    """How often a second the wave passes zero upwards."""
    return round(sum(a < 0 <= b for a, b in pairwise(part)) * 8000 / len(part))


def test_a_score_says_who_sounded_when() -> None:
    heard = [
        Heard(Side.FAR, Sound.ANNOUNCEMENT, AT_NINE + after(2), AT_NINE + after(5)),
        Heard(Side.NEAR, VOICE, AT_NINE, AT_NINE + after(1)),
        Heard(Side.NEAR, TALK, AT_NINE + after(4)),
    ]
    assert compose(heard, [], AT_NINE, AT_NINE + after(6)) == (
        Passage(1, VOICE, QUIET),
        Passage(1, QUIET, QUIET),
        Passage(2, QUIET, Sound.ANNOUNCEMENT),
        Passage(1, TALK, Sound.ANNOUNCEMENT),
        Passage(1, TALK, QUIET),
    )


def test_a_pause_is_left_out_or_silent() -> None:
    heard = [Heard(Side.NEAR, VOICE, AT_NINE)]
    pause = (AT_NINE + after(1), AT_NINE + after(3))
    ends = (AT_NINE, AT_NINE + after(4))
    assert compose(heard, [Gap(PauseBehavior.SKIP, *pause)], *ends) == (
        Passage(1, VOICE, QUIET),
        Passage(1, VOICE, QUIET),
    )
    assert compose(heard, [Gap(PauseBehavior.SILENCE, *pause)], *ends) == (
        Passage(1, VOICE, QUIET),
        Passage(2, QUIET, QUIET),
        Passage(1, VOICE, QUIET),
    )


def test_trimming_takes_silence_from_both_ends_only() -> None:
    silence, spoken = Passage(3, QUIET, QUIET), Passage(2, VOICE, QUIET)
    assert trimmed((silence, spoken, silence, spoken, silence)) == (spoken, silence, spoken)
    assert trimmed((silence, silence)) == ()


def test_a_track_keeps_one_side() -> None:
    score = (Passage(1, VOICE, Sound.ANNOUNCEMENT),)
    assert of_track(score, Track.INBOUND) == (Passage(1, VOICE, QUIET),)
    assert of_track(score, Track.OUTBOUND) == (Passage(1, QUIET, Sound.ANNOUNCEMENT),)
    assert of_track(score, Track.BOTH) == score


def test_each_side_has_its_channel_and_its_own_pitch() -> None:
    near, far = samples((Passage(2, VOICE, QUIET), Passage(2, QUIET, VOICE)), 2)
    assert (len(near), len(far)) == (32_000, 32_000)
    assert (loud(near[:16_000]), loud(far[:16_000])) == (True, False)
    assert (loud(near[16_000:]), loud(far[16_000:])) == (False, True)
    assert pitch(far[16_000:]) > 1.4 * pitch(near[:16_000])


def test_a_conversation_takes_turns() -> None:
    near, far = samples((Passage(16, TALK, TALK),), 2)
    tenths = range(0, 128_000, 800)
    speaks = [(loud(near[at : at + 800]), loud(far[at : at + 800])) for at in tenths]
    assert (True, True) not in speaks
    assert 40 <= sum(one for one, _ in speaks) <= sum(other for _, other in speaks) + 40
    assert (False, False) in speaks


def test_a_beep_is_a_kilohertz_and_silence_is_silent() -> None:
    (both,) = samples((Passage(1, Sound.BEEP, QUIET), Passage(1, QUIET, QUIET)), 1)
    assert 990 <= pitch(both[:8000]) <= 1010
    assert set(both[8000:]) == {0}


def test_any_part_of_the_file_equals_that_part_of_the_whole() -> None:
    score = (Passage(0.3, VOICE, QUIET), Passage(7.77, TALK, TALK), Passage(0.01, QUIET, VOICE))
    length = audio.length(score, 2)
    whole = b"".join(audio.blocks(score, 2, 0, length))
    assert len(whole) == length == 44 + round(8.08 * 8000) * 4
    for start, stop in ((0, 44), (43, 1000), (9_999, 200_001), (length - 1, length)):
        assert b"".join(audio.blocks(score, 2, start, stop)) == whole[start:stop]


def test_twenty_minutes_take_little_memory() -> None:
    score = (Passage(1200, TALK, TALK),)
    tracemalloc.start()
    total = sum(map(len, audio.blocks(score, 2, 0, audio.length(score, 2))))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 44 + 1200 * 8000 * 4
    assert most < 8_000_000
