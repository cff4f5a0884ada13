//! The ladder of schema versions: whose a file is, how far its schema has come, and how it comes to the newest version.
//!
//! A file says both in its header (`application_id`, `user_version`). A step is never changed once a release has written
//! files with it: `tests/files` keeps one of each version, and a new version is a new step at the end.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, Trouble};

/// "RDLB": the books of RealDeal.
const APPLICATION_ID: i32 = 0x5244_4C42;

/// Each step takes a file from the version of its place to the next one; the first makes a new file.
pub(crate) const LADDER: &[&str] =
    &[concat!(include_str!("schema/v1.sql"), include_str!("schema/v1_views.sql"))];

/// The version to which a ladder leads.
pub(crate) fn newest(ladder: &[&str]) -> i32 {
    i32::try_from(ladder.len()).unwrap_or(i32::MAX)
}

/// Whose file it is, and which version its schema has; none if it is empty.
fn version(connection: &Connection, ladder: &[&str]) -> Result<Option<i32>> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match application {
        0 if tables == 0 && version == 0 => Ok(None),
        APPLICATION_ID if version > newest(ladder) => Err(Trouble::refused(format!(
            "the file has schema version {version}, and this program knows versions up to {}",
            newest(ladder)
        ))),
        APPLICATION_ID if version > 0 => Ok(Some(version)),
        _ => Err(Trouble::refused("the file is a database of another program")),
    }
}

/// Whether the file can be read as it is.
pub(crate) fn check(connection: &Connection, ladder: &[&str]) -> Result<()> {
    match version(connection, ladder)? {
        Some(version) if version == newest(ladder) => Ok(()),
        Some(version) => Err(Trouble::refused(format!(
            "the file has schema version {version} and must be opened for writing once, to become version {}",
            newest(ladder)
        ))),
        None => Err(Trouble::refused("the file is empty: nobody has kept books in it")),
    }
}

/// Takes the schema to the newest version, in one transaction: all the way, or not at all.
pub(crate) fn climb(connection: &mut Connection, ladder: &[&str]) -> Result<()> {
    if version(connection, ladder)? == Some(newest(ladder)) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker.
    let from = version(&transaction, ladder)?;
    let steps = ladder.iter().skip(from.and_then(|from| usize::try_from(from).ok()).unwrap_or(0));
    for step in steps {
        transaction.execute_batch(step)?;
    }
    if from.is_none() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        let empty = realdeal::journal::seal::Sealer::default().head();
        let sql = "INSERT INTO head (one, records, transfers, seal, last_at) VALUES (1, 0, 0, ?1, 0)";
        transaction.execute(sql, [empty.seal.as_bytes()])?;
    }
    transaction.pragma_update(None, "user_version", newest(ladder))?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::Barrier;
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;

    /// A version that there may be one day: a column more, filled from what is there, and a table.
    const NEXT: &str = "ALTER TABLE head ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0; \
                        UPDATE head SET doubled = 2 * records; CREATE TABLE notes (text TEXT NOT NULL) STRICT;";
    /// Fails after it has changed something.
    const BROKEN: &str = "ALTER TABLE head ADD COLUMN doubled INTEGER; UPDATE head SET records = 99; \
                          INSERT INTO nowhere VALUES (1);";

    fn file() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        let mut connection = opened(&path);
        climb(&mut connection, LADDER).unwrap();
        connection.execute("UPDATE head SET records = 21", []).unwrap();
        (folder, path)
    }

    fn opened(path: &Path) -> Connection {
        let connection = Connection::open(path).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        connection
    }

    fn longer(step: &'static str) -> Vec<&'static str> {
        [LADDER, &[step]].concat()
    }

    fn doubled(connection: &Connection) -> i64 {
        connection.query_row("SELECT doubled FROM head", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_file_is_upgraded_with_what_is_in_it() {
        let (_folder, path) = file();
        let ladder = longer(NEXT);
        let mut connection = opened(&path);
        climb(&mut connection, &ladder).unwrap();
        assert_eq!(version(&connection, &ladder).unwrap(), Some(newest(LADDER) + 1));
        assert_eq!(doubled(&connection), 42);
        // Once: a second time would find the column there.
        climb(&mut connection, &ladder).unwrap();
        assert_eq!(doubled(&connection), 42);
        let refused = climb(&mut connection, LADDER).unwrap_err();
        assert!(refused.to_string().contains("knows versions up to"), "{refused}");
    }

    #[test]
    fn a_new_file_climbs_the_whole_ladder() {
        let mut connection = Connection::open_in_memory().unwrap();
        climb(&mut connection, &longer(NEXT)).unwrap();
        assert_eq!(doubled(&connection), 0);
    }

    #[test]
    fn a_step_that_fails_half_way_leaves_the_file_as_it_was() {
        let (_folder, path) = file();
        let before = std::fs::read(&path).unwrap();
        let mut connection = opened(&path);
        // The step that fails comes after one that would have passed.
        let error = climb(&mut connection, &[longer(NEXT), vec![BROKEN]].concat()).unwrap_err();
        assert!(error.to_string().contains("doubled"), "{error}");
        let error = climb(&mut connection, &longer(BROKEN)).unwrap_err();
        assert!(error.to_string().contains("nowhere"), "{error}");
        drop(connection);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        climb(&mut opened(&path), LADDER).unwrap();
    }

    #[test]
    fn an_older_file_is_not_read_before_it_is_upgraded() {
        let (_folder, path) = file();
        let error = check(&opened(&path), &longer(NEXT)).unwrap_err();
        assert!(error.to_string().contains("must be opened for writing once"), "{error}");
    }

    #[test]
    fn of_several_that_upgrade_at_once_one_does_it() {
        for _ in 0..20 {
            let (_folder, path) = file();
            let (ladder, start) = (longer(NEXT), Barrier::new(4));
            std::thread::scope(|scope| {
                let climbers: Vec<_> = (0..4)
                    .map(|_| {
                        scope.spawn(|| {
                            let mut connection = opened(&path);
                            start.wait();
                            climb(&mut connection, &ladder)
                        })
                    })
                    .collect();
                for climber in climbers {
                    climber.join().unwrap().unwrap();
                }
            });
            assert_eq!(doubled(&opened(&path)), 42);
        }
    }
}
