//! The floor of an audit: every balance from the transfers, by SQL alone.
//!
//! Not in it: the seals of the journal, the bets and what they hold, the exposures, the running balances of each transfer.

use rusqlite::Connection;

/// How many balances of wallets and of the house are not what their transfers come to.
pub(crate) fn wrong_balances(connection: &Connection) -> rusqlite::Result<i64> {
    let wallets = "WITH sums AS (SELECT wallet, \
                   sum(CASE 0 WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS cash, \
                   sum(CASE 1 WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS held, \
                   sum(CASE 2 WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS debt \
                   FROM transfers GROUP BY wallet) \
                   SELECT count(*) FROM wallets w LEFT JOIN sums s ON s.wallet = w.n \
                   WHERE w.cash <> coalesce(s.cash, 0) OR w.held <> coalesce(s.held, 0) OR w.debt <> coalesce(s.debt, 0)";
    let house = "WITH sums AS (SELECT credit AS account, sum(amount) AS amount FROM transfers GROUP BY credit \
                 UNION ALL SELECT debit, -sum(amount) FROM transfers GROUP BY debit) \
                 SELECT count(*) FROM house_balances h \
                 WHERE h.balance <> (SELECT sum(s.amount) FROM sums s WHERE s.account = h.account)";
    let count = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    Ok(count(wallets)? + count(house)?)
}
