export const second = 1;
export const minute = 60;
export const hour = 3_600;
export const day = 86_400;
export const year = 31_536_000;
export const dayMs = day * 1000;

const units: readonly (readonly [number, string])[] = [
  [year, 'y'],
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
];

/** A duration in seconds as an analyst says it: `45 s`, `41 min`, `30 d`, `1 y`, `never`. Infinity is `never`. */
export function durationWords(seconds: number): string {
  if (seconds === Number.POSITIVE_INFINITY) return 'never';
  const size = Math.abs(seconds);
  for (const [length, word] of units) {
    if (size >= length) {
      const amount = seconds / length;
      return `${Math.abs(amount) < 10 && !Number.isInteger(amount) ? Math.round(amount * 10) / 10 : Math.round(amount)} ${word}`;
    }
  }
  return `${Math.round(seconds)} s`;
}
