import { useSession } from './session.ts';

const remembered = 'theme';

/** Keeps `data-theme` and `data-density` of the document in step with the settings and, for `system`, with the desktop. */
export function startTheme(): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    const { settings, settingsFile } = useSession.getState();
    // Until the engine has read the settings, the last theme stands: no flash of the other one.
    const theme = settingsFile === '' ? (localStorage.getItem(remembered) ?? settings.theme) : settings.theme;
    if (settingsFile !== '') localStorage.setItem(remembered, theme);
    const shown = theme === 'dark' || theme === 'light' ? theme : light.matches ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = shown;
    document.documentElement.dataset['density'] = settings.density;
  };
  apply();
  light.addEventListener('change', apply);
  const stop = useSession.subscribe(apply);
  return () => {
    light.removeEventListener('change', apply);
    stop();
  };
}
