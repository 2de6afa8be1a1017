import type { Clock, Log } from '#engine/system/system.ts';
import type { WatchView } from '#shared/contract/contract.ts';

type Line = WatchView<'workspace.output'>['lines'][number];
const kept = 5000;

export interface Output {
  /** Writes to the Output panel and to the log behind it. */
  readonly log: Log;
  /** The newest lines, newest last. */
  lines(last: number): Line[];
}

/** What the engine did, for the Output panel; private detail (`cause`) goes to the log alone. */
export function createOutput(clock: Pick<Clock, 'now'>, behind: Log, changed: () => void): Output {
  const lines: Line[] = [];
  const say = (level: Line['level'], text: string): void => {
    lines.push({ at: clock.now(), level, text });
    if (lines.length > kept) lines.splice(0, lines.length - kept);
    changed();
  };
  return {
    log: {
      info(text) {
        say('info', text);
        behind.info(text);
      },
      warning(text) {
        say('warning', text);
        behind.warning(text);
      },
      error(text, cause) {
        say('error', text);
        behind.error(text, cause);
      },
    },
    lines: (last) => lines.slice(Math.max(0, lines.length - last)),
  };
}
