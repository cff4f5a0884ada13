// The small build in Node, Deno and Bun: the same as `index.ts`, but the bytes come from the file beside this one.

import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import * as base from "./book.js";
import { Build } from "./build.js";
import type { Answered, WorkerLike } from "./line.js";
import type { ToolMethods } from "./methods.js";
import { RemoteBook } from "./remote.js";
import * as small from "./small.js";

const build = new Build(small, () => readFile(new URL("./small_bg.wasm", import.meta.url)));

/** A book of bets: the engine, as a host holds it. */
export class Book extends base.Book {
  /** Opens a book in memory. */
  static open(options?: base.MemoryOptions): Promise<base.Book> {
    return build.open(options);
  }
}

/** Loads what needs no book: numbers as people write them. */
export function loadTools(): Promise<ToolMethods> {
  return build.tools();
}

/** Opens a book in memory in a thread of its own. */
export function openInWorker(options: base.MemoryOptions = {}): Promise<RemoteBook> {
  const thread = new Worker(new URL("./node-worker.js", import.meta.url));
  const worker: WorkerLike = {
    postMessage: (message) => thread.postMessage(message),
    addEventListener(kind: string, listener: (event: MessageEvent<Answered>) => void) {
      if (kind === "message") thread.on("message", (data: Answered) => listener({ data } as MessageEvent<Answered>));
      else if (kind === "error") for (const end of ["error", "exit"]) thread.on(end, listener as () => void);
      else thread.on(kind, listener as () => void);
    },
    terminate: () => void thread.terminate(),
  };
  return RemoteBook.open(worker, options);
}

export * from "./common.js";
