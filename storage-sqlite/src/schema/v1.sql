-- Version 1 of the books. Amounts are in minor units of the currency beside them; times are microseconds since 1970 in
-- UTC; ids are UUIDs of version 7 as 16 bytes. Rows are known to one another by `n`, a small integer, so that an index
-- entry costs a few bytes; the views at the end (show_...) put ids, times and codes into words.

-- How far the books have come; one row.
CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    records INTEGER NOT NULL CHECK (records >= 0),
    transfers INTEGER NOT NULL CHECK (transfers >= 0),
    -- The seal over all records.
    seal BLOB NOT NULL CHECK (length(seal) = 32),
    -- The latest time of an accepted command.
    last_at INTEGER NOT NULL
) STRICT;

-- The house itself; one row, once there is an Admin or there are rules.
CREATE TABLE house (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    rules INTEGER NOT NULL CHECK (rules >= 0),
    admins INTEGER NOT NULL CHECK (admins >= 0)
) STRICT;

-- Version 0 is built in, and has no row.
CREATE TABLE house_rules (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    rules TEXT NOT NULL CHECK (json_valid(rules))
) STRICT;

CREATE TABLE users (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    role TEXT NOT NULL CHECK (role IN ('bettor', 'bookmaker', 'support', 'admin')),
    status TEXT NOT NULL CHECK (status IN
        ('active', 'cooling_off', 'self_excluded', 'on_register', 'suspended', 'blocked', 'closed')),
    -- How long the status lasts, where it says so.
    until INTEGER CHECK ((until IS NOT NULL) = (status IN ('cooling_off', 'self_excluded'))),
    registered_at INTEGER NOT NULL,
    excluded_until INTEGER,
    reopens_at INTEGER,
    -- Of the wallets, in the order of first use: 'EUR,USD'.
    currencies TEXT NOT NULL
) STRICT;
CREATE INDEX users_reopening ON users (reopens_at, id) WHERE reopens_at IS NOT NULL;

-- Personal data, and nowhere else.
CREATE TABLE people (
    user INTEGER PRIMARY KEY REFERENCES users (n),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    password_hash TEXT
) STRICT;

CREATE TABLE wallets (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    user INTEGER NOT NULL REFERENCES users (n),
    currency TEXT NOT NULL,
    cash INTEGER NOT NULL CHECK (cash >= 0),
    held INTEGER NOT NULL CHECK (held >= 0),
    debt INTEGER NOT NULL CHECK (debt >= 0),
    open_bets INTEGER NOT NULL CHECK (open_bets >= 0),
    UNIQUE (user, currency)
) STRICT;

CREATE TABLE withdrawals (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    user INTEGER NOT NULL REFERENCES users (n),
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('requested', 'paid', 'refused'))
) STRICT;
CREATE INDEX withdrawals_of ON withdrawals (user, id);

CREATE TABLE competitions (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    fixtures INTEGER NOT NULL CHECK (fixtures >= 0),
    provider TEXT,
    external_id TEXT
) STRICT;

CREATE TABLE participants (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('team', 'player', 'runner')),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    fixtures INTEGER NOT NULL CHECK (fixtures >= 0),
    provider TEXT,
    external_id TEXT
) STRICT;

CREATE TABLE fixtures (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    competition INTEGER NOT NULL REFERENCES competitions (n),
    status TEXT NOT NULL CHECK (status IN
        ('scheduled', 'in_play', 'finished', 'abandoned', 'postponed', 'cancelled')),
    -- The start in force; every start that was announced is in kickoffs.
    start_at INTEGER NOT NULL,
    kickoffs TEXT NOT NULL CHECK (json_valid(kickoffs)),
    score TEXT CHECK (json_valid(score)),
    markets INTEGER NOT NULL CHECK (markets >= 0),
    -- When bets on a postponed fixture fall void next.
    void_due INTEGER,
    provider TEXT,
    external_id TEXT,
    -- What became of each runner of a race, once recorded.
    positions TEXT CHECK (json_valid(positions)),
    -- The runners of a race that were withdrawn, with their prices and when it was.
    non_runners TEXT CHECK (json_valid(non_runners))
) STRICT;
CREATE INDEX fixtures_in ON fixtures (competition, id);
CREATE INDEX fixtures_void_due ON fixtures (void_due, id) WHERE void_due IS NOT NULL;

