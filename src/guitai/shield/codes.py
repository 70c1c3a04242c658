"""One-time codes by SMS, each for one binding, order or certificate, to the mobile that the bank has."""

import secrets
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.keys.port import Use
from guitai.shield import audit, tries
from guitai.shield.refusals import CodeJustSent, TooManyCodes, WrongCode
from guitai.sms import send_text

LIFE = timedelta(minutes=5)
BETWEEN = timedelta(seconds=60)  # of two for the same thing; the pages count it down (static/codes.js)
TEXTS_A_DAY = 20  # more than anybody signs with a code on a day, and few enough to be paid for
MOST_TRIES = 3
WRONG_A_DAY = 20
PURPOSE = {
    "binding": "绑定微信",
    "certificate": "申请数字证书",
}


def send(db: Transaction, owner: Owner, subject: UUID, purpose: str, what: str = "") -> None:
    """Send a new code, which says what it is for; the one before it is good no more.

    For the same thing one in a minute; whoever has a certificate issued needs the next to sign with it at once. It is
    counted in this transaction: what is refused afterwards sends no text.

    `what` an order is for, its document says: a code that somebody was talked out of could sign another, if it did not.
    """
    person = customers.customer(db, owner)
    assert person is not None, "only a customer is asked for codes"
    sent_today = tries.subject(db, "texts", str(owner))
    tries.count(db, sent_today)
    if tries.used_up(db, sent_today, most=TEXTS_A_DAY):
        raise TooManyCodes
    code = f"{secrets.randbelow(10**6):06}"
    new = db.execute(
        """
        INSERT INTO shield.codes (owner, subject, turn_id, code_mac, tries, expires_at)
        VALUES (%(owner)s, %(subject)s, %(turn)s, %(mac)s, 0, %(until)s)
            ON CONFLICT ON CONSTRAINT codes_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, code_mac = EXCLUDED.code_mac, tries = 0, expires_at = EXCLUDED.expires_at
         WHERE codes.expires_at <= %(until)s - %(between)s
        """,
        {
            "owner": owner,
            "subject": subject,
            "turn": db.turn_id,
            "mac": db.keys.mac(Use.PEPPER, _said(subject, code)),
            "until": db.now + LIFE,
            "between": BETWEEN,
        },
    ).rowcount
    if not new:
        raise CodeJustSent
    # In Chinese whatever the chat speaks: the provider's texts are registered in one language.
    # Within 70 characters as a rule: what is longer is paid for twice.
    text = f"【江海银行】验证码{code}，用于{what or PURPOSE[purpose]}，5分钟内有效。任何人索要都不要给，包括本行员工。"
    send_text(db, owner, person.mobile, text)
    audit.note(db, owner, "codes.send", by="bank", subject=str(subject), why=purpose)


def check(database: Database, owner: Owner, subject: UUID, code: object) -> None:
    """Refuse a code that is another, too old, or was tried too often. The try is counted first.

    A new code can be asked for, and guessed at, again and again: so wrong ones are counted by the day as well.
    """
    known = database.run(lambda db: _count(db, owner, subject))
    with database.transaction() as db:
        by_day = tries.subject(db, "codes", str(owner))
        tries.check(db, by_day, most=WRONG_A_DAY)
        valid = db.keys.macs(Use.PEPPER, _said(subject, str(code)))
    if known is None or not any(compare_digest(known, one) for one in valid):
        raise WrongCode
    with database.transaction() as db:  # a right one is no guess: what fails after it may be tried again
        tries.give_back(db, by_day)
        db.execute(
            """
            UPDATE shield.codes
               SET tries = tries - 1
             WHERE owner = %(owner)s AND subject = %(subject)s AND tries > 0
            """,
            {"owner": owner, "subject": subject},
        )


def use_up(db: Transaction, owner: Owner, subject: UUID) -> None:
    """The code has served its purpose."""
    db.execute(
        "DELETE FROM shield.codes WHERE owner = %(owner)s AND subject = %(subject)s",
        {"owner": owner, "subject": subject},
    )


def _count(db: Transaction, owner: Owner, subject: UUID) -> bytes | None:
    tries.count(db, tries.subject(db, "codes", str(owner)))
    row = db.execute(
        """
        UPDATE shield.codes
           SET tries = tries + 1
         WHERE owner = %(owner)s AND subject = %(subject)s AND tries < %(most)s AND expires_at > %(now)s
     RETURNING code_mac
        """,
        {"owner": owner, "subject": subject, "most": MOST_TRIES, "now": db.now},
    ).fetchone()
    return bytes(row[0]) if row else None


def _said(subject: UUID, code: str) -> bytes:
    return f"code {subject} {code}".encode()
