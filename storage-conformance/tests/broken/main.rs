//! The control: backends that are broken on purpose, each in one way. If the suite did not see that, it would prove nothing.

#![allow(clippy::expect_used, clippy::panic, reason = "it is a test, with helpers outside of its functions")]

mod faults;
mod snapshot;
mod unit;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use realdeal::Book;
use realdeal::betting::Slip;
use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::host::SimulatedHost;
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal_conformance::naive::Naive;
use realdeal_conformance::{Backend, Case};

use faults::{Broken, Fault};

/// Whether a case fails on a backend with this fault.
fn fails(case: &str, fault: Fault) -> bool {
    let case = Case::named(case).unwrap_or_else(|| panic!("there is no case {case}"));
    let mut backend = Broken::new(fault);
    catch_unwind(AssertUnwindSafe(|| assert!(case.run(&mut backend), "the case was skipped"))).is_err()
}

macro_rules! control {
    ($($test:ident: $fault:ident is seen by $($case:ident),+;)*) => {
        $(
            #[test]
            fn $test() {
                $(assert!(
                    fails(stringify!($case), Fault::$fault),
                    "{:?} was not seen by {}", Fault::$fault, stringify!($case)
                );)+
            }
        )*

        /// The harness itself must not be what fails.
        #[test]
        fn without_a_fault_the_same_cases_hold() {
            $($(
                assert!(!fails(stringify!($case), Fault::None), "{} fails without a fault", stringify!($case));
            )+)*
        }
    };
}

control! {
    reading_outside_of_the_unit: Late is seen by
        a_lost_update_is_refused, two_that_make_the_same_row_do_not_both_succeed_unseen,
        a_row_that_was_read_and_changed_elsewhere_is_a_conflict, money_is_not_staked_twice;
    rows_that_are_read_and_not_guarded: ReadsUnguarded is seen by
        a_row_that_was_read_and_changed_elsewhere_is_a_conflict,
        a_row_that_was_read_as_absent_and_made_elsewhere_is_a_conflict,
        no_bet_is_taken_on_a_market_that_was_suspended;
    sums_that_hold_each_other_up: SumsConflict is seen by
        two_that_add_to_one_sum_do_not_conflict, bets_of_two_bettors_on_one_market_do_not_conflict;
    a_drop_that_commits: DropCommits is seen by
        a_dropped_unit_leaves_nothing, a_dropped_command_leaves_nothing, a_dropped_slice_leaves_nothing,
        a_unit_dropped_by_a_panic_leaves_nothing, a_scan_sees_no_dropped_unit;
    a_conflict_that_was_applied: ConflictApplied is seen by
        agrees_with_memory_one_command_at_a_time;
    a_commit_that_applies_half: HalfApplied is seen by
        a_busy_world_reads_as_it_does_in_memory, a_corrected_race_reads_as_it_does_in_memory,
        agrees_with_memory_in_slices_of_seven;
    absent_for_not_fetched: AbsentForNotFetched is seen by
        what_was_not_fetched_is_not_known;
    not_fetched_for_absent: NotFetchedForAbsent is seen by
        an_absent_row_that_was_fetched_is_known_to_be_absent,
        a_row_of_every_kind_can_be_fetched_while_absent;
    parents_that_do_not_come: ParentsForgotten is seen by
        a_selection_brings_its_market_fixture_and_competition,
        a_bet_brings_its_wallet_its_rules_and_its_legs, a_row_to_be_changed_brings_its_claims;
    a_fetch_that_overwrites: FetchOverwrites is seen by
        what_is_known_stays_when_it_is_fetched_again;
    a_time_that_is_forgotten: TimeForgotten is seen by
        every_state_knows_the_latest_time;
    transfers_dropped: TransferDropped is seen by
        a_statement_tells_every_movement_in_order, the_audit_finds_books_in_order,
        a_race_is_paid_each_way_as_in_memory, a_corrected_order_posts_the_difference,
        agrees_with_memory_one_command_at_a_time;
    transfers_doubled: TransferDoubled is seen by
        a_statement_tells_every_movement_in_order, the_audit_finds_books_in_order;
    prices_dropped: PriceDropped is seen by
        prices_are_kept_in_order_and_come_in_pages;
    sums_doubled: SumDoubled is seen by
        exposures_follow_what_is_open, two_that_add_to_one_sum_do_not_conflict,
        a_sum_is_fetched_with_what_the_unit_has_added;
    deletes_ignored: DeleteIgnored is seen by
        a_deleted_row_is_gone, an_erased_person_is_gone, a_forgotten_cursor_starts_anew;
    cursors_lost: CursorLost is seen by
        a_committed_unit_stays, a_cursor_is_kept, a_cursor_never_goes_back;
    answers_lost: AnswerLost is seen by
        a_repeated_command_gets_the_first_answer, an_answer_is_kept_for_thirty_days;
    records_lost: RecordLost is seen by
        each_accepted_command_leaves_one_record, the_head_follows_from_the_records_alone;
    records_doubled: RecordDoubled is seen by
        each_accepted_command_leaves_one_record, memory_is_rebuilt_from_the_journal;
    receipts_that_are_wrong: ReceiptWrong is seen by
        a_receipt_names_the_last_record;
    scans_out_of_order: ScanReversed is seen by
        the_markets_of_a_fixture_come_by_id, bets_behind_come_by_id_and_without_withdrawn_ones,
        bets_graded_longest_ago_come_first, what_falls_due_comes_by_time;
    scans_of_what_was_committed_only: ScanStale is seen by
        a_scan_sees_what_its_unit_has_written, a_market_is_settled_in_pages_within_one_unit;
    scans_without_a_limit: ScanUnlimited is seen by
        a_scan_gives_no_more_than_its_limit;
    seals_that_are_wrong: SealWrong is seen by
        the_head_follows_from_the_records_alone, seals_know_nothing_of_units,
        books_are_rebuilt_from_the_journal_of_memory;
    an_audit_that_sees_nothing: AuditBlind is seen by
        the_audit_sees_money_that_no_transfer_brought;
    answers_of_queries_out_of_order: FindReversed is seen by
        users_are_found_by_role_and_status, cursors_come_in_the_order_of_their_names,
        pages_stay_whole_while_others_write;
    pages_that_overlap: PageOverlaps is seen by
        fixtures_are_found_by_all_that_they_are_found_by, pages_stay_whole_while_others_write;
    filters_that_let_all_pass: FilterForgotten is seen by
        baskets_are_found_by_user_and_status, what_is_found_is_what_the_query_admits;
    statements_cut_within_a_place: StatementCut is seen by
        two_lines_of_one_place_are_never_cut_apart;
    what_falls_due_is_not_said: DueForgotten is seen by
        what_falls_due_comes_by_time;
    prices_out_of_order: PricesReversed is seen by
        prices_are_kept_in_order_and_come_in_pages;
}

