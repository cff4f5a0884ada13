//! A season that is played into a file, killed while it is, and played on: it ends with the same books.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::support::{run, try_run};

/// Names the file in the process that is killed.
const FILE: &str = "REALDEAL_TEST_REPLAY_FILE";
const ARGUMENTS: [&str; 6] = ["--bettors", "7", "--bets-per-fixture", "12", "--seed", "3"];

fn play(path: &Path) -> Vec<&str> {
    ARGUMENTS.into_iter().chain(["--db", path.to_str().unwrap()]).collect()
}

/// The program in a process of its own: this test program, told to play.
fn child(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["killed::what_a_child_does", "--exact"])
        .env(FILE, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Plays where it is told to, by a test that starts this program once more; else it has nothing to do.
#[test]
fn what_a_child_does() {
    if let Some(path) = std::env::var_os(FILE) {
        run(&play(Path::new(&path)));
    }
}

/// The line with the state hash, and those on every bettor.
fn figures(out: &str) -> Vec<&str> {
    let shown = |line: &&str| !line.starts_with("Speed:") && !line.contains("refused");
    out.lines().filter(shown).collect()
}

fn size(path: &Path) -> u64 {
    let wal = path.with_extension("db-wal");
    [path, &wal].iter().map(|path| std::fs::metadata(path).map_or(0, |file| file.len())).sum()
}

#[test]
fn a_season_that_is_killed_ends_with_the_same_books() {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("season.db");
    let undisturbed = run(&ARGUMENTS);

    // How long it takes undisturbed, in a file of its own.
    let begun = Instant::now();
    assert!(child(&folder.path().join("whole.db")).wait().unwrap().success());
    let whole = begun.elapsed();
    let (mut killed, mut grown) = (0, 0);
    // Each run is killed a little later than the one before, at no particular point.
    for round in 1..60_u32 {
        let mut playing = child(&path);
        std::thread::sleep(whole * round / 40);
        playing.kill().unwrap();
        let ended = playing.wait().unwrap();
        if ended.success() {
            break;
        }
        killed += 1;
        grown = grown.max(size(&path));
    }
    assert!(killed >= 5 && grown > 0, "killed {killed} times, {grown} bytes");
    let last = run(&play(&path));
    assert_eq!(figures(&last.out), figures(&undisturbed.out));
    // And once more, where nothing is left to do.
    assert_eq!(figures(&run(&play(&path)).out), figures(&undisturbed.out));
}

#[test]
fn a_file_of_another_season_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("season.db");
    let arguments = |seed: &'static str| ["--seed", seed, "--bettors", "2", "--db", path.to_str().unwrap()];
    let first = run(&arguments("1"));
    for other in [&arguments("2")[..], &[&arguments("1")[..], &["--stake", "5.00"]].concat()] {
        let fault = try_run(other).err().unwrap();
        assert!(fault.contains("begun with other arguments"), "{fault}");
    }
    assert_eq!(figures(&run(&arguments("1")).out), figures(&first.out));
}
