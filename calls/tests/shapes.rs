//! Calls by a language of plain JSON: what is read, what is refused, and the forms that are the border's own.

#![allow(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

use realdeal::exchange::Json;
use realdeal::time::Timestamp;
use realdeal::{Book, Rejection};
use realdeal_calls::{Failure, Wire, on_book, on_reader, on_session, on_tools};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

struct Plain(usize, std::vec::IntoIter<Value>);

impl Wire for Plain {
    type Answer = Value;
    type Lines = Json;

    fn next<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        serde_json::from_value(self.1.next().unwrap_or_default()).map_err(|why| Failure::malformed(&why))
    }

    fn end(&self, taken: usize) -> Result<(), Failure> {
        if self.0 > taken { Err(Failure::malformed(&format_args!("{} for {taken}", self.0))) } else { Ok(()) }
    }

    fn answer<T: Serialize + ?Sized>(answer: &T) -> Result<Value, Failure> {
        serde_json::to_value(answer).map_err(|why| Failure::malformed(&why))
    }

    fn figures(rejection: &Rejection) -> Map<String, Value> {
        rejection.figures()
    }

    fn shown(rejection: &Rejection) -> Map<String, Value> {
        rejection.figures()
    }
}

fn given(arguments: Value) -> Plain {
    let Value::Array(arguments) = arguments else { panic!("arguments are a list") };
    Plain(arguments.len(), arguments.into_iter())
}

fn form(failure: &Failure) -> Value {
    serde_json::to_value(failure.form::<Plain>()).expect("a failure has a form")
}

/// A book with Alice, who has 100.00 EUR, and a market on the result of a match; the actors' wire forms are texts.
struct Town {
    book: Book,
    alice: Value,
    bookmaker: Value,
    market: Value,
}

