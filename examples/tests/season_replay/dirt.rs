//! Season files as they come: every kind of dirt, each in a small file of its own.

use super::support::{Run, refusals, run_bytes, run_csv};

/// The bookmaker's name is `B`: his prices stand in `BH`, `BD` and `BA`.
const HEADER: &str = "Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,BH,BD,BA";

/// A run of one row under [`HEADER`].
fn run_row(name: &str, row: &str) -> Run {
    run_csv(name, &[HEADER, row])
}

/// Bets, void and no price of backing the home side.
fn home(run: &Run) -> [String; 3] {
    let [bets, void, no_price, ..] = run.strategy("B 1X2 H");
    [bets, void, no_price]
}

#[test]
fn dates_and_times_in_every_hand() {
    for (index, when) in [
        "09/08/19,20:00",
        "09/08/2019,20:00",
        "09-08-2019,20",
        "9/8/2019,17.3",
        "09/08/93,15:00",
        "29/02/2020,12.15",
        "09/08/2019,",
    ]
    .into_iter()
    .enumerate()
    {
        let run = run_row(&format!("date-{index}"), &format!("{when},A,B,2,1,H,2.0,3.0,4.0"));
        assert_eq!(run.rows(), [1, 1, 0, 0], "{when}: {}", run.log);
    }
}

#[test]
fn dates_and_times_that_are_none() {
    for (index, when) in [
        "13/13/2023,15:00",
        "29/02/2019,15:00",
        "00/01/2020,15:00",
        "2019/08/09,15:00",
        "09/08,15:00",
        "09/08/019,15:00",
        "soon,15:00",
        ",15:00",
        "09/08/2019,24:00",
        "09/08/2019,15:60",
        "09/08/2019,late",
        "09/08/2019,15:5",
    ]
    .into_iter()
    .enumerate()
    {
        let run = run_row(&format!("no-date-{index}"), &format!("{when},A,B,2,1,H,2.0,3.0,4.0"));
        assert_eq!(run.rows(), [1, 0, 0, 1], "{when}");
        let [(2, reason)] = refusals(&run)[..] else { panic!("{when}: {}", run.log) };
        assert!(reason.contains("is not a date") || reason.contains("is not a time"), "{reason}");
    }
}

#[test]
fn a_row_that_cannot_be_played_is_refused_and_the_rest_plays() {
    let run = run_csv(
        "refused",
        &[
            HEADER,
            "09/08/2019,20:00,A,A,2,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,a,2,1,H,2.0,3.0,4.0",
            "",
            "09/08/2019,20:00,,B,2,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,,2,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,B,two,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,B,2,,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,B,-2,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00,A,B,1000,1,H,2.0,3.0,4.0",
            "09/08/2019,20:00",
            "09/08/2019,20:00,A,B,2,1,H,2.0,3.0,4.0",
        ],
    );
    assert_eq!(run.rows(), [10, 1, 0, 9]);
    let lines: Vec<u64> = refusals(&run).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [2, 3, 5, 6, 7, 8, 9, 10, 11], "a blank line counts: {}", run.log);
    assert!(run.log.contains("line 2: refused: A can't play against itself"), "{}", run.log);
    assert!(run.log.contains("line 5: refused: there is no home team"), "{}", run.log);
    assert_eq!(run.strategy("B 1X2 H"), ["1", "0", "0", "100.00", "200.00"]);
}

#[test]
fn without_all_its_prices_a_market_is_not_opened() {
    let prices =
        [",3.0,4.0", "0,3.0,4.0", "2.0,1,4.0", "2.0,3.0,0.95", "2.0,-,4.0", "2.0,3/1,4.0", "2.0,3.0,10001"];
    for (index, prices) in prices.into_iter().enumerate() {
        let row = format!("09/08/2019,20:00,A,B,2,1,H,{prices}");
        let run = run_row(&format!("no-price-{index}"), &row);
        assert_eq!(home(&run), ["0", "0", "1"], "{prices}");
        let unreadable = prices.contains(['-', '/']) || prices.contains("10001");
        assert_eq!(run.log.contains("line 2: B"), unreadable, "{prices}: {}", run.log);
    }
}

#[test]
fn prices_up_to_the_longest_are_taken() {
    let run = run_row("long", "09/08/2019,20:00,A,B,2,1,H,10000,1.000001,1.001");
    assert_eq!(run.strategy("B 1X2 H"), ["1", "0", "0", "100.00", "1000000.00"]);
}

