// A book in a worker, for pages whose main thread must never wait: the same methods, each of which gives a promise.

import type { Actor, EventKind, NumberedRecord } from "./engine.js";
import type { EventOf, Happened, Listener, MemoryOptions, Session } from "./book.js";
import { RealDealError, type Refusal, refused } from "./error.js";
import { bookMethods, type BookMethods, type Page, sessionMethods, type SessionMethods } from "./methods.js";
import type { SlipData } from "./slip.js";
import type { Id } from "./text.js";

/** The same methods, each of which gives a promise. */
export type Later<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** How a book is opened in a worker. */
export interface FileOptions {
  /** The name of the file in the private file system of the origin (OPFS). Full build only. */
  file?: string;
}
export type OpenOptions = MemoryOptions & FileOptions;

/** What goes to the worker. */
export type Asked =
  | { number: number; open: OpenOptions }
  | { number: number; who: string; method: string; args: readonly unknown[] }
  | { number: number; listen: EventKind[] }
  | { number: number; close: true };

/** What comes back. */
export type Answered =
  | { number: number; value: unknown }
  | { number: number; refusal: Refusal }
  | { number: number; broken: string }
  | { happened: Happened };

/** What is needed of a worker; a `Worker` has it. */
export interface WorkerLike {
  postMessage(message: Asked): void;
  addEventListener(kind: "message" | "error" | "messageerror", listener: (event: MessageEvent<Answered>) => void): void;
  terminate(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

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
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<EventKind, Set<Listener<EventKind>>>();
  #number = 0;
  #ended = false;

  private constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#hear(data));
    worker.addEventListener("error", () => this.#end());
    worker.addEventListener("messageerror", () => this.#end());
  }

  /** Opens a book in a worker that runs `realdeal/worker` or `realdeal/full/worker`. */
  static async open(worker: WorkerLike, options: OpenOptions = {}): Promise<RemoteBook> {
    const book = new RemoteBook(worker);
    try {
      await book.#send({ open: options });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return book;
  }

  /** What is asked by name, for those who pass it on. */
  readonly ask = (who: string, method: string, args: readonly unknown[]): Promise<unknown> =>
    this.#send({ who, method, args });

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
    const listen = () => this.#send({ listen: [...this.#listeners.keys()] });
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
    if (this.#ended) return;
    await this.#send({ close: true }).catch(() => undefined);
    this.#end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #send(message: Record<string, unknown>): Promise<unknown> {
    if (this.#ended) return Promise.reject(ended());
    const number = (this.#number += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      try {
        this.#worker.postMessage({ number, ...message } as Asked);
      } catch (error) {
        // Something that no message can hold.
        this.#waiting.delete(number);
        reject(error);
      }
    });
  }

  #hear(answer: Answered): void {
    if ("happened" in answer) {
      for (const listener of [...(this.#listeners.get(answer.happened.event.type) ?? [])]) listener(answer.happened);
      return;
    }
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("refusal" in answer) waiting?.reject(new RealDealError(answer.refusal));
    else if ("broken" in answer) waiting?.reject(new Error(answer.broken));
    else waiting?.resolve(answer.value);
  }

  /** The worker is gone: whoever still waits is told so. */
  #end(): void {
    this.#ended = true;
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(ended());
    this.#waiting.clear();
  }
}

function ended(): RealDealError {
  return refused("worker_ended", "storage", 503, {
    en: "the worker that held the book has ended; what was asked last may have happened or not: ask again with the same id",
    fr: "le worker qui tenait le livre a pris fin ; la dernière demande a pu aboutir ou non : redemandez avec le même identifiant",
  });
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
