//! What an operation asks of baskets.

use realdeal::id::{BetId, CommandId};

use super::ask::{DAY, What, Wish};
use super::nouns::Model;
use super::ops::{Act, Op};
use super::sender::{Sender, one};
use super::tables::amount;

impl Sender {
    pub(crate) fn shopping(&mut self, op: &Op, model: &Model) -> What {
        // Without a basket, one is made first.
        let Some(id) = self.basket(op, model).filter(|_| op.act != Act::Gather) else { return What::Gather };
        let (slips, edits) =
            model.baskets.get(&id).map_or((Vec::new(), 0), |basket| (basket.slips.clone(), basket.edits));
        let stray =
            BetId::from(CommandId::from_parts(realdeal::time::Timestamp::from_micros(self.now), 2, 2));
        let any = one(&slips, op.b).map_or(stray, |slip| slip.id);
        match op.act {
            Act::Take => What::Take(id, any),
            Act::Restake => {
                let open = slips.iter().find(|slip| slip.stake.is_none()).map(|slip| slip.id);
                What::Restake(id, open.unwrap_or(any), amount(op.c))
            }
            Act::Drop => What::Drop(id),
            // There are slips in it, mostly, and none that is over or without a stake.
            Act::CheckOut if slips.is_empty() && !op.b.is_multiple_of(8) => self.put(op, model, id, &slips),
            Act::CheckOut => {
                match (self.stale(model, &slips), slips.iter().find(|slip| slip.stake.is_none())) {
                    (Some(slip), _) if !op.b.is_multiple_of(4) => What::Take(id, slip),
                    (_, Some(slip)) if !op.b.is_multiple_of(8) => What::Restake(id, slip.id, amount(op.c)),
                    _ => What::CheckOut(id, if op.odd % 16 == 9 { edits + 1 } else { edits }),
                }
            }
            _ => self.put(op, model, id, &slips),
        }
    }

    /// A slip that backs what can't be backed any more.
    fn stale(&self, model: &Model, slips: &[Wish]) -> Option<BetId> {
        let on_offer = self.on_offer(model);
        let over = |slip: &&Wish| slip.legs.iter().any(|(selection, _)| !on_offer.contains(selection));
        slips.iter().find(over).map(|slip| slip.id)
    }

    fn put(&mut self, op: &Op, model: &Model, basket: realdeal::id::BasketId, slips: &[Wish]) -> What {
        let act = if op.d % 4 == 3 { Act::Accumulator } else { Act::Single };
        let What::Place { legs, stake, change } = self.slip(&Op { act, ..op.clone() }, model) else {
            panic!("a slip is a bet to be");
        };
        let made = match op.odd {
            133 => self.now - 31 * DAY,
            // Young enough, and soon no more.
            134..=136 => self.now - 30 * DAY + super::ask::MINUTE,
            _ => self.now,
        };
        let id = match op.odd {
            137 => self.ticket(op, model),
            138..=140 => one(slips, op.b).map_or(self.id(made).into(), |slip| slip.id),
            _ => self.id(made).into(),
        };
        What::Put(basket, Wish { id, legs, stake: (op.d % 8 != 5).then_some(stake), change })
    }
}
