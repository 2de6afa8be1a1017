// What a command may be given beside its words, and what its help says of it.

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What the help writes for the value: `SECONDS`. '' where there is none. */
  readonly value: string;
  /** A phrase without a full stop. */
  readonly says: string;
}

export const flag = (says: string): Option => ({ type: 'boolean', value: '', says });

export const text = (value: string, says: string): Option => ({ type: 'string', value, says });

/** May be given more than once. */
export const texts = (value: string, says: string): Option => ({ type: 'string', multiple: true, value, says });

export const query = text('QUERY', 'only what it finds, in the language of the grid: kind:agent score:>70');

/** `one of: a, b` */
export const oneOfThese = (words: readonly string[]): string => `one of: ${words.join(', ')}`;
