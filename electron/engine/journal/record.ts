import type { JournalRecord } from '#shared/model/journal-record.ts';

/** What the caller says; number, time and hashes are added when the line is written. */
export type JournalEntry = Omit<JournalRecord, 'hash' | 'seq' | 'prev' | 'at'>;

type Speech = Omit<JournalEntry, 'data'>;
type Sha256 = (data: Uint8Array) => string;

/** `prev` of the first record. */
export const genesis = '0'.repeat(64);
/** No line is longer; whatever is bigger belongs into an object. */
export const longestLine = 16 * 1024 * 1024;
/** `{"hash":"` … 64 digits … `",` : the hash covers everything behind it. */
export const bodyStart = 75;
export const lineFeed = 10;

const members = 11;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON must escape.
const mustEscape = /["\\\u0000-\u001f\ud800-\udfff]/;
const quote = (text: string): string => (mustEscape.test(text) ? JSON.stringify(text) : `"${text}"`);

/** What does not change from record to record: the members behind `at` up to where the value of `data` begins. */
function encodeSpeech(entry: Speech): string {
  const agent = entry.agent === null ? 'null' : quote(entry.agent);
  return `","human":${quote(entry.human)},"agent":${agent},"client":${quote(entry.client)},"action":${quote(entry.action)},"object":${quote(entry.object)},"decision":${quote(entry.decision)},"data":`;
}

/** The order of the members never changes. */
const encodeEnvelope = (speech: string, seq: number, prev: string, at: string): string =>
  `"seq":${seq},"prev":"${prev}","at":"${at}${speech}`;

/** What is hashed: a line from `"seq"` to the closing brace. `data` is the text of `entry.data`. */
export const encodeBody = (speech: string, data: string, seq: number, prev: string, at: string): string =>
  `${encodeEnvelope(speech, seq, prev, at)}${data}}`;

/** `encodeSpeech` that remembers the last one: in a row of records it is mostly the same. */
export function createSpeechEncoder(): (entry: Speech) => string {
  let last: Speech | null = null;
  let speech = '';
  return (entry) => {
    if (last === null || !saysTheSame(entry, last)) {
      const { human, agent, client, action, object, decision } = entry;
      last = { human, agent, client, action, object, decision };
      speech = encodeSpeech(last);
    }
    return speech;
  };
}

const saysTheSame = (one: Speech, other: Speech): boolean =>
  one.object === other.object &&
  one.human === other.human &&
  one.agent === other.agent &&
  one.client === other.client &&
  one.action === other.action &&
  one.decision === other.decision;

const earliest = 0;
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** The time of a record: a clock that was set back must not turn the order of the records around. */
export function recordTime(now: number, last: string): string {
  const at = new Date(Math.min(Math.max(now, earliest), latest)).toISOString();
  return at > last ? at : last;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** JSON that has the shape of a record, whatever its hashes say; undefined for everything else. */
export function parseRecord(text: string): JournalRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== members) return undefined;
  // Checked member by member below; newer versions may know more actions than this one.
  const record = value as JournalRecord;
  const texts = [record.hash, record.prev, record.at, record.human, record.client, record.action, record.object];
  const isRecord =
    Number.isSafeInteger(record.seq) &&
    texts.every(isText) &&
    (record.agent === null || isText(record.agent)) &&
    isText(record.decision) &&
    typeof record.data === 'object' &&
    record.data !== null &&
    !Array.isArray(record.data);
  return isRecord ? record : undefined;
}

/**
 * One line without its line feed, read strictly: the right number, the right predecessor, its own hash, and the very
 * bytes that the encoder makes of its envelope. Undefined when anything is amiss.
 */
export function decodeLine(sha256: Sha256, line: Uint8Array, seq: number, prev: string): JournalRecord | undefined {
  if (line.byteLength <= bodyStart) return undefined;
  const hash = sha256(line.subarray(bodyStart));
  let text: string;
  try {
    text = decoder.decode(line);
  } catch {
    return undefined;
  }
  if (!text.startsWith(`{"hash":"${hash}","seq":${seq},"prev":"${prev}",`)) return undefined;
  const record = parseRecord(text);
  if (record === undefined || !instantForm.test(record.at)) return undefined;
  return text.startsWith(encodeEnvelope(encodeSpeech(record), seq, prev, record.at), bodyStart) ? record : undefined;
}

/**
 * Only the hashes of a line: its own, and that it follows `prev` as number `seq`. Enough for bytes that were read
 * strictly before, when the last hash is still the same.
 */
export function hashOfLine(sha256: Sha256, line: Buffer, seq: number, prev: string): string | undefined {
  if (line.byteLength <= bodyStart) return undefined;
  const hash = sha256(line.subarray(bodyStart));
  const start = `{"hash":"${hash}","seq":${seq},"prev":"${prev}",`;
  return line.toString('latin1', 0, start.length) === start ? hash : undefined;
}
