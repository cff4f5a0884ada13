// The way to a worker and back: what goes there has a number, and what comes back has the same.

import type { Happened, MemoryOptions } from "./book.js";
import type { EventKind } from "./engine.js";
import { RealDealError, type Refusal, refused } from "./error.js";

/** How a book is opened in a worker. */
export interface FileOptions {
  /** The name of the file in the private file system of the origin (OPFS). Full build only; the clock is then the browser's. */
  file?: string;
}
export type OpenOptions = MemoryOptions & FileOptions;

/** What is asked of a book that is open. */
export type Question =
  | { number: number; who: string; method: string; args: readonly unknown[] }
  | { number: number; listen: EventKind[] }
  | { number: number; close: true };

/** What goes to the worker. */
export type Asked =
  | Question
  | { number: number; open: OpenOptions }
  | { number: number; read: string }
  | { number: number; write: string; bytes: Uint8Array };

/** What comes back. */
export type Answered =
  | { number: number; value: unknown }
  | { number: number; refusal: Refusal }
  | { number: number; broken: string }
  | { happened: Happened }
  | { ended: Refusal };

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

/** The page's end of it. */
export class Line {
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;
  #ended = false;
  /** Why the worker can't be asked any more, if it said so. */
  #why: Refusal | undefined;

  constructor(worker: WorkerLike, heard: (happened: Happened) => void = () => undefined) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => {
      if ("happened" in data) heard(data.happened);
      else if ("ended" in data) this.end(data.ended);
      else this.#settle(data);
    });
    worker.addEventListener("error", () => this.end());
    worker.addEventListener("messageerror", () => this.end());
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(message: Record<string, unknown>): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#why ? new RealDealError(this.#why) : ended());
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

  /** Ends the worker: whoever still waits is told so. */
  end(why?: Refusal): void {
    this.#ended = true;
    this.#why ??= why;
    this.#worker.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(ended());
    this.#waiting.clear();
  }

  #settle(answer: Extract<Answered, { number: number }>): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("refusal" in answer) waiting?.reject(new RealDealError(answer.refusal));
    else if ("broken" in answer) waiting?.reject(new Error(answer.broken));
    else waiting?.resolve(answer.value);
  }
}

/** An answer that says why not. */
export function failed(number: number, error: unknown): Answered {
  return error instanceof RealDealError ? { number, refusal: plain(error) } : { number, broken: String(error) };
}

/** A refusal as a message can hold it. */
export function plain({ code, kind, httpStatus, retryable, applied, messages, figures }: RealDealError): Refusal {
  return { code, kind, httpStatus, retryable, applied, messages, figures } as Refusal;
}

/** For what was under way when a worker ended. */
export function ended(): RealDealError {
  return refused("worker_ended", "storage", 503, {
    en: "the worker that held the book has ended; what was asked last may have happened or not: ask again with the same id",
    fr: "le worker qui tenait le livre a pris fin ; la dernière demande a pu aboutir ou non : redemandez avec le même identifiant",
  });
}
