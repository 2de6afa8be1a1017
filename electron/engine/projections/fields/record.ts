import type { Field, Language } from '#engine/query/field.ts';
import { among } from '#engine/query/forms/choice.ts';
import { instants } from '#engine/query/forms/instant.ts';
import { onScale, plainScale } from '#engine/query/forms/number.ts';
import { rowTexts } from '#engine/query/forms/text.ts';
import type { Decision } from '#shared/model/activity.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** Records of the journal with their summaries, and the instant from which ages are counted. */
export interface Records {
  readonly now: number;
  readonly list: readonly (Pick<
    JournalRecord,
    'seq' | 'at' | 'human' | 'agent' | 'client' | 'action' | 'object' | 'decision'
  > & { readonly summary: string })[];
}

const decided =
  (decision: Decision) =>
  ({ list }: Records) =>
  (row: number) =>
    list[row]?.decision === decision;
const text = (name: 'human' | 'client' | 'action' | 'object') =>
  rowTexts<Records>(({ list }) => (row) => [list[row]?.[name] ?? '']);

const fields: readonly Field<Records>[] = [
  { name: 'human', meaning: 'Who did it', form: text('human') },
  {
    name: 'agent',
    meaning: 'The agent that acted',
    form: rowTexts(({ list }) => (row) => {
      const agent = list[row]?.agent ?? null;
      return agent === null ? [] : [agent];
    }),
  },
  { name: 'client', meaning: 'The client that asked', form: text('client') },
  { name: 'action', meaning: 'What was done', form: text('action') },
  { name: 'object', meaning: 'What it was done to', form: text('object') },
  {
    name: 'decision',
    meaning: 'Whether it was let',
    form: among({ allowed: decided('allowed'), denied: decided('denied') }),
  },
  {
    name: 'at',
    meaning: 'When',
    form: instants('back', {}, ({ list, now }) => ({ at: (row: number) => Date.parse(list[row]?.at ?? ''), now })),
  },
  {
    name: 'record',
    meaning: 'Its number',
    form: onScale(
      plainScale,
      {},
      ({ list }) =>
        (row) =>
          list[row]?.seq ?? Number.NaN,
    ),
  },
];

/** The journal itself. */
export const recordLanguage: Language<Records> = {
  fields,
  length: ({ list }) => list.length,
  search:
    ({ list }) =>
    (row) => {
      const record = list[row];
      if (!record) return '';
      const { human, agent, client, action, object, decision, summary } = record;
      return [human, agent ?? '', client, action, object, decision, summary].join(' ').toLowerCase();
    },
};
