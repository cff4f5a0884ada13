//! Deposits, withdrawals, adjustments, debts.

use realdeal::Book;
use realdeal::command::{AdjustWallet, ConfirmDeposit, RequestWithdrawal};
use realdeal::house_rules::Limits;
use realdeal::id::WithdrawalId;
use realdeal::money::{Currency, Money};
use realdeal::people::{Exclusion, Status};
use realdeal::storage::Page;
use realdeal::wallet::StatementFilter;

use crate::support::{hours, refused, world};
use crate::{back, nobody, refused_saying, stranger};

#[test]
fn an_amount_must_be_above_zero() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    for amount in ["0.00 EUR", "-0.01 EUR", "-92233720368547758.08 EUR"] {
        let said = format!("the amount {amount} must be above zero");
        refused_saying("amount_not_positive", &said, &mut w.book, |book| {
            book.system().confirm_deposit(alice, amount, "bank", "2")
        });
        refused("amount_not_positive", &mut w.book, |book| book.session(alice).request_withdrawal(amount));
        refused("amount_not_positive", &mut w.book, |book| {
            book.session(admin).because("kind").write_off_debt(alice, amount)
        });
    }
    refused("amount_zero", &mut w.book, |book| {
        book.session(admin).because("nothing").adjust_wallet(alice, "0.00 EUR")
    });
}

#[test]
fn an_amount_must_be_money() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let cases = [
        ("10.001 EUR", "too_many_decimals"),
        ("10.000 EUR", "too_many_decimals"),
        ("10.0 JPY", "too_many_decimals"),
        ("92233720368547758.08 EUR", "amount_out_of_range"),
        ("99999999999999999999999 EUR", "amount_out_of_range"),
        ("ten EUR", "bad_amount"),
        ("10,00 EUR", "bad_amount"),
        ("1e3 EUR", "bad_amount"),
        ("+10.00 EUR", "bad_amount"),
        ("10.00EUR", "bad_amount"),
        ("10.00", "bad_amount"),
        ("10.00 XYZ", "unknown_currency"),
        ("10.00 eur", "bad_currency"),
        ("10.00 EUR:2", "bad_currency"),
        ("10 GOLD:9", "bad_currency"),
    ];
    for (amount, code) in cases {
        refused(code, &mut w.book, |book| book.system().confirm_deposit(alice, amount, "bank", "2"));
        refused(code, &mut w.book, |book| book.session(alice).request_withdrawal(amount));
        refused(code, &mut w.book, |book| book.session(admin).because("gift").adjust_wallet(alice, amount));
        refused(code, &mut w.book, |book| book.session(admin).because("gift").write_off_debt(alice, amount));
    }
    for (currency, code) in [("XYZ", "unknown_currency"), ("euro", "bad_currency")] {
        refused(code, &mut w.book, |book| book.session(alice).wallet(currency));
    }
}

#[test]
fn currencies_are_never_mixed() {
    let mut w = world();
    let alice = w.alice;
    w.book.system().confirm_deposit(alice, "50.00 USD", "bank", "2").unwrap();
    w.book.system().confirm_deposit(alice, "7 GOLD:0", "mine", "2").unwrap();
    // Who adds up a total of two wallets is told, by the same rejection as anything else.
    let said = "EUR and USD are different currencies";
    refused_saying("mixed_currencies", said, &mut w.book, |book| {
        let session = book.session(alice);
        let total = session.wallet("EUR")?.cash.checked_add(session.wallet("USD")?.cash)?;
        book.session(alice).request_withdrawal(total)
    });
    // Each wallet stands by itself.
    let said = "the balance of 50.00 USD does not cover 50.01 USD";
    refused_saying("insufficient_funds", said, &mut w.book, |book| {
        book.session(alice).request_withdrawal("50.01 USD")
    });
    refused("insufficient_funds", &mut w.book, |book| book.session(alice).request_withdrawal("8 GOLD:0"));
    refused("insufficient_funds", &mut w.book, |book| book.session(alice).request_withdrawal("1 JPY"));
    w.book.session(alice).request_withdrawal("7 GOLD:0").unwrap();
    w.check();
}

#[test]
fn a_payment_is_confirmed_once() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let said = "the payment \"first of alice\" of bank is confirmed already";
    refused_saying("payment_exists", said, &mut w.book, |book| {
        book.system().confirm_deposit(alice, "100.00 EUR", "bank", "first of alice")
    });
    // Whoever it is for, whatever it is worth, and however it is spaced.
    refused("payment_exists", &mut w.book, |book| {
        book.system().confirm_deposit(bob, "1.00 USD", " bank", "first  of alice ")
    });
    w.book.system().confirm_deposit(alice, "100.00 EUR", "card", "first of alice").unwrap();
    for (provider, reference) in [("", "2"), ("bank", " "), ("bank", "a\u{7}b")] {
        refused("bad_name", &mut w.book, |book| {
            book.system().confirm_deposit(alice, "1.00 EUR", provider, reference)
        });
    }
    w.check();
}

