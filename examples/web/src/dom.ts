// Making elements in one line, and saying things to the reader.

type Child = Node | string | null | false | Child[];
type Properties = Record<string, unknown>;

/** An element with properties (`onclick`, `className`, ..), attributes (`aria-label`, `data-id`, ..) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || !(name in element)) element.setAttribute(name, String(value));
    else (element as unknown as Properties)[name] = value;
  }
  element.append(...(children.flat(9) as (Node | string | null | false)[]).filter((child) => child !== null && child !== false));
  return element;
}

/** Where an element stands and what it is, so that the same one is found after a drawing. */
function keyOf(element: Element): string {
  const { id, name = "" } = element as HTMLInputElement;
  const around = [element.closest<HTMLElement>("[data-match]")?.dataset.match, element.closest("[role=group]")?.ariaLabel];
  // What stands in the title of a match changes with its score.
  const self = element.matches("details, summary") ? "" : id || name || element.getAttribute("data-selection") || element.ariaLabel || element.textContent;
  return [...around, element.tagName, self].join("|");
}

/**
 * Puts something in the place of what was drawn before, and keeps what the reader is in the middle of: which matches he has folded out, what
 * he has typed and not sent, where he is.
 */
export function redraw(place: HTMLElement, ...fresh: HTMLElement[]): void {
  const open = new Set(Array.from(place.querySelectorAll<HTMLElement>("details[open]"), keyOf));
  const typed = new Map<string, string>();
  for (const input of place.querySelectorAll("input")) if (input.value !== input.defaultValue && input.type !== "radio") typed.set(keyOf(input), input.value);
  const scrolled = new Map(Array.from(place.querySelectorAll(".scroll"), (box) => [keyOf(box), box.scrollLeft]));
  const here = document.activeElement;
  const at = here && place !== here && place.contains(here) ? keyOf(here) : undefined;
  const marked = here instanceof HTMLInputElement && here.type !== "radio" && here.type !== "number" ? [here.selectionStart, here.selectionEnd] as const : undefined;
  place.replaceChildren(...fresh);
  for (const details of place.querySelectorAll("details")) details.open = open.has(keyOf(details));
  for (const input of place.querySelectorAll("input")) input.value = typed.get(keyOf(input)) ?? input.value;
  for (const box of place.querySelectorAll(".scroll")) box.scrollLeft = scrolled.get(keyOf(box)) ?? 0;
  if (at === undefined) return;
  const again = Array.from(place.querySelectorAll<HTMLElement>("button, input, summary, .scroll")).find((element) => keyOf(element) === at);
  again?.focus({ preventScroll: true });
  if (marked && again instanceof HTMLInputElement) again.setSelectionRange(...marked);
}

export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Tells the reader, also one who hears the page. */
export function say(text: string, bad = false): void {
  const notice = byId("notice");
  notice.textContent = text;
  notice.className = bad ? "bad" : "";
}

/**
 * Runs what a button does: it is off meanwhile, and a refusal is told in the engine's own words. It is not `disabled`, which would take the
 * keyboard's place on the page away.
 */
export async function act(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  } finally {
    button.ariaDisabled = null;
  }
}
