//! Who sends a command, and why.

use realdeal::betting::Slip;
use realdeal::id::UserId;
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::{Book, Error, Session};

use crate::support::{hours, refused, world};
use crate::{back, nobody, refused_saying};

#[test]
fn visitors_register_and_that_is_all() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let said = "this is not for visitors";
    refused_saying("sign_in_required", said, &mut w.book, |book| {
        let slip = Slip::new(book.fresh_id()).leg(home, "2.10").stake("10.00 EUR");
        book.visitor().place_bet(slip)
    });
    refused("sign_in_required", &mut w.book, |book| book.visitor().create_team("Leeds"));
    refused("sign_in_required", &mut w.book, |book| {
        book.visitor().confirm_deposit(alice, "1.00 EUR", "bank", "2")
    });
    let eve = || Person::new("Eve", "eve@example.org");
    refused("sign_in_required", &mut w.book, |book| book.visitor().edit_profile(eve()));
    refused("sign_in_required", &mut w.book, |book| book.visitor().request_reopening());
    refused("sign_in_required", &mut w.book, |book| {
        let until = book.now().plus(hours(1));
        book.visitor().exclude_self(Exclusion::CoolingOff, until)
    });
    w.book.visitor().register(eve()).unwrap();
}

#[test]
fn who_is_unknown_may_nothing() {
    let mut w = world();
    let (alice, bob, admin, home) = (w.alice, w.bob, w.admin, w.market.selections[0]);
    let said = format!("there is no user {}", nobody());
    refused_saying("unknown_actor", &said, &mut w.book, |book| {
        back(book, nobody(), &[(home, "2.10")], "10.00 EUR")
    });
    refused("unknown_actor", &mut w.book, |book| book.session(nobody()).create_team("Leeds"));
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    for (agent, bettor) in [(nobody(), alice), (bob, nobody())] {
        refused("unknown_actor", &mut w.book, |book| {
            book.on_behalf(agent, bettor).because("a call").request_withdrawal("1.00 EUR")
        });
    }
}

#[test]
fn each_role_has_its_own_commands() {
    let mut w = world();
    let (admin, bookmaker, alice, bob, home) = (w.admin, w.bookmaker, w.alice, w.bob, w.market.selections[0]);
    let said = "the command \"create participant\" is not for the role bettor";
    refused_saying("wrong_role", said, &mut w.book, |book| book.session(alice).create_team("Leeds"));
    let said = "the command \"place bet\" is not for the role bookmaker";
    refused_saying("wrong_role", said, &mut w.book, |book| {
        back(book, bookmaker, &[(home, "2.10")], "10.00 EUR")
    });
    let said = "the command \"create participant\" is not for the role admin";
    refused_saying("wrong_role", said, &mut w.book, |book| book.session(admin).create_team("Leeds"));
    let said = "the command \"change role\" is not for the role bookmaker";
    refused_saying("wrong_role", said, &mut w.book, |book| {
        book.session(bookmaker).change_role(alice, Role::Admin)
    });
    // Support acts for bettors and in no other way; nobody else acts for another.
    let said = "the command \"request withdrawal\" is not for the role bettor";
    refused_saying("wrong_role", said, &mut w.book, |book| {
        book.on_behalf(bob, alice).because("a favour").request_withdrawal("1.00 EUR")
    });
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    refused("wrong_role", &mut w.book, |book| book.session(bob).because("help").create_team("Leeds"));
    refused("wrong_role", &mut w.book, |book| {
        book.on_behalf(bob, bookmaker).because("help").create_team("Leeds")
    });
    refused("wrong_role", &mut w.book, |book| book.on_behalf(bob, bob).because("me").request_reopening());
    refused("wrong_role", &mut w.book, |book| book.on_behalf(alice, bob).wallet("EUR"));
}

#[test]
fn some_things_are_for_the_host_and_some_for_users() {
    let mut w = world();
    let (admin, alice, home) = (w.admin, w.alice, w.market.selections[0]);
    let said = "the command \"confirm deposit\" is only for the host itself";
    refused_saying("system_only", said, &mut w.book, |book| {
        book.session(admin).confirm_deposit(alice, "1.00 EUR", "bank", "2")
    });
    refused("system_only", &mut w.book, |book| book.session(admin).run_due(1));
    let said = "the command \"place bet\" is only for users";
    refused_saying("user_only", said, &mut w.book, |book| {
        let slip = Slip::new(book.fresh_id()).leg(home, "2.10").stake("10.00 EUR");
        book.system().place_bet(slip)
    });
    refused("user_only", &mut w.book, |book| book.system().change_role(alice, Role::Bookmaker));
}

#[test]
fn staff_act_while_they_are_active() {
    let mut w = world();
    let (admin, bookmaker, alice, bob) = (w.admin, w.bookmaker, w.alice, w.bob);
    w.book.session(admin).because("review").change_status(bookmaker, Status::Suspended).unwrap();
    let said = format!("user {bookmaker} is suspended and may not act");
    refused_saying("actor_not_active", &said, &mut w.book, |book| {
        book.session(bookmaker).create_team("Leeds")
    });
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    let until = w.start.plus(hours(1));
    w.book.session(bob).exclude_self(Exclusion::CoolingOff, until).unwrap();
    refused("actor_not_active", &mut w.book, |book| {
        book.on_behalf(bob, alice).because("a call").request_withdrawal("1.00 EUR")
    });
}

fn session<'b>(book: &'b mut Book, who: UserId, reason: Option<&str>) -> Session<'b> {
    match reason {
        Some(reason) => book.session(who).because(reason),
        None => book.session(who),
    }
}

/// A command's name, with what sends it for a reason.
type Named<'a> = (&'static str, &'a dyn Fn(&mut Book, Option<&str>) -> Result<(), Error>);

#[test]
fn some_commands_take_a_reason() {
    let mut w = world();
    let (admin, alice, bookmaker, first, market) = (w.admin, w.alice, w.bookmaker, w.first, w.market.id);
    let bet = w.alice_on_home().id;
    let no_reason = [None, Some(""), Some(" \t")];
    let asks: [Named<'_>; 8] = [
        ("change status", &|book, why| session(book, admin, why).change_status(alice, Status::Suspended)),
        ("erase person", &|book, why| session(book, admin, why).erase_person(alice)),
        ("adjust wallet", &|book, why| session(book, admin, why).adjust_wallet(alice, "1.00 EUR")),
        ("void market", &|book, why| session(book, bookmaker, why).void_market(market)),
        ("void fixture", &|book, why| session(book, bookmaker, why).void_fixture(first)),
        ("postpone fixture", &|book, why| session(book, bookmaker, why).postpone_fixture(first)),
        ("cancel fixture", &|book, why| session(book, bookmaker, why).cancel_fixture(first)),
        ("void bet", &|book, why| session(book, bookmaker, why).void_bet(bet)),
    ];
    for (name, ask) in asks {
        for reason in no_reason {
            let said = format!("the command \"{name}\" takes a reason");
            refused_saying("reason_required", &said, &mut w.book, |book| ask(book, reason));
        }
    }
}

#[test]
fn a_reason_is_short() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let said = "the reason has 501 characters, 500 at most are kept";
    refused_saying("reason_too_long", said, &mut w.book, |book| {
        book.session(admin).because("é".repeat(501)).change_status(alice, Status::Suspended)
    });
    w.book.session(admin).because("é".repeat(500)).change_status(alice, Status::Suspended).unwrap();
}
