/** A value and who wants to know when it changes. */
export interface LiveValue<T> {
  get(): T;
  set(next: T): void;
  /** Told of every later value; answers how to stop. */
  onChange(listener: (value: T) => void): () => void;
}

export function liveValue<T>(initial: T): LiveValue<T> {
  const listeners = new Set<(value: T) => void>();
  let value = initial;
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener(next);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
