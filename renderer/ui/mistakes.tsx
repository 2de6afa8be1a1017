import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface Mistake {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly expected: string;
}

/** What is wrong with a document, a list item each, with the place and what would have been right there. */
export const mistakes = (found: readonly Mistake[]): ReactNode =>
  found.map(({ at, line, column, message, expected }) => (
    <li key={`${at} ${message}`}>
      <Icon name="error" size={14} className="error-text" />
      <span>{`${line}:${column} ${message} Expected ${expected}.`}</span>
    </li>
  ));
