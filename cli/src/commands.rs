//! The commands, one function each.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::Path;

use realdeal::journal::seal::Head;
use realdeal_sqlite::operate::{self, Verification};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Command};
use crate::outcome::{Ended, Failure, Outcome};
use crate::progress::Line;

type Done = Result<Outcome, Failure>;

/// Carries a command out.
pub(crate) fn run(arguments: &Arguments) -> Ended {
    Ended(match &arguments.command {
        Command::Verify { book } => verify(book),
        Command::Backup { book, target } => backup(book, target),
        Command::Export { book, journal, people } => export(book, journal, people.as_deref()),
        Command::Rebuild { journal, target, people } => rebuild(journal, target, people.as_deref()),
        Command::Stats { book } => stats(book),
    })
}

fn head_lines(head: &Head) -> Vec<(&'static str, Value)> {
    vec![("records", head.records.into()), ("seal", head.seal.to_string().into())]
}

fn verify(book: &Path) -> Done {
    let mut line = Line::new();
    let found: Verification = operate::verify(book, |progress| line.show(progress))?;
    drop(line);
    let mut lines = vec![("schema_version", found.schema_version.into())];
    if let Some(audit) = &found.audit {
        lines.extend([
            ("records", audit.records.into()),
            ("transfers", audit.transfers.into()),
            ("bets", audit.bets.into()),
        ]);
    }
    lines.extend(found.state_hash.map(|hash| ("state", hash.to_string().into())));
    Ok(Outcome::with_faults(lines, found.faults().map(str::to_owned).collect()))
}

fn backup(book: &Path, target: &Path) -> Done {
    let mut line = Line::new();
    let head = operate::backup(book, target, |progress| line.show(progress))?;
    Ok(Outcome::done(head_lines(&head)))
}

/// Whether a path means the standard input or output.
fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

fn export(book: &Path, journal: &Path, people: Option<&Path>) -> Done {
    let mut line = Line::new();
    if !is_standard(journal) {
        let head = operate::export(book, journal, people, |progress| line.show(progress))?;
        return Ok(Outcome::done(head_lines(&head)));
    }
    if people.is_some() {
        // The people's file would get its name before the journal is known to have arrived.
        let what = "--people needs a file for the journal beside it".to_owned();
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what).into());
    }
    let out = BufWriter::new(io::stdout().lock());
    operate::export_lines(book, out, None, |progress| line.show(progress))?;
    // The lines are all that is printed, and the last of them has the head.
    Ok(Outcome::silent())
}

fn opened(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if is_standard(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let about = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    Ok(Box::new(BufReader::with_capacity(256 * 1_024, File::open(path).map_err(about)?)))
}

fn rebuild(journal: &Path, target: &Path, people: Option<&Path>) -> Done {
    let people = people.map(opened).transpose()?;
    let journal = opened(journal)?;
    let mut line = Line::new();
    let rebuilt = operate::rebuild(journal, people, target, |progress| line.show(progress))?;
    let mut lines = head_lines(&rebuilt.head);
    lines.push(("people", rebuilt.people.into()));
    lines.push(("state", rebuilt.state_hash.to_string().into()));
    Ok(Outcome::done(lines))
}

fn stats(book: &Path) -> Done {
    let stats = operate::stats(book)?;
    let mut lines = vec![
        ("schema_version", stats.schema_version.into()),
        ("file_bytes", stats.file_bytes.into()),
        ("free_bytes", stats.free_bytes.into()),
        ("log_bytes", stats.log_bytes.into()),
    ];
    lines.extend(head_lines(&stats.head));
    lines.extend([("last_at", json!(stats.last_at)), ("open_bets", stats.open_bets.into())]);
    lines.extend(stats.rows.into_iter().map(|(table, count)| (table, count.into())));
    Ok(Outcome::done(lines))
}