impl Town {
    fn new() -> Self {
        let noon = Timestamp::utc(2024, 8, 16, 12, 0).expect("a time");
        let mut town = Self {
            book: Book::simulated(1, noon),
            alice: json!(null),
            bookmaker: json!(null),
            market: json!(null),
        };
        let admin = town.system("create_first_admin", json!([{ "name": "Ada", "email": "ada@example.org" }]));
        town.bookmaker = town.system("register", json!([{ "name": "Bo", "email": "bo@example.org" }]));
        town.alice = town.system("register", json!([{ "name": "Alice", "email": "alice@example.org" }]));
        town.by(&admin, "change_role", json!([town.bookmaker, "bookmaker"]));
        town.system("confirm_deposit", json!([town.alice, "100.00 EUR", "bank", "1"]));
        let office = town.bookmaker.clone();
        let league = town.by(&office, "create_competition", json!(["League", "league"]));
        let home = town.by(&office, "create_team", json!(["Arsenal"]));
        let away = town.by(&office, "create_team", json!(["Wolves"]));
        let entrants =
            json!([{ "participant": home, "role": "home" }, { "participant": away, "role": "away" }]);
        let fixture = town.by(&office, "schedule_fixture", json!([league, entrants, "2024-08-16T15:00:00Z"]));
        let prices = json!([["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]]);
        town.market = town.by(&office, "open_market", json!([fixture, "match_result", prices]));
        town
    }

    fn try_by(&mut self, user: &Value, method: &str, arguments: Value) -> Result<Value, Failure> {
        let user = user.as_str().expect("an id").parse().expect("an id");
        on_session(&mut self.book.session(user), method, given(arguments))
    }

    fn by(&mut self, user: &Value, method: &str, arguments: Value) -> Value {
        self.try_by(user, method, arguments).unwrap_or_else(|why| panic!("{method}: {why:?}"))
    }

    fn system(&mut self, method: &str, arguments: Value) -> Value {
        let by = if method == "register" { self.book.visitor() } else { self.book.system() };
        let mut by = by;
        on_session(&mut by, method, given(arguments)).unwrap_or_else(|why| panic!("{method}: {why:?}"))
    }

    fn slip(&mut self, odds: &str, stake: &str) -> Value {
        let id = on_book(&mut self.book, "fresh_id", given(json!([]))).expect("an id");
        json!({ "id": id, "legs": [{ "selection": self.market["selections"][0], "odds": odds }], "stake": stake })
    }
}

#[test]
fn a_bet_has_its_returns_as_money_and_its_other_fields_as_the_engine_has_them() {
    let mut town = Town::new();
    let (alice, slip) = (town.alice.clone(), town.slip("2.10", "10.00 EUR"));
    let bet = town.by(&alice, "place_bet", json!([slip]));
    assert_eq!((&bet["potential_return"], &bet["returned"]), (&json!("21.00 EUR"), &json!("0.00 EUR")));
    let id = bet["id"].as_str().expect("an id").parse().expect("an id");
    let mut own = serde_json::to_value(town.book.bet(id).expect("the bet")).expect("JSON");
    assert_eq!((own["potential_return"].take(), own["returned"].take()), (json!(2100), json!(0)));
    let mut told = bet.clone();
    told["potential_return"].take();
    told["returned"].take();
    assert_eq!(told, own);
}

#[test]
fn a_quote_says_why_a_check_out_would_be_refused() {
    let mut town = Town::new();
    let (alice, bookmaker) = (town.alice.clone(), town.bookmaker.clone());
    let (slip, selection) = (town.slip("2.10", "10.00 EUR"), town.market["selections"][0].clone());
    let basket = town.by(&alice, "create_basket", json!([]));
    town.by(&alice, "add_to_basket", json!([basket, slip]));
    let quote = town.by(&alice, "quote", json!([basket]));
    assert_eq!(
        (&quote["acceptable"], &quote["slips"][0]["legs"][0]["changed"]),
        (&json!(true), &json!(false))
    );
    let market = town.market["id"].clone();
    town.by(&bookmaker, "change_prices", json!([market, [[selection, "2.05"]]]));
    let quote = town.by(&alice, "quote", json!([basket]));
    assert_eq!(
        (&quote["acceptable"], &quote["slips"][0]["legs"][0]["changed"]),
        (&json!(false), &json!(true))
    );
    let why = &quote["slips"][0]["refused"]["refusal"];
    assert_eq!((&why["code"], &why["figures"]["current"]), (&json!("price_changed"), &json!("2.05")));
    let refused = form(&town.try_by(&alice, "check_out", json!([basket])).expect_err("it is refused"));
    assert_eq!((&refused["code"], &refused["figures"]["slip"]), (&json!("slip_refused"), &slip["id"]));
    assert_eq!(refused["figures"]["refusal"], *why);
}

#[test]
fn what_is_refused_has_a_code_a_kind_and_figures() {
    let mut town = Town::new();
    let (alice, slip) = (town.alice.clone(), town.slip("2.10", "100.01 EUR"));
    let refused = form(&town.try_by(&alice, "place_bet", json!([slip])).expect_err("it is refused"));
    assert_eq!(
        (&refused["code"], &refused["kind"], &refused["http_status"], &refused["retryable"]),
        (&json!("insufficient_funds"), &json!("limit"), &json!(422), &json!(true))
    );
    assert_eq!(refused["figures"], json!({ "balance": "100.00 EUR", "needed": "100.01 EUR" }));
    assert!(refused.get("applied").is_none(), "{refused}");
    let lost = form(&realdeal::StorageError::refused("no disk").into());
    assert_eq!((&lost["kind"], &lost["applied"]), (&json!("storage"), &json!(false)));
}

#[test]
fn what_can_t_be_read_is_malformed() {
    let mut town = Town::new();
    let alice = town.alice.clone();
    for (method, arguments) in [
        ("wallet", json!([7])),
        ("wallet", json!([])),
        ("wallet", json!(["EUR", null])),
        ("no_such", json!([])),
        ("place_bet", json!([{ "id": alice }])),
    ] {
        let failure = town.try_by(&alice, method, arguments.clone()).expect_err("it can't be read");
        assert_eq!(form(&failure)["code"], "malformed", "{method}{arguments}");
    }
}

#[test]
fn what_is_left_out_is_null() {
    let town = Town::new();
    let users = on_reader(&town.book, "users", given(json!([]))).expect("users");
    assert_eq!(users.as_array().map(Vec::len), Some(3));
    let users = on_reader(&town.book, "users", given(json!([null, { "limit": 2 }]))).expect("users");
    assert_eq!(users.as_array().map(Vec::len), Some(2));
}

#[test]
fn books_go_out_and_come_in() {
    let town = Town::new();
    let exported = on_reader(&town.book, "export", given(json!([]))).expect("lines");
    let mut other = Book::simulated(2, Timestamp::EPOCH);
    let head = on_book(&mut other, "import_journal", given(json!([exported["journal"]]))).expect("a head");
    assert_eq!(head, on_reader(&town.book, "journal_head", given(json!([]))).expect("a head"));
    let people = on_book(&mut other, "import_people", given(json!([exported["people"]]))).expect("people");
    assert_eq!(people, json!(3));
    let again = on_book(&mut other, "import_people", given(json!(["{}"]))).expect_err("no lines");
    assert_eq!(form(&again)["code"], "unreadable_line");
}

#[test]
fn what_came_of_each_command_is_its_answer_or_why_not() {
    let mut town = Town::new();
    let alice = town.alice.clone();
    let basket = town.by(&alice, "command", json!([{ "create_basket": {} }]));
    let slip = town.by(&alice, "command", json!([{ "void_market": { "market": town.market["id"] } }]));
    let outcomes = on_book(&mut town.book, "execute", given(json!([[basket, slip]]))).expect("answers");
    assert_eq!(outcomes[0]["made"], json!({ "basket": basket["id"] }));
    assert_eq!(outcomes[1]["error"]["code"], "wrong_role");
}

#[test]
fn margins_come_out_and_go_on() {
    let tool = |name, arguments| on_tools((), name, given(arguments)).expect("an answer");
    let margin = tool("margin_of", json!([["2.00", "2.00"]]));
    assert_eq!(margin, json!({ "overround": 0.0, "hold": 0.0 }));
    let fair = tool("remove_margin", json!([["1.60", "1.60"], "multiplicative"]));
    assert_eq!(fair["probabilities"], json!([0.5, 0.5]));
    assert_eq!(tool("add_margin", json!([[0.5, 0.5], "multiplicative", 0.25])), json!([0.625, 0.625]));
    assert_eq!(tool("parts_of_odds", json!(["6/4"])), json!(["6/4", 5, 2]));
}
