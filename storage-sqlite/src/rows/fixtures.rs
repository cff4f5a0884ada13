//! Fixtures, with who takes part in a table beside.

use realdeal::catalogue::{Entrant, Fixture};
use realdeal::id::FixtureId;
use realdeal::time::Timestamp;
use rusqlite::{Row, params};
use smallvec::SmallVec;

use super::Stored;
use super::catalogue::external;
use crate::codec::{Columns, Id, to_json, to_word};
use crate::db::{Db, Noun};
use crate::error::Result;
use crate::touched::{Touched, Touches};

macro_rules! fixture_sql {
    () => {
        "SELECT f.n, f.id, c.id, f.status, f.kickoffs, f.score, f.markets, f.provider, f.external_id, f.positions, \
         f.non_runners          FROM fixtures f JOIN competitions c ON c.n = f.competition"
    };
}

/// A fixture without those who take part.
fn read_fixture(row: &Row<'_>) -> Result<(i64, Fixture)> {
    let fixture = Fixture {
        id: row.id(1)?,
        competition: row.id(2)?,
        entrants: SmallVec::new(),
        kickoffs: row.json(4)?,
        status: row.word(3)?,
        score: row.opt_json(5)?,
        markets: row.small(6)?,
        external: row.external(7)?,
        positions: row.opt_json(9)?.unwrap_or_default(),
        non_runners: row.opt_json(10)?.unwrap_or_default(),
    };
    Ok((row.int(0)?, fixture))
}

fn with_entrants(db: &Db<'_>, (number, mut fixture): (i64, Fixture)) -> Result<Fixture> {
    let sql = "SELECT p.id, e.role FROM entrants e JOIN participants p ON p.n = e.participant \
               WHERE e.fixture = ?1 ORDER BY e.place";
    let read = |row: &Row<'_>| Ok(Entrant { participant: row.id(0)?, role: row.word(1)? });
    fixture.entrants = db.all(sql, [number], read)?.into();
    Ok(fixture)
}

fn write_fixture(row: &Fixture, db: &Db<'_>, sql: &str) -> Result<()> {
    let (provider, external) = external(row.external.as_ref());
    let positions = if row.positions.is_empty() { None } else { Some(to_json(&row.positions)?) };
    let non_runners = if row.non_runners.is_empty() { None } else { Some(to_json(&row.non_runners)?) };
    db.run(
        sql,
        params![
            row.id.blob(),
            db.need_number(Noun::Competition, row.competition)?,
            to_word(&row.status)?,
            row.start().micros(),
            to_json(&row.kickoffs)?,
            row.score.as_ref().map(to_json).transpose()?,
            row.markets,
            row.void_due().map(Timestamp::micros),
            provider,
            external,
            positions,
            non_runners,
        ],
    )?;
    Ok(())
}

fn write_entrants(row: &Fixture, db: &Db<'_>, number: i64) -> Result<()> {
    let sql = "INSERT INTO entrants (fixture, place, participant, role) VALUES (?1, ?2, ?3, ?4)";
    for (place, entrant) in (0_i64..).zip(&row.entrants) {
        let participant = db.need_number(Noun::Participant, entrant.participant)?;
        db.run(sql, params![number, place, participant, to_word(&entrant.role)?])?;
    }
    Ok(())
}

impl Stored for Fixture {
    fn load(db: &mut Db<'_>, id: &FixtureId) -> Result<Option<Self>> {
        let found = db.first(concat!(fixture_sql!(), " WHERE f.id = ?1"), [id.blob()], read_fixture)?;
        found.map(|found| with_entrants(db, found)).transpose()
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO fixtures (id, competition, status, start_at, kickoffs, score, markets, void_due, \
                   provider, external_id, positions, non_runners) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        write_fixture(self, db, sql)?;
        write_entrants(self, db, db.connection.last_insert_rowid())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE fixtures SET competition = ?2, status = ?3, start_at = ?4, kickoffs = ?5, score = ?6, \
                   markets = ?7, void_due = ?8, provider = ?9, external_id = ?10, positions = ?11, \
                   non_runners = ?12 WHERE id = ?1";
        // Who takes part never changes.
        write_fixture(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &FixtureId) -> Result<()> {
        let number = db.need_number(Noun::Fixture, *id)?;
        db.run("DELETE FROM entrants WHERE fixture = ?1", [number])?;
        db.run("DELETE FROM fixtures WHERE n = ?1", [number])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(fixture_sql!(), " ORDER BY f.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&with_entrants(db, read_fixture(row)?)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.fixtures
    }
}
