import { z } from 'zod';
import { documentSchema } from '#engine/documents/document-schema.ts';
import { isSection, policyTable, type Table } from '#engine/scoring/policy-table.ts';
import type { Weight } from '#shared/model/limits.ts';

function numberOf({ whole, least, most, means, unit, standard }: Weight): z.ZodType {
  const number = (whole ? z.int() : z.number()).min(least).max(most);
  return number.optional().meta({ description: means, unit, default: standard });
}

function sectionOf(table: Table): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(table).map(([name, entry]) => [
        name,
        isSection(entry) ? sectionOf(entry.of).optional().meta({ description: entry.means }) : numberOf(entry),
      ]),
    ),
  );
}

/** Every number may be left out: what is not said is standard. */
export const policySchema = documentSchema(
  sectionOf(policyTable)
    .extend({ version: z.literal(1).optional().meta({ description: 'Version of this form.', default: 1 }) })
    .meta({
      title: 'Policy of an NHI Workbench workspace',
      description: 'Weights of the score, thresholds of the rules, points of What If.',
    }),
);
