// No odds, stake, return or balance is reckoned in this page: what it shows of them, the engine said. Lines that put an operator
// of arithmetic beside a name of money or odds are found here; one that makes a number of a text must be the bar of the chart.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";

const money = /\b\w*(odds|stake|returned|returns|potentialReturn|cash|balance|liability|price|amount|debt)\w*\b/i;
const sums = /[\w)\]]\s(?:[-*/%+]|\*\*)\s[\w([]|[-+*/]=/;
const numbers = /\b(Number|parseFloat|parseInt|BigInt)\b/;
/** What is left of a line of code beside texts and comments. */
const bare = (line) => line.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""').replace(/\/\/.*|^\s*[*/].*/, "");

/** The lines that reckon. */
export function reckoning(source) {
  const found = (line) => money.test(line) && (sums.test(line) || (numbers.test(line) && !line.includes("h(\"\"")));
  return source.split("\n").map(bare).filter(found);
}

assert.equal(reckoning("const returned = stake * odds;").length, 1);
assert.equal(reckoning("total += Number(bet.stake);").length, 1);
assert.equal(reckoning("const cash = wallet.cash; // stake * odds").length, 0);
const folder = new URL("../src/", import.meta.url);
for (const file of (await readdir(folder)).filter((name) => name.endsWith(".ts"))) {
  assert.deepEqual(reckoning(await readFile(new URL(file, folder), "utf8")), [], file);
}
console.log("ok  no money and no odds are reckoned in the page");
