import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The editor's background in each theme (renderer/ui/tokens.css): the window shows it before the page is painted. */
const backgrounds = { dark: '#1F1F1F', light: '#FFFFFF' };

/** Settings may carry comments; the one member that matters before the engine is up is found without parsing them. */
export function backgroundOf(settings: string, systemIsDark: boolean): string {
  const chosen = /"theme"\s*:\s*"(dark|light|system)"/.exec(settings)?.[1];
  const isDark = chosen === 'dark' || (chosen !== 'light' && systemIsDark);
  return isDark ? backgrounds.dark : backgrounds.light;
}

export function readSettings(userData: string): string {
  try {
    return readFileSync(join(userData, 'settings.json'), 'utf8');
  } catch {
    return '';
  }
}
