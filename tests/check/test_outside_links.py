"""Links that lead out of the site: whom `digest check --external` asks, how often, and what it says."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from digest.cache.store import Store
from digest.check import Outside, check_project
from digest.check.external import Clock, Remembered, Reply, UnreachableError, ask_all, outside_problems
from digest.check.external.http_client import HttpClient
from digest.check.external.pace import Pace, seconds_until
from digest.check.external.public_hosts import is_private_name, is_public
from digest.codes import read_codes
from digest.config import parse_config

START = 1_800_000_000.0
A = "https://a.example/x"


@dataclass
class World:
    """Hosts that answer as told, and a clock that moves when somebody sleeps.

    Attributes:
        replies: by address, in turn, the last for ever; a number is a status, an exception is raised. What is not
            named answers 200.
        asked: all requests: when, how, where.
    """

    replies: dict[str, list] = field(default_factory=dict)
    asked: list[tuple[float, str, str]] = field(default_factory=list)
    time: float = START
    at_once: dict[str, int] = field(default_factory=dict)

    async def request(self, method, address):
        self.asked.append((self.time - START, method, address))
        host = address.split("/")[2]
        assert self.at_once.get(host, 0) == 0, "one at a time"
        self.at_once[host] = 1
        await asyncio.sleep(0)
        self.at_once[host] = 0
        replies = self.replies.get(f"{method} {address}") or self.replies.get(address) or [200]
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        return Reply(reply) if isinstance(reply, int) else reply

    async def close(self):
        pass

    async def sleep(self, seconds):
        until = self.time + seconds
        await asyncio.sleep(0)
        self.time = max(self.time, until)

    @property
    def clock(self):
        return Clock(now=lambda: self.time, sleep=self.sleep)


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "outside.sqlite", 1)
    yield made
    made.close()


def ask(world, store, *addresses, refresh=False, **options):
    return asyncio.run(ask_all(addresses, world, Pace(world.clock), Remembered(store, refresh=refresh), **options))


def told(world, store, address=A, **options):
    """The only problem of an address, or None."""
    problems = list(outside_problems(ask(world, store, address, **options), lambda _: [None]))
    assert len(problems) <= 1
    return problems[0] if problems else None


def test_a_good_link_costs_one_question_for_its_head(store):
    world = World()
    assert told(world, store) is None
    assert world.asked == [(0, "HEAD", A)]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (404, "dead-outside-link"),
        (410, "dead-outside-link"),
        (403, "refused-outside-link"),
        (999, "refused-outside-link"),
        (500, "unreachable-outside-link"),
        (UnreachableError("no answer within 10 seconds"), "unreachable-outside-link"),
        (UnreachableError("within a network", private=True, lasting=True), "private-outside-link"),
        (Reply(301, "https://a.example/y"), "moved-outside-link"),
    ],
)
def test_what_hosts_answer_has_its_code(store, reply, code):
    problem = told(World({A: [reply]}), store)
    assert problem.code == code
    assert problem.severity == next(row.severity for row in read_codes("outside") if row.name == code)
    assert A in problem.message


def test_a_host_that_does_not_know_head_is_asked_for_the_page(store):
    """One that answers an error to HEAD and the page to GET is good."""
    world = World({f"HEAD {A}": [404]})
    assert told(world, store) is None
    assert [method for _, method, _ in world.asked] == ["HEAD", "GET"]


def test_each_host_is_asked_one_thing_at_a_time_with_a_pause(store):
    """Three of one host take two pauses; another host does not wait for it."""
    world = World()
    addresses = [f"https://a.example/{number}" for number in range(3)]
    ask(world, store, *addresses, "https://b.example/")
    times = {address: time for time, _, address in world.asked}
    assert [times[address] for address in addresses] == [0, 1, 2]
    assert times["https://b.example/"] == 0


def test_what_may_pass_is_tried_again_later_each_time(store):
    """Errors of the server and of the way: after 2 and 4 seconds, three times in all."""
    world = World({A: [500, 500, 503, 503, 200]})
    assert told(world, store) is None
    assert [(time, method) for time, method, _ in world.asked] == [
        (0, "HEAD"), (1, "GET"), (3, "HEAD"), (4, "GET"), (8, "HEAD"),
    ]  # fmt: skip
    lost = World({A: [UnreachableError("reset")]})
    assert told(lost, store, refresh=True).code == "unreachable-outside-link"
    assert [time for time, _, _ in lost.asked] == [0, 2, 6]


def test_a_host_that_wants_rest_gets_it(store):
    """For all its addresses; one that wants more than a minute is asked another day."""
    world = World({A: [Reply(429, retry_after="30"), 200]})
    ask(world, store, A, "https://a.example/y")
    assert [time for time, _, _ in world.asked] == [0, 30, 31]
    busy = World({A: [Reply(429, retry_after="3600")]})
    assert told(busy, store, refresh=True).code == "refused-outside-link"
    assert len(busy.asked) == 1


def test_retry_after_is_seconds_or_a_moment():
    assert seconds_until("120", 0) == 120
    assert seconds_until("Thu, 01 Jan 1970 00:01:00 GMT", 45) == 15
    assert seconds_until("Thu, 01 Jan 1970 00:01:00 GMT", 90) == 0
    assert seconds_until("soon", 0) is None
    assert seconds_until("", 0) is None


def test_a_host_that_does_not_exist_is_asked_once_for_all_its_links(store):
    gone = UnreachableError("there is no host a.example", lasting=True)
    world = World({A: [gone], "https://a.example/y": [gone]})
    answers = ask(world, store, A, "https://a.example/y")
    assert len(world.asked) == 1
    assert {answer.verdict for answer in answers.values()} == {"unreachable"}


def test_redirects_are_followed_and_only_permanent_ones_told(store):
    """Up to the last hop that is permanent with all before it; what follows is the host's own business."""
    hops = {
        A: [Reply(301, "/b")],
        "https://a.example/b": [Reply(308, "https://b.example/c#part")],
        "https://b.example/c": [Reply(302, "https://b.example/login")],
    }
    assert "to https://b.example/c" in told(World(hops), store).message
    passing = World({A: [Reply(302, "/b")], "https://a.example/b": [Reply(301, "/c")]})
    assert told(passing, store, refresh=True) is None
    front = World({A: [Reply(301, "/")]})
    assert "front page" in told(front, store, refresh=True).hint


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:x", "https://[", "https://b.example/" + "x" * 5000]
)
def test_redirects_that_lead_nowhere_are_not_followed(store, location):
    world = World({A: [Reply(302, location)]})
    assert told(world, store).code == "unreachable-outside-link"
    assert len(world.asked) == 1


