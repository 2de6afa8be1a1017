import type { ColumnMapping } from '#shared/contract/imports.ts';
import { activity } from './activity.ts';
import { sampleEvents } from './activity-columns.ts';
import { isActivityMapping } from './activity-mapping.ts';
import { csv } from './csv.ts';
import { namesRows } from './csv-mapping.ts';
import type { Head, Importer, Recognition } from './importer.ts';
import { importers } from './index.ts';
import { isTemplate } from './placeholders.ts';
import { referenceData } from './reference-data.ts';

export type Recognised =
  | { readonly importer: Importer; readonly recognition: Recognition }
  /** `leftOut`: it is known, and nobody wants it read. */
  | { readonly importer: null; readonly reason: string; readonly leftOut: boolean };

/** The importer that is surest of the file, or why there is none. `mapping`: what its columns mean, where the analyst said so. */
export function recogniseHead(head: Head, mapping: ColumnMapping | null = null): Recognised {
  let best: { importer: Importer; recognition: Recognition } | null = null;
  for (const importer of importers) {
    const recognition = importer.recognise(head);
    if (recognition && recognition.confidence > (best?.recognition.confidence ?? 0)) best = { importer, recognition };
  }
  if (best === null || best.importer === csv || best.importer === activity) {
    const reason = referenceData(head);
    if (reason !== null) return { importer: null, reason, leftOut: true };
  }
  if (best === null) return { importer: null, reason: reasonFor(head), leftOut: false };
  return mapping === null ? best : byMapping(best, head, mapping);
}

/** Rows that tell when something happened are events, all others identities, whatever their columns looked like. */
function byMapping(
  best: { readonly importer: Importer; readonly recognition: Recognition },
  head: Head,
  mapping: ColumnMapping,
): Recognised {
  const { recognition } = best;
  if (best.importer !== csv && best.importer !== activity) return best;
  if (isActivityMapping(mapping)) return { importer: activity, recognition };
  if (recognition.needsMapping === true) return { importer: null, reason: unmapped(head), leftOut: false };
  return head.format === 'csv' && namesRows(mapping) ? { importer: csv, recognition } : best;
}

function unmapped(head: Head): string {
  const columns = sampleEvents(head)?.columns ?? [];
  const shown = columns.slice(0, 12).join(', ') + (columns.length > 12 ? ' …' : '');
  return `JSON lines that no importer knows: map those of their members that say when and what to time and action (${shown})`;
}

function reasonFor(head: Head): string {
  switch (head.format) {
    case 'empty':
      return 'the file is empty';
    case 'binary':
      return 'not a text file in UTF-8, or UTF-16 with a byte-order mark';
    case 'csv':
      return 'a text without a table in it';
    default: {
      if (isTemplate(head))
        return 'a template with {{ }} where values belong: render it first, for example with `helm template`';
      const form = head.format === 'json' ? 'JSON' : 'YAML';
      const names = [...new Set(head.members)];
      const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ' …' : '');
      const members = names.length > 0 ? `with members ${shown}` : 'without members';
      const what =
        head.outermost === 'array'
          ? `a ${form} list${names.length > 0 ? ` of objects ${members}` : ''}`
          : `a ${form} object ${members}`;
      return `no importer knows it: ${what}`;
    }
  }
}
