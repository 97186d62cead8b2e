"""The embedded servers: roles, sharing, and starting again after anything was killed."""

import os
import signal
import time

import psycopg
import pytest
import redis
from lib import processes
from lib.lease import Lease, is_kept
from lib.places import DataFolder
from lib.postgres import Postgres
from lib.valkey import Valkey

from tests.launch.conftest import connect, everything_on, kill_everything


def test_the_three_roles_hold_no_more_rights_than_they_need(data):
    with Lease(data, ["postgres"], throwaway=True) as lease, connect(lease.engines["postgres"]) as owner:
        roles = owner.execute(
            "SELECT rolname, rolcanlogin, rolcreatedb, rolsuper, rolbypassrls, rolcreaterole"
            " FROM pg_roles WHERE rolname LIKE 'choba_%' ORDER BY 1"
        ).fetchall()
        assert roles == [
            ("choba_app", True, False, False, False, False),
            ("choba_owner", True, True, False, False, False),
            ("choba_search", False, False, False, False, False),
        ]
        assert owner.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        with (
            connect(lease.engines["postgres"], "app") as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute("CREATE TABLE mine (i int)")


def test_the_owner_can_give_a_function_to_the_search_role(data):
    with Lease(data, ["postgres"], throwaway=True) as lease, connect(lease.engines["postgres"]) as owner:
        owner.execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        owner.execute("GRANT CREATE ON SCHEMA public TO choba_search")
        owner.execute("ALTER FUNCTION one() OWNER TO choba_search")


def test_no_server_answers_without_the_password(data):
    with Lease(data, ["postgres", "valkey"], throwaway=True) as lease:
        url = lease.engines["postgres"].url("owner").replace("+psycopg", "")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url, password="wrong")
        stranger = redis.Redis(port=lease.engines["valkey"].port)
        with pytest.raises(redis.AuthenticationError):
            stranger.ping()
        stranger.close()


def test_the_last_of_several_users_stops_the_servers(data):
    with Lease(data, ["valkey"]) as first:
        with Lease(data, ["valkey"]):
            pass
        assert first.engines["valkey"].is_ready()
    assert everything_on(data) == []


def test_a_user_who_was_killed_does_not_keep_the_servers(data):
    with Lease(data, ["valkey"]) as lease:
        pid = os.fork()
        if pid == 0:  # holds a lease until it is killed
            with Lease(DataFolder(data.path), ["valkey"]):
                time.sleep(60)
        time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert lease.engines["valkey"].is_ready()
    assert not is_kept("valkey", data)


def test_committed_rows_survive_the_killing_of_every_process(data):
    with Lease(data, ["postgres", "valkey"]) as lease, connect(lease.engines["postgres"]) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS n")
        kill_everything(data)
    assert everything_on(data) == []
    with Lease(data, ["postgres", "valkey"]) as lease, connect(lease.engines["postgres"]) as owner:
        assert owner.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_a_server_that_dies_is_started_again(data):
    with Lease(data, ["postgres"], throwaway=True) as lease:
        postgres = lease.engines["postgres"]
        processes.end(processes.working_in(postgres.folder, "postgres"), first=signal.SIGKILL)
        until = time.monotonic() + 20
        while not postgres.is_ready() and time.monotonic() < until:
            time.sleep(0.05)
        with connect(postgres) as owner:
            assert owner.execute("SELECT 1").fetchone() == (1,)


def test_lock_files_that_name_a_living_stranger_do_not_stop_the_start(data):
    with Lease(data, ["postgres"], throwaway=True):
        pass
    postgres = Postgres(data, throwaway=True)
    (postgres.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{postgres.folder}\n")
    postgres.sockets.mkdir(exist_ok=True)
    (postgres.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    with Lease(data, ["postgres"], throwaway=True) as lease:
        assert lease.engines["postgres"].is_ready()


def test_a_damaged_queue_file_is_put_aside(data):
    with Lease(data, ["valkey"]) as lease, redis.Redis.from_url(lease.engines["valkey"].url()) as client:
        client.set("a", "b")
    for part in (data.path / "valkey" / "appendonlydir").glob("*.aof*"):
        part.write_bytes(b"not a command\r\n" * 20)
    with Lease(data, ["valkey"]) as lease, redis.Redis.from_url(lease.engines["valkey"].url()) as client:
        assert client.get("a") is None
    assert len(list(data.path.glob("valkey.damaged-*"))) == 1


def test_what_was_queued_survives_a_restart(data):
    with Lease(data, ["valkey"]) as lease, redis.Redis.from_url(lease.engines["valkey"].url()) as client:
        client.set("a", "b")
    with Lease(data, ["valkey"]) as lease, redis.Redis.from_url(lease.engines["valkey"].url()) as client:
        assert client.get("a") == b"b"


def test_a_port_that_somebody_took_meanwhile_is_given_up(data, free_port):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        Valkey(data).port_file.write_text(str(free_port))
        with Lease(data, ["valkey"]) as lease:
            assert lease.engines["valkey"].port != free_port


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path):
    deep = DataFolder.at(tmp_path / ("long-" * 12) / ("longer-" * 8))
    sockets = Postgres(deep, throwaway=True).sockets
    assert str(sockets).startswith("/tmp/choba-")
    try:
        with Lease(deep, ["postgres"], throwaway=True) as lease:
            assert lease.engines["postgres"].is_ready()
            assert sockets.stat().st_mode & 0o777 == 0o700
    finally:
        kill_everything(deep)
    assert not sockets.exists()
