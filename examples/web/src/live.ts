// What is on the page is what is in the book: whatever happens there, in this tab or in another one, is drawn. Events come by the thousand
// when a match day is settled, so that each frame draws once at most, and one drawing is over before the next begins.

import { type EventKind, RealDealError, type RemoteBook } from "realdeal/full";

/** What can be seen here. Baskets can't: each tab has its own. */
const SHOWN: EventKind[] = [
  "depositConfirmed", "betPlaced", "betSettled", "betReopened", "betVoided",
  "fixtureScheduled", "fixtureFinished", "scoreCorrected",
  "marketOpened", "pricesChanged", "marketSuspended", "marketResumed", "marketClosed", "marketResulted",
];
/** How often a drawing is begun anew because the tab that held the book was closed meanwhile. */
const TRIES = 5;

/** Draws at the next frame, whoever asks for it until then; each is told when it is done. */
export function coalesced(draw: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  async function drawNext(): Promise<void> {
    await last.catch(() => undefined);
    await new Promise(requestAnimationFrame);
    next = undefined;
    await (last = patiently(draw));
  }
  return () => (next ??= drawNext());
}

/** What is only read can be asked again, of the tab that holds the book now. */
async function patiently(draw: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await draw();
    } catch (error) {
      if (tries === TRIES || !(error instanceof RealDealError) || error.code !== "worker_ended") throw error;
    }
  }
}

/** Calls after whatever can be seen has happened. */
export async function follow(book: RemoteBook, happened: () => void): Promise<void> {
  await Promise.all(SHOWN.map((kind) => book.on(kind, happened)));
}
