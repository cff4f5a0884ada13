//! Runs the program in this process, and reads what it printed.

use std::path::Path;

use serde_json::Value;

#[path = "../../season_replay/main.rs"]
#[allow(dead_code, reason = "`main` itself is called by nobody here; all else runs through `run`")]
mod season_replay;

/// What a run printed, and what it said.
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) log: String,
    pub(crate) balanced: bool,
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("one JSON object and nothing else")
    }

    /// Bets, void, no price, staked, returned.
    pub(crate) fn strategy(&self, name: &str) -> [String; 5] {
        let json = self.json();
        let strategies = json["strategies"].as_array().unwrap();
        let row = strategies.iter().find(|row| row["name"] == name);
        let row = row.unwrap_or_else(|| panic!("no strategy {name} in {}", self.out));
        ["bets", "void", "no_price", "staked", "returned"].map(|field| plain(&row[field]))
    }

    pub(crate) fn rows(&self) -> [u64; 4] {
        ["read", "played", "abandoned", "refused"].map(|field| self.json()["rows"][field].as_u64().unwrap())
    }

    /// The lines of the table, but for the one on speed.
    pub(crate) fn figures(&self) -> Vec<&str> {
        self.out.lines().filter(|line| !line.starts_with("Speed:")).collect()
    }
}

pub(crate) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(crate) fn try_run(arguments: &[&str]) -> Result<Run, String> {
    let (mut out, mut log) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(|&argument| argument.to_owned());
    let balanced = season_replay::run(arguments, &mut out, &mut log).map_err(|fault| fault.to_string())?;
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    Ok(Run { out: text(out), log: text(log), balanced })
}

#[track_caller]
pub(crate) fn run(arguments: &[&str]) -> Run {
    let run = try_run(arguments).expect("the season is played");
    assert!(run.balanced, "{}{}", run.out, run.log);
    run
}

/// A season file of this test's own, and what a run of it prints.
pub(crate) fn run_bytes(name: &str, bytes: &[u8]) -> Result<Run, String> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.csv"));
    std::fs::write(&path, bytes).unwrap();
    try_run(&[path.to_str().unwrap(), "--json", "--bettors", "3", "--bets-per-fixture", "2"])
}

#[track_caller]
pub(crate) fn run_csv(name: &str, lines: &[&str]) -> Run {
    let run = run_bytes(name, (lines.join("\r\n") + "\r\n").as_bytes()).expect("the season is played");
    assert!(run.balanced, "{}{}", run.out, run.log);
    run
}

/// The result of each line that is refused, as the log tells it: the line's number and the reason.
pub(crate) fn refusals(run: &Run) -> Vec<(u64, &str)> {
    let lines = run.log.lines().filter_map(|line| line.split_once(", line ")?.1.split_once(": refused: "));
    lines.map(|(line, reason)| (line.parse().unwrap(), reason)).collect()
}
