//! Roles, statuses, exclusions and erasure.

use realdeal::Book;
use realdeal::command::Actor;
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::memory::Memory;
use realdeal::money::Currency;
use realdeal::people::{Exclusion, Person, Role, Status};

use crate::support::{hours, minutes, refused, world};

#[test]
fn an_excluded_bettor_does_not_stake_but_his_bets_settle_and_he_withdraws() {
    let mut w = world();
    let bet = w.alice_on_home();
    let (alice, home, until) = (w.alice, w.market.selections[0], w.start.plus(hours(24)));
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    let slip = w.slip(&[(home, "2.10")], "1.00 EUR");
    refused("may_not_stake", &mut w.book, |book| book.session(alice).place_bet(slip));
    assert!(!w.book.user(alice).unwrap().status.may_deposit());
    // Money that has arrived is credited all the same.
    w.book.system().confirm_deposit(alice, "1.00 EUR", "bank", "late").unwrap();
    w.finish(w.first, 1, 0);
    assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), ("won", "112.00 EUR"));
    w.book.session(alice).request_withdrawal("112.00 EUR").unwrap();
    w.check();
}

#[test]
fn the_end_of_an_exclusion_does_not_reopen_the_account() {
    let mut w = world();
    let (alice, admin, until) = (w.alice, w.admin, w.start.plus(hours(24)));
    w.book.session(alice).exclude_self(Exclusion::CoolingOff, until).unwrap();
    refused("exclusion_stands", &mut w.book, |book| book.session(alice).request_reopening());
    refused("exclusion_stands", &mut w.book, |book| {
        book.session(admin).because("asked nicely").change_status(alice, Status::Active)
    });
    w.at(hours(25));
    assert_eq!(w.book.user(alice).unwrap().status, Status::CoolingOff { until });
    w.book.session(alice).request_reopening().unwrap();
    let opens_at = w.start.plus(hours(49));
    assert_eq!(w.book.next_due().unwrap(), Some(opens_at));
    w.at(hours(49).checked_sub(minutes(1)).unwrap());
    assert_eq!(w.book.system().run_due(10).unwrap(), 0);
    w.at(hours(49));
    assert_eq!(w.book.system().run_due(10).unwrap(), 1);
    assert_eq!(w.book.user(alice).unwrap().status, Status::Active);
    w.check();
}

#[test]
fn support_acts_for_a_bettor_with_a_reason_that_the_journal_keeps() {
    let mut w = world();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    refused("reason_required", &mut w.book, |book| book.on_behalf(bob, alice).request_withdrawal("5.00 EUR"));
    w.book.on_behalf(bob, alice).because("by telephone").request_withdrawal("5.00 EUR").unwrap();
    let head = w.book.journal_head().unwrap();
    let last = w.book.journal(realdeal::storage::Page::after(head.records - 1, 1)).unwrap();
    assert_eq!(last[0].record.actor, Actor::OnBehalf { agent: bob, bettor: alice });
    assert_eq!(last[0].record.reason.as_deref(), Some("by telephone"));
    w.check();
}

/// Not even as the id of a row that is no longer there.
#[test]
fn an_erased_person_is_not_in_memory_any_more() {
    let memory = Memory::new();
    let mut book = Book::open(memory.clone());
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
    let mina = book.visitor().register(Person::new("Wilhelmina", "mina@example.org")).unwrap();
    // A person is never shown so; the claim on an address is.
    let kept = |address: &str| format!("{memory:?}").contains(address);
    assert!(kept("mina@example.org"));
    book.session(admin).because("asked to be forgotten").erase_person(mina).unwrap();
    assert!(!kept("mina@example.org") && kept("ada@example.org"));
}

#[test]
fn an_erased_person_leaves_the_books_whole_and_the_address_free() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let bet = w.alice_on_home();
    let hash = w.book.state_hash().unwrap();
    w.book.session(admin).because("asked to be forgotten").erase_person(alice).unwrap();
    assert_ne!(hash, w.book.state_hash().unwrap(), "the erasure itself is a fact of the books");
    assert_eq!(w.book.system().person(alice).unwrap_err().code(), "person_erased");
    assert_eq!(w.book.user_by_email("alice@example.org").unwrap(), None);
    w.book.visitor().register(Person::new("Alice", "ALICE@example.org")).unwrap();
    w.finish(w.first, 1, 0);
    assert_eq!(w.status(&bet), "won");
    w.check();
}

#[test]
fn no_personal_data_is_in_the_journal() {
    let mut w = world();
    let alice = w.alice;
    w.book.session(alice).edit_profile(Person::new("Alicia Zebrowski", "zeb@example.org")).unwrap();
    let records = w.book.journal(realdeal::storage::Page::first(1_000)).unwrap();
    for numbered in records {
        let text = serde_json::to_string(&numbered).unwrap().to_lowercase();
        let bytes = numbered.record.to_bytes();
        for secret in ["zebrowski", "zeb@", "alice@", "ada@"] {
            assert!(!text.contains(secret), "{text}");
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
        }
    }
    assert_eq!(w.book.session(alice).person(alice).unwrap().name, "Alicia Zebrowski");
}

#[test]
fn a_bet_settles_by_the_rules_it_was_placed_under() {
    let mut w = world();
    let (admin, alice, home) = (w.admin, w.alice, w.market.selections[0]);
    // 0.33 at 2.10 returns 0.693: 0.69 half away from zero, 0.70 away from zero.
    let before = w.place(alice, &[(home, "2.10")], "0.33 EUR").unwrap();
    let rules = HouseRules { rounding: realdeal::money::Rounding::AwayFromZero, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let after = w.place(alice, &[(home, "2.10")], "0.33 EUR").unwrap();
    w.finish(w.first, 1, 0);
    let returned = |id| w.book.bet(id).unwrap().returned().to_string();
    assert_eq!((returned(before.id), returned(after.id)), ("0.69 EUR".to_owned(), "0.70 EUR".to_owned()));
    w.check();
}

#[test]
fn every_currency_has_a_wallet_of_its_own() {
    let mut w = world();
    let (admin, alice, home) = (w.admin, w.alice, w.market.selections[0]);
    w.book.system().confirm_deposit(alice, "1000 JPY", "bank", "yen").unwrap();
    let slip = w.slip(&[(home, "2.10")], "100 JPY");
    refused("no_limits_for_currency", &mut w.book, |book| book.session(alice).place_bet(slip));
    let yen = Limits { min_stake: 1, max_stake: 100_000, max_return: 10_000_000 };
    w.book.session(admin).adopt_house_rules(HouseRules::default().with_limits(Currency::JPY, yen)).unwrap();
    w.place(alice, &[(home, "2.10")], "100 JPY").unwrap();
    w.finish(w.first, 1, 0);
    assert_eq!(w.book.session(alice).wallet("JPY").unwrap().cash.to_string(), "1110 JPY");
    assert_eq!(w.cash(alice), "100.00 EUR");
    w.check();
}
