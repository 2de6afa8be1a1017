import type { Head, Importer, Recognition } from './importer.ts';
import { importers } from './index.ts';
import { isTemplate } from './placeholders.ts';

export type Recognised =
  | { readonly importer: Importer; readonly recognition: Recognition }
  | { readonly importer: null; readonly reason: string };

/** The importer that is surest of the file, or why there is none. */
export function recogniseHead(head: Head): Recognised {
  let best: { importer: Importer; recognition: Recognition } | null = null;
  for (const importer of importers) {
    const recognition = importer.recognise(head);
    if (recognition && recognition.confidence > (best?.recognition.confidence ?? 0)) best = { importer, recognition };
  }
  return best ?? { importer: null, reason: reasonFor(head) };
}

function reasonFor(head: Head): string {
  const known = importers.map((importer) => importer.label).join(', ');
  switch (head.format) {
    case 'empty':
      return 'the file is empty';
    case 'binary':
      return `not a text file in UTF-8, or UTF-16 with a byte-order mark; what can be read: ${known}`;
    case 'csv':
      return `a text without a table in it; what can be read: ${known}`;
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
      return `${what}: no importer knows it; what can be read: ${known}`;
    }
  }
}
