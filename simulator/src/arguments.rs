//! Sizes and switches from a command line or the environment: `--kills 1000 --seed 7`.

use crate::error::{Fault, Found};

/// Named arguments.
#[derive(Debug, Clone, Default)]
pub struct Arguments(Vec<(String, String)>);

impl Arguments {
    /// Reads pairs of a name and a value.
    ///
    /// ```
    /// use realdeal_simulator::Arguments;
    /// let arguments = Arguments::read(["--kills", "1000"].map(str::to_owned))?;
    /// assert_eq!(arguments.number("kills", 200)?, 1000);
    /// assert_eq!(arguments.number("seed", 1)?, 1);
    /// # Ok::<(), realdeal_simulator::Fault>(())
    /// ```
    pub fn read(words: impl IntoIterator<Item = String>) -> Found<Self> {
        let mut words = words.into_iter();
        let mut pairs = Vec::new();
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").ok_or_else(|| Fault::new(format!("{word} is no argument")))?;
            let value = words.next().ok_or_else(|| Fault::new(format!("{word} needs a value")))?;
            pairs.push((name.to_owned(), value));
        }
        Ok(Self(pairs))
    }

    /// The value of this name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The value of this name, which must be there.
    pub fn needed(&self, name: &str) -> Found<&str> {
        self.text(name).ok_or_else(|| Fault::new(format!("--{name} is needed")))
    }

    /// The number of this name; without it that of the environment variable `REALDEAL_SIMULATOR_NAME`, or else the usual.
    pub fn number(&self, name: &str, usual: u64) -> Found<u64> {
        let variable = format!("REALDEAL_SIMULATOR_{}", name.to_uppercase());
        match self.text(name).map(str::to_owned).or_else(|| std::env::var(variable).ok()) {
            Some(value) => {
                value.parse().map_err(|_| Fault::new(format!("--{name} {value} is no whole number")))
            }
            None => Ok(usual),
        }
    }
}