def test_redirects_in_a_circle_end(store):
    world = World({A: [Reply(302, A)]})
    assert "10 times" in told(world, store).message


def test_a_dead_link_names_its_copy_in_the_wayback_machine(store):
    """The one nearest to the article's day, as the archive says; where it says nothing, the address to try."""
    wanted = f"https://web.archive.org/web/20250318/{A}"
    copy = f"https://web.archive.org/web/20250320101112/{A}"
    day = date(2025, 3, 18)
    assert copy in told(World({A: [404], wanted: [Reply(302, copy)]}), store, day=lambda _: day).hint
    down = World({A: [404], wanted: [UnreachableError("down")]})
    assert wanted in told(down, store, refresh=True, day=lambda _: day).hint
    assert "no copy" in told(World({A: [404], wanted: [404]}), store, refresh=True, day=lambda _: day).hint
    undated = told(
        World({A: [404], f"https://web.archive.org/web/{A}": [UnreachableError("down")]}), store, refresh=True
    )
    assert f"https://web.archive.org/web/{A}" in undated.hint


@pytest.mark.parametrize(("reply", "days"), [(200, 14), (403, 14), (404, 3), (500, 1)])
def test_what_was_asked_within_days_is_not_asked_again(store, reply, days):
    """What is good for two weeks, what is bad sooner; unless --refresh asks for it."""
    world = World({A: [reply]})
    first = ask(world, store, A)
    world.asked.clear()
    world.time = START + days * 86_400 - 1
    assert ask(world, store, A) == first
    assert world.asked == []
    ask(world, store, A, refresh=True)
    assert world.asked
    world.asked.clear()
    world.time += days * 86_400 + 60
    ask(world, store, A)
    assert world.asked


def test_progress_counts_what_is_asked(store):
    steps = []
    ask(World(), store, A)
    ask(World(), store, A, "https://b.example/", "https://c.example/", progress=lambda at, of: steps.append((at, of)))
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address",
    ],
)  # fmt: skip
def test_addresses_within_networks_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


