import { themeColours } from '#renderer/ui/chart/use-colours.ts';
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

/** Theme tokens as the canvas needs them. */
export const usePalette: () => Palette = themeColours(names);
