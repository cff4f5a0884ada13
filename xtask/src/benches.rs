//! The benches: each runs once in a small size with the tests, so that none of them rots. Nothing is measured by that.
//!
//! What the arguments mean is the bench's own affair; `tidy` holds this table and `benches/Cargo.toml` together.

/// One small run of one bench.
pub(crate) struct Run {
    pub(crate) name: &'static str,
    /// Small enough for seconds.
    pub(crate) arguments: &'static [&'static str],
}

pub(crate) const RUNS: &[Run] = &[
    Run { name: "big_book", arguments: &["--accounts", "500", "--bets", "20000"] },
    Run {
        name: "place",
        arguments: &["--accounts", "1000", "--matches", "10", "--bets", "500", "--block", "100"],
    },
    Run { name: "settle", arguments: &["--accounts", "100", "--bets", "1000", "--page", "300"] },
    Run {
        name: "sqlite_place",
        arguments: &[
            "--accounts",
            "200",
            "--matches",
            "9",
            "--bets",
            "20",
            "--sliced",
            "300",
            "--callers",
            "8",
        ],
    },
    Run { name: "sqlite_settle", arguments: &["--accounts", "100", "--bets", "1000", "--page", "300"] },
    Run {
        name: "grow",
        arguments: &["--accounts", "100", "--outcomes", "100", "--open", "1000", "--open_in_file", "1000"],
    },
    Run { name: "margin", arguments: &["--books", "100", "--passes", "1"] },
    Run { name: "goliath", arguments: &["--bets", "200"] },
    // Criterion's own word for running each once.
    Run { name: "micro", arguments: &["--test"] },
];

/// The names of the benches that a manifest declares.
pub(crate) fn declared(manifest: &str) -> impl Iterator<Item = &str> {
    let tables = manifest.split("[[bench]]").skip(1);
    tables.filter_map(|table| table.split("name = \"").nth(1)?.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_benches_are_found() {
        let manifest = "[package]\nname = \"benches\"\n\n[[bench]]\nname = \"place\"\npath = \"p\"\n\n[[bench]]\nname = \"grow\"\n";
        assert_eq!(declared(manifest).collect::<Vec<_>>(), ["place", "grow"]);
    }
}
