// Files of vendors as a hostile or careless hand would leave them. Pure: a seed gives one mutation of a file.

/** mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T; // Never empty.

const deep = (levels: number): unknown => {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { in: value } : [value];
  return value;
};

const hostile: readonly unknown[] = [
  null, true, false, 0, -1, 1e308, 2 ** 53 + 2, 1.5, '', ' ', [], {}, [[]], [null], { a: 1 }, [{ a: [1] }],
  'x\u0000y', '\u202eabc', 'a\nb', '=cmd|x', '<img src=x onerror=alert(1)>', '../../etc/passwd', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z',
  '/Date(253402300799000)/', '1969-12-31', '{"a":', '{{ .Values.x }}', '$(env:X)', '##X##', 'ä'.repeat(3_000), deep(20), deep(200),
]; // biome-ignore format: a list of values

interface Slot {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** Every member and element, as far as it is not too many to look at. */
function slotsOf(value: unknown, found: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null || found.length > 20_000) return found;
  if (Array.isArray(value)) {
    for (let key = 0; key < value.length; key += 1) {
      found.push({ holder: value, key });
      slotsOf(value[key], found);
    }
    return found;
  }
  const holder = value as Record<string, unknown>; // A parsed object.
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    slotsOf(holder[key], found);
  }
  return found;
}

const at = ({ holder, key }: Slot): unknown => (holder as Record<string | number, unknown>)[key];
function set({ holder, key }: Slot, value: unknown): void {
  (holder as Record<string | number, unknown>)[key] = value;
}

type Change = (slot: Slot, random: Random) => void;

const changes: readonly Change[] = [
  (slot, random) => set(slot, pick(random, hostile)),
  (slot) => set(slot, [at(slot)]),
  (slot) => set(slot, { value: at(slot) }),
  (slot) => set(slot, String(at(slot))),
  (slot) => set(slot, JSON.stringify(at(slot)) ?? null),
  // PowerShell: a list of one is its element.
  (slot) => {
    const value = at(slot);
    if (Array.isArray(value)) set(slot, value[0] ?? null);
  },
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  },
  ({ holder, key }, random) => {
    if (Array.isArray(holder)) return;
    holder[pick(random, ['constructor', 'toString', 'a b', '', key.toString().toUpperCase(), `${key}\u0000`])] =
      holder[key];
    delete holder[key];
  },
  (slot, random) => {
    const value = at(slot);
    if (typeof value === 'number') set(slot, value * pick(random, [-1, 1e3, 1e12, 1e300]));
    else if (typeof value === 'string')
      set(slot, pick(random, [value.toUpperCase(), `${value}${value}`, value.slice(1)]));
  },
];

/** The value with one to four of its members changed; undefined: there is nothing to change. */
export function mutatedValue(value: unknown, seed: number): unknown {
  const random = randomOf(seed);
  const copy = structuredClone(value);
  const slots = slotsOf(copy);
  if (slots.length === 0) return copy;
  const count = 1 + Math.floor(random() * 4);
  for (let done = 0; done < count; done += 1) pick(random, changes)(pick(random, slots), random);
  return copy;
}

const texts: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  // A name that stands twice, and one that reaches an object's machinery.
  (text) => text.replace(/\{\s*"/, (start) => `${start.slice(0, -1)}"id":1,"id":[2],"`),
  (text, random) => {
    const at = text.indexOf('{', Math.floor(random() * text.length));
    return at < 0 ? text : `${text.slice(0, at + 1)}"__proto__":{"polluted":true},${text.slice(at + 1)}`;
  },
  (text) => `${text}\n${text}`,
  (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`,
  (text) => text.replace(/[[{]/, (bracket) => bracket.repeat(500)),
  (text, random) => {
    const at = Math.floor(random() * text.length);
    return `${text.slice(0, at)}${pick(random, ['"', '}', ']', ',', '\\', '\u0000', '\ud800'])}${text.slice(at + 1)}`;
  },
];

export const mutatedText = (text: string, seed: number): string => {
  const random = randomOf(seed);
  return pick(random, texts)(text, random);
};

/** Byte flips, and the file in another encoding. */
export function mutatedBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomOf(seed);
  if (random() < 0.3) return Buffer.from(`\ufeff${Buffer.from(bytes).toString('utf8')}`, 'utf16le');
  const copy = Uint8Array.from(bytes);
  const count = 1 + Math.floor(random() * 8);
  for (let at = 0; at < count && copy.length > 0; at += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

/** What a tool, an SDK or a recorder puts around an answer. */
export const envelopes: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify({ value }),
  (value) => JSON.stringify({ data: value }),
  (value) => JSON.stringify({ status_code: 200, headers: {}, body: value }),
  (value) => JSON.stringify([value]),
  (value) => (Array.isArray(value) ? value : [value]).map((item) => JSON.stringify(item)).join('\n'),
  (value) => (Array.isArray(value) ? value : [value]).map((item) => JSON.stringify(item, null, 1)).join(''),
  (value) => JSON.stringify(Array.isArray(value) && value.length === 1 ? value[0] : value),
];
