-- Views for people: ids as text, times in RFC 3339 to the second, codes in words. Amounts stay in minor units.

-- The text of an id is put together from the hex digits of its bytes; a view has no functions of its own.
CREATE VIEW show_users AS
SELECT u.n,
    lower(substr(hex(u.id), 1, 8) || '-' || substr(hex(u.id), 9, 4) || '-' || substr(hex(u.id), 13, 4) || '-' ||
        substr(hex(u.id), 17, 4) || '-' || substr(hex(u.id), 21)) AS id,
    u.role, u.status,
    strftime('%Y-%m-%dT%H:%M:%SZ', u.until / 1000000, 'unixepoch') AS until,
    strftime('%Y-%m-%dT%H:%M:%SZ', u.registered_at / 1000000, 'unixepoch') AS registered_at,
    u.currencies
FROM users u;

CREATE VIEW show_wallets AS
SELECT w.n, u.id AS user, w.currency, w.cash, w.held, w.debt, w.open_bets
FROM wallets w JOIN show_users u ON u.n = w.user;

CREATE VIEW show_fixtures AS
SELECT f.n,
    lower(substr(hex(f.id), 1, 8) || '-' || substr(hex(f.id), 9, 4) || '-' || substr(hex(f.id), 13, 4) || '-' ||
        substr(hex(f.id), 17, 4) || '-' || substr(hex(f.id), 21)) AS id,
    c.name AS competition,
    (SELECT group_concat(name, ' - ') FROM
        (SELECT p.name FROM entrants e JOIN participants p ON p.n = e.participant
            WHERE e.fixture = f.n ORDER BY e.place)) AS entrants,
    strftime('%Y-%m-%dT%H:%M:%SZ', f.start_at / 1000000, 'unixepoch') AS start_at,
    f.status, f.score, f.markets
FROM fixtures f JOIN competitions c ON c.n = f.competition;

CREATE VIEW show_markets AS
SELECT m.n,
    lower(substr(hex(m.id), 1, 8) || '-' || substr(hex(m.id), 9, 4) || '-' || substr(hex(m.id), 13, 4) || '-' ||
        substr(hex(m.id), 17, 4) || '-' || substr(hex(m.id), 21)) AS id,
    m.fixture, m.kind, m.status, m.in_play, m.revision, m.result,
    coalesce(p.legs, 0) AS legs, coalesce(p.behind, 0) AS behind
FROM markets m LEFT JOIN progress p ON p.market = m.n;

CREATE VIEW show_bets AS
SELECT b.n,
    lower(substr(hex(b.id), 1, 8) || '-' || substr(hex(b.id), 9, 4) || '-' || substr(hex(b.id), 13, 4) || '-' ||
        substr(hex(b.id), 17, 4) || '-' || substr(hex(b.id), 21)) AS id,
    u.id AS user,
    CASE b.type WHEN 0 THEN 'single' WHEN 1 THEN 'accumulator' ELSE
        CASE json_type(b.terms, '$.bet_type') WHEN 'text' THEN b.terms ->> '$.bet_type' ELSE 'system' END END AS type,
    coalesce(b.terms ->> '$.way', 'win') AS way,
    b.stake, b.currency, b.potential_return,
    CASE b.status WHEN 0 THEN 'open' WHEN 1 THEN 'won' WHEN 2 THEN 'half won' WHEN 3 THEN 'half lost'
        WHEN 4 THEN 'lost' WHEN 5 THEN 'void' ELSE 'cancelled' END AS status,
    b.returned,
    strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(b.placed_at, j.at) / 1000000, 'unixepoch') AS placed_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', b.settled_at / 1000000, 'unixepoch') AS settled_at,
    b.record
FROM bets b JOIN show_users u ON u.n = b.user LEFT JOIN journal j ON j.number = b.record;

-- Every leg, whether it stands in its bet's row or in the table of legs.
CREATE VIEW show_legs AS
SELECT n AS bet, 0 AS leg, status, selection, market, odds, coalesce(requested, odds) AS requested, revision, result
FROM bets WHERE selection IS NOT NULL
UNION ALL
SELECT l.bet, l.leg, b.status, l.selection, l.market, l.odds, coalesce(l.requested, l.odds), l.revision, l.result
FROM legs l JOIN bets b ON b.n = l.bet;

CREATE VIEW show_transfers AS
SELECT t.position, t.wallet, u.id AS user, w.currency,
    CASE t.kind WHEN 0 THEN 'stake' WHEN 1 THEN 'return' WHEN 2 THEN 'deposit' WHEN 3 THEN 'withdrawal requested'
        WHEN 4 THEN 'withdrawal paid' WHEN 5 THEN 'withdrawal refused' WHEN 6 THEN 'winnings' WHEN 7 THEN 'loss'
        WHEN 8 THEN 'refund' WHEN 9 THEN 'correction' WHEN 10 THEN 'clawback' WHEN 11 THEN 'reopening'
        WHEN 12 THEN 'debt incurred' WHEN 13 THEN 'debt paid' WHEN 14 THEN 'debt cleared'
        WHEN 15 THEN 'debt written off' ELSE 'adjustment' END AS kind,
    CASE t.debit WHEN 0 THEN 'cash' WHEN 1 THEN 'held' WHEN 2 THEN 'debt' WHEN 3 THEN 'open stakes'
        WHEN 4 THEN 'revenue' WHEN 5 THEN 'cashier' ELSE 'adjustments' END AS debit,
    CASE t.credit WHEN 0 THEN 'cash' WHEN 1 THEN 'held' WHEN 2 THEN 'debt' WHEN 3 THEN 'open stakes'
        WHEN 4 THEN 'revenue' WHEN 5 THEN 'cashier' ELSE 'adjustments' END AS credit,
    t.amount, t.debit_after, t.credit_after,
    CASE t.about WHEN 0 THEN t.subject END AS bet,
    CASE t.about WHEN 2 THEN t.subject END AS withdrawal,
    strftime('%Y-%m-%dT%H:%M:%SZ', j.at / 1000000, 'unixepoch') AS at,
    t.record
FROM transfers t LEFT JOIN wallets w ON w.n = t.wallet LEFT JOIN show_users u ON u.n = w.user
LEFT JOIN journal j ON j.number = t.record;

CREATE VIEW show_journal AS
SELECT number, strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch') AS at,
    lower(hex(substr(body, 2, 16))) AS command, length(body) AS bytes
FROM journal;

-- Records and transfers are evidence: whoever changes one by hand is stopped, and would be found by the seals.
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'a journal record is never changed');
END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'a journal record is never deleted');
END;
CREATE TRIGGER transfers_are_never_changed BEFORE UPDATE ON transfers BEGIN
    SELECT RAISE(ABORT, 'a transfer is never changed');
END;
CREATE TRIGGER transfers_are_never_deleted BEFORE DELETE ON transfers BEGIN
    SELECT RAISE(ABORT, 'a transfer is never deleted');
END;
