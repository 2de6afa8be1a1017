// Every secret that a scanner found is an event: where it was seen, by which detector, and the keys by which whoever it is of
// is found, now or when it is imported.
import type { Fields } from '#engine/importers/fields.ts';
import { readLog } from '#engine/importers/gather/activity-file.ts';
import type { ImportContext, Reading, Sink } from '#engine/importers/importer.ts';
import { type Fact, type Instant, isUnknown } from '#shared/model/fact.ts';
import { leakActions, leakKeysText } from '#shared/model/leak.ts';

/**
 * Reports say themselves where something was found. They are of one tenant of their own: in that of a vendor they would
 * stretch the time of which its log seems to tell who used what.
 */
export const scannerTenant = {
  vendor: 'scanner',
  tenantId: 'secret-scanners',
  tenantName: 'Secret scanners',
} as const;

export const findings = ['$[*]'] as const;

const wordsOf = (fact: Fact<string> | undefined): string => (fact === undefined || isUnknown(fact) ? '' : fact);

/** `acme/shop deploy/prod.env:12 at 1caf0105f0b6` */
function placeOf(event: Fields): string {
  const file = event.plain('file');
  const line = event.number('line');
  const commit = event.plain('commit');
  const at = line === undefined || isUnknown(line) || line <= 0 ? file : `${file}:${line}`;
  return [event.plain('repository'), at, commit === '' ? '' : `at ${commit.slice(0, 12)}`]
    .filter((part) => part !== '')
    .join(' ');
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

interface Tally {
  redacted: number;
  undated: number;
}

/** Reads `Sealed` items. `toolOf`: whose finding stands at a path. */
export function readSightings(
  context: ImportContext,
  sink: Sink,
  elements: readonly string[],
  toolOf: (path: string) => string,
): Reading {
  const tally: Tally = { redacted: 0, undated: 0 };
  const log = readLog(context, sink, elements, (event, { sha256 }) => {
    if (event.isTrue('log')) {
      return { code: 'import.skipped', field: null, message: 'a line of the scanner’s own log: left out' };
    }
    const [detector, place, keys] = [event.plain('detector'), placeOf(event), strings(event.raw('keys'))];
    if (detector === '' && place === '') {
      return { code: 'import.missing_id', field: null, message: 'says neither what was found nor where' };
    }
    const tool = toolOf(event.record);
    const date = dateOf(event);
    if (date === null) tally.undated += 1;
    if (event.isTrue('redacted')) tally.redacted += 1;
    const who = wordsOf(event.text('who'));
    const id = event.plain('id');
    const trace = sha256(id === '' ? [tool, place, detector, ...keys].join('\u001f') : `${tool} ${id}`).slice(0, 16);
    return {
      id: trace,
      activity: {
        at: date ?? context.now,
        // Whoever wrote the secret down did not find it: nobody acts here but the scanner.
        human: null,
        humanLive: false,
        agents: [],
        client: { id: null, name: tool },
        action: event.isTrue('dismissed') ? leakActions.dismissed : leakActions.found,
        object: place === '' ? detector : place,
        decision: 'allowed',
        reason: [detector, ...strings(event.raw('states')), who === '' ? '' : `by ${who}`]
          .filter((word) => word !== '')
          .join(', '),
        trace,
        signals: ['secret_in_open'],
        ...(keys.length > 0 && { credential: leakKeysText(keys) }),
      },
    };
  });
  return {
    ...log,
    end() {
      remark(sink, tally);
    },
  };
}

function dateOf(event: Fields): Instant | null {
  const date = event.instant('date');
  return typeof date === 'number' ? date : null;
}

function remark(sink: Sink, { redacted, undated }: Tally): void {
  const say = (message: string): void =>
    sink.problem({ severity: 'info', code: 'import.guessed', message, record: null, field: null });
  if (redacted > 0) {
    say(`${redacted} findings hide the secret: they match a credential by an id that they name, never by its value`);
  }
  if (undated > 0) say(`${undated} findings do not say since when: they stand at the time of this import`);
}
