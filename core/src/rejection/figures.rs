//! The figures of a rejection: what its message names, taken out of its own form.

use serde_json::{Map, Value};

use super::Rejection;

impl Rejection {
    /// The figures that the message names, by name and in the form that they cross every border in: money, odds, ids and
    /// times are texts.
    ///
    /// ```
    /// use realdeal::Rejection;
    /// let rejection = Rejection::StakeTooHigh { stake: "12.00 EUR".parse()?, max: "10.00 EUR".parse()? };
    /// assert_eq!(rejection.figures()["max"], "10.00 EUR");
    /// # Ok::<(), Rejection>(())
    /// ```
    pub fn figures(&self) -> Map<String, Value> {
        self.figures_by(&|rejection| serde_json::to_value(rejection).unwrap_or_default())
    }

    /// The same with a writer of the caller's own, which gives the whole form of a rejection: for a binding whose size counts, and
    /// that has a serializer of its own, so that it carries only one.
    ///
    /// ```
    /// use realdeal::Rejection;
    /// let rejection = Rejection::StakeTooHigh { stake: "12.00 EUR".parse()?, max: "10.00 EUR".parse()? };
    /// let figures = rejection.figures_by(&|rejection| serde_json::to_value(rejection).unwrap());
    /// assert_eq!(figures, rejection.figures());
    /// # Ok::<(), Rejection>(())
    /// ```
    pub fn figures_by(&self, write: &dyn Fn(&Self) -> Value) -> Map<String, Value> {
        let mut layer = write(self);
        for _ in 0..self.layers() {
            layer = match layer {
                Value::Object(variant) => {
                    variant.into_iter().map(|(_, inner)| inner).next().unwrap_or_default()
                }
                // A variant without fields is its name and nothing more.
                _ => Value::Null,
            };
        }
        let mut figures = if let Value::Object(fields) = layer { fields } else { Map::new() };
        if let Self::SlipRefused { refusal, .. } = self {
            let inner = [("code", refusal.code().into()), ("figures", refusal.figures_by(write).into())];
            let inner: Map<_, _> = inner.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
            figures.insert("refusal".to_owned(), inner.into());
        }
        figures
    }
}
