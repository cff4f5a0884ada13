//! A book that is written out and read in again: equal to the bit, also under every setting; and what is missing or
//! changed on the way is found.

use std::fs;
use std::path::Path;

use realdeal::Book;
use realdeal::exchange::ExchangeError;
use realdeal::host::SimulatedHost;
use realdeal::people::Person;

use crate::support::{World, book_at, hours, noon, storage};
use crate::town::town;

/// The journal and the people of a book, as text.
fn exported(book: &Book) -> [String; 2] {
    let (mut journal, mut people) = (Vec::new(), Vec::new());
    let mut seen = Vec::new();
    let head = book.export(&mut journal, Some(&mut people), |records| seen.push(records)).unwrap();
    assert_eq!(head, book.journal_head().unwrap());
    assert_eq!(seen.last(), Some(&head.records));
    [journal, people].map(|bytes| String::from_utf8(bytes).unwrap())
}

/// An empty book under this run's settings, whose own ids are not those of the town; its time is the town's last.
fn elsewhere() -> Book {
    let mut book = Book::with_host(storage(), SimulatedHost::new(99, noon()));
    book.set_now(noon().plus(hours(24 * 365)));
    book.set_options(book_at(noon()).options());
    book
}

#[track_caller]
fn import(book: &mut Book, journal: &str) -> Result<(), ExchangeError> {
    book.import_journal(journal.as_bytes(), |_| {}).map(|_| ())
}

#[track_caller]
fn fails_with(code: &str, journal: &str) -> ExchangeError {
    let error = import(&mut elsewhere(), journal).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    error
}

fn with_cursor() -> World {
    let mut w = town();
    w.book.acknowledge("mail", 3).unwrap();
    w
}

#[test]
fn what_is_written_out_and_read_in_is_the_same_book() {
    let w = with_cursor();
    let [journal, people] = exported(&w.book);
    let mut again = elsewhere();
    import(&mut again, &journal).unwrap();
    assert_eq!(again.import_people(people.as_bytes()).unwrap(), people.lines().count() as u64 - 2);
    assert_eq!(again.state_hash().unwrap(), w.book.state_hash().unwrap());
    assert_eq!(again.journal_head().unwrap(), w.book.journal_head().unwrap());
    assert_eq!(again.cursors().unwrap(), w.book.cursors().unwrap());
    assert_eq!(again.system().person(w.alice).unwrap().name, "alice");
    assert_eq!(exported(&again), [journal, people]);
    assert!(again.audit().unwrap().is_clean());
    // The address is taken again, and a new person may come.
    let error = again.visitor().register(Person::new("Another", "ALICE@example.org")).unwrap_err();
    assert_eq!(error.code(), "email_taken");
    again.visitor().register(Person::new("Zoe", "zoe@example.org")).unwrap();
}

#[test]
fn a_journal_holds_no_personal_data() {
    let [journal, people] = exported(&with_cursor().book);
    assert!(people.contains("alice@example.org"));
    assert!(!journal.contains("@example.org"), "a person in the journal");
}

#[test]
fn an_export_that_was_cut_off_is_found_wherever_it_was() {
    let [journal, people] = exported(&with_cursor().book);
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    for count in 0..lines.len() {
        fails_with("cut_off", &lines[..count].concat());
    }
    // In the middle of the last line, and of a record.
    let record = lines[..records_in(&lines)].concat().len();
    for short in 1..40 {
        fails_with("unreadable_line", &journal[..journal.len() - short]);
        fails_with("unreadable_line", &journal[..record - short]);
    }
    let lines: Vec<&str> = people.split_inclusive('\n').collect();
    let mut again = elsewhere();
    import(&mut again, &journal).unwrap();
    for count in 0..lines.len() {
        let error = again.import_people(lines[..count].concat().as_bytes()).unwrap_err();
        assert_eq!(error.code(), "cut_off");
    }
    let without_one = [&lines[..1], &lines[2..]].concat().concat();
    assert_eq!(again.import_people(without_one.as_bytes()).unwrap_err().code(), "changed");
    assert_eq!(again.import_people(people.as_bytes()).unwrap() + 2, lines.len() as u64);
}

/// How many lines are records: they come after the first.
fn records_in(lines: &[&str]) -> usize {
    lines.iter().filter(|line| line.starts_with("{\"record\"")).count()
}

