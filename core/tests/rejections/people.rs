//! People, roles, status, exclusions, house rules.

use realdeal::house_rules::{HouseRules, Limits};
use realdeal::money::Currency;
use realdeal::people::{Exclusion, Person, Role, Status};

use crate::support::{World, hours, minutes, refused, world};
use crate::{MICROSECOND, nobody, refused_saying};

#[test]
fn there_is_one_first_admin() {
    let mut w = world();
    let (admin, eve) = (w.admin, || Person::new("Eve", "eve@example.org"));
    refused("admin_exists", &mut w.book, |book| book.system().create_first_admin(eve()));
    refused("system_only", &mut w.book, |book| book.session(admin).create_first_admin(eve()));
    refused("sign_in_required", &mut w.book, |book| book.visitor().create_first_admin(eve()));
}

#[test]
fn an_email_address_belongs_to_one_user_whatever_its_case() {
    let mut w = world();
    let (alice, admin) = (w.alice, w.admin);
    for address in ["alice@example.org", "ALICE@Example.ORG", "  alice@example.org  "] {
        refused("email_taken", &mut w.book, |book| book.visitor().register(Person::new("Eve", address)));
    }
    let as_bob = Person::new("Alice", "Bob@Example.org");
    refused("email_taken", &mut w.book, |book| book.session(alice).edit_profile(as_bob));
    // Her own address in another case is hers; the one that she gives up is free, and so is that of an erased person.
    w.book.session(alice).edit_profile(Person::new("Alice", "Alice@Example.org")).unwrap();
    w.book.session(alice).edit_profile(Person::new("Alice", "a@example.org")).unwrap();
    w.book.visitor().register(Person::new("Another Alice", "alice@example.org")).unwrap();
    w.book.session(admin).because("asked to").erase_person(alice).unwrap();
    w.book.visitor().register(Person::new("Adam", "a@example.org")).unwrap();
    w.check();
}

#[test]
fn personal_data_must_be_in_order() {
    let mut w = world();
    let alice = w.alice;
    let long = format!("{}@example.org", "x".repeat(255));
    for address in ["", "alice", "@example.org", "alice@", "a@b@c", "a b@example.org", &long] {
        refused("bad_email", &mut w.book, |book| book.visitor().register(Person::new("Eve", address)));
    }
    let eve = || Person::new("Eve", "eve@example.org");
    let too_long = "x".repeat(501);
    let without_name = Person { name: " ".to_owned(), ..eve() };
    let without_phone = Person { phone: Some(String::new()), ..eve() };
    let with_a_novel = Person { password_hash: Some(too_long), ..eve() };
    let said = "the field name is empty or longer than 500 characters";
    refused_saying("bad_person_field", said, &mut w.book, |book| book.visitor().register(without_name));
    refused("bad_person_field", &mut w.book, |book| book.visitor().register(without_phone));
    refused("bad_person_field", &mut w.book, |book| book.session(alice).edit_profile(with_a_novel));
}

#[test]
fn who_is_erased_stays_erased() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    w.book.session(admin).because("asked to").erase_person(alice).unwrap();
    let again = |book: &mut realdeal::Book| book.session(admin).because("again").erase_person(alice);
    refused("person_erased", &mut w.book, again);
    let back = Person::new("Alice", "alice@example.org");
    refused("person_erased", &mut w.book, |book| book.session(alice).edit_profile(back));
    refused("person_erased", &mut w.book, |book| book.session(alice).person(alice));
}

#[test]
fn nobody_has_no_role_status_or_data() {
    let mut w = world();
    let admin = w.admin;
    let said = format!("there is no user {}", nobody());
    refused_saying("unknown_user", &said, &mut w.book, |book| {
        book.session(admin).change_role(nobody(), Role::Bookmaker)
    });
    refused("unknown_user", &mut w.book, |book| {
        book.session(admin).because("gone").change_status(nobody(), Status::Closed)
    });
    refused("unknown_user", &mut w.book, |book| book.session(admin).because("gone").erase_person(nobody()));
    refused("unknown_user", &mut w.book, |book| book.user(nobody()));
}

#[test]
fn the_last_admin_stays() {
    let mut w = world();
    let (admin, bob) = (w.admin, w.bob);
    let said = format!("user {admin} is the last admin");
    refused_saying("last_admin", &said, &mut w.book, |book| {
        book.session(admin).change_role(admin, Role::Bettor)
    });
    for status in [Status::Suspended, Status::Closed] {
        refused("last_admin", &mut w.book, |book| {
            book.session(admin).because("leaving").change_status(admin, status)
        });
    }
    w.book.session(admin).change_role(bob, Role::Admin).unwrap();
    w.book.session(admin).change_role(admin, Role::Bettor).unwrap();
    refused("last_admin", &mut w.book, |book| book.session(bob).change_role(bob, Role::Support));
}