CREATE TABLE entrants (
    fixture INTEGER NOT NULL REFERENCES fixtures (n),
    place INTEGER NOT NULL,
    participant INTEGER NOT NULL REFERENCES participants (n),
    role TEXT NOT NULL CHECK (role IN ('home', 'away', 'runner')),
    PRIMARY KEY (fixture, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX entrants_of ON entrants (participant, fixture);

CREATE TABLE markets (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    fixture INTEGER NOT NULL REFERENCES fixtures (n),
    kind TEXT NOT NULL CHECK (json_valid(kind)),
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed', 'settled', 'void')),
    in_play INTEGER NOT NULL CHECK (in_play IN (0, 1)),
    selections INTEGER NOT NULL CHECK (selections >= 0),
    listed TEXT CHECK (json_valid(listed)),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    result TEXT CHECK (json_valid(result)),
    provider TEXT,
    external_id TEXT,
    -- Places, ante-post and best odds guaranteed, of a market on a race that has any of them.
    terms TEXT CHECK (json_valid(terms))
) STRICT;
CREATE INDEX markets_of ON markets (fixture, id);

CREATE TABLE selections (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    market INTEGER NOT NULL REFERENCES markets (n),
    outcome TEXT NOT NULL CHECK (json_valid(outcome)),
    odds TEXT NOT NULL,
    result TEXT,
    provider TEXT,
    external_id TEXT
) STRICT;
CREATE INDEX selections_of ON selections (market, id);

-- The prices that a selection has had. By its id, so that they outlast a selection that was deleted.
CREATE TABLE prices (
    selection BLOB NOT NULL CHECK (length(selection) = 16),
    place INTEGER NOT NULL,
    at INTEGER NOT NULL,
    odds TEXT NOT NULL,
    PRIMARY KEY (selection, place)
) STRICT, WITHOUT ROWID;

-- One record for every accepted command, in the binary form that the seals are over.
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- One seal for every 64 records, over them and the seal before.
CREATE TABLE seals (
    block INTEGER PRIMARY KEY,
    seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

-- A bet with one leg has it inline; the legs of the others are in legs. Not held by foreign keys: record (written by the
-- same statement of work), selection and market (to delete a market would mean to search all bets; a market that was bet
-- on is never deleted).
CREATE TABLE bets (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    user INTEGER NOT NULL REFERENCES users (n),
    -- The journal record that placed it: has the time and the hash of the request.
    record INTEGER,
    -- 0 single, 1 accumulator, both on the win; 2 for all others, which terms names.
    type INTEGER NOT NULL CHECK (type IN (0, 1, 2)),
    terms TEXT CHECK (json_valid(terms) AND (terms IS NOT NULL) = (type = 2)),
    stake INTEGER NOT NULL CHECK (stake > 0),
    currency TEXT NOT NULL,
    potential_return INTEGER NOT NULL CHECK (potential_return >= 0),
    rules INTEGER NOT NULL CHECK (rules >= 0),
    -- 0 open, 1 won, 2 half won, 3 half lost, 4 lost, 5 void, 6 cancelled.
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 6),
    -- 1 if it was cancelled or voided by hand: no result changes it any more.
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    returned INTEGER NOT NULL CHECK (returned >= 0 AND (status <> 0 OR returned = 0)),
    settled_at INTEGER CHECK ((settled_at IS NULL) = (status = 0)),
    -- In minor units before rounding, where that is not what was returned.
    exact_return TEXT,
    -- Its one leg.
    selection INTEGER,
    market INTEGER,
    odds TEXT,
    -- The price on the slip, where it was another.
    requested TEXT,
    kickoff INTEGER,
    revision INTEGER,
    result TEXT,
    -- What was agreed on it beside its price, if anything was.
    leg_terms TEXT CHECK (json_valid(leg_terms)),
    -- The goals at which it was accepted in play, where only those after it count.
    score TEXT,
    -- Only where no journal record tells.
    placed_at INTEGER,
    request_hash BLOB
) STRICT;
CREATE INDEX bets_of ON bets (user);
CREATE INDEX bets_on ON bets (market, revision, id) WHERE market IS NOT NULL AND withdrawn = 0;

CREATE TABLE legs (
    bet INTEGER NOT NULL REFERENCES bets (n),
    leg INTEGER NOT NULL,
    bet_id BLOB NOT NULL,
    -- 0 if the bet was withdrawn.
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    selection INTEGER NOT NULL,
    market INTEGER NOT NULL,
    odds TEXT NOT NULL,
    requested TEXT,
    kickoff INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    result TEXT,
    terms TEXT CHECK (json_valid(terms)),
    score TEXT,
    PRIMARY KEY (bet, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX legs_on ON legs (market, revision, bet_id) WHERE live = 1;

-- The ledger, wallet by wallet: what settles a bet between accounts of the house lies with the wallet of its bettor.
-- Appended to, never changed. Without foreign keys: the numbers were looked up in the same transaction.
CREATE TABLE transfers (
    -- 0 where no wallet is concerned.
    wallet INTEGER NOT NULL,
    -- The place in the whole ledger, from 1.
    position INTEGER NOT NULL CHECK (position > 0),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 16),
    -- 0 cash, 1 held, 2 debt of the bettor; 3 open stakes, 4 revenue, 5 cashier, 6 adjustments of the house.
    debit INTEGER NOT NULL CHECK (debit BETWEEN 0 AND 6),
    credit INTEGER NOT NULL CHECK (credit BETWEEN 0 AND 6 AND credit <> debit),
    amount INTEGER NOT NULL CHECK (amount > 0),
    debit_after INTEGER CHECK (debit_after >= 0),
    credit_after INTEGER CHECK (credit_after >= 0),
    -- 0 a bet, 1 a deposit, 2 a withdrawal, 3 an adjustment.
    about INTEGER NOT NULL CHECK (about BETWEEN 0 AND 3),
    -- The bet, or the withdrawal.
    subject INTEGER,
    -- The journal record of the command that caused it.
    record INTEGER,
    -- The whole transfer as JSON, where the columns can't tell it.
    whole TEXT CHECK (json_valid(whole)),
    PRIMARY KEY (wallet, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE house_balances (
    currency TEXT NOT NULL,
    account INTEGER NOT NULL CHECK (account BETWEEN 3 AND 6),
    balance INTEGER NOT NULL,
    PRIMARY KEY (currency, account)
) STRICT, WITHOUT ROWID;

-- What stands on each selection.
CREATE TABLE exposures (
    selection INTEGER NOT NULL REFERENCES selections (n),
    currency TEXT NOT NULL,
    open INTEGER NOT NULL,
    stakes INTEGER NOT NULL,
    potential INTEGER NOT NULL,
    PRIMARY KEY (selection, currency)
) STRICT, WITHOUT ROWID;

-- How far the legs of each market are graded.
CREATE TABLE progress (
    market INTEGER PRIMARY KEY REFERENCES markets (n),
    placed INTEGER NOT NULL,
    legs INTEGER NOT NULL,
    behind INTEGER NOT NULL
) STRICT;
CREATE INDEX progress_behind ON progress (market) WHERE behind > 0;

CREATE TABLE baskets (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    user INTEGER NOT NULL REFERENCES users (n),
    status TEXT NOT NULL CHECK (status IN ('open', 'checked_out', 'dropped', 'expired')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    closed_at INTEGER,
    bets TEXT CHECK (json_valid(bets)),
    edits INTEGER NOT NULL,
    slips TEXT CHECK (json_valid(slips))
) STRICT;
CREATE INDEX baskets_of ON baskets (user, id);
CREATE INDEX baskets_by_status ON baskets (status, id);
CREATE INDEX baskets_expiring ON baskets (expires_at, id) WHERE status = 'open';

-- The answers of commands that left no bet; kept for 30 days.
CREATE TABLE remembered (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 16),
    made TEXT NOT NULL CHECK (json_valid(made))
) STRICT, WITHOUT ROWID;

-- Texts that are taken: 0 email, 1 slug, 2 participant's name, 3 payment, 4 to 8 external ids of competitions,
-- participants, fixtures, markets, selections.
CREATE TABLE claims (
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 8),
    text TEXT NOT NULL,
    taken_by BLOB NOT NULL CHECK (length(taken_by) = 16),
    PRIMARY KEY (kind, text)
) STRICT, WITHOUT ROWID;

-- How far relays have read the journal.
CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