#[test]
fn a_record_that_is_missing_swapped_or_changed_is_found() {
    let [journal, _] = exported(&with_cursor().book);
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let records = records_in(&lines);
    for at in [1, records / 2, records] {
        let without = [&lines[..at], &lines[at + 1..]].concat().concat();
        let code = if at == records { "changed" } else { "unreadable_line" };
        fails_with(code, &without);
    }
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    fails_with("unreadable_line", &swapped.concat());
    // The same deposit, and a cent more: it replays well, and only the seal tells.
    let more = journal.replacen("100.00 EUR", "100.01 EUR", 1);
    let error = fails_with("changed", &more);
    assert!(error.is_fault_of_the_export());
    // A line that can't be read between two that can: nothing after it is written.
    let spoilt = [&lines[..3], &["{}\n"], &lines[3..]].concat().concat();
    let mut book = elsewhere();
    let error = import(&mut book, &spoilt).unwrap_err();
    assert!(error.to_string().starts_with("line 4 can't be read"), "{error}");
    assert_eq!(book.journal_head().unwrap().records, 2);
    fails_with("unreadable_line", &format!("{journal}\n"));
    fails_with("unreadable_line", "a letter\n");
    fails_with("newer_version", &journal.replacen("\"version\":1", "\"version\":2", 1));
    fails_with("newer_version", &journal.replacen("\"format\":3", "\"format\":4", 1));
}

#[test]
fn an_import_that_was_interrupted_goes_on_and_a_foreign_one_changes_nothing() {
    let w = with_cursor();
    let [journal, people] = exported(&w.book);
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    for count in [1, 5, lines.len() / 2, lines.len() - 1] {
        let mut again = elsewhere();
        assert_eq!(import(&mut again, &lines[..count].concat()).unwrap_err().code(), "cut_off");
        // All that is missing at the very end is the seal; people come only beside whole records.
        let people = again.import_people(people.as_bytes());
        assert_eq!(
            people.is_ok(),
            count > records_in(&lines),
            "{count} of {} lines: {people:?}",
            lines.len()
        );
        import(&mut again, &journal).unwrap();
        import(&mut again, &journal).unwrap(); // and once more, where nothing is left to do
        assert_eq!(again.state_hash().unwrap(), w.book.state_hash().unwrap());
    }
    let mut other = elsewhere();
    other.visitor().register(Person::new("Somebody", "else@example.org")).unwrap();
    let before = other.state_hash().unwrap();
    assert_eq!(import(&mut other, &journal).unwrap_err().code(), "other_books");
    assert_eq!(other.state_hash().unwrap(), before);
    // A book that has come further is another one, too.
    let mut further = elsewhere();
    import(&mut further, &journal).unwrap();
    further.visitor().register(Person::new("Somebody", "else@example.org")).unwrap();
    assert_eq!(import(&mut further, &journal).unwrap_err().code(), "other_books");
    assert_eq!(further.import_people(people.as_bytes()).unwrap_err().code(), "other_books");
}

#[test]
fn people_who_do_not_fit_are_refused() {
    let [journal, people] = exported(&with_cursor().book);
    let mut again = elsewhere();
    import(&mut again, &journal).unwrap();
    let mut refused = |text: &str| again.import_people(text.as_bytes()).unwrap_err().code().to_owned();
    let lines: Vec<&str> = people.split_inclusive('\n').collect();
    let same_address = people.replace("bob@example.org", "Alice@example.org");
    assert_ne!(same_address, people);
    assert_eq!(refused(&same_address), "email_taken");
    assert_eq!(refused(&people.replace("alice@example.org", "alice")), "bad_email");
    let user = lines[1].split('"').nth(5).unwrap();
    let nobody = "01915c8f-9780-7007-8000-00000000002a";
    assert_eq!(refused(&people.replace(user, nobody)), "unknown_user");
}

/// The lines of a small book, in a file that is committed: other programs read them. `REALDEAL_WRITE_GOLDEN=1` writes it anew.
#[test]
fn the_lines_have_their_golden_form() {
    let [journal, people] = exported(&crate::support::world().book);
    for (name, text) in [("exported_journal.jsonl", journal), ("exported_people.jsonl", people)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
        if std::env::var_os("REALDEAL_WRITE_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "{name}");
    }
}
