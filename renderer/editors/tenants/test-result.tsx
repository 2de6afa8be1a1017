import { type ReactNode, useEffect, useRef } from 'react';
import { intentWords } from '#renderer/state/plan-words.ts';
import { testStepWords } from '#renderer/state/tenant-words.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Table } from '#renderer/ui/page.tsx';
import type { AccessNeed, ConnectionTest } from '#shared/model/connection.ts';

/** What was tried one after the other, up to the first failure. */
export function TestSteps({ test }: { readonly test: ConnectionTest }): ReactNode {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Under a long form the answer would be out of sight.
    if (!test.ok) said.current?.scrollIntoView({ block: 'nearest' });
  }, [test]);
  return (
    <div ref={said} role="status" aria-label="Test of the connection" className="test-steps">
      <ol>
        {test.steps.map(({ step, ok, message }) => (
          <li key={step}>
            <Icon name={ok ? 'pass' : 'error'} size={14} className={ok ? 'success-text' : 'error-text'} />
            <span className="test-step">{testStepWords[step]}</span>
            <span>{message}</span>
          </li>
        ))}
      </ol>
      {test.ok && test.server !== '' && <p className="dim small">{`It says that it is ${test.server}.`}</p>}
    </div>
  );
}

const found = {
  held: { icon: 'pass', tone: 'success-text', words: 'found' },
  missing: { icon: 'error', tone: 'error-text', words: 'missing' },
  unknown: { icon: 'question', tone: 'dim', words: '? not looked for' },
} as const;

/** Which roles or scopes are needed for which verb, and which were found. */
export function AccessTable({ needs }: { readonly needs: readonly AccessNeed[] }): ReactNode {
  return (
    <Table
      label="What the admin credential needs"
      head={['Role or scope', 'Found', 'Needed for']}
      rows={needs.map(({ name, for: purposes, state }) => ({
        key: name,
        cells: [
          <code key="name">{name}</code>,
          <span key="state" className="icon-cell">
            <Icon name={found[state].icon} size={14} className={found[state].tone} />
            {found[state].words}
          </span>,
          <span key="for" title={purposeWords(purposes)}>
            {purposeWords(purposes)}
          </span>,
        ],
      }))}
    />
  );
}

const purposeWords = (purposes: AccessNeed['for']): string =>
  purposes.map((purpose) => (purpose === 'read' ? 'reading' : intentWords[purpose].toLowerCase())).join(', ');
