// The page: four views, the slip beside them, and what is around.

import { loadTools } from "realdeal/full";
import { account } from "./account.js";
import { board } from "./board.js";
import { areShared, open } from "./books.js";
import { byId, h, redraw, say } from "./dom.js";
import { coalesced, follow } from "./live.js";
import { office } from "./office.js";
import { rate } from "./rate.js";
import { SlipPanel } from "./slip.js";
import * as store from "./store.js";
import { FORMATS, Names } from "./words.js";

type View = "board" | "account" | "office" | "rate";

async function main(): Promise<void> {
  const shared = await areShared();
  if (!shared && !(await store.take())) {
    say("The books are open in another tab. This one goes on as soon as that is closed.", true);
    await store.waitForOthers();
    return location.reload();
  }
  say("Opening the books …");
  const [books, tools] = await Promise.all([open(shared), loadTools()]);
  const names = new Names(books.book, tools);
  let view: View = "board";

  const draw = async (): Promise<void> => {
    const drawn = view;
    // What is measured there is no one else's.
    if (drawn === "rate" && document.getElementById("run")) return;
    const content =
      view === "board" ? await board(books, names, slip)
      : view === "account" ? await account(books, names, refresh)
      : view === "office" ? await office(books, names, refresh)
      : rate();
    if (drawn !== view) return;
    redraw(byId("view"), content);
  };
  // The balance comes last: who has seen it change has the rest before him, too.
  const refresh = coalesced(async () => {
    await Promise.all([draw(), slip.draw()]);
    byId("cash").textContent = (await books.bettor.wallet("EUR")).cash;
  });
  const slip = new SlipPanel(books, names, refresh);

  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-shows]")) {
    button.onclick = () => {
      view = button.dataset.shows as View;
      document.body.dataset.view = view;
      for (const other of document.querySelectorAll("[data-shows]")) other.setAttribute("aria-pressed", String(other === button));
      void refresh().then(() => byId("view").focus());
    };
  }
  const format = byId<HTMLSelectElement>("format");
  format.replaceChildren(...FORMATS.map(([value, text]) => h("option", { value }, text)));
  format.onchange = () => {
    names.format = format.value as typeof names.format;
    void refresh();
  };
  byId("reset").onclick = async () => {
    if (!confirm("Throw these books away, and begin anew?")) return;
    // Another tab may have them open: then they stay, and this one comes back to them.
    await books.forget().catch((error: Error) => alert(error.message));
    location.reload();
  };
  await follow(books.book, () => void refresh().catch(failed));
  await refresh();
  say("");
  document.documentElement.dataset.ready = "yes";
}

function failed(error: unknown): void {
  say(error instanceof Error ? error.message : String(error), true);
}

// Nothing that could not be drawn goes by unsaid.
addEventListener("unhandledrejection", ({ reason }) => failed(reason));
main().catch(failed);
