from datetime import UTC, datetime, timedelta

from telepro.localtwilio.kernel import TIMED_OUT, Kernel, Signal, Sleep, Steps, Until

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_tasks_wake_in_the_order_of_their_due_times() -> None:
    kernel, woken = Kernel(START), []

    def sleeper(name: str, seconds: float) -> Steps:
        yield Sleep(seconds)
        woken.append((name, (kernel.now - START).total_seconds()))

    kernel.spawn(sleeper("late", 3))
    kernel.spawn(sleeper("early", 1))
    kernel.advance(START + timedelta(seconds=10))
    assert woken == [("early", 1.0), ("late", 3.0)]


def test_a_signal_that_comes_in_time_beats_the_time_limit() -> None:
    kernel, signal = Kernel(START), Signal()
    got: list[object] = []

    def waiter() -> Steps:
        got.append((yield Until(signal, 5)))
        got.append((yield Until(signal, 5)))

    kernel.spawn(waiter())
    kernel.advance(START)
    kernel.fire(signal, "news")
    kernel.advance(START + timedelta(seconds=5))
    kernel.advance(START + timedelta(seconds=10))
    assert got == ["news", TIMED_OUT]


def test_a_cancelled_task_never_goes_on() -> None:
    kernel = Kernel(START)
    got: list[str] = []

    def sleeper() -> Steps:
        yield Sleep(1)
        got.append("woke")

    task = kernel.spawn(sleeper())
    kernel.advance(START)
    kernel.cancel(task)
    kernel.advance(START + timedelta(seconds=2))
    assert got == []
    assert kernel.next_due() is None


def test_a_task_that_cancels_itself_ends_at_its_next_wait() -> None:
    kernel = Kernel(START)
    got: list[str] = []

    def suicidal() -> Steps:
        kernel.cancel(task)
        got.append("still here")
        yield Sleep(1)
        got.append("gone on")

    task = kernel.spawn(suicidal())
    kernel.advance(START + timedelta(seconds=5))
    assert got == ["still here"]


def test_time_never_goes_back() -> None:
    kernel = Kernel(START)
    kernel.advance(START - timedelta(hours=1))
    assert kernel.now == START
