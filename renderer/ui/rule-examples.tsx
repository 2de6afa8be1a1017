import type { ReactNode } from 'react';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import type { Severity } from '#shared/model/finding.ts';
import { Icon } from './icon.tsx';
import './rule-examples.css';

interface RunExample {
  readonly what: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly severity: Severity | null;
  readonly standard: Severity | null;
}

/** What a rule flags and what it does not: each example as it came out when it was run. */
export function RuleExamples({ examples }: { readonly examples: readonly RunExample[] }): ReactNode {
  return (
    <ul className="rule-examples">
      {examples.map(({ what, facts, severity, standard }) => (
        <li key={what}>
          <div className="rule-example">
            {severity === null ? (
              <Icon name="pass" className="rule-clean" label="not flagged" />
            ) : (
              <SeverityIcon severity={severity} />
            )}
            <span>{what}</span>
            <span className="dim">{severity ?? 'not flagged'}</span>
          </div>
          <div className="rule-facts dim">
            {facts.length === 0
              ? 'a healthy service account'
              : facts.map(({ label, value }) => `${label}: ${value}`).join(' · ')}
            {severity !== standard && ` · by the standard policy ${standard ?? 'not flagged'}`}
          </div>
        </li>
      ))}
    </ul>
  );
}
