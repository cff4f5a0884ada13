// What a defect of the engine leaves behind. It is brought about by taking all memory that the module may have: the next thing that the
// engine wants to keep ends it with a trap, as every defect does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Book, loadTools, RealDealError } from "realdeal";
import init from "../dist/small.js";

const PAGES = 65_536;

test("a book that was closed says so, and may be closed again", async () => {
  const book = await Book.open();
  book.close();
  book.close();
  assert.throws(() => book.now(), { message: "the book is closed" });
});

test("a defect is told as such, and nothing of the module is asked any more", async () => {
  const [book, other, tools] = [await Book.open(), await Book.open(), await loadTools()];
  const register = (length) => book.visitor().register({ name: "x".repeat(length), email: "alice@example.org" });
  assert.throws(() => register(501), { code: "bad_person_field" });
  const { memory } = await init();
  memory.grow(PAGES - memory.buffer.byteLength / PAGES);
  assert.throws(() => register(50_000_000), (error) => {
    assert.ok(error instanceof RealDealError);
    assert.deepEqual([error.code, error.kind, error.httpStatus, error.retryable, error.applied], ["defect", "storage", 500, false, undefined]);
    assert.deepEqual([error.figures.method, error.figures.reason], ["register", "RuntimeError: unreachable"]);
    assert.match(error.figures.stack[0], /wasm-function\[\d+\]:0x[0-9a-f]+/);
    assert.match(error.message, /^the engine met a defect in register/);
    return error.cause instanceof WebAssembly.RuntimeError;
  });
  // No call gets into what is left, whichever book it is of.
  const again = (call) => assert.throws(call, ({ code, figures }) => code === "defect" && figures.method === "register");
  again(() => book.now());
  again(() => other.stateHash());
  again(() => other.on("betPlaced", () => undefined));
  again(() => tools.showOdds("2.10", "fractional"));
  await assert.rejects(Book.open(), { code: "defect" });
  book.close();
  other.close();
});
