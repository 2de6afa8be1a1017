import { useSyncExternalStore } from 'react';
import type { Palette } from './paint.ts';

const names: Readonly<Record<keyof Palette, string>> = {
  human: '--nhi-lane-human',
  agent: '--nhi-lane-agent',
  allowed: '--nhi-decision-allowed',
  denied: '--nhi-decision-denied',
  foreground: '--vscode-foreground',
  dim: '--vscode-descriptionForeground',
  background: '--vscode-editor-background',
  grid: '--nhi-chart-grid',
  line: '--vscode-charts-lines',
  border: '--vscode-editorSuggestWidget-border',
  font: '--nhi-font',
};

let palette: Palette | null = null;

function read(): Palette {
  if (palette !== null) return palette;
  const style = getComputedStyle(document.documentElement);
  const values = Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name).trim()] as const);
  // `names` has every member of the palette.
  palette = Object.fromEntries(values) as unknown as Palette;
  return palette;
}

function subscribe(changed: () => void): () => void {
  const forget = (): void => {
    palette = null;
    changed();
  };
  const observer = new MutationObserver(forget);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', forget);
  // The theme may have changed while no canvas was on the page.
  forget();
  return () => {
    observer.disconnect();
    scheme.removeEventListener('change', forget);
  };
}

/** Theme tokens as the canvas needs them: read from CSS, anew after every change of theme. */
export const usePalette = (): Palette => useSyncExternalStore(subscribe, read);
