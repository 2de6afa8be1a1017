import type { Clock } from '#engine/system/system.ts';

/**
 * Time of the issuer: never earlier than it was, never slower than time that passes (SECURITY.md, row 17). A system clock
 * that is set back makes no token live longer, and `iat` never decreases; one that is set forward is believed.
 */
export function steadyClock(clock: Clock): Clock {
  let anchor = { wall: clock.now(), monotonic: clock.monotonic() };
  return {
    ...clock,
    now() {
      const [wall, monotonic] = [clock.now(), clock.monotonic()];
      const passed = Math.floor(anchor.wall + monotonic - anchor.monotonic);
      if (wall > passed) anchor = { wall, monotonic };
      return Math.max(wall, passed);
    },
  };
}
