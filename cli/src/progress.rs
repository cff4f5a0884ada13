//! How far a command has come: a line on a terminal, and nothing where nobody watches.

use indicatif::{ProgressBar, ProgressStyle};
use realdeal_sqlite::operate::Progress;

/// A line that shows what is being done, and takes itself away at the end.
pub(crate) struct Line {
    bar: ProgressBar,
    what: Option<&'static str>,
}

impl Line {
    pub(crate) fn new() -> Self {
        // Without a terminal on the standard error it stays hidden by itself.
        Self { bar: ProgressBar::new_spinner(), what: None }
    }

    pub(crate) fn show(&mut self, progress: Progress) {
        let Progress { what, done, total } = progress;
        if self.what != Some(what) {
            self.what = Some(what);
            let template = match total {
                Some(_) => "{msg}: {bar:40} {human_pos} of {human_len}, {eta} left",
                None => "{msg}: {human_pos} {spinner}",
            };
            self.bar.set_style(
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            self.bar.set_message(what);
            self.bar.reset_eta();
        }
        if let Some(total) = total {
            self.bar.set_length(total);
        }
        self.bar.set_position(done);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
