import type { Importer } from '#engine/importers/importer.ts';
import type { PrintsOf } from './sealed.ts';
import { findings, readSightings } from './sightings.ts';

interface ListReport extends Pick<Importer, 'id' | 'label' | 'recognise'> {
  /** Whose findings they are, as the timeline names it. */
  readonly tool: string;
  sealed(value: unknown, printsOf: PrintsOf): unknown;
}

/** An importer of a report that is a list of findings, or one a line. */
export const listReport = ({ id, label, recognise, tool, sealed }: ListReport): Importer => ({
  id,
  label,
  version: 1,
  authority: 'log',
  recognise,
  elements: findings,
  lines: true,
  seal: ({ value }, printsOf) => sealed(value, printsOf),
  begin: (context, sink) => readSightings(context, sink, findings, () => tool),
});
