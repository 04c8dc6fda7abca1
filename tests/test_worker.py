"""A worker whose connection stands and carries nothing must not stay deaf."""

from contextlib import closing

import pytest

from telepro.queue import Bell
from telepro.worker import DEAF_FOR, listener


@pytest.mark.parametrize("bell", list(Bell))
def test_a_silent_connection_is_given_up_within_half_a_minute(bell: Bell, valkey_url: str) -> None:
    worker = listener(bell, valkey_url)
    with closing(worker.connection) as connection:
        wait = connection.connection_pool.connection_kwargs["socket_timeout"]
    assert worker.dequeue_timeout < wait <= DEAF_FOR < 30


@pytest.mark.parametrize("bell", list(Bell))
def test_a_worker_answers_its_own_bell_alone(bell: Bell, valkey_url: str) -> None:
    worker = listener(bell, valkey_url)
    with closing(worker.connection):
        assert [queue.name for queue in worker.queues] == [bell]
