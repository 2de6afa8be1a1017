import type { ColumnMapping } from '#shared/contract/imports.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import { identityId } from '#shared/model/identity-id.ts';
import { sampleEvents, textAt } from './activity-columns.ts';
import { isActivityMapping, namesActor, suggestActivityMapping } from './activity-mapping.ts';
import { Fields, isObject } from './fields.ts';
import { type ReadEvent, readLog, type Unreadable } from './gather/activity-file.ts';
import { circumstances, networkOf } from './gather/circumstances.ts';
import type { Head, ImportContext, Importer, Reading, Recognition } from './importer.ts';
import { isSequence } from './json-sequence.ts';
import { secretsIn } from './request-secrets.ts';
import { cleanText } from './text.ts';

type Party = NonNullable<Activity['client']>;
type Raw = Readonly<Record<string, unknown>>;

const denied =
  /^(?:den(?:y|ied)|block(?:ed)?|refus(?:ed|e)|reject(?:ed)?|fail(?:ed|ure)?|error|unauthori[sz]ed|forbidden|false|no|0|[45]\d\d)$/i;
const allowed =
  /^(?:allow(?:ed)?|permit(?:ted)?|grant(?:ed)?|success(?:ful)?|succeeded|ok|pass(?:ed)?|true|yes|1|[123]\d\d|)$/i;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function recognise(head: Head): Recognition | null {
  const found = { vendor: 'csv', tenantId: null, tenantName: null } as const;
  if (head.format === 'csv') {
    return namesActor(suggestActivityMapping(head.columns)) ? { ...found, confidence: 0.52 } : null;
  }
  const columns = sampleEvents(head)?.columns ?? [];
  if (columns.length < 2) return null;
  if (namesActor(suggestActivityMapping(columns))) return { ...found, confidence: 0.2 };
  // JSON lines are a log of something: the analyst is asked of what. A list may be anything.
  return isSequence(head.text) ? { ...found, confidence: 0.1, needsMapping: true } : null;
}

function begin(context: ImportContext, sink: Parameters<Importer['begin']>[1]): Reading {
  const { sha256, tenant } = context;
  const given = context.mapping !== null && isActivityMapping(context.mapping) ? context.mapping : null;
  let mapping: ColumnMapping | null = given;
  let refused = false;
  const odd = new Set<string>();

  function refuse(columns: readonly string[]): void {
    refused = true;
    const shown = columns.slice(0, 12).join(', ');
    const message = `no column is mapped to time and action: map those that say when and what (columns: ${shown})`;
    sink.problem({ severity: 'error', code: 'import.column_mapping', message, record: null, field: null });
  }

  /** The columns of JSON show themselves only with its first event. */
  function learn(columns: readonly string[]): void {
    if (mapping !== null) return;
    const guess = suggestActivityMapping(columns);
    if (isActivityMapping(guess)) mapping = guess;
    else refuse(columns);
  }

  const party = (name: string): Party | null =>
    // The ids of rows of tables: an inventory of the same tenant meets its log.
    name === '' ? null : { id: identityId(sha256, tenant.id, 'row', name), name };

  function decisionOf(word: string, record: string): Decision {
    if (denied.test(word)) return 'denied';
    if (!allowed.test(word) && !odd.has(word)) {
      odd.add(word);
      const message = `the decision ${word} is not known here: taken for allowed`;
      sink.problem({ severity: 'info', code: 'import.guessed', message, record, field: null });
    }
    return 'allowed';
  }

  function read(event: Fields): ReadEvent | Unreadable {
    const raw = rawOf(event);
    const texts = (field: ColumnMapping[string]): readonly string[] =>
      Object.entries(mapping ?? {})
        .filter(([, mapped]) => mapped === field)
        .map(([column]) => cleanText(textAt(raw, column)).text)
        .filter((text) => text !== '');
    const said = (field: ColumnMapping[string]): string => texts(field)[0] ?? '';
    const column = (field: ColumnMapping[string]): string | null =>
      Object.entries(mapping ?? {}).find(([, mapped]) => mapped === field)?.[0] ?? null;
    const action = said('action');
    if (action === '') {
      return { code: 'import.missing_id', field: column('action'), message: 'nothing says what happened' };
    }
    const time = new Fields({ time: numberOr(said('time')) }, event.record, { problem: () => undefined });
    const at = time.instant('time');
    if (typeof at !== 'number') {
      return { code: 'import.unreadable_value', field: column('time'), message: 'nothing says when it happened' };
    }
    const actor = said('actor');
    // An address is a person's; whoever else acts is a program.
    const isPerson = email.test(actor);
    const human = said('human') || (isPerson ? actor : '');
    const client = said('client') || (isPerson ? '' : actor);
    const agents = texts('agent').flatMap((name) => party(name) ?? []);
    return {
      id: '',
      activity: {
        at,
        human: party(human),
        humanLive: human !== '' && agents.length === 0 && (isPerson || client === ''),
        agents,
        client: party(client),
        action,
        object: said('object'),
        decision: decisionOf(said('decision'), event.record),
        reason: texts('reason').join('; '),
        trace: said('trace'),
        ...circumstances({
          address: said('ip'),
          network: networkIn(texts('network')),
          userAgent: said('user_agent'),
          signals: [action, ...texts('object'), ...texts('reason')].flatMap(secretsIn),
        }),
      },
    };
  }

  const log = readLog(context, sink, ['$[*]', '$row'], read);
  return {
    item(item) {
      if (item.pattern === '$header') learn(Array.isArray(item.value) ? item.value.map(String) : []);
      else if (mapping === null && !refused && isObject(item.value)) learn(columnsOf(item.value));
      if (!refused) return log.item(item);
      return undefined;
    },
    missed: (pattern) => log.missed?.(pattern),
    refused: () => refused,
    end: () => undefined,
  };
}

/** A number is a system, whatever else a country. */
const networkIn = (texts: readonly string[]): string => {
  const system = texts.find((text) => /^(?:AS)?\d+\b/i.test(text)) ?? '';
  return networkOf(system, texts.find((text) => text !== system) ?? '');
};

/** The value that `Fields` reads. */
const rawOf = (event: Fields): Raw => Object.fromEntries(event.names().map((name) => [name, event.raw(name)]));

const numberOr = (text: string): string | number => (/^\d{9,13}(?:\.\d+)?$/.test(text) ? Number(text) : text);

const columnsOf = (value: Raw): readonly string[] =>
  sampleEvents({
    file: '',
    folders: [],
    format: 'json',
    text: `[${JSON.stringify(value)}]`,
    members: [],
    outermost: 'array',
    texts: new Map(),
    columns: [],
  })?.columns ?? [];

/** Events of anybody, as a table or as JSON, by a mapping of its columns to time, actor, action and so on. */
export const activity: Importer = {
  id: 'activity',
  label: 'Activity log',
  standsAlone: true,
  version: 1,
  authority: 'log',
  recognise,
  elements: ['$[*]', '$row'],
  begin,
};
