//! What the host itself gets refused: relays' cursors, and a shared book that has too much to do.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use realdeal::keys::{Keys, Scan};
use realdeal::people::Person;
use realdeal::state::{Changes, Key, State};
use realdeal::storage::{Capability, Page, Readers, Receipt, Storage, Unit};
use realdeal::{Book, Options, SharedBook, StorageError};

use crate::refused_saying;
use crate::support::{check, refused, storage, world};

#[test]
fn a_relay_acknowledges_what_is_there_and_never_less_than_before() {
    let mut w = world();
    let records = w.book.journal_head().unwrap().records;
    let said = format!("the position {} lies beyond the {records} records of the journal", records + 1);
    refused_saying("cursor_ahead", &said, &mut w.book, |book| book.acknowledge("mail", records + 1));
    w.book.acknowledge("mail", records).unwrap();
    w.book.acknowledge("mail", records).unwrap();
    let said = format!("the position {} lies before {records}, which is acknowledged already", records - 1);
    refused_saying("cursor_behind", &said, &mut w.book, |book| book.acknowledge("mail", records - 1));
    // Another relay begins at its own pace.
    w.book.acknowledge("archive", 1).unwrap();
    let cursors = w.book.cursors().unwrap();
    let found: Vec<_> = cursors.iter().map(|cursor| (cursor.name.as_str(), cursor.position)).collect();
    assert_eq!(found, [("archive", 1), ("mail", records)]);
    for name in ["", "  ", "a\u{7}b"] {
        refused("bad_name", &mut w.book, |book| book.acknowledge(name, 1));
        refused("bad_name", &mut w.book, |book| book.forget_cursor(name));
    }
    w.check();
}

#[test]
fn a_cursor_is_forgotten_once() {
    let mut w = world();
    let said = "there is no cursor \"mail\"";
    refused_saying("unknown_cursor", said, &mut w.book, |book| book.forget_cursor("mail"));
    w.book.acknowledge("mail", 2).unwrap();
    w.book.forget_cursor("mail").unwrap();
    refused_saying("unknown_cursor", said, &mut w.book, |book| book.forget_cursor("mail"));
    // Under the same name it begins anew.
    w.book.acknowledge("mail", 1).unwrap();
}

/// A storage whose commits say that they have begun, and then wait until they may go on.
struct Waiting {
    inner: Box<dyn Storage>,
    door: Arc<Door>,
}

struct Door {
    reached: SyncSender<()>,
    opened: Mutex<Receiver<()>>,
}

struct WaitingUnit<'a> {
    inner: Box<dyn Unit + 'a>,
    door: &'a Door,
}

impl Storage for Waiting {
    fn capability(&self) -> Capability {
        self.inner.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        Ok(Box::new(WaitingUnit { inner: self.inner.begin()?, door: &self.door }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.inner.readers()
    }
}

impl Unit for WaitingUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.inner.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.inner.scan(scan)
    }

    fn state(&self) -> &State {
        self.inner.state()
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.inner.apply(changes)
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        // Once the test has gone home nobody listens, and every door is open.
        let _ = self.door.reached.send(());
        let _ = self.door.opened.lock().unwrap().recv();
        self.inner.commit()
    }
}

#[test]
fn more_commands_than_a_shared_book_holds_are_refused() {
    let ((reached, is_reached), (open, opened)) = (sync_channel(100), channel());
    let door = Arc::new(Door { reached, opened: Mutex::new(opened) });
    let mut book = Book::open(Waiting { inner: storage(), door });
    book.set_options(Options { waiting_commands: 1, ..Options::default() });
    let book = SharedBook::new(book);
    let (answered, answers) = channel();
    let register = |name: &'static str| {
        let (book, answered) = (book.clone(), answered.clone());
        thread::spawn(move || {
            let user = book.visitor().register(Person::new(name, format!("{name}@example.org")));
            answered.send(user).unwrap();
        })
    };
    // The writer is busy with the first; of the next two, one waits and the other is one too many.
    let mut callers = vec![register("anna")];
    is_reached.recv().unwrap();
    callers.extend(["bert", "cora"].map(register));
    let refused = answers.recv().unwrap().unwrap_err();
    assert_eq!(refused.code(), "overloaded");
    assert_eq!(refused.to_string(), "1 commands are waiting, and 1 at most are held");
    // Those that were taken in are answered as if nothing had been.
    drop(open);
    for _ in 0..2 {
        answers.recv().unwrap().unwrap();
    }
    for caller in callers {
        caller.join().unwrap();
    }
    book.visitor().register(Person::new("Dora", "dora@example.org")).unwrap();
    let book = book.close().unwrap();
    assert_eq!(book.journal(Page::first(10)).unwrap().len(), 3);
    check(&book);
}