def test_names_within_networks_are_private():
    for name in ("localhost", "LOCALHOST.", "router", "nas.local", "x.internal", "a.home.arpa", ""):
        assert is_private_name(name)
    for name in ("example.org", "local.example.org", "xn--bcher-kva.example"):
        assert not is_private_name(name)


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("a.example", ("127.0.0.1",)),
        ("a.example", ("93.184.215.14", "10.0.0.1")),
        ("localhost", ()),
        ("[::1]", ("::1",)),
    ],
)
def test_a_name_with_a_private_address_behind_it_is_never_connected_to(host, found):
    """Whatever the name is, and if only one of its addresses is private; what is resolved is what is connected to."""
    client = HttpClient(resolve=lambda _host, _port: found)

    async def request():
        try:
            await client.request("HEAD", f"http://{host}/")
        finally:
            await client.close()

    with pytest.raises(UnreachableError) as raised:
        asyncio.run(request())
    assert raised.value.private


@pytest.fixture(scope="module")
def server():
    """A real host on loopback that keeps what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1

        def do_GET(self):
            asked.append((self.command, self.path, dict(self.headers)))
            if self.path == "/moved":
                self.send_response(301)
                self.send_header("Location", "/good")
            elif self.path == "/busy":
                self.send_response(503)
                self.send_header("Retry-After", "7")
            else:
                self.send_response(404 if self.path == "/gone" else 200)
            self.send_header("Content-Length", "100000000")
            self.end_headers()

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *_):
            """Not in the tests' output."""

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{made.server_address[1]}", asked
    made.shutdown()
    made.server_close()


def test_real_hosts_are_asked_for_the_head_and_told_who_asks(server):
    """The name of the project in the agent, no password, the host's own name, and nothing read of a large answer."""
    host, asked = server
    client = HttpClient(allow_private=True)

    async def requests():
        try:
            return [
                await client.request(method, f"http://ada:secret@{host}{path}")
                for method, path in (("HEAD", "/good"), ("GET", "/gone"), ("HEAD", "/moved"), ("HEAD", "/busy"))
            ]
        finally:
            await client.close()

    replies = asyncio.run(requests())
    assert replies == [Reply(200), Reply(404), Reply(301, location="/good"), Reply(503, retry_after="7")]
    for _, _, headers in asked:
        assert headers["Host"] == host
        assert headers["User-Agent"].startswith("digest/")
        assert "Authorization" not in headers
        assert "Cookie" not in headers


def test_a_host_that_is_not_there_is_a_reason_in_words():
    def unknown(_host, _port):
        raise OSError

    client = HttpClient(resolve=unknown)

    async def request(address):
        await client.request("HEAD", address)

    for address in ("https://nobody.example/", "https://xn--a.example:99999/"):
        with pytest.raises(UnreachableError) as raised:
            asyncio.run(request(address))
        assert raised.value.reason


def test_check_asks_other_hosts_only_when_told_and_names_file_and_line(project, monkeypatch):
    """Links of texts and of front matter; the day of the article for its copy; nothing without --external."""
    project.article("2025-W12/one.md", body="See [this](https://dead.example/x?a=1&b=2).\n\nAnd https://good.example/.")
    project.article("2025-W12/two.md", title="Two", source_url="https://moved.example/y")
    config, _ = parse_config(project.read("digest.yml"))
    dead = "https://dead.example/x?a=1&b=2"
    world = World(
        {
            dead: [404],
            "https://moved.example/y": [Reply(301, "https://moved.example/z")],
            f"https://web.archive.org/web/20250318/{dead}": [UnreachableError("down")],
        }
    )
    outside = Outside(client=world, clock=world.clock)
    assert check_project(project.folder, config, jobs=1) == ()
    assert world.asked == []
    first, second = check_project(project.folder, config, jobs=1, outside=outside)
    assert (str(first.location), first.code) == ("content/2025-W12/one.md:6:12", "dead-outside-link")
    assert "20250318" in first.hint
    assert (str(second.location), second.code) == ("content/2025-W12/two.md:4:13", "moved-outside-link")
    assert {address for _, _, address in world.asked} >= {"https://good.example/", "https://moved.example/y"}
    world.asked.clear()
    assert len(check_project(project.folder, config, jobs=1, outside=outside)) == 2
    assert world.asked == []


def test_the_command_says_what_it_needs(project, monkeypatch):
    """--refresh goes with --external, which needs an extra."""
    project.article("2025-W12/one.md")
    assert project.digest("check", "--refresh").code == 2
    monkeypatch.setitem(__import__("sys").modules, "digest.check.external.http_client", None)
    told = project.digest("check", "--external")
    assert told.code == 2
    assert "research-digest[check]" in told.err
