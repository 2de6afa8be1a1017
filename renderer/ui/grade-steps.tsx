import type { ReactNode } from 'react';
import type { Grade } from '#shared/model/finding.ts';
import './grade-steps.css';

/** How a severity was reached, one rung a line. */
export function GradeSteps({ grades }: { readonly grades: readonly Grade[] }): ReactNode {
  return (
    <ol className="grade-steps">
      {grades.map(({ severity, words }) => (
        <li key={`${severity} ${words}`}>
          <b>{severity}</b>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}
