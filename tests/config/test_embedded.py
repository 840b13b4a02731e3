"""The embedded servers: shared by the processes of a checkout, gone with the last, back after kill -9."""

import os
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config.embedded import LONGEST_SOCKET_PATH, POSTGRES
from tests.config.conftest import Servers, wait_until


def connect(servers: Servers) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(servers.server.socket_dir), user="postgres", dbname="tenders", autocommit=True)


def queue(servers: Servers) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(servers.server.address), decode_responses=True)


def test_the_first_user_starts_it_and_the_second_shares_it(servers: Servers) -> None:
    assert servers.use().server_pid == servers.use().server_pid


def test_it_stays_while_anybody_uses_it(servers: Servers) -> None:
    first, second = servers.use(), servers.use()
    first.leave()
    assert servers.use().server_pid == second.server_pid


def test_it_stops_with_the_last_user(servers: Servers) -> None:
    user = servers.use()
    user.leave()
    wait_until(lambda: not psutil.pid_exists(user.server_pid))


def test_a_killed_user_uses_it_no_more(servers: Servers) -> None:
    user = servers.use()
    user.kill()
    wait_until(lambda: not psutil.pid_exists(user.server_pid))


def test_processes_that_come_at_once_start_one_server(servers: Servers) -> None:
    processes = [servers.begin() for _ in range(5)]
    assert len({servers.greet(process).server_pid for process in processes}) == 1


def test_a_forked_child_keeps_it_after_its_parent(servers: Servers) -> None:
    user = servers.use("fork")
    user.process.wait()
    assert servers.use().server_pid == user.server_pid
    assert psutil.pid_exists(user.pid)


def test_a_killed_server_comes_back_while_it_is_used(servers: Servers) -> None:
    user = servers.use()
    psutil.Process(user.server_pid).kill()
    wait_until(servers.server.answers)
    assert servers.use().server_pid != user.server_pid


def test_a_killed_keeper_is_replaced_and_the_server_kept(servers: Servers) -> None:
    user = servers.use()
    servers.keeper().kill()
    wait_until(lambda: not any(servers.is_keeper(process) for process in psutil.process_iter()))
    assert servers.use().server_pid == user.server_pid


def test_committed_rows_outlive_the_kill_of_everything(postgres: Servers) -> None:
    user = postgres.use()
    with connect(postgres) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 武汉 FROM (VALUES ('智算')) AS city (武汉)")
    postgres.keeper().kill()
    psutil.Process(user.server_pid).kill()
    user.kill()
    postgres.use()
    with connect(postgres) as connection:
        assert connection.execute("SELECT 武汉 FROM kept").fetchall() == [("智算",)]


def test_queued_tasks_outlive_the_kill_of_everything(valkey: Servers) -> None:
    user = valkey.use()
    with queue(valkey) as client:
        client.rpush("read", *range(1000))
    valkey.keeper().kill()
    psutil.Process(user.server_pid).kill()
    user.kill()
    valkey.use()
    with queue(valkey) as client:
        assert client.llen("read") == 1000


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(servers: Servers) -> None:
    user = servers.use()
    pid_file = next((servers.server.folder / "data").glob("*.pid"))
    lines = pid_file.read_text().splitlines()
    servers.keeper().kill()
    psutil.Process(user.server_pid).kill()
    user.kill()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    servers.use()


def test_postgres_knows_chinese_letters(postgres: Servers) -> None:
    postgres.use()
    with connect(postgres) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        query = "SELECT similarity('中国移动通信', '中国移动'), '天翼云ABC' ILIKE '%云abc', lower('ÀÉ')"
        assert connection.execute(query).fetchone() == (0.5, True, "àé")


def test_postgres_waits_for_the_disk(postgres: Servers) -> None:
    postgres.use()
    with connect(postgres) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_a_path_too_long_for_a_socket_moves_the_socket_only(tmp_path: Path) -> None:
    server = replace(POSTGRES, var_dir=tmp_path / ("长" * 40))
    assert len(os.fsencode(server.address)) < LONGEST_SOCKET_PATH
    assert server.folder.is_relative_to(tmp_path)


@pytest.mark.parametrize("name", ["postgres", "valkey"])
def test_two_checkouts_have_two_addresses(name: str, tmp_path: Path) -> None:
    one, two = (replace(POSTGRES, name=name, var_dir=tmp_path / (letter * 99)) for letter in "ab")
    assert one.address != two.address