#[test]
fn a_wallet_has_a_ceiling() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let room = Money::new(Limits::CEILING - 10_000, Currency::EUR);
    let above = Money::new(room.minor() + 1, Currency::EUR);
    let said = "the amount 9999999999900.01 EUR would take a balance beyond 10000000000000.00 EUR";
    refused_saying("balance_out_of_range", said, &mut w.book, |book| {
        book.system().confirm_deposit(alice, above, "bank", "2")
    });
    refused("balance_out_of_range", &mut w.book, |book| {
        book.session(admin).because("jackpot").adjust_wallet(alice, above)
    });
    refused("balance_out_of_range", &mut w.book, |book| {
        book.system().confirm_deposit(alice, Money::new(i64::MAX, Currency::EUR), "bank", "2")
    });
    w.book.system().confirm_deposit(alice, room, "bank", "2").unwrap();
    // What is held for a withdrawal counts.
    w.book.session(alice).request_withdrawal("50.00 EUR").unwrap();
    refused("balance_out_of_range", &mut w.book, |book| {
        book.system().confirm_deposit(alice, "0.01 EUR", "bank", "3")
    });
    w.check();
}

#[test]
fn money_for_nobody_is_refused() {
    let mut w = world();
    let admin = w.admin;
    refused("unknown_user", &mut w.book, |book| {
        book.system().confirm_deposit(nobody(), "1.00 EUR", "bank", "2")
    });
    refused("unknown_user", &mut w.book, |book| {
        book.session(admin).because("gift").adjust_wallet(nobody(), "1.00 EUR")
    });
    refused("unknown_user", &mut w.book, |book| {
        book.session(admin).because("gift").write_off_debt(nobody(), "1.00 EUR")
    });
    refused("unknown_user", &mut w.book, |book| {
        let amount = "1.00 EUR".parse()?;
        book.session(admin).send(RequestWithdrawal { user: nobody(), amount })
    });
    refused("unknown_user", &mut w.book, |book| book.session(admin).wallet_of(nobody(), "EUR"));
}

#[test]
fn nobody_touches_anothers_wallet() {
    let mut w = world();
    let (alice, bob, bookmaker, admin) = (w.alice, w.bob, w.bookmaker, w.admin);
    let withdrawal = w.book.session(alice).request_withdrawal("10.00 EUR").unwrap();
    let amount: Money = "1.00 EUR".parse().unwrap();
    for other in [bob, bookmaker] {
        let said = format!("this belongs to another user than {other}");
        refused_saying("not_yours", &said, &mut w.book, |book| {
            book.session(other).send(RequestWithdrawal { user: alice, amount })
        });
        refused("not_yours", &mut w.book, |book| book.session(other).wallet_of(alice, "EUR"));
        refused("not_yours", &mut w.book, |book| book.session(other).withdrawal(withdrawal));
        refused("not_yours", &mut w.book, |book| book.session(other).person(alice));
        refused("not_yours", &mut w.book, |book| {
            book.session(other).statement(alice, "EUR", &StatementFilter::default(), Page::first(1))
        });
        refused("wrong_role", &mut w.book, |book| book.session(other).confirm_withdrawal(withdrawal));
        refused("wrong_role", &mut w.book, |book| {
            book.session(other).because("mine").send(AdjustWallet { user: alice, amount })
        });
        refused("system_only", &mut w.book, |book| {
            book.session(other).confirm_deposit(other, "1000.00 EUR", "bank", "2")
        });
    }
    // An admin looks, adjusts and answers; he does not draw on a wallet whose owner can do so himself.
    refused("not_yours", &mut w.book, |book| {
        book.session(admin).send(RequestWithdrawal { user: alice, amount })
    });
    refused("sign_in_required", &mut w.book, |book| book.visitor().wallet_of(alice, "EUR"));
    refused("sign_in_required", &mut w.book, |book| book.visitor().request_withdrawal(amount));
    refused("sign_in_required", &mut w.book, |book| book.system().wallet("EUR"));
}

