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
    const amount = size / length;
    // 90 min says more than 2 h: under two of a unit the smaller one is taken, unless it comes out even.
    if (amount >= 2 || (amount >= 1 && Number.isInteger(Math.round(amount * 100) / 100))) {
      return `${Math.round(seconds / length)} ${word}`;
    }
  }
  return `${Math.round(seconds)} s`;
}

/** A duration beside a shorter one that would read the same: with what it is longer by, `30 d 10 h`. */
export function durationBeside(seconds: number, shorter: number): string {
  const [words, against] = [durationWords(seconds), durationWords(shorter)];
  return seconds > shorter && words === against ? `${against} ${durationWords(seconds - shorter)}` : words;
}
