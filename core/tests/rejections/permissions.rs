//! Who may ask for what: every command, asked by everybody.
//!
//! The table is written by hand and never computed from `permission`; its `match` has no wildcard, so that a new command
//! does not compile without a row. Each cell is asked of a book of its own.

use realdeal::command::{Body, Command};
use realdeal::{Error, RejectionKind};

use crate::town::town;

/// Everybody who asks, in the order of the table's columns.
const WHO: [&str; 22] = [
    "the system",
    "a visitor",
    "somebody unknown",
    "the bettor himself",
    "another bettor",
    "the bettor himself, after an exclusion",
    "the bettor himself, suspended",
    "the bettor himself, blocked",
    "a bookmaker",
    "a bookmaker without a reason",
    "a suspended bookmaker",
    "an admin",
    "an admin without a reason",
    "a suspended admin",
    "an admin, on a blocked bettor",
    "support, for himself",
    "support for the bettor",
    "support for the bettor, without a reason",
    "support for the bettor, suspended",
    "suspended support for the bettor",
    "another bettor for the bettor",
    "support for a bookmaker",
];

/// What becomes of a command, one sign for each of [`WHO`]:
///
/// `+` carried out; `=` allowed, but refused for what it asks; `-` forbidden; `?` nobody is signed in; `r` a reason is
/// missing.
fn expected(body: &Body) -> &'static str {
    match body {
        // People: nobody in particular, bettors, staff, support
        Body::CreateFirstAdmin(_) => "=?? - - - - -  - - - - - - -  - - - - - - -",
        Body::Register(_) => "++? + + + + +  + + + + + + +  + + r + - - -",
        Body::ChangeRole(_) => "-?? - - - - -  - - - + + - +  - - - - - - -",
        Body::ChangeStatus(_) => "-?? - - - - -  - - - + r - +  - - - - - - -",
        Body::EditProfile(_) => "-?? + - + + +  - - - - - - -  - + r + - - -",
        Body::ErasePerson(_) => "-?? - - - - -  - - - + r - +  - - - - - - -",
        Body::ExcludeSelf(_) => "-?? + - + - -  - - - - - - -  - + r - - - -",
        Body::RequestReopening(_) => "-?? = - + = =  - - - - - - -  - = r = - - -",
        Body::AdoptHouseRules(_) => "-?? - - - - -  - - - + + - +  - - - - - - -",
        // Catalogue
        Body::CreateCompetition(_)
        | Body::RenameCompetition(_)
        | Body::RetireCompetition(_)
        | Body::DeleteCompetition(_)
        | Body::CreateParticipant(_)
        | Body::RenameParticipant(_)
        | Body::RetireParticipant(_)
        | Body::DeleteParticipant(_)
        | Body::ScheduleFixture(_)
        | Body::RescheduleFixture(_)
        | Body::DeleteFixture(_)
        | Body::OpenMarket(_)
        | Body::ChangePrices(_)
        | Body::SuspendMarket(_)
        | Body::ResumeMarket(_)
        | Body::CloseMarket(_) => "+?? - - - - -  + + - - - - -  - - - - - - -",
        // Results
        Body::RecordScore(_)
        | Body::RecordOutcomes(_)
        | Body::RecordPositions(_)
        | Body::WithdrawRunner(_)
        | Body::SettlePage(_) => "+?? - - - - -  + + - - - - -  - - - - - - -",
        // None is withdrawn.
        Body::ReinstateRunner(_) => "=?? - - - - -  = r - - - - -  - - - - - - -",
        Body::CorrectScore(_)
        | Body::CorrectPositions(_)
        | Body::CorrectResult(_)
        | Body::VoidMarket(_)
        | Body::VoidFixture(_)
        | Body::AbandonFixture(_)
        | Body::PostponeFixture(_)
        | Body::CancelFixture(_)
        | Body::VoidBet(_) => "+?? - - - - -  + r - - - - -  - - - - - - -",
        Body::RunDue(_) => "+?? - - - - -  - - - - - - -  - - - - - - -",
        // Wallet
        Body::ConfirmDeposit(_) => "+?? - - - - -  - - - - - - -  - - - - - - -",
        Body::RequestWithdrawal(_) => "-?? + - + - -  - - - - - - +  - + r - - - -",
        Body::AnswerWithdrawal(_) => "+?? - - - - -  - - - + + - +  - - - - - - -",
        Body::AdjustWallet(_) => "-?? - - - - -  - - - + r - +  - - - - - - -",
        Body::WriteOffDebt(_) => "-?? - - - - -  - - - = r - =  - - - - - - -",
        // Bets
        Body::PlaceBet(_) => "-?? + + - - -  - - - - - - -  - + r - - - -",
        Body::CancelBet(_) => "-?? + - + - -  - - - - - - -  - + r - - - -",
        // Baskets: his own; the exclusion has dropped it. Who may not stake takes out and throws away, and puts nothing in.
        Body::CreateBasket(_) => "-?? + + - - -  - - - - - - -  - + r - - - -",
        Body::AddToBasket(_) | Body::RestakeSlip(_) => "-?? + - = - -  - - - - - - -  - + r - - - -",
        Body::RemoveFromBasket(_) | Body::DropBasket(_) => "-?? + - = + +  - - - - - - -  - + r + - - -",
        // That he may not stake is said of the slip.
        Body::CheckOutBasket(_) => "-?? + - = = =  - - - - - - -  - + r = - - -",
    }
}

/// The sign of the table for an answer.
fn sign<T>(answer: &Result<T, Error>) -> char {
    let Err(error) = answer else { return '+' };
    let rejection = error.rejection().unwrap_or_else(|| panic!("the storage failed: {error}"));
    match rejection.kind() {
        RejectionKind::Unauthorised => '?',
        RejectionKind::Forbidden => '-',
        _ if rejection.code() == "reason_required" => 'r',
        _ => '=',
    }
}

#[test]
fn everybody_may_ask_for_what_is_his_and_for_nothing_else() {
    let mut town_now = town();
    let names: Vec<_> = town_now.bodies(0).iter().map(Body::name).collect();
    assert_eq!(names, Body::NAMES, "one of each");
    let mut wrong = Vec::new();
    for index in 0..Body::NAMES.len() {
        for (column, who) in WHO.into_iter().enumerate() {
            let (actor, about, with_reason) = town_now.asks()[column];
            let body = town_now.bodies(about).swap_remove(index);
            let row: Vec<char> = expected(&body).chars().filter(|sign| *sign != ' ').collect();
            assert_eq!(row.len(), WHO.len(), "the row of {}", body.name());
            let (name, book) = (body.name(), &mut town_now.w.book);
            let before = book.state_hash().unwrap();
            let mut command = Command::new(book.fresh_id(), actor, book.now(), body);
            command.reason = with_reason.then(|| "the reason".to_owned());
            let answer = book.execute_one(&command);
            let found = sign(&answer);
            if found != row[column] {
                let told = answer.as_ref().map_or_else(ToString::to_string, |_| "carried out".to_owned());
                wrong.push(format!("{name} by {who}: expected {}, found {found}: {told}", row[column]));
            }
            if answer.is_ok() {
                town_now = town();
            } else {
                assert_eq!(book.state_hash().unwrap(), before, "{name} by {who} was refused and changed");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
