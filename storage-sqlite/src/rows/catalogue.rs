//! Competitions, participants, markets and selections. Fixtures, which have a table of entrants beside theirs, are in
//! `fixtures`.

use realdeal::catalogue::{Competition, ExternalId, Market, Participant, RaceTerms, Selection};
use realdeal::id::{CompetitionId, MarketId, ParticipantId, SelectionId};
use rusqlite::{Row, params};

use super::Stored;
use crate::codec::{Columns, Id, result, result_text, to_json, to_word};
use crate::db::{Db, Noun, Spot};
use crate::error::Result;
use crate::touched::{Touched, Touches};

/// Provider and id of a feed, each for its column.
pub(super) fn external(id: Option<&ExternalId>) -> (Option<&str>, Option<&str>) {
    (id.map(|id| id.provider.as_str()), id.map(|id| id.id.as_str()))
}

fn read_competition(row: &Row<'_>) -> Result<Competition> {
    Ok(Competition {
        id: row.id(0)?,
        name: row.text(1)?.to_owned(),
        slug: row.text(2)?.to_owned(),
        active: row.flag(3)?,
        fixtures: row.small(4)?,
        external: row.external(5)?,
    })
}

fn write_competition(row: &Competition, db: &Db<'_>, sql: &str) -> Result<()> {
    let (provider, external) = external(row.external.as_ref());
    db.run(sql, params![row.id.blob(), row.name, row.slug, row.active, row.fixtures, provider, external])?;
    Ok(())
}

macro_rules! competition_sql {
    () => {
        "SELECT id, name, slug, active, fixtures, provider, external_id FROM competitions"
    };
}

