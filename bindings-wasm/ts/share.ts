// One file, many tabs. The worker of one tab owns the file: the one that holds its lock, which the browser takes from it with the
// tab. Workers of other tabs pass on what they are asked through a channel, and wait for the lock: when the owner goes, the next
// takes over. Workers of two versions of the package can't share a file, and tell each other so. Not here: what lies in the file
// (`opfs.ts`), and what is asked (`serve.ts`).

import type { EventKind } from "./engine.js";
import type { RealDealError } from "./error.js";
import { checked, lockOf, otherVersion } from "./files.js";
import { type Answered, ended, failed, plain, type Question } from "./line.js";
import type { Opened } from "./opfs.js";
import { Client, type Place, type Tell } from "./serve.js";
import { VERSION } from "./version.js";

/** How workers speak to each other. It counts up when a word changes, so that builds between two versions are told apart, too. */
const PROTOCOL = 1;
/** What must be the same at both ends. */
const SPEECH = `${VERSION} (protocol ${PROTOCOL})`;

/** What was chosen for the book and is in no file: asked again of a book that is opened anew. */
type Settings = { [method in "setNow" | "setOptions"]?: readonly unknown[] };

/**
 * What workers say to each other. All versions say `seek` and `owner` in this form, with their version, and on a channel of this name: else they
 * would wait for each other without a word.
 */
type Word = { from: string; to?: string } & (
  | { seek: true }
  | { coming: true }
  | { owner: Settings; version: string }
  | { gone: true }
  | { asked: Question }
  | { answered: Answered }
);
type Said = Word extends infer W ? (W extends Word ? Omit<W, "from"> : never) : never;

/** A worker's place at a file: as its owner, or as somebody's guest. */
export class Tab implements Place {
  readonly #id = crypto.randomUUID();
  readonly #name: string;
  readonly #tell: Tell;
  readonly #open: () => Promise<Opened>;
  readonly #channel: BroadcastChannel;
  /** Gives the locks back. */
  readonly #held: (() => void)[] = [];
  readonly #leaving = new AbortController();
  /** What the page has asked and was not answered yet, in its order; with whom it was sent to. */
  readonly #asked = new Map<number, { question: Question; to?: string }>();
  readonly #guests = new Map<string, Client>();
  #kinds: EventKind[] = [];
  #settings: Settings = {};
  #owner: string | undefined;
  /** The book, if this worker owns the file. */
  #here: (Opened & { page: Client }) | undefined;
  /** Why the file can't be opened any more. */
  #broken: unknown;
  /** The page's wish to close, which comes after what it has asked before. */
  #closing: number | undefined;
  #seated = (): void => undefined;
  #refused = (_why: unknown): void => undefined;

  private constructor(name: string, tell: Tell, open: () => Promise<Opened>) {
    this.#name = name;
    this.#tell = tell;
    this.#open = open;
    this.#channel = new BroadcastChannel(lockOf(name));
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => this.#hear(data);
  }

  /** Opens a file, or finds who has it open. */
  static async join(name: string, tell: Tell, open: () => Promise<Opened>): Promise<Tab> {
    const tab = new Tab(checked(name), tell, open);
    try {
      // By its own lock, an owner sees that a guest is gone.
      await tab.#lock(tab.#seat(tab.#id), {});
      if (await tab.#lock(lockOf(name), { ifAvailable: true })) await tab.#own();
      else await tab.#wait();
    } catch (error) {
      tab.#leave();
      throw error;
    }
    return tab;
  }

  ask(question: Question): void {
    if ("close" in question) {
      this.#closing = question.number;
      return this.#send();
    }
    if ("listen" in question) this.#kinds = question.listen;
    this.#asked.set(question.number, { question });
    this.#send();
  }

  #seat(id: string): string {
    return `${lockOf(this.#name)}/${id}`;
  }

