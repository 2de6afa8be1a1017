// The model is read-only, what zod infers is not: here the one is copied into the other.
import type { z } from 'zod';
import type { finding } from '#shared/contract/values.ts';
import type { Finding, Fix } from '#shared/model/finding.ts';

export type WireFinding = z.output<typeof finding>;
export type WireFix = WireFinding['fixes'][number];

export function wireFinding(value: Finding): WireFinding {
  return {
    ...value,
    grades: value.grades.map((grade) => ({ ...grade })),
    evidence: value.evidence.map((item) => ({ ...item })),
    fixes: value.fixes.map(wireFix),
    acceptance: value.acceptance === null ? null : { ...value.acceptance },
  };
}

export function wireFix(value: Fix): WireFix {
  return {
    ...value,
    parameters: Object.fromEntries(
      Object.entries(value.parameters).map(([name, content]) => [
        name,
        typeof content === 'object' ? [...content] : content,
      ]),
    ),
  };
}
