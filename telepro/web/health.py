"""Whether this process lives, whether it can work, and what it counts."""

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from redis.exceptions import RedisError

from telepro import clock, queue
from telepro.services import health
from telepro.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/livez")
@public
def alive() -> str:
    """This process answers."""
    return "ok\n"


@bp.get("/readyz")
@public
def ready() -> tuple[dict[str, str], int]:
    """The database can be written at our schema; without Redis we work slower, not less."""
    database = health.database()
    try:
        queue.redis().ping()
        doorbell = "ok"
    except RedisError:
        doorbell = "away: work is taken up when it is back"
    return {"database": database, "redis": doorbell}, 200 if database == "ok" else 503


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Gauges of what waits and what is stuck, for Prometheus; no names, no numbers to call."""
    registry = CollectorRegistry()
    for name, (words, value) in health.gauges(clock.now()).items():
        Gauge(f"telepro_{name}", words, registry=registry).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
