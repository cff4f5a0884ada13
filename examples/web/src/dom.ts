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

export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Tells the reader, also one who hears the page. */
export function say(text: string, bad = false): void {
  const notice = byId("notice");
  notice.textContent = text;
  notice.className = bad ? "bad" : "";
}

/** Runs what a button does: it is off meanwhile, and a refusal is told in the engine's own words. */
export async function act(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  } finally {
    button.disabled = false;
  }
}
