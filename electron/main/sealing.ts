/** Linux backends that ask a keyring of the session; the others use a fixed password, or nobody knows (SECURITY section 3). */
const keyrings = /^(?:gnome_libsecret|kwallet\d*)$/;

/** What Electron's safe storage is worth here. `backend` is Linux's own word for it. */
export function sealingOf(platform: NodeJS.Platform, available: boolean, backend: string): 'system' | 'plain' | 'none' {
  if (platform === 'linux' && !keyrings.test(backend)) return 'plain';
  return available ? 'system' : 'none';
}
