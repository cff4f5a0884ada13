//! Sizes from the command line: `--accounts 10000`. Without them a bench runs in its full size.

use std::process::exit;

/// The sizes of a run, by name.
#[derive(Debug)]
pub struct Arguments {
    sizes: Vec<(&'static str, usize)>,
}

impl Arguments {
    /// Reads the command line over these sizes. What it can't read ends the program with the list of what it can.
    pub fn read(full: &[(&'static str, usize)]) -> Self {
        let mut sizes = full.to_vec();
        // Cargo adds `--bench` to the arguments of every bench.
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        while let Some(word) = words.next() {
            let named = sizes.iter_mut().find(|(name, _)| word.strip_prefix("--") == Some(name));
            let value = words.next().and_then(|value| value.parse().ok()).filter(|&value| value > 0);
            match (named, value) {
                (Some((_, size)), Some(value)) => *size = value,
                _ => usage(full),
            }
        }
        Self { sizes }
    }

    /// The size of this name.
    pub fn size(&self, name: &str) -> usize {
        self.sizes.iter().find(|(other, _)| *other == name).map_or(0, |(_, size)| *size)
    }

    /// All sizes, for the head of a report.
    pub fn shown(&self) -> String {
        let sizes: Vec<_> = self.sizes.iter().map(|(name, size)| format!("{name} {size}")).collect();
        sizes.join(", ")
    }
}

fn usage(full: &[(&'static str, usize)]) -> ! {
    eprintln!("each size is a whole number above zero; in full they are");
    for (name, size) in full {
        eprintln!("    --{name} {size}");
    }
    exit(2)
}
