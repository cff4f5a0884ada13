// The full build where there is no browser: books in memory, as those of the small build are. Files are refused.

import { filesBy, noFileSystem } from "./files.js";
import type { OpenOptions } from "./line.js";
import * as small from "./node.js";
import type { RemoteBook } from "./remote.js";

/** Opens a book in memory in a thread of its own. */
export async function openInWorker(options: OpenOptions = {}): Promise<RemoteBook> {
  return small.openInWorker(options);
}

/** There are none here. */
export const files = filesBy(() => {
  throw noFileSystem();
});

export { type Files } from "./files.js";
export * from "./common.js";
export { Book, loadTools } from "./node.js";
