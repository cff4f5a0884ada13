// A thread of Node's that holds a book in memory; `openInWorker` starts it.

import { parentPort } from "node:worker_threads";
import { noFileSystem } from "./files.js";
import type { Asked } from "./line.js";
import { Book } from "./node.js";
import { inMemory, type Scope, serve } from "./serve.js";

const scope: Scope = {
  postMessage: (message) => parentPort?.postMessage(message),
  addEventListener: (_kind, listener) => void parentPort?.on("message", (data: Asked) => listener({ data })),
};

serve(
  inMemory((options) => {
    if (options.file !== undefined) throw noFileSystem();
    return Book.open(options);
  }),
  scope,
);
