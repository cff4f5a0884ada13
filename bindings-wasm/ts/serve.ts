// The worker's side of a book in a worker: one message in, one answer out, in order.

import type { Book } from "./book.js";
import { RealDealError } from "./error.js";
import type { EventKind } from "./engine.js";
import type { Answered, Asked, OpenOptions } from "./remote.js";

/** What a worker's own scope has. */
export interface Scope {
  postMessage(message: Answered): void;
  addEventListener(kind: "message", listener: (event: { data: Asked }) => void): void;
}

/** How a worker opens a book: with what lets go of its file again, where there is one. */
export type Opening = (options: OpenOptions) => Promise<{ book: Book; release?: () => void }>;

/** Serves one book to whoever made this worker. */
export function serve(open: Opening, scope = globalThis as unknown as Scope): void {
  let held: { book: Book; release?: () => void } | undefined;
  let ends: (() => void)[] = [];
  let before: Promise<unknown> = Promise.resolve();

  async function answer(asked: Asked): Promise<unknown> {
    if ("open" in asked) {
      held = await open(asked.open);
      return undefined;
    }
    if (!held) throw new Error("the book was not opened, or is closed");
    const { book, release } = held;
    if ("close" in asked) {
      held = undefined;
      book.close();
      release?.();
      return undefined;
    }
    if ("listen" in asked) {
      for (const end of ends) end();
      const tell = (kind: EventKind) => book.on(kind, (happened) => scope.postMessage({ happened }));
      ends = asked.listen.map(tell);
      return undefined;
    }
    return book.ask(asked.who, asked.method, asked.args);
  }

  scope.addEventListener("message", ({ data }) => {
    before = before.then(async () => {
      const { number } = data;
      try {
        scope.postMessage({ number, value: await answer(data) });
      } catch (error) {
        if (error instanceof RealDealError) {
          const { code, kind, httpStatus, retryable, messages, figures } = error;
          scope.postMessage({ number, refusal: { code, kind, httpStatus, retryable, messages, figures } as never });
        } else {
          scope.postMessage({ number, broken: String(error) });
        }
      }
    });
  });
}
