const lineFeed = 10;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** One message as a line of JSON. */
export const encodeLine = (message: unknown): Uint8Array => Buffer.from(`${JSON.stringify(message)}\n`, 'utf8');

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(line));
  } catch {
    return undefined;
  }
}

/** Puts chunks together to lines of JSON. Broken is said once, then nothing more is delivered. */
export function createLineReader(
  longest: number,
  onMessage: (message: unknown) => void,
  onBroken: (reason: string) => void,
): (bytes: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let length = 0;
  let isBroken = false;

  const breakWith = (reason: string): void => {
    isBroken = true;
    parts = [];
    onBroken(reason);
  };
  const take = (last: Uint8Array): void => {
    const line = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    length = 0;
    const message = parse(line);
    if (message === undefined) breakWith('a line is not JSON');
    else onMessage(message);
  };

  return (bytes) => {
    let from = 0;
    while (!isBroken) {
      const to = bytes.indexOf(lineFeed, from);
      const rest = bytes.subarray(from, to < 0 ? undefined : to);
      if (length + rest.byteLength > longest) return breakWith(`a line is longer than ${longest} bytes`);
      if (to < 0) {
        if (rest.byteLength > 0) parts.push(rest);
        length += rest.byteLength;
        return;
      }
      take(rest);
      from = to + 1;
    }
  };
}