#[test]
fn a_price_that_a_spreadsheet_has_spoilt_is_what_was_meant() {
    let run = run_row("spoilt", "09/08/2019,20:00,A,B,2,1,H,1.9299999999999999,3.0000000000000004,0.9999999");
    assert_eq!(home(&run), ["0", "0", "1"], "the last is 1.000000, which is no price");
    let run = run_row("spoilt", "09/08/2019,20:00,A,B,2,1,H,1.9299999999999999,3.0000000000000004,4");
    assert_eq!(run.strategy("B 1X2 H"), ["1", "0", "0", "100.00", "193.00"]);
}

#[test]
fn abandoned_is_void_and_unplayed_is_not_bet_on() {
    let run = run_csv(
        "endings",
        &[
            HEADER,
            "10/08/2019,15:00,A,B,1,0,R,2.0,3.0,4.0",
            "10/08/2019,15:00,C,D,,,R,2.0,3.0,4.0",
            "11/08/2019,15:00,A,C,,,,2.0,3.0,4.0",
            "09/08/2019,15:00,B,D,1,0,H,2.0,3.0,4.0",
        ],
    );
    assert_eq!(run.rows(), [4, 1, 2, 0]);
    assert_eq!(run.strategy("B 1X2 H"), ["3", "2", "0", "300.00", "400.00"]);
    assert_eq!(run.strategy("B 1X2 A"), ["3", "2", "0", "300.00", "200.00"]);
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let run = run_csv(
        "order",
        &[
            "BA, AwayTeam ,FTR,BD,FTAG,Referee,HomeTeam,BH,FTHG,Date,,",
            "4.0,B,H,3.0,1,M Dean,A,2.0,2,09/08/2019,,,,",
        ],
    );
    assert_eq!(run.strategy("B 1X2 H"), ["1", "0", "0", "100.00", "200.00"]);
}

#[test]
fn closing_prices_and_summaries_are_no_strategies_of_their_own() {
    let run = run_csv(
        "sets",
        &[
            "Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,VCH,VCD,VCA,VCCH,VCCD,VCCA,MaxH,MaxD,MaxA,P>2.5,P<2.5,PC>2.5,PC<2.5,\
             AHh,PAHH,PAHA,AHCh,PCAHH,PCAHA,QH,QD",
            "09/08/2019,A,B,2,1,H,2,3,4,2,3,4,2,3,4,1.8,2.1,1.8,2.1,-0.75,1.9,2.0,-1,2.1,1.8,2,3",
        ],
    );
    let json = run.json();
    let names: Vec<_> = json["strategies"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["VC 1X2 H", "VC 1X2 D", "VC 1X2 A", "P>2.5", "P<2.5", "P AH home", "P AH away"]);
    // One goal ahead on a line of -0.75: half of the stake wins at 1.90, half comes back; the away side half loses.
    assert_eq!(run.strategy("P AH home"), ["1", "0", "0", "100.00", "145.00"]);
    assert_eq!(run.strategy("P AH away"), ["1", "0", "0", "100.00", "50.00"]);
}

#[test]
fn byte_order_mark_latin_1_and_empty_rows_at_the_end() {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend_from_slice(HEADER.as_bytes());
    bytes.extend_from_slice(b"\n09/08/2019,20:00,M\xE1laga,Legan\xE9s,2,1,H,2.0,3.0,4.0,,\n");
    bytes
        .extend_from_slice("10/08/2019,20:00,Leganés,Málaga,2,1,H,2.0,3.0,4.0\n,,,,,,,,,\n,,\n\n".as_bytes());
    let run = run_bytes("latin", &bytes).unwrap();
    assert_eq!(run.rows(), [2, 2, 0, 0], "{}", run.log);
    assert_eq!(home(&run), ["2", "0", "0"]);
}

#[test]
fn what_does_not_fit_beside_the_score_is_remarked_on() {
    let header = "Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,BH,BD,BA";
    let run = run_csv("beside", &[header, "09/08/2019,A,B,2,1,A,3,0,2.0,3.0,4.0"]);
    assert_eq!(run.strategy("B 1X2 H")[4], "200.00", "the score counts");
    assert!(run.log.contains("line 2: the result A does not fit the score 2-1"), "{}", run.log);
    assert!(run.log.contains("line 2: the score at half time is left out: "), "{}", run.log);
}

#[test]
fn a_file_without_fixtures() {
    for (name, bytes, column) in [("empty", "", "Date"), ("other", "Date,HomeTeam,AwayTeam\n", "FTHG")] {
        let fault = run_bytes(name, bytes.as_bytes()).err().expect("there is nothing to play");
        assert!(fault.ends_with(&format!("there is no column {column}")), "{fault}");
    }
    let run = run_csv("header", &[HEADER]);
    assert_eq!((run.rows(), home(&run)), ([0; 4], ["0", "0", "0"].map(str::to_owned)));
}
