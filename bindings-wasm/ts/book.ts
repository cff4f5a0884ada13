// A book, and sessions on it: the engine in this very thread. Each method asks the module by its name; what there is to ask is
// in `methods.ts`.

import { isBroken, within } from "./defect.js";
import type { Actor, Event, EventKind, NumberedRecord } from "./engine.js";
import { RealDealError, type Refusal } from "./error.js";
import { host } from "./host.js";
import { bookMethods, type BookMethods, type Page, sessionMethods, type SessionMethods } from "./methods.js";
import { Slip, type SlipData } from "./slip.js";
import type { Id, Timestamp } from "./text.js";

/** What a module of either build gives: wasm-bindgen's classes, as far as they are used here. */
export interface Engine {
  call(who: string, method: string, args: string): string;
  heard(): string;
  free(): void;
}

/** Something that happened, with what the journal says around it. */
export interface Happened<E extends Event = Event> {
  /** The number of the journal record. */
  number: number;
  /** When. */
  at: Timestamp;
  /** Who asked. */
  actor: Actor;
  /** The command. */
  command: Id;
  /** The event. */
  event: E;
}

/** The event of one kind. */
export type EventOf<K extends EventKind> = Extract<Event, { type: K }>;

/** Hears events. */
export type Listener<K extends EventKind> = (happened: Happened<EventOf<K>>) => void;

/** The value in an answer of the module, or its refusal thrown. */
export function unwrap(answer: string): unknown {
  const { value, error } = JSON.parse(answer) as { value?: unknown; error?: Refusal };
  if (error) throw new RealDealError(error);
  return value;
}

/** In whose name something is asked, as the module reads it. */
export type Ask = (who: string, method: string, args: readonly unknown[]) => unknown;

// The methods are those of the tables; the compiler is told by the interfaces of the same name.
function define(prototype: object, names: object, ask: (self: never, name: string, args: unknown[]) => unknown): void {
  for (const name of Object.keys(names)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: never, ...args: unknown[]) {
        return ask(this, name, args);
      },
    });
  }
}

export interface Session extends SessionMethods {}

/** Somebody who asks: a user, the host itself, a visitor, or support for a bettor. */
export class Session {
  /** For `Book`, which gives sessions. */
  constructor(
    readonly ask: Ask,
    readonly actor: Actor,
    readonly reason?: string,
  ) {}

  /** The same session with a reason, which some methods need; it is kept in the journal. */
  because(reason: string): Session {
    return new Session(this.ask, this.actor, reason);
  }

  /** Places many slips as one slice of work, and says of each what came of it. A refused one changes nothing. */
  placeBets(slips: readonly SlipData[]): ({ made: { type: "bet"; value: Id }; repeated: boolean } | { error: Refusal })[] {
    return this.ask(who(this), "placeBets", [slips]) as never;
  }
}

function who(session: Session): string {
  return JSON.stringify({ actor: session.actor, reason: session.reason });
}

define(Session.prototype, sessionMethods, (self: Session, name, args) => self.ask(who(self), name, args));

export interface Book extends BookMethods {}

/** A book of bets: the engine, as a host holds it. */
export class Book {
  readonly #engine: Engine;
  readonly #module: object;
  readonly #listeners = new Map<EventKind, Set<Listener<EventKind>>>();
  #closed = false;

  /** For `Book.open` of a build. */
  constructor(engine: Engine, module: object) {
    this.#engine = engine;
    this.#module = module;
  }

  /** What is asked by name, for those who pass it on. */
  readonly ask: Ask = (who, method, args) => {
    const answer = this.#call(who, method, args);
    this.#deliver();
    return unwrap(answer);
  };

  /** In the name of a user. */
  session(user: Id): Session {
    return new Session(this.ask, { type: "user", value: user });
  }

  /** In the name of the host itself: payments, feeds, timers. */
  system(): Session {
    return new Session(this.ask, "system");
  }

  /** In the name of somebody who has no user yet. */
  visitor(): Session {
    return new Session(this.ask, "visitor");
  }

  /** In the name of a support user who acts for a bettor. */
  onBehalf(agent: Id, bettor: Id): Session {
    return new Session(this.ask, { type: "onBehalf", agent, bettor });
  }

  /** An empty slip with an id at the book's own time. */
  slip(): Slip {
    return new Slip(this.freshId());
  }

  /**
   * Carries out commands in the engine's own JSON form (an array, as text), as other languages send and keep them. The answer
   * has that form, too.
   */
  executeJson(commands: string): string {
    return this.ask("", "executeJson", [commands]) as string;
  }

  /** Calls a function after each event of a kind, once it is committed and before the method returns; gives what ends it. */
  on<K extends EventKind>(kind: K, listener: Listener<K>): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener as unknown as Listener<EventKind>));
    this.#listen();
    return () => {
      listeners.delete(listener as unknown as Listener<EventKind>);
      if (listeners.size === 0) this.#listeners.delete(kind);
      this.#listen();
    };
  }

  /** Goes through the journal from a record on, and ends where it ends. */
  async *records(after = 0): AsyncGenerator<NumberedRecord, void, void> {
    for (;;) {
      const page: Page<number> = { after, limit: 100 };
      const records = this.journal(page);
      const last = records.at(-1);
      if (!last) return;
      yield* records;
      after = last.number;
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<NumberedRecord, void, void> {
    return this.records();
  }

  /** Lets go of the book. Books in memory are gone then. */
  close(): void {
    // What met a defect can't be tidied up.
    if (!this.#closed && !isBroken(this.#module)) within(this.#module, "close", () => this.#engine.free());
    this.#closed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #call(who: string, method: string, args: readonly unknown[]): string {
    if (this.#closed) throw new Error("the book is closed");
    const text = JSON.stringify(args);
    return within(this.#module, method, () => this.#engine.call(who, method, text));
  }

  #listen(): void {
    unwrap(this.#call("", "listen", [[...this.#listeners.keys()]]));
  }

  #deliver(): void {
    if (this.#listeners.size === 0) return;
    for (const happened of JSON.parse(within(this.#module, "heard", () => this.#engine.heard())) as Happened[]) {
      for (const listener of [...(this.#listeners.get(happened.event.type) ?? [])]) {
        try {
          listener(happened);
        } catch (error) {
          // It has happened; a listener can't undo it, and must not hide the answer.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
  }
}

define(Book.prototype, bookMethods, (self: Book, name, args) => self.ask("", name, args));

/** How a book in memory is opened. */
export interface MemoryOptions {
  /** A book whose clock stands where it is put, and whose ids follow from a seed: for tests and replays. */
  simulated?: { seed: number | bigint; now: Timestamp | Date };
}

/** What wasm-bindgen makes of the module. */
export interface Module {
  Engine: {
    inMemory(host: typeof import("./host.js").host): Engine;
    simulated(seed: bigint, now: bigint): Engine;
  };
  tool(method: string, args: string): string;
  methods(): string;
}

/** Opens a book in memory, of whichever build. */
export function openInMemory(module: Module, options: MemoryOptions = {}): Book {
  const { simulated } = options;
  const { Engine } = module;
  if (!simulated) return new Book(within(module, "open", () => Engine.inMemory(host)), module);
  const [seed, now] = [BigInt(simulated.seed), BigInt(new Date(simulated.now).getTime()) * 1000n];
  return new Book(within(module, "open", () => Engine.simulated(seed, now)), module);
}
