// A book in a worker, for pages whose main thread must never wait: the same methods, each of which gives a promise.

import type { Actor, EventKind, NumberedRecord } from "./engine.js";
import type { EventOf, Happened, Listener, Session } from "./book.js";
import { Line, type OpenOptions, type WorkerLike } from "./line.js";
import { bookMethods, type BookMethods, type Page, sessionMethods, type SessionMethods } from "./methods.js";
import type { SlipData } from "./slip.js";
import type { Id } from "./text.js";

/** The same methods, each of which gives a promise. */
export type Later<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

export interface RemoteSession extends Later<SessionMethods> {}

/** Somebody who asks a book in a worker. */
export class RemoteSession {
  constructor(
    readonly ask: (who: string, method: string, args: readonly unknown[]) => Promise<unknown>,
    readonly actor: Actor,
    readonly reason?: string,
  ) {}

  /** The same session with a reason. */
  because(reason: string): RemoteSession {
    return new RemoteSession(this.ask, this.actor, reason);
  }

  /** Places many slips as one slice of work. */
  placeBets(slips: readonly SlipData[]): Promise<ReturnType<Session["placeBets"]>> {
    return this.ask(JSON.stringify({ actor: this.actor, reason: this.reason }), "placeBets", [slips]) as never;
  }
}

export interface RemoteBook extends Later<BookMethods> {}

/** A book that a worker holds. */
export class RemoteBook {
  readonly #line: Line;
  readonly #listeners = new Map<EventKind, Set<Listener<EventKind>>>();

  private constructor(worker: WorkerLike) {
    this.#line = new Line(worker, (happened) => this.#hear(happened));
  }

  /** Opens a book in a worker that runs `realdeal/worker` or `realdeal/full/worker`. */
  static async open(worker: WorkerLike, options: OpenOptions = {}): Promise<RemoteBook> {
    const book = new RemoteBook(worker);
    try {
      await book.#line.send({ open: options });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return book;
  }

  /** What is asked by name, for those who pass it on. */
  readonly ask = (who: string, method: string, args: readonly unknown[]): Promise<unknown> =>
    this.#line.send({ who, method, args });

  /** In the name of a user. */
  session(user: Id): RemoteSession {
    return new RemoteSession(this.ask, { type: "user", value: user });
  }

  /** In the name of the host itself. */
  system(): RemoteSession {
    return new RemoteSession(this.ask, "system");
  }

  /** In the name of somebody who has no user yet. */
  visitor(): RemoteSession {
    return new RemoteSession(this.ask, "visitor");
  }

  /** In the name of a support user who acts for a bettor. */
  onBehalf(agent: Id, bettor: Id): RemoteSession {
    return new RemoteSession(this.ask, { type: "onBehalf", agent, bettor });
  }

  /** Commands in the engine's own JSON form. */
  executeJson(commands: string): Promise<string> {
    return this.ask("", "executeJson", [commands]) as Promise<string>;
  }

  /** Calls a function after each event of a kind; gives what ends it. */
  async on<K extends EventKind>(kind: K, listener: (happened: Happened<EventOf<K>>) => void): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener as unknown as Listener<EventKind>));
    const listen = () => this.#line.send({ listen: [...this.#listeners.keys()] });
    await listen();
    return async () => {
      listeners.delete(listener as unknown as Listener<EventKind>);
      if (listeners.size === 0) this.#listeners.delete(kind);
      await listen();
    };
  }

  /** Goes through the journal from a record on, and ends where it ends. */
  async *records(after = 0): AsyncGenerator<NumberedRecord, void, void> {
    for (;;) {
      const page: Page<number> = { after, limit: 100 };
      const records = await this.journal(page);
      const last = records.at(-1);
      if (!last) return;
      yield* records;
      after = last.number;
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<NumberedRecord, void, void> {
    return this.records();
  }

  /** Lets go of the book and ends its worker, once what was asked is answered. */
  async close(): Promise<void> {
    if (this.#line.ended) return;
    await this.#line.send({ close: true }).catch(() => undefined);
    this.#line.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #hear(happened: Happened): void {
    for (const listener of [...(this.#listeners.get(happened.event.type) ?? [])]) listener(happened);
  }
}

for (const name of Object.keys(sessionMethods)) {
  Object.defineProperty(RemoteSession.prototype, name, {
    configurable: true,
    writable: true,
    value(this: RemoteSession, ...args: unknown[]) {
      return this.ask(JSON.stringify({ actor: this.actor, reason: this.reason }), name, args);
    },
  });
}
for (const name of Object.keys(bookMethods)) {
  Object.defineProperty(RemoteBook.prototype, name, {
    configurable: true,
    writable: true,
    value(this: RemoteBook, ...args: unknown[]) {
      return this.ask("", name, args);
    },
  });
}
