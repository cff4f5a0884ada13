// The small build, in a page or a worker: books in memory. Importing it does nothing; `Book.open` fetches the module.

import * as base from "./book.js";
import { Build } from "./build.js";
import type { ToolMethods } from "./methods.js";
import { RemoteBook } from "./remote.js";
import * as small from "./small.js";

// Bundlers see the address, and put the file where the page finds it.
const build = new Build(small, () => fetch(new URL("./small_bg.wasm", import.meta.url)));

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

/** Opens a book in memory in a worker of its own, so that the page never waits. */
export function openInWorker(options: base.MemoryOptions = {}): Promise<RemoteBook> {
  return RemoteBook.open(new Worker(new URL("./worker.js", import.meta.url), { type: "module" }), options);
}

export * from "./common.js";