  /** Holds a lock until this worker leaves; whether it got it. */
  #lock(name: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null) => {
        resolve(lock !== null);
        return lock ? new Promise<void>((free) => this.#held.push(free)) : undefined;
      };
      navigator.locks.request(name, options, hold).catch(reject);
    });
  }

  /** Waits until the owner says who it is, or is gone. */
  async #wait(): Promise<void> {
    const seated = new Promise<void>((resolve, reject) => ([this.#seated, this.#refused] = [resolve, reject]));
    const own = this.#lock(lockOf(this.#name), { signal: this.#leaving.signal }).then(() => this.#own());
    own.catch((error: unknown) => this.#fail(error));
    this.#say({ seek: true });
    await Promise.race([seated, own]);
  }

  /** Opens the book: this worker has the lock. */
  async #own(): Promise<void> {
    this.#say({ coming: true });
    this.#lose();
    const opened = await this.#open();
    // The page may have closed it meanwhile.
    if (this.#leaving.signal.aborted) return opened.release();
    for (const [method, args] of Object.entries(this.#settings)) opened.book.ask("", method, args);
    const page = this.#client(opened, this.#tell);
    page.listen(this.#kinds);
    this.#here = { ...opened, page };
    this.#follow(this.#id);
    this.#say(this.#owning());
  }

  #client({ book }: Opened, tell: Tell): Client {
    return new Client(book, tell, () => undefined, (why) => this.#defect(why));
  }

  /** The book can't be asked any more, and its file is held as long as this worker lives: the page ends it, and the next owner begins anew. */
  #defect(why: RealDealError): void {
    this.#here = undefined;
    this.#broken = why;
    this.#tell({ ended: plain(why) });
  }

  #owning(): Said {
    return { owner: this.#settings, version: SPEECH };
  }

  /** The owner is gone without a word. What was under way there may have happened or not. */
  #lose(): void {
    this.#owner = undefined;
    for (const [number, { to }] of this.#asked) {
      if (to === undefined) continue;
      this.#asked.delete(number);
      this.#tell(failed(number, ended()));
    }
  }

  /** Somebody owns the file now. */
  #follow(owner: string): void {
    if (this.#owner !== owner && owner !== this.#id && this.#kinds.length > 0) {
      this.#say({ to: owner, asked: { number: 0, listen: this.#kinds } });
    }
    this.#owner = owner;
    this.#seated();
    this.#send();
  }

  /** Asks the owner, if there is one, what was not asked yet. */
  #send(): void {
    for (const [number, asked] of this.#asked) {
      if (this.#broken !== undefined) {
        this.#asked.delete(number);
        this.#tell(failed(number, this.#broken));
      } else if (this.#here) {
        this.#asked.delete(number);
        this.#answer(this.#here.page, asked.question);
      } else if (this.#owner !== undefined && asked.to === undefined) {
        asked.to = this.#owner;
        this.#say({ to: this.#owner, asked: asked.question });
      }
    }
    if (this.#closing === undefined || this.#asked.size > 0) return;
    this.#leave();
    this.#tell({ number: this.#closing, value: undefined });
  }

  /** As the owner. */
  #answer(client: Client, question: Question): void {
    if (!client.ask(question) || !("method" in question)) return;
    if (question.method !== "setNow" && question.method !== "setOptions") return;
    this.#settings = { ...this.#settings, [question.method]: question.args };
    this.#say(this.#owning());
  }

  /** The file can't be had by this worker: another may try. */
  #fail(error: unknown): void {
    if (this.#leaving.signal.aborted) return;
    this.#broken = error;
    this.#refused(error);
    this.#send();
    this.#leave();
  }

  #hear(word: Word): void {
    if (word.to !== undefined && word.to !== this.#id) return;
    if ("owner" in word && word.version !== SPEECH) {
      this.#fail(otherVersion(this.#name, SPEECH, word.version));
    } else if ("owner" in word) {
      this.#settings = word.owner;
      this.#follow(word.from);
    } else if ("coming" in word) {
      this.#lose();
    } else if ("gone" in word) {
      // It has answered what it was asked before it went: the rest did not happen, and is asked of the next.
      this.#owner = undefined;
      for (const asked of this.#asked.values()) delete asked.to;
    } else if ("answered" in word) {
      const { answered } = word;
      if (!("number" in answered) || this.#asked.delete(answered.number)) this.#tell(answered);
      this.#send();
    } else if (this.#here) {
      if ("seek" in word) this.#say({ to: word.from, ...this.#owning() });
      else this.#answer(this.#guest(word.from), word.asked);
    }
  }

  /** A guest of this owner. */
  #guest(id: string): Client {
    const known = this.#guests.get(id);
    if (known || !this.#here) return known as Client;
    const guest = this.#client(this.#here, (answered) => this.#say({ to: id, answered }));
    this.#guests.set(id, guest);
    const gone = () => {
      guest.listen([]);
      this.#guests.delete(id);
    };
    navigator.locks.request(this.#seat(id), { signal: this.#leaving.signal }, gone).catch(() => undefined);
    return guest;
  }

  #say(said: Said): void {
    this.#channel.postMessage({ from: this.#id, ...said } satisfies Word);
  }

  /** Closes the book, if this worker has it, and lets the next one have the file. */
  #leave(): void {
    this.#leaving.abort();
    if (this.#here) {
      const { page, release } = this.#here;
      this.#here = undefined;
      page.listen([]);
      for (const guest of this.#guests.values()) guest.listen([]);
      try {
        release();
      } finally {
        this.#say({ gone: true });
        this.#free();
      }
    }
    this.#free();
  }

  #free(): void {
    this.#channel.close();
    for (const free of this.#held.splice(0)) free();
  }
}
