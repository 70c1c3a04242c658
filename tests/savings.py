"""A customer's savings: a fixed deposit and one at notice, as if they had been opened a while ago."""

from datetime import timedelta

from guitai.capabilities.deposits import holdings
from guitai.capabilities.deposits.rules import PRODUCTS, Deposit, Renewal
from guitai.database import Owner, Transaction
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.zone import BANK_ZONE

AGO = timedelta(days=40)


def save_up(db: Transaction, owner: Owner) -> None:
    """Two deposits, with money from elsewhere, which pay to the customer's first account."""
    pays_to = accounts_of(db, owner)[0].key
    opened_on = (db.now - AGO).astimezone(BANK_ZONE).date()
    for code, yuan in (("1Y", "30000"), ("7D", "120000")):
        product, amount = PRODUCTS[code], Money.parse(yuan)
        number = f"8021{owner:011d}{len(code + yuan):02d}"
        account = open_account(db, owner, product.kind, number, opened_on=opened_on)
        source = Internal.RESERVES
        post(db, transfer(amount, owner=owner, name=f"saved {code}", source=source, target=account.key))
        deposit = Deposit(
            key=account.key,
            number=number,
            product=product,
            renewal=Renewal.PRINCIPAL,
            pays_to=pays_to.account_id,
            opened_on=opened_on,
            starts_on=opened_on,
            matures_on=product.ends_on(opened_on),
            rate_bps=product.rate_bps(opened_on, db.terms.rates),
            principal=amount,
            accrued_on=opened_on - timedelta(days=1),
        )
        holdings.add(db, deposit)
