/** The oldest major version of Electron that still gets security fixes, as of this release. */
const OLDEST_SUPPORTED = 43;

/** What the analyst should know of the runtime; empty when all is well. */
export function runtimeNotices(electron: string, withoutSandbox: boolean): string[] {
  const notices: string[] = [];
  if (Number.parseInt(electron, 10) < OLDEST_SUPPORTED) {
    notices.push(`Electron ${electron} gets no security fixes any more: for development and tests only.`);
  }
  if (withoutSandbox)
    notices.push('Chromium runs without its sandbox (--no-sandbox): start the app as an ordinary user.');
  return notices;
}
