//! The command line of the harnesses, and the children that they send out.

use std::process::ExitCode;

use realdeal_simulator::{Arguments, Fault, Found, child, faults, kills, power, race, settlement};

const USAGE: &str = "\
usage: realdeal-simulator WHAT [--NAME NUMBER]...

    kills       --seed 1 --kills 200            children killed at random times
    power       --seed 1 --commands 155 --ways 1 --mode full|normal
                                                the plug pulled after each event of a recorded run
    faults      --seed 1 --commands 40 --step 1 EIO, ENOSPC, short writes
    settlement  --seed 1 --step 1               settlers cut off before each change of a file
    race        --racers 8 --busy 20000         processes that stake on one wallet

A number can also be set by the environment: REALDEAL_SIMULATOR_KILLS=1000.";

fn run(mut words: impl Iterator<Item = String>) -> Found<()> {
    let what = words.next().ok_or_else(|| Fault::new(USAGE))?;
    if what == "child" {
        let role = words.next().ok_or_else(|| Fault::new(USAGE))?;
        return child::run(&role, &Arguments::read(words)?);
    }
    let arguments = Arguments::read(words)?;
    let program = std::env::current_exe()?;
    match what.as_str() {
        "kills" => println!("{:?}", kills::from_arguments(program, &arguments)?),
        "power" => println!("{:?}", power::from_arguments(&arguments)?),
        "faults" => {
            for (failing, seen) in faults::from_arguments(&arguments)? {
                println!("{failing:?}: {seen:?}");
            }
        }
        "settlement" => println!("{:?}", settlement::from_arguments(program, &arguments)?),
        "race" => println!("{:?}", race::from_arguments(&program, &arguments)?),
        _ => return Err(Fault::new(USAGE)),
    }
    Ok(())
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
