"""Exact numbers: money with its currency, and prices. Both are read and written by the engine's own grammar.

Not in here: arithmetic with prices, and what a bet returns. That is the engine's.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Union

from realdeal import _engine
from realdeal.wire import call

if TYPE_CHECKING:
    from realdeal.nouns import Rounding

#: What is taken as money: `"10.00 EUR"`, `Money`, or a Decimal or an int in the currency of the book.
MoneyLike = Union["Money", str, Decimal, int]
#: What is taken as a price: `"2.10"`, `"6/4"`, `"+150"`, `Odds`, Decimal, Fraction, int.
OddsLike = Union["Odds", str, Decimal, Fraction, int]


@functools.total_ordering
@dataclass(frozen=True)
class Money:
    """An amount of a currency, exact.

    >>> Money.of("10.00 EUR")
    Money('10.00 EUR')
    >>> Money.of(Decimal("2.5"), "EUR") + Money.of("1.00 EUR")
    Money('3.50 EUR')

    A float is refused with a TypeError, for it can't hold most amounts; currencies don't mix.
    """

    #: How much, with as many decimals as the currency has.
    amount: Decimal
    #: ISO 4217, as `EUR`, or a house's own with its decimals, as `POINTS:0`.
    currency: str

    @classmethod
    def of(cls, amount: MoneyLike, currency: str | None = None) -> Money:
        """An amount in any of its forms; a bare number needs the currency.

        Raises TypeError for a float or a missing currency, and `Rejected` for what is no amount of that currency.
        """
        return amount if isinstance(amount, Money) else cls.from_wire(call(_engine.tool, "read_money", text(amount, currency)))

    @classmethod
    def from_wire(cls, form: Any) -> Money:
        """From `"10.00 EUR"`, as the engine writes it."""
        amount, currency = form.split(" ")
        return cls(Decimal(amount), currency)

    def to_wire(self) -> str:
        """As the engine reads it."""
        return f"{self.amount:f} {self.currency}"

    def __str__(self) -> str:
        return self.to_wire()

    def __repr__(self) -> str:
        return f"Money('{self}')"

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._alike(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._alike(other), self.currency)

    def __mul__(self, times: int) -> Money:
        if not isinstance(times, int):
            return NotImplemented
        return Money(self.amount * times, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._alike(other)

    def _alike(self, other: Money) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"{other!r} is no Money")
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are of two currencies, and nothing is converted")
        return other.amount


class Odds:
    """A price: an exact fraction, decimal odds, that remembers how it was written.

    >>> Odds("6/4").decimal
    Decimal('2.5')
    >>> Odds("6/4") == Odds("2.50")
    True
    >>> str(Odds("6/4"))
    '6/4'
    """

    __slots__ = ("_fraction", "_text")

    def __init__(self, odds: OddsLike) -> None:
        written, numerator, denominator = call(_engine.tool, "parts_of_odds", price(odds))
        self._text: str = written
        self._fraction = Fraction(numerator, denominator)

    @classmethod
    def read(cls, text: str, form: str) -> Odds:
        """A number that is written in a form that it does not name itself.

        >>> str(Odds.read("1.10", "hong_kong"))
        '1.10 HK'
        """
        return cls(call(_engine.tool, "read_odds_as", text, form))

    def quoted_as(self, form: str) -> Odds | None:
        """The same price written in a form; None where that can't hold it exactly.

        >>> Odds("2.50").quoted_as("fractional")
        Odds('3/2')
        """
        quoted = call(_engine.tool, "quote_odds", self._text, form)
        return None if quoted is None else Odds(quoted)

    @classmethod
    def from_wire(cls, form: Any) -> Odds:
        """From the engine's text."""
        return _odds(form)

    def to_wire(self) -> str:
        """As it was written."""
        return self._text

    @property
    def fraction(self) -> Fraction:
        """The whole return on a stake of one, exactly."""
        return self._fraction

    @property
    def decimal(self) -> Decimal:
        """The whole return on a stake of one, to 28 digits."""
        return Decimal(self._fraction.numerator) / Decimal(self._fraction.denominator)

    def show(self, form: str, places: int | None = None) -> str:
        """Written as `decimal`, `fractional`, `american`, `hong_kong`, `malay`, `indonesian` or `probability`: rounded to so many
        places where it takes them, by itself to two, and an American price to the whole.

        >>> Odds("2.50").show("american"), Odds("3.00").show("probability", 4)
        ('+150', '0.3333')
        """
        shown: str = call(_engine.tool, "show_odds", self._text, form, places)
        return shown

    def nearest_fraction(self, within: int) -> Odds:
        """The nearest fractional odds with a denominator of at most `within`: another price, unless the fraction is exact.

        >>> [str(Odds("1.91").nearest_fraction(within)) for within in (100, 20)]
        ['91/100', '10/11']
        """
        return Odds(call(_engine.tool, "nearest_fraction", self._text, within))

    def risk_and_win(
        self,
        amount: MoneyLike,
        meaning: str = "risk",
        *,
        rounding: Rounding | str = "half_away_from_zero",
        currency: str | None = None,
    ) -> RiskAndWin:
        """What is risked and what is to be won, for an amount that is to be risked (`risk`), to be won (`win`), or either, by the
        sign of the price (`as_quoted`).

        >>> Odds("-0.92 MY").risk_and_win("1.00 EUR", "as_quoted")
        RiskAndWin(risk=Money('0.92 EUR'), to_win=Money('1.00 EUR'))
        """
        found = call(_engine.tool, "risk_and_win", self._text, text(amount, currency), meaning, rounding)
        return RiskAndWin(*map(Money.from_wire, found))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Odds('{self._text}')"

    def __eq__(self, other: object) -> bool:
        return self._fraction == other._fraction if isinstance(other, Odds) else NotImplemented

    def __lt__(self, other: Odds) -> bool:
        return self._fraction < other._fraction

    def __hash__(self) -> int:
        return hash(self._fraction)

    def __reduce__(self) -> tuple[type[Odds], tuple[str]]:
        return Odds, (self._text,)


