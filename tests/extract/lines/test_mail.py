"""A mail that was pasted as text."""

from datetime import date

import pytest

from digest.extract.lines.text_reader import read_text

TEXT = (
    "The survey team spent eleven weeks on the estuary last winter, counting every pile and every post that the old "
    "ferry pier had left behind, and drawing each of them on a chart."
)
HEADER = (
    "From: Ola Berg <ola@harbour.example>\nDate: Tue, 11 Feb 2025 23:10:05 -0800\nSubject: The pier and its posts\n"
)


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        "From list-bounces@x.example Tue Feb 11 23:10:05 2025\n" + HEADER,
        (
            "From: Ola Berg <ola@harbour.example>\nTo: list@example.org\nSubject: [piers] Fwd: The pier and its posts\n"
            "Date: Tue, 11 Feb 2025 23:10:05 -0800\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            "X-Spam-Score: 0\n"
        ),
        (
            'From: "Berg, Ola" <ola@harbour.example>\nSent: Tuesday, February 11, 2025 11:10 PM\nTo: A List\n'
            "Subject: RE: AW: The pier and its posts\n"
        ),
        (
            "Von: Ola Berg <ola@harbour.example>\nGesendet: Dienstag, 11. Februar 2025 23:10\nAn: Liste\n"
            "Betreff: WG: The pier and its posts\n"
        ),
        (
            "De : Ola Berg <ola@harbour.example>\nEnvoyé : mardi 11 février 2025 23:10\nÀ : Liste\n"
            "Objet : The pier and its posts\n"
        ),
        (
            "Subject: =?utf-8?q?The_pier_and_its_posts?=\nFrom: =?utf-8?B?T2xhIEJlcmc=?= <ola@harbour.example>\n"
            "Date: Tue, 11 Feb 2025 23:10:05 -0800\n"
        ),
        "From: Mina Okafor <mina@x.example>\nDate: Wed, 12 Feb 2025 10:00:00 +0000\nSubject: Fwd: Look at this\n\n"
        "---------- Forwarded message ---------\n" + HEADER,
        "From: Ola Berg <ola@harbour.example>\nDate: Tue, 11 Feb 2025 23:10:05 -0800\nSubject: The pier\n and its posts\n",
    ],
)
def test_the_header_names_title_author_and_day(header: str) -> None:
    """The day is the sender's own; of a mail that passes on another, the other's facts count."""
    document = read_text(f"{header}\n{TEXT}\n")
    assert document.title == "The pier and its posts"
    assert document.authors == ("Ola Berg",)
    assert [dated.day for dated in document.stated] == [date(2025, 2, 11)]
    assert document.body == f"{TEXT}\n"


def test_addresses_are_not_published() -> None:
    """Neither in the header nor in what is quoted; the signature is left out."""
    text = (
        f"{HEADER}\n{TEXT}\n\nOn Monday, Mina Okafor <mina@x.example> wrote:\n> Ask board@x.example, or (tom@x.example).\n"
        f"> They know it all.\n\nYes.\n\n-- \nOla Berg\nola@harbour.example\nHarbour Review\n"
    )
    document = read_text(text)
    assert "example" not in document.body
    assert "On Monday, Mina Okafor wrote:" in document.body
    assert "> Ask board@…, or. They know it all." in document.body
    assert document.body.endswith("\n\nYes.\n")


def test_a_sender_without_a_name_is_not_an_author() -> None:
    document = read_text(HEADER.replace("Ola Berg <ola@harbour.example>", "ola@harbour.example") + f"\n{TEXT}\n")
    assert document.authors == ()
    assert document.title == "The pier and its posts"


@pytest.mark.parametrize(
    "text",
    [
        f"Subject: The pier and its posts\n\n{TEXT}\n",
        f"From: the board\n\n{TEXT}\n",
        f"Date: 11 February 2025\nBy Ola Berg\n\n{TEXT}\n",
        f"{TEXT}\n\n{HEADER}",
    ],
)
def test_other_texts_are_no_mail(text: str) -> None:
    assert "header of the mail" not in {dated.evidence for dated in read_text(text).stated}