#[test]
fn a_change_to_what_stands_is_none() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let said = format!("user {alice} has the role bettor already");
    refused_saying("role_unchanged", &said, &mut w.book, |book| {
        book.session(admin).change_role(alice, Role::Bettor)
    });
    let said = format!("user {alice} is active already");
    refused_saying("status_unchanged", &said, &mut w.book, |book| {
        book.session(admin).because("no need").change_status(alice, Status::Active)
    });
}

fn close(w: &mut World) -> impl FnOnce(&mut realdeal::Book) -> Result<(), realdeal::Error> + use<> {
    let (admin, alice) = (w.admin, w.alice);
    move |book| book.session(admin).because("she wants to go").change_status(alice, Status::Closed)
}

#[test]
fn an_account_is_closed_once_nothing_is_left_in_it() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let home = w.market.selections[0];
    let said = format!("user {alice} still has 100.00 EUR");
    let ask = close(&mut w);
    refused_saying("balance_left", &said, &mut w.book, ask);
    // What she has asked to withdraw is still hers.
    let withdrawal = w.book.session(alice).request_withdrawal("60.00 EUR").unwrap();
    w.place(alice, &[(home, "2.10")], "40.00 EUR").unwrap();
    let ask = close(&mut w);
    refused_saying("balance_left", &format!("user {alice} still has 60.00 EUR"), &mut w.book, ask);
    w.book.system().confirm_withdrawal(withdrawal).unwrap();
    let ask = close(&mut w);
    refused_saying("open_bets", &format!("user {alice} has 1 open bets"), &mut w.book, ask);
    w.finish(w.first, 0, 1);
    let ask = close(&mut w);
    ask(&mut w.book).unwrap();
    let said = format!("the account of user {alice} is closed");
    refused_saying("account_closed", &said, &mut w.book, |book| {
        book.session(admin).because("she is back").change_status(alice, Status::Active)
    });
    refused("account_closed", &mut w.book, |book| book.session(admin).change_role(alice, Role::Support));
}

#[test]
fn a_debt_keeps_an_account_open() {
    let mut w = world();
    w.alice_in_debt();
    let ask = close(&mut w);
    refused_saying("balance_left", &format!("user {} still has 21.00 EUR", w.alice), &mut w.book, ask);
}

#[test]
fn an_exclusion_lasts_into_the_future_and_is_never_shortened() {
    let mut w = world();
    let (alice, now) = (w.alice, w.start);
    let said = "an exclusion until 2024-08-16T12:00:00Z must last beyond 2024-08-16T12:00:00Z";
    refused_saying("exclusion_too_short", said, &mut w.book, |book| {
        book.session(alice).exclude_self(Exclusion::CoolingOff, now)
    });
    w.book.session(alice).exclude_self(Exclusion::CoolingOff, now.plus(MICROSECOND)).unwrap();
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, now.plus(hours(48))).unwrap();
    let said = "an exclusion until 2024-08-18T12:00:00Z must last beyond 2024-08-18T12:00:00Z";
    refused_saying("exclusion_too_short", said, &mut w.book, |book| {
        book.session(alice).exclude_self(Exclusion::SelfExclusion, now.plus(hours(48)))
    });
    refused("exclusion_too_short", &mut w.book, |book| {
        book.session(alice).exclude_self(Exclusion::CoolingOff, now.plus(hours(1)))
    });
}

#[test]
fn not_even_an_admin_ends_an_exclusion() {
    let mut w = world();
    let (alice, admin, until) = (w.alice, w.admin, w.start.plus(hours(48)));
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    let said = format!(
        "user {alice} is shut out until 2024-08-18T12:00:00Z by a wish of his own, and then comes back only by asking"
    );
    let shorter = Status::CoolingOff { until: until.minus(MICROSECOND) };
    for status in [Status::Active, Status::Suspended, shorter] {
        refused_saying("exclusion_stands", &said, &mut w.book, |book| {
            book.session(admin).because("she begs").change_status(alice, status)
        });
    }
    // A stricter status may follow it.
    let longer = Status::SelfExcluded { until: until.plus(hours(1)) };
    w.book.session(admin).because("she asked us to").change_status(alice, longer).unwrap();
    w.book.session(admin).because("fraud").change_status(alice, Status::Blocked).unwrap();
}

#[test]
fn the_way_back_from_an_exclusion_takes_a_wish_and_a_day() {
    let mut w = world();
    let (alice, until) = (w.alice, w.start.plus(hours(48)));
    let said = format!("user {alice} is not shut out by a wish of his own");
    refused_saying("not_excluded", &said, &mut w.book, |book| book.session(alice).request_reopening());
    w.book.session(alice).exclude_self(Exclusion::CoolingOff, until).unwrap();
    w.book.set_now(until.minus(MICROSECOND));
    refused("exclusion_stands", &mut w.book, |book| book.session(alice).request_reopening());
    w.book.set_now(until);
    w.book.session(alice).request_reopening().unwrap();
    let said = format!("the account of user {alice} opens again at 2024-08-19T12:00:00Z");
    refused_saying("reopening_pending", &said, &mut w.book, |book| book.session(alice).request_reopening());
    w.book.set_now(until.plus(hours(24)).minus(MICROSECOND));
    assert_eq!(w.book.system().run_due(10).unwrap(), 0);
    w.book.set_now(until.plus(hours(24)));
    assert_eq!(w.book.system().run_due(10).unwrap(), 1);
    assert_eq!(w.book.user(alice).unwrap().status, Status::Active);
    w.check();
}