impl Stored for Competition {
    fn load(db: &mut Db<'_>, id: &CompetitionId) -> Result<Option<Self>> {
        db.first(concat!(competition_sql!(), " WHERE id = ?1"), [id.blob()], read_competition)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO competitions (id, name, slug, active, fixtures, provider, external_id) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        write_competition(self, db, sql)
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE competitions SET name = ?2, slug = ?3, active = ?4, fixtures = ?5, provider = ?6, \
                   external_id = ?7 WHERE id = ?1";
        write_competition(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &CompetitionId) -> Result<()> {
        db.run("DELETE FROM competitions WHERE id = ?1", [id.blob()])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(competition_sql!(), " ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_competition(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.competitions
    }
}

fn read_participant(row: &Row<'_>) -> Result<Participant> {
    Ok(Participant {
        id: row.id(0)?,
        name: row.text(1)?.to_owned(),
        kind: row.word(2)?,
        active: row.flag(3)?,
        fixtures: row.small(4)?,
        external: row.external(5)?,
    })
}

fn write_participant(row: &Participant, db: &Db<'_>, sql: &str) -> Result<()> {
    let (provider, external) = external(row.external.as_ref());
    let kind = to_word(&row.kind)?;
    db.run(sql, params![row.id.blob(), row.name, kind, row.active, row.fixtures, provider, external])?;
    Ok(())
}

macro_rules! participant_sql {
    () => {
        "SELECT id, name, kind, active, fixtures, provider, external_id FROM participants"
    };
}

impl Stored for Participant {
    fn load(db: &mut Db<'_>, id: &ParticipantId) -> Result<Option<Self>> {
        db.first(concat!(participant_sql!(), " WHERE id = ?1"), [id.blob()], read_participant)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO participants (id, name, kind, active, fixtures, provider, external_id) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        write_participant(self, db, sql)
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE participants SET name = ?2, kind = ?3, active = ?4, fixtures = ?5, provider = ?6, \
                   external_id = ?7 WHERE id = ?1";
        write_participant(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &ParticipantId) -> Result<()> {
        db.run("DELETE FROM participants WHERE id = ?1", [id.blob()])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(participant_sql!(), " ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_participant(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.participants
    }
}

fn read_market(row: &Row<'_>) -> Result<Market> {
    Ok(Market {
        id: row.id(0)?,
        fixture: row.id(1)?,
        kind: row.json(2)?,
        status: row.word(3)?,
        in_play: row.flag(4)?,
        selections: row.small(5)?,
        listed: row.opt_json(6)?.unwrap_or_default(),
        revision: row.small(7)?,
        result: row.opt_json(8)?,
        external: row.external(9)?,
        terms: row.opt_json(11)?.unwrap_or_default(),
    })
}

fn write_market(row: &Market, db: &Db<'_>, sql: &str) -> Result<()> {
    let (provider, external) = external(row.external.as_ref());
    let listed = if row.listed.is_empty() { None } else { Some(to_json(&row.listed)?) };
    let terms = if row.terms == RaceTerms::default() { None } else { Some(to_json(&row.terms)?) };
    db.run(
        sql,
        params![
            row.id.blob(),
            db.need_number(Noun::Fixture, row.fixture)?,
            to_json(&row.kind)?,
            to_word(&row.status)?,
            row.in_play,
            row.selections,
            listed,
            row.revision,
            row.result.as_ref().map(to_json).transpose()?,
            provider,
            external,
            terms,
        ],
    )?;
    Ok(())
}

macro_rules! market_sql {
    () => {
        "SELECT m.id, f.id, m.kind, m.status, m.in_play, m.selections, m.listed, m.revision, m.result, m.provider, \
         m.external_id, m.terms FROM markets m JOIN fixtures f ON f.n = m.fixture"
    };
}

impl Stored for Market {
    fn load(db: &mut Db<'_>, id: &MarketId) -> Result<Option<Self>> {
        db.first(concat!(market_sql!(), " WHERE m.id = ?1"), [id.blob()], read_market)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO markets (id, fixture, kind, status, in_play, selections, listed, revision, result, \
                   provider, external_id, terms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        write_market(self, db, sql)
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE markets SET fixture = ?2, kind = ?3, status = ?4, in_play = ?5, selections = ?6, \
                   listed = ?7, revision = ?8, result = ?9, provider = ?10, external_id = ?11, \
                   terms = ?12 WHERE id = ?1";
        write_market(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &MarketId) -> Result<()> {
        let number = db.need_number(Noun::Market, *id)?;
        db.run("DELETE FROM progress WHERE market = ?1", [number])?;
        db.run("DELETE FROM markets WHERE n = ?1", [number])?;
        db.numbers.forget_catalogue();
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(market_sql!(), " ORDER BY m.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_market(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.markets
    }
}

fn read_selection(row: &Row<'_>) -> Result<(Spot, Selection)> {
    let selection = Selection {
        id: row.id(1)?,
        market: row.id(3)?,
        outcome: row.json(5)?,
        odds: row.odds(6)?,
        result: row.opt_text(7)?.map(result).transpose()?,
        external: row.external(8)?,
    };
    let spot = Spot {
        n: row.int(0)?,
        selection: selection.id,
        market_n: row.int(2)?,
        market: selection.market,
        fixture: row.id(4)?,
    };
    Ok((spot, selection))
}

fn write_selection(row: &Selection, db: &Db<'_>, sql: &str) -> Result<()> {
    let (provider, external) = external(row.external.as_ref());
    db.run(
        sql,
        params![
            row.id.blob(),
            db.need_number(Noun::Market, row.market)?,
            to_json(&row.outcome)?,
            row.odds.to_string(),
            row.result.map(result_text),
            provider,
            external,
        ],
    )?;
    Ok(())
}

macro_rules! selection_sql {
    () => {
        "SELECT s.n, s.id, m.n, m.id, f.id, s.outcome, s.odds, s.result, s.provider, s.external_id \
         FROM selections s JOIN markets m ON m.n = s.market JOIN fixtures f ON f.n = m.fixture"
    };
}

impl Stored for Selection {
    fn load(db: &mut Db<'_>, id: &SelectionId) -> Result<Option<Self>> {
        let found = db.first(concat!(selection_sql!(), " WHERE s.id = ?1"), [id.blob()], read_selection)?;
        Ok(found.map(|(spot, selection)| {
            db.note_spot(spot);
            selection
        }))
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO selections (id, market, outcome, odds, result, provider, external_id) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        write_selection(self, db, sql)
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE selections SET market = ?2, outcome = ?3, odds = ?4, result = ?5, provider = ?6, \
                   external_id = ?7 WHERE id = ?1";
        write_selection(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &SelectionId) -> Result<()> {
        let number = db.need_spot(*id)?.n;
        // What came back to zero on a market that may be deleted is no row worth keeping.
        db.run("DELETE FROM exposures WHERE selection = ?1 AND open = 0", [number])?;
        db.run("DELETE FROM selections WHERE n = ?1", [number])?;
        db.numbers.forget_catalogue();
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(selection_sql!(), " ORDER BY s.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_selection(row)?.1);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.selections
    }
}
