//! The forms in which the vocabulary crosses borders and is kept, one line a kind, in files that are committed.
//!
//! A changed line is a changed form: hosts read these, and journals are full of them. To write the files anew, once that
//! is meant: `REALDEAL_WRITE_GOLDEN=1 cargo test -p realdeal --test rejections golden`. Each form is also read back, and read
//! with a field that nobody knows, which is refused at every depth.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use realdeal::betting::Slip;
use realdeal::command::Command;
use realdeal::event::{Event, EventKind};
use realdeal::journal::JournalRecord;
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, CursorFilter, FixtureFilter, MarketFilter, OpenBets, Page,
    ParticipantFilter, Query, SelectionsOf, UserFilter, WithdrawalFilter,
};
use realdeal::wallet::StatementFilter;
use realdeal::{Answer, JournalFilter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::coverage::{Script, told};
use crate::documented::one_of_each;
use crate::support::world;

/// A form by its name; read back, and refused with a field too many.
fn form<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) -> (String, Value) {
    let form = serde_json::to_value(value).unwrap();
    let read: T =
        serde_json::from_value(form.clone()).unwrap_or_else(|error| panic!("{name}: {error}: {form}"));
    assert_eq!(&read, value, "{name} comes back as it went");
    for spoilt in with_one_field_more(&form) {
        assert!(
            serde_json::from_value::<T>(spoilt.clone()).is_err(),
            "{name} is read with a field too many: {spoilt}"
        );
    }
    (name.to_owned(), form)
}

/// The value with an unknown field in one of its objects, once for each of them.
fn with_one_field_more(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let mut all = Vec::new();
            let mut more = fields.clone();
            more.insert("nobody_knows".to_owned(), json!(1));
            all.push(Value::Object(more));
            for (name, inner) in fields {
                for spoilt in with_one_field_more(inner) {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), spoilt);
                    all.push(Value::Object(fields));
                }
            }
            all
        }
        Value::Array(items) => {
            let spoilt = |index: usize| {
                let inside = with_one_field_more(&items[index]).into_iter();
                inside.map(move |spoilt| {
                    let mut items = items.clone();
                    items[index] = spoilt;
                    Value::Array(items)
                })
            };
            (0..items.len()).flat_map(spoilt).collect()
        }
        _ => Vec::new(),
    }
}

/// Holds the forms against a file, line by line, or writes it where that is asked for.
#[track_caller]
fn golden(file: &str, forms: Vec<(String, Value)>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    let lines = forms.into_iter().map(|(name, form)| json!({ "name": name, "form": form }).to_string());
    let found: Vec<String> = lines.collect();
    if std::env::var("REALDEAL_WRITE_GOLDEN").is_ok_and(|value| value == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found.join("\n") + "\n").unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let expected: Vec<&str> = text.lines().collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "a form in {file} is another than before");
    }
    assert_eq!(found.len(), expected.len(), "{file} has a line for each kind");
}

fn commands(stories: &[Script]) -> impl Iterator<Item = &Command> {
    stories.iter().flat_map(|script| &script.commands)
}