#[test]
fn who_is_under_review_cannot_slip_into_an_exclusion() {
    let mut w = world();
    let (alice, admin, until) = (w.alice, w.admin, w.start.plus(hours(48)));
    for (status, said) in [(Status::Suspended, "suspended"), (Status::Blocked, "blocked")] {
        w.book.session(admin).because("review").change_status(alice, status).unwrap();
        let said = format!("user {alice} is {said} and may not act");
        refused_saying("actor_not_active", &said, &mut w.book, |book| {
            book.session(alice).exclude_self(Exclusion::CoolingOff, until)
        });
    }
}

#[test]
fn house_rules_must_be_what_the_engine_can_keep() {
    let day = 86_400;
    let usual = HouseRules::default;
    let euro = |min_stake, max_stake, max_return| {
        usual().with_limits(Currency::EUR, Limits { min_stake, max_stake, max_return })
    };
    let cases = [
        ("max_legs", HouseRules { max_legs: 0, ..usual() }),
        ("max_legs", HouseRules { max_legs: 26, ..usual() }),
        ("cut_off_seconds", HouseRules { cut_off_seconds: day + 1, ..usual() }),
        ("cancellation_seconds", HouseRules { cancellation_seconds: 7 * day + 1, ..usual() }),
        ("postponement_seconds", HouseRules { postponement_seconds: 366 * day + 1, ..usual() }),
        ("reopening_seconds", HouseRules { reopening_seconds: 366 * day + 1, ..usual() }),
        ("clock_tolerance_seconds", HouseRules { clock_tolerance_seconds: day + 1, ..usual() }),
        ("basket_seconds", HouseRules { basket_seconds: 0, ..usual() }),
        ("basket_seconds", HouseRules { basket_seconds: 366 * day + 1, ..usual() }),
        ("max_baskets", HouseRules { max_baskets: 1_001, ..usual() }),
        ("max_slips", HouseRules { max_slips: 0, ..usual() }),
        ("max_slips", HouseRules { max_slips: 1_001, ..usual() }),
        ("min_stake", euro(0, 100, 100)),
        ("min_stake", euro(-1, 100, 100)),
        ("max_stake", euro(101, 100, 200)),
        ("max_stake", euro(1, Limits::CEILING + 1, 200)),
        ("max_return", euro(101, 102, 100)),
        ("max_return", euro(1, 2, Limits::CEILING + 1)),
    ];
    let mut w = world();
    let admin = w.admin;
    for (field, rules) in cases {
        refused("rule_out_of_range", &mut w.book, |book| {
            let answer = book.session(admin).adopt_house_rules(rules);
            let said = answer.as_ref().unwrap_err().to_string();
            assert!(said.starts_with(&format!("the house rule {field} must lie between ")), "{said}");
            answer
        });
    }
    let widest = euro(1, Limits::CEILING, Limits::CEILING);
    w.book.session(admin).adopt_house_rules(widest).unwrap();
    w.at(minutes(1));
    w.check();
}

#[test]
fn a_detour_through_another_status_does_not_shorten_an_exclusion() {
    let mut w = world();
    let (admin, alice, until) = (w.admin, w.alice, w.start.plus(hours(48)));
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    for detour in [Status::OnRegister, Status::Blocked] {
        w.book.session(admin).because("for now").change_status(alice, detour).unwrap();
        refused("exclusion_stands", &mut w.book, |book| {
            book.session(admin).because("all clear").change_status(alice, Status::Active)
        });
    }
    w.book.session(admin).because("back").change_status(alice, Status::SelfExcluded { until }).unwrap();
    w.at(hours(48));
    w.book.session(alice).request_reopening().unwrap();
    w.check();
}

#[test]
fn a_book_keeps_an_admin_who_may_act() {
    let mut w = world();
    let (admin, bob, until) = (w.admin, w.bob, w.start.plus(hours(1)));
    w.book.session(admin).change_role(bob, Role::Admin).unwrap();
    w.book.session(admin).because("on leave").change_status(bob, Status::Suspended).unwrap();
    refused("last_admin", &mut w.book, |book| book.session(admin).change_role(admin, Role::Bettor));
    refused("last_admin", &mut w.book, |book| book.session(admin).exclude_self(Exclusion::CoolingOff, until));
    w.book.session(admin).because("back").change_status(bob, Status::Active).unwrap();
    w.book.session(admin).change_role(admin, Role::Bettor).unwrap();
    w.check();
}
