// Clicks through the built page in Chromium, as a bettor and as a bookmaker. `CHROMIUM` says which browser; screenshots go to the
// folder that `SCREENSHOTS` names, if any.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".html": "text/html" };
const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://here").pathname);
  try {
    const body = await readFile(join(dist, path === "/" ? "index.html" : path));
    response.writeHead(200, { "content-type": types[extname(path === "/" ? "index.html" : path)] ?? "text/plain" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}/`;
const insecure = origin.replace("127.0.0.1", "plain.test");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // An origin that is not this machine by its name, and so is no secure one.
  args: ["--no-sandbox", "--host-resolver-rules=MAP plain.test 127.0.0.1"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
context.setDefaultTimeout(120_000);
const outside = [];
context.on("request", (request) => [origin, insecure, "data:"].some((own) => request.url().startsWith(own)) || outside.push(request.url()));
const trouble = [];

async function open(address = origin) {
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  await page.goto(address);
  return page;
}
const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
const kept = (page) => page.waitForFunction(() => document.documentElement.dataset.kept === "yes");
const view = (page, name) => page.getByRole("navigation").getByRole("button", { name }).click();
// What was said before may still stand there: the wallet is waited for.
const cashIs = (page, text) => page.locator("#cash").filter({ hasText: text }).waitFor();
const said = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor();
const shot = async (page, name) => {
  if (!process.env.SCREENSHOTS) return;
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: true });
};
async function accessible(page, where) {
  await page.evaluate(await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"));
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes[0].html]), [], where);
}
const done = (what) => console.log(`ok  ${what}`);

const page = await open();
await ready(page);
await cashIs(page, "100.00 EUR");
await accessible(page, "board");
await shot(page, "board-light");

// By keyboard: a price, the stake, the bet.
const price = page.getByRole("button", { name: "Ashford 1.65, Result, Ashford v Brookvale" });
await price.focus();
await page.keyboard.press("Enter");
await page.locator("#returns").filter({ hasText: "8.25 EUR" }).waitFor();
await page.locator("#stake").fill("10.00");
await page.keyboard.press("Tab");
await page.locator("#returns").filter({ hasText: "16.50 EUR" }).waitFor();
await accessible(page, "slip");
done("a price is put on the slip, and the engine says what it returns");

// The price changes under the slip.
await view(page, "Bookmaker");
const match = page.locator("details", { hasText: "Ashford v Brookvale" }).first();
await match.locator("summary").click();
const result = match.getByRole("group", { name: "Result" });
await result.getByLabel("Ashford").fill("1.60");
await result.getByRole("button", { name: "Change prices" }).click();
await said(page, "The prices have changed.");
await page.locator("#returns").filter({ hasText: "16.00 EUR" }).waitFor();
assert.match(await page.locator("#slip .legs .bad").textContent(), /^The price has moved/);
await shot(page, "price-moved");
await page.getByRole("button", { name: "Accept the new prices" }).click();
await page.getByRole("button", { name: "Place bets" }).click();
await said(page, "Your bet is placed.");
await cashIs(page, "90.00 EUR");
done("a price that moved is shown, accepted, and the bet placed at it");

// An accumulator over two matches, in another format.
await view(page, "Matches");
await page.getByLabel("Odds").selectOption("fractional");
await page.getByRole("button", { name: /^Draw 23\/10, Result, Carrick v Dunmore/ }).click();
await page.getByRole("button", { name: /^Over .*Elmstead v Fenwick/ }).click();
await page.getByLabel("Accumulator").check();
await page.locator("#stake").fill("5.00");
await page.keyboard.press("Tab");
await page.locator("#returns").filter({ hasText: "33.00 EUR" }).waitFor();
await shot(page, "accumulator");
await page.getByRole("button", { name: /^Glenholm .*Result, Glenholm v Harwick/ }).click();
await page.getByLabel("All pairs").check();
await page.locator("#stakes").filter({ hasText: "15.00 EUR" }).waitFor();
// 5.00 on each of three pairs: 3.30 x 2.00, 3.30 x 2.45 and 2.00 x 2.45.
await page.locator("#returns").filter({ hasText: "97.93 EUR" }).waitFor();
await page.getByRole("button", { name: /^Remove Glenholm/ }).click();
await page.getByLabel("Accumulator").check();
await page.locator("#returns").filter({ hasText: "33.00 EUR" }).waitFor();
await page.getByRole("button", { name: "Place bets" }).click();
await said(page, "Your bet is placed.");
await cashIs(page, "85.00 EUR");
done("an accumulator and a system are quoted, and the first is placed");

// What can't be: too much, and a word for a stake, in the engine's words.
await page.getByRole("button", { name: /^Ashford .*Result, Ashford v Brookvale/ }).click();
await page.getByLabel("Singles").check();
await page.locator("#stake").fill("85.01");
await page.keyboard.press("Tab");
await page.locator("#slip .bad").first().waitFor();
assert.match(await page.locator("#slip .bad").first().textContent(), /85\.01 EUR/);
assert.equal(await page.getByRole("button", { name: "Place bets" }).isDisabled(), true);
await page.locator("#stake").fill("ten");
await page.keyboard.press("Tab");
await page.locator("#slip .bad", { hasText: "ten EUR" }).first().waitFor();
await page.getByRole("button", { name: /^Remove/ }).click();
done("what is refused is said, and can't be sent");

// The result, by hand; corrected; and the rest of the day.
await view(page, "Bookmaker");
await accessible(page, "bookmaker");
await match.locator("summary").click();
await match.getByLabel("Goals of Ashford").fill("2");
await match.getByLabel("Goals of Brookvale").fill("1");
await match.getByRole("button", { name: "Record the result" }).click();
await said(page, "settled");
await cashIs(page, "101.00 EUR");
await match.getByLabel("Goals of Brookvale").fill("2");
await match.getByRole("button", { name: "Correct the result" }).click();
await cashIs(page, "85.00 EUR");
await shot(page, "bookmaker");
await page.getByRole("button", { name: /^Play/ }).click();
await said(page, "matches played and settled");
await page.getByRole("button", { name: "Audit the books" }).click();
await said(page, "Every balance is the sum of its transfers: 2 bets");
done("a result pays to the cent, its correction takes it back, and a day is played");

await view(page, "My bets");
await page.getByRole("heading", { name: "Statement" }).waitFor();
await accessible(page, "account");
await shot(page, "account");
const cash = await page.locator("#cash").textContent();
await kept(page);

// A second tab has the same books: what happens in the one is seen in the other, and it goes on when the first is closed.
const second = await open();
await ready(second);
await cashIs(second, cash);
await view(second, "My bets");
await second.getByRole("button", { name: /50\.00 EUR/ }).click();
await said(second, "50.00 EUR came in.");
await second.locator("#cash").filter({ hasNotText: cash }).waitFor();
const richer = await second.locator("#cash").textContent();
await cashIs(page, richer);

// A price that the bookmaker changes there moves here, on the board and on the slip, and what is being typed stays.
await view(page, "Matches");
await page.getByRole("button", { name: /^Brookvale .*Result, Brookvale v Carrick/ }).click();
await page.locator("#stake").fill("7.5");
await page.locator("#stake").evaluate((stake) => stake.setSelectionRange(1, 1));
await view(second, "Bookmaker");
const there = second.locator("details", { hasText: "Brookvale v Carrick" }).first();
await there.locator("summary").click();
await there.getByLabel("Goals of Carrick").fill("3"); // not sent
const prices = there.getByRole("group", { name: "Result" });
await prices.getByLabel("Brookvale").fill("4.40");
await prices.getByRole("button", { name: "Change prices" }).click();
await page.getByRole("button", { name: /^Brookvale 17\/5, Result, Brookvale v Carrick/ }).waitFor();
await page.locator("#returns").filter({ hasText: "33.00 EUR" }).waitFor(); // 7.50 x 4.40
await page.getByRole("button", { name: "Accept the new prices" }).waitFor();
assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart]), ["stake", "7.5", 1]);
// And the other way: a bet that is placed here is a liability there.
await page.getByRole("button", { name: "Accept the new prices" }).click();
await page.getByRole("button", { name: "Place bets" }).click();
await prices.locator(".chart li", { hasText: "Brookvale" }).filter({ hasText: "1 bet" }).waitFor();
assert.equal(await there.getByLabel("Goals of Carrick").inputValue(), "3");
await shot(second, "liability");
done("what one tab does is seen in the other at once, and nobody is disturbed in what he types");
await page.locator("#cash").filter({ hasNotText: richer }).waitFor();
const after = await page.locator("#cash").textContent();
await cashIs(second, after);
await page.close();
await view(second, "My bets");
// Until nobody waits for the file any more: then this tab has it.
await second.waitForFunction(async () => (await navigator.locks.query()).pending.every(({ name }) => name !== "realdeal/sportsbook"));
await second.getByRole("button", { name: /50\.00 EUR/ }).click();
await second.locator("#cash").filter({ hasNotText: after }).waitFor();
const richest = await second.locator("#cash").textContent();
await second.reload();
await ready(second);
await cashIs(second, richest);
done("a second tab has the same books and goes on alone, and a reload keeps them");

await second.emulateMedia({ colorScheme: "dark" });
await accessible(second, "dark");
await shot(second, "board-dark");
await second.setViewportSize({ width: 390, height: 844 });
assert.ok(await second.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is as wide as the phone");
await shot(second, "board-phone");
await view(second, "My bets");
await second.getByRole("heading", { name: "Statement" }).waitFor();
assert.ok(await second.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the account is as wide as the phone");
await shot(second, "account-phone");
await view(second, "Matches");
await second.getByRole("button", { name: /^Draw .*Result, Dunmore v Ashford/ }).click();
await second.locator("#returns").filter({ hasText: "EUR" }).waitFor();
await accessible(second, "phone");
await shot(second, "slip-phone");

// The slip by the keyboard alone, which keeps its place while the slip is drawn anew.
const key = (name) => second.keyboard.press(name);
const at = (what) => second.waitForFunction((what) => [document.activeElement.id, document.activeElement.ariaLabel].includes(what), what);
await second.getByRole("link", { name: "To the bet slip" }).focus();
await key("Enter");
await at("slip");
await key("Tab");
await at("mode-singles");
await key("ArrowDown");
await at("mode-accumulator");
await second.getByText("Stake, EUR").waitFor();
await key("ArrowUp");
await at("mode-singles");
await second.getByText("Stake of each, EUR").waitFor();
await key("Tab");
await at("Remove Draw, Result, Dunmore v Ashford");
await key("Tab");
await at("stake");
await second.keyboard.type("6"); // what stood there is marked, and goes
await second.locator("#returns").filter({ hasText: "19.80 EUR" }).waitFor(); // 6.00 x 3.30
await at("stake");
await key("Tab");
await at("place");
await key("Enter");
await said(second, "Your bet is placed.");
await at("slip");
done("a bet is made and placed by the keyboard alone");
await view(second, "Bookmaker");
await second.locator("details", { hasText: "Brookvale v Carrick" }).first().locator("summary").click();
assert.ok(await second.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the bookmaker's side is as wide as the phone");
await shot(second, "bookmaker-phone");
done("it reads in the dark and on a phone");

await view(second, "Speed");
await second.getByRole("button", { name: "Place 100,000 bets" }).click();
await second.locator("#rate", { hasText: "bets" }).waitFor();
await accessible(second, "speed");
const begun = Date.now();
await said(second, "The audit finds 100,000 bets, and the books balance.");
console.log(`    ${await second.locator("#rate").textContent()}; ${Math.round((Date.now() - begun) / 1_000)} s with the audit (on this machine as it is now)`);
done("100,000 bets are placed while the page goes on, and the audit finds them all");

// Where the browser has no files for books, as on an origin that is not secure, they are kept as text.
const plain = await open(insecure);
await ready(plain);
assert.equal(await plain.evaluate(() => isSecureContext), false);
await cashIs(plain, "100.00 EUR");
await view(plain, "My bets");
await plain.getByRole("button", { name: /50\.00 EUR/ }).click();
await cashIs(plain, "150.00 EUR");
await kept(plain);
await plain.reload();
await ready(plain);
await cashIs(plain, "150.00 EUR");
done("without files of the browser, a reload keeps the books, too");

assert.deepEqual(outside, [], "nothing is asked of anybody else");
assert.deepEqual(trouble, [], "the page has nothing to complain of");
await browser.close();
server.close();
