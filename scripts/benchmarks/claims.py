"""The bare limit of dealing and opening: one narrow table, claimed by SKIP LOCKED and nothing else."""

from collections.abc import Callable

import psycopg

TABLE = """
create table bare_leads (
    id bigint primary key, campaign_id int not null, priority int not null,
    status smallint not null default 0, owner_id int
);
insert into bare_leads select i, 1, i % 100 from generate_series(1, {count}) i;
create index bare_leads_ready on bare_leads (campaign_id, priority desc, id) where status = 0;
"""
CLAIM = """
update bare_leads set status = 1, owner_id = %(owner)s
where id = any(array(
    select id from bare_leads where campaign_id = 1 and status = 0
    order by priority desc, id limit %(limit)s for update skip locked
))
returning id
"""
AGAIN = "update bare_leads set status = 0, owner_id = null where status = 1"


def prepare(url: str, count: int) -> None:
    """Make the table with so many claimable rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLE.format(count=count))
        connection.execute("vacuum (analyze) bare_leads")


def renew(url: str) -> None:
    """Make every row claimable again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(AGAIN)
        connection.execute("vacuum (analyze) bare_leads")


def claimer(url: str, batch: int) -> Callable[[int], int]:
    """What claims one batch a call, in a transaction of its own; gives how many it got."""
    connection = psycopg.connect(url, autocommit=True)

    def claim(owner: int) -> int:
        return len(connection.execute(CLAIM, {"owner": owner, "limit": batch}).fetchall())

    return claim
