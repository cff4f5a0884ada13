// The full build, in a page or a worker: books in memory, and in files of the browser. Importing it does nothing; the module,
// which brings SQLite, is fetched when it is first needed.

import * as base from "./book.js";
import { Build } from "./build.js";
import { filesBy } from "./files.js";
import * as full from "./full.js";
import type { OpenOptions } from "./line.js";
import type { ToolMethods } from "./methods.js";
import { RemoteBook } from "./remote.js";

const build = new Build(full, () => fetch(new URL("./full_bg.wasm", import.meta.url)));
const start = () => new Worker(new URL("./full-worker.js", import.meta.url), { type: "module" });

/** A book of bets: the engine, as a host holds it. */
export class Book extends base.Book {
  /** Opens a book in memory. One in a file needs a worker: `openInWorker`. */
  static open(options?: base.MemoryOptions): Promise<base.Book> {
    return build.open(options);
  }
}

/** Loads what needs no book: numbers as people write them. */
export function loadTools(): Promise<ToolMethods> {
  return build.tools();
}

/**
 * Opens a book in a worker, so that the page never waits: in memory, or with `file` in a file of the browser. Tabs that open the
 * same file have the same book: the worker of one of them owns it, and when that is gone, the next takes over.
 */
export function openInWorker(options: OpenOptions = {}): Promise<RemoteBook> {
  return RemoteBook.open(start(), options);
}

/** The files of books in this browser. */
export const files = filesBy(start);

export { type Files } from "./files.js";
export * from "./common.js";
