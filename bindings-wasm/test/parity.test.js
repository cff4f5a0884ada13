// The tables of methods here are those of the module, one by one; `tests/parity.rs` holds those against the engine's own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { bookMethods, sessionMethods, toolMethods } from "realdeal";
import * as small from "../dist/small.js";

test("no method is missing on either side", async () => {
  await small.default({ module_or_path: await readFile(new URL("../dist/small_bg.wasm", import.meta.url)) });
  const { session, book, tools } = JSON.parse(small.methods());
  assert.deepEqual(Object.keys(sessionMethods).sort(), session.sort());
  assert.deepEqual(Object.keys(bookMethods).sort(), book.sort());
  assert.deepEqual(Object.keys(toolMethods).sort(), tools.sort());
});