@dataclass(frozen=True)
class RiskAndWin:
    """The amounts behind a stake whose meaning hangs on how its price is quoted."""

    #: What is staked, and lost if the bet is.
    risk: Money
    #: What comes on top of it if the bet wins.
    to_win: Money


@functools.lru_cache(maxsize=10_000)
def _odds(form: str) -> Odds:
    return Odds(form)


@dataclass(frozen=True)
class LegResult:
    """What a leg settled to: the parts of its stake that won and that came back; the rest is lost.

    >>> LegResult.HALF_WON.win
    Fraction(1, 2)
    >>> LegResult.dead_heat(1, 2) == LegResult(Fraction(1, 2))
    True
    """

    #: The part that won.
    win: Fraction
    #: The part that came back.
    void: Fraction = Fraction(0)

    #: The whole stake won, was lost, or came back; half of it won or was lost, and the other half came back.
    WON: ClassVar[LegResult]
    LOST: ClassVar[LegResult]
    VOID: ClassVar[LegResult]
    HALF_WON: ClassVar[LegResult]
    HALF_LOST: ClassVar[LegResult]

    @classmethod
    def dead_heat(cls, places: int, tied: int) -> LegResult:
        """So many share so many places: each wins with its part of the stake, at the full price."""
        return cls(Fraction(places, tied))

    @classmethod
    def from_wire(cls, form: Any) -> LegResult:
        """From pairs of numerator and denominator."""
        return cls(Fraction(*form["win"]), Fraction(*form["void"]))

    def to_wire(self) -> object:
        """As pairs of numerator and denominator."""
        return {
            "win": [self.win.numerator, self.win.denominator],
            "void": [self.void.numerator, self.void.denominator],
        }


LegResult.WON = LegResult(Fraction(1))
LegResult.LOST = LegResult(Fraction(0))
LegResult.VOID = LegResult(Fraction(0), Fraction(1))
LegResult.HALF_WON = LegResult(Fraction(1, 2), Fraction(1, 2))
LegResult.HALF_LOST = LegResult(Fraction(0), Fraction(1, 2))


def text(amount: object, currency: str | None) -> str:
    """An amount as the engine reads it."""
    if isinstance(amount, (str, Money)):
        return str(amount)
    if isinstance(amount, float):
        raise TypeError(f"{amount!r} is a float, which can't hold most amounts of money: give '10.00 EUR', a Decimal or an int")
    if isinstance(amount, bool) or not isinstance(amount, (Decimal, int)):
        raise TypeError(f"{amount!r} is no amount of money: give '10.00 EUR', a Money, a Decimal or an int")
    if currency is None:
        raise TypeError(f"{amount!r} has no currency: give '{amount} EUR', or Book(currency='EUR')")
    return f"{amount:f} {currency}" if isinstance(amount, Decimal) else f"{amount} {currency}"


def price(odds: object) -> str:
    """A price as the engine reads it."""
    if isinstance(odds, (str, Odds)):
        return str(odds)
    if isinstance(odds, Decimal):
        return f"{odds:f}"
    if isinstance(odds, Fraction):
        return f"{odds.numerator - odds.denominator}/{odds.denominator}"
    if isinstance(odds, int) and not isinstance(odds, bool):
        return str(Decimal(odds))
    if isinstance(odds, float):
        raise TypeError(f"{odds!r} is a float: give '{odds!r}', or a column of prices")
    raise TypeError(f"{odds!r} is no price: give '2.10', '6/4', '+150', Odds, a Decimal or a Fraction")