/// Two legs are counted for one that waits: settling says so, instead of looking for the second without end.
#[test]
fn a_count_that_is_wrong_ends_settling() {
    let storage = Broken::new(Fault::SumDoubled).open().expect("it opens");
    let noon = Timestamp::utc(2024, 8, 16, 12, 0).expect("a time");
    let mut book = Book::with_host(storage, SimulatedHost::new(1, noon));
    let settled = played(&mut book);
    assert_eq!(settled.map_err(|error| error.code()), Err("storage_not_applied"));
}

/// A bet placed and its match played.
fn played(book: &mut Book) -> Result<(), realdeal::Error> {
    let kick_off = book.now().plus(Duration::from_hours(1));
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
    let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
    let alice = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
    book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
    book.system().confirm_deposit(alice, "10.00 EUR", "bank", "payment")?;
    let mut office = book.session(bookmaker);
    let league = office.create_competition("League", "league")?;
    let teams = (office.create_team("Home")?, office.create_team("Away")?);
    let fixture = office.schedule_fixture(league, Fixture::match_of(teams.0, teams.1), kick_off)?;
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    let market = office.open_market(fixture, MarketKind::MatchResult, prices)?;
    book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("1.00 EUR"))?;
    book.set_now(kick_off);
    book.session(bookmaker).record_score(fixture, Score::full_time(1, 0))
}

/// Seals that are made only when somebody asks for them, over the same cases.
#[test]
fn a_backend_that_seals_at_once_though_it_says_later_is_seen() {
    struct Liar(Naive);
    impl Backend for Liar {
        fn open(&mut self) -> Result<Box<dyn realdeal::storage::Storage>, realdeal::StorageError> {
            Ok(Box::new(faults::SaysLater(self.0.clone())))
        }
    }
    let case = Case::named("a_receipt_names_no_record_that_has_no_number_yet").expect("there is such a case");
    let seen = catch_unwind(AssertUnwindSafe(|| case.run(&mut Liar(Naive::new()))));
    assert!(seen.is_err());
}
