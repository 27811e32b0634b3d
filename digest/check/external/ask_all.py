"""Asks for many addresses: those of one host one after the other, hosts at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.check.external.answer import Answer, Remembered
from digest.check.external.ask import ask, find_copy
from digest.check.external.clients import Client
from digest.check.external.pace import Pace, host_of


async def ask_all(
    addresses: Iterable[str],
    client: Client,
    pace: Pace,
    remembered: Remembered,
    *,
    day: Callable[[str], date | None] = lambda _address: None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Mapping[str, Answer]:
    """What comes of asking for addresses, by address, sorted. What is known of a host is kept when it is done.

    A copy of a dead page should have been made near the day of the text that links to it, as `day` tells.
    """
    every = sorted(set(addresses))
    now = pace.clock.now()
    answers = {address: answer for address in every if (answer := remembered.answer(address, now)) is not None}
    hosts: dict[str, list[str]] = {}
    for address in every:
        if address not in answers:
            hosts.setdefault(host_of(address), []).append(address)
    known, asked = len(answers), sum(map(len, hosts.values()))

    async def of_host(group: Sequence[str]) -> None:
        for address in group:
            answer = await ask(address, client, pace)
            if answer.verdict == "dead":
                answer = replace(answer, archived=await find_copy(address, day(address), client, pace))
            answers[address] = answer
            progress(len(answers) - known, asked)
        remembered.keep({address: answers[address] for address in group})

    async with asyncio.TaskGroup() as tasks:
        for group in hosts.values():
            tasks.create_task(of_host(group))
    return {address: answers[address] for address in every}
