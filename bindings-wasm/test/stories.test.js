// The stories in Node.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { figures } from "./figures.js";
import { stories } from "./story.js";

const vectors = (file) => readFile(new URL(`../../vectors/${file}`, import.meta.url), "utf8");

const all = { ...stories(assert.deepEqual, vectors), ...figures(assert.deepEqual, vectors) };
for (const [name, story] of Object.entries(all)) test(name, story);
