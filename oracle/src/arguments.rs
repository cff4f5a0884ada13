//! What a run is asked for. Not here: what the Python side makes of a seed.

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// With its number it makes a slip: the same on every machine.
    pub(crate) seed: u64,
    /// The number of the first slip.
    pub(crate) first: u64,
    /// How many slips.
    pub(crate) slips: u64,
    /// How many Python processes share them.
    pub(crate) processes: u64,
    /// A fault that the Python side makes on purpose, to see it found.
    pub(crate) plant: Option<String>,
}

impl Arguments {
    pub(crate) const USAGE: &str = "oracle [--seed N] [--first N] [--slips N] [--processes N] [--plant FAULT]; FAULT is one of oracle/plant.py";

    /// Reads pairs of a name and a value; what is not named has its default, which is what CI runs.
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut read = Self { seed: 1, first: 0, slips: 100_000, processes: 2, plant: None };
        let mut words = words.into_iter();
        while let Some(name) = words.next() {
            let value = words.next().ok_or_else(|| format!("{name} has no value"))?;
            let number = || value.parse().map_err(|_| format!("{name}: {value} is no number"));
            match name.as_str() {
                "--seed" => read.seed = number()?,
                "--first" => read.first = number()?,
                "--slips" => read.slips = number()?,
                "--processes" => read.processes = number()?.clamp(1, 64),
                "--plant" => read.plant = Some(value),
                other => return Err(format!("{other} is not known")),
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_read_or_refused() {
        let read = |line: &str| Arguments::read(line.split_whitespace().map(str::to_owned));
        let found = read("--seed 7 --slips 12 --first 3").unwrap();
        assert_eq!((found.seed, found.slips, found.first, found.processes), (7, 12, 3, 2));
        assert_eq!(read("--slips many").unwrap_err(), "--slips: many is no number");
        assert_eq!(read("--slips").unwrap_err(), "--slips has no value");
        assert_eq!(read("--all 1").unwrap_err(), "--all is not known");
    }
}