/// The first of each kind, in the order of their list.
fn first_of_each<T>(
    all: impl Iterator<Item = T>,
    name: impl Fn(&T) -> &'static str,
    order: &[&'static str],
) -> Vec<T> {
    let mut by_name = BTreeMap::new();
    for one in all {
        by_name.entry(name(&one)).or_insert(one);
    }
    let one = |name: &&'static str| by_name.remove(name).unwrap_or_else(|| panic!("no story has {name}"));
    order.iter().map(one).collect()
}

#[test]
fn commands_keep_their_form() {
    let stories = told();
    let each =
        first_of_each(commands(&stories), |command| command.body.name(), realdeal::command::Body::NAMES);
    golden("commands.jsonl", each.into_iter().map(|command| form(command.body.name(), command)).collect());
}

#[test]
fn events_keep_their_form() {
    let stories = told();
    let journals = stories.iter().flat_map(|script| script.book.journal(Page::first(1_000)).unwrap());
    let records: Vec<JournalRecord> = journals.map(|numbered| numbered.record).collect();
    let events = records.iter().flat_map(|record| &record.events);
    let each = first_of_each(events, |event| event.name(), Event::NAMES);
    golden("events.jsonl", each.iter().map(|event| form(event.name(), *event)).collect());
    // Every kind has its name in snake case, as the event has it.
    for (event, kind) in each.iter().zip(EventKind::ALL) {
        assert_eq!(event.kind(), *kind);
        let tagged = serde_json::to_value(event).unwrap();
        assert!(tagged.get(serde_json::to_value(kind).unwrap().as_str().unwrap()).is_some(), "{tagged}");
    }
    golden("records.jsonl", each.iter().map(|event| binary(&records, event)).collect());
}

/// The bytes of the first record with an event of this kind, which a journal of today must be read from for ever.
fn binary(records: &[JournalRecord], wanted: &Event) -> (String, Value) {
    let record = records.iter().find(|record| record.events.contains(wanted)).unwrap();
    let bytes = record.to_bytes();
    assert_eq!(&JournalRecord::from_bytes(1, &bytes).unwrap(), record);
    let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    (wanted.name().to_owned(), json!(hex))
}

#[test]
fn rejections_keep_their_form() {
    golden(
        "rejections.jsonl",
        one_of_each().iter().map(|rejection| form(rejection.code(), rejection)).collect(),
    );
}

#[test]
fn figures_keep_their_form() {
    let figures =
        |rejection: &realdeal::Rejection| (rejection.code().to_owned(), Value::Object(rejection.figures()));
    golden("figures.jsonl", one_of_each().iter().map(figures).collect());
}

#[test]
fn answers_keep_their_form() {
    let mut stories = told();
    let mut by_kind = BTreeMap::new();
    for script in &mut stories {
        for command in script.commands.clone() {
            // Sent again, it is answered as the first time; a change that no journal tells is looked at anew.
            let Ok(answer) = script.book.execute_one(&command) else { continue };
            let form = form("answer", &answer).1;
            let kind = match &form["made"] {
                Value::String(kind) => kind.clone(),
                made => made.as_object().unwrap().keys().next().unwrap().clone(),
            };
            by_kind.entry(kind).or_insert(form);
        }
    }
    let page = Answer { made: realdeal::Made::Page { graded: 1, left: 0 }, repeated: true };
    by_kind.entry("page".to_owned()).or_insert(form("answer", &page).1);
    golden("answers.jsonl", by_kind.into_iter().collect());
}

#[test]
fn queries_keep_their_form() {
    let w = world();
    let (user, at) = (w.alice, Some(w.start));
    let user_filter: UserFilter =
        serde_json::from_value(json!({ "role": "bettor", "status": "active" })).unwrap();
    let fixtures = FixtureFilter {
        competition: Some(w.league),
        participant: Some(w.teams[0]),
        status: Some(realdeal::catalogue::FixtureStatus::Scheduled),
        from: at,
        until: at,
    };
    let markets = MarketFilter {
        fixture: Some(w.first),
        status: Some(realdeal::catalogue::MarketStatus::Active),
        behind: Some(true),
    };
    let participants =
        ParticipantFilter { kind: Some(realdeal::catalogue::ParticipantKind::Team), active: Some(true) };
    let baskets = BasketFilter { user: Some(user), status: Some(realdeal::betting::BasketStatus::Open) };
    let status = Some(realdeal::wallet::WithdrawalStatus::Requested);
    let journal = JournalFilter { user: Some(user), from: at, until: at, kinds: vec![EventKind::BetPlaced] };
    let bets =
        BetFilter { status: Some(realdeal::betting::BetStatus::Open), from: at, ..BetFilter::from(user) };
    let statement = StatementFilter {
        account: Some(realdeal::wallet::BettorAccount::Cash),
        kinds: vec![realdeal::wallet::TransferKind::Stake],
        from: at,
        until: at,
    };
    let forms = vec![
        form("users", &Query::Users(user_filter)),
        form("competitions", &Query::Competitions(CompetitionFilter { active: Some(true) })),
        form("participants", &Query::Participants(participants)),
        form("fixtures", &Query::Fixtures(fixtures)),
        form("markets", &Query::Markets(markets)),
        form("selections", &Query::Selections(SelectionsOf { market: w.market.id })),
        form("bets", &Query::Bets(bets)),
        form("open_bets on a fixture", &Query::OpenBets(OpenBets::OnFixture(w.first))),
        form("open_bets on a market", &Query::OpenBets(OpenBets::OnMarket(w.market.id))),
        form("baskets", &Query::Baskets(baskets)),
        form("withdrawals", &Query::Withdrawals(WithdrawalFilter { user: Some(user), status })),
        form("cursors", &Query::Cursors(CursorFilter {})),
        form("journal", &journal),
        form("statement", &statement),
    ];
    golden("queries.jsonl", forms);
}

#[test]
fn rows_keep_their_form() {
    let mut w = world();
    // The size of a page is in the record of the settlement, and so in the seal.
    w.book.set_options(realdeal::Options::default());
    let (user, home) = (w.alice, w.market.selections[0]);
    let double = [(home, "2.10"), (w.other.selections[0], "1.50")];
    let bet = w.place(user, &double, "10.00 EUR").unwrap().id;
    let withdrawal = w.book.session(user).request_withdrawal("5.00 EUR").unwrap();
    let basket = w.book.session(user).create_basket().unwrap();
    let slip: Slip = w.slip(&[(home, "2.05")], "10.00 EUR");
    w.book.session(user).add_to_basket(basket, slip).unwrap();
    w.book.acknowledge("mail", 3).unwrap();
    let quote = w.book.session(user).quote(basket).unwrap();
    w.finish(w.first, 2, 1);
    let (book, alice) = (&mut w.book, user);
    let page = Page::<u64>::first(100);
    let statement = book.system().statement(alice, "EUR", &StatementFilter::default(), page).unwrap();
    let forms = vec![
        form("user", &book.user(alice).unwrap()),
        form("competition", &book.competition(w.league).unwrap()),
        form("participant", &book.participant(w.teams[0]).unwrap()),
        form("fixture", &book.fixture(w.first).unwrap()),
        form("market", &book.market(w.market.id).unwrap()),
        form("selection", &book.selection(home).unwrap()),
        form("price", &book.prices_of(home, Page::first(1)).unwrap()[0]),
        form("bet", &book.bet(bet).unwrap()),
        form("receipt", &book.receipt(bet).unwrap()),
        form("basket", &book.basket(basket).unwrap()),
        form("quote", &quote),
        form("withdrawal", &book.system().withdrawal(withdrawal).unwrap()),
        form("balances", &book.system().wallet_of(alice, "EUR").unwrap()),
        form("statement line", &statement[0]),
        form("liability", &book.liability(w.other.id).unwrap()[0]),
        form("progress", &book.progress(w.market.id).unwrap()),
        form("house balance", &book.house_balances().unwrap()[0]),
        form("house rules", &book.house_rules().unwrap()),
        form("cursor", &book.cursors().unwrap()[0]),
        form("journal record", &book.journal(Page::first(1)).unwrap()[0]),
        form("journal head", &book.journal_head().unwrap()),
    ];
    golden("rows.jsonl", forms);
}
