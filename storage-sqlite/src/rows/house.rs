//! The house itself, its rules, baskets, remembered answers, claims and cursors.

use realdeal::answer::Remembered;
use realdeal::betting::Basket;
use realdeal::house_rules::RulesVersion;
use realdeal::id::{BasketId, CommandId};
use realdeal::journal::Cursor;
use realdeal::state::{Claim, Claimed, House, VersionedRules};
use realdeal::time::Timestamp;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::Stored;
use crate::codec::{
    Columns, Id, claim_code, claim_kind, count, hash_bytes, integer, request_hash, to_json, to_word,
};
use crate::db::Db;
use crate::error::Result;
use crate::touched::{Touched, Touches};

impl Stored for House {
    fn load(db: &mut Db<'_>, (): &()) -> Result<Option<Self>> {
        db.first("SELECT rules, admins FROM house", [], |row| {
            Ok(Self { rules: RulesVersion(row.small(0)?), admins: row.small(1)? })
        })
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO house (one, rules, admins) VALUES (1, ?1, ?2) \
                   ON CONFLICT (one) DO UPDATE SET rules = ?1, admins = ?2";
        db.run(sql, [self.rules.0, self.admins])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, (): &()) -> Result<()> {
        db.run("DELETE FROM house", [])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        Self::load(db, &())?.iter().for_each(visit);
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.house
    }
}

fn read_rules(row: &Row<'_>) -> Result<VersionedRules> {
    Ok(VersionedRules { version: RulesVersion(row.small(0)?), rules: row.json(1)? })
}

impl Stored for VersionedRules {
    fn load(db: &mut Db<'_>, id: &RulesVersion) -> Result<Option<Self>> {
        db.first("SELECT version, rules FROM house_rules WHERE version = ?1", [id.0], read_rules)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO house_rules (version, rules) VALUES (?1, ?2) \
                   ON CONFLICT (version) DO UPDATE SET rules = ?2";
        db.run(sql, params![self.version.0, to_json(&self.rules)?])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, id: &RulesVersion) -> Result<()> {
        db.run("DELETE FROM house_rules WHERE version = ?1", [id.0])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let all = db.all("SELECT version, rules FROM house_rules ORDER BY version", [], read_rules)?;
        all.iter().for_each(visit);
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.house_rules
    }
}

macro_rules! basket_sql {
    () => {
        "SELECT b.id, u.id, b.status, b.created_at, b.expires_at, b.closed_at, b.bets, b.edits, b.slips \
         FROM baskets b JOIN users u ON u.n = b.user"
    };
}

fn read_basket(row: &Row<'_>) -> Result<Basket> {
    Ok(Basket {
        id: row.id(0)?,
        user: row.id(1)?,
        status: row.word(2)?,
        created_at: row.time(3)?,
        expires_at: row.time(4)?,
        closed_at: row.opt_time(5)?,
        bets: row.opt_json(6)?.unwrap_or_default(),
        edits: row.small(7)?,
        slips: row.opt_json(8)?.unwrap_or_default(),
    })
}

/// A list as JSON, and nothing for an empty one.
fn list<T: serde::Serialize>(items: &[T]) -> Result<Option<String>> {
    if items.is_empty() { Ok(None) } else { to_json(items).map(Some) }
}

fn write_basket(basket: &Basket, db: &mut Db<'_>, sql: &str) -> Result<()> {
    let user = db.need_user(basket.user)?;
    db.run(
        sql,
        params![
            basket.id.blob(),
            user,
            to_word(&basket.status)?,
            basket.created_at.micros(),
            basket.expires_at.micros(),
            basket.closed_at.map(Timestamp::micros),
            list(&basket.bets)?,
            basket.edits,
            list(&basket.slips)?,
        ],
    )?;
    Ok(())
}

impl Stored for Basket {
    fn load(db: &mut Db<'_>, id: &BasketId) -> Result<Option<Self>> {
        db.first(concat!(basket_sql!(), " WHERE b.id = ?1"), [id.blob()], read_basket)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO baskets (id, user, status, created_at, expires_at, closed_at, bets, edits, slips) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        write_basket(self, db, sql)
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE baskets SET user = ?2, status = ?3, created_at = ?4, expires_at = ?5, closed_at = ?6, \
                   bets = ?7, edits = ?8, slips = ?9 WHERE id = ?1";
        write_basket(self, db, sql)
    }

    fn delete(db: &mut Db<'_>, id: &BasketId) -> Result<()> {
        db.run("DELETE FROM baskets WHERE id = ?1", [id.blob()])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(basket_sql!(), " ORDER BY b.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_basket(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.baskets
    }
}

fn read_remembered(row: &Row<'_>) -> Result<Remembered> {
    Ok(Remembered { id: row.id(0)?, request_hash: request_hash(row.bytes(1)?)?, made: row.json(2)? })
}

impl Stored for Remembered {
    fn load(db: &mut Db<'_>, id: &CommandId) -> Result<Option<Self>> {
        let sql = "SELECT id, request_hash, made FROM remembered WHERE id = ?1";
        db.first(sql, [id.blob()], read_remembered)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO remembered (id, request_hash, made) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (id) DO UPDATE SET request_hash = ?2, made = ?3";
        db.run(sql, params![self.id.blob(), hash_bytes(self.request_hash), to_json(&self.made)?])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, id: &CommandId) -> Result<()> {
        db.run("DELETE FROM remembered WHERE id = ?1", [id.blob()])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement("SELECT id, request_hash, made FROM remembered ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_remembered(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.remembered
    }
}

fn read_claim(row: &Row<'_>) -> Result<Claimed> {
    let claim = Claim { kind: claim_kind(row.int(0)?)?, text: row.text(1)?.to_owned() };
    Ok(Claimed { claim, by: Uuid::from_bytes(row.get(2)?) })
}

impl Stored for Claimed {
    fn load(db: &mut Db<'_>, id: &Claim) -> Result<Option<Self>> {
        let sql = "SELECT kind, text, taken_by FROM claims WHERE kind = ?1 AND text = ?2";
        db.first(sql, params![claim_code(id.kind), id.text], read_claim)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO claims (kind, text, taken_by) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (kind, text) DO UPDATE SET taken_by = ?3";
        db.run(sql, params![claim_code(self.claim.kind), self.claim.text, self.by.into_bytes()])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, id: &Claim) -> Result<()> {
        db.run("DELETE FROM claims WHERE kind = ?1 AND text = ?2", params![claim_code(id.kind), id.text])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement("SELECT kind, text, taken_by FROM claims ORDER BY kind, text")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_claim(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.claims
    }
}

fn read_cursor(row: &Row<'_>) -> Result<Cursor> {
    Ok(Cursor { name: row.text(0)?.to_owned(), position: count(row.int(1)?)? })
}

impl Stored for Cursor {
    fn load(db: &mut Db<'_>, id: &String) -> Result<Option<Self>> {
        db.first("SELECT name, position FROM cursors WHERE name = ?1", [id], read_cursor)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO cursors (name, position) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET position = ?2";
        db.run(sql, params![self.name, integer(self.position)?])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, id: &String) -> Result<()> {
        db.run("DELETE FROM cursors WHERE name = ?1", [id])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let all = db.all("SELECT name, position FROM cursors ORDER BY name", [], read_cursor)?;
        all.iter().for_each(visit);
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.cursors
    }
}
