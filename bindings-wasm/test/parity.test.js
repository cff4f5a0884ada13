// The tables of methods here are those of both modules, one by one; `tests/parity.rs` holds those against the engine's own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { bookMethods, sessionMethods, toolMethods } from "realdeal";

for (const build of ["small", "full"]) {
  test(`no method is missing on either side of the ${build} build`, async () => {
    const module = await import(`../dist/${build}.js`);
    await module.default({ module_or_path: await readFile(new URL(`../dist/${build}_bg.wasm`, import.meta.url)) });
    const { session, book, tools } = JSON.parse(module.methods());
    assert.deepEqual(Object.keys(sessionMethods).sort(), session.sort());
    assert.deepEqual(Object.keys(bookMethods).sort(), book.sort());
    assert.deepEqual(Object.keys(toolMethods).sort(), tools.sort());
  });
}