#[test]
fn a_status_can_hold_a_withdrawal() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let (paid, refused_later) = {
        let mut session = w.book.session(alice);
        (session.request_withdrawal("10.00 EUR").unwrap(), session.request_withdrawal("20.00 EUR").unwrap())
    };
    for (status, by_admin) in [(Status::Suspended, false), (Status::Blocked, true)] {
        w.book.session(admin).because("review").change_status(alice, status).unwrap();
        let said = format!("user {alice} is {status} and may not withdraw");
        refused_saying("may_not_withdraw", &said, &mut w.book, |book| {
            book.session(alice).request_withdrawal("1.00 EUR")
        });
        refused("may_not_withdraw", &mut w.book, |book| book.system().confirm_withdrawal(paid));
        if by_admin {
            w.book.session(admin).confirm_withdrawal(paid).unwrap();
        } else {
            refused("may_not_withdraw", &mut w.book, |book| book.session(admin).confirm_withdrawal(paid));
        }
    }
    // Only an admin draws on a blocked wallet; to refuse is always possible.
    let amount = "5.00 EUR".parse().unwrap();
    w.book.session(admin).send(RequestWithdrawal { user: alice, amount }).unwrap();
    w.book.system().refuse_withdrawal(refused_later).unwrap();
    w.check();
}

#[test]
fn an_excluded_bettor_draws_out_his_money() {
    let mut w = world();
    let (alice, until) = (w.alice, w.start.plus(hours(48)));
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    let withdrawal = w.book.session(alice).request_withdrawal("100.00 EUR").unwrap();
    w.book.system().confirm_withdrawal(withdrawal).unwrap();
    // Money that has arrived is credited whatever the status.
    w.book.system().confirm_deposit(alice, "5.00 EUR", "bank", "2").unwrap();
    assert_eq!(w.cash(alice), "5.00 EUR");
}

#[test]
fn a_withdrawal_is_answered_once() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let withdrawal = w.book.session(alice).request_withdrawal("10.00 EUR").unwrap();
    w.book.session(admin).confirm_withdrawal(withdrawal).unwrap();
    let said = format!("withdrawal {withdrawal} is answered already");
    refused_saying("withdrawal_answered", &said, &mut w.book, |book| {
        book.session(admin).refuse_withdrawal(withdrawal)
    });
    refused("withdrawal_answered", &mut w.book, |book| book.system().confirm_withdrawal(withdrawal));
    let unknown = WithdrawalId::made_by(stranger(), 0);
    let said = format!("there is no withdrawal {unknown}");
    refused_saying("unknown_withdrawal", &said, &mut w.book, |book| {
        book.system().confirm_withdrawal(unknown)
    });
    refused("unknown_withdrawal", &mut w.book, |book| book.session(alice).withdrawal(unknown));
}

#[test]
fn nobody_draws_out_more_than_there_is() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let said = "the balance of 100.00 EUR does not cover 100.01 EUR";
    refused_saying("insufficient_funds", said, &mut w.book, |book| {
        book.session(alice).request_withdrawal("100.01 EUR")
    });
    refused_saying("insufficient_funds", said, &mut w.book, |book| {
        book.session(admin).because("a slip").adjust_wallet(alice, "-100.01 EUR")
    });
    // The one amount that has no mirror.
    let least = Money::new(i64::MIN, Currency::EUR);
    refused("amount_out_of_range", &mut w.book, |book| {
        book.session(admin).because("a slip").adjust_wallet(alice, least)
    });
    w.book.session(admin).because("a slip").adjust_wallet(alice, "-100.00 EUR").unwrap();
    assert_eq!(w.cash(alice), "0.00 EUR");
}

#[test]
fn a_debt_stands_until_it_is_paid_or_written_off() {
    let mut w = world();
    w.alice_in_debt();
    let (admin, alice) = (w.admin, w.alice);
    let (_, later) = w.one_more(w.start.plus(hours(9)), "2.00");
    let home = later.selections[0];
    let stake = |book: &mut Book| back(book, alice, &[(home, "2.00")], "1.00 EUR");
    refused_saying("debt_stands", "a debt of 21.00 EUR stands", &mut w.book, stake);
    refused("debt_stands", &mut w.book, |book| book.session(alice).request_withdrawal("1.00 EUR"));
    let said = "the amount 21.01 EUR is more than the debt of 21.00 EUR";
    refused_saying("debt_too_small", said, &mut w.book, |book| {
        book.session(admin).because("kind").write_off_debt(alice, "21.01 EUR")
    });
    refused("debt_too_small", &mut w.book, |book| {
        book.session(admin).because("kind").write_off_debt(alice, "0.01 USD")
    });
    w.book.session(admin).because("kind").write_off_debt(alice, "6.00 EUR").unwrap();
    w.book.system().confirm_deposit(alice, "14.99 EUR", "bank", "2").unwrap();
    refused_saying("debt_stands", "a debt of 0.01 EUR stands", &mut w.book, stake);
    w.book.system().send(deposit(alice, "2.00 EUR", "3")).unwrap();
    assert_eq!(w.cash(alice), "1.99 EUR");
    stake(&mut w.book).unwrap();
    w.check();
}

fn deposit(user: realdeal::id::UserId, amount: &str, reference: &str) -> ConfirmDeposit {
    let amount = amount.parse().unwrap();
    ConfirmDeposit { user, amount, provider: "bank".to_owned(), reference: reference.to_owned() }
}
