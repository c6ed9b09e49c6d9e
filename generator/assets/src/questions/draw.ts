/** Which questions make a paper, and in which order options stand: generator/questions/draw.py says how and why. */

export interface Form {
  id: string;
  family: string;
  outcome: string;
  critical: boolean;
}

/** A source of whole numbers: random(seed)(n) is at least 0 and below n. mulberry32 over the FNV-1a hash of the seed. */
export function random(seed: string): (limit: number) => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193) >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) * limit) / 4294967296);
  };
}

export function shuffle<T>(things: T[], seed: string): T[] {
  const out = things.slice();
  const below = random(seed);
  for (let last = out.length - 1; last > 0; last--) {
    const other = below(last + 1);
    const held = out[last] as T;
    out[last] = out[other] as T;
    out[other] = held;
  }
  return out;
}

/** Ids of one paper, in the order of the forms. An empty seed takes what comes first. */
export function draw(forms: Form[], seed: string, count: number | null, used: string[]): string[] {
  const names: string[] = [];
  const families = new Map<string, Form[]>();
  for (const form of forms) {
    const members = families.get(form.family);
    if (members) members.push(form);
    else {
      families.set(form.family, [form]);
      names.push(form.family);
    }
  }
  const taken = count === null ? names : chosen(names, families, seed, count);
  return names
    .filter((name) => taken.indexOf(name) >= 0)
    .map((name) => {
      const ids = (families.get(name) || []).map((form) => form.id);
      const fresh = ids.filter((id) => used.indexOf(id) < 0);
      const from = fresh.length ? fresh : ids;
      return from[seed ? random(`${seed}/${name}`)(from.length) : 0] || "";
    });
}

function chosen(names: string[], families: Map<string, Form[]>, seed: string, count: number): string[] {
  const outcomes = new Map<string, string[]>();
  for (const name of names) {
    const members = families.get(name) || [];
    const outcome = members[0] ? members[0].outcome : "";
    const list = outcomes.get(outcome);
    if (list) list.push(name);
    else outcomes.set(outcome, [name]);
  }
  let taken: string[] = [];
  outcomes.forEach((list, outcome) => {
    const order = seed ? shuffle(list, `${seed}/${outcome}`) : list;
    const must = order.filter((name) => (families.get(name) || []).some((form) => form.critical));
    const rest = order.filter((name) => must.indexOf(name) < 0);
    taken = taken.concat(must.concat(rest).slice(0, Math.max(count, must.length)));
  });
  return taken;
}
