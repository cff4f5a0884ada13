// The worker's side of a book in a worker: one message in, one answer out, in order.

import type { Book } from "./book.js";
import type { EventKind } from "./engine.js";
import { RealDealError } from "./error.js";
import { type Answered, type Asked, failed, type OpenOptions, plain, type Question } from "./line.js";

/** What a worker's own scope has. */
export interface Scope {
  postMessage(message: Answered): void;
  addEventListener(kind: "message", listener: (event: { data: Asked }) => void): void;
}

/** Says something to somebody who asked. */
export type Tell = (message: Answered) => void;

/** What takes questions: a book, or the way to one. */
export interface Place {
  ask(question: Question): void;
}

/** Somebody who asks a book. */
export class Client implements Place {
  #ends: (() => void)[] = [];

  /** `closing` is what it means that this one closes the book, and `broken`, that the book met a defect. */
  constructor(
    readonly book: Book,
    readonly tell: Tell,
    readonly closing: () => void,
    readonly broken: (why: RealDealError) => void,
  ) {}

  /** Answers; gives whether it was met. */
  ask(question: Question): boolean {
    const { number } = question;
    try {
      this.tell({ number, value: this.#answer(question) });
      return true;
    } catch (error) {
      this.tell(failed(number, error));
      if (error instanceof RealDealError && error.code === "defect") this.broken(error);
      return false;
    }
  }

  /** Tells of events of these kinds from now on, and of no others. */
  listen(kinds: readonly EventKind[]): void {
    for (const end of this.#ends) end();
    this.#ends = kinds.map((kind) => this.book.on(kind, (happened) => this.tell({ happened })));
  }

  #answer(question: Question): unknown {
    if ("listen" in question) return this.listen(question.listen);
    if (!("close" in question)) return this.book.ask(question.who, question.method, question.args);
    this.listen([]);
    this.closing();
  }
}

/** How a worker opens a book. */
export type Opening = (options: OpenOptions, tell: Tell) => Promise<Place>;

/** What a worker does for files that nobody has open: gives the bytes of one, or makes one of bytes. */
export interface Copying {
  read(name: string): Promise<Uint8Array>;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** Serves one book to whoever made this worker. */
export function serve(open: Opening, scope = globalThis as unknown as Scope, copying?: Copying): void {
  const tell: Tell = (message) => scope.postMessage(message);
  let place: Place | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function hear(asked: Asked): Promise<void> {
    const { number } = asked;
    try {
      if ("read" in asked) tell({ number, value: await copying?.read(asked.read) });
      else if ("write" in asked) tell({ number, value: await copying?.write(asked.write, asked.bytes) });
      else if ("open" in asked) {
        place = await open(asked.open, tell);
        tell({ number, value: undefined });
      } else if (place) place.ask(asked);
      else throw new Error("the book was not opened");
    } catch (error) {
      tell(failed(number, error));
    }
  }

  scope.addEventListener("message", ({ data }) => (before = before.then(() => hear(data))));
}

/** A book in memory, for whoever made this worker. */
export function inMemory(open: (options: OpenOptions) => Promise<Book>): Opening {
  return async (options, tell) => {
    const book = await open(options);
    return new Client(book, tell, () => book.close(), (why) => tell({ ended: plain(why) }));
  };
}
